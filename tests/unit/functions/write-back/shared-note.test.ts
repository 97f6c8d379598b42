import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WriteOutcome } from '../../../../connectors/contract.ts';
import type { MessageEnriched } from '../../../../events/message-enriched.v1.ts';
import { createMemoryStore } from '../../../../functions/_shared/conversation/memory.ts';
import { createLedger } from '../../../../functions/_shared/ledger.ts';
import { type QueueRecord, queueRecordOf } from '../../../../functions/_shared/queue-record.ts';
import { createTraces } from '../../../../functions/_shared/withdrawal/traces.ts';
import { unpaced } from '../../../../functions/write-back/account-pace.ts';
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

const applied: WriteOutcome = { kind: 'applied', vendorRef: '900', wrote: ['note', 'fields'], missing: [] };
const sentAtMs = Date.parse('2026-01-09T08:21:10Z');
let tickets = 7_000;

/** A conversation of its own, with a helpdesk that answers as told. */
function setUp(...outcomes: readonly WriteOutcome[]) {
  tickets += 1;
  const ticket = String(tickets);
  const { client, applied: writes } = scriptedClient(...(outcomes.length === 0 ? [applied] : outcomes));
  const connector = aConnector({ client });
  const bus = recordedBus();
  const runtime = recordedRuntime();
  const clock = { ms: sentAtMs + 5_000 };
  const now = () => new Date(clock.ms);
  const settings = anAccount();
  const deps = {
    helpdesks: () => ({ settings, connector, client }),
    ledger: createLedger({ db: tables.db, table: 'ledger', now }),
    traces: createTraces({ db: tables.db, table: 'ledger', now }),
    paceOf: () => unpaced,
    memory: createMemoryStore({ db: tables.db, table: 'memory', now }),
    bus,
    runtime,
    maxWriteAgeSeconds: 3_600,
    maxReplyWaitSeconds: 600,
    now,
  };
  const said = (message: string, changes: Partial<MessageEnriched> = {}): QueueRecord => {
    const event = anEnrichedMessage({
      ticket,
      conversationKey: `zendesk:22129848:${ticket}`,
      conversation: 'chat-1',
      message,
      occurredAt: `2026-01-09T08:21:0${message.slice(1)}Z`,
      text: `texto ${message}`,
      translation: { text: `text ${message}`, source: 'es', target: 'en', terms: [] },
      ...changes,
    });
    return queueRecordOf(aQueueRecord({ id: message, body: JSON.stringify(event), sentAtMs }));
  };
  const deliver = ([first, ...behind]: readonly [QueueRecord, ...QueueRecord[]]) =>
    writeBack(first, deps, behind);
  /** Delivers until all are done, as a batch would. */
  const deliverAll = async (records: readonly QueueRecord[]) => {
    let left = records;
    for (let [first, ...behind] = left; first !== undefined; [first, ...behind] = left) {
      const outcome = await deliver([first, ...behind]);
      if (outcome.kind !== 'done') return outcome;
      const ended = [first, ...(outcome.alsoDone ?? [])];
      left = left.filter((record) => !ended.includes(record));
    }
    return null;
  };
  const ended = () => runtime.ended.map(({ messageId, outcome }) => [messageId, outcome]);
  const conversationKey = `zendesk:22129848:${ticket}`;
  return {
    ticket,
    conversationKey,
    said,
    deliver,
    deliverAll,
    writes,
    bus,
    runtime,
    ended,
    clock,
    settings,
    deps,
  };
}

describe('messages of a chat', () => {
  test('wait until the rest of their window is over', async () => {
    const { said, deliver, clock, writes } = setUp();
    clock.ms = sentAtMs + 1_500;

    const outcome = await deliver([said('m1')]);

    expect(outcome).toEqual({ kind: 'wait', delayMs: 2_500 });
    expect(writes).toEqual([]);
  });

  test('never wait longer than the window, whatever the clocks say', async () => {
    const { said, deliver, clock } = setUp();
    clock.ms = sentAtMs - 60_000;

    expect(await deliver([said('m1')])).toEqual({ kind: 'wait', delayMs: 4_000 });
  });

  test('that have come meanwhile are one update, and each of them ends as delivered', async () => {
    // Prepare
    const { said, deliverAll, writes, ended, bus } = setUp();

    // Act
    await deliverAll([said('m1'), said('m2'), said('m3')]);

    // Assess
    expect(writes).toHaveLength(1);
    expect(writes[0]?.write).toMatchObject({ sourceMessage: 'm1', alsoAbout: ['m2', 'm3'] });
    expect(writes[0]?.write.noteHtml).toMatch(
      /text m1.*“texto m1”.*text m2.*“texto m2”.*text m3.*“texto m3”/,
    );
    expect(ended()).toEqual([
      ['m1', 'delivered'],
      ['m2', 'delivered'],
      ['m3', 'delivered'],
    ]);
    expect(bus.published).toHaveLength(3);
  });

  test('give each field the value of the newest of them', async () => {
    const { said, deliverAll, writes } = setUp();
    const fields = { language: 'es', sentiment: 'NEUTRAL', intent: 'OrderStatus', subject: null } as const;
    const plan = { note: 'translation', addTags: [], priority: null } as const;

    await deliverAll([
      said('m1', { plan: { ...plan, addTags: [], fields } }),
      said('m2', {
        plan: { ...plan, addTags: [], fields: { ...fields, language: null, sentiment: 'NEGATIVE' } },
      }),
    ]);

    expect(writes[0]?.write.fields).toEqual({
      language: 'es',
      sentiment: 'NEGATIVE',
      intent: 'OrderStatus',
      subject: null,
    });
  });

  test('with nothing to read go along without a word in the note', async () => {
    const { said, deliverAll, writes, ended } = setUp();
    const { plan } = anEnrichedMessage();

    await deliverAll([said('m1'), said('m2', { plan: { ...plan, note: null } })]);

    expect(writes).toHaveLength(1);
    expect(writes[0]?.write.noteHtml).toContain('text m1');
    expect(writes[0]?.write.noteHtml).not.toContain('text m2');
    expect(ended()).toHaveLength(2);
  });

  test.each<[string, Partial<MessageEnriched>]>([
    ['a message that is none of a chat', { conversation: undefined }],
    ['a message that is read again', { attempt: 2 }],
    ['a message for readers of another language', { agentLanguage: 'de' }],
    ['the beginning of a chat', { transcript: [] }],
  ])('do not share their note with %s', async (_what, changes) => {
    const { said, deliverAll, writes } = setUp();

    await deliverAll([said('m1'), said('m2', changes)]);

    expect(writes.map(({ write }) => write.sourceMessage)).toEqual(['m1', 'm2']);
  });

  test('each have a note of their own where the window is 0', async () => {
    const { said, deliverAll, writes, settings, clock } = setUp();
    settings.chatNoteWindowSeconds = 0;
    clock.ms = sentAtMs;

    await deliverAll([said('m1'), said('m2')]);

    expect(writes.map(({ write }) => write.sourceMessage)).toEqual(['m1', 'm2']);
  });

  test('too long for one note are in as few as hold them', async () => {
    const { said, deliverAll, writes } = setUp();
    const long = (message: string) =>
      said(message, {
        translation: { text: `${message} `.repeat(9_000), source: 'es', target: 'en', terms: [] },
      });

    await deliverAll([long('m1'), long('m2'), long('m3')]);

    expect(writes.map(({ write }) => [write.sourceMessage, write.alsoAbout])).toEqual([
      ['m1', ['m2']],
      ['m3', undefined],
    ]);
  });
});

describe('each message of a chat is in exactly one note', () => {
  test('after a death between the write and the ledger, when another message has come', async () => {
    // Prepare
    const found: WriteOutcome = { kind: 'already-applied', vendorRef: '900', messages: ['m1', 'm2'] };
    const { said, deliverAll, writes, ended } = setUp({ kind: 'unavailable', status: null }, found, applied);
    await deliverAll([said('m1'), said('m2')]);

    // Act
    await deliverAll([said('m1'), said('m2'), said('m3')]);

    // Assess
    expect(writes.map(({ write, priorAttempt }) => [write.sourceMessage, priorAttempt])).toEqual([
      ['m1', 'none'],
      ['m1', 'unknown'],
      ['m3', 'none'],
    ]);
    expect(ended()).toEqual([
      ['m1', 'delivered'],
      ['m2', 'delivered'],
      ['m3', 'delivered'],
    ]);
  });

  test('when the first comes back alone and the others only afterwards', async () => {
    const found: WriteOutcome = { kind: 'already-applied', vendorRef: '900', messages: ['m1', 'm2'] };
    const { said, deliverAll, writes, ended } = setUp({ kind: 'unavailable', status: null }, found);
    await deliverAll([said('m1'), said('m2')]);

    await deliverAll([said('m1')]);
    await deliverAll([said('m2')]);

    expect(writes).toHaveLength(2);
    expect(ended()).toEqual([
      ['m1', 'delivered'],
      ['m2', 'delivered'],
    ]);
  });

  test('when an earlier try was about the first alone', async () => {
    const found: WriteOutcome = { kind: 'already-applied', vendorRef: '900' };
    const { said, deliverAll, writes } = setUp({ kind: 'unavailable', status: null }, found, applied);
    await deliverAll([said('m1')]);

    await deliverAll([said('m1'), said('m2')]);

    expect(writes.map(({ write }) => [write.sourceMessage, write.alsoAbout])).toEqual([
      ['m1', undefined],
      ['m1', ['m2']],
      ['m2', undefined],
    ]);
  });

  test('when the bus breaks after the write', async () => {
    const { said, deliverAll, writes, ended, deps } = setUp();
    const { bus } = deps;
    let breaks = 1;
    deps.bus = {
      ...bus,
      publish: async (publication) => {
        if (breaks-- > 0) throw new Error('boom');
        return bus.publish(publication);
      },
    };
    await expect(deliverAll([said('m1'), said('m2')])).rejects.toThrow('boom');

    await deliverAll([said('m1'), said('m2')]);

    expect(writes).toHaveLength(1);
    expect(ended()).toHaveLength(2);
  });

  test('where the helpdesk asks to come again, then with what has come meanwhile', async () => {
    const { said, deliverAll, writes } = setUp({ kind: 'throttled', retryAfterMs: 9_000 }, applied);

    const outcome = await deliverAll([said('m1')]);
    await deliverAll([said('m1'), said('m2')]);

    expect(outcome).toEqual({ kind: 'retry-later', delayMs: 9_000, connector: 'zendesk' });
    expect(writes.at(-1)).toMatchObject({ write: { alsoAbout: ['m2'] }, priorAttempt: 'none' });
    expect(writes).toHaveLength(2);
  });

  test('one that was withdrawn meanwhile is in none, and the note is traced to those that are in it', async () => {
    const { said, deliverAll, writes, ended, deps, conversationKey, ticket } = setUp();
    await deps.traces.withdraw({ conversationKey, message: 'm3' });

    await deliverAll([said('m1'), said('m2'), said('m3')]);

    expect(writes.map(({ write }) => write.alsoAbout)).toEqual([['m2']]);
    expect(ended()).toEqual([
      ['m1', 'delivered'],
      ['m2', 'delivered'],
      ['m3', 'skipped'],
    ]);
    expect(await deps.traces.of({ conversationKey, message: 'm2' })).toMatchObject({
      copies: [{ ticket, source: 'm1' }],
    });
  });

  test('a closed ticket ends each of them as skipped', async () => {
    const closed: WriteOutcome = { kind: 'refused', status: 422, code: 'ticket-closed', expected: true };
    const { said, deliverAll, ended } = setUp(closed);

    await deliverAll([said('m1'), said('m2')]);

    expect(ended()).toEqual([
      ['m1', 'skipped'],
      ['m2', 'skipped'],
    ]);
  });

  test('what a person must mend parks them one by one', async () => {
    const { said, deliver } = setUp({ kind: 'unauthorised', status: 403 });

    const outcome = await deliver([said('m1'), said('m2')]);

    expect(outcome).toMatchObject({ kind: 'park', reason: 'unauthorised', cause: { message: 'm1' } });
  });
});
