import type { ClientApp } from './api/oauth.ts';
import type { ApiRequestRecord, Fault } from './api/server.ts';
import type { CasePicklists } from './metadata/case-objects.ts';
import type { OutgoingEvent } from './publishing/outgoing.ts';
import type { RecordChange } from './store.ts';
import type { UserInput } from './users.ts';

export type StandInOptions = Readonly<{
  /** Package directory in source format (`…/force-app/main/default`), deployed before the org starts. */
  packageFolder: string;
  /** 18-character id of the org. Default: a made-up one. */
  orgId?: string;
  users: readonly UserInput[];
  /** Id of the user whose own doings the package does not publish. */
  integrationUserId: string;
  apps: readonly ClientApp[];
  /** Addresses that mails may come from, verified by the admin. Default: none. */
  orgWideAddresses?: readonly Readonly<{ address: string; name: string }>[];
  /** What differs from a new org's picklists of cases. */
  picklists?: Partial<CasePicklists>;
  /** Without Chatter nobody sees a feed: to the API its objects are not there. Default: true. */
  hasChatter?: boolean;
  /** Without Digital Experiences a post has no `Visibility`. Default: true. */
  hasDigitalExperiences?: boolean;
  /** Without case merge a case has no `MasterRecordId`. Default: true. */
  hasCaseMerge?: boolean;
  /** API calls in 24 hours. Default: 15,000. */
  dailyApiLimit?: number;
  /** Addresses outside that mails may go to in a day. Default: 5,000. */
  singleEmailLimit?: number;
  /** HTTP status of a composite's parts that were undone because of another one; which it is, is not documented. Default: 400. */
  haltedStatus?: number;
  /** How long a session lasts unused. Default: two hours. */
  sessionTimeoutMs?: number;
  isSandbox?: boolean;
  /** Where the active assignment rule gives cases to. Default: there is no rule. */
  assignmentRuleOwner?: string;
  /** Asked before each API request; may inject a fault. */
  intercept?: (request: Readonly<{ method: string; path: string }>) => Promise<Fault> | Fault;
  /** Told of each API request once it has ended. */
  onRequest?: (record: ApiRequestRecord) => void;
  now?: () => Date;
}>;

/** What was committed at once, by whomever. */
export type OrgChange = Readonly<{
  actorId: string;
  changes: readonly RecordChange[];
  /** Trace header of the API request that did it; null = done by hand, through the programmatic API. */
  traceHeader: string | null;
}>;

export type Doing = Readonly<{
  caseId: string;
  /** The record that holds what was written or changed. */
  recordId: string;
  /** What the package publishes of it. */
  events: readonly OutgoingEvent[];
  /** What Change Data Capture says of it. */
  changeEvents: readonly OutgoingEvent[];
  /** Once all deliveries that it caused have ended; never rejects. */
  delivered: Promise<void>;
}>;

export type DoingOptions = Readonly<{
  /** Whether anybody is told; default true. */
  deliver?: boolean;
}>;

export type FileInput = Readonly<{ name: string; contentType?: string; base64: string }>;

export type ContactInput = Readonly<{
  id?: string;
  firstName?: string;
  lastName: string;
  email: string | null;
}>;

/** A mail to one of the addresses that Email-to-Case watches. */
export type IncomingEmail = Readonly<{
  /** Of the EmailMessage; default: a new one. */
  id?: string;
  from: Readonly<{ address: string; name?: string }>;
  to?: readonly string[];
  cc?: readonly string[];
  subject: string;
  text: string;
  html?: string;
  /** Raw header lines. */
  headers?: string;
  /** Message-ID of the mail that it answers. */
  inReplyTo?: string;
  /** The case that it belongs to, whatever it says. Default: found by a threading token or `inReplyTo`, else a new one. */
  caseId?: string;
  /** Id of the case that it opens. */
  newCaseId?: string;
  files?: readonly FileInput[];
  /** How files are kept: as Salesforce Files (default) or as Attachments, an admin's choice. */
  filesAs?: 'files' | 'attachments';
}>;

/** A case that no mail opened. */
export type CaseInput = Readonly<{
  id?: string;
  subject: string;
  /** Null = it has none, so that nothing is published yet. */
  description: string | null;
  origin: string;
  contactId?: string;
  suppliedEmail?: string;
  suppliedName?: string;
  /** Who made it: an agent on the phone, a portal user. Default: the org itself, as for Web-to-Case. */
  createdBy?: string;
  priority?: string;
  status?: string;
}>;

export type PostInput = Readonly<{
  id?: string;
  /** User id. */
  by: string;
  /** In Lightning every post is rich text; a plain text becomes one. */
  text: string;
  html?: string;
  /** False = as the classic interface writes it: plain. Default true. */
  rich?: boolean;
  /** Default: of staff false, of portal users true. */
  public?: boolean;
  files?: readonly FileInput[];
}>;

/** What somebody writes below a post. */
export type ReplyInput = Pick<PostInput, 'id' | 'by' | 'text' | 'html' | 'rich'> &
  Readonly<{ file?: FileInput }>;

export type CommentInput = Readonly<{ id?: string; by: string; text: string; public: boolean }>;

/** A mail that an agent sends from the case. */
export type AgentEmail = Readonly<{
  id?: string;
  by: string;
  text: string;
  html?: string;
  /** Default: who wrote last. */
  to?: readonly string[];
  cc?: readonly string[];
}>;

/** Something that reached the customer. */
export type Received = Readonly<{
  how: 'email' | 'portal';
  /** EmailMessage, CaseComment, FeedItem or FeedComment; null = a mail that was not logged. */
  recordId: string | null;
  authorId: string | null;
  /** What stands above it. */
  from: string;
  to: readonly string[];
  cc: readonly string[];
  subject: string | null;
  html: string | null;
  text: string | null;
  threadingToken: string | null;
  attachments: readonly Readonly<{ name: string; contentType: string; bytes: Uint8Array }>[];
}>;
