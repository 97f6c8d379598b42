import { splitMarkup } from './markup.ts';

/** One custom terminology: source term → target language → target term. Matching is exact and case-sensitive. */
export type Terminology = Readonly<{
  terms: ReadonlyMap<string, Readonly<Record<string, string>>>;
}>;

export type PreparedText = Readonly<{
  /** The text with each term replaced by its fixed translation, inside an element that no engine touches. */
  text: string;
  terms: readonly Readonly<{ SourceText: string; TargetText: string }>[];
  /** Takes those elements out of the translation again. */
  restore(translated: string): string;
}>;

const wrapper = /<span translate="no" data-term="\d+">(?<term>.*?)<\/span>/gsu;

/** Puts the terms of `terminology` that have a translation into `target` in place, longest first. */
export function applyTerminology(
  text: string,
  target: string,
  terminology: Terminology | null,
): PreparedText {
  const wanted = [...(terminology?.terms ?? [])]
    .flatMap(([source, targets]) => {
      const term = targets[target];
      return term === undefined ? [] : [{ SourceText: source, TargetText: term }];
    })
    .sort((one, other) => other.SourceText.length - one.SourceText.length);
  const found = wanted.filter(({ SourceText }) => text.includes(SourceText));
  if (found.length === 0) return { text, terms: [], restore: (translated) => translated };

  const bySource = new Map(found.map((term, index) => [term.SourceText, { ...term, index }]));
  const anyTerm = new RegExp(found.map(({ SourceText }) => RegExp.escape(SourceText)).join('|'), 'gu');
  const mark = (source: string): string => {
    const term = bySource.get(source);
    return term ? `<span translate="no" data-term="${term.index}">${term.TargetText}</span>` : source;
  };
  return {
    text: splitMarkup(text)
      .map((piece) => (piece.kind === 'text' ? piece.raw.replace(anyTerm, mark) : piece.raw))
      .join(''),
    terms: found,
    restore: (translated) => translated.replace(wrapper, '$<term>'),
  };
}
