import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { ReplyWrite } from '../contract.ts';
import { textOfHtml } from '../kit/html-text.ts';
import { textOrNull } from '../kit/wire.ts';
import type { Api } from './api.ts';
import type { Reading } from './case-reading.ts';
import { type ApiResult, failureOf } from './errors.ts';
import { holdsWords, nameFor, type Outgoing, withName, writersOf } from './outgoing.ts';
import type { Envelope } from './reply-envelope.ts';
import type { ReplyFacts } from './reply-facts.ts';
import { quoted, select, soqlTime } from './soql.ts';
import { recordId } from './wire.ts';

/** The answer as an e-mail of the case. Its files are those of the note: they are named, not sent anew. */
export function emailOf(
  write: ReplyWrite,
  envelope: Envelope,
  facts: ReplyFacts,
  reading: Reading,
): Outgoing {
  const html = (named: boolean) =>
    named ? withName(write.html, nameFor(write, facts.agent.name)) : write.html;
  const marked = (named: boolean) => `${html(named)}<span id="${markOf(write)}"></span>`;
  return {
    send: (sender, named) => sendEmail(sender, write, envelope, marked(named), reading),
    find: (since) => findEmail(write, since, reading),
  };
}

const markPrefix = 'dragoman-';
/** Tells one e-mail of ours from any other, unseen; the key itself is nobody's business. */
const markOf = ({ writeKey }: ReplyWrite) =>
  `${markPrefix}${createHash('sha256').update(writeKey).digest('hex').slice(0, 32)}`;

const sent = z.array(z.object({ isSuccess: z.boolean() })).check(z.minLength(1));

async function sendEmail(
  sender: Api,
  write: ReplyWrite,
  { to, cc, subject, sender: from }: Envelope,
  html: string,
  { now }: Reading,
): Promise<ApiResult<string | null>> {
  const input = {
    recipientAddresses: to,
    ...(cc.length === 0 ? {} : { ccAddresses: cc.join(',') }),
    senderType: 'OrgWideEmailAddress',
    senderAddress: from,
    emailSubject: subject,
    emailBody: html,
    sendRichBody: true,
    relatedRecordId: write.ticket,
    logEmailOnSend: true,
    addThreadingTokenToBody: true,
    ...(write.attachments.length === 0
      ? {}
      : { attachmentId: write.attachments.map(({ id }) => id).join(',') }),
  };
  const path = '/actions/standard/emailSimple';
  const answer = await sender.call({ method: 'POST', path, body: { inputs: [input] } }, z.unknown());
  if (answer.kind !== 'ok') return answer;
  const parsed = z.safeParse(sent, answer.value);
  if (!parsed.success) return { kind: 'failed', failure: { kind: 'unavailable', status: 200 } };
  return parsed.data.every(({ isSuccess }) => isSuccess)
    ? { kind: 'ok', value: null }
    : failureOf({ status: 400, body: answer.value, headers: {} }, now());
}

const emailRow = z.object({ Id: recordId, TextBody: textOrNull, HtmlBody: textOrNull });

/** More than anybody sends into one case between a try and the next. */
const maxLookedAt = 20;

async function findEmail(
  write: ReplyWrite,
  since: string,
  { api, settings }: Reading,
): Promise<ApiResult<string | null>> {
  const words = textOfHtml(write.html);
  const soql = select(
    ['Id', 'TextBody', 'HtmlBody'],
    'EmailMessage',
    [
      `ParentId = ${quoted(write.ticket)}`,
      'Incoming = false',
      `CreatedDate >= ${soqlTime(new Date(since))}`,
      ...writersOf(words, write.author, settings),
    ],
    `ORDER BY CreatedDate DESC, Id DESC LIMIT ${maxLookedAt}`,
  );
  const rows = await api.query(soql, emailRow);
  if (rows.kind !== 'ok') return rows;
  // Whoever quotes the answer may quote its mark: the oldest is it.
  const marked = rows.value.findLast(({ HtmlBody: html }) => html?.includes(markOf(write)));
  const found = marked ?? rows.value.find((row) => isOf(words, row));
  return { kind: 'ok', value: found?.Id ?? null };
}

/** By the words, where Salesforce has kept no mark: an e-mail with another answer's mark is that one's. */
const isOf = (words: string, { TextBody: text, HtmlBody: html }: z.infer<typeof emailRow>): boolean =>
  html === null
    ? holdsWords(text ?? '', words)
    : !html.includes(`id="${markPrefix}`) && holdsWords(textOfHtml(html), words);
