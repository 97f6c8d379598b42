import type { MessageEnriched } from '../../events/message-enriched.v1.ts';
import type { Change, ConversationMemory } from '../_shared/conversation/memory.ts';
import { isNewer, type Stamp } from '../_shared/conversation/stamp.ts';

type FieldsPlan = MessageEnriched['plan']['fields'];

/** What of a plan may still be written, now that one looks at what newer messages and agents have done. */
export type Claim = Readonly<{
  fields: FieldsPlan;
  /** A field was left to a newer message or to an agent. */
  superseded: boolean;
  /** A newer message has its note already, so this one will not stand right under its message. */
  overtaken: boolean;
}>;

/** The claim of a message that writes nothing. */
export const nothingClaimed: Claim = {
  fields: { language: null, sentiment: null, intent: null, subject: null },
  superseded: false,
  overtaken: false,
};

/**
 * Takes the fields of a message for itself before they are written, so that an older message that comes later leaves them
 * alone. Field by field: a newer message that says nothing of the language does not take the language away. The subject
 * belongs to the first message alone.
 */
export function claim(
  event: MessageEnriched,
  memory: ConversationMemory,
  posts: Readonly<{ note: boolean; fields: boolean }>,
): Change<Claim> {
  const mine: Stamp = { at: event.occurredAt, message: event.message };
  const { language, sentiment, intent, subject } = event.plan.fields;
  const { written, locks, correction, noted } = memory;
  const isFree = (holder: { stamp: Stamp } | null) => holder === null || !isNewer(holder.stamp, mine);

  const free = {
    // The agent's own value may always be written, although the edit is newer than the message.
    language: correction === null ? isFree(written.language) : correction.value === language,
    sentiment: isFree(written.sentiment) && !locks.sentiment,
    intent: isFree(written.intent) && !locks.intent,
  };
  const fields: FieldsPlan = posts.fields
    ? {
        language: free.language ? language : null,
        sentiment: free.sentiment ? sentiment : null,
        intent: free.intent ? intent : null,
        subject,
      }
    : nothingClaimed.fields;

  const isLatestNote = posts.note && isNewer(mine, noted);
  return {
    result: {
      fields,
      superseded:
        posts.fields &&
        ((language !== null && !free.language) ||
          (sentiment !== null && !free.sentiment) ||
          (intent !== null && !free.intent)),
      overtaken: noted !== null && isNewer(noted, mine),
    },
    memory: {
      ...memory,
      written: {
        language: fields.language === null ? written.language : { value: fields.language, stamp: mine },
        sentiment: fields.sentiment === null ? written.sentiment : { value: fields.sentiment, stamp: mine },
        intent: fields.intent === null ? written.intent : { value: fields.intent, stamp: mine },
      },
      noted: isLatestNote ? mine : noted,
    },
  };
}

/**
 * Gives back the fields that were claimed and then not written, so that a later message with the same value does not take
 * them for written. A claim that a newer message has taken over stays.
 */
export function unclaim(event: MessageEnriched, memory: ConversationMemory): Change<null> {
  const { written } = memory;
  const isMine = (holder: { stamp: Stamp } | null) =>
    holder !== null && holder.stamp.message === event.message && holder.stamp.at === event.occurredAt;
  if (![written.language, written.sentiment, written.intent].some(isMine))
    return { memory: null, result: null };
  return {
    result: null,
    memory: {
      ...memory,
      written: {
        language: isMine(written.language) ? null : written.language,
        sentiment: isMine(written.sentiment) ? null : written.sentiment,
        intent: isMine(written.intent) ? null : written.intent,
      },
    },
  };
}
