import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadIntents, parseIntents } from '../../../infra/intents.ts';
import { SettingsError } from '../../../infra/problems.ts';

const utterances = Array.from({ length: 12 }, (_, index) => `Where is parcel ${index}?`);
const intent = { name: 'OrderStatus', utterances };
const file = { language: 'en', locale: 'en_US', intents: [intent] };

const folder = mkdtempSync(join(tmpdir(), 'dragoman-intents-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function linesAbout(json: unknown): readonly string[] {
  try {
    parseIntents('settings/intents/en.json', json);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.lines;
    throw error;
  }
}

describe('the intents that ship', () => {
  const [english, ...others] = loadIntents();

  it('are eight, in English, with at least fourteen utterances each', () => {
    expect(others).toEqual([]);
    expect(english).toMatchObject({ language: 'en', locale: 'en_US' });
    expect(english!.intents).toHaveLength(8);
    for (const { name, utterances } of english!.intents)
      expect([name, utterances.length >= 14]).toEqual([name, true]);
  });

  it('say each thing once in all of them together, whatever the capitals', () => {
    const all = english!.intents.flatMap(({ utterances }) => utterances.map((text) => text.toLowerCase()));
    expect(new Set(all).size).toBe(all.length);
  });

  it('have no slots, which would make Lex ask back', () => {
    for (const { utterances } of english!.intents)
      for (const utterance of utterances) expect(utterance).not.toMatch(/[{}]/);
  });
});

describe('a file of intents', () => {
  it('is taken as it is when nothing is wrong with it', () => {
    expect(linesAbout(file)).toEqual([]);
  });

  it.each<[string, unknown, string[]]>([
    [
      'a name that no tag could be read back from',
      { ...file, intents: [{ ...intent, name: 'order_status' }] },
      ['intents.0.name: expected words with a capital each, such as OrderStatus'],
    ],
    [
      'too few utterances to learn from',
      { ...file, intents: [{ ...intent, utterances: utterances.slice(1) }] },
      ['intents.0.utterances: expected at least 12 entries'],
    ],
    [
      'an utterance twice',
      { ...file, intents: [{ ...intent, utterances: [...utterances, 'WHERE is parcel 0?'] }] },
      ['intents.0.utterances: expected every utterance once'],
    ],
    [
      'an utterance longer than Lex takes',
      { ...file, intents: [{ ...intent, utterances: [...utterances, 'x'.repeat(501)] }] },
      ['intents.0.utterances.12: expected at most 500 characters'],
    ],
    [
      'a slot',
      { ...file, intents: [{ ...intent, utterances: [...utterances, 'Where is {order}?'] }] },
      ['intents.0.utterances.12: expected a sentence without { }, which Lex reads as a slot'],
    ],
    [
      'one name twice',
      { ...file, intents: [intent, { ...intent, utterances: utterances.map((text) => `${text}!`) }] },
      ['intents: expected every name once'],
    ],
    [
      'one utterance in two intents',
      { ...file, intents: [intent, { ...intent, name: 'Refund' }] },
      ['intents: expected no utterance in two intents'],
    ],
    [
      'a locale in the spelling of languages',
      { ...file, locale: 'en-US' },
      ['locale: expected a Lex locale such as en_US'],
    ],
    [
      'a misspelt part',
      { ...file, intents: [{ ...intent, utterence: 'Hello' }] },
      ['intents.0.utterence: is not a setting (settings/README.md lists them)'],
    ],
  ])('is refused with %s', (_, json, expected) => {
    expect(linesAbout(json)).toEqual(expected.map((line) => `settings/intents/en.json: ${line}`));
  });

  it('must be called as its language', () => {
    // Prepare
    writeFileSync(join(folder, 'de.json'), JSON.stringify(file));
    // Act and assess
    expect(() => loadIntents(folder)).toThrow(
      'settings/intents/de.json: language: expected "de", as the file is called',
    );
  });
});
