import type { Caller, Org } from '../records/context.ts';
import type { Records } from '../records/records.ts';
import type { Headers } from './http.ts';

/** A request of the REST API, alone or as a part of a composite one. */
export type ApiRequest = Readonly<{
  method: string;
  /** Below `/services/data/v66.0`, decoded segment by segment. */
  segments: readonly string[];
  query: URLSearchParams;
  headers: Headers;
  /** Undefined = there was none. */
  body: unknown;
  caller: Caller;
  isPart: boolean;
}>;

export type ApiAnswer = Readonly<{
  status: number;
  /** Undefined = none; bytes and texts go as they are. */
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
}>;

/** A mail that left the org. */
export type SentMail = Readonly<{
  caseId: string | null;
  /** The EmailMessage that was logged; null = none was. */
  emailMessageId: string | null;
  senderAddress: string;
  senderName: string;
  to: readonly string[];
  cc: readonly string[];
  bcc: readonly string[];
  subject: string;
  /** Null = only the other one was sent. */
  html: string | null;
  text: string | null;
  threadingToken: string | null;
  messageIdentifier: string;
  attachments: readonly Readonly<{ name: string; contentType: string; bytes: Uint8Array }>[];
}>;

export type Mailbox = Readonly<{
  send: (mail: SentMail) => void;
  /** The token by which a later mail is known to belong to the case. */
  threadingTokenOf: (caseId: string) => string;
  /** Mails to addresses outside that may still go out today. */
  takeSingleEmails: (count: number) => boolean;
}>;

export type Usage = Readonly<{
  used: number;
  limit: number;
  singleEmails: Readonly<{ left: number; limit: number }>;
}>;

/** What the endpoints work on. */
export type ApiContext = Readonly<{
  org: Org;
  records: Records;
  mailbox: Mailbox;
  usage: () => Usage;
}>;

export type Handler = (request: ApiRequest, context: ApiContext) => ApiAnswer;
