import type { ApiRequestRecord, Fault } from './api/server.ts';
import type { HookBody } from './hook/body.ts';
import type { HookResult } from './hook/sender.ts';
import type { CustomField, Right, Status, Transaction } from './model.ts';

export type UserInput = Readonly<{
  id?: number;
  /** The login. One that is an address is also the user's address. */
  name: string;
  email?: string | null;
  realName?: string;
  privileged?: boolean;
  superUser?: boolean;
  lang?: string | null;
}>;

export type QueueInput = Readonly<{
  id?: number;
  name: string;
  description?: string;
  correspondAddress?: string;
  commentAddress?: string;
  /** Rights by principal: `Everyone`, `Privileged`, or a login. */
  grants: Readonly<Record<string, readonly Right[]>>;
}>;

export type StandInOptions = Readonly<{
  /** `$rtname`; it stands in subjects and Message-IDs. */
  rtName: string;
  users: readonly UserInput[];
  queues: readonly QueueInput[];
  customFields: readonly CustomField[];
  /** Auth tokens, each with its user's login. */
  tokens: Readonly<Record<string, string>>;
  /** Login that the hook is silent about. */
  hookSilentFor?: string;
  /** Names of the queues that the scrips are applied to. Default: all. */
  hookQueues?: readonly string[];
  /** Asked before each API request; may inject a fault. */
  intercept?: (request: Readonly<{ method: string; path: string }>) => Promise<Fault> | Fault;
  /** Told of each API request once it has ended. */
  onRequest?: (record: ApiRequestRecord) => void;
  /** How often a hook goes out by itself: 0 = it is lost, 2 = it comes twice. Default: once. */
  hookCopies?: (body: HookBody) => 0 | 1 | 2;
  now?: () => Date;
}>;

/** What belongs together: one API request, one mail, or one thing that a person did. */
export type TicketChange = Readonly<{
  ticketId: number;
  transactions: readonly Transaction[];
  /** Trace header of the API request that did it; null = done through the programmatic API. */
  traceHeader: string | null;
}>;

export type FileInput = Readonly<{ name: string; contentType: string; base64: string }>;

/** What somebody wrote: plain text, HTML, or both as the two forms of a mail. */
export type WrittenInput = Readonly<{
  text?: string;
  html?: string;
  files?: readonly FileInput[];
  createdAt?: Date;
  /** Id of the transaction; default: the next. */
  transactionId?: number;
}>;

export type MailInput = WrittenInput &
  Readonly<{
    /** Of the customer, who becomes a user at the first mail. */
    from: Readonly<{ email: string; name?: string; lang?: string }>;
    subject?: string;
    /** The ticket that it answers; left out = a new one. */
    ticketId?: number;
    /** Of a new ticket; default: the first queue. */
    queue?: string;
    /** Id of a new ticket; default: the next. */
    newTicketId?: number;
    /** Addresses that become the new ticket's Ccs, as with `$ParseNewMessageForTicketCcs`. */
    cc?: readonly string[];
    autoSubmitted?: string;
    messageId?: string;
    /** How it came; default: by mail. */
    interface?: Interface;
  }>;

/** What RT writes into a message of how it came in. */
export type Interface = 'Email' | 'Web' | 'REST';

export type AgentInput = WrittenInput & Readonly<{ agent: string }>;

/** A ticket that an agent opens for a customer. Without text and HTML it begins with an empty message. */
export type AgentTicketInput = AgentInput &
  Pick<MailInput, 'subject' | 'queue' | 'newTicketId' | 'cc'> &
  Readonly<{ requestor: MailInput['from'] }>;

export type ChangeResult = Readonly<{
  ticketId: number;
  /** Of the message; else of the first thing that changed. Null = nothing changed. */
  transactionId: number | null;
  /** What the hook says of the change, whether it goes out or not. */
  hooks: readonly HookBody[];
  /** The ends of those deliveries that were made; never rejects. */
  delivered: Promise<readonly HookResult[]>;
}>;

export type ProgrammaticOptions = Readonly<{
  /** Whether the hook goes out; default true. */
  deliver?: boolean;
}>;

export type FieldChange = Readonly<{
  agent: string;
  field: string;
  value: string | readonly string[] | null;
}>;
export type StatusChange = Readonly<{ agent: string; status: Status }>;
