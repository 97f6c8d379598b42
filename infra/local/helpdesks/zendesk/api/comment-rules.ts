import { recordInvalid } from '../errors.ts';
import type { Upload } from '../files.ts';
import { isStaff, maxCommentBytes, maxCommentsPerTicket, type Ticket, type User } from '../model.ts';
import { type PlaceholderValues, placeholderValues } from '../placeholders.ts';
import {
  hasPlaceholder,
  htmlFromText,
  plainFromHtml,
  renderPlaceholders,
  sanitiseHtml,
  wrapComment,
} from '../text.ts';
import type { NewComment } from '../ticket-updates.ts';
import type { TicketUpdateBody } from './bodies.ts';
import type { ApiContext } from './routing.ts';

export type Report = (what: string) => void;
type CommentBody = NonNullable<TicketUpdateBody['comment']>;

/** Zendesk's flags: the author is no part of the conversation; somebody else wrote it in the author's name. */
const flagOfStranger = 2;
const flagOfOnBehalf = 11;

/** Zendesk does not document what it does for an author who is gone; refused, so that a caller must have looked. */
function authorOf({ store }: ApiContext, user: User, body: CommentBody): User {
  const author = store.users.get(body.author_id ?? user.id);
  if (author === undefined || author.active === false) throw recordInvalid('author', 'Author: is invalid');
  if (author.suspended === true) throw recordInvalid('author', 'Author: is suspended');
  return author;
}

/**
 * "Comment flags" of the API reference: an agent's token that comments for another agent is flagged, an admin's is not,
 * nor any for an end user. A stranger to the ticket is let through with a flag.
 */
function flagsOf(ticket: Ticket | null, user: User, author: User, report: Report): number[] {
  if (ticket !== null && !isStaff(author) && author.id !== ticket.requesterId) {
    report('the author of the comment is neither staff nor the requester');
    return [flagOfStranger];
  }
  return user.role === 'agent' && isStaff(author) && author.id !== user.id ? [flagOfOnBehalf] : [];
}

/** Zendesk cuts what is above its limit and says nothing ("Body size limits" of the API reference). */
function cutToLimit(text: string, report: Report): string {
  const bytes = Buffer.from(text);
  if (bytes.byteLength <= maxCommentBytes) return text;
  report(`comment is longer than ${maxCommentBytes} bytes; Zendesk cuts the rest off without an error`);
  return bytes
    .subarray(0, maxCommentBytes)
    .toString()
    .replace(/\uFFFD$/, '');
}

/** `values: null` = its placeholders are not rendered: it is no agent's. */
function commentHtml(body: CommentBody, values: PlaceholderValues | null, report: Report): string {
  if (body.html_body !== undefined && body.body !== undefined)
    report('comment has both html_body and body; body is ignored');
  const given = cutToLimit(body.html_body ?? body.body ?? '', report);
  const html = body.html_body === undefined ? htmlFromText(given) : sanitiseHtml(given);
  if (values === null || !hasPlaceholder(html)) return html;
  report('comment contains a placeholder, which Zendesk renders');
  return renderPlaceholders(html, values);
}

/** Whether a comment is public when it does not say: as the ticket began. */
function initialPublic(ticket: Ticket | null): boolean {
  return ticket?.comments[0]?.public ?? true;
}

/** The uploads that a comment names. Throws 422 for a token that is none of the user's; nothing is used up yet. */
function uploadsOf(context: ApiContext, user: User, tokens: readonly string[], report: Report): Upload[] {
  return [...new Set(tokens)].flatMap((token) => {
    const upload = context.store.files.uploadOf(user.id, token);
    if (upload !== null) return [upload];
    report('comment.uploads has a token that is unknown, used, expired or of another user');
    if (context.settings.badUploadToken === 'refused') throw recordInvalid('uploads', 'Uploads: is invalid');
    return [];
  });
}

/** Files that the customer will not see although the text shows them. */
function checkShownFiles(
  { store }: ApiContext,
  html: string,
  isPublic: boolean,
  uploads: readonly Upload[],
  report: Report,
): void {
  const isOf = (token: string) => (attachment: Readonly<{ token: string }>) => attachment.token === token;
  const comments = [...store.tickets.values()].flatMap((ticket) => ticket.comments);
  for (const [, token = ''] of html.matchAll(/\/attachments\/token\/([\w-]+)/g)) {
    if (uploads.some((upload) => upload.attachments.some(isOf(token)))) continue;
    const comment = comments.find((each) => each.attachments.some(isOf(token)));
    if (comment === undefined)
      report('html_body shows a file that belongs to no comment; Zendesk deletes it within 60 minutes');
    else if (isPublic && !comment.public)
      report(
        'html_body shows a file of a private comment; with private attachments the customer cannot open it',
      );
  }
}

/** Checks a comment before anything is written. Throws 422 for what Zendesk refuses. `ticket: null` = it is a new one's first. */
export function commentFrom(
  context: ApiContext,
  ticket: Ticket | null,
  user: User,
  body: CommentBody,
  report: Report,
): NewComment {
  if (body.public === undefined)
    report('comment.public is left out; the value of the first comment of the ticket applies');
  const isPublic = body.public ?? initialPublic(ticket);
  const author = authorOf(context, user, body);
  if (isPublic && author.privateCommentsOnly === true) {
    throw recordInvalid('comment', 'Comment: this author may only make private comments');
  }
  if ((ticket?.comments.length ?? 0) >= maxCommentsPerTicket) {
    throw recordInvalid('comment', `Comment: a ticket may have at most ${maxCommentsPerTicket} comments`);
  }
  if (isPublic && ticket?.via.channel === 'native_messaging')
    report('a public comment on a messaging ticket is not pushed into the chat');
  const values = isStaff(user) ? placeholderValues(context.store, ticket, user.id) : null;
  const html = commentHtml(body, values, report);
  const uploads = uploadsOf(context, user, body.uploads ?? [], report);
  checkShownFiles(context, html, isPublic, uploads, report);
  const plain = plainFromHtml(html);
  if (plain === '' && !html.includes('<img')) throw recordInvalid('comment', "Comment: can't be blank");
  return {
    authorId: author.id,
    public: isPublic,
    html: wrapComment(html),
    plain,
    flags: flagsOf(ticket, user, author, report),
    attachments: () => uploads.flatMap((upload) => context.store.files.use(upload)),
  };
}
