import { conversationKeyOf } from '../../../events/ids.ts';

/**
 * Keys of the rows that hold something of a conversation or a customer, as the functions make them
 * (functions/_shared/withdrawal/traces.ts, functions/reply/previews.ts, functions/write-back/keys.ts,
 * functions/_shared/budget/caps.ts); a test plays
 * a conversation and holds both together.
 */
export const rowKeys = {
  tracesOfConversation: (conversationKey: string): string => `trace#${conversationKey}`,
  tracesOfMessage: (conversationKey: string, message: string): string =>
    `trace#${conversationKey}#${message}`,
  memory: (conversationKey: string): string => conversationKey,
  preview: (conversationKey: string): string => `preview#${conversationKey}`,
  /** Kept once `write-back` has redacted our notes in another ticket, on account of this withdrawal. */
  redaction: (withdrawal: string, ticket: string): string => `redact#${withdrawal}#${ticket}`,
  /** What the counters of a customer's hours begin with. */
  budgetOf: ({ connector, account }: Place, customer: string): string =>
    `hour:${connector}:${account}:${customer}:`,
} as const;

/** One account of a helpdesk. */
export type Place = Readonly<{ connector: string; account: string }>;

export type Conversation = Readonly<{ ticket: string; conversationKey: string }>;

export const conversationOf = ({ connector, account }: Place, ticket: string): Conversation => ({
  ticket,
  conversationKey: conversationKeyOf(connector, account, ticket),
});

/** The conversation that a row of the memory is about; null = another account's, or the key is a hash. Pure. */
export function conversationOfRow({ connector, account }: Place, pk: string): Conversation | null {
  const before = `${connector}:${account}:`;
  return pk.startsWith(before) ? { ticket: pk.slice(before.length), conversationKey: pk } : null;
}
