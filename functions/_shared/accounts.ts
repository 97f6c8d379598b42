import type { AccountSettings } from '../../connectors/account.ts';

/** The settings of one account of one tool, or null where there is no such account in this stage. */
export function findAccount(
  accounts: readonly AccountSettings[],
  connector: string,
  account: string,
): AccountSettings | null {
  return (
    accounts.find((candidate) => candidate.connector === connector && candidate.account === account) ?? null
  );
}

/** The settings of the account that a partner event source belongs to, or null where no account of this stage names it. */
export function accountOfSource(
  accounts: readonly AccountSettings[],
  source: string,
): AccountSettings | null {
  return accounts.find(({ partnerEventSources }) => partnerEventSources.includes(source)) ?? null;
}
