import { createHmac, randomBytes } from 'node:crypto';
import { scheduler } from 'node:timers/promises';
import { ulid } from '../ids.ts';
import { type Invocation, type InvocationAttempt, statusOfAnswer } from './invocations.ts';

export type WebhookSettings = Readonly<{
  url: string;
  signingSecret: string;
  /** Event types (`zen:event-type:ticket.created`, …). Empty for a webhook of a trigger. */
  subscriptions: readonly string[];
  webhookId?: string;
  /** Sent along: the webhook's authentication and its custom headers. */
  headers?: Readonly<Record<string, string>>;
  /** Pause before a retry that names no `Retry-After`; the real one is not documented. */
  retryDelayMs?: number;
  /** Whether a new ticket's first comment causes `comment_added` beside `ticket.created`. Default true. */
  firstCommentEvent?: boolean;
  /** The template of a trigger's "notify active webhook" action; a webhook has either this or subscriptions. */
  triggerTemplate?: string;
}>;

export type DeliverOptions = Readonly<{
  /** `bad` = signed with a secret that nobody has; `none` = without the two signature headers. */
  signature?: 'good' | 'bad' | 'none';
  /** How old the signed timestamp is; negative = in the future. */
  ageSeconds?: number;
  contentType?: string;
  /** Instead of the webhook's signing secret. */
  secret?: string;
  invocationId?: string;
  /** Whether Zendesk's retry rules apply; default true. */
  retry?: boolean;
}>;

export type DeliveryResult = Readonly<{
  /** Of the last answer; null = there was none (timeout, no connection). */
  status: number | null;
  headers: Readonly<Record<string, string>>;
  body: string;
  attempts: number;
  /** From the first attempt to the last answer. */
  ms: number;
}>;

/** Zendesk waits 12 s for the whole request. */
const timeoutMs = 12_000;
const defaultRetryDelayMs = 1_000;
/** 409 is retried up to 3 times, a timeout up to 5 times, 429 and 503 only with a short `Retry-After`. */
const maxRetries = { conflict: 3, timeout: 5, throttled: 3 };
/** What counts as short is not documented. */
const longestRetryAfterSeconds = 60;

type Attempt = Omit<DeliveryResult, 'attempts' | 'ms'> & Readonly<{ timedOut: boolean }>;
type RetryCounts = { conflict: number; timeout: number; throttled: number };

/** Base64 of HMAC-SHA256 over the timestamp header and the raw body, without anything in between. */
export function signatureOf(secret: string, timestamp: string, body: Uint8Array): string {
  return createHmac('sha256', secret).update(timestamp).update(body).digest('base64');
}

function bytesOf(body: object | string | Uint8Array): Uint8Array<ArrayBuffer> {
  if (body instanceof Uint8Array) return new Uint8Array(body);
  return new Uint8Array(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)));
}

/** How long Zendesk waits before it tries again; null = it does not. Counts the retry. */
function retryDelay(attempt: Attempt, counts: RetryCounts, delayMs: number): number | null {
  const take = (kind: keyof RetryCounts) => {
    counts[kind] += 1;
    return counts[kind] <= maxRetries[kind];
  };
  if (attempt.timedOut) return take('timeout') ? delayMs : null;
  if (attempt.status === 409) return take('conflict') ? delayMs : null;
  if (attempt.status !== 429 && attempt.status !== 503) return null;
  const seconds = Number(attempt.headers['retry-after'] ?? Number.NaN);
  const isShort = seconds >= 0 && seconds <= longestRetryAfterSeconds;
  return isShort && take('throttled') ? seconds * 1000 : null;
}

function eventTypeOf(body: object | string | Uint8Array): string | null {
  return typeof body === 'object' && 'type' in body && typeof body.type === 'string' ? body.type : null;
}

/** Sends signed webhooks over HTTP, with Zendesk's headers, timeout and retry rules. */
export class WebhookSender {
  readonly #accountId: string;
  readonly #now: () => Date;
  readonly #record: (webhookId: string, invocation: Invocation) => void;
  readonly #stopped = new AbortController();

  constructor(
    accountId: string,
    now: () => Date,
    record: (webhookId: string, invocation: Invocation) => void = () => undefined,
  ) {
    this.#accountId = accountId;
    this.#now = now;
    this.#record = record;
  }

  /** Ends what is under way: an attempt that waits counts as unanswered and is not repeated. */
  stop(): void {
    this.#stopped.abort();
  }

  /** One invocation: as many attempts as the rules allow, all with the same id, timestamp and signature. */
  async deliver(
    settings: WebhookSettings,
    body: object | string | Uint8Array,
    options: DeliverOptions = {},
  ): Promise<DeliveryResult> {
    const bytes = bytesOf(body);
    const id = options.invocationId ?? ulid(this.#now());
    const createdAt = this.#now();
    const headers = this.#headersOf(settings, bytes, { ...options, invocationId: id });
    const delayMs = settings.retryDelayMs ?? defaultRetryDelayMs;
    const counts: RetryCounts = { conflict: 0, timeout: 0, throttled: 0 };
    const attempts: InvocationAttempt[] = [];
    const startedAt = performance.now();
    for (;;) {
      const attempt = await this.#attempt(settings, bytes, headers);
      const { timedOut, ...answer } = attempt;
      const ms = Math.round(performance.now() - startedAt);
      const status = statusOfAnswer(answer.status, timedOut);
      attempts.push({ id: ulid(this.#now()), responseCode: answer.status, status, at: this.#now(), ms });
      const waitMs = options.retry === false ? null : retryDelay(attempt, counts, delayMs);
      if (waitMs === null || this.#stopped.signal.aborted) {
        const invocation = { id, eventType: eventTypeOf(body), status, createdAt };
        if (settings.webhookId !== undefined)
          this.#record(settings.webhookId, { ...invocation, completedAt: this.#now(), attempts });
        return { ...answer, attempts: attempts.length, ms };
      }
      await scheduler.wait(waitMs, { signal: this.#stopped.signal }).catch(() => undefined);
    }
  }

  #headersOf(settings: WebhookSettings, bytes: Uint8Array, options: DeliverOptions): Record<string, string> {
    const signedAt = new Date(this.#now().getTime() - (options.ageSeconds ?? 0) * 1000);
    const timestamp = signedAt.toISOString().replace(/\.\d+Z$/, 'Z');
    const good = options.secret ?? settings.signingSecret;
    const secret = options.signature === 'bad' ? randomBytes(24).toString('base64') : good;
    return {
      ...settings.headers,
      'content-type': options.contentType ?? 'application/json; charset=utf-8',
      accept: '*/*',
      'user-agent': 'Zendesk Webhook',
      'x-zendesk-account-id': this.#accountId,
      'x-zendesk-webhook-id': settings.webhookId ?? '',
      'x-zendesk-webhook-invocation-id': options.invocationId ?? ulid(this.#now()),
      ...(options.signature === 'none'
        ? {}
        : {
            'x-zendesk-webhook-signature': signatureOf(secret, timestamp, bytes),
            'x-zendesk-webhook-signature-timestamp': timestamp,
          }),
    };
  }

  async #attempt(
    settings: WebhookSettings,
    body: Uint8Array<ArrayBuffer>,
    headers: Record<string, string>,
  ): Promise<Attempt> {
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const response = await fetch(settings.url, {
        method: 'POST',
        headers,
        body,
        redirect: 'manual',
        signal: AbortSignal.any([timeout, this.#stopped.signal]),
      });
      const text = await response.text();
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: text,
        timedOut: false,
      };
    } catch {
      return { status: null, headers: {}, body: '', timedOut: timeout.aborted };
    }
  }
}
