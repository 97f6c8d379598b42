import { type Part, type PartAnswers, partRows } from './api.ts';
import {
  casePart,
  firstEmailPart,
  firstEmailRow,
  incomingOf,
  opensCase,
  partRow,
  queryPart,
  type Reading,
} from './case-reading.ts';
import { type ApiResult, isRefusedQuery } from './errors.ts';
import { fieldsWith } from './feed-visibility.ts';
import { type People, readPeople } from './people.ts';
import {
  type CaseRow,
  type CommentRow,
  caseRow,
  commentFields,
  commentRow,
  type EmailRow,
  emailFields,
  emailRow,
  type PostWithReplies,
  postFields,
  postWithReplies,
} from './records.ts';
import { repliesOf, repliesWithin } from './replies.ts';
import { quoted, select } from './soql.ts';
import type { Told } from './told.ts';
import { commentTold, descriptionTold, emailTold, postTold, replyTold } from './told-by-records.ts';

/** A case's first message: the e-mail that opened it, else its description. Null = there is no such case. */
export async function readFirst(ticket: string, reading: Reading): Promise<ApiResult<Told | null>> {
  const parts = [casePart(ticket, reading), firstEmailPart(ticket, emailFields)];
  const answers = await reading.api.composite(parts, false);
  if (answers.kind !== 'ok') return answers;
  const ofCase = partRow(answers.value, 'case', caseRow, reading.now());
  if (ofCase.kind !== 'ok') return ofCase;
  const email = partRow(answers.value, 'first', emailRow, reading.now());
  if (email.kind !== 'ok') return email;
  if (ofCase.value === null) return { kind: 'ok', value: null };
  return firstTold(ofCase.value, email.value, reading);
}

async function firstTold(
  ofCase: CaseRow,
  email: EmailRow | null,
  reading: Reading,
): Promise<ApiResult<Told | null>> {
  const opening = email !== null && opensCase(email, ofCase) ? email : null;
  const written =
    opening === null
      ? { emails: [], records: [ofCase] }
      : { emails: [{ email: opening, ofCase }], records: [] };
  const people = await readPeople(written, reading);
  if (people.kind !== 'ok') return people;
  return {
    kind: 'ok',
    value:
      opening === null
        ? descriptionTold(ofCase, people.value)
        : emailTold(opening, ofCase, true, people.value),
  };
}

const newestFirst = (limit: number) => `ORDER BY CreatedDate DESC, Id DESC LIMIT ${limit}`;

/** Agents and rules write comments and posts, too: of these more are read. E-mails that came in are large, and nearly all customers'. */
const othersPerEmail = 4;

type Rows = Readonly<{
  ofCase: CaseRow;
  /** The e-mail that opened the case, if one did. */
  openingEmail: string | null;
  emails: readonly EmailRow[];
  comments: readonly CommentRow[];
  /** With the newest replies below them. */
  posts: readonly PostWithReplies[];
}>;

/**
 * The newest messages of a case, the newest first: at most `limit` e-mails that came in, comments, posts, replies below
 * posts, and the description at the end where it is a message of its own. Null = there is no such case. One call, mostly one
 * more for who wrote. Replies are those of the newest posts.
 */
export async function readMessages(
  ticket: string,
  limit: number,
  reading: Reading,
): Promise<ApiResult<readonly Told[] | null>> {
  const { api, now } = reading;
  const answers = await api.feed.ask(
    (hasVisibility) => api.composite(messageParts(ticket, limit, hasVisibility, reading), false),
    (result) => (result.kind === 'ok' ? postsIn(result.value, now()) : result),
  );
  if (answers.kind !== 'ok') return answers;
  const rows = rowsIn(answers.value, now());
  if (rows.kind !== 'ok') return rows;
  if (rows.value === null) return { kind: 'ok', value: null };
  const { ofCase, emails, comments, posts } = rows.value;
  const records = [...comments, ...posts, ...repliesOf(posts).map(({ row }) => row), ofCase];
  const people = await readPeople({ emails: emails.map((email) => ({ email, ofCase })), records }, reading);
  return people.kind === 'ok' ? { kind: 'ok', value: toldOf(rows.value, people.value) } : people;
}

const postsIn = (answers: PartAnswers, now: Date) => partRows(answers, 'posts', postWithReplies, now);

function messageParts(
  ticket: string,
  limit: number,
  hasVisibility: boolean,
  reading: Reading,
): readonly Part[] {
  const ofParent = [`ParentId = ${quoted(ticket)}`];
  const others = newestFirst(limit * othersPerEmail);
  const ofPosts = [...fieldsWith(postFields, hasVisibility), repliesWithin([], others)];
  return [
    casePart(ticket, reading),
    firstEmailPart(ticket),
    queryPart('emails', select(emailFields, 'EmailMessage', incomingOf(ticket), newestFirst(limit))),
    queryPart('comments', select(commentFields, 'CaseComment', ofParent, others)),
    // A case's posts are not to be had from FeedItem, which only finds them by their ids.
    queryPart('posts', select(ofPosts, 'CaseFeed', ofParent, others)),
  ];
}

function rowsIn(answers: PartAnswers, now: Date): ApiResult<Rows | null> {
  const ofCase = partRow(answers, 'case', caseRow, now);
  if (ofCase.kind !== 'ok') return ofCase;
  const first = partRow(answers, 'first', firstEmailRow, now);
  if (first.kind !== 'ok') return first;
  const emails = partRows(answers, 'emails', emailRow, now);
  if (emails.kind !== 'ok') return emails;
  const comments = partRows(answers, 'comments', commentRow, now);
  if (comments.kind !== 'ok') return comments;
  const posts = postsIn(answers, now);
  // An org that forbids the query, or has no feed, has a past without it; that is context, and no message is lost by it.
  if (posts.kind !== 'ok' && !isRefusedQuery(posts)) return posts;
  if (ofCase.value === null) return { kind: 'ok', value: null };
  const isOpening = first.value !== null && opensCase(first.value, ofCase.value);
  return {
    kind: 'ok',
    value: {
      ofCase: ofCase.value,
      openingEmail: isOpening ? (first.value?.Id ?? null) : null,
      emails: emails.value,
      comments: comments.value,
      posts: posts.kind === 'ok' ? posts.value : [],
    },
  };
}

function toldOf({ ofCase, openingEmail, emails, comments, posts }: Rows, people: People): Told[] {
  return [
    ...emails.map((row) => emailTold(row, ofCase, row.Id === openingEmail, people)),
    ...comments.map((row) => commentTold(row, ofCase, people)),
    ...posts.map((row) => postTold(row, ofCase, people)),
    ...repliesOf(posts).map(({ row, post }) => replyTold(row, post, ofCase, people)),
    ...(openingEmail === null ? [descriptionTold(ofCase, people)] : []),
  ].toSorted((one, other) => Date.parse(other.occurredAt) - Date.parse(one.occurredAt));
}
