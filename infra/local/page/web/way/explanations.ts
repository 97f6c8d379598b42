import type { WayStep } from '../../api.ts';

/** What each event says, for somebody who sees it for the first time. Tests hold these lists against what there is. */
export const eventSentences = {
  'message.received.v1': 'The helpdesk has a customer’s message for us.',
  'message.enriched.v1': 'The message is translated, with the customer’s mood and wish.',
  'reply.requested.v1': 'An agent wants an answer to go to the customer.',
  'agent.command.v1': 'An agent asked Dragoman for something, or corrected it.',
  'content.withdrawn.v1': 'Something was deleted in the helpdesk: our copies must go, too.',
  'reply.translated.v1': 'The agent’s answer is in the customer’s language.',
  'note.prepared.v1': 'A note of Dragoman’s own for the agents.',
  'writeback.completed.v1': 'The helpdesk holds the result: done.',
  'message.parked.v1': 'It was given up for now and waits for a person; nothing is lost.',
} as const satisfies Readonly<Record<string, string>>;

/** What each function is there for. */
export const functionSentences = {
  ingest: 'Checks who sent the webhook, and puts what it means on the bus.',
  'ingest-partner': 'Takes what comes by an AWS partner’s event bus, and puts what it means on ours.',
  enrich: 'Finds the language, translates, and reads mood and wish.',
  reply: 'Does what the agent’s note asks: translates the answer, carries out commands.',
  'write-back': 'Writes note, answer and fields into the ticket, once.',
  reconcile: 'Asks the helpdesk for what it never told.',
  'dlq-watch': 'Reports what crashed again and again.',
} as const satisfies Readonly<Record<string, string>>;

const sentences: Readonly<Partial<Record<WayStep['kind'], ReadonlyMap<string, string>>>> = {
  event: new Map(Object.entries(eventSentences)),
  invocation: new Map(Object.entries(functionSentences)),
};

/** What a station is, in one sentence; null = its name says it, or it is not known. */
export function explanationOf({ kind, name }: Pick<WayStep, 'kind' | 'name'>): string | null {
  return sentences[kind]?.get(name) ?? null;
}

/** The least that Comprehend bills for a text: three units of 100 characters. */
const comprehendMinimum = 300;

/** `81 characters billed`; null = none. Comprehend bills a short text as if it were longer. */
export function billedInWords({ name, billedCharacters }: Pick<WayStep, 'name' | 'billedCharacters'>) {
  if (billedCharacters === 0) return null;
  if (name === 'comprehend' && billedCharacters === comprehendMinimum)
    return `billed as ${comprehendMinimum} characters (minimum)`;
  return billedCharacters === 1 ? '1 character billed' : `${billedCharacters} characters billed`;
}
