import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  createTranslationMemory,
  type RememberedTranslation,
  type TranslationKeyParts,
  type TranslationStore,
  translationKeyOf,
} from '../../../../../functions/_shared/translate/translation-memory.ts';
import { createTranslationStore } from '../../../../../functions/_shared/translate/translation-store.ts';
import { startTables, type Tables } from '../../../../support/tables.ts';
import { type HeldTimeLimits, holdTimeLimits } from '../../../../support/time-limits.ts';

const translation: RememberedTranslation = {
  text: 'Where is my order?',
  source: 'es',
  terms: [{ source: 'pedido', target: 'order' }],
};

const parts = (changes: Partial<TranslationKeyParts> = {}): TranslationKeyParts => ({
  scope: 'zendesk:22129848',
  task: { text: '¿Dónde está mi pedido?', source: 'es', target: 'en', language: 'es' },
  options: {},
  ...changes,
});
const task = (changes: Partial<TranslationKeyParts['task']>) => ({
  task: { ...parts().task, ...changes },
});

describe('The key of a translation', () => {
  it('is a hash that shows nothing of the text', () => {
    expect(translationKeyOf(parts())).toMatch(/^[0-9a-f]{64}$/);
    expect(translationKeyOf(parts())).toBe(translationKeyOf(parts()));
  });

  it.each<[string, Partial<TranslationKeyParts>]>([
    ['the account', { scope: 'zendesk:33' }],
    ['text or HTML', task({ html: '¿Dónde está mi pedido?' })],
    ['markup', task({ html: '<b>¿Dónde está mi pedido?</b>' })],
    ['way to read asterisks', task({ keepMarks: true })],
    ['the text', task({ text: '¿Dónde está mi pedido' })],
    ['the source', task({ source: 'auto' })],
    ['the target', task({ target: 'en-GB' })],
    ['a name that is kept', task({ keepTerms: ['Acme'] })],
    ['the glossary, or its content', { options: { terminology: 'dragoman-test-shop-1' } }],
    ['formality', { options: { formality: 'formal' } }],
    ['the other formality', { options: { formality: 'informal' } }],
    ['the profanity mask', { options: { profanity: 'mask' } }],
    ['brevity', { options: { brevity: 'on' } }],
  ])('is another for another %s', (_, changes) => {
    expect(translationKeyOf(parts(changes))).not.toBe(translationKeyOf(parts()));
  });

  it('does not depend on the order in which kept names are listed', () => {
    const one = translationKeyOf(parts(task({ keepTerms: ['Acme', 'Brio'] })));

    expect(translationKeyOf(parts(task({ keepTerms: ['Brio', 'Acme', 'Brio'] })))).toBe(one);
  });
});

describe('The memory of translations', () => {
  let tables: Tables;
  beforeAll(async () => {
    tables = await startTables('translations');
  });
  afterAll(() => tables.stop());

  // The table in this process may take longer than the store waits for a real one.
  let timeLimits: HeldTimeLimits;
  beforeEach(() => {
    timeLimits = holdTimeLimits();
  });
  afterEach(() => timeLimits.release());

  /** A memory over the real table; `reads` counts how often it was asked. */
  function aMemory(options: { store?: Partial<TranslationStore>; maxBytes?: number } = {}) {
    const clock = { now: new Date('2026-01-09T08:00:00Z') };
    const problems: string[] = [];
    const reads: string[] = [];
    const table = createTranslationStore({ db: tables.db, table: 'translations' });
    const memory = createTranslationMemory({
      store: {
        read: (key) => {
          reads.push(key);
          return table.read(key);
        },
        write: table.write,
        delete: table.delete,
        ...options.store,
      },
      now: () => clock.now,
      maxBytes: options.maxBytes ?? 0,
      onProblem: (code) => problems.push(code),
    });
    return { memory, clock, problems, reads };
  }

  it('gives back what was remembered, for as many days as the settings say', async () => {
    // Prepare
    const { memory, clock } = aMemory();
    await memory.remember('days', translation, 30);

    // Act
    const first = await memory.recall('days');
    clock.now = new Date('2026-02-08T07:59:59Z');
    const onTheLastDay = await memory.recall('days');
    clock.now = new Date('2026-02-08T08:00:01Z');
    const later = await memory.recall('days');

    // Assess
    expect([first, onTheLastDay, later]).toEqual([translation, translation, null]);
  });

  it('has its rows removed by the table itself when their time is over', async () => {
    await aMemory().memory.remember('row', translation, 1);

    const { Item } = await tables.db.send(new GetCommand({ TableName: 'translations', Key: { pk: 'row' } }));

    expect(Item).toEqual({ pk: 'row', ...translation, expiresAt: Date.parse('2026-01-10T08:00:00Z') / 1000 });
  });

  it('does not ask the table again for what this function instance knows', async () => {
    // Prepare
    await aMemory().memory.remember('near', translation, 30);
    const { memory, reads } = aMemory({ maxBytes: 10_000 });

    // Act
    const recalled = [await memory.recall('near'), await memory.recall('near')];

    // Assess
    expect(recalled).toEqual([translation, translation]);
    expect(reads).toEqual(['near']);
  });

  it('forgets in the function, too, when the time is over', async () => {
    const { memory, clock } = aMemory({ maxBytes: 10_000 });
    await memory.remember('over', translation, 1);

    clock.now = new Date('2026-01-11T08:00:00Z');

    expect(await memory.recall('over')).toBeNull();
  });

  it('knows nothing while the table fails, and says so without a text', async () => {
    // Prepare
    const fails = async () => {
      throw new Error('¿Dónde está mi pedido?');
    };
    const { memory, problems } = aMemory({ store: { read: fails, write: fails } });

    // Act
    await memory.remember('x', translation, 30);
    const recalled = await memory.recall('x');

    // Assess
    expect(recalled).toBeNull();
    expect(problems).toEqual(['translation-memory-unwritten', 'translation-memory-unread']);
  });

  it('takes a row that it cannot read for unknown', async () => {
    const { memory, problems } = aMemory();
    await tables.db.send(new PutCommand({ TableName: 'translations', Item: { pk: 'odd', words: 'none' } }));

    expect(await memory.recall('odd')).toBeNull();
    expect(problems).toEqual(['translation-memory-unread']);
  });

  it('does not keep what is too long for a row', async () => {
    const { memory, problems } = aMemory();

    await memory.remember('long', { ...translation, text: 'é'.repeat(200_000) }, 30);

    expect(await memory.recall('long')).toBeNull();
    expect(problems).toEqual([]);
  });
});
