import { languageTagOf } from '../../events/language.ts';
import { sentimentLabels } from '../../events/message-enriched.v1.ts';
import { hashedAddress } from '../kit/hashed-address.ts';
import type { RequestTrackerSettings } from './settings.ts';

/** The ticket fields whose values are ours and agents may correct. */
export const fieldFamilies = ['language', 'sentiment', 'intent'] as const;
export type FieldFamily = (typeof fieldFamilies)[number];

/** RT deletes a ticket by this status; it stays readable and would even take correspondence, which brings it back. */
const deletedStatus = 'deleted';

/** A ticket's status in our words; one that is not in the settings stays as RT calls it, in lower case. */
export function statusWord(status: string | null, { statuses }: RequestTrackerSettings): string | null {
  const name = status?.toLowerCase() ?? null;
  if (name === null || name === deletedStatus) return name;
  return statuses[name] ?? name;
}

/** Whether a ticket takes no answer any more, and how that is called in an outcome. */
export function finalityOf(
  status: string | null,
  settings: RequestTrackerSettings,
): 'ticket-deleted' | 'ticket-closed' | null {
  const word = statusWord(status, settings);
  if (word === deletedStatus) return 'ticket-deleted';
  return word === 'closed' ? 'ticket-closed' : null;
}

/** The number behind a priority, which may be told as a number or as its label; null = neither. */
export function priorityNumber(
  priority: string | null,
  { priorities }: RequestTrackerSettings,
): number | null {
  if (priority === null) return null;
  return /^-?\d{1,9}$/.test(priority)
    ? Number(priority)
    : (priorities.labels[priority.toLowerCase()] ?? null);
}

/** A priority in our words; null = none. */
export function priorityWord(priority: string | null, settings: RequestTrackerSettings): string | null {
  const number = priorityNumber(priority, settings);
  const { normal, high, urgent } = settings.priorities;
  if (number === null || number <= 0) return null;
  if (number >= urgent && urgent > high) return 'urgent';
  if (number >= high) return 'high';
  return number >= normal ? 'normal' : 'low';
}

/** Header `X-RT-Interface` in the words that channels have in the settings' scope. */
export function channelWord(rtInterface: string | null): string | null {
  const name = rtInterface?.trim().toLowerCase() ?? '';
  if (name === '') return null;
  return name === 'rest' || name === 'rest2' || name === 'cli' ? 'api' : name;
}

/** RFC 3834: every value but `no` marks a machine's mail. */
export function machineKindOf(autoSubmitted: string | null): 'auto-submitted' | null {
  const value = autoSubmitted?.trim().toLowerCase() ?? '';
  return value === '' || /^no\b/.test(value) ? null : 'auto-submitted';
}

/** What an agent typed into one of our fields, in our words; null = cleared, or no sentiment of ours. */
export function fieldValueOf(family: FieldFamily, written: string | null): string | null {
  const text = written?.trim() ?? '';
  if (text === '') return null;
  switch (family) {
    case 'language':
      // What is no tag may be a name, which is read where languages' names are known.
      return languageTagOf(text) ?? text;
    case 'sentiment':
      return sentimentLabels.find((label) => label === text.toUpperCase()) ?? null;
    case 'intent':
      return text;
  }
}

/**
 * Whom a customer's login names, for events and tables. RT makes logins of e-mail addresses, which do not belong there: such a
 * login is known by its hash.
 */
export function customerIdOf(login: string, account: string): string {
  const name = login.toLowerCase();
  return name.includes('@') ? hashedAddress(name, account) : name;
}
