import type { AccountSettings } from '../../connectors/account.ts';
import type { TypedId } from '../../connectors/set-up.ts';
import { setUpNamed } from '../../connectors/set-ups.ts';
import { CommandError } from '../commands/shell.ts';

type Place = Pick<AccountSettings, 'connector' | 'account'>;

/** What is typed after an option, which that account's helpdesk reads. */
export function typedIdOf(
  option: 'ticket' | 'customer',
  text: string,
  { connector, account }: Place,
): TypedId | undefined {
  const setUp = setUpNamed(connector);
  return option === 'ticket' ? setUp?.ticketIdIn(text) : setUp?.customerIdIn(text, account);
}

/** The id, with a hint on what is not found by it. Throws CommandError for what cannot be one. */
export function requireTypedId(
  option: 'ticket' | 'customer',
  text: string,
  place: Place,
): Extract<TypedId, { ok: true }> {
  const reading = typedIdOf(option, text, place);
  if (reading?.ok) return reading;
  throw new CommandError(`--${option}: ${reading?.expected ?? `${place.connector} is no helpdesk`}.`);
}
