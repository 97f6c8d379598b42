import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';
import { type AccountSettings, accountSettings } from '../connectors/account.ts';

/** Lambda gives a function 4 KB for all of its variables together; the accounts get the greater part. */
export const maxAccountsBytes = 3_072;

/**
 * The variable ACCOUNTS: every setting that has its default value is left out. What may go is asked of the schema
 * itself (parsing without it must give the same settings), so that this cannot drift from the defaults.
 */
export function compactAccounts(accounts: readonly AccountSettings[]): string {
  return JSON.stringify(accounts.map(withoutDefaults));
}

function withoutDefaults(account: AccountSettings): unknown {
  const means = (candidate: unknown): boolean => {
    const parsed = z.safeParse(accountSettings, candidate);
    return parsed.success && isDeepStrictEqual(parsed.data, account);
  };
  return pruned(account, (candidate) => candidate, means);
}

/** Drops each entry of `value`, outermost first, without which the whole (`value` put back by `inWhole`) still means the same. */
function pruned(
  value: Readonly<Record<string, unknown>>,
  inWhole: (value: unknown) => unknown,
  means: (whole: unknown) => boolean,
): Readonly<Record<string, unknown>> {
  let kept = value;
  for (const [name, entry] of Object.entries(value)) {
    const { [name]: _, ...rest } = kept;
    if (means(inWhole(rest))) {
      kept = rest;
    } else if (isGroup(entry)) {
      const others = kept;
      kept = { ...kept, [name]: pruned(entry, (inner) => inWhole({ ...others, [name]: inner }), means) };
    }
  }
  return kept;
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
