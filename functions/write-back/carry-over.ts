import type { MessageEnriched } from '../../events/message-enriched.v1.ts';
import { outranks } from '../_shared/conversation/author-language.ts';
import type { ConversationMemory } from '../_shared/conversation/memory.ts';
import { isNewer, type Stamp } from '../_shared/conversation/stamp.ts';

/** A ticket that was merged into one that was merged too: more steps than these are not followed. */
export const maxMerges = 3;

const lastEdit = ({ languageEdit, correction }: ConversationMemory): Stamp | null =>
  languageEdit ?? correction?.stamp ?? null;

function authorLanguagesOf(target: ConversationMemory, source: ConversationMemory) {
  const fromSource = Object.entries(source.authorLanguages).filter(([author, learned]) =>
    outranks(learned, target.authorLanguages[author]),
  );
  return { ...target.authorLanguages, ...Object.fromEntries(fromSource) };
}

function sentimentsOf(target: ConversationMemory, source: ConversationMemory) {
  const known = new Set(target.sentiments.map(({ stamp }) => stamp.message));
  return [...target.sentiments, ...source.sentiments.filter(({ stamp }) => !known.has(stamp.message))]
    .sort((one, other) => (isNewer(one.stamp, other.stamp) ? 1 : -1))
    .slice(-2);
}

/**
 * The memory of a conversation that another one was merged into: what was known of people and of what they want comes
 * along, the newer word counts. What has been written, locked or raised is each ticket's own. Doing it twice changes
 * nothing more. Pure.
 */
export function carriedOver(target: ConversationMemory, source: ConversationMemory): ConversationMemory {
  const sourceEdit = lastEdit(source);
  const sourceSaysLast = sourceEdit !== null && isNewer(sourceEdit, lastEdit(target));
  return {
    ...target,
    authorLanguages: authorLanguagesOf(target, source),
    ...(sourceSaysLast ? { correction: source.correction, languageEdit: sourceEdit } : {}),
    intent: target.intent ?? source.intent,
    sentiments: sentimentsOf(target, source),
  };
}

/**
 * What of a message's plan is right for the ticket that its own was merged into: its intent only where no other
 * stands, neither subject nor priority, which were weighed for the other ticket. Pure.
 */
export function plannedForTarget(event: MessageEnriched, target: ConversationMemory): MessageEnriched {
  const { plan } = event;
  const standing = target.intent?.name ?? plan.fields.intent;
  const intent = standing === plan.fields.intent ? plan.fields.intent : null;
  return {
    ...event,
    plan: { ...plan, fields: { ...plan.fields, intent, subject: null }, priority: null },
  };
}
