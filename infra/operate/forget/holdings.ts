import * as z from 'zod/mini';
import type { Conversation } from './keys.ts';

/** What the tables hold of one conversation: counts and ids, no text. */
export type Holding = Readonly<{
  conversation: Conversation;
  /** Languages, sentiment labels, intent, ids of people and messages. */
  remembers: boolean;
  /** An agent's preview that was not sent: text. */
  hasPreview: boolean;
  /** Rows of the translations: text. */
  translationKeys: readonly string[];
  /** Other tickets (this one was merged into them) with notes of ours that hold its words and are not known to be redacted. */
  otherTickets: readonly string[];
}>;

/** Whether there is anything to be forgotten. Pure. */
export const holdsAnything = ({ remembers, hasPreview, translationKeys, otherTickets }: Holding): boolean =>
  remembers || hasPreview || translationKeys.length > 0 || otherTickets.length > 0;

const anything = z.optional(z.nullable(z.unknown()));
const storedMemory = z.object({
  memory: z.object({
    authorLanguages: z._default(z.record(z.string(), z.unknown()), {}),
    sentiments: z._default(z.array(z.unknown()), []),
    lastOfRequester: z.optional(z.nullable(z.object({ customerKey: z.nullable(z.string()) }))),
    intent: anything,
    correction: anything,
    chat: anything,
    noted: anything,
  }),
});

/** Whether a row of the memory says anything; one that was emptied does not. Pure. */
export function remembersAnything(row: unknown): boolean {
  const { success, data } = z.safeParse(storedMemory, row);
  if (!success) return false;
  const { authorLanguages, sentiments, ...others } = data.memory;
  const isSet = (value: unknown) => value !== null && value !== undefined;
  return (
    Object.keys(authorLanguages).length > 0 || sentiments.length > 0 || Object.values(others).some(isSet)
  );
}

/** Whose conversation a row of the memory is about: the customer's own, or one in which they wrote as another participant. */
export type Part = 'own' | 'participant' | 'none';

/** By the customer's key (connector, account, vendor's id) and that id alone. Pure. */
export function partIn(row: unknown, customerKey: string, customer: string): Part {
  const { success, data } = z.safeParse(storedMemory, row);
  if (!success) return 'none';
  const { lastOfRequester, authorLanguages } = data.memory;
  const requester = lastOfRequester?.customerKey ?? null;
  if (requester === customerKey) return 'own';
  const authors = Object.keys(authorLanguages);
  if (!authors.includes(customer)) return 'none';
  // The requester's last message was redacted: whoever is alone there is the requester.
  return requester === null && authors.length === 1 ? 'own' : 'participant';
}
