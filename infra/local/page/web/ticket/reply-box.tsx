import { useId, useRef } from 'react';
import { Icon } from '../layout/icon.tsx';
import { Problem } from '../layout/problem.tsx';
import { useSender } from '../layout/use-sender.ts';
import { CommandBar } from './command-bar.tsx';
import { CommandOptions, optionId } from './command-options.tsx';
import { type Command, macroText, withCommand } from './commands.ts';
import { useCommandList } from './use-command-list.ts';

type Mode = 'note' | 'public';

/** What is written and not sent yet. */
export type ReplyDraft = Readonly<{ mode: Mode; text: string }>;

/** As the macro begins it. */
export const firstDraft: ReplyDraft = { mode: 'note', text: macroText };

type Props = Readonly<{
  isChat: boolean;
  draft: ReplyDraft;
  onDraft: (draft: ReplyDraft) => void;
  /** Gives what went wrong, in a sentence; null = it was sent. */
  onSend: (text: string, isPublic: boolean) => Promise<string | null>;
}>;

const modes = [
  { mode: 'note', icon: 'lock', words: 'Internal note' },
  { mode: 'public', icon: 'globe', words: 'Public reply' },
] as const;

const hints: Readonly<Record<Mode, string>> = {
  note: 'Only agents see it; what follows #translate goes to the customer, in their language.',
  public: 'The customer reads it exactly as you write it, untranslated.',
};

function ModeChoice({
  mode,
  onMode,
  isChat,
}: Readonly<{ mode: Mode; onMode: (mode: Mode) => void; isChat: boolean }>) {
  return (
    <fieldset className="segmented">
      <legend className="visually-hidden">Who reads it</legend>
      {modes.map((each) => (
        <label key={each.mode}>
          <input
            type="radio"
            name="reply-mode"
            checked={mode === each.mode}
            // Zendesk's API has no way to write in a chat as an agent.
            disabled={isChat && each.mode === 'public'}
            onChange={() => onMode(each.mode)}
          />
          <Icon name={each.icon} /> {each.words}
        </label>
      ))}
    </fieldset>
  );
}

/** Where the agent writes: a note with a command, as the macro begins it, or a public reply. */
export function ReplyBox({ isChat, draft, onDraft, onSend }: Props) {
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const { mode, text } = draft;
  const setText = (to: string) => onDraft({ mode, text: to });
  const take = (command: Command) => {
    setText(withCommand(command, text));
    box.current?.focus();
  };
  const list = useCommandList(mode === 'note' ? text : '', take);
  const sender = useSender(async () => {
    const problem = await onSend(text, mode === 'public');
    if (problem === null) setText(mode === 'note' ? macroText : '');
    return problem;
  });
  const changeMode = (to: Mode) => {
    const isUntouched = text === macroText || text === '';
    const untouched = to === 'note' ? macroText : '';
    onDraft({ mode: to, text: isUntouched ? untouched : text });
  };
  const isEmpty = text.trim() === '' || (mode === 'note' && text.trim() === macroText.trim());
  return (
    <form className={`reply-box is-${mode}`} onSubmit={sender.onSubmit} aria-label="Write in the ticket">
      <div className="reply-head">
        <ModeChoice mode={mode} onMode={changeMode} isChat={isChat} />
        {mode === 'note' ? <CommandBar onTake={take} /> : null}
      </div>
      <div className="reply-text">
        <label htmlFor={id} className="visually-hidden">
          {mode === 'note' ? 'Internal note' : 'Public reply'}
        </label>
        <textarea
          id={id}
          ref={box}
          dir="auto"
          rows={2}
          value={text}
          aria-describedby={`${id}-hint`}
          aria-autocomplete="list"
          aria-controls={`${id}-list`}
          aria-activedescendant={list.active === null ? undefined : optionId(id, list.active)}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={(event) => {
            if (!list.onKeyDown(event)) sender.onKeyDown(event);
          }}
        />
        <CommandOptions id={id} offered={list.offered} active={list.active} onTake={take} />
      </div>
      <Problem text={sender.problem} />
      <div className="composer-end">
        <p className="hint" id={`${id}-hint`}>
          {isChat ? 'In a chat, agents write by #translate. ' : ''}
          {hints[mode]}
        </p>
        <button type="submit" className="button primary" disabled={sender.isSending || isEmpty}>
          <Icon name="send" /> {sender.isSending ? 'Sending…' : mode === 'note' ? 'Add note' : 'Send reply'}
        </button>
      </div>
    </form>
  );
}
