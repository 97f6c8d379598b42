import type { EnrichmentWrite, WrittenPart } from '../contract.ts';
import { inertText } from '../kit/inert.ts';
import type { Part } from './api.ts';
import { withoutReferences } from './composite-text.ts';
import { rowPart } from './ledger.ts';
import { tagObject } from './names.ts';
import { blocksOf } from './note-blocks.ts';
import type { Block } from './note-lines.ts';
import { feedHtml, piecesOf, plainText } from './note-render.ts';
import type { SalesforceSettings } from './settings.ts';
import { fieldFamilies } from './vocabulary.ts';

/** Characters of a post's body, markup included; bytes of a comment. */
export const maxPostCharacters = 10_000;
export const maxCommentBytes = 4_000;

/** Lengths of the fields in the package. */
const maxLengths = { language: 35, sentiment: 10, intent: 100, subject: 255, translation: 32_768 } as const;

/** One update of one case, in Salesforce's terms. */
export type CaseUpdate = Readonly<{
  /** Bodies of posts or comments; several where one is not enough. */
  notes: readonly string[];
  /** Fields of Case, by API name. */
  fields: Readonly<Record<string, string>>;
  /** API name and value of the field that shows the translation; null = it goes as a note, or there is none. */
  translation: Readonly<{ field: string; text: string }> | null;
  /** A subject is among the fields. */
  hasSubject: boolean;
  /** Conditional: only while the case was not changed after this time. */
  raise: Readonly<{ to: string; unmodifiedSince: string }> | null;
  status: string | null;
  tags: readonly string[];
}>;

/** What is to be written, without what depends on how the case stands. A value whose field is not configured is not kept. */
export function updateOf(write: EnrichmentWrite, settings: SalesforceSettings): CaseUpdate {
  const { noteHtml, noteIsCurrent } = write;
  const fields: Record<string, string> = {};
  for (const family of fieldFamilies) {
    const name = settings.fields[family];
    const value = write.fields[family];
    if (name !== null && value !== null)
      fields[name] = shortened(withoutReferences(value), maxLengths[family]);
  }
  const { subject } = write.fields;
  const hasSubject = settings.fields.subject !== null && subject !== null;
  if (settings.fields.subject !== null && subject !== null) {
    const line = withoutReferences(inertText(subject.replace(/\s+/g, ' ').trim()));
    fields[settings.fields.subject] = shortened(line, maxLengths.subject);
  }
  const blocks = noteHtml === null ? [] : blocksOf(noteHtml);
  // A field shows one text: an older message's, or the rest of a long one, would take the place of what stands there.
  const inField = settings.translation.to === 'field' && noteIsCurrent && blocks.length > 0;
  const rest = { fields, hasSubject, raise: null, status: null, tags: write.addTags };
  if (settings.translation.to === 'field' && inField) {
    const text = shortened(plainText(blocks), maxLengths.translation);
    return { ...rest, notes: [], translation: { field: settings.translation.field, text } };
  }
  return { ...rest, notes: notesOf(blocks, settings), translation: null };
}

/** The same with the translation as a note: it must not be lost where its field is not there. */
export function withoutField(update: CaseUpdate, noteHtml: string, settings: SalesforceSettings): CaseUpdate {
  return { ...update, translation: null, notes: notesOf(blocksOf(noteHtml), settings) };
}

function notesOf(blocks: readonly Block[], { note }: SalesforceSettings): readonly string[] {
  if (blocks.length === 0) return [];
  return note === 'feed-item'
    ? piecesOf(blocks, maxPostCharacters, (piece) => feedHtml(piece).length).map(feedHtml)
    : piecesOf(blocks, maxCommentBytes, (piece) => Buffer.byteLength(plainText(piece))).map(plainText);
}

/** Salesforce refuses the whole update for a value that is too long; what a field cannot show stands in the note. */
function shortened(value: string, maxLength: number): string {
  if (value.length <= maxLength) return value;
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(value)) {
    if (kept.length + segment.length >= maxLength) break;
    kept += segment;
  }
  return `${kept}…`;
}

/** Whether there is anything to write at all. */
export function isEmpty(update: CaseUpdate): boolean {
  return update.notes.length === 0 && update.tags.length === 0 && Object.keys(changesOf(update)).length === 0;
}

function changesOf({ fields, translation, raise, status }: CaseUpdate): Readonly<Record<string, string>> {
  return {
    ...fields,
    ...(translation === null ? {} : { [translation.field]: translation.text }),
    ...(raise === null ? {} : { Priority: raise.to }),
    ...(status === null ? {} : { Status: status }),
  };
}

/** What the update brings in, once all of it is in. */
export function writtenBy(update: CaseUpdate): readonly WrittenPart[] {
  const holds: readonly (readonly [WrittenPart, boolean])[] = [
    ['note', update.notes.length > 0 || update.translation !== null],
    ['fields', Object.keys(update.fields).length > 0],
    ['tags', update.tags.length > 0],
    ['priority', update.raise !== null],
    ['status', update.status !== null],
  ];
  return holds.filter(([, isHeld]) => isHeld).map(([part]) => part);
}

/** Of the first note, and of the first row. */
export const firstNoteRef = 'note1';
export const firstRowRef = 'row1';
export const caseRef = 'case';

/**
 * The update as calls that go together, all or none. The case comes first: a comment changes its time, and a priority is set
 * only if nobody changed it since. Each note has a row of the ledger, so that all are found again.
 */
export function partsOf(
  update: CaseUpdate,
  write: EnrichmentWrite,
  settings: SalesforceSettings,
  hasVisibility: boolean,
): readonly Part[] {
  const changes = changesOf(update);
  const ofCase: Part[] =
    Object.keys(changes).length === 0 ? [] : [casePart(write.ticket, changes, update.raise?.unmodifiedSince)];
  const notes = update.notes.map((body, index) =>
    notePart(`note${index + 1}`, write.ticket, body, settings, hasVisibility),
  );
  const rows = (notes.length === 0 ? [null] : notes).map((note, index) =>
    rowPart(`row${index + 1}`, {
      writeKey: index === 0 ? write.writeKey : `${write.writeKey}#${index + 1}`,
      ticket: write.ticket,
      source: write.sourceMessage,
      ...(write.alsoAbout === undefined ? {} : { alsoAbout: write.alsoAbout }),
      kind: kindOf(update, index),
      ...(note === null ? {} : { record: `@{${note.ref}.id}` }),
    }),
  );
  const tags = update.tags.map((tag, index) => tagPart(`tag${index + 1}`, write.ticket, tag));
  return [...ofCase, ...notes, ...rows, ...tags];
}

/** Only the first row says what is in the fields. */
function kindOf({ translation, hasSubject }: CaseUpdate, index: number): string {
  const kinds = [translation === null ? 'note' : 'field', ...(hasSubject && index === 0 ? ['subject'] : [])];
  return kinds.join('+');
}

function casePart(ticket: string, body: Readonly<Record<string, string>>, since: string | undefined): Part {
  return {
    ref: caseRef,
    method: 'PATCH',
    path: `/sobjects/Case/${encodeURIComponent(ticket)}`,
    body,
    headers: {
      'Sforce-Auto-Assign': 'FALSE',
      // To the second; the one lock that a case has: https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/intro_rest_conditional_requests.htm
      ...(since === undefined ? {} : { 'If-Unmodified-Since': new Date(since).toUTCString() }),
    },
  };
}

function notePart(
  ref: string,
  ticket: string,
  body: string,
  { note }: SalesforceSettings,
  hasVisibility: boolean,
): Part {
  return note === 'feed-item'
    ? {
        ref,
        method: 'POST',
        path: '/sobjects/FeedItem',
        body: {
          ParentId: ticket,
          Type: 'TextPost',
          ...(hasVisibility ? { Visibility: 'InternalUsers' } : {}),
          IsRichText: true,
          Body: body,
        },
      }
    : {
        ref,
        method: 'POST',
        path: '/sobjects/CaseComment',
        body: { ParentId: ticket, CommentBody: body, IsPublished: false },
      };
}

const { name: tagName, fields: tagFields } = tagObject;

/** A record per tag, by its key: adding it twice does no harm. */
function tagPart(ref: string, ticket: string, tag: string): Part {
  const key = encodeURIComponent(`${ticket}:${tag}`);
  return {
    ref,
    method: 'PATCH',
    path: `/sobjects/${tagName}/${tagFields.key}/${key}`,
    body: { [tagFields.caseId]: ticket, [tagFields.tag]: withoutReferences(tag) },
  };
}
