import * as z from 'zod/mini';
import type { CatchUpFrom } from '../contract.ts';
import type { Reading } from './case-reading.ts';
import { type Cursor, rowsPerStream } from './catch-up-streams.ts';
import type { ApiResult } from './errors.ts';
import {
  type AnsweredRow,
  answeredFields,
  answeredRow,
  type ReplyRow,
  replyFields,
  replyRow,
} from './records.ts';
import { unlessForbidden } from './replies.ts';
import { quoted, quotedList, select, soqlTime } from './soql.ts';
import { instant } from './wire.ts';

/** A post of which something stands below. */
const answered = z.extend(answeredRow, { LastModifiedDate: instant });

/** What one page found below posts, and where the posts go on. */
export type Replies = Readonly<{
  rows: readonly ReplyRow[];
  posts: ReadonlyMap<string, AnsweredRow>;
  position: ReplyPosition;
  isAtEnd: boolean;
}>;

type ReplyPosition = Cursor['replies'];

/** More than is written below the posts of a page between two looks. */
const maxReplies = 2_000;

/**
 * The replies of the next page, by one call, and one more where there are any. Only whoever sees all data may ask for replies
 * at large, so that their posts are looked for first: a reply is a post's last change.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_casefeed.htm
 * Posts have no end of the window: a later reply may have changed them once more. In an org that forbids a query there are none.
 */
export async function readReplies(
  from: ReplyPosition,
  until: CatchUpFrom['until'],
  { api }: Reading,
): Promise<ApiResult<Replies>> {
  const found = unlessForbidden(await api.query(postsQuery(from), answered));
  if (found.kind !== 'ok') return found;
  const last = found.value.at(-1);
  const isAtEnd = last === undefined || found.value.length < rowsPerStream;
  const at = until.toISOString();
  const position = isAtEnd
    ? { at, id: null, since: at }
    : { at: last.LastModifiedDate, id: last.Id, since: from.since };
  const posts = new Map(found.value.map((post) => [post.Id, post] as const));
  if (posts.size === 0) return { kind: 'ok', value: { rows: [], posts, position, isAtEnd } };
  const rows = unlessForbidden(await api.query(repliesQuery([...posts.keys()], from.since, until), replyRow));
  if (rows.kind !== 'ok') return rows;
  return { kind: 'ok', value: { rows: rows.value, posts, position, isAtEnd } };
}

function postsQuery({ at, id }: ReplyPosition): string {
  const time = soqlTime(new Date(at));
  const after =
    id === null
      ? `LastModifiedDate >= ${time}`
      : `(LastModifiedDate > ${time} OR (LastModifiedDate = ${time} AND Id > ${quoted(id)}))`;
  return select(
    [...answeredFields, 'LastModifiedDate'],
    'CaseFeed',
    ['CommentCount > 0', after],
    `ORDER BY LastModifiedDate ASC, Id ASC LIMIT ${rowsPerStream}`,
  );
}

const repliesQuery = (posts: readonly string[], since: string, until: Date): string =>
  select(
    replyFields,
    'FeedComment',
    [
      `FeedItemId IN ${quotedList(posts)}`,
      `CreatedDate >= ${soqlTime(new Date(since))}`,
      `CreatedDate <= ${soqlTime(until)}`,
    ],
    `ORDER BY CreatedDate ASC, Id ASC LIMIT ${maxReplies}`,
  );
