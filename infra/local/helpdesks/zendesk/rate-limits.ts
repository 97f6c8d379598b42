import { rateLimited } from './errors.ts';

export type RateLimitSettings = Readonly<{
  /** Team 200, Growth and Professional 400, Enterprise 700, High Volume 2500. */
  accountPerMinute: number;
  /** Update Ticket, whole account: 100, with High Volume 300. */
  updateTicketPerMinute: number;
  /** Updates of one ticket by one user: 30. */
  updatesPerTicketPer10Minutes: number;
  /** List Conversation Log, whole account: 100 (default), with High Volume 300. */
  conversationLogPerMinute?: number;
  /** Incremental exports, whole account: 10 (default), with High Volume 30. */
  incrementalExportPerMinute?: number;
  /** Requests of Sunshine Conversations; it publishes no number. Default: no limit. */
  sunshinePerMinute?: number;
}>;

export const enterpriseRateLimits: RateLimitSettings = {
  accountPerMinute: 700,
  updateTicketPerMinute: 100,
  updatesPerTicketPer10Minutes: 30,
};

const minuteMs = 60_000;

/**
 * A clock that runs `timeScale` times as fast as `now` and agrees with it at first. A `Retry-After` then counts its
 * seconds, as do the waits of queues whose time is scaled alike.
 */
export function acceleratedClock(timeScale: number, now: () => Date = () => new Date()): () => Date {
  const startMs = now().getTime();
  return () => new Date(startMs + (now().getTime() - startMs) * timeScale);
}

type Standing = Readonly<{ total: number; remaining: number; resetsInSeconds: number }>;

/** Counts in fixed windows that begin with the first request. */
class Window {
  readonly #limit: number;
  readonly #lengthMs: number;
  #startedAt = Number.NEGATIVE_INFINITY;
  #used = 0;

  constructor(limit: number, lengthMs: number) {
    this.#limit = limit;
    this.#lengthMs = lengthMs;
  }

  /** Takes one request out of the window; `allowed: false` = there is none left. */
  take(now: number): Standing & Readonly<{ allowed: boolean }> {
    if (now - this.#startedAt >= this.#lengthMs) {
      this.#startedAt = now;
      this.#used = 0;
    }
    const allowed = this.#used < this.#limit;
    if (allowed) this.#used += 1;
    return {
      allowed,
      total: this.#limit,
      remaining: this.#limit - this.#used,
      resetsInSeconds: Math.max(1, Math.ceil((this.#startedAt + this.#lengthMs - now) / 1000)),
    };
  }
}

/** Zendesk's limits per account, per endpoint and per ticket; `off` counts nothing and sends no headers. */
export class RateLimits {
  #settings: RateLimitSettings | 'off';
  readonly #now: () => Date;
  #account: Window;
  #updateTicket: Window;
  #conversationLog: Window;
  #incrementalExport: Window;
  #sunshine: Window;
  readonly #perTicket = new Map<string, Window>();

  constructor(settings: RateLimitSettings | 'off', now: () => Date) {
    this.#now = now;
    this.#settings = settings;
    this.#account = new Window(0, minuteMs);
    this.#updateTicket = new Window(0, minuteMs);
    this.#conversationLog = new Window(0, minuteMs);
    this.#incrementalExport = new Window(0, minuteMs);
    this.#sunshine = new Window(0, minuteMs);
    this.configure(settings);
  }

  /** Replaces the limits; all windows begin anew. */
  configure(settings: RateLimitSettings | 'off'): void {
    this.#settings = settings;
    this.#perTicket.clear();
    if (settings === 'off') return;
    this.#account = new Window(settings.accountPerMinute, minuteMs);
    this.#updateTicket = new Window(settings.updateTicketPerMinute, minuteMs);
    this.#conversationLog = new Window(settings.conversationLogPerMinute ?? 100, minuteMs);
    this.#incrementalExport = new Window(settings.incrementalExportPerMinute ?? 10, minuteMs);
    this.#sunshine = new Window(settings.sunshinePerMinute ?? Number.POSITIVE_INFINITY, minuteMs);
  }

  /** Counts one API request and gives its headers. Throws the 429 when there was none left. */
  takeRequest(): Record<string, string> {
    if (this.#settings === 'off') return {};
    const standing = this.#account.take(this.#now().getTime());
    if (!standing.allowed) throw rateLimited('API requests per minute', standing.resetsInSeconds);
    return {
      'x-rate-limit': String(standing.total),
      'x-rate-limit-remaining': String(standing.remaining),
      'ratelimit-limit': String(standing.total),
      'ratelimit-remaining': String(standing.remaining),
      'ratelimit-reset': String(standing.resetsInSeconds),
    };
  }

  /** Counts one update of a ticket and gives its header. Throws the 429 when there was none left. */
  takeTicketUpdate(userId: string, ticketId: string): Record<string, string> {
    if (this.#settings === 'off') return {};
    const now = this.#now().getTime();
    const standing = this.#updateTicket.take(now);
    if (!standing.allowed) throw rateLimited('ticket updates per minute', standing.resetsInSeconds);
    this.takeChangeOfTicket(userId, ticketId);
    const { total, remaining, resetsInSeconds } = standing;
    return {
      'zendesk-ratelimit-tickets-update': `total=${total}; remaining=${remaining}; resets=${resetsInSeconds}`,
    };
  }

  /** Counts one reading of a conversation log and gives its header. Throws the 429 when there was none left. */
  takeConversationLog(): Record<string, string> {
    if (this.#settings === 'off') return {};
    const { allowed, total, remaining, resetsInSeconds } = this.#conversationLog.take(this.#now().getTime());
    if (!allowed) throw rateLimited('conversation log requests per minute', resetsInSeconds);
    return {
      'zendesk-ratelimit-omnilog-index': `total=${total}; remaining=${remaining}; resets=${resetsInSeconds}`,
    };
  }

  /** Counts one incremental export. Throws the 429 when there was none left. */
  takeIncrementalExport(): void {
    if (this.#settings === 'off') return;
    const { allowed, resetsInSeconds } = this.#incrementalExport.take(this.#now().getTime());
    if (!allowed) throw rateLimited('incremental export API requests per minute', resetsInSeconds);
  }

  /** Counts one request of Sunshine Conversations; false = there was none left. */
  takeSunshine(): boolean {
    return this.#settings === 'off' || this.#sunshine.take(this.#now().getTime()).allowed;
  }

  /**
   * Counts one change of a ticket by a user, without the endpoint's own limit. Whether changes of tags count is not
   * documented; they do here, so that a caller reckons with it.
   */
  takeChangeOfTicket(userId: string, ticketId: string): void {
    if (this.#settings === 'off') return;
    const key = `${userId} ${ticketId}`;
    const limit = this.#settings.updatesPerTicketPer10Minutes;
    const window = this.#perTicket.get(key) ?? new Window(limit, 10 * minuteMs);
    this.#perTicket.set(key, window);
    const { allowed, resetsInSeconds } = window.take(this.#now().getTime());
    if (!allowed) throw rateLimited('updates of this ticket per 10 minutes', resetsInSeconds);
  }
}
