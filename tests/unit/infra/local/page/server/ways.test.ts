import { describe, expect, test } from 'vitest';
import type { JournalEntry } from '../../../../../../infra/local/journal.ts';
import type { Way } from '../../../../../../infra/local/page/api.ts';
import { Ways } from '../../../../../../infra/local/page/server/ways.ts';

const traceId = '1-5759e988-bd862e3fe1be46a994272793';
const at = (atMs: number) => ({ atMs, traceId });

const delivery = (atMs: number): JournalEntry => ({
  ...at(atMs),
  kind: 'http-request',
  method: 'POST',
  path: '/webhooks/zendesk/22129848',
  status: 202,
  ms: 40,
});
const received = (atMs: number): JournalEntry => ({
  ...at(atMs),
  kind: 'event',
  detailType: 'message.received.v1',
  detail: { ticket: '12', message: '901', content: { text: 'Hola' } },
});
const call = (
  atMs: number,
  more: Partial<Extract<JournalEntry, { kind: 'service-call' }>> = {},
): JournalEntry => ({
  ...at(atMs),
  kind: 'service-call',
  service: 'dynamodb',
  operation: 'GetItem',
  caller: 'enrich',
  result: 'ok',
  ms: 10,
  engine: null,
  billedCharacters: 0,
  ...more,
});
const run = (atMs: number): JournalEntry => ({
  ...at(atMs),
  ...{ kind: 'invocation', functionName: 'enrich', result: 'ok', coldStart: false, ms: 130 },
});
/** The line in which a function counts what it did not have to translate again. */
const saved = (value: number): JournalEntry => ({
  ...at(8000),
  kind: 'log',
  functionName: 'enrich',
  record: {
    _aws: {
      CloudWatchMetrics: [{ Namespace: 'Dragoman/local', Metrics: [{ Name: 'SavedCharacters' }] }],
    },
    SavedCharacters: value,
  },
});
const translation = (engine: string) =>
  call(1, { service: 'translate', operation: 'TranslateText', engine, billedCharacters: 10 });
const ended = (
  outcome: string,
  more: { reason?: string | null; ticket?: string | null } = {},
): JournalEntry => ({
  ...at(9000),
  kind: 'log',
  functionName: 'write-back',
  record: {
    ...{ message: 'ended', outcome, reason: null, eventId: 'e', correlationId: 'c', connector: 'zendesk' },
    ...{ account: '22129848', ticket: '12', messageId: '901', traceId, ...more },
  },
});

function wayOf(...entries: JournalEntry[]): Way {
  const ways = new Ways();
  for (const entry of entries) ways.add(entry);
  return ways.of(traceId)!;
}

describe('a way', () => {
  test('begins with the delivery, although that is told last, and lasts until its last step', () => {
    const way = wayOf(received(1030), delivery(1040), call(1200));

    expect(way.startedAtMs).toBe(1000);
    expect(way.ms).toBe(200);
    expect(way.steps.map(({ kind }) => kind)).toEqual(['http-request', 'event', 'service-call']);
  });

  test('knows from the first event what it is about and which message', () => {
    const way = wayOf(received(1), {
      ...at(2),
      kind: 'event',
      detailType: 'message.enriched.v1',
      detail: {},
    });

    expect(way).toMatchObject({ about: 'message.received.v1', ticket: '12', message: '901' });
  });

  test('keeps nothing of an event but its type and the two ids', () => {
    expect(JSON.stringify(wayOf(received(1)))).not.toContain('Hola');
  });

  test('shows all reads and writes of a function in a table as one step, from the first to the last', () => {
    const way = wayOf(
      call(100),
      call(200, { operation: 'PutItem' }),
      call(300),
      call(400, { caller: 'write-back' }),
    );

    expect(way.steps.map(({ caller, detail, ms }) => [caller, detail, ms])).toEqual([
      ['enrich', 'GetItem ×2, PutItem', 210],
      ['write-back', 'GetItem', 10],
    ]);
  });

  test('keeps the calls of one run of a function apart from those of the next', () => {
    const way = wayOf(call(100), call(200), run(210), call(900), call(1000), run(1010));

    expect(
      way.steps
        .filter(({ kind }) => kind === 'service-call')
        .map(({ atMs, detail, ms }) => [atMs, detail, ms]),
    ).toEqual([
      [90, 'GetItem ×2', 110],
      [890, 'GetItem ×2', 110],
    ]);
  });

  test('shows a call that failed on its own', () => {
    const way = wayOf(call(100), call(200, { result: 'ProvisionedThroughputExceededException' }), call(300));

    expect(way.steps.map(({ ok, result }) => [ok, result])).toEqual([
      [true, 'ok'],
      [false, 'ProvisionedThroughputExceededException'],
    ]);
  });

  test('takes a condition that does not hold for an answer, not for a failure', () => {
    const way = wayOf(call(100, { operation: 'PutItem', result: 'ConditionalCheckFailedException' }));

    expect(way.steps[0]!.ok).toBe(true);
  });

  test('adds up what its calls cost at list price, and names who translated', () => {
    const way = wayOf(
      call(1, {
        service: 'translate',
        operation: 'TranslateText',
        engine: 'phrasebook',
        billedCharacters: 600,
      }),
      call(2, {
        service: 'comprehend',
        operation: 'DetectSentiment',
        engine: 'lexicon',
        billedCharacters: 800,
      }),
      call(3, { service: 'lex', operation: 'RecognizeText', engine: 'classifier' }),
    );

    expect(way.steps.map(({ costUsd }) => costUsd)).toEqual([
      expect.closeTo(0.009),
      expect.closeTo(0.0008),
      0.00075,
    ]);
    expect(way.costUsd).toBeCloseTo(0.01055, 8);
    expect(way.engines).toEqual(['phrasebook']);
  });

  test('costs nothing for a call that was refused', () => {
    const way = wayOf(
      call(1, { service: 'lex', operation: 'RecognizeText', result: 'ThrottlingException', engine: null }),
    );

    expect(way.costUsd).toBe(0);
  });

  test.each([
    ['delayed', true],
    ['deduplicated', true],
    ['dead-lettered', false],
  ] as const)('shows that a queue has %s a message', (what, ok) => {
    const way = wayOf({ ...at(1), kind: 'queue', queue: 'enrich.fifo', what, messageId: 'm', body: 'Hola' });

    expect(way.steps).toMatchObject([{ kind: 'queue', name: 'enrich.fifo', detail: what, ok }]);
  });

  test.each(['sent', 'received', 'deleted'] as const)('leaves out that a queue has %s a message', (what) => {
    const ways = new Ways();

    ways.add({ ...at(1), kind: 'queue', queue: 'enrich.fifo', what, messageId: 'm', body: null });

    expect(ways.of(traceId)).toBeNull();
  });

  test.each([
    ['/api/v2/tickets/12/comments', '/api/v2/tickets/12/comments'],
    ['/services/data/v61.0/query', '/services/data/v61.0/query'],
    ['/REST/2.0/user/ana@example.com', '/REST/2.0/user/…'],
    ['/sc/attachments/4f2a/passport%20Ana.pdf', '/sc/attachments/4f2a/…'],
  ])('shows the path %s of the helpdesk as %s', (path, shown) => {
    const helpdesk = {
      kind: 'helpdesk-call',
      helpdesk: 'zendesk',
      method: 'GET',
      status: 200,
      ms: 3,
    } as const;

    expect(wayOf({ ...at(1), ...helpdesk, path }).steps[0]!.name).toBe(`GET ${shown}`);
  });

  test('ends as the log says', () => {
    expect(wayOf(delivery(1), ended('parked', { reason: 'helpdesk-refused' }))).toMatchObject({
      outcome: 'parked',
      reason: 'helpdesk-refused',
    });
  });

  test('that has done something is not ended by the same message coming once more', () => {
    expect(wayOf(ended('delivered'), ended('skipped', { reason: 'duplicate' }))).toMatchObject({
      outcome: 'delivered',
      reason: null,
    });
  });

  test('passes on no reason that is a sentence', () => {
    expect(wayOf(ended('parked', { reason: 'Hola, ¿dónde está mi pedido?' })).reason).toBeNull();
  });
});

describe('which ways are told', () => {
  test('a delivery is, with every step', () => {
    const ways = new Ways();

    expect([delivery(1), call(2)].map((entry) => ways.add(entry))).toEqual([traceId, traceId]);
    expect(ways.all()).toHaveLength(1);
  });

  test('what a schedule has started is not, until it has found a message', () => {
    const ways = new Ways();

    expect(ways.add(call(1, { caller: 'reconcile' }))).toBeNull();
    expect(ways.all()).toEqual([]);
    expect(ways.add(received(2))).toBe(traceId);
    expect(ways.all()[0]!.steps).toHaveLength(2);
  });

  test('what has no trace is not', () => {
    expect(new Ways().add({ ...delivery(1), traceId: null })).toBeNull();
  });

  test('the latest 200 are whole; of older ones stays who translated and how it ended', () => {
    const ways = new Ways();
    ways.add({ ...translation('phrasebook'), traceId: '1-0' });
    ways.add({ ...received(1), traceId: '1-0' });
    ways.add({ ...ended('parked', { reason: 'unauthorised' }), traceId: '1-0' });

    for (let number = 1; number <= 200; number += 1)
      ways.add({ ...delivery(number), traceId: `1-${number}` });

    const [oldest, ...others] = ways.all();
    expect(oldest).toMatchObject({
      ...{ ticket: '12', message: '901', outcome: 'parked', engines: ['phrasebook'] },
      ...{ steps: [], isWhole: false },
    });
    expect(others.map(({ isWhole }) => isWhole)).toEqual(Array(200).fill(true));
  });

  test('deliveries of our own writes do not crowd out messages', () => {
    const ways = new Ways();
    ways.add({ ...received(1), traceId: '1-0' });

    for (let number = 1; number <= 300; number += 1) {
      ways.add({ ...delivery(number), traceId: `1-${number}` });
      ways.add({ ...ended('skipped', { reason: 'own-echo' }), traceId: `1-${number}` });
    }

    expect(ways.of('1-0')).toMatchObject({ isWhole: true, message: '901' });
    expect(ways.all().length).toBeLessThanOrEqual(102);
  });
});

describe('a translation from memory', () => {
  test('is named for the only engine that was ever at work', () => {
    const ways = new Ways();
    ways.add({ ...translation('phrasebook'), traceId: '1-0' });

    ways.add(saved(81));

    expect(ways.of(traceId)).toMatchObject({ engines: [], fromMemory: ['phrasebook'] });
  });

  test('is not named for an engine where several were at work', () => {
    const ways = new Ways();
    for (const engine of ['phrasebook', 'pseudo']) ways.add({ ...translation(engine), traceId: engine });

    ways.add(saved(81));

    expect(ways.of(traceId)?.fromMemory).toEqual([]);
  });

  test('is none where nothing was saved', () => {
    expect(wayOf(translation('phrasebook'), saved(0))).toMatchObject({ fromMemory: null });
  });

  test('is what #send sends: by the engine of the preview', () => {
    const ways = new Ways();
    const asked = (name: string, trace: string): JournalEntry => ({
      ...{ atMs: 1, traceId: trace, kind: 'event', detailType: 'reply.requested.v1' },
      detail: { ticket: '12', message: trace, command: { name } },
    });
    ways.add({ ...translation('phrasebook'), traceId: 'other' });
    ways.add(asked('preview', 'previewed'));
    ways.add({ ...translation('pseudo'), traceId: 'previewed' });

    ways.add(asked('send', 'sent'));
    const before = ways.of('sent')?.fromMemory;
    ways.add({ atMs: 2, traceId: 'sent', kind: 'event', detailType: 'reply.translated.v1', detail: {} });

    expect([before, ways.of('sent')?.fromMemory]).toEqual([null, ['pseudo']]);
  });
});
