import * as z from 'zod/mini';
import { endedRecord } from '../../../../functions/_shared/log-records.ts';
import type { JournalEntry } from '../../journal.ts';
import type { Way, WayStep } from '../api.ts';
import { endMsOf, isGrouped, joined, type NewStep } from './way-steps.ts';

/** Of each way its first steps are kept. */
const maxSteps = 200;

/** Ids are one word; anything else is not let through. */
const id = z.string().check(z.regex(/^\S{1,256}$/));
const eventIds = z.object({ ticket: z.catch(z.nullable(id), null), message: z.catch(z.nullable(id), null) });
const code = z.string().check(z.regex(/^[\w.:-]{1,64}$/));

/** Which of two ends of the same delivery counts: that it did something. */
const rank = { delivered: 0, parked: 1, refused: 2, skipped: 3 } as const;

function idOf(value: unknown): string | null {
  const parsed = id.safeParse(value);
  return parsed.success ? parsed.data : null;
}

/** A way of which nothing is known yet. */
export function newWay(traceId: string, startedAtMs: number): Way {
  return {
    ...{ traceId, startedAtMs, ticket: null, message: null, about: null, outcome: null, reason: null },
    ...{ ms: 0, costUsd: 0, engines: [], fromMemory: null, steps: [], isWhole: true },
  };
}

/**
 * Where the step that this one joins stands, or -1: the latest of its kind, unless its function has ended since. A run is
 * told of when it ends, after all its calls; what comes later belongs to the next run.
 */
function placeOfGroup(steps: readonly WayStep[], { name, caller }: NewStep): number {
  const place = steps.findLastIndex(
    (other) => isGrouped(other) && other.name === name && other.caller === caller,
  );
  const number = steps[place]?.number ?? 0;
  const hasEnded = steps.some(
    (other) => other.kind === 'invocation' && other.name === caller && other.number > number,
  );
  return hasEnded ? -1 : place;
}

function stepsWith({ steps, isWhole }: Way, step: NewStep, number: number): WayStep[] {
  if (!isWhole) return [];
  const place = isGrouped(step) ? placeOfGroup(steps, step) : -1;
  const known = steps[place];
  const all: readonly WayStep[] =
    known === undefined ? [...steps, { ...step, number }] : steps.with(place, joined(known, step));
  return all.slice(0, maxSteps).toSorted((one, other) => one.atMs - other.atMs || one.number - other.number);
}

export function withStep(way: Way, step: NewStep, number: number): Way {
  const isFirst = way.isWhole && way.steps.length === 0;
  const startedAtMs = isFirst ? step.atMs : Math.min(way.startedAtMs, step.atMs);
  const endedAtMs = isFirst ? endMsOf(step) : Math.max(way.startedAtMs + way.ms, endMsOf(step));
  const { engine } = step;
  return {
    ...way,
    startedAtMs,
    ms: endedAtMs - startedAtMs,
    costUsd: way.costUsd + (step.costUsd ?? 0),
    engines: engine === null || way.engines.includes(engine) ? way.engines : [...way.engines, engine],
    steps: stepsWith(way, step, number),
  };
}

export function withEvent(way: Way, { detailType, detail }: Extract<JournalEntry, { kind: 'event' }>): Way {
  const ids = eventIds.safeParse(detail);
  return {
    ...way,
    about: way.about ?? detailType,
    ticket: (ids.success ? ids.data.ticket : null) ?? way.ticket,
    message: (ids.success ? ids.data.message : null) ?? way.message,
  };
}

/** Null = the record does not end a way. */
export function withEnd(way: Way, record: unknown): Way | null {
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
