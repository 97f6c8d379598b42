import { splitMarkup } from './markup.ts';

/** One custom terminology, usable in both directions. Matching is exact and case-sensitive, on whole words. */
export type Terminology = Readonly<{
  arn: string;
  /** Translate's codes, one per column. */
  languages: readonly string[];
  /** A row per term; an empty cell = no term in that language. */
  terms: readonly (readonly string[])[];
}>;

type Term = Readonly<{ SourceText: string; TargetText: string }>;

export type PreparedText = Readonly<{
  /** The text with each term replaced by its fixed translation, inside an element that no engine touches. */
  text: string;
  /** Those that were found, in the order of the text; Translate names the first 250. */
  terms: readonly Term[];
  /** Takes those elements out of the translation again. */
  restore(translated: string): string;
}>;

const maxTermsNamed = 250;
const wrapper = /<span translate="no" data-term="\d+">(?<term>.*?)<\/span>/gsu;
/** Scripts that put no spaces between words have no edges to look for. */
const wordLetter = String.raw`[[\p{L}\p{N}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]]`;

function termsFor(terminology: Terminology | null, source: string, target: string): readonly Term[] {
  const [from, to] = [source, target].map((code) => terminology?.languages.indexOf(code) ?? -1);
  if (terminology === null || from === undefined || to === undefined || from < 0 || to < 0) return [];
  return terminology.terms.flatMap((row) => {
    const [SourceText, TargetText] = [row[from], row[to]];
    return SourceText && TargetText ? [{ SourceText, TargetText }] : [];
  });
}

/** The longest first, so that "gift card" is not taken for "gift". */
function anyOf(terms: readonly Term[]): RegExp {
  const wordStart = new RegExp(`^${wordLetter}`, 'v');
  const wordEnd = new RegExp(`${wordLetter}$`, 'v');
  const alternatives = terms
    .map(({ SourceText }) => SourceText)
    .sort((one, other) => other.length - one.length)
    .map((term) =>
      [
        wordStart.test(term) ? `(?<!${wordLetter})` : '',
        RegExp.escape(term),
        wordEnd.test(term) ? `(?!${wordLetter})` : '',
      ].join(''),
    );
  return new RegExp(alternatives.join('|'), 'gv');
}

/** Puts the terms of `terminology` that exist in both languages in place. */
export function applyTerminology(
  text: string,
  { source, target }: Readonly<{ source: string; target: string }>,
  terminology: Terminology | null,
): PreparedText {
  const terms = termsFor(terminology, source, target);
  if (terms.length === 0) return { text, terms: [], restore: (translated) => translated };
  const bySource = new Map(terms.map((term, index) => [term.SourceText, { term, index }]));
  const anyTerm = anyOf(terms);
  const found = new Set<Term>();
  const mark = (match: string): string => {
    const known = bySource.get(match);
    if (known === undefined) return match;
    found.add(known.term);
    return `<span translate="no" data-term="${known.index}">${known.term.TargetText}</span>`;
  };
  return {
    text: splitMarkup(text)
      .map((piece) => (piece.kind === 'text' ? piece.raw.replace(anyTerm, mark) : piece.raw))
      .join(''),
    terms: [...found].slice(0, maxTermsNamed),
    restore: (translated) => translated.replace(wrapper, '$<term>'),
  };
}
