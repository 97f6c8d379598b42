import { describe, expect, it } from 'vitest';
import type { FindOutcome, ReplyWrite, WriteOptions, WriteOutcome } from '../../../../connectors/contract.ts';
import { replyTranslated } from '../../../../events/reply-translated.v1.ts';
import type { LedgerEntry } from '../../../../functions/_shared/ledger.ts';
import { queueRecordOf } from '../../../../functions/_shared/queue-record.ts';
import { unpaced } from '../../../../functions/write-back/account-pace.ts';
import { writeBack } from '../../../../functions/write-back/write-back.ts';
import { anAccount, aQueueRecord } from '../../../support/factories.ts';
import { aConnector, scriptedClient } from '../../../support/helpdesk-double.ts';
import { mapTraces } from '../../../support/map-traces.ts';
import { recordedBus, recordedRuntime } from '../../../support/recorders.ts';
import { fakeMemory } from '../enrich/fakes.ts';

const event = replyTranslated.examples[0];
const sentAtMs = Date.parse('2026-01-09T08:30:00Z');
const noted: WriteOutcome = { kind: 'applied', vendorRef: '950', wrote: ['note'], missing: [] };

/** Write-back before a helpdesk that answers replies as told, with a ledger that remembers. */
function aDesk(
  outcomes: readonly WriteOutcome[],
  options: {
    conversation?: string;
    found?: FindOutcome;
    mode?: 'observe' | 'notes' | 'full';
    ledger?: [string, LedgerEntry];
  } = {},
) {
  const sent: { write: ReplyWrite; options: WriteOptions }[] = [];
  const { client: base, applied } = scriptedClient(noted);
  const left = [...outcomes];
  const client = {
    ...base,
    reply: async (write: ReplyWrite, how: WriteOptions) => {
      sent.push({ write, options: how });
      return left.length > 1 ? left.shift()! : left[0]!;
    },
    findReply: async () => options.found ?? ({ kind: 'absent' } as const),
  };
  const entries = new Map<string, LedgerEntry>(options.ledger ? [options.ledger] : []);
  const bus = recordedBus();
  const runtime = recordedRuntime();
  const clock = { ms: sentAtMs + 2_000 };
  const settings = anAccount(options.mode === undefined ? {} : { mode: options.mode });
  const deps = {
    helpdesks: () => ({ settings, client, connector: aConnector({ client }) }),
    ledger: {
      begin: async (key: string): Promise<LedgerEntry> => {
        const entry = entries.get(key);
        if (entry === undefined) entries.set(key, { kind: 'unknown-result' });
        return entry ?? { kind: 'first' };
      },
      complete: async (key: string, ref: string, data: unknown = {}) => {
        entries.set(key, { kind: 'done', ref, data });
      },
      release: async (key: string) => {
        entries.delete(key);
      },
    },
    memory: fakeMemory(),
    traces: mapTraces(),
    paceOf: () => unpaced,
    bus,
    runtime,
    maxWriteAgeSeconds: 7_200,
    maxReplyWaitSeconds: 600,
    now: () => new Date(clock.ms),
  };
  const deliver = () =>
    writeBack(
      queueRecordOf(
        aQueueRecord({
          body: JSON.stringify({ ...event, conversation: options.conversation ?? null }),
          sentAtMs,
        }),
      ),
      deps,
    );
  return { deliver, sent, applied, bus, runtime, clock };
}

const writeKey = 'reply#zendesk:22129848:5158#8447388090801#1';
const applied: WriteOutcome = { kind: 'applied', vendorRef: '901', wrote: ['reply'], missing: [] };
const unavailable: WriteOutcome = { kind: 'unavailable', status: 504 };

describe('An answer to a customer', () => {
  it('goes out as the agent, and that is all that happens', async () => {
    // Prepare
    const desk = aDesk([applied]);

    // Act
    const outcome = await desk.deliver();

    // Assess
    expect(outcome).toEqual({ kind: 'done' });
    expect(desk.sent).toMatchObject([
      {
        write: {
          ticket: '5158',
          author: '8447388090495',
          html: '<p>Su pedido AB-1234 sale hoy.</p>',
          writeKey,
        },
        options: { priorAttempt: 'none' },
      },
    ]);
    expect(desk.applied).toEqual([]);
    expect(desk.bus.details()).toMatchObject([{ outcome: 'applied', wrote: ['reply'], vendorRefs: ['901'] }]);
    expect(desk.runtime.counts.map(({ name }) => name)).toEqual(['RepliesSent']);
  });

  it('goes out once, however often the event comes', async () => {
    const desk = aDesk([applied]);
    await desk.deliver();

    await desk.deliver();

    expect(desk.sent).toHaveLength(1);
    expect(desk.runtime.ended.at(-1)).toMatchObject({ outcome: 'skipped', reason: 'duplicate' });
  });

  it('after an unknown result is looked for before it is sent again', async () => {
    const desk = aDesk([unavailable, { kind: 'already-applied', vendorRef: '901' }]);

    const first = await desk.deliver();
    const second = await desk.deliver();

    expect([first.kind, second.kind]).toEqual(['retry-later', 'done']);
    expect(desk.sent.map(({ options }) => options.priorAttempt)).toEqual(['none', 'unknown']);
  });

  it('under a 429 waits as long as the helpdesk says, and then is a first try again', async () => {
    const desk = aDesk([{ kind: 'throttled', retryAfterMs: 7_000 }, applied]);

    const first = await desk.deliver();
    await desk.deliver();

    expect(first).toMatchObject({ kind: 'retry-later', delayMs: 7_000 });
    expect(desk.sent.map(({ options }) => options.priorAttempt)).toEqual(['none', 'none']);
  });

  it.each<[string, WriteOutcome, string]>([
    [
      'refused',
      { kind: 'refused', status: 422, code: 'invalid', expected: false },
      'The helpdesk refused it.',
    ],
    [
      'without an address that it could come from',
      { kind: 'refused', status: 0, code: 'no-sender', expected: false },
      'It is not set up from which address answers go out: an admin has to name it.',
    ],
    [
      'to more people than the helpdesk sends to',
      { kind: 'refused', status: 0, code: 'too-many-recipients', expected: true },
      'More people are in copy than the helpdesk sends to at once.',
    ],
    [
      'refused because the ticket is closed',
      { kind: 'refused', status: 422, code: 'ticket-closed', expected: true },
      'The ticket is closed.',
    ],
    ['meant for a merged ticket', { kind: 'moved', ticket: '5200' }, 'The ticket is closed.'],
  ])('%s is loud: note, open, tag in one write', async (_, outcome, why) => {
    // Prepare
    const desk = aDesk([outcome]);

    // Act
    await desk.deliver();

    // Assess
    expect(desk.applied).toHaveLength(1);
    expect(desk.applied[0]?.write).toMatchObject({
      addTags: ['dm_reply_failed'],
      status: { to: 'open', onlyFrom: ['pending', 'solved'] },
    });
    expect(desk.applied[0]?.write.noteHtml).toContain(`<strong>Not sent to the customer.</strong> ${why}`);
    expect(desk.runtime.counts.map(({ name }) => name)).toContain('RepliesFailed');
  });

  it('that was given up is never sent, however often the event comes', async () => {
    const desk = aDesk([{ kind: 'refused', status: 422, code: 'invalid', expected: false }, applied]);
    await desk.deliver();

    await desk.deliver();

    expect(desk.sent).toHaveLength(1);
  });

  it.each(['observe', 'notes'] as const)('is not sent in mode %s', async (mode) => {
    const desk = aDesk([applied], { mode });

    await desk.deliver();

    expect(desk.sent).toEqual([]);
    expect(desk.bus.details()).toHaveLength(1);
  });

  it('without credentials waits for a person', async () => {
    const desk = aDesk([{ kind: 'unauthorised', status: 401 }]);

    expect(await desk.deliver()).toMatchObject({ kind: 'park', reason: 'unauthorised' });
  });

  it('into a chat whose own credentials are refused is given up, and the agent told in the ticket', async () => {
    const desk = aDesk([{ kind: 'unauthorised', status: 401 }], { conversation: 'chat-1' });

    expect(await desk.deliver()).toEqual({ kind: 'done' });
    expect(desk.applied[0]?.write.noteHtml).toContain('The helpdesk refused it.');
    expect(desk.runtime.counts.map(({ name }) => name)).toContain('HelpdeskUnauthorised');
  });
});

describe('An answer that has not gone out in time', () => {
  const overdue = (options: Parameters<typeof aDesk>[1]) => {
    const desk = aDesk([applied], options);
    desk.clock.ms = sentAtMs + 601_000;
    return desk;
  };
  const tried: [string, LedgerEntry] = [writeKey, { kind: 'unknown-result' }];

  it('and was never tried is not sent any more: the agent is told', async () => {
    const desk = overdue({});

    await desk.deliver();

    expect(desk.sent).toEqual([]);
    expect(desk.applied[0]?.write.noteHtml).toContain('The helpdesk did not take it in time.');
  });

  it('but is found in the ticket has gone out, and nobody is alarmed', async () => {
    const desk = overdue({ ledger: tried, found: { kind: 'found', vendorRef: '901' } });

    await desk.deliver();

    expect([desk.sent, desk.applied]).toEqual([[], []]);
    expect(desk.bus.details()).toMatchObject([{ outcome: 'already-applied', vendorRefs: ['901'] }]);
  });

  it('and is not in the ticket: the agent is told', async () => {
    const desk = overdue({ ledger: tried, found: { kind: 'absent' } });

    await desk.deliver();

    expect(desk.sent).toEqual([]);
    expect(desk.applied[0]?.write.addTags).toEqual(['dm_reply_failed']);
  });

  it.each<[string, FindOutcome]>([
    ['throttled', { kind: 'throttled', retryAfterMs: 5_000 }],
    ['unavailable', { kind: 'unavailable', status: 503 }],
  ])('and cannot be looked for (%s) waits, since nobody knows', async (_, found) => {
    const desk = overdue({ ledger: tried, found });

    const outcome = await desk.deliver();

    expect(outcome.kind).toBe('retry-later');
    expect(desk.applied).toEqual([]);
  });
});
