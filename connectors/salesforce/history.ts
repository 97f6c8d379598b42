import type { HistoryOutcome, PastMessage } from '../contract.ts';
import { readMessages } from './case-messages.ts';
import type { Reading } from './case-reading.ts';
import { readFailureOf } from './errors.ts';
import { firstMessageOf } from './ids.ts';
import { isDescription, type Told } from './told.ts';
import { whoseMessage } from './whose-message.ts';

/** The customers' last messages of a case, the oldest first. Staff, rules and our own writes are left out. One call. */
export async function readHistory(reading: Reading, ticket: string, limit: number): Promise<HistoryOutcome> {
  const read = await readMessages(ticket, limit, reading);
  if (read.kind !== 'ok') return readFailureOf(read);
  if (read.value === null) return readFailureOf({ kind: 'not-found' });
  const messages = read.value.flatMap((told) => messageOf(told, reading));
  return { kind: 'history', messages: messages.slice(0, limit).reverse() };
}

function messageOf(told: Told, { settings }: Reading): PastMessage[] {
  const whose = whoseMessage(told, settings);
  if (whose.kind !== 'customer') return [];
  const { author, role } = whose;
  const { occurredAt, text, html } = told;
  const message = isDescription(told) ? firstMessageOf(told.ticket) : told.record;
  return [{ message, occurredAt, author, role, text: text ?? '', html }];
}
