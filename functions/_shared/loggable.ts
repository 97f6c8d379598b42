import { NotConfiguredError } from '../../connectors/contract.ts';
import { EventShapeError } from '../../events/define.ts';
import { EnvironmentError } from './env.ts';
import { LedgerError, MemoryError, PartnerEventError, PublishError, UnknownQueueError } from './errors.ts';

/** Errors whose messages we word ourselves, from ids, paths and expectations. Every other message may hold customer text. */
const ourErrors = [
  EventShapeError,
  EnvironmentError,
  LedgerError,
  MemoryError,
  NotConfiguredError,
  PartnerEventError,
  PublishError,
  UnknownQueueError,
];

const maxCauses = 4;
const maxFrames = 5;

/** An id or code: no space, no `@`, not long. Vendors' ids, ARNs' last parts, ISO times, UUIDs, trace ids and reason codes all fit. */
export function isLoggableId(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9][A-Za-z0-9._:/+=-]{0,127}$/.test(value);
}

/** What may be said of an error in a log. */
export type ErrorDescription = Readonly<{
  name: string;
  code?: string;
  status?: number;
  message?: string;
  frames?: readonly string[];
  cause?: ErrorDescription;
}>;

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function statusOf(error: unknown): number | undefined {
  const candidates = [member(member(error, '$metadata'), 'httpStatusCode'), member(error, 'status')];
  return candidates.find((candidate) => typeof candidate === 'number');
}

/** File and line only: the stack's first lines repeat the message. */
function framesOf(error: unknown): string[] {
  const stack = member(error, 'stack');
  if (typeof stack !== 'string') return [];
  return [...stack.matchAll(/^ {4}at .{0,300}?([\w.-]{1,60}\.[cm]?[jt]s:\d+:\d+)\)?$/gm)]
    .map((match) => match[1] ?? '')
    .slice(0, maxFrames);
}

/** Describes an error without a word that we did not write: no foreign message, no stack text, no members. */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  const name = member(error, 'name');
  const code = member(error, 'code');
  const status = statusOf(error);
  const cause = member(error, 'cause');
  const frames = framesOf(error);
  const isOurs = ourErrors.some((known) => error instanceof known);
  return {
    name: isLoggableId(name) ? name : typeof error,
    ...(isLoggableId(code) ? { code } : {}),
    ...(status === undefined ? {} : { status }),
    ...(isOurs && error instanceof Error ? { message: error.message } : {}),
    ...(frames.length > 0 ? { frames } : {}),
    ...(cause === undefined || depth >= maxCauses ? {} : { cause: describeError(cause, depth + 1) }),
  };
}
