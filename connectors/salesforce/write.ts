import * as z from 'zod/mini';
import type { AccountSettings } from '../account.ts';
import type { ClientDeps, EnrichmentWrite, WriteOptions, WriteOutcome } from '../contract.ts';
import { textOrNull } from '../kit/wire.ts';
import { type Api, type PartAnswers, partResult } from './api.ts';
import {
  type CaseUpdate,
  firstNoteRef,
  firstRowRef,
  isEmpty,
  partsOf,
  updateOf,
  withoutField,
  writtenBy,
} from './case-update.ts';
import { failureIn } from './composite-failure.ts';
import { type ApiFailure, type ApiResult, outcomeOf, stillUnknown } from './errors.ts';
import { type Row, readRow } from './ledger.ts';
import { fateOf } from './merged-case.ts';
import { type SalesforceSettings, salesforceSettingsOf } from './settings.ts';
import { quoted, select } from './soql.ts';
import { priorityOf, statusOf } from './vocabulary.ts';
import { instant } from './wire.ts';

type Job = Readonly<{
  api: Api;
  write: EnrichmentWrite;
  settings: SalesforceSettings;
  now: ClientDeps['now'];
}>;
type Written = Extract<WriteOutcome, { kind: 'applied' | 'already-applied' }>;

/**
 * Brings one enrichment into its case by one call that is carried out as a whole or not at all: fields, priority, status,
 * note, tags, and the row that makes it happen once. Never throws for what Salesforce may answer.
 */
export async function applyWrite(
  api: Api,
  settings: AccountSettings,
  write: EnrichmentWrite,
  { priorAttempt }: WriteOptions,
  now: ClientDeps['now'],
): Promise<WriteOutcome> {
  const job = { api, write, settings: salesforceSettingsOf(settings), now };
  if (priorAttempt === 'unknown') {
    const row = await readRow(api, write.writeKey);
    if (row.kind !== 'ok') return stillUnknown(outcomeOf(row));
    if (row.value !== null) return alreadyWritten(row.value);
  }
  const written = await writeUpdate(job);
  if (written.kind === 'ok') return written.value;
  return written.kind === 'not-found' ? mergedOrGone(job) : outcomeOf(written);
}

function alreadyWritten({ id, record, source, alsoAbout }: Row): Written {
  const messages = source === null ? [] : [source, ...alsoAbout];
  return {
    kind: 'already-applied',
    vendorRef: record ?? id,
    ...(messages.length > 1 ? { messages } : {}),
  };
}

async function writeUpdate(job: Job): Promise<ApiResult<Written>> {
  const { write, settings } = job;
  const changes = await readChanges(job);
  if (changes.kind !== 'ok') return changes;
  const update = { ...updateOf(write, settings), ...changes.value };
  const first = await putWithNote(job, update);
  // A note that has to be seen counts for more than the status, which rules of the org may forbid.
  return first.kind === 'invalid' && update.status !== null
    ? putWithNote(job, { ...update, status: null })
    : first;
}

/** What was to go into a field that is not there, or takes it no more, goes as a note: it must not be lost. */
async function putWithNote(job: Job, update: CaseUpdate): Promise<ApiResult<Written>> {
  const first = await put(job, update);
  const { noteHtml } = job.write;
  return first.kind === 'invalid' && update.translation !== null && noteHtml !== null
    ? put(job, withoutField(update, noteHtml, job.settings))
    : first;
}

async function put(job: Job, update: CaseUpdate): Promise<ApiResult<Written>> {
  const { api, write, settings, now } = job;
  if (isEmpty(update)) {
    return { kind: 'ok', value: { kind: 'applied', vendorRef: write.ticket, wrote: [], missing: [] } };
  }
  const attempt = (hasVisibility: boolean) =>
    api.composite(partsOf(update, write, settings, hasVisibility), true);
  const isPost = settings.note === 'feed-item' && update.notes.length > 0;
  const answers = isPost
    ? await api.feed.ask(attempt, (result) =>
        result.kind === 'ok' ? (failureIn(result.value, now()) ?? result) : result,
      )
    : await attempt(false);
  if (answers.kind !== 'ok') return answers;
  const failure = failureIn(answers.value, now());
  if (failure === null) return applied(update, answers.value, job);
  return failure.kind === 'invalid' && failure.errors.some(({ code }) => code === 'DUPLICATE_VALUE')
    ? writtenBefore(job, failure)
    : failure;
}

const created = z.object({ id: z.string().check(z.minLength(1)) });

function applied(update: CaseUpdate, answers: PartAnswers, { now }: Job): ApiResult<Written> {
  const ref = update.notes.length > 0 ? firstNoteRef : firstRowRef;
  const made = partResult(answers.get(ref), created, now());
  if (made.kind !== 'ok') return made;
  return {
    kind: 'ok',
    value: { kind: 'applied', vendorRef: made.value.id, wrote: writtenBy(update), missing: [] },
  };
}

/** Another try was there before: whose row it is says what became of it. */
async function writtenBefore({ api, write }: Job, duplicate: ApiFailure): Promise<ApiResult<Written>> {
  const row = await readRow(api, write.writeKey);
  if (row.kind !== 'ok') return row;
  return row.value === null ? duplicate : { kind: 'ok', value: alreadyWritten(row.value) };
}

type Changes = Pick<CaseUpdate, 'raise' | 'status'>;

const standing = z.object({ Priority: textOrNull, Status: textOrNull, LastModifiedDate: instant });

/** What depends on how the case stands: the priority to raise to, on condition of what was read, and the status to set. */
async function readChanges({ api, write, settings }: Job): Promise<ApiResult<Changes>> {
  const { ticket, priority, status } = write;
  if (priority === null && status === null) return { kind: 'ok', value: { raise: null, status: null } };
  const soql = select(['Priority', 'Status', 'LastModifiedDate'], 'Case', [`Id = ${quoted(ticket)}`]);
  const read = await api.query(soql, standing);
  if (read.kind !== 'ok') return read;
  const [now] = read.value;
  if (now === undefined) return { kind: 'not-found' };
  const mayRaise = priority?.onlyFrom.includes(priorityOf(now.Priority, settings)) === true;
  const mayOpen = status?.onlyFrom.includes(statusOf(now.Status, settings) ?? '') === true;
  return {
    kind: 'ok',
    value: {
      raise:
        priority !== null && mayRaise
          ? { to: settings.priorities[priority.to], unmodifiedSince: now.LastModifiedDate }
          : null,
      status: mayOpen ? settings.statuses.open : null,
    },
  };
}

/** Something of ours is not there: the package, or the right to it. */
const packageMissing: WriteOutcome = {
  kind: 'refused',
  status: 404,
  code: 'package-missing',
  expected: false,
};

/** Where the case is there it must be something else that was not found. */
async function mergedOrGone({ api, write }: Job): Promise<WriteOutcome> {
  const fate = await fateOf(write.ticket, api);
  if (fate.kind !== 'ok') return outcomeOf(fate);
  if (fate.value?.isDeleted === false) return packageMissing;
  const target = fate.value?.target ?? null;
  return target === null ? outcomeOf({ kind: 'not-found' }) : { kind: 'moved', ticket: target };
}
