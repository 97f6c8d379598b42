import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAccountPace, type Leave } from '../../../../functions/write-back/account-pace.ts';
import { createPaceStore } from '../../../../functions/write-back/pace-store.ts';
import { startTables, type Tables } from '../../../support/tables.ts';
import { type HeldTimeLimits, holdTimeLimits } from '../../../support/time-limits.ts';

let tables: Tables;
beforeAll(async () => {
  tables = await startTables('budget');
});
afterAll(() => tables.stop());

// The table in this process may take longer than the store waits for a real one.
let timeLimits: HeldTimeLimits;
beforeEach(() => {
  timeLimits = holdTimeLimits();
});
afterEach(() => timeLimits.release());

const startMs = Date.parse('2026-01-09T08:20:00Z');
let accounts = 0;

/** An account of its own with so small limits that they are soon reached; each `open` is another function. */
function anAccount({
  perMinute = 10,
  perTicket = 5,
  ownPerMinute = null as number | null,
  table = 'budget',
} = {}) {
  accounts += 1;
  const account = String(accounts);
  const clock = { ms: startMs };
  const problems: string[] = [];
  const open = () =>
    createAccountPace(
      {
        settings: { connector: 'zendesk', account, updatesPerMinute: ownPerMinute },
        limits: {
          maxNoteBytes: 60_000,
          updatesPerMinutePerAccount: perMinute,
          updatesPerTicketPer10Minutes: perTicket,
        },
      },
      {
        store: createPaceStore({
          db: tables.db,
          table,
          now: () => new Date(clock.ms),
          random: Math.random,
          sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
        }),
        nowMs: () => clock.ms,
        random: () => 0.5,
        onProblem: (code) => problems.push(code),
      },
    );
  return { account, clock, problems, open };
}

const oneNote = { updates: 1, rank: 'note' } as const;
const oneReply = { updates: 1, rank: 'reply' } as const;

function settled(leave: Leave, outcome: Parameters<Extract<Leave, { kind: 'go' }>['settle']>[0]) {
  if (leave.kind !== 'go') throw new Error('no leave');
  return leave.settle(outcome);
}

describe("an account's pace", () => {
  test('is one for all functions: what the one has used, the other has not', async () => {
    // Prepare
    const { open } = anAccount();
    const [one, other] = [open(), open()];

    // Act
    for (const ticket of ['1', '2', '3', '4']) await one.ask(ticket, oneNote);
    for (const ticket of ['5', '6', '7', '8']) await other.ask(ticket, oneNote);

    // Assess
    expect(await one.ask('9', oneNote)).toEqual({ kind: 'wait', delayMs: 65_000 });
    expect(await other.ask('9', oneReply)).toMatchObject({ kind: 'go' });
  });

  test('is kept by functions that ask at the same moment', async () => {
    // Prepare
    const { open, problems } = anAccount();
    const functions = [open(), open(), open()];

    // Act
    const leaves = await Promise.all(
      Array.from({ length: 30 }, (_, index) => functions[index % 3]!.ask(String(index), oneReply)),
    );

    // Assess
    expect(leaves.filter(({ kind }) => kind === 'go')).toHaveLength(10);
    expect(problems).toEqual([]);
  });

  test('is also one per ticket, and what the account had allowed is then given back', async () => {
    // Prepare
    const { open } = anAccount();
    const pace = open();
    for (let time = 0; time < 4; time += 1) await pace.ask('1', oneNote);

    // Act
    const held = await pace.ask('1', oneNote);

    // Assess
    expect(held).toEqual({ kind: 'wait', delayMs: 650_000 });
    for (const ticket of ['2', '3', '4', '5']) expect((await pace.ask(ticket, oneNote)).kind).toBe('go');
    expect((await pace.ask('6', oneNote)).kind).toBe('wait');
  });

  test("is the account's own where its settings name one", async () => {
    const pace = anAccount({ ownPerMinute: 1 }).open();

    expect((await pace.ask('1', oneReply)).kind).toBe('go');
    expect((await pace.ask('2', oneReply)).kind).toBe('wait');
  });

  test('stands still for all functions for as long as a 429 asks', async () => {
    // Prepare
    const { open, clock } = anAccount();
    const [one, other] = [open(), open()];

    // Act
    await settled(await one.ask('1', oneReply), { kind: 'throttled', retryAfterMs: 41_000 });

    // Assess
    expect(await other.ask('3', oneReply)).toMatchObject({ kind: 'wait' });
    clock.ms += 40_999;
    expect(await other.ask('3', oneReply)).toMatchObject({ kind: 'wait' });
    clock.ms += 1;
    expect(await other.ask('3', oneReply)).toMatchObject({ kind: 'go' });
  });

  test('lets other tickets go after a minute where a 429 asks for longer, since only a ticket has a longer limit', async () => {
    // Prepare
    const { open, clock } = anAccount();
    const pace = open();

    // Act
    await settled(await pace.ask('1', oneReply), { kind: 'throttled', retryAfterMs: 500_000 });
    clock.ms += 60_000;

    // Assess
    expect((await pace.ask('2', oneReply)).kind).toBe('go');
    expect(await pace.ask('1', oneReply)).toEqual({ kind: 'wait', delayMs: 440_000 });
  });

  test.each([
    ['a 429 that names no time', { kind: 'throttled', retryAfterMs: null }],
    ['a mark that was found', { kind: 'already-applied', vendorRef: '901' }],
  ] as const)('gives the place back after %s', async (_title, outcome) => {
    // Prepare
    const pace = anAccount({ ownPerMinute: 1 }).open();

    // Act
    await settled(await pace.ask('1', oneReply), outcome);

    // Assess
    expect((await pace.ask('2', oneReply)).kind).toBe('go');
  });

  test('counts an update of unknown fate', async () => {
    const pace = anAccount({ ownPerMinute: 1 }).open();

    await settled(await pace.ask('1', oneReply), { kind: 'unavailable', status: null });

    expect((await pace.ask('2', oneReply)).kind).toBe('wait');
  });

  test('does not count what is no update of a ticket', async () => {
    const pace = anAccount({ ownPerMinute: 1 }).open();

    for (let time = 0; time < 3; time += 1) await pace.ask('1', { updates: 0, rank: 'reply' });

    expect((await pace.ask('1', oneReply)).kind).toBe('go');
  });

  test('stops no write where its table fails, and says so', async () => {
    const { open, problems } = anAccount({ table: 'missing' });

    const leave = await open().ask('1', oneNote);
    await settled(leave, { kind: 'throttled', retryAfterMs: 1_000 });

    expect(leave.kind).toBe('go');
    expect(problems).toEqual(['pace-unavailable']);
  });

  test('stops no write where its item is not readable', async () => {
    // Prepare
    const { open, account, problems } = anAccount();
    await tables.db.send(
      new PutCommand({ TableName: 'budget', Item: { pk: `pace:zendesk:${account}`, characters: 3 } }),
    );

    // Act
    const leave = await open().ask('1', oneNote);

    // Assess
    expect(leave.kind).toBe('go');
    expect(problems).toEqual(['pace-unavailable']);
  });

  test('keeps its items for two hours', async () => {
    const { open, account } = anAccount();

    await open().ask('35', oneNote);

    for (const pk of [`pace:zendesk:${account}`, `pace:zendesk:${account}:35`]) {
      const { Item } = await tables.db.send(new GetCommand({ TableName: 'budget', Key: { pk } }));
      expect(Item).toMatchObject({ version: 1, expiresAt: 1_767_954_000 });
    }
  });
});
