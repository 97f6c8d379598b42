import * as z from 'zod';
import { metricNames, metricNamespaceOf } from '../../../../functions/_shared/metric-names.ts';
import { momentCounts, troubleCounts } from '../../../moments.ts';
import { localStage } from '../../../settings.ts';
import { type Moments, moments } from '../api.ts';
import { type MetricValue, metricsIn } from './metric-record.ts';

/** Messages are counted under this name if their intent was not sure, or not to be had. */
const noIntent = 'none';

/** What stands beside `MessagesEnriched`. What is missing was not known, and is not made up. */
const readMessage = z.object({
  language: z.string().default('und'),
  sentiment: moments.shape.sentiment.element.shape.label.nullable().catch(null),
  intent: z.string().default(noIntent),
});

type Counts = Moments['counts'];

/** A chart can show no more, and all of them are told each time. */
const maxPoints = 500;

function addPoint<Point>(points: Point[], point: Point): void {
  points.push(point);
  if (points.length > maxPoints) points.shift();
}

/** Which of the counts a metric is added to. */
const countOf: ReadonlyMap<string, keyof Counts> = new Map(
  moments.shape.counts.keyof().options.map((count) => [momentCounts[count].metric, count]),
);

/**
 * The smallest of the values that at least this share of all values does not exceed (the nearest rank), so that it is one
 * that was really measured; null = there are none. CloudWatch interpolates between two: with few values it may say a little less.
 * @param share 0.5 = median
 */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}

/** Adds up what the functions' own metrics say; knows no more than CloudWatch would. */
export class MomentsTally {
  readonly #namespace: string;
  readonly #sentiment: Moments['sentiment'] = [];
  readonly #sentimentTotals = { POSITIVE: 0, NEUTRAL: 0, NEGATIVE: 0, MIXED: 0 };
  readonly #intents = new Map<string, Map<string, number>>();
  readonly #timesMs: number[] = [];
  readonly #timesToNote: Moments['timeToNote']['points'] = [];
  readonly #characters: Moments['characters']['points'] = [];
  readonly #troubles: Moments['troubles'] = [];
  readonly #counts: Counts = {
    ...{ received: 0, delivered: 0, skipped: 0, parked: 0, askedNothing: 0 },
    ...{ gaps: 0, retries: 0, repliesSent: 0, repliesFailed: 0 },
  };

  constructor(stage: string = localStage) {
    this.#namespace = metricNamespaceOf(stage);
  }

  /**
   * Takes a log record of a function; whatever is not a metric of this stage is ignored, and so is what no sum could hold.
   * @returns whether the moments have changed
   */
  add(record: unknown, atMs: number): boolean {
    return metricsIn(record, this.#namespace)
      .map((metric) => this.#take(metric, atMs))
      .includes(true);
  }

  #take({ name, value, beside }: MetricValue, atMs: number): boolean {
    if (name === metricNames.timeToNote) {
      this.#timesMs.push(value);
      addPoint(this.#timesToNote, { atMs, ms: value });
      return true;
    }
    // All others count something: half a message is no metric of ours.
    if (value === 0 || !Number.isSafeInteger(value)) return false;
    if (name === metricNames.enriched) return this.#read(beside, atMs);
    if (name === metricNames.translatedCharacters) return this.#addCharacters(atMs, { billed: value });
    if (name === metricNames.savedCharacters) return this.#addCharacters(atMs, { saved: value });
    const counted = countOf.get(name);
    if (counted === undefined) return false;
    const sum = this.#counts[counted] + value;
    if (!Number.isSafeInteger(sum)) return false;
    this.#counts[counted] = sum;
    const trouble = troubleCounts.find((count) => count === counted);
    if (trouble !== undefined) addPoint(this.#troubles, { atMs, count: trouble, amount: value });
    return true;
  }

  #read(beside: MetricValue['beside'], atMs: number): boolean {
    const parsed = readMessage.safeParse(beside);
    if (!parsed.success) return false;
    const { language, sentiment, intent } = parsed.data;
    if (sentiment !== null) {
      addPoint(this.#sentiment, { atMs, label: sentiment, language });
      this.#sentimentTotals[sentiment] += 1;
    }
    const intents = this.#intents.get(language) ?? new Map<string, number>();
    intents.set(intent, (intents.get(intent) ?? 0) + 1);
    this.#intents.set(language, intents);
    return true;
  }

  #addCharacters(atMs: number, { billed = 0, saved = 0 }: { billed?: number; saved?: number }): boolean {
    const sums = this.#characters.at(-1) ?? { billed: 0, saved: 0 };
    const point = { atMs, billed: sums.billed + billed, saved: sums.saved + saved };
    if (![point.billed, point.saved].every(Number.isSafeInteger)) return false;
    addPoint(this.#characters, point);
    return true;
  }

  /** All of it so far, as a copy. Languages with the most messages come first, and so do intents. */
  snapshot(): Moments {
    const timesMs = this.#timesMs;
    const { billed = 0, saved = 0 } = this.#characters.at(-1) ?? {};
    return {
      sentiment: [...this.#sentiment],
      sentimentTotals: { ...this.#sentimentTotals },
      intentsByLanguage: [...this.#intents]
        .sort(byCount(([, intents]) => sumOf(intents.values())))
        .map(([language, intents]) => ({
          language,
          intents: Object.fromEntries([...intents].sort(byCount(([, messages]) => messages))),
        })),
      timeToNote: {
        medianMs: quantile(timesMs, 0.5),
        p95Ms: quantile(timesMs, 0.95),
        notes: timesMs.length,
        points: [...this.#timesToNote],
      },
      characters: { billed, saved, points: [...this.#characters] },
      troubles: [...this.#troubles],
      counts: { ...this.#counts },
    };
  }
}

const sumOf = (numbers: Iterable<number>) => [...numbers].reduce((sum, number) => sum + number, 0);

/** Largest first; equals by name, so that the order does not depend on who came first. */
function byCount<Entry extends readonly [string, unknown]>(countIn: (entry: Entry) => number) {
  return (one: Entry, other: Entry) => countIn(other) - countIn(one) || one[0].localeCompare(other[0]);
}
