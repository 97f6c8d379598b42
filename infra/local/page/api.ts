import * as z from 'zod';
import { troubleCounts } from '../../moments.ts';

/**
 * What the demo page's server tells the page, beside the helpdesk's own HTTP API that it passes on. Never customer text:
 * the page reads texts from the helpdesk, as an agent tool does.
 */

const count = z.int().min(0);
const atMs = z.number().describe('milliseconds since 1970');

/** A customer one may speak as. */
export const persona = z.strictObject({
  /** The end user's id in the helpdesk. */
  userId: z.string(),
  name: z.string(),
  language: z.string().describe('BCP 47'),
  /** Sentences that the phrasebook knows, to begin with. */
  suggestions: z.array(z.strictObject({ subject: z.string(), text: z.string() })),
});
export type Persona = z.infer<typeof persona>;

/** `GET /page/config` */
export const pageConfig = z.strictObject({
  /** Who translates: `phrasebook`, `apertium`, … */
  engine: z.string(),
  engineIsReal: z.boolean().describe('false: a stand-in whose sentences prove the way, not the quality'),
  agentLanguage: z.string().describe('BCP 47'),
  /** Answers in the agents' language that the engine is sure to know; none where it translates anything. */
  agentSuggestions: z.array(z.string()),
  toolName: z.string(),
  /** Null = this helpdesk's API is not one that the page speaks; then only the way and the moments are shown. */
  helpdesk: z.nullable(
    z.strictObject({
      agent: z.strictObject({ userId: z.string(), name: z.string() }),
      runtimeUserId: z.string().describe('the user that Dragoman writes as'),
      fieldIds: z.strictObject({
        language: z.string(),
        sentiment: z.string(),
        intent: z.string(),
        subject: z.string(),
      }),
      /** App of Sunshine Conversations that chats go by. */
      messagingAppId: z.string(),
      personas: z.array(persona),
    }),
  ),
});
export type PageConfig = z.infer<typeof pageConfig>;

/** One station on a message's way: an event, a function that ran, a call of a service or of the helpdesk. */
export const wayStep = z.strictObject({
  /** Counts up over the whole demo: the key of a step. */
  number: count,
  atMs,
  kind: z.enum(['http-request', 'event', 'queue', 'invocation', 'service-call', 'helpdesk-call']),
  /** `enrich`, `translate`, `message.received.v1`, `PUT /api/v2/tickets/12`, … */
  name: z.string(),
  /** Of a service: its operation. Of a queue: what happened. Else null. */
  detail: z.nullable(z.string()),
  /** Which function made the call; null = not a call, or not by a function. */
  caller: z.nullable(z.string()),
  ms: z.nullable(z.number()),
  ok: z.boolean(),
  /** `ok`, an error's name, an HTTP status. */
  result: z.string(),
  /** Which engine made a translation. */
  engine: z.nullable(z.string()),
  billedCharacters: count,
  /** At AWS's list price for us-east-1; null = costs nothing that is worth naming. */
  costUsd: z.nullable(z.number()),
});
export type WayStep = z.infer<typeof wayStep>;

/** The way of one delivery through the stack: one trace. */
export const way = z.strictObject({
  traceId: z.string(),
  startedAtMs: atMs,
  /** As far as known yet. */
  ticket: z.nullable(z.string()),
  message: z.nullable(z.string()),
  /** What it is about: the type of the first event, such as `message.received.v1`; null = none yet. */
  about: z.nullable(z.string()),
  outcome: z.nullable(z.enum(['delivered', 'skipped', 'parked', 'refused'])).describe('null = under way'),
  reason: z.nullable(z.string()),
  /** From the delivery to the last step so far. */
  ms: z.number(),
  costUsd: z.number(),
  /** Which engines translated on this way. */
  engines: z.array(z.string()),
  fromMemory: z
    .nullable(z.array(z.string()))
    .describe('A translation made earlier was used: by which engines, as far as known. Null = none was'),
  steps: z.array(wayStep),
  isWhole: z.boolean().describe('false: it is so old that its steps are no longer kept'),
});
export type Way = z.infer<typeof way>;

const labelCounts = z.record(z.string(), count);

/** What the functions' own metrics (EMF) say since the demo began; the deployed dashboard shows the same. */
export const moments = z.strictObject({
  /** One point per message that was read, in order: the newest ones. */
  sentiment: z.array(
    z.strictObject({
      atMs,
      label: z.enum(['POSITIVE', 'NEUTRAL', 'NEGATIVE', 'MIXED']),
      language: z.string(),
    }),
  ),
  /** Of all messages that were read, not only of those that still have a point. */
  sentimentTotals: z.strictObject({ POSITIVE: count, NEUTRAL: count, NEGATIVE: count, MIXED: count }),
  /** Messages by language, then intent; `none` where none was sure. */
  intentsByLanguage: z.array(z.strictObject({ language: z.string(), intents: labelCounts })),
  timeToNote: z.strictObject({
    medianMs: z.nullable(z.number()),
    p95Ms: z.nullable(z.number()),
    notes: count.describe('all that were written; each of the newest ones has a point'),
    points: z.array(z.strictObject({ atMs, ms: z.number() })),
  }),
  /** Running sums, one point per change: the newest ones. */
  characters: z.strictObject({
    billed: count,
    saved: count,
    points: z.array(z.strictObject({ atMs, billed: count, saved: count })),
  }),
  /** One point each time that one of these was counted, in order: the newest ones. */
  troubles: z.array(z.strictObject({ atMs, count: z.enum(troubleCounts), amount: count })),
  counts: z.strictObject({
    received: count,
    delivered: count,
    skipped: count,
    parked: count,
    askedNothing: count,
    gaps: count,
    retries: count,
    repliesSent: count,
    repliesFailed: count,
  }),
});
export type Moments = z.infer<typeof moments>;

/** `GET /page/stream`: server-sent events; each one's `event:` is its `kind`, its `data:` this object. */
export const streamMessage = z.discriminatedUnion('kind', [
  /** Always first, and again after a reconnect: everything so far. */
  z.strictObject({
    kind: z.literal('snapshot'),
    /** Another one for each start of the server: what a page knows of an earlier run is of a helpdesk that is no more. */
    runId: z.string(),
    ways: z.array(way),
    moments,
  }),
  /** A way that is new or has changed; whole, to replace the one of the same trace. */
  z.strictObject({ kind: z.literal('way'), way }),
  z.strictObject({ kind: z.literal('moments'), moments }),
  /** Something was written in the helpdesk: whoever shows tickets reads again. Null = which ticket is not known. */
  z.strictObject({ kind: z.literal('helpdesk-changed'), ticket: z.nullable(z.string()) }),
]);
export type StreamMessage = z.infer<typeof streamMessage>;

/**
 * The helpdesk's own HTTP API, passed on unchanged but for the credentials: `/helpdesk/agent/api/v2/tickets/12.json` as the
 * agent, `/helpdesk/customer/<userId>/api/v2/requests.json` as that end user, and `/helpdesk/messaging/sc/v2/…` with the
 * key of Sunshine Conversations, as the messaging client of a website has it. Below these only `/api/v2/` and `/sc/v2/`.
 * Zendesk refuses a write that does not say `accept: application/json`.
 */
export const helpdeskPaths = {
  agent: '/helpdesk/agent',
  customer: (userId: string) => `/helpdesk/customer/${encodeURIComponent(userId)}`,
  messaging: '/helpdesk/messaging',
} as const;
