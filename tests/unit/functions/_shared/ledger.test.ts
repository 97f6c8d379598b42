import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LedgerError } from '../../../../functions/_shared/errors.ts';
import { createLedger } from '../../../../functions/_shared/ledger.ts';
import { startTables, type Tables } from '../../../support/tables.ts';

let tables: Tables;
beforeAll(async () => {
  tables = await startTables('ledger');
});
afterAll(() => tables.stop());

const start = Date.parse('2026-01-09T08:00:00Z');
const ledgerAt = (ms = start) => createLedger({ db: tables.db, table: 'ledger', now: () => new Date(ms) });

describe('the ledger', () => {
  test('gives a key to the first who asks', async () => {
    // Act
    const entry = await ledgerAt().begin('first-asked');

    // Assess
    expect(entry).toEqual({ kind: 'first' });
  });

  test('lets only one of many who ask at the same moment be first', async () => {
    // Act
    const entries = await Promise.all(Array.from({ length: 8 }, () => ledgerAt().begin('contested')));

    // Assess
    expect(entries.filter(({ kind }) => kind === 'first')).toHaveLength(1);
    expect(entries.filter(({ kind }) => kind === 'unknown-result')).toHaveLength(7);
  });

  test('warns the next one when a try began and never said how it ended', async () => {
    // Prepare
    await ledgerAt().begin('died');

    // Act
    const entry = await ledgerAt().begin('died');

    // Assess
    expect(entry).toEqual({ kind: 'unknown-result' });
  });

  test('gives back the reference and the data of finished work', async () => {
    // Prepare
    await ledgerAt().begin('finished');
    await ledgerAt().complete('finished', '8447', { wrote: ['note', 'fields'], reason: undefined });

    // Act
    const entry = await ledgerAt().begin('finished');

    // Assess
    expect(entry).toEqual({ kind: 'done', ref: '8447', data: { wrote: ['note', 'fields'] } });
  });

  test('starts anew after a try that is known to have had no effect', async () => {
    // Prepare
    await ledgerAt().begin('throttled');
    await ledgerAt().release('throttled');

    // Act
    const entry = await ledgerAt().begin('throttled');

    // Assess
    expect(entry).toEqual({ kind: 'first' });
  });

  test('does not reopen finished work', async () => {
    // Prepare
    await ledgerAt().complete('kept', 'ref');

    // Act
    await ledgerAt().release('kept');

    // Assess
    expect(await ledgerAt().begin('kept')).toEqual({ kind: 'done', ref: 'ref', data: {} });
  });

  test('keeps an entry for 42 days, even if DynamoDB removes it later', async () => {
    // Prepare
    const day = 86_400_000;
    await ledgerAt(start).complete('expiring', 'ref');

    // Act
    const before = await ledgerAt(start + 42 * day).begin('expiring');
    const after = await ledgerAt(start + 42 * day + 1000).begin('expiring');

    // Assess
    expect(before.kind).toBe('done');
    expect(after.kind).toBe('first');
  });

  test('refuses to guess when an item has a shape it does not know', async () => {
    // Prepare
    const Item = { pk: 'odd', state: 'half-done', expiresAt: 9_999_999_999 };
    await tables.db.send(new PutCommand({ TableName: 'ledger', Item }));

    // Act
    const beginning = ledgerAt().begin('odd');

    // Assess
    await expect(beginning).rejects.toThrow(LedgerError);
  });
});
