import type { MessageEnriched } from '../../events/message-enriched.v1.ts';

type Named = Pick<MessageEnriched, 'conversationKey' | 'message' | 'attempt' | 'agentLanguage'>;

/** One message in one language: the same for each delivery, another for a deliberate new attempt. */
const base = ({ conversationKey, message, attempt, agentLanguage }: Named) =>
  `${conversationKey}#${message}#${attempt}#${agentLanguage}`;

/** Ledger key of one update of the ticket, and the mark it leaves there. `number` counts from 1. */
export const writeKeyOf = (event: Named, number: number) => `write#${base(event)}#note-${number}`;

/** Ledger key of one ticket's cleaning of what was withdrawn. */
export const redactionKeyOf = (withdrawalId: string, ticket: string) => `redact#${withdrawalId}#${ticket}`;

/** Ledger key of "this message is done and the bus knows". */
export const completionKeyOf = (event: Named) => `completed#${base(event)}`;

/** Ledger key of an answer to the customer, and the mark it leaves. Without the language: one note is answered once. */
export const replyWriteKeyOf = ({ conversationKey, message, attempt }: Omit<Named, 'agentLanguage'>) =>
  `reply#${conversationKey}#${message}#${attempt}`;

/** Ledger key of a note of our own about an agent's note. `number` counts from 1. */
export const noteWriteKeyOf = (
  { conversationKey, message, attempt }: Omit<Named, 'agentLanguage'>,
  number: number,
) => `own-note#${conversationKey}#${message}#${attempt}#${number}`;
