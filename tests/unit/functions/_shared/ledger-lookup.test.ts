import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LedgerError } from '../../../../functions/_shared/errors.ts';
import { createLedger } from '../../../../functions/_shared/ledger.ts';
import { createLedgerLookup } from '../../../../functions/_shared/ledger-lookup.ts';
import { startTables, type Tables } from '../../../support/tables.ts';

let tables: Tables;
beforeAll(async () => {
  tables = await startTables('ledger');
});
afterAll(() => tables.stop());

const start = Date.parse('2026-01-09T08:00:00Z');
const dayMs = 86_400_000;
const pauses: number[] = [];
const lookupAt = (ms = start) =>
  createLedgerLookup({
    db: tables.db,
    table: 'ledger',
    now: () => new Date(ms),
    sleep: async (pauseMs) => {
      pauses.push(pauseMs);
    },
  });
const ledger = () => createLedger({ db: tables.db, table: 'ledger', now: () => new Date(start) });

describe('looking into the ledger', () => {
  test('finds what was begun, taken back or done, and claims nothing', async () => {
    // Prepare
    await ledger().begin('begun');
    await ledger().begin('taken-back');
    await ledger().release('taken-back');
    await ledger().complete('done', 'ref');

    // Act
    const known = await lookupAt()(['begun', 'taken-back', 'done', 'never-heard-of']);

    // Assess
    expect([...known].toSorted()).toEqual(['begun', 'done', 'taken-back']);
    expect(await ledger().begin('never-heard-of')).toEqual({ kind: 'first' });
  });

  test('does not count what has expired, though DynamoDB may still have it', async () => {
    // Prepare
    await ledger().complete('old', 'ref');

    // Act
    const known = [
      await lookupAt(start + 42 * dayMs)(['old']),
      await lookupAt(start + 42 * dayMs + 1_000)(['old']),
    ];

    // Assess
    expect(known.map(({ size }) => size)).toEqual([1, 0]);
  });

  test('asks for any number of keys, and for one that is named twice once', async () => {
    // Prepare
    const keys = Array.from({ length: 250 }, (_, index) => `key-${index}`);
    for (const key of ['key-0', 'key-99', 'key-100', 'key-249']) await ledger().complete(key, 'ref');

    // Act
    const known = await lookupAt()([...keys, ...keys]);

    // Assess
    expect([...known].toSorted()).toEqual(['key-0', 'key-100', 'key-249', 'key-99']);
  });

  test('asks nobody where there is nothing to ask', async () => {
    // Prepare
    const db = mockClient(tables.db);

    // Act
    const known = await lookupAt()([]);

    // Assess
    expect([known.size, db.calls().length]).toEqual([0, 0]);
    db.restore();
  });

  test('asks again for what DynamoDB left unread, and gives up loudly', async () => {
    // Prepare
    const db = mockClient(tables.db);
    const left = { ledger: { Keys: [{ pk: 'b' }] } };
    db.on(BatchGetCommand)
      .resolvesOnce({ Responses: { ledger: [{ pk: 'a', expiresAt: 9e9 }] }, UnprocessedKeys: left })
      .resolvesOnce({ Responses: { ledger: [{ pk: 'b', expiresAt: 9e9 }] } })
      .resolves({ UnprocessedKeys: left });

    // Act
    const known = await lookupAt()(['a', 'b']);
    const overloaded = lookupAt()(['b']);

    // Assess
    expect([...known]).toEqual(['a', 'b']);
    await expect(overloaded).rejects.toThrow(LedgerError);
    expect(pauses).toEqual([50, 50, 100, 200, 400]);
    db.restore();
  });
});
