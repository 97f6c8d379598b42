import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { id18, idPrefixes, isIdOf, type ObjectKind } from '../../../../connectors/salesforce/ids.ts';
import { valueOfField } from '../../../../connectors/salesforce/vocabulary.ts';
import { languageTagOf } from '../../../../events/language.ts';
import { propertyRuns } from '../../../support/property-runs.ts';

const character = fc.constantFrom(...'abzABZ019');
const shortId = fc.string({ unit: character, minLength: 15, maxLength: 15 });

describe('ids in 18 characters', () => {
  it('begin with the id, stay as they are, and differ without regard to case where the ids differ', () => {
    fc.assert(
      fc.property(shortId, shortId, (one, other) => {
        expect(id18(one).slice(0, 15)).toBe(one);
        expect(id18(one)).toHaveLength(18);
        expect(id18(id18(one))).toBe(id18(one));
        expect(id18(one).toLowerCase() === id18(other).toLowerCase()).toBe(one === other);
      }),
      { numRuns: propertyRuns },
    );
  });

  it('differ in their last three characters alone where only the case of a letter differs', () => {
    fc.assert(
      fc.property(shortId, fc.nat({ max: 14 }), (id, at) => {
        const letter = id.charAt(at);
        const swapped = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
        const other = id.slice(0, at) + swapped + id.slice(at + 1);
        fc.pre(other !== id);

        expect(id18(id).slice(15)).not.toBe(id18(other).slice(15));
      }),
      { numRuns: propertyRuns },
    );
  });
});

describe('what an id is of', () => {
  const kinds = Object.keys(idPrefixes) as ObjectKind[];
  const rest = fc.string({ unit: character, minLength: 12, maxLength: 12 });

  it('is told by its first three characters alone, in either length, and is one kind at most', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), rest, (kind, id) => {
        const short = idPrefixes[kind] + id;

        expect(kinds.filter((each) => isIdOf(each, short))).toEqual([kind]);
        expect(kinds.filter((each) => isIdOf(each, id18(short)))).toEqual([kind]);
      }),
      { numRuns: propertyRuns },
    );
  });

  it('tells a reply from the post above it, whatever else the two ids share', () => {
    fc.assert(
      fc.property(rest, (id) => {
        expect(isIdOf('feedComment', id18(`0D7${id}`))).toBe(true);
        expect(isIdOf('feedItem', id18(`0D7${id}`))).toBe(false);
        expect(isIdOf('feedComment', id18(`0D5${id}`))).toBe(false);
      }),
      { numRuns: propertyRuns },
    );
  });
});

describe('values of our fields', () => {
  it('are read back as they were written, whatever case and separator an agent uses', () => {
    const tag = fc.constantFrom('es', 'pt-BR', 'zh-Hant', 'zh-Hant-HK', 'de-CH');
    const habit = fc.constantFrom(
      (text: string) => text,
      (text: string) => text.toUpperCase(),
      (text: string) => text.toLowerCase().replaceAll('-', '_'),
      (text: string) => ` ${text} `,
    );
    fc.assert(
      fc.property(tag, habit, (language, write) => {
        expect(valueOfField('language', write(language))).toBe(language);
      }),
    );
  });

  it('are never a reason to fail, whatever stands there', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const family of ['language', 'sentiment', 'intent'] as const) valueOfField(family, text);
        languageTagOf(text);
      }),
      { numRuns: propertyRuns },
    );
  });
});
