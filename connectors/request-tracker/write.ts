import type { AccountSettings } from '../account.ts';
import type { EnrichmentWrite, WriteOptions, WriteOutcome, WrittenPart } from '../contract.ts';
import type { Api, ApiResult, ApiSuccess } from './api.ts';
import { withDirections } from './directions.ts';
import { findOurWrite, markOf } from './mark.ts';
import { failureOf, isForbidden, ok, readTicket, seesOtherTickets, ticketPath } from './read.ts';
import { requestTrackerSettingsOf } from './settings.ts';
import { canGoWithComment, type TicketUpdate, ticketBody, untold, updateOf } from './ticket-update.ts';
import { finalityOf } from './vocabulary.ts';
import { messagesAnswer, type Ticket } from './wire-api.ts';

type Job = Readonly<{ api: Api; settings: AccountSettings; write: EnrichmentWrite }>;
type Read = ApiSuccess<Ticket>;

/** Somebody may be at work on the ticket; who meets that as often as this leaves out what depends on how it stands. */
const maxRounds = 3;

/**
 * Brings one enrichment into its ticket: note, fields and status by one comment. Tags and priority, which depend on what
 * stands in the ticket, and values that RT cannot tell of in a comment's answer go before it by an update of the ticket,
 * because doing that twice does no harm and a note twice does. Never throws for what RT may answer.
 */
export async function applyWrite(
  api: Api,
  settings: AccountSettings,
  write: EnrichmentWrite,
  { priorAttempt }: WriteOptions,
): Promise<WriteOutcome> {
  const job = { api, settings, write: readyToPost(write) };
  const ticket = await readTicket(api, write.ticket);
  if (isForbidden(ticket) && (await seesOtherTickets(api))) return notVisible;
  if (ticket.kind !== 'ok') return failureOf(ticket);
  const earlier = priorAttempt === 'unknown' ? await findEarlier(job) : null;
  if (earlier !== null) return earlier;
  const shut = shutOutcome(job, ticket.value, 'note');
  return shut ?? writeTo(job, ticket);
}

/** The ticket went to a queue that we may not see: with our own rights all is well. */
const notVisible: WriteOutcome = {
  kind: 'refused',
  status: 403,
  code: 'ticket-not-visible',
  expected: true,
};

/** RT would post an empty note as such, so there is none where there is nothing to say. */
const readyToPost = (write: EnrichmentWrite): EnrichmentWrite => ({
  ...write,
  noteHtml: write.noteHtml === null || write.noteHtml === '' ? null : withDirections(write.noteHtml),
});

/** Null = an earlier try did not get through, or would do no harm a second time. */
async function findEarlier({ api, settings, write }: Job): Promise<WriteOutcome | null> {
  const { noteHtml: html } = write;
  if (html === null) return null;
  const found = await findOurWrite(api, settings, {
    ...write,
    type: 'Comment',
    sentAs: [{ login: settings.runtimeUserId, html }],
  });
  if (found.kind !== 'ok') return stillUnknown(failureOf(found));
  if (found.value === null) return null;
  const { ref: vendorRef, messages } = found.value;
  return { kind: 'already-applied', vendorRef, ...(messages.length > 1 ? { messages } : {}) };
}

/** Being throttled means elsewhere that nothing was written; of the earlier try, that is just what is not known. */
export function stillUnknown(outcome: WriteOutcome): WriteOutcome {
  return outcome.kind === 'throttled' ? { kind: 'unavailable', status: 429 } : outcome;
}

/**
 * RT takes comments and answers in tickets of any status, and an answer brings a deleted one back; of a merged ticket the
 * other one silently gets them. So it is for us to say no. A closed one takes notes all the same: one may tell an agent what
 * did not go out. Null = it may be written to.
 */
export function shutOutcome(
  { write, settings }: Readonly<{ write: Readonly<{ ticket: string }>; settings: AccountSettings }>,
  ticket: Ticket,
  what: 'note' | 'reply',
): WriteOutcome | null {
  if (ticket.id !== write.ticket) return { kind: 'moved', ticket: ticket.id };
  const finality = finalityOf(ticket.Status, requestTrackerSettingsOf(settings));
  if (finality === null || (finality === 'ticket-closed' && what === 'note')) return null;
  return { kind: 'refused', status: 409, code: finality, expected: true };
}

async function writeTo(job: Job, first: Read): Promise<WriteOutcome> {
  const { api, write } = job;
  const prepared = await updateTicket(job, first);
  if (prepared.kind !== 'ok') return failureOf(prepared);
  const { update, withComment, sentences } = prepared.value;
  const commented = await comment(job, update.noteHtml, withComment);
  if (commented.kind !== 'ok') return failureOf(commented);
  const open = untold(update, [...sentences, ...commented.value]);
  const after = open.length === 0 ? null : await readTicket(api, write.ticket);
  const ticket = after?.kind === 'ok' ? after.value : null;
  const unwritten = open.filter(({ holds }) => ticket === null || !holds(ticket)).map(({ part }) => part);
  const missing = [...new Set([...update.missing, ...unwritten])];
  const vendorRef = /\/transaction\/(\d+)$/.exec(commented.location ?? '')?.[1] ?? write.ticket;
  return { kind: 'applied', vendorRef, wrote: wroteBy(update, missing), missing };
}

type Prepared = Readonly<{
  /** All of it, wherever it went. */
  update: TicketUpdate;
  /** What is left for the comment. */
  withComment: Pick<TicketUpdate, 'fields' | 'status'>;
  sentences: readonly string[];
}>;

/** Writes what does not go with the comment. Tags and priority only while the ticket stands as it was read. */
async function updateTicket(job: Job, first: Read): Promise<ApiResult<Prepared>> {
  const { api, settings, write } = job;
  const vendor = requestTrackerSettingsOf(settings);
  let read = first;
  for (let round = 1; round <= maxRounds; round += 1) {
    const update = updateOf(write, read.value, vendor);
    const { now, withComment } = parted(update, read.value);
    const body = ticketBody(now, vendor.fields.tags);
    if (body === null) return ok({ update, withComment, sentences: [] });
    const put = await putTicket(api, write.ticket, body, isGuarded(update) ? read.etag : null);
    if (put.kind === 'ok') return ok({ update, withComment, sentences: put.value });
    if (put.kind !== 'stale') return put;
    const again = await readTicket(api, write.ticket);
    if (again.kind !== 'ok') return again;
    read = again;
  }
  return updateUnguarded(job, read);
}

/** The words of a customer count for more than a tag: it is left out, and seen to be missing when the ticket is read back. */
async function updateUnguarded({ api, settings, write }: Job, read: Read): Promise<ApiResult<Prepared>> {
  const vendor = requestTrackerSettingsOf(settings);
  const update = updateOf(write, read.value, vendor);
  const { now, withComment } = parted(update, read.value);
  const body = ticketBody({ ...now, guarded: { tags: null, priority: null } }, vendor.fields.tags);
  const put = body === null ? ok([]) : await putTicket(api, write.ticket, body, null);
  return put.kind === 'ok' ? ok({ update, withComment, sentences: put.value }) : put;
}

const isGuarded = ({ guarded: { tags, priority } }: TicketUpdate) => tags !== null || priority !== null;

const putTicket = (api: Api, ticket: string, body: object, ifMatch: string | null) =>
  api.call({ method: 'PUT', path: ticketPath(ticket), body, ifMatch }, messagesAnswer);

/** What is to be done before the comment, and what with it. */
function parted(
  update: TicketUpdate,
  ticket: Ticket,
): Readonly<{ now: TicketUpdate; withComment: Prepared['withComment'] }> {
  if (update.noteHtml === null) return { now: update, withComment: { fields: {}, status: null } };
  const { fields, status } = update;
  return canGoWithComment(update, ticket)
    ? { now: { ...update, fields: {}, status: null }, withComment: { fields, status } }
    : { now: { ...update, status: null }, withComment: { fields: {}, status } };
}

async function comment(
  { api, settings, write }: Job,
  noteHtml: string | null,
  { fields, status }: Prepared['withComment'],
): Promise<ApiResult<readonly string[]>> {
  if (noteHtml === null) return ok([]);
  const body = {
    Content: noteHtml,
    ContentType: 'text/html',
    TxnCustomFields: markOf(write, settings),
    ...(Object.keys(fields).length === 0 ? {} : { CustomFields: fields }),
    ...(status === null ? {} : { Status: status }),
  };
  return api.call({ method: 'POST', path: `${ticketPath(write.ticket)}/comment`, body }, messagesAnswer);
}

function wroteBy(
  { noteHtml, wanted }: TicketUpdate,
  missing: readonly WrittenPart[],
): readonly WrittenPart[] {
  const parts = [...(noteHtml === null ? [] : ['note' as const]), ...wanted.map(({ part }) => part)];
  return [...new Set(parts)].filter((part) => !missing.includes(part));
}
