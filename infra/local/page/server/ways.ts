import * as z from 'zod/mini';
import { endedRecord } from '../../../../functions/_shared/log-records.ts';
import type { JournalEntry } from '../../journal.ts';
import type { Way, WayStep } from '../api.ts';
import { isGrouped, joined, type NewStep, stepOf } from './way-steps.ts';

/** The latest ways are kept, and of each its first steps: a demo may stay open for days. */
const maxWays = 200;
const maxSteps = 200;

/** Ids are one word; anything else is not let through. */
const id = z.string().check(z.regex(/^\S{1,256}$/));
const eventIds = z.object({ ticket: z.catch(z.nullable(id), null), message: z.catch(z.nullable(id), null) });
const code = z.string().check(z.regex(/^[\w.:-]{1,64}$/));

/** Which of two ends of the same delivery counts: that it did something. */
const rank = { delivered: 0, parked: 1, refused: 2, skipped: 3 } as const;

type KnownWay = Readonly<{
  way: Way /** Told of only once a delivery or an event is in it. */;
  isShown: boolean;
}>;

function idOf(value: unknown): string | null {
  const parsed = id.safeParse(value);
  return parsed.success ? parsed.data : null;
}

function newWay(traceId: string, startedAtMs: number): Way {
  return {
    ...{ traceId, startedAtMs, ticket: null, message: null, about: null, outcome: null, reason: null },
    ...{ ms: 0, costUsd: 0, engines: [], steps: [] },
  };
}

const endMsOf = ({ atMs, ms }: NewStep) => atMs + (ms ?? 0);

function withStep(way: Way, step: NewStep, number: number): Way {
  const group = isGrouped(step)
    ? way.steps.findIndex(
        (other) => isGrouped(other) && other.name === step.name && other.caller === step.caller,
      )
    : -1;
  const known = way.steps[group];
  const steps: readonly WayStep[] =
    known === undefined ? [...way.steps, { ...step, number }] : way.steps.with(group, joined(known, step));
  const isFirst = way.steps.length === 0;
  const startedAtMs = isFirst ? step.atMs : Math.min(way.startedAtMs, step.atMs);
  const endedAtMs = isFirst ? endMsOf(step) : Math.max(way.startedAtMs + way.ms, endMsOf(step));
  const { engine } = step;
  return {
    ...way,
    startedAtMs,
    ms: endedAtMs - startedAtMs,
    costUsd: way.costUsd + (step.costUsd ?? 0),
    engines: engine === null || way.engines.includes(engine) ? way.engines : [...way.engines, engine],
    steps: steps
      .slice(0, maxSteps)
      .toSorted((one, other) => one.atMs - other.atMs || one.number - other.number),
  };
}

function withEvent(way: Way, { detailType, detail }: Extract<JournalEntry, { kind: 'event' }>): Way {
  const ids = eventIds.safeParse(detail);
  return {
    ...way,
    about: way.about ?? detailType,
    ticket: (ids.success ? ids.data.ticket : null) ?? way.ticket,
    message: (ids.success ? ids.data.message : null) ?? way.message,
  };
}

/** Null = the record does not end a way. */
function withEnd(way: Way, record: unknown): Way | null {
  const parsed = endedRecord.safeParse(record);
  if (!parsed.success) return null;
  const { outcome, reason, ticket, messageId } = parsed.data;
  if (way.outcome !== null && rank[way.outcome] <= rank[outcome]) return way;
  return {
    ...way,
    outcome,
    reason: code.safeParse(reason).data ?? null,
    ticket: idOf(ticket) ?? way.ticket,
    message: idOf(messageId) ?? way.message,
  };
}

/** Sorts what the journal tells by trace: one way for each delivery. Customers' texts go in, and none comes out. */
export class Ways {
  readonly #known = new Map<string, KnownWay>();
  #steps = 0;

  /** Takes an entry in; gives the id of the way that has changed and is to be shown, or null. */
  add(entry: JournalEntry): string | null {
    const { traceId, atMs } = entry;
    if (traceId === null) return null;
    const before = this.#known.get(traceId) ?? { way: newWay(traceId, atMs), isShown: false };
    const after = this.#after(before, entry);
    if (after === null) return null;
    this.#known.set(traceId, after);
    this.#forgetOldest();
    return after.isShown ? traceId : null;
  }

  #after({ way, isShown }: KnownWay, entry: JournalEntry): KnownWay | null {
    if (entry.kind === 'log') {
      const ended = withEnd(way, entry.record);
      return ended === null ? null : { way: ended, isShown: true };
    }
    const step = stepOf(entry);
    if (step === null) return null;
    this.#steps += 1;
    const longer = withStep(way, step, this.#steps);
    if (entry.kind === 'event') return { way: withEvent(longer, entry), isShown: true };
    return { way: longer, isShown: isShown || entry.kind === 'http-request' };
  }

  #forgetOldest(): void {
    const [oldest] = this.#known.keys();
    if (this.#known.size > maxWays && oldest !== undefined) this.#known.delete(oldest);
  }

  /** The way of a trace, or null. */
  of(traceId: string): Way | null {
    return this.#known.get(traceId)?.way ?? null;
  }

  /** All that are to be shown, oldest first. */
  all(): Way[] {
    return [...this.#known.values()].filter(({ isShown }) => isShown).map(({ way }) => way);
  }
}
