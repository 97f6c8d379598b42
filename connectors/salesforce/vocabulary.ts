import { languageTagOf } from '../../events/language.ts';
import { sentimentLabels } from '../../events/message-enriched.v1.ts';
import type { CompleteMessage } from '../../events/message-received.v1.ts';
import type { SalesforceSettings } from './settings.ts';

/** The fields of Case that agents may correct. */
export const fieldFamilies = ['language', 'sentiment', 'intent'] as const;
export type FieldFamily = (typeof fieldFamilies)[number];

const fromField: Readonly<Record<FieldFamily, (value: string) => string | null>> = {
  // What is no tag may be a name, which is read where languages' names are known.
  language: (value) => languageTagOf(value) ?? value,
  sentiment: (value) => sentimentLabels.find((label) => label === value.toUpperCase()) ?? null,
  intent: (value) => value,
};

/** What stands in one of our fields, in our words; null = it was cleared, or is no sentiment of ours. */
export function valueOfField(family: FieldFamily, value: string | null): string | null {
  const written = value?.trim() ?? '';
  return written === '' ? null : fromField[family](written);
}

/** Case.Origin as settings and events name a channel: in lower case. */
export function channelOf(origin: string | null): string | null {
  return origin === null ? null : origin.toLowerCase();
}

/** Cases that an agent typed during a call, or that telephony made. */
const voiceOrigins: ReadonlySet<string> = new Set(['phone', 'voice', 'call']);
export const isVoiceOrigin = (origin: string | null): boolean => voiceOrigins.has(channelOf(origin) ?? '');

/** Case.Priority in our words (`low`, `normal`, `high`, `urgent`), else as it is in lower case. */
export function priorityOf(value: string | null, { priorities }: SalesforceSettings): string | null {
  if (value === null) return null;
  const known = ['low', 'normal', 'high', 'urgent'] as const;
  const word = known.find((each) => priorities[each].toLowerCase() === value.toLowerCase());
  return word ?? value.toLowerCase();
}

/**
 * Case.Status in our words. A case that is closed here can be written to and opened again, so that it is `solved`: `closed`
 * means elsewhere that nothing can be done any more.
 */
export function statusOf(value: string | null, { statuses }: SalesforceSettings): string | null {
  if (value === null) return null;
  const word = value.toLowerCase();
  const isOneOf = (values: readonly string[]) => values.some((each) => each.toLowerCase() === word);
  if (isOneOf(statuses.solved)) return 'solved';
  if (isOneOf(statuses.pending)) return 'pending';
  return isOneOf([statuses.open]) ? 'open' : word;
}

export type AuthorType = 'customer' | 'staff' | 'automation';

/** User.UserType of those who are neither staff nor a site's or portal's user. */
const automationUserTypes: ReadonlySet<string> = new Set(['AutomatedProcess', 'CloudIntegrationUser']);

/** By User.UserType. An unknown one counts as a customer's: a note too many is better than a customer's sentence lost. */
export function authorTypeOf(userType: string | null): AuthorType {
  if (userType === 'Standard' || userType === 'CsnOnly') return 'staff';
  return userType !== null && automationUserTypes.has(userType) ? 'automation' : 'customer';
}

/** FeedItem.Type of what people write. A post is called otherwise as soon as it has a file or a link. */
export const postTypes = ['TextPost', 'ContentPost', 'LinkPost', 'QuestionPost', 'AdvancedTextPost'] as const;
export const isPostType = (type: string): boolean => postTypes.some((each) => each === type);

/** A line that begins with a blank goes on with the header before it. https://www.rfc-editor.org/rfc/rfc5322#section-2.2.3 */
const unfolded = (headers: string) => headers.replaceAll(/\r?\n[ \t]/g, ' ');

/**
 * What an e-mail's headers say of how it was made (RFC 3834, RFC 6522, and what older systems send); null = by a person, as far
 * as they say. The package reads them alike.
 */
export function machineKindOf(headers: string | null): CompleteMessage['machineMade'] {
  if (headers === null) return null;
  const lines = unfolded(headers);
  if (/^content-type:[ \t]*multipart\/report\b/im.test(lines)) return 'delivery-notice';
  const isAutomatic =
    /^auto-submitted:[ \t]*(?!no\b)\S/im.test(lines) ||
    /^precedence:[ \t]*(?:bulk|junk|auto_reply)\b/im.test(lines) ||
    /^(?:x-autoreply|x-autorespond):|^return-path:[ \t]*<>/im.test(lines);
  return isAutomatic ? 'auto-submitted' : null;
}
