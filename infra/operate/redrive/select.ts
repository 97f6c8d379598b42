import { CommandError } from '../../commands/shell.ts';
import { typedIdOf } from '../typed-ids.ts';
import type { ParkedMessage } from './parked.ts';

/** Which of the parked messages are meant; what is left out does not narrow them. */
export type Selection = Readonly<{
  /** Ids, or how they begin: as many characters as the list shows. */
  message?: readonly string[] | undefined;
  queue?: string | undefined;
  reason?: string | undefined;
  connector?: string | undefined;
  account?: string | undefined;
  /** As it is listed, or as people write it: `#5158`. */
  ticket?: string | undefined;
}>;

/** The list shows so much of an id; it names one message among more than anybody will ever have parked. */
export const shortIdCharacters = 8;
export const shortId = (id: string): string => id.slice(0, shortIdCharacters);

export const narrowing = ['queue', 'reason', 'connector', 'account', 'ticket'] as const;
type Narrowing = (typeof narrowing)[number];

/** Whether a message is meant. Pure. */
export function isMeant(parked: ParkedMessage, selection: Selection): boolean {
  const { message } = selection;
  return (
    (message === undefined || message.some((id) => parked.id.startsWith(id))) &&
    narrowing.every((name) => {
      const asked = selection[name];
      return asked === undefined || asked === parked[name] || isTicketOf(parked, name, asked);
    })
  );
}

function isTicketOf({ connector, account, ticket }: ParkedMessage, name: Narrowing, asked: string): boolean {
  if (name !== 'ticket' || connector === null || account === null) return false;
  const reading = typedIdOf('ticket', asked, { connector, account });
  return reading?.ok === true && reading.id === ticket;
}

/** True = something was said about which messages are meant. */
export function isNarrowed(selection: Selection): boolean {
  return selection.message !== undefined || narrowing.some((name) => selection[name] !== undefined);
}

/** Throws CommandError for an id that names no message, or more than one. */
export function requireEachFound(ids: readonly string[], found: readonly ParkedMessage[]): void {
  for (const id of ids) {
    if (id.length < shortIdCharacters)
      throw new CommandError(
        `"${id}" is too short for an id: expected at least the ${shortIdCharacters} characters that the list shows.`,
      );
    const named = found.filter((parked) => parked.id.startsWith(id));
    if (named.length === 0)
      throw new CommandError(
        `No parked message has the id ${id}: it was sent again, was parked once more under a new id, or is hidden; ` +
          'look at the list again.',
      );
    if (named.length > 1)
      throw new CommandError(
        `${named.length} parked messages have ids that begin with ${id}: give the whole id (--json shows it).`,
      );
  }
}
