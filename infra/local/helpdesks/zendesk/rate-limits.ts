import { rateLimited } from './errors.ts';

export type RateLimitSettings = Readonly<{
  /** Team 200, Growth and Professional 400, Enterprise 700, High Volume 2500. */
  accountPerMinute: number;
  /** Update Ticket, whole account: 100, with High Volume 300. */
  updateTicketPerMinute: number;
  /** Updates of one ticket by one user: 30. */
  updatesPerTicketPer10Minutes: number;
}>;

export const enterpriseRateLimits: RateLimitSettings = {
  accountPerMinute: 700,
  updateTicketPerMinute: 100,
  updatesPerTicketPer10Minutes: 30,
};

const minuteMs = 60_000;

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
  readonly #perTicket = new Map<string, Window>();

  constructor(settings: RateLimitSettings | 'off', now: () => Date) {
    this.#now = now;
    this.#settings = settings;
    this.#account = new Window(0, minuteMs);
    this.#updateTicket = new Window(0, minuteMs);
    this.configure(settings);
  }

  /** Replaces the limits; all windows begin anew. */
  configure(settings: RateLimitSettings | 'off'): void {
    this.#settings = settings;
    this.#perTicket.clear();
    if (settings === 'off') return;
    this.#account = new Window(settings.accountPerMinute, minuteMs);
    this.#updateTicket = new Window(settings.updateTicketPerMinute, minuteMs);
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
    this.#takeOfTicket(`${userId} ${ticketId}`, this.#settings.updatesPerTicketPer10Minutes, now);
    const { total, remaining, resetsInSeconds } = standing;
    return {
      'zendesk-ratelimit-tickets-update': `total=${total}; remaining=${remaining}; resets=${resetsInSeconds}`,
    };
  }

  #takeOfTicket(key: string, limit: number, now: number): void {
    const window = this.#perTicket.get(key) ?? new Window(limit, 10 * minuteMs);
    this.#perTicket.set(key, window);
    const standing = window.take(now);
    if (!standing.allowed)
      throw rateLimited('updates of this ticket per 10 minutes', standing.resetsInSeconds);
  }
}
