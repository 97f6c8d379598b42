import type { Spender } from '../services/ports.ts';
import { beginningOf, characterCount } from '../text/letters.ts';

/** A text as far as the cap per message lets it be read. */
export type Capped = Readonly<{ text: string; charactersOverCap: number }>;

/** Cuts at the cap, between two graphemes, and says how much is left out. */
export function withinCap(text: string, maxCharacters: number): Capped {
  const kept = beginningOf(text, maxCharacters);
  return { text: kept.trimEnd(), charactersOverCap: characterCount(text) - characterCount(kept) };
}

/** A counter in the budget table: what it counts, how far it may go, and when nobody needs it any more. */
export type Counter = Readonly<{ key: string; maxCharacters: number; expiresAt: number }>;

const secondsPerHour = 3_600;
const secondsPerDay = 86_400;

/** The two counters that a translation draws on: the account's day and the requester's hour, both in UTC. */
export function countersOf(spender: Spender): readonly [Counter, Counter] {
  const { connector, account, requester, at } = spender;
  const time = at.toISOString();
  const now = Math.floor(at.getTime() / 1000);
  return [
    {
      key: `day:${connector}:${account}:${time.slice(0, 10)}`,
      maxCharacters: spender.charactersPerDay,
      expiresAt: now + 2 * secondsPerDay,
    },
    {
      key: `hour:${connector}:${account}:${requester}:${time.slice(0, 13)}`,
      maxCharacters: spender.charactersPerRequesterPerHour,
      expiresAt: now + 2 * secondsPerHour,
    },
  ];
}
