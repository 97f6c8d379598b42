import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LedgerError } from '../../../../functions/_shared/errors.ts';
import { createCursorStore } from '../../../../functions/reconcile/cursor-store.ts';
import { startTables, type Tables } from '../../../support/tables.ts';

let tables: Tables;
beforeAll(async () => {
  tables = await startTables('ledger');
});
afterAll(() => tables.stop());

const start = Date.parse('2026-01-09T08:00:00Z');
const dayMs = 86_400_000;
const storeAt = (ms = start) =>
  createCursorStore({ db: tables.db, table: 'ledger', now: () => new Date(ms) });
const account = (name: string) => ({ connector: 'zendesk', account: name });
const upTo = new Date(start - 120_000);

describe('the cursors', () => {
  test('begin with nothing', async () => {
    expect(await storeAt().read(account('new'))).toBeNull();
  });

  test('keep the place and how far all has been seen, for each account by itself', async () => {
    // Prepare
    const here = account('kept');

    // Act
    const moved = await storeAt().move(here, null, { cursor: '{"page":2}', upTo });

    // Assess
    expect(moved).toEqual({ cursor: '{"page":2}', upTo, version: 1 });
    expect(await storeAt().read(here)).toEqual({ cursor: '{"page":2}', upTo, version: 1 });
    expect(await storeAt().read(account('another'))).toBeNull();
    expect(await storeAt().read({ ...here, connector: 'salesforce' })).toBeNull();
  });

  test('of two runs that read the same place only one moves it, and nobody moves it back', async () => {
    // Prepare
    const here = account('contested');
    await storeAt().move(here, null, { cursor: 'one', upTo });
    const [first, second] = [await storeAt().read(here), await storeAt().read(here)];

    // Act
    const moves = [
      await storeAt().move(here, first, { cursor: 'two', upTo }),
      await storeAt().move(here, second, { cursor: 'also two', upTo }),
      await storeAt().move(here, null, { cursor: 'one again', upTo }),
    ];

    // Assess
    expect(moves.map((moved) => moved?.version ?? null)).toEqual([2, null, null]);
    expect(await storeAt().read(here)).toMatchObject({ cursor: 'two', version: 2 });
  });

  test('are forgotten after 14 days, and begin anew even if DynamoDB still has them', async () => {
    // Prepare
    const here = account('forgotten');
    await storeAt().move(here, null, { cursor: 'old', upTo });
    const later = storeAt(start + 14 * dayMs + 1_000);

    // Act
    const before = await storeAt(start + 14 * dayMs).read(here);
    const after = await later.read(here);
    const anew = await later.move(here, null, { cursor: 'new', upTo });

    // Assess
    expect([before?.cursor, after, anew?.version]).toEqual(['old', null, 1]);
  });

  test('refuse to guess at an item of an unknown shape', async () => {
    // Prepare
    const Item = { pk: 'catch-up-cursor#zendesk:odd', cursor: 7, expiresAt: 9_999_999_999 };
    await tables.db.send(new PutCommand({ TableName: 'ledger', Item }));

    // Act
    const reading = storeAt().read(account('odd'));

    // Assess
    await expect(reading).rejects.toThrow(LedgerError);
  });
});
