import type { AccountSettings } from '../../connectors/account.ts';
import type { Capabilities, WriteOutcome } from '../../connectors/contract.ts';
import { closedUntil, givenBack, type PaceLimit, type Rank, takeFrom } from './pace.ts';
import type { PaceStore } from './pace-store.ts';

const minuteMs = 60_000;

/** Leave to update a ticket. */
export type Leave =
  | Readonly<{
      kind: 'go';
      /** To be told what the helpdesk said. */
      settle: (outcome: WriteOutcome) => Promise<void>;
    }>
  | Readonly<{ kind: 'wait'; delayMs: number }>;

/** The pace of one helpdesk account, shared by all running functions. Never throws: a pace that fails stops no write. */
export type AccountPace = Readonly<{
  ask(ticket: string, wish: Readonly<{ updates: number; rank: Rank }>): Promise<Leave>;
}>;

const go: Leave = { kind: 'go', settle: async () => {} };

/** Lets everything go. */
export const unpaced: AccountPace = { ask: async () => go };

export type PaceDeps = Readonly<{
  store: PaceStore;
  /** Epoch milliseconds; faster than the world's where queues wait faster too. */
  nowMs: () => number;
  /** 0..1; jitter. */
  random: () => number;
  /** Told what failed, and the error. */
  onProblem: (code: string, error: unknown) => void;
}>;

export type PacedAccount = Readonly<{
  settings: Pick<AccountSettings, 'connector' | 'account' | 'updatesPerMinute'>;
  limits: Capabilities['limits'];
}>;

/** One of the account's two limits, and where its book is kept. */
type Counted = Readonly<{ key: string; limit: PaceLimit }>;

/** Places that were taken. */
type Held = Counted & Readonly<{ tickEndsAtMs: number }>;

function countedOf({ settings, limits }: PacedAccount, ticket: string) {
  const place = `${settings.connector}:${settings.account}`;
  const account: Counted = {
    key: `pace:${place}`,
    limit: {
      updates: settings.updatesPerMinute ?? limits.updatesPerMinutePerAccount,
      windowMs: minuteMs,
      hasLine: true,
    },
  };
  const { updatesPerTicketPer10Minutes: updates } = limits;
  if (updates === null) return { account, ticket: null };
  const limit = { updates, windowMs: 10 * minuteMs, hasLine: false };
  return { account, ticket: { key: `pace:${place}:${ticket}`, limit } satisfies Counted };
}

/** The pace of one account. */
export function createAccountPace(paced: PacedAccount, deps: PaceDeps): AccountPace {
  const { store, nowMs, random, onProblem } = deps;

  async function take({ key, limit }: Counted, wish: Readonly<{ updates: number; rank: Rank }>) {
    const taken = await store.update(key, (book) => {
      const result = takeFrom(book, limit, { ...wish, nowMs: nowMs() });
      return { book: result.book, result };
    });
    // So many are at it that nobody knows how many: that is no moment to go on.
    return taken ?? { kind: 'wait' as const, delayMs: 1_000 + random() * 1_000 };
  }

  /** Both limits have to allow it: what the first allowed goes back if the second does not. */
  async function askBoth(ticket: string, wish: Readonly<{ updates: number; rank: Rank }>): Promise<Leave> {
    const counted = countedOf(paced, ticket);
    const ofAccount = await take(counted.account, wish);
    if (ofAccount.kind === 'wait') return { kind: 'wait', delayMs: ofAccount.delayMs };
    const held: Held[] = [{ ...counted.account, tickEndsAtMs: ofAccount.tickEndsAtMs }];
    if (counted.ticket !== null) {
      const ofTicket = await take(counted.ticket, wish);
      if (ofTicket.kind === 'wait') {
        await giveBack(held, wish.updates);
        return { kind: 'wait', delayMs: ofTicket.delayMs };
      }
      held.push({ ...counted.ticket, tickEndsAtMs: ofTicket.tickEndsAtMs });
    }
    return {
      kind: 'go',
      async settle(outcome) {
        // The mark was found, so nothing was sent.
        if (outcome.kind === 'already-applied') await giveBack(held, wish.updates);
        // Of several calls only the last was refused for certain.
        if (outcome.kind === 'throttled') await giveBack(held, 1, outcome.retryAfterMs);
      },
    };
  }

  /**
   * `retryAfterMs`: how long the helpdesk wants nothing. No limit asks for more than its own window: a wait that is longer
   * than a minute can only be about the ticket, and must not shut all others out.
   */
  async function giveBack(
    held: readonly Held[],
    updates: number,
    retryAfterMs: number | null = null,
  ): Promise<void> {
    try {
      for (const { key, limit, tickEndsAtMs } of held) {
        const untilMs = retryAfterMs === null ? 0 : nowMs() + Math.min(retryAfterMs, limit.windowMs);
        await store.update(key, (book) => ({
          book: closedUntil(givenBack(book, tickEndsAtMs, updates), untilMs),
          result: null,
        }));
      }
    } catch (error) {
      onProblem('pace-unavailable', error);
    }
  }

  return {
    async ask(ticket, wish) {
      if (wish.updates === 0) return go;
      try {
        return await askBoth(ticket, wish);
      } catch (error) {
        onProblem('pace-unavailable', error);
        return go;
      }
    },
  };
}
