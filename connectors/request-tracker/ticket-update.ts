import type { EnrichmentWrite, WrittenPart } from '../contract.ts';
import { textOfHtml } from '../kit/html-text.ts';
import { inertText } from '../kit/inert.ts';
import type { RequestTrackerSettings } from './settings.ts';
import { hasField, valueOfField } from './ticket-fields.ts';
import { fieldFamilies, priorityNumber, priorityWord, statusWord } from './vocabulary.ts';
import type { Ticket } from './wire-api.ts';

/** One thing that is to stand in the ticket, and how it is known that it does. */
type Wanted = Readonly<{
  part: WrittenPart;
  /** Whether RT's sentence says that it was done. Only what is sent in English is understood. */
  isTold: (sentence: string) => boolean;
  holds: (ticket: Ticket) => boolean;
}>;

/** What of a write differs from how the ticket stands, in RT's terms. */
export type TicketUpdate = Readonly<{
  /** By name of the custom field. */
  fields: Readonly<Record<string, string>>;
  /** Depend on what was read, so that they are only written while that still stands; null = they stay. */
  guarded: Readonly<{ tags: readonly string[] | null; priority: number | null }>;
  status: string | null;
  /** The comment to be posted; null = none. */
  noteHtml: string | null;
  wanted: readonly Wanted[];
  /** What there is no field for in this queue, or none that we may see. */
  missing: readonly WrittenPart[];
}>;

/** Compares what is to be written with the ticket. */
export function updateOf(
  write: EnrichmentWrite,
  ticket: Ticket,
  settings: RequestTrackerSettings,
): TicketUpdate {
  const fields = fieldsOf(write, ticket, settings);
  const shown = shownInField(write, ticket, settings);
  const tags = tagsOf(write, ticket, settings);
  const priority = priorityOf(write, ticket, settings);
  const status = statusOf(write, ticket, settings);
  return {
    fields: Object.fromEntries([...fields.changed, ...(shown === null ? [] : [[shown.name, shown.text]])]),
    guarded: { tags: tags.changed, priority },
    status,
    noteHtml: shown === null ? write.noteHtml : null,
    wanted: [
      ...fields.changed.map(([name, value]) => fieldWanted(name, value)),
      ...(shown === null ? [] : [translationWanted(shown.name)]),
      ...tags.added.map((tag) => tagWanted(tags.name, tag)),
      ...(priority === null ? [] : [priorityWanted(priority, settings)]),
      ...(status === null ? [] : [statusWanted(status)]),
    ],
    missing: [...new Set([...fields.missing, ...tags.missing])],
  };
}

function fieldsOf(
  { fields: asked }: EnrichmentWrite,
  ticket: Ticket,
  { fields: names }: RequestTrackerSettings,
) {
  const changed: (readonly [string, string])[] = [];
  const missing: WrittenPart[] = [];
  for (const family of [...fieldFamilies, 'subject'] as const) {
    const name = names[family];
    const written = asked[family];
    // A field that is null in the settings is not kept in this account.
    if (name === null || written === null) continue;
    const value = family === 'subject' ? inertText(written.replace(/\s+/g, ' ').trim()) : written;
    if (!hasField(ticket, name)) missing.push('fields');
    else if (valueOfField(ticket, name)[0] !== value) changed.push([name, value]);
  }
  return { changed, missing };
}

/**
 * The translation for its field; null = it goes as a comment. A field shows one text: an older message's, or the rest of a
 * long one, would take the place of what stands there. And where the queue has no such field nothing must be lost.
 */
function shownInField(
  { noteHtml, noteIsCurrent }: EnrichmentWrite,
  ticket: Ticket,
  { translation }: RequestTrackerSettings,
): Readonly<{ name: string; text: string }> | null {
  if (translation.to === 'note' || noteHtml === null || !noteIsCurrent) return null;
  const { field: name } = translation;
  return hasField(ticket, name) ? { name, text: textOfHtml(noteHtml) } : null;
}

/** RT takes the values of a field for several as the whole set. */
function tagsOf({ addTags }: EnrichmentWrite, ticket: Ticket, { fields }: RequestTrackerSettings) {
  const name = fields.tags ?? '';
  const held = valueOfField(ticket, name);
  const added = addTags.filter((tag) => !held.includes(tag));
  const missing: WrittenPart[] = ['tags'];
  if (addTags.length > 0 && !hasField(ticket, name)) return { name, added: [], changed: null, missing };
  return { name, added, changed: added.length === 0 ? null : [...held, ...added], missing: [] };
}

/** Only raised: a number above what stands there. */
function priorityOf({ priority }: EnrichmentWrite, ticket: Ticket, settings: RequestTrackerSettings) {
  if (priority === null || !priority.onlyFrom.includes(priorityWord(ticket.Priority, settings))) return null;
  const number = settings.priorities[priority.to];
  return number > (priorityNumber(ticket.Priority, settings) ?? 0) ? number : null;
}

function statusOf({ status }: EnrichmentWrite, ticket: Ticket, settings: RequestTrackerSettings) {
  const current = statusWord(ticket.Status, settings);
  return status !== null && current !== null && status.onlyFrom.includes(current)
    ? settings.openStatus
    : null;
}

const fieldWanted = (name: string, value: string): Wanted => ({
  part: 'fields',
  isTold: (sentence) =>
    sentence === `${name} ${value} added` ||
    (sentence.startsWith(`${name} `) && sentence.endsWith(` changed to ${value}`)),
  holds: (ticket) => valueOfField(ticket, name)[0] === value,
});

/** RT may set line ends in its own way. */
const translationWanted = (name: string): Wanted => ({
  part: 'note',
  isTold: (sentence) => sentence.startsWith(`${name} `) && / (?:added$|changed to )/.test(sentence),
  holds: (ticket) => valueOfField(ticket, name).length > 0,
});

const tagWanted = (name: string, tag: string): Wanted => ({
  part: 'tags',
  isTold: (sentence) => sentence === `${tag} added as a value for ${name}`,
  holds: (ticket) => valueOfField(ticket, name).includes(tag),
});

/** RT tells of labels, of which several numbers have the same. */
const priorityWanted = (priority: number, settings: RequestTrackerSettings): Wanted => ({
  part: 'priority',
  isTold: () => false,
  holds: (ticket) => priorityNumber(ticket.Priority, settings) === priority,
});

const statusWanted = (status: string): Wanted => ({
  part: 'status',
  isTold: (sentence) => sentence.endsWith(` to '${status}'`),
  holds: (ticket) => ticket.Status === status,
});

/** What RT's sentences leave open. */
export function untold({ wanted }: TicketUpdate, sentences: readonly string[]): readonly Wanted[] {
  return wanted.filter(({ isTold }) => !sentences.some(isTold));
}

/**
 * RT answers a comment in the words of its field changes, and dies of it where these are not Latin-1: the write has
 * happened, and there is no answer. So such values go by the ticket's own update, before the comment.
 */
export function canGoWithComment(update: TicketUpdate, ticket: Ticket): boolean {
  const old = Object.keys(update.fields).flatMap((name) => valueOfField(ticket, name));
  const told = [...Object.entries(update.fields).flat(), ...old];
  return told.every((text) => /^[\x20-\x7e]*$/.test(text));
}

/** Body of `PUT /ticket/{id}`; null = there is nothing to change by it. */
export function ticketBody(
  { fields, guarded: { tags, priority }, status }: TicketUpdate,
  tagsField: string | null,
): Readonly<Record<string, unknown>> | null {
  const customFields = { ...fields, ...(tags === null || tagsField === null ? {} : { [tagsField]: tags }) };
  const body = {
    ...(Object.keys(customFields).length === 0 ? {} : { CustomFields: customFields }),
    ...(priority === null ? {} : { Priority: priority }),
    ...(status === null ? {} : { Status: status }),
  };
  return Object.keys(body).length === 0 ? null : body;
}
