import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type ConversationMemory,
  createMemoryStore,
  emptyMemory,
} from '../../../../../functions/_shared/conversation/memory.ts';
import { MemoryError } from '../../../../../functions/_shared/errors.ts';
import { startTables, type Tables } from '../../../../support/tables.ts';

let tables: Tables;
beforeAll(async () => {
  tables = await startTables('memory');
});
afterAll(() => tables.stop());

const store = (at = '2026-01-09T08:00:00Z') =>
  createMemoryStore({ db: tables.db, table: 'memory', now: () => new Date(at) });
const stampOf = (message: string) => ({ at: '2026-01-09T08:21:07Z', message });
const withSentiment = (memory: ConversationMemory, message: string): ConversationMemory => ({
  ...memory,
  sentiments: [...memory.sentiments, { label: 'NEUTRAL', stamp: stampOf(message) }],
});

describe('the memory of conversations', () => {
  test('remembers nothing of a conversation it never met', async () => {
    expect(await store().read('zendesk:1:unmet')).toEqual(emptyMemory);
  });

  test('gives back what was remembered', async () => {
    // Prepare
    const memory: ConversationMemory = {
      authorLanguages: {
        '8447': { reading: { code: 'es', confidence: 0.99, method: 'comprehend' }, stamp: stampOf('1') },
      },
      correction: { value: 'pt', stamp: stampOf('2') },
      pause: null,
      languageEdit: stampOf('2'),
      lastOfRequester: {
        stamp: stampOf('1'),
        attempt: 1,
        correlationId: '0f6c1a55-7a3a-5a70-9a4e-0e6f6fb3a001',
        customerKey: 'zendesk:1:8447',
        note: { attempt: 1, language: 'es' },
      },
      intent: { name: 'Refund', confidence: 0.91, stamp: stampOf('1') },
      sentiments: [{ label: 'NEGATIVE', stamp: stampOf('1') }],
      locks: { sentiment: true, intent: false },
      budgetNoteAsked: true,
      priority: { firstSeen: 'normal', raiseAsked: true },
      written: { language: { value: 'es', stamp: stampOf('1') }, sentiment: null, intent: null },
      noted: stampOf('1'),
    };

    // Act
    const result = await store().update('zendesk:1:full', () => ({ memory, result: 'kept' }));

    // Assess
    expect(result).toBe('kept');
    expect(await store().read('zendesk:1:full')).toEqual(memory);
  });

  test('loses no change when many write at once', async () => {
    // Prepare
    const messages = ['1', '2', '3', '4'];

    // Act
    await Promise.all(
      messages.map((message) =>
        store().update('zendesk:1:busy', (memory) => ({
          memory: withSentiment(memory, message),
          result: null,
        })),
      ),
    );

    // Assess
    const { sentiments } = await store().read('zendesk:1:busy');
    expect(sentiments.map(({ stamp }) => stamp.message).sort()).toEqual(['1', '2', '3', '4']);
  });

  test('writes nothing when a change leaves the memory as it is', async () => {
    // Act
    const result = await store().update('zendesk:1:quiet', () => ({ memory: null, result: 7 }));

    // Assess
    expect(result).toBe(7);
    const stored = await tables.db.send(
      new GetCommand({ TableName: 'memory', Key: { pk: 'zendesk:1:quiet' } }),
    );
    expect(stored.Item).toBeUndefined();
  });

  test('renews its life of 180 days with each change', async () => {
    // Prepare
    const change = (memory: ConversationMemory) => ({ memory, result: null });
    await store('2026-01-01T00:00:00Z').update('zendesk:1:aging', change);

    // Act
    await store('2026-03-01T00:00:00Z').update('zendesk:1:aging', change);

    // Assess
    const { Item } = await tables.db.send(
      new GetCommand({ TableName: 'memory', Key: { pk: 'zendesk:1:aging' } }),
    );
    expect(Item?.expiresAt).toBe(Date.parse('2026-08-28T00:00:00Z') / 1000);
  });

  test('reads an item that an older version wrote with fewer parts', async () => {
    // Prepare
    const Item = { pk: 'zendesk:1:old', version: 3, memory: { budgetNoteAsked: true } };
    await tables.db.send(new PutCommand({ TableName: 'memory', Item }));

    // Act
    const memory = await store().read('zendesk:1:old');

    // Assess
    expect(memory).toEqual({ ...emptyMemory, budgetNoteAsked: true });
  });

  test('does not take an item that it cannot read for an empty one', async () => {
    // Prepare
    const Item = { pk: 'zendesk:1:odd', version: 1, memory: { locks: 'yes' } };
    await tables.db.send(new PutCommand({ TableName: 'memory', Item }));

    // Act
    const reading = store().read('zendesk:1:odd');

    // Assess
    await expect(reading).rejects.toThrow(MemoryError);
  });

  test('gives up, and says so, when others are faster every time', async () => {
    // Prepare
    const key = 'zendesk:1:contested';
    const meddle = () => store().update(key, (memory) => ({ memory, result: null }));
    const meddling = createMemoryStore({
      table: 'memory',
      now: () => new Date('2026-01-09T08:00:00Z'),
      db: Object.assign(Object.create(tables.db), {
        send: async (command: any) => {
          if (command instanceof PutCommand) await meddle();
          return tables.db.send(command);
        },
      }),
    });

    // Act
    const updating = meddling.update(key, (memory) => ({ memory, result: null }));

    // Assess
    await expect(updating).rejects.toThrow(MemoryError);
  });
});
