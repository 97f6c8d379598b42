import type { AccountSettings } from '../../connectors/account.ts';
import type { Client, ReadFailure } from '../../connectors/contract.ts';
import { type LanguageTag, undetermined } from '../../events/language.ts';
import type { ReplyRequested } from '../../events/reply-requested.v1.ts';
import { chatOf, type MemoryStore } from '../_shared/conversation/memory.ts';
import { readLanguage } from '../_shared/language/read.ts';
import type { Services } from '../_shared/services/ports.ts';
import { letterCount } from '../_shared/text/letters.ts';

export type CustomerLanguagePorts = Readonly<{
  client: Pick<Client, 'history'>;
  memory: MemoryStore;
  detectLanguage: Services['detectLanguage'];
}>;

/** A conversation that began before Dragoman came has its language in what the customer wrote last. */
const readMessages = 5;

export type CustomerLanguage = Readonly<
  | { kind: 'known'; language: LanguageTag }
  | { kind: 'unknown' }
  /** The helpdesk could not be asked. */
  | { kind: 'unread'; failure: ReadFailure }
>;

export const knownLanguage = (language: LanguageTag): CustomerLanguage => ({ kind: 'known', language });

/**
 * The language in which the requester reads: corrected by an agent, remembered, or read from their last messages. A locale is no ground to write to a customer in a language: many helpdesks fill it in by themselves.
 */
export async function customerLanguage(
  request: Pick<ReplyRequested, 'conversationKey' | 'ticket' | 'ticketFacts' | 'agentLanguage'>,
  { thresholds, shortTextLetters }: Pick<AccountSettings, 'thresholds' | 'shortTextLetters'>,
  { client, memory, detectLanguage }: CustomerLanguagePorts,
): Promise<CustomerLanguage> {
  const known = await memory.read(request.conversationKey);
  const { requester } = request.ticketFacts;
  const remembered = requester === null ? undefined : known.authorLanguages[requester]?.reading.code;
  const certain = known.correction?.value ?? remembered;
  if (certain !== undefined) return knownLanguage(certain);
  const place = { ticket: request.ticket, requester, ...chatOf(known) };
  const past = await client.history(place, readMessages);
  if (past.kind !== 'history') return { kind: 'unread', failure: past };
  const text = past.messages
    .filter(({ role }) => role === 'requester')
    .map((message) => message.text)
    .join('\n');
  const letters = letterCount(text);
  // Comprehend refuses an empty text, and has an opinion on a number.
  if (letters === 0) return { kind: 'unknown' };
  const { reading } = await readLanguage(
    { text, letters, agentLanguage: request.agentLanguage },
    { correction: null, memory: null, locale: null },
    { confident: thresholds.language, shortTextLetters },
    detectLanguage,
  );
  return reading.code === undetermined ? { kind: 'unknown' } : knownLanguage(reading.code);
}
