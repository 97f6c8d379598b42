import type { Clock } from './clock.ts';
import { eventTime } from './services/events/event.ts';
import type { BusEvent, Deliveries, RuleDefinition } from './services/events.ts';

/** A schedule that is not run here. */
export class ScheduleError extends Error {
  override readonly name = 'ScheduleError';
}

/** However fast time is made to pass, a rule fires no more often than this in real time. */
const shortestIntervalMs = 500;

const unitMs: ReadonlyMap<string, number> = new Map([
  ['minute', 60_000],
  ['hour', 3_600_000],
  ['day', 86_400_000],
]);

/**
 * The interval of `rate(5 minutes)` in milliseconds. Throws ScheduleError for anything else, `cron(…)` among it.
 * EventBridge wants the singular for 1 and the plural for more.
 */
export function rateIntervalMs(expression: string): number {
  const [, amount, unit, plural] = /^rate\(([1-9]\d*) (minute|hour|day)(s?)\)$/.exec(expression) ?? [];
  const milliseconds = unitMs.get(unit ?? '');
  if (!amount || milliseconds === undefined || (amount === '1') !== (plural === ''))
    throw new ScheduleError(`The schedule "${expression}" is not supported; rate(n minutes|hours|days) is.`);
  return Number(amount) * milliseconds;
}

export type SchedulesOptions = Readonly<{
  rules: readonly RuleDefinition[];
  deliveries: Deliveries;
  clock: Clock;
  /** Intervals pass this many times faster. */
  timeScale: number;
  /** Whether the function has not yet ended what it was invoked for before. */
  isAtWork(functionArn: string): boolean;
  newId: () => string;
  region: string;
  accountId: string;
}>;

/**
 * Fires the rules that have a schedule, the first time after one interval. EventBridge fires whether or not the run before has
 * ended. With scaled time intervals shrink and runs do not, so that they would pile up on a busy machine until they run into
 * their time limits: there a run is left out while the one before is at work.
 */
export class Schedules {
  readonly #options: SchedulesOptions;
  readonly #rules: readonly Readonly<{ rule: RuleDefinition; intervalMs: number }>[];
  readonly #stopTimers = new Map<RuleDefinition, () => void>();

  /** Throws ScheduleError for a schedule that is not run here, also of a rule that is switched off. */
  constructor(options: SchedulesOptions) {
    this.#options = options;
    this.#rules = options.rules.flatMap((rule) => {
      if (rule.scheduleExpression === null) return [];
      const intervalMs = rateIntervalMs(rule.scheduleExpression) / options.timeScale;
      return [{ rule, intervalMs: Math.max(intervalMs, shortestIntervalMs) }];
    });
  }

  start(): void {
    for (const { rule, intervalMs } of this.#rules) if (rule.enabled) this.#arm(rule, intervalMs);
  }

  /** Ends all schedules; no timer is left. */
  stop(): void {
    for (const stopTimer of this.#stopTimers.values()) stopTimer();
    this.#stopTimers.clear();
  }

  #arm(rule: RuleDefinition, intervalMs: number): void {
    const { clock, deliveries } = this.#options;
    const stopTimer = clock.after(intervalMs, () => {
      this.#arm(rule, intervalMs);
      if (!this.#isLeftOut(rule)) deliveries.start(rule, this.#event(rule), null);
    });
    this.#stopTimers.set(rule, stopTimer);
  }

  #isLeftOut({ targets }: RuleDefinition): boolean {
    const { timeScale, isAtWork } = this.#options;
    return timeScale > 1 && targets.some(({ arn }) => isAtWork(arn));
  }

  #event(rule: RuleDefinition): BusEvent {
    const { clock, newId, region, accountId } = this.#options;
    return {
      version: '0',
      id: newId(),
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      account: accountId,
      time: eventTime(clock.nowMs()),
      region,
      resources: [rule.arn],
      detail: {},
    };
  }
}
