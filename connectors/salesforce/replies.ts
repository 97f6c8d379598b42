import { type PartAnswers, partRows } from './api.ts';
import { casePart, partRow, queryPart, type Reading } from './case-reading.ts';
import type { ApiResult } from './errors.ts';
import { fieldsWith } from './feed-visibility.ts';
import { fateOf } from './merged-case.ts';
import { readPeople } from './people.ts';
import { type AnsweredPost, answeredPost, caseRow, type ReplyRow, replyFields } from './records.ts';
import { quoted, select } from './soql.ts';
import type { Told } from './told.ts';
import { replyTold } from './told-by-records.ts';

/** A reply with the post above it. */
export type Reply = Readonly<{ row: ReplyRow; post: AnsweredPost }>;

/**
 * The replies below each post of a query, as a field of it. Only whoever sees all data may ask for replies by themselves, with
 * or without an id. https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_feedcomment.htm
 */
export function repliesWithin(conditions: readonly string[], rest: string): string {
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  return `(SELECT ${replyFields.join(', ')} FROM FeedComments${where} ${rest})`;
}

export const repliesOf = (posts: readonly AnsweredPost[]): readonly Reply[] =>
  posts.flatMap((post) => (post.FeedComments?.records ?? []).map((row) => ({ row, post })));

/** More posts of one case than anybody has replied to; the one that was replied to last comes first. */
const maxPosts = 200;

const replyQuery = (ticket: string, reply: string, hasVisibility: boolean): string =>
  select(
    [...fieldsWith(['Id', 'Visibility'], hasVisibility), repliesWithin([`Id = ${quoted(reply)}`], 'LIMIT 1')],
    'CaseFeed',
    [`ParentId = ${quoted(ticket)}`, 'CommentCount > 0'],
    `ORDER BY LastModifiedDate DESC, Id DESC LIMIT ${maxPosts}`,
  );

/** A reply in a case; null = there is none. One call. */
export async function findReply(
  ticket: string,
  reply: string,
  { api }: Reading,
): Promise<ApiResult<Reply | null>> {
  const posts = await api.feed.ask(
    (hasVisibility) => api.query(replyQuery(ticket, reply, hasVisibility), answeredPost),
    (result) => result,
  );
  return posts.kind === 'ok' ? { kind: 'ok', value: repliesOf(posts.value)[0] ?? null } : posts;
}

/** What was written below a merged case's posts is in the case that it went into. */
async function readReplyOfMerged(
  ticket: string,
  reply: string,
  reading: Reading,
): Promise<ApiResult<Told | null>> {
  const fate = await fateOf(ticket, reading.api);
  if (fate.kind !== 'ok') return fate;
  const target = fate.value?.target ?? null;
  return target === null ? { kind: 'ok', value: null } : readReply(target, reply, reading);
}

/** Reads a reply with its case and whether the customer reads it: one call, mostly one more for who wrote. */
export async function readReply(
  ticket: string,
  reply: string,
  reading: Reading,
): Promise<ApiResult<Told | null>> {
  const { api, now } = reading;
  const postsIn = (answers: PartAnswers) => partRows(answers, 'replies', answeredPost, now());
  const answers = await api.feed.ask(
    (hasVisibility) =>
      api.composite(
        [casePart(ticket, reading), queryPart('replies', replyQuery(ticket, reply, hasVisibility))],
        false,
      ),
    (result) => (result.kind === 'ok' ? postsIn(result.value) : result),
  );
  if (answers.kind !== 'ok') return answers;
  const ofCase = partRow(answers.value, 'case', caseRow, now());
  if (ofCase.kind !== 'ok') return ofCase;
  const posts = postsIn(answers.value);
  if (posts.kind !== 'ok') return posts;
  if (ofCase.value === null) return readReplyOfMerged(ticket, reply, reading);
  const [found] = repliesOf(posts.value);
  if (found === undefined) return { kind: 'ok', value: null };
  const people = await readPeople({ emails: [], records: [found.row] }, reading);
  if (people.kind !== 'ok') return people;
  return { kind: 'ok', value: replyTold(found.row, found.post, ofCase.value, people.value) };
}
