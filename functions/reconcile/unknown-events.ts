import type { Interpretation } from '../../connectors/contract.ts';
import { followingEnvelope } from '../../events/envelope.ts';
import { messageEnriched } from '../../events/message-enriched.v1.ts';
import type { FirstEvent } from '../_shared/inbound/event-of.ts';
import type { LedgerLookup } from '../_shared/ledger-lookup.ts';
import type { Traces } from '../_shared/withdrawal/traces.ts';

/** Something that stands in the helpdesk, with the event that it would begin. */
export type Found = Readonly<{ meant: Interpretation; first: FirstEvent }>;

export type KnownPorts = Readonly<{ lookup: LedgerLookup; traces: Pick<Traces, 'withdrawnBy'> }>;

/** Our own mark in the ledger: published by a catch-up before, whatever became of it. */
export const markOf = ({ envelope }: FirstEvent): string => `catch-up:${envelope.eventId}`;

/** Vendors cut times to the second: a webhook may have told of the same withdrawal with the rest of it. */
const cutOffMs = 1_000;

/**
 * The key under which whoever works on the event puts it down; null = it has none. A hint is looked for under what it hints
 * at, which the ledger knows if that is the message's real name; under another name nothing is ever found, and our mark
 * decides.
 */
function ledgerKeyOf({ meant, first: { envelope } }: Found): string | null {
  switch (meant.kind) {
    case 'message':
    case 'hint':
      return `enrich:${followingEnvelope(messageEnriched.detailType, envelope).eventId}`;
    case 'staff-comment':
    case 'command':
      return `reply:${envelope.eventId}`;
    case 'withdrawal':
    case 'skipped':
      return null;
  }
}

/**
 * What nobody has begun to work on, as far as the ledger tells. It errs on the side of publishing once too often: the same
 * event id, so that `enrich` and `reply` do it once.
 */
export async function unknownAmong(
  all: readonly Found[],
  { lookup, traces }: KnownPorts,
): Promise<readonly Found[]> {
  const begun = await lookup(all.flatMap((found) => ledgerKeyOf(found) ?? []));
  const notBegun = all.filter((found) => {
    const key = ledgerKeyOf(found);
    return key === null || !begun.has(key);
  });
  const marked = await lookup(notBegun.map(({ first }) => markOf(first)));
  const unknown: Found[] = [];
  for (const found of notBegun) {
    if (marked.has(markOf(found.first)) || (await isWithdrawnAlready(found, traces))) continue;
    unknown.push(found);
  }
  return unknown;
}

async function isWithdrawnAlready(
  { meant, first }: Found,
  traces: Pick<Traces, 'withdrawnBy'>,
): Promise<boolean> {
  if (meant.kind !== 'withdrawal') return false;
  const { withdrawn, occurredAt } = meant.withdrawal;
  const { conversationKey } = first.envelope;
  switch (withdrawn.what) {
    case 'conversation': {
      const at = new Date(Date.parse(occurredAt) - cutOffMs).toISOString();
      const place = { conversationKey, message: first.envelope.message, occurredAt: at };
      return (await traces.withdrawnBy(place)) === 'conversation';
    }
    case 'text':
      return (await traces.withdrawnBy({ conversationKey, message: withdrawn.message, occurredAt })) !== null;
    case 'attachment':
      return false;
  }
}
