import type { Values } from '../metadata/model.ts';
import { type Caller, type Org, textIn, timestamp } from '../records/context.ts';
import type { RecordChange } from '../store.ts';
import { caseOf, factsOfRecord } from './message-facts.ts';
import { type MessageFacts, messageEventOf } from './message-payload.ts';
import type { OutgoingEvent } from './outgoing.ts';

/** Fields of Case whose change by a person is a correction; the package has further ones, which are only to be read. */
const correctable = ['Dragoman_Language__c', 'Dragoman_Sentiment__c', 'Dragoman_Intent__c'];

function correctionsOf(before: Values, after: Values, actorId: string): readonly MessageFacts[] {
  const changed = correctable.filter((name) => (before[name] ?? null) !== (after[name] ?? null));
  return changed.map((fieldName) => ({
    kind: 'field',
    recordId: String(after.Id),
    occurredAt: String(after.LastModifiedDate),
    authorId: actorId,
    authorType: 'staff',
    fieldName,
    fieldValue: textIn(after, fieldName),
  }));
}

function factsOf(org: Org, caller: Caller, change: RecordChange): readonly MessageFacts[] {
  const isPerson = org.store.get(caller.userId)?.values.UserType === 'Standard';
  switch (change.kind) {
    case 'created':
      return [factsOfRecord(org, change.object, change.after) ?? []].flat();
    case 'updated':
      return change.object === 'Case' && isPerson
        ? correctionsOf(change.before, change.after, caller.userId)
        : [];
    case 'deleted':
      return isMessage(org, change.object, change.before)
        ? [deletionOf(org, change.id, caller.userId, isPerson)]
        : [];
  }
}

/** Whether it was told of when it was made: a mirror of a mail or a comment was not. A case always counts. */
function isMessage(org: Org, object: string, record: Values): boolean {
  return object === 'Case' || factsOfRecord(org, object, record) !== null;
}

function deletionOf(org: Org, recordId: string, authorId: string, isPerson: boolean): MessageFacts {
  return {
    kind: 'deleted',
    recordId,
    occurredAt: timestamp(org.store.now()),
    authorId,
    authorType: isPerson ? 'staff' : 'automation',
  };
}

/** The message's record as it is once everything is written: its files come after it. */
function latest(org: Org, change: RecordChange): RecordChange {
  if (change.kind !== 'created') return change;
  const record = org.store.get(change.id);
  return record === null ? change : { ...change, after: record.values };
}

const isDeletedCase = ({ kind, object }: RecordChange) => kind === 'deleted' && object === 'Case';

/** What the package publishes after a commit. Of the runtime user's own doings: nothing. */
export function eventsOfChanges(
  org: Org,
  caller: Caller,
  changes: readonly RecordChange[],
  integrationUserId: string,
): readonly OutgoingEvent[] {
  if (caller.userId === integrationUserId) return [];
  const publisher = { userId: caller.userId, at: org.store.now().toISOString() };
  const goneCases = new Set(changes.flatMap((one) => (isDeletedCase(one) ? [one.id] : [])));
  // What goes with its case tells nothing of its own.
  const own = changes.filter(
    ({ kind, before }) => kind !== 'deleted' || !goneCases.has(String(before.ParentId)),
  );
  return own.flatMap((change) => {
    const current = latest(org, change);
    const record = current.after ?? current.before;
    const caseRecord = record === null ? null : caseOf(org, current.object, record);
    if (caseRecord === null) return [];
    return factsOf(org, caller, current).map((facts) => messageEventOf(org, caseRecord, facts, publisher));
  });
}

/** The event about a record that is there, as if it had just been made. Throws if there is none for it. */
export function eventOfRecord(org: Org, recordId: string): OutgoingEvent {
  const { object, values } = org.store.known(recordId);
  const facts = factsOfRecord(org, object, values);
  const caseRecord = caseOf(org, object, values);
  if (facts === null || caseRecord === null) throw new Error(`the package says nothing of ${recordId}`);
  const publisher = { userId: String(values.CreatedById), at: org.store.now().toISOString() };
  return messageEventOf(org, caseRecord, facts, publisher);
}
