import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBudget } from '../../../../../functions/_shared/budget/budget-store.ts';
import type { Spender } from '../../../../../functions/_shared/services/ports.ts';
import { startTables, type Tables } from '../../../../support/tables.ts';

let tables: Tables;
beforeAll(async () => {
  tables = await startTables('budget');
});
afterAll(() => tables.stop());

const spender = (changes: Partial<Spender>): Spender => ({
  connector: 'zendesk',
  account: 'one',
  requester: '7',
  at: new Date('2026-01-09T08:21:10Z'),
  charactersPerDay: 1000,
  charactersPerRequesterPerHour: 100,
  ...changes,
});
const characters = async (pk: string) => {
  const { Item } = await tables.db.send(new GetCommand({ TableName: 'budget', Key: { pk } }));
  return Item?.characters;
};

describe('The budget table', () => {
  it('stops a requester at the hour’s cap and takes nothing from the day then', async () => {
    // Prepare
    const budget = createBudget({ db: tables.db, table: 'budget' });

    // Act
    const answers = [
      await budget.take(spender({}), 60),
      await budget.take(spender({}), 40),
      await budget.take(spender({}), 1),
    ];

    // Assess
    expect(answers).toEqual([true, true, false]);
    expect(await characters('day:zendesk:one:2026-01-09')).toBe(100);
    expect(await characters('hour:zendesk:one:7:2026-01-09T08')).toBe(100);
  });

  it('begins anew with the next hour and the next day', async () => {
    const budget = createBudget({ db: tables.db, table: 'budget' });
    const account = { account: 'two', charactersPerDay: 100 };
    await budget.take(spender(account), 100);

    expect(await budget.take(spender({ ...account, at: new Date('2026-01-09T09:00:00Z') }), 1)).toBe(false);
    expect(await budget.take(spender({ ...account, at: new Date('2026-01-10T00:00:00Z') }), 100)).toBe(true);
  });

  it('never goes over the day’s cap, however many draw on it side by side', async () => {
    // Prepare
    const budget = createBudget({ db: tables.db, table: 'budget' });
    const requesters = Array.from({ length: 30 }, (_, index) =>
      spender({ account: 'three', requester: `r${index}` }),
    );

    // Act
    const answers = await Promise.all(requesters.map((requester) => budget.take(requester, 70)));

    // Assess
    expect(answers.filter(Boolean)).toHaveLength(14);
    expect(await characters('day:zendesk:three:2026-01-09')).toBe(980);
  });

  it('takes back what was not used', async () => {
    const budget = createBudget({ db: tables.db, table: 'budget' });
    await budget.take(spender({ account: 'four' }), 100);
    await budget.giveBack(spender({ account: 'four' }), 100);

    expect(await budget.take(spender({ account: 'four' }), 100)).toBe(true);
  });

  it('refuses at once what is larger than a whole cap', async () => {
    const budget = createBudget({ db: tables.db, table: 'budget' });

    expect(await budget.take(spender({ account: 'five' }), 101)).toBe(false);
    expect(await characters('day:zendesk:five:2026-01-09')).toBe(0);
  });
});
