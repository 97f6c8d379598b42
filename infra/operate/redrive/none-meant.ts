import { CommandError } from '../../commands/shell.ts';
import type { StageSettings } from '../../settings.ts';
import { accountsMeant, noSuchAccount } from '../accounts.ts';
import { requireTypedId, typedIdOf } from '../typed-ids.ts';
import type { ParkedMessage } from './parked.ts';
import { isMeant, narrowing, type Selection } from './select.ts';

/** More values than that help nobody. */
const namedValues = 10;

/**
 * Where no parked message is meant: throws CommandError if that looks like a slip, since "nothing to do" would be taken for done.
 * `isAllSeen` false = what is meant may be hidden at this moment.
 */
export function requireSomeMeant(
  selection: Selection,
  seen: readonly ParkedMessage[],
  isAllSeen: boolean,
  settings: StageSettings,
): void {
  // Of each id it is said by itself whether it was found.
  if (selection.message !== undefined || seen.some((parked) => isMeant(parked, selection))) return;
  const { connector, account, ticket } = selection;
  const accounts = accountsMeant(selection, settings);
  // What is parked may be of an account that the settings no longer have.
  if (accounts.length === 0 && !seen.some((parked) => isMeant(parked, { connector, account })))
    throw noSuchAccount(selection, settings);
  const [first] = accounts;
  if (ticket !== undefined && first !== undefined && !accounts.some((one) => isIdAt(one, ticket)))
    requireTypedId('ticket', ticket, first);
  if (seen.length > 0 && isAllSeen) throw new CommandError(noneOf(selection, seen));
}

const isIdAt = (account: Parameters<typeof typedIdOf>[2], ticket: string): boolean =>
  typedIdOf('ticket', ticket, account)?.ok === true;

/** `None of the parked messages (3) has reason "unauthorized"; there are: unauthorised.` */
function noneOf(selection: Selection, seen: readonly ParkedMessage[]): string {
  const asked = narrowing.filter((name) => selection[name] !== undefined);
  const unknown = asked.filter((name) => !seen.some((one) => isMeant(one, { [name]: selection[name] })));
  const named = (unknown.length === 0 ? asked : unknown).map((name) => `${name} "${selection[name]}"`);
  const [only] = unknown;
  const known = only === undefined ? '' : `; there are: ${valuesOf(only, seen)}`;
  return `None of the parked messages (${seen.length}) has ${named.join(' and ')}${known}.`;
}

function valuesOf(name: (typeof narrowing)[number], seen: readonly ParkedMessage[]): string {
  const values = [...new Set(seen.map((parked) => parked[name] ?? '?'))].toSorted();
  return values.length <= namedValues
    ? values.join(', ')
    : `${values.slice(0, namedValues).join(', ')}, … (${values.length})`;
}
