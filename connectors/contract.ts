import type * as z from 'zod/mini';
import type { AgentCommand } from '../events/agent-command.v1.ts';
import type { ContentWithdrawn } from '../events/content-withdrawn.v1.ts';
import type { TranscriptLine } from '../events/message-enriched.v1.ts';
import type { CompleteMessage, TicketFacts } from '../events/message-received.v1.ts';
import type { ReplyAttachment } from '../events/reply-translated.v1.ts';
import type { writtenParts } from '../events/writeback-completed.v1.ts';
import type { AccountSettings } from './account.ts';
import type { HttpSend } from './kit/http.ts';

/** What went right or what did not, as values: nothing that a vendor may normally do is an exception. */
export type Result<Value, Problem> = Readonly<{ ok: true; value: Value } | { ok: false; error: Problem }>;

/** A webhook delivery exactly as it came in. Header names are lower case; `receivedAt` is the only clock the pure half sees. */
export type RawDelivery = Readonly<{
  headers: Readonly<Record<string, string>>;
  body: Uint8Array;
  receivedAt: Date;
}>;

/** An event that came by a partner's event bus. AWS vouches for where it comes from, so that it carries no signature. */
export type PartnerEvent = Readonly<{
  /** Name of the partner event source, such as `aws.partner/salesforce.com/<org>/<channel>`. */
  source: string;
  detailType: string;
  /** RFC 3339: when the bus took it. */
  time: string;
  detail: unknown;
}>;

export type Distrust = 'no-proof' | 'malformed' | 'outside-window' | 'mismatch' | 'public-test-key';

/** `secretIndex` says which of the secrets matched, so that a rotation can be watched. */
export type Verdict = Readonly<{ trusted: true; secretIndex: number } | { trusted: false; why: Distrust }>;

/** What is wrong with a body, and where. Carries expectations, never the value. */
export type DecodeProblem = Readonly<{ path: string; expected: string }>;

/** Why a delivery, though genuine, asks nothing of us. */
export type SkipReason =
  | 'own-echo'
  | 'agent-message'
  | 'private'
  | 'empty'
  | 'out-of-scope'
  | 'machine-mail'
  | 'automation'
  | 'on-behalf'
  /** A phone call's ticket or comment: off by default. */
  | 'voice'
  | 'duplicate'
  | 'not-found'
  | 'ticket-closed'
  | 'unknown-event';

/** Where in the helpdesk something happened. `message` is the vendor's id, or a hint's (`first:<ticket>`, `latest:<ticket>:<time>`). */
export type Place = Readonly<{ ticket: string; message: string; occurredAt: string }>;

/** A customer's message in our words, complete. */
export type CanonicalMessage = Place &
  Readonly<{
    ticketFacts: TicketFacts;
    content: Omit<CompleteMessage, 'kind'>;
    /** What was said in a chat before people took over, bot's lines included; `content.text` is the customer's part. */
    transcript?: readonly TranscriptLine[];
  }>;

/**
 * "There is something": which message, without its text. Where the vendor does not say of which ticket, `ticket` is the
 * message's own id; the message that is read back names the ticket.
 */
export type MessageHint = Place &
  Readonly<{
    ticketFacts: TicketFacts;
    about: 'first-message' | 'latest-message' | 'message-id';
    /** The chat that it was said in; left out = in none, or not known. */
    conversation?: string;
  }>;

/** A person's doing that is meant for us. */
export type CanonicalCommand = Place &
  Readonly<{ ticketFacts: TicketFacts; actor: string; command: AgentCommand['command'] }>;

/** What a member of staff wrote. It may be a command; `otherwise` is why it asks nothing of us if it is none. */
export type StaffComment = Place &
  Readonly<{
    ticketFacts: TicketFacts;
    author: string;
    text: string;
    isPublic: boolean;
    otherwise: SkipReason;
  }>;

/** The vendor says that something is to be read no more. `message` of the place names the withdrawal itself. */
export type Withdrawal = Place &
  Readonly<{
    ticketFacts: TicketFacts;
    /** Null = the vendor itself, or it does not say. */
    actor: string | null;
    withdrawn: ContentWithdrawn['withdrawn'];
  }>;

/** What a genuine delivery turned out to be. */
export type Interpretation =
  | Readonly<{ kind: 'message'; message: CanonicalMessage }>
  | Readonly<{ kind: 'hint'; hint: MessageHint }>
  | Readonly<{ kind: 'command'; command: CanonicalCommand }>
  | Readonly<{ kind: 'staff-comment'; comment: StaffComment }>
  | Readonly<{ kind: 'withdrawal'; withdrawal: Withdrawal }>
  | Readonly<{ kind: 'skipped'; reason: SkipReason; place: Place | null }>;

/** A decoded delivery. The vendor's own shape stays inside the connector. */
export type DecodedDelivery = Readonly<{
  /** The account that the signed body names; null where the vendor's body names none. */
  account: string | null;
  /** Scope, echo and who-is-the-customer rules applied: what this delivery means for this account. Pure. */
  interpret(settings: AccountSettings): Interpretation;
}>;

/** The pure inbound half. `ingest` owns the order: verify, decode, account agrees, interpret. */
export type Inbound = Readonly<{
  /** Checks the raw bytes. At least one secret: "no secret" is the caller's `not-configured`, never trust. */
  verify(delivery: RawDelivery, secrets: readonly [string, ...string[]]): Verdict;
  decode(delivery: RawDelivery): Result<DecodedDelivery, readonly DecodeProblem[]>;
}>;

/** The second way in, for tools that AWS knows as partners. Pure. */
export type PartnerBus = Readonly<{
  /** What the names of this vendor's event sources begin with, such as `aws.partner/salesforce.com/`. */
  sourcePrefix: string;
  decode(event: PartnerEvent): Result<DecodedDelivery, readonly DecodeProblem[]>;
}>;

/** How the vendor answered a write. */
export type WriteOutcome =
  | Readonly<{
      kind: 'applied';
      vendorRef: string;
      wrote: readonly WrittenPart[];
      missing: readonly WrittenPart[];
    }>
  /** `messages`: those that the earlier write was about; left out = only the one it was caused by. */
  | Readonly<{ kind: 'already-applied'; vendorRef: string; messages?: readonly string[] }>
  /** The ticket was merged into another one, and nothing was written: that one is to be written to. */
  | Readonly<{ kind: 'moved'; ticket: string }>
  /** Someone changed the ticket in between and the write must not overwrite it. */
  | Readonly<{ kind: 'superseded' }>
  | Readonly<{ kind: 'throttled'; retryAfterMs: number | null }>
  /** No usable answer, so the write may or may not have happened: look for the marker before the next try. `status` null: none at all. */
  | Readonly<{ kind: 'unavailable'; status: number | null }>
  /** Will never succeed as it is. `expected`: part of normal life (closed ticket), so no alarm. */
  | Readonly<{ kind: 'refused'; status: number; code: string; expected: boolean }>
  /** A person must mend the credentials or rights. */
  | Readonly<{ kind: 'unauthorised'; status: 401 | 403 }>;

export type WrittenPart = (typeof writtenParts)[number];

/** Reading found nothing to give: the vendor's answer was none of success. */
export type ReadFailure = Exclude<
  WriteOutcome,
  { kind: 'applied' | 'already-applied' | 'moved' | 'superseded' }
>;

/** What reading back a hint gave. */
export type HydrateOutcome =
  | Readonly<{ kind: 'message'; message: CanonicalMessage }>
  | Readonly<{ kind: 'staff-comment'; comment: StaffComment }>
  | Readonly<{ kind: 'skipped'; reason: SkipReason; place: Place | null }>
  | ReadFailure;

/** What a catch-up asks for: what people wrote after the cursor, or after `since` where there is none yet, up to `until`. */
export type CatchUpFrom = Readonly<{
  /** As the last page gave it; only the connector reads it. */
  cursor: string | null;
  since: Date;
  /** What is younger may still be on its way to us. */
  until: Date;
}>;

/** One of several things that a look goes through, which the helpdesk does not let be read, and why. */
export type RefusedPart = Readonly<{
  /** `posts`: a word of the connector's, fit for a log. */
  part: string;
  failure: ReadFailure;
}>;

/**
 * One page of what stands in the helpdesk: the same interpretations, with the same places, that the vendor's own deliveries
 * would have given. A page may hold what is known already; whoever asked compares.
 */
export type CatchUpOutcome =
  | Readonly<{
      kind: 'page';
      found: readonly Interpretation[];
      cursor: string;
      isLast: boolean;
      /** What is not in the page though it should be looked through; it keeps its place, and is asked for again. Left out = none. */
      refused?: readonly RefusedPart[];
    }>
  | ReadFailure;

/** Why a person may not write to customers, though they may write notes. */
export type NoReplyReason = 'light-agent' | 'suspended' | 'departed' | 'private-only' | 'not-staff';

/** Who wrote a note, as the vendor knows them now. */
export type NoteAuthor = Readonly<{
  id: string;
  name: string;
  /** The name that customers see, where it is another one. */
  alias?: string;
  /** Plain text, as it stands under what they write; null = none, or the vendor does not say. */
  signature: string | null;
  /** Null = they may reply publicly. */
  mayNotReply: NoReplyReason | null;
}>;

/** An agent's note, read back whole. */
export type AgentNote = Place &
  Readonly<{
    author: NoteAuthor;
    text: string;
    html: string | null;
    attachments: readonly ReplyAttachment[];
    isPublic: boolean;
    /** How the note came in: `web`, `email`, `api`, …; null = unknown. */
    channel: string | null;
  }>;

export type NoteOutcome = Readonly<{ kind: 'note'; note: AgentNote }> | ReadFailure;

/** A customer's message as it stands in the ticket, for a digest or to find out a language. */
export type PastMessage = Readonly<{
  message: string;
  occurredAt: string;
  author: string;
  role: CompleteMessage['author']['role'];
  text: string;
  html: string | null;
}>;
export type HistoryOutcome = Readonly<{ kind: 'history'; messages: readonly PastMessage[] }> | ReadFailure;

/** A public answer in an agent's name. */
export type ReplyWrite = Readonly<{
  ticket: string;
  /** The agent's note that asked for it. */
  sourceMessage: string;
  writeKey: string;
  /** The agent in whose name it goes. */
  author: string;
  /** The name under which the customer knows the agent; left out = not known. */
  authorName?: string;
  html: string;
  text: string;
  attachments: readonly ReplyAttachment[];
  /** Where to, for a customer who is in a chat; null = the ticket's own way. */
  conversation: string | null;
}>;

/** One update of one ticket: note, fields, tags and priority together, since vendors limit updates per ticket. */
export type EnrichmentWrite = Readonly<{
  ticket: string;
  /** The customer's message that caused it. */
  sourceMessage: string;
  /** Further messages that share the note; kept with the mark, so that an earlier write can be asked which it holds. */
  alsoAbout?: readonly string[];
  /** Same key, same write: goes into the vendor's own metadata and is looked for before a retry. */
  writeKey: string;
  /** Ready to be shown, inert; null = no note. Never longer than `limits.maxNoteBytes`. */
  noteHtml: string | null;
  /** Whether the note says how the ticket stands: not that of an older message, nor the rest of a long one. */
  noteIsCurrent: boolean;
  /** Only what is to change; null = leave. Our words, not the vendor's. */
  fields: Readonly<{
    language: string | null;
    sentiment: string | null;
    intent: string | null;
    subject: string | null;
  }>;
  addTags: readonly string[];
  priority: Readonly<{ to: 'high' | 'urgent'; onlyFrom: readonly (string | null)[] }> | null;
  /** A note that somebody has to see opens a ticket that waits or is done; null = the status stays. */
  status: Readonly<{ to: 'open'; onlyFrom: readonly string[] }> | null;
}>;

/** Whether an answer of unknown fate stands in the ticket. */
export type FindOutcome =
  | Readonly<{ kind: 'found'; vendorRef: string }>
  | Readonly<{ kind: 'absent' }>
  | ReadFailure;

/** What we wrote into one ticket on account of some messages, of which the words or the files are to be read no more. */
export type CopiesOf = Readonly<{
  ticket: string;
  /** The `sourceMessage`s of those writes. */
  sources: readonly string[];
  what: 'text' | 'attachment';
}>;

/** `unknown` = an earlier try got no answer: look for the marker before writing again. */
export type WriteOptions = Readonly<{ priorAttempt: 'none' | 'unknown' }>;

/** The outbound half, opened with what it needs to act. */
export type Client = Readonly<{
  /** Reads back what a hint lacks. */
  hydrate(hint: MessageHint): Promise<HydrateOutcome>;
  /** Reads an agent's note back whole, with its author's rights as they are now. */
  readNote(place: Pick<Place, 'ticket' | 'message'>): Promise<NoteOutcome>;
  /**
   * The customers' last messages of a ticket, the oldest first, at most `limit`. `requester` null = the caller does not know
   * whose ticket it is; each message's `role` is right all the same.
   */
  history(
    place: Readonly<{ ticket: string; requester: string | null; conversation?: string }>,
    limit: number,
  ): Promise<HistoryOutcome>;
  /** Sends a public answer as the agent. The files are taken from the agent's note. */
  reply(write: ReplyWrite, options: WriteOptions): Promise<WriteOutcome>;
  /** Looks for an answer that an earlier try may have sent; sends nothing. */
  findReply(write: ReplyWrite): Promise<FindOutcome>;
  apply(write: EnrichmentWrite, options: WriteOptions): Promise<WriteOutcome>;
  /**
   * Takes out of the ticket what we wrote there on account of these messages: the text of notes and answers, and of fields
   * that still hold it. Where the tool tells of deletions alone, answers may stay. May be done again at any time;
   * `already-applied` = there was nothing (any more).
   */
  redactCopies(copies: CopiesOf): Promise<WriteOutcome>;
  /** The next page of what people wrote, so that what was never delivered is found. One page costs few calls, and no more than seconds. */
  catchUp(from: CatchUpFrom): Promise<CatchUpOutcome>;
}>;

export type Capabilities = Readonly<{
  inbound: readonly ('webhook' | 'partner-bus' | 'poll')[];
  writes: readonly WrittenPart[];
  /** Channels of tickets whose customer reads the chat alone: an answer on the ticket would reach nobody. Left out = none. */
  chatChannels?: readonly string[];
  /** Whether a stale write can be refused by the vendor. */
  conditionalWrite: boolean;
  limits: Readonly<{
    /** UTF-8 bytes of one note's HTML. */
    maxNoteBytes: number;
    updatesPerMinutePerAccount: number;
    updatesPerTicketPer10Minutes: number | null;
  }>;
}>;

export type ClientDeps = Readonly<{
  http: HttpSend;
  now: () => Date;
  /** The content of the account's `…/api` secret, parsed as JSON; null = it has no value yet. */
  apiSecret: () => Promise<unknown>;
  /** 0..1; jitter. */
  random: () => number;
}>;

/** The credentials in an account's `…/api` secret are missing or not of the shape the connector needs. */
export class NotConfiguredError extends Error {
  override readonly name = 'NotConfiguredError';
}

/** A ticketing tool, as one plain object. */
export type Connector<Name extends string = string> = Readonly<{
  name: Name;
  /** The tool's own part of an account's settings (field ids, options). No secrets in here. */
  settings: z.ZodMiniType;
  capabilities: Capabilities;
  inbound: Inbound;
  /** Left out = the tool has no partner bus. */
  partnerBus?: PartnerBus;
  connect(settings: AccountSettings, deps: ClientDeps): Client;
}>;
