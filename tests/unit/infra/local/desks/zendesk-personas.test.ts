import { describe, expect, test } from 'vitest';
import { personas, personaUsers } from '../../../../../infra/local/desks/zendesk/personas.ts';
import { createPhrasebookEngine } from '../../../../../infra/local/engines/phrasebook/engine.ts';

const phrasebook = createPhrasebookEngine();

test('There is a customer for each language of the phrasebook but the agents’, one of whom writes from right to left', () => {
  expect(personas.map(({ language }) => language).sort()).toEqual([
    ...['ar', 'de', 'es', 'fr', 'it', 'ja', 'nl', 'pl', 'pt-BR', 'tr'],
  ]);
});

test('Nobody has an address that somebody could have', () => {
  expect(personaUsers.filter(({ email }) => !email?.endsWith('@example.com'))).toEqual([]);
});

describe.each(personas)('What $name may begin with', ({ language, suggestions }) => {
  const [source = ''] = language.split('-');

  test.each(suggestions)('is known to the phrasebook, every word of it: $text', async ({ subject, text }) => {
    for (const each of [subject, text]) {
      expect(await phrasebook.translate({ text: each, source, target: 'en' })).toMatchObject({
        engine: 'phrasebook',
      });
    }
  });
});
