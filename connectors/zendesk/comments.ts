import type { Api, ApiResult } from './api.ts';
import { ticketPath } from './paths.ts';
import { type Comment, commentsAnswer, type User } from './wire-api.ts';

/** What is looked for is nearly always on the first page; a page of these stays below the answer limit. */
const commentsPerPage = 25;
/** Beyond, a comment counts as not there: 500 comments have come since. */
const maxPages = 20;

export type CommentPage = Readonly<{ comments: readonly Comment[]; users: readonly User[]; isLast: boolean }>;

/** Oldest first is Zendesk's order; newest first is only to be had with cursor pages. */
function pagePath(ticket: string, newestFirst: boolean, cursor: string | null): string {
  // Without being asked for, images that stand in a text are not among the comment's files.
  const query = new URLSearchParams({
    include: 'users',
    include_inline_images: 'true',
    'page[size]': String(commentsPerPage),
  });
  if (newestFirst) query.set('sort', '-created_at');
  if (cursor !== null) query.set('page[after]', cursor);
  return `${ticketPath(ticket)}/comments?${query}`;
}

/** The comments of a ticket with their authors, page by page as they are asked for; ends after the first failure. */
export async function* commentPages(
  api: Api,
  ticket: string,
  { newestFirst }: Readonly<{ newestFirst: boolean }>,
): AsyncGenerator<ApiResult<CommentPage>, void> {
  let cursor: string | null = null;
  for (let page = 0; page < maxPages; page += 1) {
    const path = pagePath(ticket, newestFirst, cursor);
    const answer: ApiResult<Answer> = await api.call({ method: 'GET', path }, commentsAnswer);
    if (answer.kind !== 'ok') {
      yield answer;
      return;
    }
    const { comments, users, meta } = answer.value;
    const isLast = meta?.has_more !== true || meta.after_cursor === null;
    yield { kind: 'ok', value: { comments, users: users ?? [], isLast } };
    if (isLast) return;
    cursor = meta.after_cursor;
  }
}

type Answer = Readonly<{
  comments: Comment[];
  users: User[] | null;
  meta: { has_more: boolean | null; after_cursor: string | null } | null;
}>;
