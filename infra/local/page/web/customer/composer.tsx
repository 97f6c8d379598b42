import { type RefObject, useId } from 'react';
import type { Persona } from '../../api.ts';
import { Icon } from '../layout/icon.tsx';
import { Problem } from '../layout/problem.tsx';
import { useSender } from '../layout/use-sender.ts';
import { type ChangeDraft, type Draft, emptyDraft, putBack } from './drafts.ts';
import { SuggestionMenu } from './suggestion-menu.tsx';

type Props = Readonly<{
  /** The box to write in, for whoever puts something into it. */
  box: RefObject<HTMLTextAreaElement | null>;
  draft: Draft;
  onDraft: ChangeDraft;
  /** Gives what went wrong, in a sentence; null = it was sent. */
  onSend: () => Promise<string | null>;
  /** A new conversation: its suggestions stand above. */
  isNew: boolean;
  hasSubject: boolean;
  persona: Persona;
}>;

type SubjectProps = Pick<Props, 'draft' | 'onDraft'>;

function Subject({ draft, onDraft }: SubjectProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>Subject</label>
      <input
        id={id}
        type="text"
        dir="auto"
        value={draft.subject}
        onChange={({ target }) => onDraft((before) => ({ ...before, subject: target.value }))}
      />
    </div>
  );
}

/** Where the customer writes. The box is free at once for the next message; what could not be sent comes back. */
export function Composer({ box, draft, onDraft, onSend, isNew, hasSubject, persona }: Props) {
  const id = useId();
  const { isSending, problem, onSubmit, onKeyDown } = useSender({
    canSend: draft.text.trim() !== '',
    send: async () => {
      onDraft(() => emptyDraft);
      // The button, which may have had the focus, is disabled while it sends.
      box.current?.focus();
      const failure = await onSend();
      if (failure !== null) onDraft((now) => putBack(draft, now));
      return failure;
    },
  });
  const pick = (picked: Draft) => {
    onDraft(() => picked);
    box.current?.focus();
  };
  return (
    // What is missing is said by the form itself: the browser takes blanks for a text.
    <form className="composer" noValidate={true} onSubmit={onSubmit} aria-label={`Write as ${persona.name}`}>
      {hasSubject ? <Subject draft={draft} onDraft={onDraft} /> : null}
      <div className="field">
        <div className="field-head">
          <label htmlFor={id}>Message, in any language</label>
          <span className="hint">Ctrl+Enter</span>
        </div>
        <textarea
          id={id}
          ref={box}
          dir="auto"
          rows={3}
          required
          value={draft.text}
          onKeyDown={onKeyDown}
          onChange={({ target }) => onDraft((before) => ({ ...before, text: target.value }))}
        />
      </div>
      <Problem text={problem} />
      <div className="composer-end">
        {isNew ? (
          <span />
        ) : (
          <SuggestionMenu suggestions={persona.suggestions} lang={persona.language} onPick={pick} />
        )}
        <button type="submit" className="button primary" disabled={isSending}>
          <Icon name="send" /> {isSending ? 'Sending…' : 'Send'}
        </button>
      </div>
    </form>
  );
}
