import { randomUUID } from 'node:crypto';
import type { SentMail } from '../api/routing.ts';
import type { Outbox } from '../mailbox.ts';
import { textIn } from '../records/context.ts';
import { mailStatus } from '../records/mail-rules.ts';
import type { AgentEmail, IncomingEmail } from '../stand-in-types.ts';
import { addFiles, checkCase, escapeHtml, type Hands, personOf } from './person.ts';

type Placed = Readonly<{ caseId: string; recordId: string }>;

const addressList = (some: readonly string[] | undefined) =>
  some === undefined || some.length === 0 ? null : some.join('; ');

function contactIdOf({ org }: Hands, address: string): string | null {
  const contact = org.store
    .of('Contact')
    .find(({ Email }) => String(Email).toLowerCase() === address.toLowerCase());
  return contact === undefined ? null : textIn(contact, 'Id');
}

/** The case that a mail belongs to by its token or by the mail that it answers; null = a new one. */
function threadOf({ org }: Hands, outbox: Outbox, mail: IncomingEmail): string | null {
  const byToken = outbox.caseOfToken(mail.subject, mail.text, mail.html ?? '');
  if (byToken !== null || mail.inReplyTo === undefined) return byToken;
  const answered = org.store.of('EmailMessage').find((one) => one.MessageIdentifier === mail.inReplyTo);
  return answered === undefined ? null : textIn(answered, 'ParentId');
}

function openCase(hands: Hands, mail: IncomingEmail): string {
  const { records, org, automatedUserId } = hands;
  const values = {
    Origin: 'Email',
    Subject: mail.subject,
    // A copy of the mail, which is the message.
    Description: mail.text,
    SuppliedEmail: mail.from.address,
    SuppliedName: mail.from.name ?? null,
    ContactId: contactIdOf(hands, mail.from.address),
    OwnerId: org.settings.defaultCaseOwner,
  };
  return records.insertBySystem(personOf(automatedUserId), 'Case', values, mail.newCaseId);
}

function fileMail(hands: Hands, mail: IncomingEmail, recordId: string): void {
  const system = personOf(hands.automatedUserId);
  const files = mail.files ?? [];
  if (mail.filesAs !== 'attachments') {
    addFiles(hands, system, recordId, files);
    return;
  }
  for (const { name, contentType = null, base64 } of files) {
    const values = { ParentId: recordId, Name: name, ContentType: contentType, Body: base64 };
    hands.records.insertBySystem(system, 'Attachment', values);
  }
}

/** Email-to-Case takes a mail: onto the case that it belongs to, or as a new one. */
export function takeMail(hands: Hands, outbox: Outbox, mail: IncomingEmail): Placed {
  const known = mail.caseId ?? threadOf(hands, outbox, mail);
  if (known !== null) checkCase(hands, known);
  const caseId = known ?? openCase(hands, mail);
  const values = {
    ParentId: caseId,
    Incoming: true,
    Status: mailStatus.new,
    Subject: mail.subject,
    TextBody: mail.text,
    HtmlBody: mail.html ?? null,
    Headers: mail.headers ?? null,
    FromAddress: mail.from.address,
    FromName: mail.from.name ?? null,
    FromId: contactIdOf(hands, mail.from.address),
    ToAddress: addressList(mail.to ?? ['support@example.com']),
    CcAddress: addressList(mail.cc),
    MessageIdentifier: `<${randomUUID()}@example.org>`,
  };
  const system = personOf(hands.automatedUserId);
  const recordId = hands.records.insertBySystem(system, 'EmailMessage', values, mail.id);
  fileMail(hands, mail, recordId);
  return { caseId, recordId };
}

/** An agent answers from the case; the customer gets it at once. */
export function sendMail(hands: Hands, outbox: Outbox, caseId: string, mail: AgentEmail): Placed {
  checkCase(hands, caseId);
  const { store } = hands.org;
  const last = store.of('EmailMessage').findLast((one) => one.ParentId === caseId && one.Incoming === true);
  const to = mail.to ?? [String(last?.FromAddress ?? store.known(caseId).values.SuppliedEmail ?? '')];
  const subject = `Re: ${textIn(store.known(caseId).values, 'Subject') ?? ''}`;
  const sender = store.known(mail.by).values;
  const sent: Omit<SentMail, 'emailMessageId'> = {
    ...{ caseId, to, cc: mail.cc ?? [], bcc: [], subject },
    senderAddress: String(sender.Email),
    senderName: String(sender.Name),
    html: mail.html ?? `<p>${escapeHtml(mail.text)}</p>`,
    text: mail.text,
    threadingToken: outbox.threadingTokenOf(caseId),
    messageIdentifier: `<${randomUUID()}@sfdc.example.net>`,
    attachments: [],
  };
  const values = {
    ...{ ParentId: caseId, Incoming: false, Status: mailStatus.sent, Subject: subject },
    ...{ TextBody: mail.text, HtmlBody: sent.html, MessageIdentifier: sent.messageIdentifier },
    ...{ FromAddress: sent.senderAddress, FromName: sent.senderName, FromId: mail.by },
    ...{ ToAddress: addressList(to), CcAddress: addressList(mail.cc) },
  };
  const recordId = hands.records.insertBySystem(personOf(mail.by), 'EmailMessage', values, mail.id);
  outbox.send({ ...sent, emailMessageId: recordId });
  return { caseId, recordId };
}
