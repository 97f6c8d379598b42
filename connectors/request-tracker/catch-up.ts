import type { AccountSettings } from '../account.ts';
import type { CatchUpFrom, CatchUpOutcome, Interpretation } from '../contract.ts';
import { cursorAfter, type Start, startOf } from './catch-up-cursor.ts';
import { type CatchUpJob, meaningsOf } from './catch-up-meanings.ts';
import { interpretDeletion } from './interpret.ts';
import { failureOf, findTransactions, quoted } from './read.ts';
import { messageTypes } from './whose-message.ts';
import type { Transaction } from './wire-api.ts';

/** RT deletes a ticket by its status. */
const deletion = { type: 'Status', to: 'deleted' } as const;

const hourMs = 3_600_000;

/** RT reads the times of a query in the time zone of our user, which is nowhere to be seen; none is farther from UTC. */
const farthestZoneMs = 14 * hourMs;

/** How far a transaction's time may lie from the order of the ids: clocks differ, and a long one has the time it began. */
const disorderMs = hourMs;

/**
 * The next page of what was written. Ids give the order, since two may be of the same second. A page may hold fewer than
 * there are, so that only an empty one, or one that comes to what is too young, is the last. What is dated before the first
 * look, or far in the future, was brought in from elsewhere: it is stepped over. What is older than the last look is not: a look
 * without the rights to see it finds nothing, and counts as complete.
 */
export async function catchUp(job: CatchUpJob, from: CatchUpFrom): Promise<CatchUpOutcome> {
  const start = startOf(from);
  const page = await findTransactions(job.api, queryOf(start, job.settings));
  if (page.kind !== 'ok') return failureOf(page);
  const { items, lastId, count } = page.value;
  const untilMs = from.until.getTime();
  const youngFrom = items.findIndex(({ Created }) => isBetween(Created, untilMs + 1, untilMs + disorderMs));
  const due = youngFrom < 0 ? items : items.slice(0, youngFrom);
  const earliestMs = start.since?.getTime() ?? from.since.getTime() - disorderMs;
  const meant = due.filter(({ Created }) => isBetween(Created, earliestMs, untilMs));
  const read = await meaningsOf(job, meant);
  if (read.kind !== 'ok') return failureOf(read);
  const { found, stoppedBefore } = read.value;
  const isWhole = stoppedBefore === null;
  const done = isWhole ? due : due.slice(0, due.indexOf(stoppedBefore));
  const deletions = meant
    .filter((each) => done.includes(each))
    .flatMap((each) => deletionIn(each, job.settings));
  return {
    kind: 'page',
    found: [...found, ...deletions],
    cursor: cursorAfter(isWhole && youngFrom < 0 ? lastId : (done.at(-1)?.id ?? null), start),
    isLast: isWhole && (count === 0 || youngFrom >= 0),
  };
}

/** The ticket is not read for it: many are deleted at once, and there is nothing more to say of them. */
function deletionIn(
  { id: transaction, Type: type, ObjectId: ticket, Created: created, Creator }: Transaction,
  settings: AccountSettings,
): Interpretation[] {
  if (type !== deletion.type || ticket === null) return [];
  const nothing = { subject: null, priority: null, tags: [], queue: null, requestor: null };
  const told = { ...nothing, requestor_lang: null, status: deletion.to };
  return [interpretDeletion({ ticket, transaction, created, creator: Creator.id, ...told }, settings)];
}

function isBetween(time: string, fromMs: number, toMs: number): boolean {
  const timeMs = Date.parse(time);
  return timeMs >= fromMs && timeMs <= toMs;
}

function queryOf(start: Start, { runtimeUserId, runtimeUserIsDedicated }: AccountSettings): string {
  const types = [
    ...messageTypes.map((type) => `Type = '${type}'`),
    `(Type = '${deletion.type}' AND NewValue = '${deletion.to}')`,
  ].join(' OR ');
  return [
    "ObjectType = 'RT::Ticket'",
    `(${types})`,
    ...(runtimeUserIsDedicated ? [`Creator != ${quoted(runtimeUserId)}`] : []),
    start.afterId === null
      ? `Created > '${sqlTime(new Date(start.since.getTime() - farthestZoneMs))}'`
      : `id > ${start.afterId}`,
  ].join(' AND ');
}

const sqlTime = (time: Date) => time.toISOString().slice(0, 19).replace('T', ' ');
