import type { machineKinds } from '../../../events/message-received.v1.ts';
import {
  absencePromises,
  absences,
  automaticOpenings,
  bounceOpenings,
  bounceSubjects,
  deliveryNotices,
  replySubjects,
  serverSigns,
  undeliveredSubjects,
} from './machine-words.ts';

export type MachineKind = (typeof machineKinds)[number];

export type MachineSigns = Readonly<{
  /** What the vendor's headers or flags say; wins. */
  flagged: MachineKind | null;
  /** The mail's own subject; null where this message has none. */
  subject: string | null;
  text: string;
}>;

const matchesAny = (text: string, patterns: readonly RegExp[]) =>
  patterns.some((pattern) => pattern.test(text));

/** A longer text is a letter, whatever its first line says. */
const maxNoticeCharacters = 1_500;
/** Where a server's report names its reasons. */
const maxReportCharacters = 5_000;
const asksSomething = /[?？؟]/u;

/**
 * Whether a program wrote the message: by the vendor's flag, by a subject that only programs write, or by first lines that
 * say so. What a customer could write as well ("Delivery failed", "I am on vacation") counts only with a second sign, and
 * not if something is asked: a customer's message that nobody translates is worse than a note on a program's.
 */
export function machineKindOf({ flagged, subject, text }: MachineSigns): MachineKind | null {
  if (flagged !== null) return flagged;
  const title = (subject ?? '').trim().slice(0, 300);
  const report = text.slice(0, maxReportCharacters);
  if (matchesAny(title, bounceSubjects)) return 'bounce';
  if (matchesAny(title, undeliveredSubjects) && matchesAny(report, serverSigns)) return 'bounce';
  if (matchesAny(title, replySubjects)) return 'out-of-office';
  const opening = text.trimStart().split('\n', 3).join(' ').slice(0, 300);
  // A server names whom it could not reach.
  if (matchesAny(opening, bounceOpenings) && report.includes('@')) return 'bounce';
  if (text.length > maxNoticeCharacters || asksSomething.test(text)) return null;
  if (matchesAny(text.trimStart().slice(0, 600), deliveryNotices)) return 'delivery-notice';
  if (matchesAny(opening, automaticOpenings)) return 'auto-submitted';
  return matchesAny(opening, absences) && matchesAny(text, absencePromises) ? 'out-of-office' : null;
}
