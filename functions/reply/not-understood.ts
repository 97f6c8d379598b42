import type { AccountSettings } from '../../connectors/account.ts';
import type { AgentNote } from '../../connectors/contract.ts';
import type { AgentCommand } from '../../events/agent-command.v1.ts';
import type { NotePrepared } from '../../events/note-prepared.v1.ts';
import { parseNote } from '../_shared/commands/parse.ts';
import { objectionTo } from './answer.ts';
import { commandRefusedNote, notUnderstoodNote, replyFailedNote } from './notes.ts';
import { outgoingOf } from './outgoing.ts';
import type { Previews } from './previews.ts';

export type Misread = Extract<AgentCommand['command'], { name: 'not-understood' }>;

/**
 * Words that agents write behind a mark and that are as near to `translate` or `send` as a slip: inflections, and
 * “traslade” (Spanish and Portuguese: move it).
 */
const ordinaryWords: ReadonlySet<string> = new Set([
  'translated',
  'translates',
  'translator',
  'translatør',
  'traslade',
  'sent',
  'sends',
  'end',
]);

/**
 * The note about a command that cannot be carried out, loud where its author believes that the customer gets an answer;
 * null = nobody waits for a word. Throws what `previews` throws.
 */
export async function notUnderstood(
  event: AgentCommand & Readonly<{ command: Misread }>,
  note: AgentNote,
  settings: AccountSettings,
  previews: Pick<Previews, 'isWaiting'>,
): Promise<NotePrepared | null> {
  const isForCustomer = await isAnswerExpected(event, note, previews);
  const objection = objectionTo(note, { isForCustomer, byEmail: settings.reply.commandsByEmail });
  if (objection === null) return notUnderstoodNote(event, event.command, { isForCustomer }, settings);
  // A near miss in somebody's mail, or of somebody who is no agent, is no command that anyone waits for.
  const isNobodys = objection.why === 'by-email' || objection.why === 'not-staff';
  if (event.command.why === 'near-miss' && isNobodys) return null;
  return isForCustomer ? replyFailedNote(event, objection, settings) : commandRefusedNote(event, objection);
}

/**
 * Whether the author thinks that something has gone to the customer. A whole `#translate` leaves no doubt. A near miss may be
 * a remark among colleagues, for which no ticket may be opened: it counts if without the slip an answer would have
 * gone out, that is if there is something to translate, or a preview that waits for a `#send` which stands alone.
 */
async function isAnswerExpected(
  { command: { meant, why, word }, conversationKey, agentLanguage }: Parameters<typeof notUnderstood>[0],
  note: AgentNote,
  previews: Pick<Previews, 'isWaiting'>,
): Promise<boolean> {
  if (why !== 'near-miss') return meant === 'translate';
  const parsed = parseNote(note.text, agentLanguage);
  // Edited since: what was near to a command is not there any more.
  if (parsed.kind !== 'not-understood' || ordinaryWords.has(word)) return false;
  const standsAlone = outgoingOf(note, parsed.prefix).kind === 'empty';
  if (meant === 'translate') return !standsAlone || note.attachments.length > 0;
  return meant === 'send' && standsAlone && (await previews.isWaiting(conversationKey));
}
