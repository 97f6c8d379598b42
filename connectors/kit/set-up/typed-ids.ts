import type { TypedId } from '../../set-up.ts';

/** `hint`: who or what is not found by this id. */
export const typedId = (id: string, hint: string | null = null): TypedId => ({ ok: true, id, hint });

/** `expected`: what was expected and where a person finds it; it repeats nothing of what was typed. */
export const noId = (expected: string): TypedId => ({ ok: false, expected });

/** A ticket's number, as helpdesks show it: `5158`, `#5158`. */
export function ticketNumberIn(text: string): TypedId {
  const [, number] = /^\s*(?:#\s*)?([1-9]\d*)\s*$/.exec(text) ?? [];
  return number === undefined
    ? noId('expected the number of a ticket, such as 5158, which stands beside its subject')
    : typedId(number);
}
