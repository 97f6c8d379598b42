import { macroText } from './commands.ts';

export type Mode = 'note' | 'public';

/** What is written and not sent yet. */
export type ReplyDraft = Readonly<{ mode: Mode; text: string }>;
export type ChangeReplyDraft = (change: (before: ReplyDraft) => ReplyDraft) => void;

/** As the macro begins a note; a public reply begins with nothing. */
export function beginningOf(mode: Mode): ReplyDraft {
  return { mode, text: mode === 'note' ? macroText : '' };
}

export const firstDraft = beginningOf('note');

/** Whether nothing stands in it but what the macro put there. */
export function isEmpty({ mode, text }: ReplyDraft): boolean {
  return text.trim() === '' || (mode === 'note' && text.trim() === macroText.trim());
}

/** What was begun goes along into the other mode, what the macro put there does not. */
export function inMode(to: Mode, draft: ReplyDraft): ReplyDraft {
  const isUntouched = draft.text === macroText || draft.text === '';
  return isUntouched ? beginningOf(to) : { mode: to, text: draft.text };
}

/** What could not be sent, before whatever was written meanwhile. */
export function putBack(sent: ReplyDraft, now: ReplyDraft): ReplyDraft {
  return isEmpty(now) ? sent : { mode: sent.mode, text: `${sent.text}\n${now.text}` };
}
