import type { AccountSettings } from '../../connectors/account.ts';
import type { Capabilities, EnrichmentWrite, WrittenPart } from '../../connectors/contract.ts';
import { renderNotes } from '../../connectors/kit/note.ts';
import type { MessageEnriched } from '../../events/message-enriched.v1.ts';
import type { Claim } from './claim.ts';
import { writeKeyOf } from './keys.ts';

/** Which parts the account's mode and settings, and the tool, let us write. */
export type Allowed = Readonly<Record<WrittenPart, boolean>>;

/** `observe` writes nothing, `notes` only notes, `full` all that the tool can. */
export function allowedParts(
  { mode, notes }: Pick<AccountSettings, 'mode' | 'notes'>,
  { writes }: Pick<Capabilities, 'writes'>,
): Allowed {
  const isFull = mode === 'full';
  return {
    note: mode !== 'observe' && notes !== 'never' && writes.includes('note'),
    fields: isFull && writes.includes('fields'),
    tags: isFull && writes.includes('tags'),
    priority: isFull && writes.includes('priority'),
  };
}

/** Whether the plan asks for anything that is allowed; if not, neither memory nor helpdesk need be asked. */
export function wantsAnything({ plan }: MessageEnriched, allowed: Allowed): boolean {
  return (
    (allowed.note && plan.note !== null) ||
    (allowed.fields && Object.values(plan.fields).some((value) => value !== null)) ||
    (allowed.tags && plan.addTags.length > 0) ||
    (allowed.priority && plan.priority !== null)
  );
}

/** The parts that a write holds, in the order in which they are reported. */
export function partsOf(write: EnrichmentWrite): WrittenPart[] {
  const holds: Allowed = {
    note: write.noteHtml !== null,
    fields: Object.values(write.fields).some((value) => value !== null),
    tags: write.addTags.length > 0,
    priority: write.priority !== null,
  };
  const order = ['note', 'fields', 'tags', 'priority'] as const;
  return order.filter((part) => holds[part]);
}

/** What the plan asks for, the account wants, and this tool cannot hold. */
export function unwritableParts(
  { plan }: MessageEnriched,
  { mode }: Pick<AccountSettings, 'mode'>,
  { writes }: Pick<Capabilities, 'writes'>,
): Exclude<WrittenPart, 'note'>[] {
  if (mode !== 'full') return [];
  const wanted = {
    fields: Object.values(plan.fields).some((value) => value !== null),
    tags: plan.addTags.length > 0,
    priority: plan.priority !== null,
  };
  const order = ['fields', 'tags', 'priority'] as const;
  return order.filter((part) => wanted[part] && !writes.includes(part));
}

/** A write without all that may have made the helpdesk refuse it. */
export const noteAlone = (write: EnrichmentWrite): EnrichmentWrite => ({
  ...write,
  fields: { language: null, sentiment: null, intent: null, subject: null },
  addTags: [],
  priority: null,
});

/**
 * The updates that one message needs, in order: the first holds everything (vendors limit updates per ticket), a note too
 * long for the tool goes on in further ones. Empty = nothing to write.
 */
export function writesOf(
  event: MessageEnriched,
  claimed: Claim,
  facts: Readonly<{
    allowed: Allowed;
    maxNoteBytes: number;
    /** Written so long after, or into another ticket, that its place is not right under the message. */
    late: boolean;
  }>,
): readonly EnrichmentWrite[] {
  const { allowed, maxNoteBytes } = facts;
  const late = facts.late || claimed.overtaken;
  const notes = allowed.note ? renderNotes(event, { maxNoteBytes, late }) : [];
  const [firstNote = null, ...furtherNotes] = notes;
  const writeOf = (noteHtml: string | null, number: number): EnrichmentWrite => ({
    ticket: event.ticket,
    sourceMessage: event.message,
    writeKey: writeKeyOf(event, number),
    noteHtml,
    noteIsCurrent: number === 1 && !claimed.overtaken,
    fields: claimed.fields,
    addTags: allowed.tags ? event.plan.addTags : [],
    priority: allowed.priority ? event.plan.priority : null,
  });
  const first = writeOf(firstNote, 1);
  if (partsOf(first).length === 0) return [];
  return [first, ...furtherNotes.map((html, index) => noteAlone(writeOf(html, index + 2)))];
}
