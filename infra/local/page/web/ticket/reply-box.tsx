import { useId, useRef } from 'react';
import { SuggestionMenu } from '../customer/suggestion-menu.tsx';
import { Icon } from '../layout/icon.tsx';
import { Problem } from '../layout/problem.tsx';
import { useSender } from '../layout/use-sender.ts';
import { CommandBar } from './command-bar.tsx';
import { CommandOptions, optionId } from './command-options.tsx';
import { type Command, macroText, withCommand } from './commands.ts';
import {
  beginningOf,
  type ChangeReplyDraft,
  inMode,
  isEmpty,
  type Mode,
  putBack,
  type ReplyDraft,
} from './reply-draft.ts';
import { useCommandList } from './use-command-list.ts';

type Props = Readonly<{
  isChat: boolean;
  /** Answers in the agents' language that the engine can translate. */
  suggestions: readonly string[];
  lang: string;
  draft: ReplyDraft;
  onDraft: ChangeReplyDraft;
  /** Gives what went wrong, in a sentence; null = it was sent. */
  onSend: (text: string, isPublic: boolean) => Promise<string | null>;
}>;

const modes = [
  { mode: 'note', icon: 'lock', words: 'Internal note' },
  { mode: 'public', icon: 'globe', words: 'Public reply' },
] as const;

const hints: Readonly<Record<Mode, string>> = {
  note: 'Agents only; #translate sends the rest in the customer’s language. Ctrl+Enter adds it.',
  public: 'The customer reads it exactly as you write it, untranslated. Ctrl+Enter sends it.',
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
export function ReplyBox({ isChat, suggestions, lang, draft, onDraft, onSend }: Props) {
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const { mode, text } = draft;
  const put = (to: string) => {
    onDraft((before) => ({ ...before, text: to }));
    box.current?.focus();
  };
  const take = (command: Command) => put(withCommand(command, text));
  const list = useCommandList(mode === 'note' ? text : '', take);
  const canSend = !isEmpty(draft);
  const sender = useSender({
    canSend,
    send: async () => {
      onDraft(({ mode: now }) => beginningOf(now));
      // The button, which may have had the focus, is disabled while it sends.
      box.current?.focus();
      const problem = await onSend(text, mode === 'public');
      if (problem !== null) onDraft((now) => putBack(draft, now));
      return problem;
    },
  });
  return (
    <form className={`reply-box is-${mode}`} onSubmit={sender.onSubmit} aria-label="Write in the ticket">
      <div className="reply-head">
        <ModeChoice mode={mode} onMode={(to) => onDraft((before) => inMode(to, before))} isChat={isChat} />
        {suggestions.length === 0 ? null : (
          <SuggestionMenu
            suggestions={suggestions.map((each) => ({ subject: '', text: each }))}
            lang={lang}
            onPick={(picked) => put(mode === 'note' ? `${macroText}${picked.text}` : picked.text)}
          />
        )}
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
          onChange={({ target }) => onDraft((before) => ({ ...before, text: target.value }))}
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
        <button type="submit" className="button primary" disabled={sender.isSending || !canSend}>
          <Icon name="send" /> {sender.isSending ? 'Sending…' : mode === 'note' ? 'Add note' : 'Send reply'}
        </button>
      </div>
    </form>
  );
}
