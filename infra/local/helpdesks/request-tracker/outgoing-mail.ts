import { keepMessage, type Written } from './mime.ts';
import type { SentMail, Ticket, Transaction, User } from './model.ts';
import type { Update } from './update.ts';

/** The addresses of these users but the one whose doing it was. */
export function addressesOf(users: readonly User[], actor: User | null): readonly string[] {
  return users.filter(({ id }) => id !== actor?.id).flatMap(({ email }) => email ?? []);
}

const unsquelched = (addresses: readonly string[], { squelched }: Ticket) =>
  addresses.filter((address) => !squelched.some((one) => one.toLowerCase() === address.toLowerCase()));

type Letter = Pick<SentMail, 'kind' | 'to' | 'cc' | 'subject'> & Pick<Written, 'text' | 'html' | 'files'>;

/** Sends a mail and writes it down, in RT's own name. Nobody to write to = no mail and no record. */
export function send(update: Update, ticket: Ticket, cause: Transaction, letter: Letter): void {
  const { kind, text, html, files } = letter;
  const to = unsquelched(letter.to, ticket);
  const cc = unsquelched(letter.cc, ticket);
  if (to.length + cc.length === 0) return;
  const { store } = update;
  const messageId = store.nextMessageId();
  const tag = `[${store.rtName} #${ticket.id}]`;
  const subject = letter.subject.includes(tag) ? letter.subject : `${tag} ${letter.subject}`;
  store.mails.push({
    ...{ ticketId: ticket.id, transactionId: cause.id, kind, to, cc, subject, html },
    ...{ text: text ?? '', fileNames: files.map(({ name }) => name) },
  });
  const record = update.record(ticket, {
    type: 'EmailRecord',
    creator: store.system,
    data: `<${messageId}>`,
  });
  const headers = [
    ['To', to.join(', ')] as const,
    ...(cc.length === 0 ? [] : [['CC', cc.join(', ')] as const]),
    ['X-RT-Ticket', `${store.rtName} #${ticket.id}`] as const,
    ['X-RT-Originator', cause.creator.email ?? ''] as const,
  ];
  // RT writes each mail in both forms; files are no part of the record.
  const forms = { text: text ?? html?.replace(/<[^>]*>/g, '') ?? '', html: html ?? text ?? '' };
  keepMessage(store, record, { ...forms, files: [], subject, headers, messageId });
}
