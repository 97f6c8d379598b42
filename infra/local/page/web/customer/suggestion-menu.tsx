import { type FocusEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Icon } from '../layout/icon.tsx';
import { type Suggestion, Suggestions } from './suggestions.tsx';

type Props = Readonly<{
  suggestions: readonly Suggestion[];
  lang: string;
  onPick: (picked: Suggestion) => void;
}>;

/** A button that opens the suggestions; Escape closes them and goes back to it. */
export function SuggestionMenu({ suggestions, lang, onPick }: Props) {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isOpen) list.current?.querySelector('button')?.focus();
  }, [isOpen]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return;
    event.stopPropagation();
    setIsOpen(false);
    button.current?.focus();
  };
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (!currentTarget.contains(relatedTarget)) setIsOpen(false);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears of keys and focus of the buttons within
    <div className="suggestion-menu" onKeyDown={onKeyDown} onBlur={onBlur}>
      <button
        ref={button}
        type="button"
        className="button quiet"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
      >
        <Icon name="bulb" /> Suggestions
      </button>
      <div id={id} ref={list} className="popover" hidden={!isOpen}>
        <Suggestions
          suggestions={suggestions}
          lang={lang}
          onPick={(picked) => {
            setIsOpen(false);
            onPick(picked);
          }}
        />
      </div>
    </div>
  );
}
