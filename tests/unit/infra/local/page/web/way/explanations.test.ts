import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { catalogue } from '../../../../../../../events/catalogue.ts';
import {
  billedInWords,
  eventSentences,
  explanationOf,
  functionSentences,
} from '../../../../../../../infra/local/page/web/way/explanations.ts';

test('each event on the bus is explained, and no other', () => {
  expect(Object.keys(eventSentences).sort()).toEqual(catalogue.map(({ detailType }) => detailType).sort());
});

test('each function is explained, and no other', () => {
  const folders = readdirSync(join(import.meta.dirname, '../../../../../../../functions'));

  expect(Object.keys(functionSentences).sort()).toEqual(
    folders.filter((name) => !name.startsWith('_')).sort(),
  );
});

test('a station is explained by its kind and name', () => {
  expect(explanationOf({ kind: 'event', name: 'writeback.completed.v1' })).toBe(
    'The helpdesk holds the result: done.',
  );
  expect(explanationOf({ kind: 'helpdesk-call', name: 'enrich' })).toBeNull();
});

test.each([
  ['translate', 81, '81 characters billed'],
  ['translate', 300, '300 characters billed'],
  ['comprehend', 300, 'billed as 300 characters (minimum)'],
  ['comprehend', 800, '800 characters billed'],
  ['dynamodb', 0, null],
])('of %s’s %i characters it is said: %s', (name, billedCharacters, words) => {
  expect(billedInWords({ name, billedCharacters })).toBe(words);
});
