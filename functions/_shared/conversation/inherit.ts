import { type ConversationMemory, emptyMemory } from './memory.ts';

/** Whether nothing has been remembered of a conversation yet. */
export function isUnmet({ authorLanguages, languageEdit, lastOfRequester }: ConversationMemory): boolean {
  return Object.keys(authorLanguages).length === 0 && languageEdit === null && lastOfRequester === null;
}

/**
 * What a follow-up ticket begins with: its people's languages, the agent's correction, and the pause. What stood in the closed ticket's
 * fields and notes does not stand in this one. Pure.
 */
export function followUpMemory({ authorLanguages, correction, languageEdit, pause }: ConversationMemory) {
  return { ...emptyMemory, authorLanguages, correction, languageEdit, pause };
}
