import type { AccountSettings } from '../account.ts';
import type { EnrichmentWrite, WriteOutcome, WrittenPart } from '../contract.ts';
import type { Api, ApiFailure, ApiResult } from './api.ts';
import { type Marker, markerOf, messagesIn, readMarkedAudit, readMergeTarget, refOf } from './audits.ts';
import { ticketPath } from './paths.ts';
import { isClosed, outcomeOf } from './refusals.ts';
import { zendeskSettingsOf } from './settings.ts';
import {
  comparedWith,
  hasTranslationField,
  isEmpty,
  noteOnly,
  type TicketUpdate,
  updateBody,
  updateOf,
} from './ticket-update.ts';
import { type Ticket, tagsAnswer, ticketAnswer, updateAnswer } from './wire-api.ts';

type Job = Readonly<{
  api: Api;
  write: EnrichmentWrite;
  update: TicketUpdate;
  marker: Marker;
  /** An earlier try got no answer. */
  lookFirst: boolean;
}>;
type Applied = Extract<WriteOutcome, { kind: 'applied' }>;

/**
 * Brings one enrichment into its ticket: note, fields and priority by one update; tags, which need a call of their own,
 * before it, because adding a tag twice does no harm and a note twice does. Never throws for what Zendesk may answer.
 */
export function applyWrite(
  api: Api,
  settings: AccountSettings,
  write: EnrichmentWrite,
  options: Readonly<{ priorAttempt: 'none' | 'unknown' }>,
): Promise<WriteOutcome> {
  const update = updateOf(write, zendeskSettingsOf(settings), settings.tagPrefix);
  const lookFirst = options.priorAttempt === 'unknown';
  return applyJob({ api, write, update, marker: markerOf(write), lookFirst });
}

async function applyJob(job: Job): Promise<WriteOutcome> {
  const { ticket } = job.write;
  if (job.lookFirst) {
    const marked = await readMarkedAudit(job.api, ticket, job.marker);
    if (marked.kind !== 'ok') return stillUnknown(outcomeOf(marked));
    if (marked.value !== null) {
      const messages = messagesIn(marked.value);
      return {
        kind: 'already-applied',
        vendorRef: refOf(marked.value),
        ...(messages.length > 1 ? { messages } : {}),
      };
    }
  }
  const written = await writeTo(job, ticket);
  if (written.kind === 'ok') return written.value;
  if (written.kind !== 'invalid' || !isClosed(written.complaints)) return outcomeOf(written);
  return mergedOrClosed(job, ticket, written);
}

/** Being throttled means elsewhere that nothing was written; of the earlier try, that is just what is not known. */
export function stillUnknown(outcome: WriteOutcome): WriteOutcome {
  return outcome.kind === 'throttled' ? { kind: 'unavailable', status: 429 } : outcome;
}

/** A closed ticket takes nothing any more, unless it was closed by a merge: then its target does. */
async function mergedOrClosed(job: Job, ticket: string, closed: ApiFailure): Promise<WriteOutcome> {
  const target = await readMergeTarget(job.api, ticket);
  if (target.kind !== 'ok') return outcomeOf(target);
  return target.value === null ? outcomeOf(closed) : { kind: 'moved', ticket: target.value };
}

async function writeTo(job: Job, ticket: string): Promise<ApiResult<Applied>> {
  const { addTags } = job.write;
  if (addTags.length > 0) {
    // `PUT …/tags` adds; the ticket's own `tags` would replace all of them.
    const call = { method: 'PUT', path: `${ticketPath(ticket)}/tags`, body: { tags: addTags } } as const;
    const tagged = await job.api.call(call, tagsAnswer);
    if (tagged.kind !== 'ok') return tagged;
  }
  const updated = await writeUpdate(job, ticket);
  if (updated.kind !== 'ok' || addTags.length === 0) return updated;
  return { kind: 'ok', value: { ...updated.value, wrote: [...updated.value.wrote, 'tags'] } };
}

async function writeUpdate(job: Job, ticket: string): Promise<ApiResult<Applied>> {
  const changes = await readChanges(job, ticket);
  if (changes.kind !== 'ok') return changes;
  const { raise, status } = changes.value;
  const first = await put(job, ticket, { ...job.update, raise, status });
  // Someone changed the ticket after it was read: their word on the priority counts, the rest is written all the same.
  if (first.kind === 'conflict' && raise !== null) return put(job, ticket, { ...job.update, status });
  // A note that has to be seen counts for more than the status, which rules of the account may forbid.
  if (first.kind === 'invalid' && status !== null) return put(job, ticket, job.update);
  return first;
}

type Changes = Pick<TicketUpdate, 'raise' | 'status'>;
const noChanges: Changes = { raise: null, status: null };

/** What depends on how the ticket stands: the priority to raise to, on condition of what was read, and the status to set. */
async function readChanges({ api, write }: Job, ticket: string): Promise<ApiResult<Changes>> {
  if (write.priority === null && write.status === null) return { kind: 'ok', value: noChanges };
  const read = await api.call({ method: 'GET', path: ticketPath(ticket) }, ticketAnswer);
  if (read.kind !== 'ok') return read;
  return {
    kind: 'ok',
    value: { raise: raiseOf(write, read.value.ticket), status: statusOf(write, read.value.ticket) },
  };
}

function raiseOf({ priority }: EnrichmentWrite, ticket: Ticket): TicketUpdate['raise'] {
  const { priority: current, updated_at: updatedStamp } = ticket;
  if (priority === null || updatedStamp === null || !priority.onlyFrom.includes(current)) return null;
  return { to: priority.to, updatedStamp };
}

function statusOf({ status }: EnrichmentWrite, ticket: Ticket): TicketUpdate['status'] {
  return status !== null && ticket.status !== null && status.onlyFrom.includes(ticket.status)
    ? status.to
    : null;
}

/** What was to go into a field that is not there, or takes it no more, goes as a note: it must not be lost. */
async function put(job: Job, ticket: string, update: TicketUpdate): Promise<ApiResult<Applied>> {
  const first = await putOnce(job, ticket, update);
  if (!hasTranslationField(update) || job.write.noteHtml === null) return first;
  if (first.kind === 'invalid' && update.fields.length === 1 && !isClosed(first.complaints)) {
    return putOnce(job, ticket, { ...update, fields: [], noteHtml: job.write.noteHtml });
  }
  if (first.kind !== 'ok' || !first.value.missing.includes('note')) return first;
  const second = await putOnce(job, ticket, noteOnly(job.write.noteHtml));
  if (second.kind !== 'ok') return second;
  const wrote = [...first.value.wrote, ...second.value.wrote];
  const missing = first.value.missing.filter((part) => part !== 'note');
  return { kind: 'ok', value: { ...second.value, wrote, missing: [...missing, ...second.value.missing] } };
}

async function putOnce(job: Job, ticket: string, update: TicketUpdate): Promise<ApiResult<Applied>> {
  if (isEmpty(update)) {
    const missing: WrittenPart[] = update.hasUnwritable ? ['fields'] : [];
    return { kind: 'ok', value: { kind: 'applied', vendorRef: ticket, wrote: [], missing } };
  }
  const body = updateBody(update, job.marker);
  const answer = await job.api.call({ method: 'PUT', path: ticketPath(ticket), body }, updateAnswer);
  if (answer.kind !== 'ok') return answer;
  const vendorRef = refOf(answer.value.audit);
  return { kind: 'ok', value: { kind: 'applied', vendorRef, ...comparedWith(update, answer.value) } };
}
