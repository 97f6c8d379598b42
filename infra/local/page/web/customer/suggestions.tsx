import type { Persona } from '../../api.ts';

export type Suggestion = Persona['suggestions'][number];
type Props = Readonly<{
  suggestions: readonly Suggestion[];
  lang: string;
  onPick: (suggestion: Suggestion) => void;
}>;

/** Sentences to begin with; one that is picked goes into the composer and can still be changed. */
export function Suggestions({ suggestions, lang, onPick }: Props) {
  return (
    <ul className="suggestions" aria-label="Suggestions">
      {suggestions.map((suggestion) => (
        <li key={`${suggestion.subject}/${suggestion.text}`}>
          <button type="button" onClick={() => onPick(suggestion)} lang={lang} dir="auto">
            {suggestion.subject === '' ? null : <strong>{suggestion.subject}</strong>}
            <span>{suggestion.text}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
