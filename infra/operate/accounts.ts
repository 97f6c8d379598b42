import type { AccountSettings } from '../../connectors/account.ts';
import { CommandError } from '../commands/shell.ts';
import type { StageSettings } from '../settings.ts';

/** What was said of an account; undefined = not said. */
export type AccountAsked = Readonly<{ connector?: string | undefined; account?: string | undefined }>;

/** The accounts of the stage that are meant; what is left out does not narrow them. Pure. */
export function accountsMeant(
  { connector, account }: AccountAsked,
  { accounts }: Pick<StageSettings, 'accounts'>,
): readonly AccountSettings[] {
  return accounts.filter(
    (one) => (connector ?? one.connector) === one.connector && (account ?? one.account) === one.account,
  );
}

export const nameAccounts = (accounts: StageSettings['accounts']): string =>
  accounts.map(({ connector, account }) => `${connector} ${account}`).join(', ');

/** The stage has no such account. */
export function noSuchAccount(
  { connector, account }: AccountAsked,
  { stage, accounts }: Pick<StageSettings, 'stage' | 'accounts'>,
): CommandError {
  const asked = [connector, account].filter((part) => part !== undefined).join(' ');
  return new CommandError(`The stage "${stage}" has no account of ${asked}, only ${nameAccounts(accounts)}.`);
}
