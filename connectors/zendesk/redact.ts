import type { AccountSettings } from '../account.ts';
import type { CopiesOf, WriteOutcome, WrittenPart } from '../contract.ts';
import type { Api, ApiResult } from './api.ts';
import { readAuditsAbout } from './audits.ts';
import { commentPages } from './comments.ts';
import { ticketPath } from './paths.ts';
import { outcomeOf } from './refusals.ts';
import { zendeskSettingsOf } from './settings.ts';
import { wireId } from './ticket-update.ts';
import { type Audit, type Comment, redactionAnswer, ticketAnswer, updateAnswer } from './wire-api.ts';

type Done = ApiResult<readonly WrittenPart[]>;

/**
 * Redacts what our updates about these messages left in a ticket. They are found by the mark in their audits, which lives as
 * long as the ticket does: no table of ours does, and people redact after months.
 */
export async function redactCopies(
  api: Api,
  settings: AccountSettings,
  copies: CopiesOf,
): Promise<WriteOutcome> {
  const audits = await readAuditsAbout(api, copies.ticket, copies.sources);
  if (audits.kind !== 'ok') return outcomeOf(audits);
  const done =
    copies.what === 'text'
      ? await redactTexts(api, settings, copies.ticket, audits.value)
      : await redactFiles(api, copies, audits.value);
  if (done.kind !== 'ok') return outcomeOf(done);
  const wrote = [...new Set(done.value)];
  return wrote.length === 0
    ? { kind: 'already-applied', vendorRef: copies.ticket }
    : { kind: 'applied', vendorRef: copies.ticket, wrote, missing: [] };
}

async function redactTexts(
  api: Api,
  settings: AccountSettings,
  ticket: string,
  audits: readonly Audit[],
): Promise<Done> {
  const comments = await readComments(api, ticket, commentIdsOf(audits));
  if (comments.kind !== 'ok') return comments;
  const parts: WrittenPart[] = [];
  for (const comment of comments.value.filter(isReadable)) {
    const body = { ticket_id: wireId(ticket), html_body: markedHtml(comment.html_body ?? '') };
    const path = `/api/v2/comment_redactions/${encodeURIComponent(comment.id)}`;
    const redacted = await api.call({ method: 'PUT', path, body }, redactionAnswer);
    if (redacted.kind !== 'ok') return redacted;
    parts.push(comment.public ? 'reply' : 'note');
  }
  const emptied = await emptyFields(api, settings, ticket, audits);
  return emptied.kind === 'ok' ? { kind: 'ok', value: [...parts, ...emptied.value] } : emptied;
}

const commentIdsOf = (audits: readonly Audit[]) =>
  audits.flatMap(({ events }) =>
    (events ?? []).flatMap(({ id, type }) => (type === 'Comment' && id !== null ? [id] : [])),
  );

/** Zendesk leaves blocks in the place of what was redacted. */
const isReadable = ({ html_body: html }: Comment) =>
  html !== null && /[^▇\s]/u.test(html.replace(/<(?!img\b)[^>]*>/gi, '').replaceAll('&nbsp;', ' '));

const tagOrText = /(<[^>]*>)|([^<]+)/g;

/**
 * The comment's own HTML with all of its text between `<redact>` and its images with the attribute `redact`.
 * https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/
 */
export function markedHtml(html: string): string {
  return html.replace(tagOrText, (_, tag: string | undefined, text: string | undefined) => {
    if (text !== undefined) return text.trim() === '' ? text : `<redact>${text}</redact>`;
    return (tag ?? '').replace(/^<img\b/i, '<img redact');
  });
}

/** A text of ours in a field, unless something else has been written over it since. */
async function emptyFields(
  api: Api,
  settings: AccountSettings,
  ticket: string,
  audits: readonly Audit[],
): Promise<Done> {
  const { fields, translation } = zendeskSettingsOf(settings);
  const textFields = [fields.subject, translation.to === 'field' ? translation.field : undefined];
  const written = audits
    .flatMap(({ events }) => events ?? [])
    .flatMap(({ type, field_name: name, value }) =>
      type === 'Change' && typeof value === 'string' ? [{ id: String(name), value }] : [],
    )
    .filter(({ id }) => textFields.includes(id));
  if (written.length === 0) return { kind: 'ok', value: [] };
  const read = await api.call({ method: 'GET', path: ticketPath(ticket) }, ticketAnswer);
  if (read.kind !== 'ok') return read;
  const held = (read.value.ticket.custom_fields ?? []).filter((field) =>
    written.some(({ id, value }) => id === field.id && value === field.value),
  );
  if (held.length === 0) return { kind: 'ok', value: [] };
  const body = { ticket: { custom_fields: held.map(({ id }) => ({ id: wireId(id), value: null })) } };
  const emptied = await api.call({ method: 'PUT', path: ticketPath(ticket), body }, updateAnswer);
  return emptied.kind === 'ok' ? { kind: 'ok', value: ['fields'] } : emptied;
}

/**
 * The files of an answer that its agent's note has no more. The event names a file by its old id, of which the copy knows
 * nothing; so name and size tell which are still there.
 */
async function redactFiles(api: Api, { ticket, sources }: CopiesOf, audits: readonly Audit[]): Promise<Done> {
  const ids = commentIdsOf(audits);
  if (ids.length === 0) return { kind: 'ok', value: [] };
  const read = await readComments(api, ticket, [...ids, ...sources]);
  if (read.kind !== 'ok') return read;
  const kept = read.value.filter(({ id }) => sources.includes(id)).flatMap(filesOf);
  const isKept = (file: File) => kept.some(({ name, size }) => name === file.name && size === file.size);
  const redacted: WrittenPart[] = [];
  for (const comment of read.value.filter(({ id }) => ids.includes(id))) {
    for (const file of filesOf(comment).filter((each) => !isKept(each))) {
      const place = `${ticketPath(ticket)}/comments/${encodeURIComponent(comment.id)}`;
      const path = `${place}/attachments/${encodeURIComponent(file.id)}/redact`;
      const answer = await api.call({ method: 'PUT', path, body: {} }, redactionAnswer);
      if (answer.kind !== 'ok') return answer;
      redacted.push(comment.public ? 'reply' : 'note');
    }
  }
  return { kind: 'ok', value: redacted };
}

type File = Readonly<{ id: string; name: string | null; size: number | null }>;

/** What a redacted file leaves: an empty text of this name. */
const redactedName = 'redacted.txt';

const filesOf = ({ attachments }: Comment): readonly File[] =>
  (attachments ?? []).flatMap((file) =>
    file === null || file.file_name === redactedName
      ? []
      : [{ id: file.id, name: file.file_name, size: file.size }],
  );

async function readComments(
  api: Api,
  ticket: string,
  ids: readonly string[],
): Promise<ApiResult<readonly Comment[]>> {
  const found: Comment[] = [];
  if (ids.length === 0) return { kind: 'ok', value: found };
  for await (const page of commentPages(api, ticket, { newestFirst: true })) {
    if (page.kind !== 'ok') return page;
    found.push(...page.value.comments.filter(({ id }) => ids.includes(id)));
    if (found.length === ids.length) break;
  }
  return { kind: 'ok', value: found };
}
