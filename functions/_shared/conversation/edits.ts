import type { AgentCommand } from '../../../events/agent-command.v1.ts';
import { type LanguageTag, languageTag, undetermined } from '../../../events/language.ts';
import { sentimentLabels } from '../../../events/message-enriched.v1.ts';
import type { ConversationMemory } from './memory.ts';
import { isMine, isNewer, type Stamp } from './stamp.ts';

/** An edit of one of our fields, and who made it. */
export type Edit = Readonly<{
  command: Extract<AgentCommand['command'], { name: 'field-edited' }>;
  stamp: Stamp;
  /** By the user that Dragoman writes as. Where that user is a person's too, only stamps tell an edit from our own write. */
  byRuntimeUser: boolean;
}>;

/**
 * The memory after an agent's edit of one of our fields: sentiment and intent are locked, a language becomes the
 * correction. It counts however late it is told, for a person's word stands above every reading; only a newer edit
 * stands above it. Null = nothing changes: the value is what we wrote ourselves, or a newer edit is known.
 */
export function rememberEdit(memory: ConversationMemory, edit: Edit): ConversationMemory | null {
  const { field, value } = edit.command;
  const written = memory.written[field];
  if (written?.value === value) return field === 'language' ? withSameLanguage(memory, edit) : null;
  if (edit.byRuntimeUser && written !== null && isNewer(written.stamp, edit.stamp)) return null;
  switch (field) {
    case 'language':
      return withLanguageEdit(memory, value, edit.stamp);
    case 'sentiment':
      return {
        ...memory,
        locks: { ...memory.locks, sentiment: true },
        written: { ...memory.written, sentiment: stampedLabel(value, edit.stamp) },
      };
    case 'intent':
      return {
        ...memory,
        locks: { ...memory.locks, intent: true },
        written: { ...memory.written, intent: value === null ? null : { value, stamp: edit.stamp } },
      };
  }
}

function stampedLabel(value: string | null, stamp: Stamp) {
  const label = sentimentLabels.find((known) => known === value);
  return label === undefined ? null : { value: label, stamp };
}

/**
 * A cleared language, or "undetermined", takes the correction back; a value that is no language says nothing. What we
 * wrote after the edit stands in the field, so the correction has to be written over it.
 */
function withLanguageEdit(
  memory: ConversationMemory,
  value: string | null,
  stamp: Stamp,
): ConversationMemory | null {
  const { written } = memory;
  const lastEdit = memory.languageEdit ?? memory.correction?.stamp ?? null;
  if (lastEdit !== null && isNewer(lastEdit, stamp)) return null;
  const tag = value === null || value === undetermined ? null : languageTag.safeParse(value);
  if (tag?.success === false) return null;
  const correction = tag === null ? null : { value: tag.data, stamp };
  const isOverwritten = written.language !== null && isNewer(written.language.stamp, stamp);
  return {
    ...memory,
    correction,
    languageEdit: stamp,
    written: { ...written, language: isOverwritten ? written.language : correction },
  };
}

/**
 * A person set the language to what is known to stand there. That corrects nothing, but another value that was set before
 * and is told later must not replace it.
 */
function withSameLanguage(memory: ConversationMemory, edit: Edit): ConversationMemory | null {
  const isLater = isNewer(edit.stamp, memory.languageEdit ?? memory.correction?.stamp ?? null);
  return edit.byRuntimeUser || !isLater ? null : { ...memory, languageEdit: edit.stamp };
}

/** Whether an edit is the correction that stands. True also when it has been remembered already and is told again. */
export function isStandingCorrection({ correction }: ConversationMemory, { command, stamp }: Edit): boolean {
  return command.field === 'language' && correction !== null && isMine(correction.stamp, stamp);
}

/**
 * The memory after `#lang`: the requester's language is corrected, and the field is yet to be written. Null = a newer word
 * of an agent is known.
 */
export function rememberCorrection(
  memory: ConversationMemory,
  language: LanguageTag,
  stamp: Stamp,
): ConversationMemory | null {
  const lastEdit = memory.languageEdit ?? memory.correction?.stamp ?? null;
  if (lastEdit !== null && isNewer(lastEdit, stamp)) return null;
  return { ...memory, correction: { value: language, stamp }, languageEdit: stamp };
}

/** The memory after `#pause` or `#resume`; null = a newer one of these is known. */
export function rememberPause(
  memory: ConversationMemory,
  isPaused: boolean,
  stamp: Stamp,
): ConversationMemory | null {
  const { pause } = memory;
  return pause !== null && isNewer(pause.stamp, stamp)
    ? null
    : { ...memory, pause: { value: isPaused, stamp } };
}
