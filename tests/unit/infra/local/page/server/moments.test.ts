import { describe, expect, it } from 'vitest';
import { MomentsTally, quantile } from '../../../../../../infra/local/page/server/moments.ts';

/** A line as the functions' metrics write it. */
const line = (name: string, value: unknown, beside: object = {}, namespace = 'Dragoman/local') => ({
  _aws: {
    Timestamp: 1_795_696_199_944,
    CloudWatchMetrics: [
      { Namespace: namespace, Dimensions: [['connector']], Metrics: [{ Name: name, Unit: 'Count' }] },
    ],
  },
  ...beside,
  connector: 'zendesk',
  [name]: value,
});

const empty = {
  sentiment: [],
  sentimentTotals: { POSITIVE: 0, NEUTRAL: 0, NEGATIVE: 0, MIXED: 0 },
  intentsByLanguage: [],
  timeToNote: { medianMs: null, p95Ms: null, notes: 0, points: [] },
  characters: { billed: 0, saved: 0, points: [] },
  troubles: [],
  counts: {
    ...{ received: 0, delivered: 0, skipped: 0, parked: 0, askedNothing: 0 },
    ...{ gaps: 0, retries: 0, repliesSent: 0, repliesFailed: 0 },
  },
};

describe('MomentsTally', () => {
  it('knows nothing before the first metric', () => {
    expect(new MomentsTally().snapshot()).toEqual(empty);
  });

  it('has a point of sentiment and a count of intent for each message that was read', () => {
    // Prepare
    const tally = new MomentsTally();
    // Act
    const changes = [
      tally.add(
        line('MessagesEnriched', 1, { language: 'es', sentiment: 'NEUTRAL', intent: 'OrderStatus' }),
        10,
      ),
      tally.add(line('MessagesEnriched', 1, { language: 'de', sentiment: 'NEGATIVE', intent: 'Refund' }), 20),
      tally.add(
        line('MessagesEnriched', 1, { language: 'de', sentiment: 'POSITIVE', intent: 'OrderStatus' }),
        30,
      ),
    ];
    // Assess
    expect(changes).toEqual([true, true, true]);
    expect(tally.snapshot()).toMatchObject({
      sentiment: [
        { atMs: 10, label: 'NEUTRAL', language: 'es' },
        { atMs: 20, label: 'NEGATIVE', language: 'de' },
        { atMs: 30, label: 'POSITIVE', language: 'de' },
      ],
      intentsByLanguage: [
        { language: 'de', intents: { OrderStatus: 1, Refund: 1 } },
        { language: 'es', intents: { OrderStatus: 1 } },
      ],
    });
  });

  it('counts a message of which neither sentiment nor intent is known as one without intent, and makes up no sentiment', () => {
    // Prepare
    const tally = new MomentsTally();
    // Act
    tally.add(line('MessagesEnriched', 1, { language: 'tr' }), 10);
    tally.add(line('MessagesEnriched', 1, { sentiment: 'none' }), 20);
    // Assess
    const { sentiment, intentsByLanguage } = tally.snapshot();
    expect(sentiment).toEqual([]);
    expect(intentsByLanguage).toEqual([
      { language: 'tr', intents: { none: 1 } },
      { language: 'und', intents: { none: 1 } },
    ]);
  });

  it('takes median and p95 of the times to a note', () => {
    // Prepare
    const tally = new MomentsTally();
    // Act
    for (const [index, ms] of [900, 300, 500, 700].entries()) tally.add(line('TimeToNote', ms), index);
    // Assess
    expect(tally.snapshot().timeToNote).toEqual({
      medianMs: 500,
      p95Ms: 900,
      notes: 4,
      points: [
        { atMs: 0, ms: 900 },
        { atMs: 1, ms: 300 },
        { atMs: 2, ms: 500 },
        { atMs: 3, ms: 700 },
      ],
    });
  });

  it('adds up characters, with a point per change', () => {
    // Prepare
    const tally = new MomentsTally();
    // Act
    const changes = [
      tally.add(line('TranslatedCharacters', 81), 10),
      tally.add(line('SavedCharacters', 0), 10),
      tally.add(line('TranslatedCharacters', 0), 20),
      tally.add(line('SavedCharacters', 81), 20),
    ];
    // Assess
    expect(changes).toEqual([true, false, false, true]);
    expect(tally.snapshot().characters).toEqual({
      billed: 81,
      saved: 81,
      points: [
        { atMs: 10, billed: 81, saved: 0 },
        { atMs: 20, billed: 81, saved: 81 },
      ],
    });
  });

  it('keeps the newest 500 points of each kind, and totals of all', () => {
    // Prepare
    const tally = new MomentsTally();
    // Act
    for (let atMs = 1; atMs <= 600; atMs += 1) {
      tally.add(line('MessagesEnriched', 1, { language: 'es', sentiment: 'NEGATIVE' }), atMs);
      tally.add(line('TimeToNote', atMs <= 100 ? 9000 : 10), atMs);
      tally.add(line('TranslatedCharacters', 2), atMs);
      tally.add(line('RetriesLater', 1), atMs);
    }
    // Assess
    const { sentiment, sentimentTotals, timeToNote, characters, troubles } = tally.snapshot();
    expect([sentiment, timeToNote.points, characters.points, troubles].map(({ length }) => length)).toEqual([
      500, 500, 500, 500,
    ]);
    expect(sentiment[0]?.atMs).toBe(101);
    expect(sentimentTotals.NEGATIVE).toBe(600);
    expect(timeToNote).toMatchObject({ medianMs: 10, p95Ms: 9000, notes: 600 });
    expect(characters.billed).toBe(1200);
  });

  it('has a point each time that something is tried again, cannot be had or is parked, and for nothing else', () => {
    // Prepare
    const tally = new MomentsTally();
    // Act
    tally.add(line('MessagesReceived', 1), 10);
    tally.add(line('Gaps', 2), 20);
    tally.add(line('RetriesLater', 1), 30);
    tally.add(line('MessagesParked', [1, 1]), 40);
    tally.add(line('RepliesFailed', 1), 50);
    // Assess
    expect(tally.snapshot().troubles).toEqual([
      { atMs: 20, count: 'gaps', amount: 2 },
      { atMs: 30, count: 'retries', amount: 1 },
      { atMs: 40, count: 'parked', amount: 1 },
      { atMs: 40, count: 'parked', amount: 1 },
    ]);
  });

  it.each([
    ['MessagesReceived', 'received'],
    ['MessagesDelivered', 'delivered'],
    ['MessagesSkipped', 'skipped'],
    ['MessagesParked', 'parked'],
    ['DeliveriesSkipped', 'askedNothing'],
    ['Gaps', 'gaps'],
    ['RetriesLater', 'retries'],
    ['RepliesSent', 'repliesSent'],
    ['RepliesFailed', 'repliesFailed'],
  ] as const)('adds %s to %s and to nothing else', (metric, count) => {
    // Prepare
    const tally = new MomentsTally();
    // Act
    tally.add(line(metric, 1), 10);
    tally.add(line(metric, [1, 1]), 20);
    // Assess
    const { troubles: _, ...others } = tally.snapshot();
    expect({ ...others, troubles: [] }).toEqual({ ...empty, counts: { ...empty.counts, [count]: 3 } });
  });

  it.each([
    ['a line that is no JSON', 'Task timed out after 15.00 seconds'],
    ['a line of the logger', { level: 'INFO', message: 'ended', outcome: 'parked' }],
    ['nothing', null],
    ['a metric of another stage', line('MessagesParked', 1, {}, 'Dragoman/prod')],
    ['a metric that is not shown', line('CatchUpLag', 120_274)],
    ['a metric without a value', { ...line('MessagesParked', 1), MessagesParked: undefined }],
    ['a value that is no number', line('MessagesParked', 'many')],
    ['a negative value', line('TimeToNote', -1)],
    ['a part of a message', line('MessagesParked', 0.5)],
    ['a language that is no text', line('MessagesEnriched', 1, { language: 7 })],
  ])('ignores %s', (_, record) => {
    // Prepare
    const tally = new MomentsTally();
    // Act
    const changed = tally.add(record, 10);
    // Assess
    expect(changed).toBe(false);
    expect(tally.snapshot()).toEqual(empty);
  });

  it.each(['SavedCharacters', 'MessagesParked'])(
    'ignores a value of %s with which the sum would be no whole number that can be told from the next',
    (metric) => {
      // Prepare
      const tally = new MomentsTally();
      tally.add(line(metric, 3_496_153_615_237_747), 10);
      const before = tally.snapshot();
      // Act
      const changed = tally.add(line(metric, 5_511_045_639_503_245), 20);
      // Assess
      expect(changed).toBe(false);
      expect(tally.snapshot()).toEqual(before);
    },
  );

  it('gives a copy that later metrics do not change', () => {
    // Prepare
    const tally = new MomentsTally();
    const before = tally.snapshot();
    // Act
    tally.add(line('TimeToNote', 400), 10);
    tally.add(line('MessagesEnriched', 1, { language: 'fr', sentiment: 'MIXED' }), 20);
    tally.add(line('MessagesParked', 1), 30);
    // Assess
    expect(before).toEqual(empty);
  });
});

describe('quantile', () => {
  it('is a value that was measured: the one at the nearest rank', () => {
    const oneToTwenty = Array.from({ length: 20 }, (_, index) => 20 - index);
    expect([0, 0.5, 0.95, 1].map((share) => quantile(oneToTwenty, share))).toEqual([1, 10, 19, 20]);
  });

  it('of nothing is not known', () => {
    expect(quantile([], 0.5)).toBeNull();
  });
});
