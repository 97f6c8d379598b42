import type { JournalEntry } from '../../journal.ts';
import type { WayStep } from '../api.ts';
import { costUsdOf } from './prices.ts';

type Entry<Kind extends JournalEntry['kind']> = Extract<JournalEntry, { kind: Kind }>;

/** A step before it is known whether it joins another one. */
export type NewStep = Omit<WayStep, 'number'>;

/** When it was over. */
export const endMsOf = ({ atMs, ms }: Pick<NewStep, 'atMs' | 'ms'>) => atMs + (ms ?? 0);

/** The clock of some entries counts fractions that nobody can read. */
const inTenths = (ms: number) => Math.round(ms * 10) / 10;

const plain = { detail: null, caller: null, engine: null, billedCharacters: 0, costUsd: null } as const;

/** Services whose many small calls are shown as one step for each function that makes them. */
const grouped: ReadonlySet<string> = new Set(['dynamodb', 'secretsmanager', 'sqs']);
/** A condition that does not hold is an answer: another delivery of the same message was faster. */
const answers: ReadonlySet<string> = new Set(['ok', 'ConditionalCheckFailedException']);

export function isGrouped({ kind, name, ok }: Pick<WayStep, 'kind' | 'name' | 'ok'>): boolean {
  return kind === 'service-call' && ok && grouped.has(name);
}

/** Words and ids of an API; a name of a file or an address may say something of the customer. */
const harmlessSegment = /^(?:[\w-]{0,64}(?:\.json)?|v?\d+\.\d+)$/;

function harmless(path: string): string {
  return path
    .split('/')
    .map((segment) => (harmlessSegment.test(segment) ? segment : '…'))
    .join('/');
}

function httpStep(
  kind: 'http-request' | 'helpdesk-call',
  entry: Entry<'http-request'> | Entry<'helpdesk-call'>,
): NewStep {
  const { atMs, ms, method, path, status } = entry;
  const ok = status >= 200 && status < 400;
  const result = status === 0 ? 'no answer' : String(status);
  const name = `${method} ${harmless(path)}`;
  return { ...plain, kind, atMs: inTenths(atMs - ms), name, ms: inTenths(ms), ok, result };
}

function serviceStep(entry: Entry<'service-call'>): NewStep | null {
  const { atMs, ms, service, operation, caller, result, engine, billedCharacters } = entry;
  const ok = answers.has(result);
  // What was put on the bus is told by the event itself.
  if (service === 'events' && ok) return null;
  return {
    ...{ kind: 'service-call', name: service, detail: operation, caller, ok, result },
    ...{ atMs: inTenths(atMs - ms), ms: inTenths(ms) },
    // Who finds languages, sentiments and intents is always the same.
    engine: service === 'translate' ? engine : null,
    ...{ billedCharacters: Math.round(billedCharacters), costUsd: costUsdOf(entry) },
  };
}

/** Waiting, knowing already and giving up; that a message comes and goes is told by the functions. */
function queueStep({ atMs, queue, what }: Entry<'queue'>): NewStep | null {
  switch (what) {
    case 'sent':
    case 'received':
    case 'deleted':
      return null;
    case 'delayed':
    case 'deduplicated':
    case 'dead-lettered':
      return {
        ...{ ...plain, kind: 'queue', atMs, name: queue, detail: what, ms: null },
        ...{ ok: what !== 'dead-lettered', result: what },
      };
  }
}

function invocationStep({ atMs, ms, functionName, result, coldStart }: Entry<'invocation'>): NewStep {
  return {
    ...{ ...plain, kind: 'invocation', name: functionName },
    ...{ atMs: inTenths(atMs - ms), ms: inTenths(ms) },
    ...{ detail: coldStart ? 'cold start' : null, ok: result === 'ok', result },
  };
}

/** What of an entry belongs on a message's way; null = nothing. Of an event only its type comes through, never its detail. */
export function stepOf(entry: JournalEntry): NewStep | null {
  switch (entry.kind) {
    case 'http-request':
    case 'helpdesk-call':
      return httpStep(entry.kind, entry);
    case 'service-call':
      return serviceStep(entry);
    case 'event':
      return {
        ...{ ...plain, kind: 'event', atMs: entry.atMs, name: entry.detailType },
        ...{ ms: null, ok: true, result: 'ok' },
      };
    case 'queue':
      return queueStep(entry);
    case 'invocation':
      return invocationStep(entry);
    case 'log':
    case 'runner':
      return null;
  }
}

/** Two steps of a group as one, from the first one's start to the last one's end: `GetItem ×5, PutItem ×3`. */
export function joined(step: WayStep, more: NewStep): WayStep {
  const atMs = Math.min(step.atMs, more.atMs);
  return {
    ...step,
    atMs,
    ms: inTenths(Math.max(endMsOf(step), endMsOf(more)) - atMs),
    detail: countedWith(step.detail, more.detail),
  };
}

function countedWith(counted: string | null, operation: string | null): string | null {
  if (operation === null) return counted;
  const parts = (counted ?? '').split(', ').filter((part) => part !== '');
  const index = parts.findIndex((part) => part.split(' ×')[0] === operation);
  if (index === -1) return [...parts, operation].join(', ');
  const count = Number(parts[index]?.split(' ×')[1] ?? 1) + 1;
  return parts.with(index, `${operation} ×${count}`).join(', ');
}
