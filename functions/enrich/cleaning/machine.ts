import type { machineKinds } from '../../../events/message-received.v1.ts';
import {
  absences,
  automaticOpenings,
  bounceOpenings,
  bounceSubjects,
  replySubjects,
} from './machine-words.ts';

export type MachineKind = (typeof machineKinds)[number];

export type MachineSigns = Readonly<{
  /** What the vendor's headers or flags say; wins. */
  flagged: MachineKind | null;
  /** The mail's own subject; null where this message has none. */
  subject: string | null;
  text: string;
}>;

const startsWithAny = (text: string, starts: readonly RegExp[]) => starts.some((start) => start.test(text));

/** A longer text is a letter, whatever its first line says. */
const maxNoticeCharacters = 1_500;
const asksSomething = /[?？؟]/u;

/**
 * Whether a program wrote the message: by the vendor's flag, by a subject that only programs write, or by a first line
 * that says so. "I am out of the office" counts only in a short text without a question, since people write that too.
 */
export function machineKindOf({ flagged, subject, text }: MachineSigns): MachineKind | null {
  if (flagged !== null) return flagged;
  const title = subject?.trim() ?? '';
  if (startsWithAny(title, bounceSubjects)) return 'bounce';
  if (startsWithAny(title, replySubjects)) return 'out-of-office';
  const opening = text.trimStart().split('\n', 3).join(' ').slice(0, 300);
  if (startsWithAny(opening, bounceOpenings)) return 'bounce';
  if (text.length > maxNoticeCharacters || asksSomething.test(text)) return null;
  if (startsWithAny(opening, automaticOpenings)) return 'auto-submitted';
  return absences.some((absence) => absence.test(opening)) ? 'out-of-office' : null;
}
