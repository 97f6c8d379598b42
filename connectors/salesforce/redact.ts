import * as z from 'zod/mini';
import type { CopiesOf, WriteOutcome, WrittenPart } from '../contract.ts';
import { type Api, type Part, partResult } from './api.ts';
import type { Reading } from './case-reading.ts';
import { type ApiFailure, type ApiResult, isLackOfRights, outcomeOf } from './errors.ts';
import { isIdOf } from './ids.ts';
import { type Row, readRows } from './ledger.ts';
import { salesforceSettingsOf } from './settings.ts';

type Done = ApiResult<readonly WrittenPart[]>;

/** Of one call. */
const maxParts = 25;

/**
 * Takes what we wrote about these messages out of a case: posts are deleted, fields that still hold it are emptied. Found by
 * the rows of the ledger, which live as long as the case. A case comment can mostly not be taken back: that is an outcome that
 * somebody gets to see. Answers stay. Salesforce redacts nothing, it tells of deletions alone, and an agent who tidies up the
 * note that asked for an answer means the note: what the customer has been told is a record of its own, to be deleted there.
 */
export async function redactCopies(copies: CopiesOf, reading: Reading): Promise<WriteOutcome> {
  const { ticket } = copies;
  // An answer shares its files with the agent's note: what was taken from there is gone here.
  if (copies.what === 'attachment') return { kind: 'already-applied', vendorRef: ticket };
  const rows = await readRows(reading.api, ticket);
  if (rows.kind !== 'ok') return outcomeOf(rows);
  const notes = rows.value.filter(isAbout(copies)).filter(({ kinds }) => !kinds.includes('reply'));
  const deleted = await deleteRecords(notes, reading);
  if (deleted.kind !== 'ok') return redactionOutcomeOf(deleted);
  const emptied = await emptyFields(rows.value, copies, reading);
  if (emptied.kind !== 'ok') return outcomeOf(emptied);
  const wrote = [...new Set([...deleted.value, ...emptied.value])];
  return wrote.length === 0
    ? { kind: 'already-applied', vendorRef: ticket }
    : { kind: 'applied', vendorRef: ticket, wrote, missing: [] };
}

const isAbout =
  ({ sources }: Pick<CopiesOf, 'sources'>) =>
  (row: Row): boolean =>
    row.source !== null && sources.includes(row.source);

/** Where an object does not let us delete: not a matter of rights that somebody forgot, but of what it is. */
function redactionOutcomeOf(failure: ApiFailure): WriteOutcome {
  const outcome = outcomeOf(failure);
  return outcome.kind === 'superseded' ? { kind: 'throttled', retryAfterMs: null } : outcome;
}

async function deleteRecords(rows: readonly Row[], reading: Reading): Promise<Done> {
  const targets = rows.flatMap(({ record }): Target[] => {
    const name = objectOf(record ?? '');
    return record === null || name === null ? [] : [{ record, name }];
  });
  const parts: WrittenPart[] = [];
  let failure: ApiFailure | null = null;
  for (let from = 0; from < targets.length; from += maxParts) {
    const some = targets.slice(from, from + maxParts);
    const answers = await reading.api.composite(some.map(deletion), false);
    if (answers.kind !== 'ok') return answers;
    for (const target of some) {
      const answer = partResult(answers.value.get(refOf(target)), z.unknown(), reading.now());
      if (answer.kind === 'ok') parts.push('note');
      else if (answer.kind !== 'not-found') failure ??= immutable(target.name, answer);
    }
  }
  return failure ?? { kind: 'ok', value: parts };
}

type Target = Readonly<{ record: string; name: 'FeedItem' | 'CaseComment' }>;

/** What a note of ours is; null = something else. */
function objectOf(record: string): Target['name'] | null {
  if (isIdOf('feedItem', record)) return 'FeedItem';
  return isIdOf('caseComment', record) ? 'CaseComment' : null;
}

const refOf = ({ record }: Pick<Target, 'record'>) => `r${record}`;

const deletion = (target: Target): Part => ({
  ref: refOf(target),
  method: 'DELETE',
  path: `/sobjects/${target.name}/${encodeURIComponent(target.record)}`,
});

/**
 * Comments refuse to be deleted or changed except for whoever may modify all data; that is said by a code of its own, so that
 * a person does it. https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_casecomment.htm
 */
function immutable(name: Target['name'], failure: ApiFailure): ApiFailure {
  if (name === 'FeedItem' || (failure.kind !== 'invalid' && !isLackOfRights(failure))) return failure;
  return {
    kind: 'failed',
    failure: { kind: 'refused', status: 403, code: 'case-comment-immutable', expected: false },
  };
}

/** A text of ours in a field, unless a message that stays has been written over it since. */
async function emptyFields(
  rows: readonly Row[],
  copies: CopiesOf,
  { api, settings }: Reading,
): Promise<Done> {
  const { fields, translation } = salesforceSettingsOf(settings);
  const isOurs = isAbout(copies);
  const holds = (kind: string) => {
    const newest = rows.find(({ kinds }) => kinds.includes(kind));
    return newest !== undefined && isOurs(newest);
  };
  const emptied = [
    ...(fields.subject !== null && holds('subject') ? [fields.subject] : []),
    ...(translation.to === 'field' && holds('field') ? [translation.field] : []),
  ];
  return emptied.length === 0 ? { kind: 'ok', value: [] } : empty(copies.ticket, emptied, api);
}

async function empty(ticket: string, names: readonly string[], api: Api): Promise<Done> {
  const path = `/sobjects/Case/${encodeURIComponent(ticket)}`;
  const body = Object.fromEntries(names.map((name) => [name, null]));
  const answer = await api.call({ method: 'PATCH', path, body }, z.unknown());
  return answer.kind === 'ok' ? { kind: 'ok', value: ['fields'] } : answer;
}
