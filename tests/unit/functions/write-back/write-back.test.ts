import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AccountSettings } from '../../../../connectors/account.ts';
import { type Capabilities, NotConfiguredError, type WriteOutcome } from '../../../../connectors/contract.ts';
import type { MessageEnriched } from '../../../../events/message-enriched.v1.ts';
import { createMemoryStore } from '../../../../functions/_shared/conversation/memory.ts';
import { PublishError } from '../../../../functions/_shared/errors.ts';
import { createLedger } from '../../../../functions/_shared/ledger.ts';
import { queueRecordOf } from '../../../../functions/_shared/queue-record.ts';
import { createTraces } from '../../../../functions/_shared/withdrawal/traces.ts';
import { type AccountPace, unpaced } from '../../../../functions/write-back/account-pace.ts';
import { writeBack } from '../../../../functions/write-back/write-back.ts';
import { anAccount, anEnrichedMessage, aQueueRecord } from '../../../support/factories.ts';
import { aConnector, scriptedClient } from '../../../support/helpdesk-double.ts';
import { recordedBus, recordedRuntime } from '../../../support/recorders.ts';
import { startTables, type Tables } from '../../../support/tables.ts';

let tables: Tables;
beforeAll(async () => {
  tables = await startTables('ledger', 'memory');
});
afterAll(() => tables.stop());

const applied: WriteOutcome = { kind: 'applied', vendorRef: '901', wrote: ['note', 'fields'], missing: [] };
let tickets = 0;

/** A write-back function of its own, with a conversation of its own in real tables. */
function setUp(
  options: {
    outcomes?: readonly (WriteOutcome | Error)[];
    settings?: Partial<AccountSettings>;
    capabilities?: Partial<Capabilities>;
    pace?: AccountPace;
  } = {},
) {
  tickets += 1;
  const ticket = String(tickets);
  const { client, applied: writes } = scriptedClient(...(options.outcomes ?? [applied]));
  const connector = aConnector({
    client,
    ...(options.capabilities ? { capabilities: options.capabilities } : {}),
  });
  const settings = anAccount(options.settings);
  const bus = recordedBus();
  const runtime = recordedRuntime();
  const clock = { ms: Date.parse('2026-01-09T08:21:12.394Z') };
  const now = () => new Date(clock.ms);
  const deps = {
    helpdesks: (name: string, account: string) =>
      name === 'zendesk' && account === '22129848' ? { settings, connector, client } : null,
    ledger: createLedger({ db: tables.db, table: 'ledger', now }),
    memory: createMemoryStore({ db: tables.db, table: 'memory', now }),
    traces: createTraces({ db: tables.db, table: 'ledger', now }),
    paceOf: () => options.pace ?? unpaced,
    bus,
    runtime,
    maxWriteAgeSeconds: 3600,
    maxReplyWaitSeconds: 600,
    now,
  };
  const event = (changes: Partial<MessageEnriched> = {}) =>
    anEnrichedMessage({ ticket, conversationKey: `zendesk:22129848:${ticket}`, ...changes });
  const deliver = (detail: unknown = event(), record: Parameters<typeof aQueueRecord>[0] = {}) =>
    writeBack(queueRecordOf(aQueueRecord({ body: JSON.stringify(detail), ...record })), deps);
  return { deliver, event, writes, bus, runtime, clock, deps, ticket };
}

const later = (event: MessageEnriched): MessageEnriched => ({
  ...event,
  message: '8447388090800',
  occurredAt: '2026-01-09T08:30:00Z',
});

describe('bringing a message into its ticket', () => {
  test('puts note and fields into one update, tells the bus and ends as delivered', async () => {
    // Prepare
    const { deliver, event, writes, bus, runtime, ticket } = setUp();

    // Act
    const outcome = await deliver();

    // Assess
    expect(outcome).toEqual({ kind: 'done' });
    expect(writes).toHaveLength(1);
    expect(writes[0]).toMatchObject({
      priorAttempt: 'none',
      write: {
        ticket,
        sourceMessage: '8447388090777',
        writeKey: `write#zendesk:22129848:${ticket}#8447388090777#1#en#note-1`,
        fields: { language: 'es', sentiment: 'NEUTRAL', intent: 'OrderStatus', subject: null },
        priority: null,
      },
    });
    expect(writes[0]?.write.noteHtml).toContain('Hello, where is my order #10023456?');
    expect(bus.details()).toMatchObject([
      {
        type: 'writeback.completed.v1',
        outcome: 'applied',
        reason: null,
        wrote: ['note', 'fields'],
        superseded: false,
        vendorRefs: ['901'],
        gaps: [],
        causationId: event().eventId,
      },
    ]);
    expect(runtime.ended).toMatchObject([{ outcome: 'delivered', reason: null, ticket }]);
    expect(runtime.durations).toContainEqual({
      name: 'TimeToNote',
      ms: 5000,
      connector: 'zendesk',
      step: undefined,
    });
  });

  test.each([
    ['the credentials are refused', { kind: 'unauthorised', status: 401 } satisfies WriteOutcome],
    ['the credentials are missing', new NotConfiguredError('no value')],
    ['the helpdesk throttles', { kind: 'throttled', retryAfterMs: null } satisfies WriteOutcome],
  ])('looks for its mark again when, after a write of unknown result, %s', async (_title, second) => {
    // Prepare
    const { deliver, writes } = setUp({
      outcomes: [{ kind: 'unavailable', status: null }, second, applied],
    });

    // Act
    await deliver();
    await deliver();
    await deliver();

    // Assess
    expect(writes.map(({ priorAttempt }) => priorAttempt)).toEqual(['none', 'unknown', 'unknown']);
  });

  test('waits for leave of the pace without having tried, and the next try need not look for a mark', async () => {
    // Prepare
    const leaves = [
      { kind: 'wait', delayMs: 41_000 } as const,
      { kind: 'go', settle: async () => {} } as const,
    ];
    const wishes: unknown[] = [];
    const pace: AccountPace = {
      ask: async (ticket, { updates, rank }) => {
        wishes.push({ ticket, updates, rank });
        return leaves.shift()!;
      },
    };
    const { deliver, writes, runtime, ticket } = setUp({ pace });

    // Act
    const outcomes = [await deliver(), await deliver()];

    // Assess
    expect(outcomes).toEqual([
      { kind: 'retry-later', delayMs: 41_000, withinMs: 120_000, connector: 'zendesk' },
      { kind: 'done' },
    ]);
    expect(writes.map(({ priorAttempt }) => priorAttempt)).toEqual(['none']);
    expect(wishes).toEqual([
      { ticket, updates: 1, rank: 'note' },
      { ticket, updates: 1, rank: 'note' },
    ]);
    expect(runtime.counts).toContainEqual({
      name: 'UpdatesHeldBack',
      value: 1,
      connector: 'zendesk',
      properties: { reason: 'note' },
    });
  });

  test('does not ask the pace any more for what has waited too long: nothing is parked untried', async () => {
    // Prepare
    const pace: AccountPace = { ask: async () => ({ kind: 'wait', delayMs: 1_000 }) };
    const { deliver, writes, clock } = setUp({ pace });
    const sentAtMs = clock.ms - 3_601_000;

    // Act
    const outcome = await deliver(undefined, { sentAtMs });

    // Assess
    expect(outcome).toEqual({ kind: 'done' });
    expect(writes).toHaveLength(1);
  });

  test('does it once, however often it is delivered', async () => {
    // Prepare
    const { deliver, writes, bus, runtime } = setUp();

    // Act
    await deliver();
    await deliver();

    // Assess
    expect(writes).toHaveLength(1);
    expect(bus.published).toHaveLength(1);
    expect(runtime.ended).toMatchObject([
      { outcome: 'delivered' },
      { outcome: 'skipped', reason: 'duplicate' },
    ]);
  });

  test('ends as delivered exactly once when it broke off between the write and the bus', async () => {
    // Prepare
    const { deliver, writes, bus, runtime } = setUp();
    bus.failures.push(new PublishError([{ eventId: 'e', code: 'RequestFailed' }]));
    await expect(deliver()).rejects.toThrow(PublishError);

    // Act
    const outcome = await deliver();

    // Assess
    expect(outcome).toEqual({ kind: 'done' });
    expect(writes).toHaveLength(1);
    expect(bus.details()).toMatchObject([
      { outcome: 'applied', wrote: ['note', 'fields'], vendorRefs: ['901'] },
    ]);
    expect(runtime.ended).toMatchObject([{ outcome: 'delivered' }]);
  });

  test('looks for its mark after a try that died in the middle of the write', async () => {
    // Prepare
    const { deliver, writes, bus, runtime } = setUp({
      outcomes: [new Error('worker terminated'), { kind: 'already-applied', vendorRef: '901' }],
    });
    await expect(deliver()).rejects.toThrow();

    // Act
    await deliver();

    // Assess
    expect(writes.map(({ priorAttempt }) => priorAttempt)).toEqual(['none', 'unknown']);
    expect(bus.details()).toMatchObject([{ outcome: 'already-applied', wrote: ['note', 'fields'] }]);
    expect(runtime.ended).toMatchObject([{ outcome: 'delivered' }]);
  });

  test('looks for its mark after a try that got no answer', async () => {
    // Prepare
    const { deliver, writes } = setUp({ outcomes: [{ kind: 'unavailable', status: null }, applied] });

    // Act
    const first = await deliver();
    await deliver();

    // Assess
    expect(first).toEqual({ kind: 'retry-later', delayMs: null, connector: 'zendesk' });
    expect(writes.map(({ priorAttempt }) => priorAttempt)).toEqual(['none', 'unknown']);
  });

  test('waits as long as the helpdesk asks, and need not look for a mark then', async () => {
    // Prepare
    const { deliver, writes, runtime } = setUp({
      outcomes: [{ kind: 'throttled', retryAfterMs: 41_000 }, applied],
    });

    // Act
    const first = await deliver();
    await deliver();

    // Assess
    expect(first).toEqual({ kind: 'retry-later', delayMs: 41_000, connector: 'zendesk' });
    expect(writes.map(({ priorAttempt }) => priorAttempt)).toEqual(['none', 'none']);
    expect(runtime.counts).toContainEqual({
      name: 'HelpdeskThrottled',
      value: 1,
      connector: 'zendesk',
      properties: undefined,
    });
    expect(runtime.ended).toMatchObject([{ outcome: 'delivered' }]);
  });

  test('writes an older message’s note, marked as late, but not its fields', async () => {
    // Prepare
    const { deliver, event, writes, bus } = setUp();
    await deliver(later(event()));

    // Act
    await deliver(event());

    // Assess
    expect(writes[1]?.write.fields).toEqual({ language: null, sentiment: null, intent: null, subject: null });
    expect(writes[1]?.write.noteHtml).toContain('Hola, ¿dónde está mi pedido');
    expect(writes[0]?.write.noteHtml).not.toContain('Hola, ¿dónde está mi pedido');
    expect(bus.details()[1]).toMatchObject({ superseded: true });
  });

  test('continues a translation that is too long for one note in further notes, each with its own key', async () => {
    // Prepare
    const text = 'A sentence that is of no use to anybody. '.repeat(40);
    const limits = { maxNoteBytes: 1000, updatesPerMinutePerAccount: 1, updatesPerTicketPer10Minutes: 1 };
    const { deliver, event, writes, bus } = setUp({
      capabilities: { limits },
      outcomes: [
        { kind: 'applied', vendorRef: '1', wrote: ['note', 'fields'], missing: [] },
        { kind: 'throttled', retryAfterMs: null },
        { kind: 'applied', vendorRef: '2', wrote: ['note'], missing: [] },
      ],
    });
    const long = event({ translation: { text, source: 'es', target: 'en', terms: [] } });

    // Act
    await deliver(long);
    await deliver(long);

    // Assess
    const keys = writes.map(({ write }) => write.writeKey.split('#').at(-1));
    expect(keys.slice(0, 3)).toEqual(['note-1', 'note-2', 'note-2']);
    expect(keys.filter((key) => key === 'note-1')).toHaveLength(1);
    expect(writes[1]?.write.fields).toEqual({ language: null, sentiment: null, intent: null, subject: null });
    expect(writes.every(({ write }) => Buffer.byteLength(write.noteHtml ?? '') <= 1000)).toBe(true);
    expect(bus.details()).toMatchObject([{ vendorRefs: ['1', '2'], wrote: ['note', 'fields'] }]);
  });

  test('writes nothing for a message that changes nothing, and still ends as delivered', async () => {
    // Prepare
    const { deliver, event, writes, bus, runtime } = setUp();
    const fields = { language: null, sentiment: null, intent: null, subject: null };

    // Act
    await deliver(event({ plan: { note: null, fields, addTags: [], priority: null } }));

    // Assess
    expect(writes).toEqual([]);
    expect(bus.details()).toMatchObject([{ outcome: 'nothing-to-write', wrote: [], vendorRefs: [] }]);
    expect(runtime.ended).toMatchObject([{ outcome: 'delivered', reason: null }]);
  });
});

describe('the account’s settings', () => {
  test('in a pilot that only observes nothing is written', async () => {
    // Prepare
    const { deliver, writes, bus } = setUp({ settings: { mode: 'observe' } });

    // Act
    await deliver();

    // Assess
    expect(writes).toEqual([]);
    expect(bus.details()).toMatchObject([{ outcome: 'nothing-to-write', superseded: false }]);
  });

  test('in a pilot with notes nothing but the note is written', async () => {
    // Prepare
    const { deliver, event, writes } = setUp({ settings: { mode: 'notes' } });
    const { plan } = event();
    const priority = { to: 'high' as const, onlyFrom: [null] };

    // Act
    await deliver(event({ plan: { ...plan, addTags: ['dm_budget'], priority } }));

    // Assess
    expect(writes[0]?.write).toMatchObject({
      fields: { language: null, sentiment: null, intent: null, subject: null },
      addTags: [],
      priority: null,
    });
    expect(writes[0]?.write.noteHtml).not.toBeNull();
  });

  test('without notes the fields are still written', async () => {
    // Prepare
    const { deliver, writes } = setUp({ settings: { notes: 'never' } });

    // Act
    await deliver();

    // Assess
    expect(writes[0]?.write).toMatchObject({ noteHtml: null, fields: { language: 'es' } });
  });

  test('of a tool that has no fields are not fulfilled in silence', async () => {
    // Prepare
    const { deliver, writes, bus } = setUp({ capabilities: { writes: ['note'] } });

    // Act
    await deliver();

    // Assess
    expect(writes[0]?.write.fields.language).toBeNull();
    expect(bus.details()).toMatchObject([{ gaps: ['fields'] }]);
  });
});

describe('a helpdesk that will not', () => {
  test('take a write for a closed ticket ends the message without an alarm', async () => {
    // Prepare
    const refusal: WriteOutcome = { kind: 'refused', status: 422, code: 'ticket-closed', expected: true };
    const { deliver, bus, runtime } = setUp({ outcomes: [refusal] });

    // Act
    const outcome = await deliver();

    // Assess
    expect(outcome).toEqual({ kind: 'done' });
    expect(bus.details()).toMatchObject([{ outcome: 'refused', reason: 'ticket-closed', wrote: [] }]);
    expect(runtime.ended).toMatchObject([{ outcome: 'skipped', reason: 'ticket-closed' }]);
    expect(runtime.problems).toEqual([]);
  });

  test('take it any more because the ticket was merged gets it in the target, and is asked there after a try of unknown result', async () => {
    // Prepare
    const moved: WriteOutcome = { kind: 'moved', ticket: 'target' };
    const silent: WriteOutcome = { kind: 'unavailable', status: null };
    const { deliver, writes, ticket, deps, bus } = setUp({ outcomes: [moved, silent, moved, applied] });

    // Act
    await deliver();
    await deliver();

    // Assess
    expect(writes.map(({ write, priorAttempt }) => [write.ticket, priorAttempt])).toEqual([
      [ticket, 'none'],
      ['target', 'none'],
      [ticket, 'unknown'],
      ['target', 'unknown'],
    ]);
    expect(bus.details()).toMatchObject([{ outcome: 'applied', ticket, vendorRefs: ['901'] }]);
    expect((await deps.memory.read('zendesk:22129848:target')).written.language?.value).toBe('es');
  });

  test('take a field gets the note alone, and the field is named as a gap', async () => {
    // Prepare
    const refusal: WriteOutcome = { kind: 'refused', status: 422, code: 'invalid', expected: false };
    const noted: WriteOutcome = { kind: 'applied', vendorRef: '902', wrote: ['note'], missing: [] };
    const { deliver, event, writes, bus, runtime, deps } = setUp({ outcomes: [refusal, noted] });

    // Act
    await deliver();

    // Assess
    expect(writes[1]?.write).toMatchObject({ fields: { language: null }, priority: null });
    expect(bus.details()).toMatchObject([{ outcome: 'applied', wrote: ['note'], gaps: ['fields'] }]);
    expect(runtime.counts).toContainEqual({
      name: 'Gaps',
      value: 1,
      connector: 'zendesk',
      properties: { gap: 'fields' },
    });
    expect((await deps.memory.read(event().conversationKey)).written.language).toBeNull();
  });

  test('let a priority be changed under a colleague’s hand gets the rest', async () => {
    // Prepare
    const { deliver, event, writes } = setUp({ outcomes: [{ kind: 'superseded' }, applied] });
    const { plan } = event();

    // Act
    await deliver(event({ plan: { ...plan, priority: { to: 'high', onlyFrom: [null] } } }));

    // Assess
    expect(writes.map(({ write }) => write.priority)).toEqual([{ to: 'high', onlyFrom: [null] }, null]);
    expect(writes[1]?.write.noteHtml).not.toBeNull();
  });

  test.each<[string, WriteOutcome | Error, string, string | null]>([
    ['let us in', { kind: 'unauthorised', status: 401 }, 'unauthorised', 'HelpdeskUnauthorised'],
    [
      'be called without credentials',
      new NotConfiguredError('clientId: missing'),
      'not-configured',
      'AccountNotConfigured',
    ],
    ['ever take it', { kind: 'refused', status: 404, code: 'not-found', expected: false }, 'refused', null],
  ])(
    '%s has the message parked, to be begun anew by whoever sends it again',
    async (_case, outcome, reason, metric) => {
      // Prepare
      const { deliver, event, runtime, writes, deps } = setUp({ outcomes: [outcome, applied] });

      // Act
      const parked = await deliver();
      await deliver();

      // Assess
      expect(parked).toMatchObject({
        kind: 'park',
        stage: 'write-back',
        reason,
        cause: { ticket: event().ticket },
      });
      if (metric !== null) {
        expect(runtime.counts.map(({ name }) => name)).toContain(metric);
        expect(runtime.problems).toMatchObject([{ ids: { connector: 'zendesk', account: '22129848' } }]);
      }
      expect(writes.map(({ priorAttempt }) => priorAttempt)).toEqual(['none', 'none']);
      expect((await deps.memory.read(event().conversationKey)).written.language?.value).toBe('es');
    },
  );

  test('work for longer than a write may wait has the message parked, though never untried', async () => {
    // Prepare
    const { deliver, writes } = setUp({ outcomes: [{ kind: 'unavailable', status: 503 }] });
    const hourAgo = Date.parse('2026-01-09T07:21:12.393Z');

    // Act
    const outcome = await deliver(undefined, { sentAtMs: hourAgo });

    // Assess
    expect(outcome).toMatchObject({ kind: 'park', reason: 'retries-exhausted' });
    expect(writes).toHaveLength(1);
  });
});

describe('a record that cannot be worked on', () => {
  test('is parked when its body is not the event', async () => {
    // Prepare
    const { deliver, runtime } = setUp();

    // Act
    const outcome = await deliver('Hola');

    // Assess
    expect(outcome).toMatchObject({ kind: 'park', reason: 'unreadable', cause: null });
    expect(runtime.problems).toMatchObject([{ code: 'unreadable-body' }]);
  });

  test('is parked when its account is no longer in the settings', async () => {
    // Prepare
    const { deliver, event } = setUp();

    // Act
    const outcome = await deliver(event({ account: '1' }));

    // Assess
    expect(outcome).toMatchObject({ kind: 'park', reason: 'unknown-account' });
  });
});
