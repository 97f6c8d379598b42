import * as z from 'zod/mini';
import type { ReplyWrite } from '../contract.ts';
import { textOfHtml } from '../kit/html-text.ts';
import { textOrNull } from '../kit/wire.ts';
import type { Api } from './api.ts';
import type { Reading } from './case-reading.ts';
import { type ApiResult, failureOf } from './errors.ts';
import { holdsWords, nameFor, type Outgoing, withName } from './outgoing.ts';
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
  return {
    send: (sender, named) => sendEmail(sender, write, envelope, html(named), reading),
    find: (since) => findEmail(write, since, reading),
  };
}

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
  { api }: Reading,
): Promise<ApiResult<string | null>> {
  const soql = select(
    ['Id', 'TextBody', 'HtmlBody'],
    'EmailMessage',
    [`ParentId = ${quoted(write.ticket)}`, 'Incoming = false', `CreatedDate >= ${soqlTime(new Date(since))}`],
    `ORDER BY CreatedDate DESC, Id DESC LIMIT ${maxLookedAt}`,
  );
  const rows = await api.query(soql, emailRow);
  if (rows.kind !== 'ok') return rows;
  const found = rows.value.find(({ TextBody: text, HtmlBody: html }) =>
    holdsWords(html === null ? (text ?? '') : textOfHtml(html), textOfHtml(write.html)),
  );
  return { kind: 'ok', value: found?.Id ?? null };
}
