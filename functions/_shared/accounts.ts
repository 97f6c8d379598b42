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
