import { metricNames } from '../functions/_shared/metric-names.ts';

type MetricName = (typeof metricNames)[keyof typeof metricNames];

/** What a Moment says in words. */
type Told = Readonly<{ title: string; meaning: string }>;

/** One number, as the page's tiles and the dashboard's lines name it. */
export type CountedMoment = Readonly<{ metric: MetricName; label: string }>;

/** Every plain count there is among the Moments, by its name in the page's `Moments.counts`. */
export const momentCounts = {
  received: { metric: metricNames.received, label: 'Messages accepted' },
  delivered: { metric: metricNames.delivered, label: 'Delivered' },
  skipped: { metric: metricNames.skipped, label: 'Needed nothing' },
  parked: { metric: metricNames.parked, label: 'Parked' },
  askedNothing: { metric: metricNames.askedNothing, label: 'Deliveries that ask nothing' },
  gaps: { metric: metricNames.gaps, label: 'Gaps' },
  retries: { metric: metricNames.retries, label: 'Retries' },
  repliesSent: { metric: metricNames.repliesSent, label: 'Answers sent' },
  repliesFailed: { metric: metricNames.repliesFailed, label: 'Answers not sent' },
} as const satisfies Readonly<Record<string, CountedMoment>>;
export type MomentCount = keyof typeof momentCounts;

/** What is no dimension (each value would be a metric to pay for) is counted in the log lines of a metric. */
type Counted = Told & Readonly<{ metric: MetricName }>;
/** A property's values, over time. */
export type LabelMoment = Counted & Readonly<{ kind: 'labels'; property: string; labels: readonly string[] }>;
/** A property's values, by those of another. `none` stands for one that is missing. */
export type CrossMoment = Counted & Readonly<{ kind: 'cross'; by: string; property: string }>;
/** How long something took. */
export type DurationMoment = Told & Readonly<{ kind: 'duration'; metric: MetricName }>;
/** Sums of metrics, side by side. */
export type SumMoment = Told & Readonly<{ kind: 'sums'; sums: readonly CountedMoment[] }>;
export type Moment = LabelMoment | CrossMoment | DurationMoment | SumMoment;

const { received, delivered, skipped, parked, askedNothing, repliesSent, repliesFailed } = momentCounts;

/** What went wrong, from what mends itself to what waits for somebody. */
export const troubleCounts = ['retries', 'gaps', 'parked'] as const satisfies readonly MomentCount[];

const sentimentLabels = ['NEGATIVE', 'MIXED', 'NEUTRAL', 'POSITIVE'] as const;

/** What the Moments are, in their order: the demo page and the deployed dashboard both show exactly these, by these names. */
export const moments = {
  sentiment: {
    title: 'Sentiment over time',
    meaning: 'Messages that were read, by how their writers feel.',
    ...{ kind: 'labels', metric: metricNames.enriched, property: 'sentiment', labels: sentimentLabels },
  },
  intents: {
    title: 'Intents by language',
    meaning: 'What customers want, by the language they write in.',
    ...{ kind: 'cross', metric: metricNames.enriched, by: 'language', property: 'intent' },
  },
  timeToNote: {
    title: 'Time from the message to its note',
    meaning: 'From when the customer wrote to when the agent can read it.',
    ...{ kind: 'duration', metric: metricNames.timeToNote },
  },
  characters: {
    title: 'Characters billed and saved',
    meaning: 'What Amazon Translate is paid for, and what it had translated before.',
    kind: 'sums',
    sums: [
      { metric: metricNames.translatedCharacters, label: 'Billed' },
      { metric: metricNames.savedCharacters, label: 'Saved' },
    ],
  },
  outcomes: {
    title: 'How messages ended',
    meaning:
      'Each accepted message is delivered, needed nothing (empty, machine-made, told of twice) or is parked; the rest is ' +
      'under way or was merged with its second delivery. Not counted among them: deliveries that ask nothing, such as our own ' +
      'writes and agents’ messages.',
    ...{ kind: 'sums', sums: [received, delivered, skipped, parked, askedNothing] },
  },
  replies: {
    title: 'Answers sent and not sent',
    meaning: 'Agents’ answers to customers, in the customers’ languages.',
    ...{ kind: 'sums', sums: [repliesSent, repliesFailed] },
  },
  troubles: {
    title: 'Retries, gaps and parked messages',
    meaning:
      'What was tried again; what could not be had or written, which the note names (a gap); what was tried in vain and waits ' +
      'for somebody (parked).',
    ...{ kind: 'sums', sums: troubleCounts.map((count) => momentCounts[count]) },
  },
} as const satisfies Readonly<Record<string, Moment>>;
export type MomentId = keyof typeof moments;
