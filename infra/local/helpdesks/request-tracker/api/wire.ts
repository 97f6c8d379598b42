import type { Attachment, CustomField, Queue, Ticket, Transaction, User } from '../model.ts';

/** How RT names another record. */
export type Uid = Readonly<{ type: string; id: string; _url: string }>;

export type Linked =
  | Readonly<{ kind: 'user'; user: User }>
  | Readonly<{ kind: 'queue'; queue: Queue }>
  | Readonly<{ kind: 'ticket'; ticket: Ticket }>
  | Readonly<{ kind: 'transaction'; transaction: Transaction }>
  | Readonly<{ kind: 'attachment'; attachment: Attachment }>
  | Readonly<{ kind: 'customfield'; field: CustomField }>;

/** Users are known by login, all else by number. */
function idOf(linked: Linked): string {
  switch (linked.kind) {
    case 'user':
      return linked.user.name;
    case 'queue':
      return String(linked.queue.id);
    case 'ticket':
      return String(linked.ticket.id);
    case 'transaction':
      return String(linked.transaction.id);
    case 'attachment':
      return String(linked.attachment.id);
    case 'customfield':
      return String(linked.field.id);
  }
}

export function uidOf(baseUrl: string, linked: Linked): Uid {
  const id = idOf(linked);
  return { type: linked.kind, id, _url: `${baseUrl}/${linked.kind}/${id}` };
}

/** The link of a record to itself; there its id is a number. */
export function selfLink(baseUrl: string, type: string, id: number) {
  return { ref: 'self', type, id, _url: `${baseUrl}/${type}/${id}` };
}

export function historyLink(baseUrl: string, type: string, id: number) {
  return { ref: 'history', _url: `${baseUrl}/${type}/${id}/history` };
}

export function fieldLinks(baseUrl: string, fields: readonly CustomField[]) {
  return fields.map((field) => ({
    ...uidOf(baseUrl, { kind: 'customfield', field }),
    ref: 'customfield',
    name: field.name,
  }));
}

/** All custom fields that the user sees, also empty ones. An empty value is shown as null. */
export function fieldValues(
  baseUrl: string,
  fields: readonly CustomField[],
  values: ReadonlyMap<number, readonly string[]>,
) {
  return fields.map((field) => ({
    ...uidOf(baseUrl, { kind: 'customfield', field }),
    name: field.name,
    values: (values.get(field.id) ?? []).map((value) => (value === '' ? null : value)),
  }));
}

export function headersText({ headers }: Attachment): string {
  return headers.map(([name, value]) => `${name}: ${value}`).join('\n');
}

/** A part's content as RT puts it into a list: a file that is no text is damaged there. */
export function contentText({ content, contentType }: Attachment): string {
  return content?.toString(contentType.startsWith('text/') ? 'utf8' : 'latin1') ?? '';
}
