/** The rights that a stand-in can grant for a queue, by RT's names; `SuperUser` is every right everywhere. */
export const rights = [
  'SeeQueue',
  'CreateTicket',
  'ShowTicket',
  'ShowTicketComments',
  'ShowOutgoingEmail',
  'CommentOnTicket',
  'ReplyToTicket',
  'ModifyTicket',
  'DeleteTicket',
  'SeeCustomField',
  'ModifyCustomField',
] as const;
export type Right = (typeof rights)[number];

export type User = Readonly<{
  id: number;
  /** The login; of a customer who came by mail it is the address. */
  name: string;
  email: string | null;
  realName: string;
  privileged: boolean;
  superUser: boolean;
  /** Language of the user interface, in which RT also answers this user's API calls. Null = English. */
  lang: string | null;
}>;

export type Queue = Readonly<{
  id: number;
  name: string;
  description: string;
  correspondAddress: string;
  commentAddress: string;
  /** Rights by principal: `Everyone`, `Privileged`, or a login. */
  grants: Map<string, Set<Right>>;
}>;

export type CustomField = Readonly<{
  id: number;
  name: string;
  /** What has it: tickets or their transactions. */
  of: 'ticket' | 'transaction';
  multiple: boolean;
  /** Names of the queues that it is applied to; null = all. */
  queues: readonly string[] | null;
}>;

export const statuses = ['new', 'open', 'stalled', 'resolved', 'rejected', 'deleted'] as const;
/** Of RT's default lifecycle. Each may follow each. */
export type Status = (typeof statuses)[number];
export const inactiveStatuses: ReadonlySet<Status> = new Set<Status>(['resolved', 'rejected', 'deleted']);

export type Ticket = {
  readonly id: number;
  readonly queue: Queue;
  subject: string;
  status: Status;
  priority: number;
  readonly creator: User;
  readonly createdAt: Date;
  lastUpdatedAt: Date;
  lastUpdatedBy: User;
  /** Null = never. */
  startedAt: Date | null;
  resolvedAt: Date | null;
  /** When the customer was last written to. */
  toldAt: Date | null;
  requestors: User[];
  ccs: User[];
  /** Addresses that get no mail because of this ticket. */
  readonly squelched: readonly string[];
  /** Values by id of the custom field. */
  readonly values: Map<number, string[]>;
  /** The ticket that this one was merged into; it then answers under both ids. */
  mergedInto: Ticket | null;
};

export type TransactionType =
  | 'Create'
  | 'Correspond'
  | 'Comment'
  | 'EmailRecord'
  | 'Status'
  | 'Set'
  | 'CustomField'
  | 'AddWatcher'
  | 'AddLink';

export type Attachment = Readonly<{
  id: number;
  transactionId: number;
  /** 0 = it is the whole message. */
  parentId: number;
  contentType: string;
  /** Null = not a file. */
  fileName: string | null;
  subject: string;
  /** Without angle brackets; '' = none. */
  messageId: string;
  headers: readonly (readonly [name: string, value: string])[];
  /** Null = it only holds other parts. */
  content: Buffer | null;
  createdAt: Date;
  creator: User;
}>;

export type Transaction = Readonly<{
  id: number;
  objectType: 'RT::Ticket' | 'RT::User' | 'RT::Queue';
  objectId: number;
  type: TransactionType;
  creator: User;
  createdAt: Date;
  /** What a `Set` changed, the id of the field of a `CustomField`; '' = none. */
  field: string;
  oldValue: string;
  newValue: string;
  data: string;
  /** Values by id of the transaction custom field. */
  values: Map<number, string[]>;
  attachments: Attachment[];
}>;

/** A mail that RT sent to people outside. */
export type SentMail = Readonly<{
  ticketId: number;
  /** Of the transaction that caused it. */
  transactionId: number;
  kind: 'autoreply' | 'correspondence' | 'resolved';
  to: readonly string[];
  cc: readonly string[];
  subject: string;
  /** As the requestor reads it; '' for RT's own texts. */
  text: string;
  html: string | null;
  fileNames: readonly string[];
}>;

/** `2026-11-23T10:32:48Z`, as RT writes every time; null = its "never". */
export function timeOf(date: Date | null): string {
  return date === null ? '1970-01-01T00:00:00Z' : date.toISOString().replace(/\.\d+Z$/, 'Z');
}
