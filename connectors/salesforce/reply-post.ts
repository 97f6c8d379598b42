import * as z from 'zod/mini';
import type { ReplyWrite } from '../contract.ts';
import { textOfHtml } from '../kit/html-text.ts';
import { textOrNull } from '../kit/wire.ts';
import { type Api, type Part, partResult } from './api.ts';
import type { Reading } from './case-reading.ts';
import { maxCommentBytes, maxPostCharacters } from './case-update.ts';
import { failureIn } from './composite-failure.ts';
import { type ApiResult, isLackOfRights } from './errors.ts';
import { documentsOf } from './files.ts';
import { blocksOf } from './note-blocks.ts';
import { feedHtml, piecesOf, plainText } from './note-render.ts';
import { holdsWords, nameFor, type Outgoing, withName, writersOf } from './outgoing.ts';
import type { ReplyFacts } from './reply-facts.ts';
import { quoted, select, soqlTime } from './soql.ts';
import { postText } from './told-by-records.ts';
import { checkbox, recordId } from './wire.ts';

type Target = Readonly<{
  object: 'FeedItem' | 'CaseComment';
  /** The bodies of the records that hold the answer. */
  pieces: (html: string) => readonly string[];
  body: (ticket: string, piece: string) => Readonly<Record<string, unknown>>;
  /** How records of this kind are looked through for an answer: where, their fields, which of them, their text. */
  stored: Readonly<{ from: string; fields: readonly string[]; isPublic: string; row: z.ZodMiniType<Stored> }>;
  /** What an answer reads like in the first of them. */
  words: (html: string) => string;
}>;

type Stored = Readonly<{ id: string; text: string }>;

const feedItem: Target = {
  object: 'FeedItem',
  pieces: (html) =>
    piecesOf(blocksOf(html), maxPostCharacters, (piece) => feedHtml(piece).length).map(feedHtml),
  body: (ticket, piece) => ({
    ParentId: ticket,
    Type: 'TextPost',
    Visibility: 'AllUsers',
    IsRichText: true,
    Body: piece,
  }),
  stored: {
    // The posts of a case are not to be had from FeedItem, which only finds them by their ids.
    from: 'CaseFeed',
    fields: ['Id', 'Body', 'IsRichText'],
    isPublic: "Visibility = 'AllUsers'",
    row: z.pipe(
      z.object({ Id: recordId, Body: textOrNull, IsRichText: checkbox }),
      z.transform((row): Stored => ({ id: row.Id, text: postText(row) })),
    ),
  },
  words: (html) => textOfHtml(feedItem.pieces(html)[0] ?? ''),
};

const caseComment: Target = {
  object: 'CaseComment',
  pieces: (html) =>
    piecesOf(blocksOf(html), maxCommentBytes, (piece) => Buffer.byteLength(plainText(piece))).map(plainText),
  body: (ticket, piece) => ({ ParentId: ticket, CommentBody: piece, IsPublished: true }),
  stored: {
    from: 'CaseComment',
    fields: ['Id', 'CommentBody'],
    isPublic: 'IsPublished = true',
    row: z.pipe(
      z.object({ Id: recordId, CommentBody: textOrNull }),
      z.transform(({ Id: id, CommentBody: text }): Stored => ({ id, text: text ?? '' })),
    ),
  },
  words: (html) => caseComment.pieces(html)[0] ?? '',
};

/** The answer as a post or a comment that the customer reads in the portal. */
export function postOf(
  way: 'feed-item' | 'case-comment',
  write: ReplyWrite,
  facts: ReplyFacts,
  reading: Reading,
): Outgoing {
  const target = way === 'feed-item' ? feedItem : caseComment;
  const named = withName(write.html, nameFor(write, facts.agent.name));
  return {
    async send(sender, isNamed) {
      if (!isNamed) return post(sender, write.html, null, { target, write, reading });
      if (target.object === 'FeedItem') {
        // With the right to set it, a post bears its author's name; without, the text has to.
        const asAuthor = await post(sender, write.html, write.author, { target, write, reading });
        if (asAuthor.kind !== 'invalid' && !isLackOfRights(asAuthor)) return asAuthor;
      }
      return post(sender, named, null, { target, write, reading });
    },
    find: (since) => findPost(write, since, { target, reading }),
  };
}

type Posting = Readonly<{ target: Target; write: ReplyWrite; reading: Reading }>;

const created = z.object({ id: z.string().check(z.minLength(1)) });

async function post(
  sender: Api,
  html: string,
  createdBy: string | null,
  { target, write, reading }: Posting,
): Promise<ApiResult<string | null>> {
  const files = await fileParts(write, target, reading.api);
  if (files.kind !== 'ok') return files;
  const posts = target.pieces(html).map((piece, index): Part => {
    const body = target.body(write.ticket, piece);
    return {
      ref: `post${index + 1}`,
      method: 'POST',
      path: `/sobjects/${target.object}`,
      body: createdBy === null ? body : { ...body, CreatedById: createdBy },
    };
  });
  const answers = await sender.composite([...posts, ...files.value], true);
  if (answers.kind !== 'ok') return answers;
  const failure = failureIn(answers.value, reading.now());
  if (failure !== null) return failure;
  const made = partResult(answers.value.get('post1'), created, reading.now());
  return made.kind === 'ok' ? { kind: 'ok', value: made.value.id } : made;
}

/** A post has the note's files as its own; a comment can have none, so that the case shares them with the customer. */
async function fileParts(
  { attachments, ticket }: ReplyWrite,
  { object }: Target,
  api: Api,
): Promise<ApiResult<readonly Part[]>> {
  const versions = attachments.map(({ id }) => id);
  if (versions.length === 0) return { kind: 'ok', value: [] };
  const partFor =
    (path: string) =>
    (body: Readonly<Record<string, string>>, index: number): Part => ({
      ref: `file${index + 1}`,
      method: 'POST',
      path,
      body,
    });
  if (object === 'FeedItem') {
    const attached = versions.map((id) => ({ FeedEntityId: '@{post1.id}', Type: 'Content', RecordId: id }));
    return { kind: 'ok', value: attached.map(partFor('/sobjects/FeedAttachment')) };
  }
  const documents = await documentsOf(versions, api);
  if (documents.kind !== 'ok') return documents;
  const shared = documents.value.map((id) => ({
    ...{ ContentDocumentId: id, LinkedEntityId: ticket },
    ...{ ShareType: 'V', Visibility: 'AllUsers' },
  }));
  return { kind: 'ok', value: shared.map(partFor('/sobjects/ContentDocumentLink')) };
}

/** More than anybody posts into one case between a try and the next. */
const maxLookedAt = 50;

async function findPost(
  { ticket, html, author }: ReplyWrite,
  since: string,
  { target: { stored, words }, reading: { api, settings } }: Omit<Posting, 'write'>,
): Promise<ApiResult<string | null>> {
  const conditions = [
    `ParentId = ${quoted(ticket)}`,
    `CreatedDate >= ${soqlTime(new Date(since))}`,
    stored.isPublic,
    ...writersOf(words(html), author, settings),
  ];
  const rest = `ORDER BY CreatedDate DESC, Id DESC LIMIT ${maxLookedAt}`;
  const rows = await api.query(select(stored.fields, stored.from, conditions, rest), stored.row);
  if (rows.kind !== 'ok') return rows;
  const found = rows.value.find(({ text }) => holdsWords(text, words(html)));
  return { kind: 'ok', value: found?.id ?? null };
}
