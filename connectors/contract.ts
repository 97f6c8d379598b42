import type * as z from 'zod/mini';
import type { AgentCommand } from '../events/agent-command.v1.ts';
import type { CompleteMessage, TicketFacts } from '../events/message-received.v1.ts';
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
  Readonly<{ ticketFacts: TicketFacts; content: Omit<CompleteMessage, 'kind'> }>;

/** "There is something": which message, without its text. */
export type MessageHint = Place &
  Readonly<{ ticketFacts: TicketFacts; about: 'first-message' | 'latest-message' | 'message-id' }>;

/** A person's doing that is meant for us. */
export type CanonicalCommand = Place &
  Readonly<{ ticketFacts: TicketFacts; actor: string; command: AgentCommand['command'] }>;

/** What a genuine delivery turned out to be. */
export type Interpretation =
  | Readonly<{ kind: 'message'; message: CanonicalMessage }>
  | Readonly<{ kind: 'hint'; hint: MessageHint }>
  | Readonly<{ kind: 'command'; command: CanonicalCommand }>
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

/** How the vendor answered a write. */
export type WriteOutcome =
  | Readonly<{
      kind: 'applied';
      vendorRef: string;
      wrote: readonly WrittenPart[];
      missing: readonly WrittenPart[];
    }>
  | Readonly<{ kind: 'already-applied'; vendorRef: string }>
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

export type WrittenPart = 'note' | 'fields' | 'tags' | 'priority';

/** What reading back a hint gave. */
export type HydrateOutcome =
  | Readonly<{ kind: 'message'; message: CanonicalMessage }>
  | Readonly<{ kind: 'skipped'; reason: SkipReason; place: Place | null }>
  | Exclude<WriteOutcome, { kind: 'applied' | 'already-applied' | 'moved' | 'superseded' }>;

/** One update of one ticket: note, fields, tags and priority together, since vendors limit updates per ticket. */
export type EnrichmentWrite = Readonly<{
  ticket: string;
  /** The customer's message that caused it. */
  sourceMessage: string;
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
}>;

/** The outbound half, opened with what it needs to act. */
export type Client = Readonly<{
  /** Reads back what a hint lacks. */
  hydrate(hint: MessageHint): Promise<HydrateOutcome>;
  /** `priorAttempt: 'unknown'` = an earlier try got no answer: look for the marker before writing again. */
  apply(
    write: EnrichmentWrite,
    options: Readonly<{ priorAttempt: 'none' | 'unknown' }>,
  ): Promise<WriteOutcome>;
}>;

export type Capabilities = Readonly<{
  inbound: readonly ('webhook' | 'partner-bus' | 'poll')[];
  writes: readonly WrittenPart[];
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
  connect(settings: AccountSettings, deps: ClientDeps): Client;
}>;
