import type { EnrichmentWrite, WriteOutcome, WrittenPart } from '../../connectors/contract.ts';
import { noteAlone, partsOf } from './plan.ts';

/** What is to be done about the helpdesk's answer to a write. */
export type Disposition =
  | Readonly<{
      kind: 'written';
      how: 'applied' | 'already-applied';
      vendorRef: string;
      wrote: readonly WrittenPart[];
      missing: readonly WrittenPart[];
      /** The customers' messages that the write is about. */
      messages?: readonly string[];
    }>
  /** The helpdesk will never take it, and that is part of normal life: done, without an alarm. */
  | Readonly<{ kind: 'refused'; reason: string }>
  /** Nothing was written; the ticket that this one was merged into is to be written to. */
  | Readonly<{ kind: 'moved'; ticket: string }>
  /** At once again with less; `dropped` is then missing. */
  | Readonly<{ kind: 'reduce'; write: EnrichmentWrite; dropped: readonly WrittenPart[] }>
  /** `effect` unknown: the write may have happened, so the next try has to look first. */
  | Readonly<{ kind: 'retry-later'; delayMs: number | null; effect: 'none' | 'unknown' }>
  | Readonly<{ kind: 'park'; reason: 'refused' | 'unauthorised' }>;

/** How vendors say that they will not take a value: some tell it apart from a request of the wrong form, some do not. */
const unprocessable: readonly number[] = [400, 422];
const reasonCode = /^[a-z][a-z-]{1,63}$/;

/** The one place that decides it, for each outcome that a connector can give. Pure. */
export function dispositionOf(outcome: WriteOutcome, write: EnrichmentWrite): Disposition {
  switch (outcome.kind) {
    case 'applied':
      return {
        kind: 'written',
        how: 'applied',
        vendorRef: outcome.vendorRef,
        wrote: outcome.wrote,
        missing: outcome.missing,
        ...messagesOf(write),
      };
    case 'already-applied':
      return {
        kind: 'written',
        how: 'already-applied',
        vendorRef: outcome.vendorRef,
        wrote: partsOf(write),
        missing: [],
        ...(outcome.messages === undefined ? {} : { messages: outcome.messages }),
      };
    case 'moved':
      return outcome;
    case 'superseded':
      // Only the priority depends on what stood in the ticket; the note and our own fields do not.
      return write.priority === null
        ? { kind: 'retry-later', delayMs: null, effect: 'none' }
        : { kind: 'reduce', write: { ...write, priority: null }, dropped: [] };
    case 'throttled':
      return { kind: 'retry-later', delayMs: outcome.retryAfterMs, effect: 'none' };
    case 'unavailable':
      // A gateway may answer 502 or 504 for a write that went through: any of these leaves the result open.
      return { kind: 'retry-later', delayMs: null, effect: 'unknown' };
    case 'refused':
      return refusedDisposition(outcome, write);
    case 'unauthorised':
      return { kind: 'park', reason: 'unauthorised' };
  }
}

const messagesOf = ({ sourceMessage, alsoAbout }: EnrichmentWrite) =>
  alsoAbout === undefined ? {} : { messages: [sourceMessage, ...alsoAbout] };

/**
 * The same for an answer to a customer, which has no parts to leave out. What the helpdesk will not take is told to the
 * agent, so that it need not be parked.
 */
export function replyDispositionOf(outcome: WriteOutcome): Disposition {
  switch (outcome.kind) {
    case 'applied':
      return { ...outcome, kind: 'written', how: 'applied' };
    case 'already-applied':
      return {
        kind: 'written',
        how: 'already-applied',
        vendorRef: outcome.vendorRef,
        wrote: ['reply'],
        missing: [],
      };
    case 'moved':
    case 'superseded':
      return { kind: 'refused', reason: 'ticket-closed' };
    case 'throttled':
      return { kind: 'retry-later', delayMs: outcome.retryAfterMs, effect: 'none' };
    case 'unavailable':
      return { kind: 'retry-later', delayMs: null, effect: 'unknown' };
    case 'refused':
      return { kind: 'refused', reason: reasonCode.test(outcome.code) ? outcome.code : 'refused' };
    case 'unauthorised':
      return { kind: 'park', reason: 'unauthorised' };
  }
}

/** The same for taking something out again: there is nobody to be told, so that what the helpdesk will not do is parked. */
export function redactionDispositionOf(outcome: WriteOutcome): Disposition {
  switch (outcome.kind) {
    case 'applied':
      return { ...outcome, kind: 'written', how: 'applied' };
    case 'already-applied':
      return {
        kind: 'written',
        how: 'already-applied',
        vendorRef: outcome.vendorRef,
        wrote: [],
        missing: [],
      };
    case 'moved':
      return outcome;
    case 'superseded':
      return { kind: 'retry-later', delayMs: null, effect: 'none' };
    case 'throttled':
      return { kind: 'retry-later', delayMs: outcome.retryAfterMs, effect: 'none' };
    case 'unavailable':
      return { kind: 'retry-later', delayMs: null, effect: 'unknown' };
    case 'refused':
      return outcome.expected
        ? { kind: 'refused', reason: reasonCode.test(outcome.code) ? outcome.code : 'refused' }
        : { kind: 'park', reason: 'refused' };
    case 'unauthorised':
      return { kind: 'park', reason: 'unauthorised' };
  }
}

/** This may be about a field that was removed or renamed in the helpdesk: the customer's words must not wait for that. */
function refusedDisposition(
  outcome: Extract<WriteOutcome, { kind: 'refused' }>,
  write: EnrichmentWrite,
): Disposition {
  if (outcome.expected) {
    return { kind: 'refused', reason: reasonCode.test(outcome.code) ? outcome.code : 'refused' };
  }
  const others = partsOf(write).filter((part) => part !== 'note');
  if (unprocessable.includes(outcome.status) && write.noteHtml !== null && others.length > 0) {
    return { kind: 'reduce', write: noteAlone(write), dropped: others };
  }
  return { kind: 'park', reason: 'refused' };
}
