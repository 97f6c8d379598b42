import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { optionTag, valueOfTag } from '../../../../connectors/zendesk/vocabulary.ts';

const intentName = fc
  .array(fc.stringMatching(/^[A-Z][a-z0-9]{0,8}$/), { minLength: 1, maxLength: 4 })
  .map((words) => words.join(''));
const language = fc.constantFrom(
  'es',
  'pt-BR',
  'zh-Hant',
  'zh-Hans-CN',
  'sr-Latn',
  'es-419',
  'fil',
  'und',
  'en-GB',
);

describe('option tags', () => {
  it('of any Pascal case intent come back as that intent, and look like a tag', () => {
    fc.assert(
      fc.property(intentName, (name) => {
        // Act
        const tag = optionTag('dm_', 'intent', name);

        // Assess
        expect(tag).toMatch(/^dm_intent_[a-z0-9_]+$/);
        expect(valueOfTag('dm_', 'intent', tag ?? '')).toBe(name);
      }),
    );
  });

  it('of two different intents differ', () => {
    fc.assert(
      fc.property(intentName, intentName, (one, other) => {
        fc.pre(one !== other);
        expect(optionTag('dm_', 'intent', one)).not.toBe(optionTag('dm_', 'intent', other));
      }),
    );
  });

  it('of a language come back as that language with any prefix', () => {
    fc.assert(
      fc.property(language, fc.stringMatching(/^[a-z][a-z0-9_]{0,15}$/), (code, prefix) => {
        expect(valueOfTag(prefix, 'language', optionTag(prefix, 'language', code) ?? '')).toBe(code);
      }),
    );
  });

  it('never throws for what an agent may have picked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (tag) => {
        const values = (['language', 'sentiment', 'intent'] as const).map((family) =>
          valueOfTag('', family, tag),
        );
        expect(values.every((value) => value === null || typeof value === 'string')).toBe(true);
      }),
    );
  });
});
