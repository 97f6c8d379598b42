import * as z from 'zod/mini';
import type { CatchUpFrom, ReadFailure } from '../contract.ts';
import type { Reading } from './case-reading.ts';
import { type Cursor, isFeedless } from './catch-up-streams.ts';
import { type ApiResult, isRefusedQuery, readFailureOf } from './errors.ts';
import { fieldsWith } from './feed-visibility.ts';
import { answeredPost } from './records.ts';
import { type Reply, repliesOf, repliesWithin } from './replies.ts';
import { quoted, select, soqlTime } from './soql.ts';
import { instant } from './wire.ts';

const changedPost = z.extend(answeredPost, { LastModifiedDate: instant });

type Position = Cursor['replies'];

/** What one page found below posts, and where the posts go on. */
export type Replies = Readonly<{
  replies: readonly Reply[];
  position: Position;
  isAtEnd: boolean;
  /** Why the org does not let them be asked for; null = it does. */
  refused: ReadFailure | null;
}>;

/**
 * An answer holds 2,000 rows, those below posts with them; what is over costs a call per post. So many never are, and nobody
 * writes more below one post between two looks.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_query.htm
 */
const postsPerPage = 20;
const maxRepliesPerPost = 90;

/**
 * The replies of the next page, by one call: below posts, since they cannot be asked for by themselves, and a reply is its
 * post's last change. https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_casefeed.htm
 * Posts have no end of the window, as a later reply may have changed them once more. In an org that forbids the query nothing
 * is found below posts, but all the rest: a reply is told of all the same. Whoever sees no feed though there is one begins here once
 * that is mended, as the posts do.
 */
export async function readReplies(
  from: Position,
  until: CatchUpFrom['until'],
  { api, settings }: Reading,
): Promise<ApiResult<Replies>> {
  const found = await api.feed.ask(
    (hasVisibility) => api.query(postsQuery(from, until, hasVisibility), changedPost),
    (result) => result,
  );
  const end = { at: until.toISOString(), id: null, since: until.toISOString() };
  if (isRefusedQuery(found)) {
    const hasNone = isFeedless(found, settings);
    const position = found.kind === 'no-object' && !hasNone ? from : end;
    const refused = hasNone ? null : readFailureOf(found);
    return { kind: 'ok', value: { replies: [], position, isAtEnd: true, refused } };
  }
  if (found.kind !== 'ok') return found;
  const last = found.value.at(-1);
  const isAtEnd = last === undefined || found.value.length < postsPerPage;
  const position = isAtEnd ? end : { at: last.LastModifiedDate, id: last.Id, since: from.since };
  return { kind: 'ok', value: { replies: repliesOf(found.value), position, isAtEnd, refused: null } };
}

function postsQuery({ at, id, since }: Position, until: Date, hasVisibility: boolean): string {
  const time = soqlTime(new Date(at));
  const after =
    id === null
      ? `LastModifiedDate >= ${time}`
      : `(LastModifiedDate > ${time} OR (LastModifiedDate = ${time} AND Id > ${quoted(id)}))`;
  const replies = repliesWithin(
    [`CreatedDate >= ${soqlTime(new Date(since))}`, `CreatedDate <= ${soqlTime(until)}`],
    `ORDER BY CreatedDate ASC, Id ASC LIMIT ${maxRepliesPerPost}`,
  );
  return select(
    [...fieldsWith(['Id', 'Visibility', 'LastModifiedDate'], hasVisibility), replies],
    'CaseFeed',
    ['CommentCount > 0', after],
    `ORDER BY LastModifiedDate ASC, Id ASC LIMIT ${postsPerPage}`,
  );
}
