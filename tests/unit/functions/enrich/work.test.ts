import { describe, expect, it } from 'vitest';
import type { HydrateOutcome } from '../../../../connectors/contract.ts';
import { zendesk } from '../../../../connectors/zendesk/index.ts';
import { agentCommand } from '../../../../events/agent-command.v1.ts';
import { type MessageReceived, messageReceived } from '../../../../events/message-received.v1.ts';
import { queueRecordOf } from '../../../../functions/_shared/queue-record.ts';
import { type WorkDeps, workOn } from '../../../../functions/enrich/work.ts';
import { workOn as obeyCommand } from '../../../../functions/reply/work.ts';
import { anAccount, aQueueRecord } from '../../../support/factories.ts';
import { scriptedClient } from '../../../support/helpdesk-double.ts';
import { recordedRuntime } from '../../../support/recorders.ts';
import { replyDeps } from '../../../support/reply-bench.ts';
import { aBench, broken, detects } from './fakes.ts';

const [complete, hint] = messageReceived.examples;
const hydrated: HydrateOutcome = {
  kind: 'message',
  message: {
    ticket: '5158',
    message: '8447388090777',
    occurredAt: '2026-01-08T10:12:07Z',
    ticketFacts: { ...hint!.ticketFacts, group: '77' },
    content: {
      author: { id: '8447388090494', role: 'requester' },
      text: '¿Dónde está mi pedido? Lo espero desde hace semanas.',
      html: null,
      attachmentCount: 0,
      channel: 'email',
      isFirst: true,
      machineMade: null,
    },
  },
};

const correctionTo = (language: string) => ({
  ...agentCommand.examples[0],
  command: { name: 'field-edited', field: 'language', value: language } as const,
});

function aDesk(
  options: { hydrate?: HydrateOutcome; bench?: Parameters<typeof aBench>[0]; now?: string } = {},
) {
  const bench = aBench(options.bench);
  const runtime = recordedRuntime();
  const hints: unknown[] = [];
  const again: MessageReceived[] = [];
  const commands: unknown[] = [];
  const failing = { publish: false };
  const settings = anAccount({ agentLanguages: { default: 'en', groups: { '77': 'de' }, brands: {} } });
  const deps: WorkDeps = {
    ...bench.ports,
    publishCommand: async ({ entry }) => {
      commands.push(JSON.parse(entry.Detail));
    },
    runtime,
    now: () => new Date(options.now ?? '2026-01-09T08:21:11Z'),
    lexLocales: { en: 'en_US' },
    glossaries: {},
    maxWaitSeconds: 600,
    helpdesks: (connector, account) =>
      connector === 'zendesk' && account === '22129848'
        ? {
            settings,
            connector: zendesk,
            client: {
              ...scriptedClient({ kind: 'superseded' }).client,
              hydrate: async (asked) => {
                hints.push(asked);
                return options.hydrate ?? hydrated;
              },
              apply: async () => {
                throw new Error('enrich never writes to a helpdesk');
              },
            },
          }
        : null,
  };
  const obeyDeps = replyDeps(deps, async ({ entry }) => {
    if (failing.publish) throw new Error('no bus');
    again.push(messageReceived.parse(JSON.parse(entry.Detail)));
  });
  const recordOf = (detail: unknown) =>
    queueRecordOf(aQueueRecord({ body: typeof detail === 'string' ? detail : JSON.stringify(detail) }));
  const work = (detail: unknown) => workOn(recordOf(detail), deps);
  /** What an agent did goes to `reply`, which shares the memory. */
  const obey = (command: unknown) => obeyCommand(recordOf(command), obeyDeps);
  return { work, obey, runtime, bench, hints, again, commands, failing };
}

describe('A hint', () => {
  it('is read back; the real comment id, author and agent language take the hint’s place', async () => {
    // Prepare
    const desk = aDesk();

    // Act
    const outcome = await desk.work(hint);

    // Assess
    expect(outcome).toEqual({ kind: 'done' });
    expect(desk.hints).toMatchObject([{ ticket: '5158', message: 'first:5158', about: 'first-message' }]);
    expect(desk.bench.published[0]).toMatchObject({
      message: '8447388090777',
      correlationId: hint!.correlationId,
      causationId: hint!.eventId,
      customerKey: 'zendesk:22129848:8447388090494',
      agentLanguage: 'de',
    });
  });

  it('that does not know its ticket is worked on in the conversation that the reading names', async () => {
    const desk = aDesk();
    const unplaced = { ...hint!, ticket: '8447388090777', conversationKey: 'zendesk:22129848:8447388090777' };

    await desk.work(unplaced);

    expect(desk.bench.published[0]).toMatchObject({
      ticket: '5158',
      conversationKey: 'zendesk:22129848:5158',
      correlationId: hint!.correlationId,
    });
  });

  it.each([
    ['created, then comment_added', [hint, complete]],
    ['comment_added, then created', [complete, hint]],
  ])('and the complete event of one message are one: %s', async (_, events) => {
    // Prepare
    const desk = aDesk();

    // Act
    for (const event of events) await desk.work(event);

    // Assess
    expect(desk.bench.published).toHaveLength(1);
    expect(desk.runtime.ended).toMatchObject([
      { outcome: 'skipped', reason: 'duplicate', messageId: '8447388090777' },
    ]);
  });

  it.each([
    [
      'throttled',
      { kind: 'throttled', retryAfterMs: 7000 },
      { kind: 'retry-later', delayMs: 7000, connector: 'zendesk' },
    ],
    [
      'unavailable',
      { kind: 'unavailable', status: 503 },
      { kind: 'retry-later', delayMs: null, connector: 'zendesk' },
    ],
    [
      'unauthorised',
      { kind: 'unauthorised', status: 401 },
      { kind: 'park', stage: 'hydrate', reason: 'unauthorised', cause: hint },
    ],
    [
      'refused',
      { kind: 'refused', status: 400, code: 'bad', expected: false },
      { kind: 'park', stage: 'hydrate', reason: 'refused', cause: hint },
    ],
    ['refused as expected', { kind: 'refused', status: 404, code: 'gone', expected: true }, { kind: 'done' }],
    ['skipped', { kind: 'skipped', reason: 'agent-message', place: null }, { kind: 'done' }],
  ] as const)('whose reading is %s', async (_, hydrate, expected) => {
    expect(await aDesk({ hydrate }).work(hint)).toEqual(expected);
  });

  it('that turns out to be no customer’s message ends as skipped with the connector’s reason', async () => {
    const desk = aDesk({ hydrate: { kind: 'skipped', reason: 'private', place: null } });

    await desk.work(hint);

    expect(desk.runtime.ended).toMatchObject([
      { outcome: 'skipped', reason: 'private', messageId: 'first:5158' },
    ]);
  });

  it('that cannot be read for hours is parked', async () => {
    const desk = aDesk({ hydrate: { kind: 'unavailable', status: null }, now: '2026-01-09T15:00:00Z' });

    expect(await desk.work(hint)).toMatchObject({
      kind: 'park',
      stage: 'hydrate',
      reason: 'retries-exhausted',
    });
  });
});

describe('A record of the queue', () => {
  it('whose translation fails waits until ten minutes are over, then the original goes out', async () => {
    // Prepare
    const bench = { services: { translate: async () => broken } };
    const early = aDesk({ bench, now: '2026-01-09T08:31:09Z' });
    const late = aDesk({ bench, now: '2026-01-09T08:31:10Z' });

    // Act
    const outcomes = [await early.work(complete), await late.work(complete)];

    // Assess
    expect(outcomes).toEqual([
      { kind: 'retry-later', delayMs: null, connector: 'zendesk', withinMs: 1_000 },
      { kind: 'done' },
    ]);
    expect(late.bench.published[0]).toMatchObject({ gaps: ['translation'], plan: { note: 'failure' } });
    expect(late.runtime.counts).toContainEqual(
      expect.objectContaining({ name: 'Gaps', value: 1, properties: { gap: 'translation' } }),
    );
  });

  it('says in the log why its language is what it is, in codes only', async () => {
    // Prepare
    const desk = aDesk();

    // Act
    await desk.work({ ...complete!, ticketFacts: { ...complete!.ticketFacts, requesterLocale: 'en-US' } });

    // Assess
    expect(desk.runtime.counts).toContainEqual({
      name: 'MessagesEnriched',
      value: 1,
      connector: 'zendesk',
      properties: { language: 'es', languageEvidence: 'local:es+locale:en-US', sentiment: 'NEUTRAL' },
    });
  });

  it('that is an agent’s edit is remembered, and ends as delivered', async () => {
    // Prepare
    const desk = aDesk();

    // Act
    await desk.obey(agentCommand.examples[0]);

    // Assess
    expect(desk.bench.memory.now().locks.intent).toBe(true);
    expect(desk.runtime.ended).toMatchObject([{ outcome: 'delivered', reason: null }]);
  });

  it('with a corrected language makes the next message be read in it, without asking Comprehend', async () => {
    // Prepare
    const desk = aDesk();
    const [command] = agentCommand.examples;
    await desk.obey({ ...command, command: { name: 'field-edited', field: 'language', value: 'gl' } });

    // Act
    await desk.work(complete);

    // Assess
    expect(desk.bench.published[0]?.language).toEqual({ code: 'gl', confidence: 1, method: 'correction' });
    expect(desk.bench.services.calls.filter((call) => call.startsWith('detect'))).toEqual([]);
  });

  it('with a corrected language as a word is the same; a word that is no language leaves the correction, nothing takes it back', async () => {
    // Prepare
    const desk = aDesk();
    const corrected = () => desk.bench.memory.now().correction?.value ?? null;

    // Act
    await desk.obey({ ...correctionTo('German'), occurredAt: '2026-01-09T08:25:00Z' });
    const byWord = corrected();
    const second = { eventId: 'b363c254-34c9-54f7-9abf-f589776b6b8b', message: 'field:2' };
    await desk.obey({ ...correctionTo('klingon'), ...second, occurredAt: '2026-01-09T08:26:00Z' });
    const byNonsense = corrected();
    const cleared = { name: 'field-edited', field: 'language', value: null } as const;
    const third = { eventId: 'b363c254-34c9-54f7-9abf-f589776b6b8c', message: 'field:3' };
    await desk.obey({
      ...correctionTo('de'),
      command: cleared,
      ...third,
      occurredAt: '2026-01-09T08:27:00Z',
    });

    // Assess
    expect([byWord, byNonsense, corrected()]).toEqual(['de', 'de', null]);
  });

  it('with a corrected language has the requester’s last message read once more; the new note names the old one', async () => {
    // Prepare
    const desk = aDesk({ bench: { services: detects('es') } });
    await desk.work(complete);

    // Act
    await desk.obey(correctionTo('pt'));
    await desk.work(desk.again[0]);

    // Assess
    expect(desk.again).toMatchObject([
      {
        message: '8447388090777',
        attempt: 2,
        origin: 'command',
        occurredAt: '2026-01-09T08:21:07.394Z',
        correlationId: complete.correlationId,
        causationId: correctionTo('pt').eventId,
        content: { kind: 'hint', about: 'message-id' },
        replaces: { attempt: 1, language: 'es' },
      },
    ]);
    expect(desk.hints).toMatchObject([{ message: '8447388090777', about: 'message-id' }]);
    expect(desk.bench.published[1]).toMatchObject({
      attempt: 2,
      occurredAt: '2026-01-09T08:21:07.394Z',
      language: { code: 'pt', method: 'correction' },
      translation: { source: 'pt' },
      replaces: { attempt: 1, language: 'es' },
      plan: { note: 'translation', fields: { language: 'pt' } },
    });
    expect(desk.runtime.ended).toEqual([]);
  });

  it('told twice is one correction, and one more reading', async () => {
    const desk = aDesk();
    await desk.work(complete);

    await desk.obey(correctionTo('gl'));
    await desk.obey(correctionTo('gl'));

    expect(desk.again).toHaveLength(1);
    expect(desk.runtime.ended).toMatchObject([{ outcome: 'skipped', reason: 'duplicate' }]);
  });

  it('whose publishing fails has the message read once more at the next try', async () => {
    // Prepare
    const desk = aDesk();
    await desk.work(complete);
    desk.failing.publish = true;
    await expect(desk.obey(correctionTo('gl'))).rejects.toThrow('no bus');
    desk.failing.publish = false;

    // Act
    await desk.obey(correctionTo('gl'));

    // Assess
    expect(desk.again).toMatchObject([{ attempt: 2, message: '8447388090777' }]);
  });

  it('to the language that stands there already is no correction', async () => {
    const desk = aDesk();
    await desk.work(complete);
    await desk.bench.memory.update('any', (memory) => ({
      memory: {
        ...memory,
        written: {
          ...memory.written,
          language: { value: 'es', stamp: { at: '2026-01-09T08:21:07.394Z', message: '8447388090777' } },
        },
      },
      result: null,
    }));

    await desk.obey(correctionTo('es'));

    expect(desk.again).toEqual([]);
    expect(desk.bench.memory.now().correction).toBeNull();
  });

  it.each([
    ['not JSON', '{"type":', 'unreadable'],
    ['an event of another kind', JSON.stringify({ type: 'message.enriched.v1' }), 'unreadable'],
    ['of an unknown account', JSON.stringify({ ...complete, account: '1' }), 'unknown-account'],
  ])('that is %s is parked', async (_, body, reason) => {
    expect(await aDesk().work(body)).toMatchObject({ kind: 'park', stage: 'enrich', reason });
  });
});
