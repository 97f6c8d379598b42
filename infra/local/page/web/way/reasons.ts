import type { Way } from '../../api.ts';

/**
 * Why a way ended as it did, in a sentence, by the code of its `ended` record: what the connectors skip, what `ingest`
 * refuses, what is parked, and why an answer did not go out. A test holds this list against the codes there are.
 */
export const reasonSentences = {
  // Asks nothing of Dragoman.
  'own-echo': 'Dragoman wrote this itself.',
  'agent-message': 'An agent wrote this to the customer: there is nothing to translate.',
  private: 'An internal note of an agent, without a command.',
  empty: 'There is no text to translate.',
  'out-of-scope': 'The account’s settings leave this ticket out.',
  'machine-mail': 'Machine-made mail, such as an out-of-office answer.',
  automation: 'A rule or an AI agent of the helpdesk wrote this.',
  'on-behalf': 'Staff opened the ticket on behalf of the customer.',
  voice: 'A phone call: left alone unless the settings say otherwise.',
  duplicate: 'The helpdesk told of this message twice.',
  'not-found': 'The message is not in the helpdesk any more.',
  'unknown-event': 'A kind of event that means nothing here.',
  withdrawn: 'The message was withdrawn before it was done.',
  // Refused on arrival.
  'too-large': 'The delivery is larger than a webhook may be.',
  'wrong-media-type': 'The delivery is no JSON.',
  'unknown-account': 'No account of this name is in the settings.',
  'bad-signature': 'The delivery’s signature is not right: the helpdesk did not sign it with our secret.',
  'stale-timestamp': 'The delivery was signed too long ago, or in the future.',
  'not-json': 'The delivery cannot be read as JSON.',
  'bad-shape': 'The delivery has not the shape that the helpdesk documents.',
  'account-mismatch': 'The delivery names another account than the one it was sent to.',
  'not-configured': 'The account has no webhook secret yet.',
  'publish-failed': 'The event could not be put on the bus; the helpdesk will deliver again.',
  timeout: 'It took too long; the helpdesk will deliver again.',
  unexpected: 'Something unexpected failed; the log has it.',
  // Parked.
  'unknown-source': 'It came from an event source that no account names.',
  unreadable: 'The queue’s message cannot be read.',
  unauthorised: 'The helpdesk refuses our credentials or rights: a person must mend them.',
  refused: 'The helpdesk refused it for good.',
  'retries-exhausted': 'It was tried for as long as the settings allow.',
  crashed: 'The function crashed on it again and again.',
  // An answer that did not go out, a command that was not carried out.
  'light-agent': 'A light agent may not write to customers.',
  suspended: 'The agent is suspended.',
  departed: 'The agent has left the account.',
  'private-only': 'The agent may write internal notes only.',
  'not-staff': 'Whoever wrote this is no agent.',
  'by-email': 'The command came by e-mail, where a sender can be forged.',
  'note-redacted': 'The agent’s note was redacted before it was sent.',
  'unresolved-placeholder': 'A placeholder such as {{…}} was not filled in; the customer would have read it.',
  'language-unknown': 'The customer’s language is not known: #translate:de names one.',
  'unsupported-language': 'Nothing translates into this language.',
  'numbers-damaged': 'The translation would have changed a number, link or name.',
  'translation-unavailable': 'The translation could not be had.',
  'not-sent-in-time': 'It could not be sent in time.',
  'refused-by-helpdesk': 'The helpdesk did not take it.',
  'ticket-closed': 'The ticket is closed.',
  'replies-off': 'The settings do not allow answers to customers.',
  'no-preview': 'There is no preview to send.',
  'file-unavailable': 'A file of the note could not be read.',
  'nothing-to-retry': 'There is no message of the customer to do again.',
  'chat-locked': 'The chat has ended or belongs to somebody else.',
  'chat-not-configured': 'The account has no key for chats.',
  'chat-unknown': 'The chat of this ticket is not known.',
  'chat-unsupported': 'A chat of this kind cannot be written to.',
  'no-address': 'The customer has no address to write to.',
  'no-sender': 'The settings do not say from which address answers go out (email.sender).',
  'too-many-recipients': 'More people are in copy than the helpdesk sends to at once.',
  'near-miss': 'It looks like a command, but is none.',
  'unknown-language': 'The command names a language that is not known.',
  'bad-count': 'The command’s number is out of range.',
  public: 'A command stood in a public comment, where the customer reads it.',
} as const satisfies Readonly<Record<string, string>>;

const sentences: ReadonlyMap<string, string> = new Map(Object.entries(reasonSentences));

/** A code that means something else where a command is what ended. */
const commandSentences: ReadonlyMap<string, string> = new Map([
  ['empty', 'The command lacks what it is about, such as a language.'],
]);

/** Why a way ended as it did, in a sentence; a code that is not known here, as it is. Null = there is nothing to explain. */
export function reasonSentence({ about, reason }: Pick<Way, 'about' | 'reason'>): string | null {
  if (reason === null) return null;
  const ofCommand = about === 'agent.command.v1' ? commandSentences.get(reason) : undefined;
  return ofCommand ?? sentences.get(reason) ?? reason;
}
