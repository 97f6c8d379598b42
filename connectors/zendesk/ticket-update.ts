import type { EnrichmentWrite, WrittenPart } from '../contract.ts';
import { textOfHtml } from '../kit/html-text.ts';
import { inertText } from '../kit/inert.ts';
import type { Marker } from './audits.ts';
import type { ZendeskSettings } from './settings.ts';
import { fieldFamilies, optionTag } from './vocabulary.ts';
import type { Audit, Ticket } from './wire-api.ts';

/** `exact`: an option tag comes back as it was sent; Zendesk may trim a text. */
type FieldValue = Readonly<{ id: string; value: string; part: 'fields' | 'note'; exact: boolean }>;

/** One update of a ticket, in Zendesk's terms. */
export type TicketUpdate = Readonly<{
  noteHtml: string | null;
  fields: readonly FieldValue[];
  /** A value was asked for that has no option tag. */
  hasUnwritable: boolean;
  /** Conditional: only while the ticket still has this stamp. */
  raise: Readonly<{ to: 'high' | 'urgent'; updatedStamp: string }> | null;
  /** The status to set; null = it stays. */
  status: 'open' | null;
}>;

/** What is to be written, without the priority. A value whose field is not configured is not kept in this account. */
export function updateOf(write: EnrichmentWrite, settings: ZendeskSettings, tagPrefix: string): TicketUpdate {
  const fields: FieldValue[] = [];
  let hasUnwritable = false;
  for (const family of fieldFamilies) {
    const id = settings.fields[family];
    const wanted = write.fields[family];
    if (id === undefined || wanted === null) continue;
    const value = optionTag(tagPrefix, family, wanted);
    if (value === null) hasUnwritable = true;
    else fields.push({ id, value, part: 'fields', exact: true });
  }
  const { subject } = write.fields;
  if (settings.fields.subject !== undefined && subject !== null) {
    const value = inertText(subject.replace(/\s+/g, ' ').trim());
    fields.push({ id: settings.fields.subject, value, part: 'fields', exact: false });
  }
  const { translation } = settings;
  const { noteHtml, noteIsCurrent } = write;
  // A field shows one text: an older message's, or the rest of a long one, would take the place of what stands there.
  if (translation.to === 'note' || noteHtml === null || !noteIsCurrent) {
    return { noteHtml, fields, hasUnwritable, raise: null, status: null };
  }
  fields.push({ id: translation.field, value: textOfHtml(noteHtml), part: 'note', exact: false });
  return { noteHtml: null, fields, hasUnwritable, raise: null, status: null };
}

/** Whether the translation goes into a field. */
export function hasTranslationField({ fields }: TicketUpdate): boolean {
  return fields.some(({ part }) => part === 'note');
}

/** A note, and nothing else. */
export function noteOnly(noteHtml: string): TicketUpdate {
  return { noteHtml, fields: [], hasUnwritable: false, raise: null, status: null };
}

/** Whether there is anything to write at all. */
export function isEmpty(update: TicketUpdate): boolean {
  return (
    update.noteHtml === null && update.fields.length === 0 && update.raise === null && update.status === null
  );
}

/**
 * Body of `PUT /api/v2/tickets/{id}`. `public` is always said: left out, a comment would be as public as the ticket's
 * first one. `safe_update` is either true or not there: `false` works like `true`.
 */
export function updateBody(update: TicketUpdate, marker: Marker): Readonly<Record<string, unknown>> {
  const { noteHtml, fields, raise, status } = update;
  return {
    ticket: {
      ...(noteHtml === null ? {} : { comment: { html_body: noteHtml, public: false } }),
      ...(fields.length === 0
        ? {}
        : { custom_fields: fields.map(({ id, value }) => ({ id: wireId(id), value })) }),
      ...(raise === null ? {} : { priority: raise.to, updated_stamp: raise.updatedStamp, safe_update: true }),
      ...(status === null ? {} : { status }),
      metadata: marker,
    },
  };
}

/** The REST API's ids are numbers; one beyond 2^53 is better sent as the text that it is. */
export function wireId(id: string): number | string {
  const number = Number(id);
  return Number.isSafeInteger(number) && String(number) === id ? number : id;
}

/** Which parts of the update the answer shows, and which it does not. */
export function comparedWith(
  update: TicketUpdate,
  after: Readonly<{ ticket: Ticket; audit: Audit }>,
): Readonly<{ wrote: readonly WrittenPart[]; missing: readonly WrittenPart[] }> {
  const { ticket, audit } = after;
  const held = new Map(ticket.custom_fields?.map((field) => [field.id, field.value]));
  const isHeld = ({ id, value, exact }: FieldValue) => {
    const now = held.get(id);
    return exact ? now === value : typeof now === 'string' && now !== '';
  };
  const wrote = new Set<WrittenPart>();
  const missing = new Set<WrittenPart>();
  // An answer that lists no fields at all shows nothing; in a list, a field that is not there does not exist any more.
  for (const field of update.fields) {
    (ticket.custom_fields === null || isHeld(field) ? wrote : missing).add(field.part);
  }
  if (update.noteHtml !== null) {
    const isThere = audit.events?.some((event) => event.type === 'Comment') ?? false;
    (isThere ? wrote : missing).add('note');
  }
  if (update.raise !== null) (ticket.priority === update.raise.to ? wrote : missing).add('priority');
  if (update.status !== null) (ticket.status === update.status ? wrote : missing).add('status');
  if (update.hasUnwritable) missing.add('fields');
  return { wrote: [...wrote], missing: [...missing] };
}
