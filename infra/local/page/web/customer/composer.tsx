import { useId, useRef } from 'react';
import type { Persona } from '../../api.ts';
import { Icon } from '../layout/icon.tsx';
import { Problem } from '../layout/problem.tsx';
import { useSender } from '../layout/use-sender.ts';
import { type Draft, emptyDraft } from './drafts.ts';
import { SuggestionMenu } from './suggestion-menu.tsx';

type Props = Readonly<{
  draft: Draft;
  onDraft: (draft: Draft) => void;
  /** Gives what went wrong, in a sentence; null = it was sent. */
  onSend: () => Promise<string | null>;
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
        onChange={({ target }) => onDraft({ ...draft, subject: target.value })}
      />
    </div>
  );
}

/** Where the customer writes. What could not be sent stays. */
export function Composer({ draft, onDraft, onSend, hasSubject, persona }: Props) {
  const id = useId();
  const text = useRef<HTMLTextAreaElement>(null);
  const { isSending, problem, onSubmit, onKeyDown } = useSender(async () => {
    const failure = await onSend();
    if (failure === null) onDraft(emptyDraft);
    return failure;
  });
  const pick = (picked: Draft) => {
    onDraft(picked);
    text.current?.focus();
  };
  return (
    <form className="composer" onSubmit={onSubmit} aria-label={`Write as ${persona.name}`}>
      {hasSubject ? <Subject draft={draft} onDraft={onDraft} /> : null}
      <div className="field">
        <div className="field-head">
          <label htmlFor={id}>Message, in any language</label>
          <span className="hint">Ctrl+Enter</span>
        </div>
        <textarea
          id={id}
          ref={text}
          dir="auto"
          rows={3}
          required
          value={draft.text}
          onKeyDown={onKeyDown}
          onChange={({ target }) => onDraft({ ...draft, text: target.value })}
        />
      </div>
      <Problem text={problem} />
      <div className="composer-end">
        <SuggestionMenu persona={persona} onPick={pick} />
        <button type="submit" className="button primary" disabled={isSending}>
          <Icon name="send" /> {isSending ? 'Sending…' : 'Send'}
        </button>
      </div>
    </form>
  );
}
