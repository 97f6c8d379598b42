import { type Piece, splitMarkup } from '../../language/markup.ts';
import type { TranslateEngine } from '../../ports.ts';
import { pseudoTranslate } from '../pseudo.ts';
import { type Atom, joinAtoms, splitAtoms } from './atoms.ts';
import { type BookLanguage, bookLanguages, indexLanguage, type LanguageIndex, readBook } from './book.ts';
import {
  canonicalise,
  type PlaceholderKind,
  placeholderIndex,
  placeholderOf,
  placeholderRange,
  slotMark,
} from './canonical.ts';
import { findSentence, mayBeSentence } from './lookup.ts';
import { renderDelimiter, renderSentence, withLineBreaks } from './render.ts';
import { personName } from './slots.ts';

/** A sentence of the book may be spread over this many commas and lines. */
const maxAtomsPerSentence = 8;
/** "Order number: 4521" reads differently in two pieces, so that a look ahead would miss it. */
const maxAtomsAlwaysTried = 2;
const maxGreetingWords = 4;
const blankLines = String.raw`(?<![ \t])(?:[ \t]*\r?\n){2,}[ \t]*`;
const blockTags: ReadonlySet<string> = new Set(
  'address article blockquote br dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li ol p pre section table tbody td th thead tr ul'.split(
    ' ',
  ),
);
const clauseDelimiter = /[,;:、，；،؛–—-]/u;

/** A text whose markup has been put aside. */
type Plain = Readonly<{
  text: string;
  kindOf(mark: string): PlaceholderKind;
  isOpening(mark: string): boolean;
  isBlock(mark: string): boolean;
  restore(text: string): string;
}>;

const anyPlaceholder = new RegExp(`[${placeholderRange}]`, 'gu');

function putMarkupAside(text: string): Plain {
  const pieces = splitMarkup(text).flatMap((piece): Piece[] =>
    piece.kind === 'text'
      ? // Private-use characters of the customer's own would be taken for placeholders.
        piece.raw
          .split(new RegExp(`([${placeholderRange}])`, 'u'))
          .map((raw, index) => (index % 2 === 0 ? { kind: 'text', raw } : { kind: 'kept', raw }))
      : [piece],
  );
  const pieceAt = (mark: string) => pieces[placeholderIndex(mark)];
  return {
    text: pieces.map((piece, index) => (piece.kind === 'text' ? piece.raw : placeholderOf(index))).join(''),
    kindOf: (mark) => {
      const kind = pieceAt(mark)?.kind;
      return kind === 'tag' || kind === 'reference' ? kind : 'kept';
    },
    isOpening: (mark) => {
      const piece = pieceAt(mark);
      return piece?.kind === 'tag' && piece.opening;
    },
    isBlock: (mark) => {
      const piece = pieceAt(mark);
      return piece?.kind === 'tag' && blockTags.has(piece.name);
    },
    restore: (translated) => translated.replaceAll(anyPlaceholder, (mark) => pieceAt(mark)?.raw ?? mark),
  };
}

/** Paragraphs and what stands between them, in turn. */
function splitParagraphs(plain: Plain): readonly string[] {
  const blocks = [...(plain.text.match(anyPlaceholder) ?? [])].filter(plain.isBlock).join('');
  const separator = blocks === '' ? blankLines : `${blankLines}|[${blocks}]`;
  return plain.text.split(new RegExp(`((?:${separator})+)`, 'u'));
}

type Job = Readonly<{
  plain: Plain;
  index: LanguageIndex;
  source: BookLanguage;
  target: BookLanguage;
  /** Filled while working: who contributed. */
  contributors: Set<'phrasebook' | 'pseudo'>;
}>;

/** `key`: its letters, for a look ahead before several atoms are looked up as one. */
type KeyedAtom = Atom & Readonly<{ key: string }>;
type Rendered = Readonly<{ text: string; count: number }>;

/** "hola donde esta mi pedido": a greeting without a comma, and the sentence after it. */
function translateAfterGreeting({ text, separator }: Atom, job: Job): Rendered | null {
  for (const gap of Array.from(text.matchAll(/\s+/gu)).slice(0, maxGreetingWords)) {
    const greeting = findSentence(text.slice(0, gap.index), job.index, job.plain.kindOf);
    const rest = findSentence(text.slice(gap.index + gap[0].length), job.index, job.plain.kindOf);
    if (greeting?.sentence.topic !== 'courtesy' || rest === null) continue;
    const isOpening = job.plain.isOpening;
    const goesOn = clauseDelimiter.test(separator);
    const [first, second] = [
      renderSentence(greeting, { target: job.target, goesOn: true, continues: false }, isOpening),
      renderSentence(rest, { target: job.target, goesOn, continues: !rest.startsWithCapital }, isOpening),
    ];
    if (first !== null && second !== null) {
      return { text: first + renderDelimiter(', ', job.target) + second, count: 1 };
    }
  }
  return null;
}

/** The longest run of atoms from `from` on that is a sentence of the book, translated. */
function translateFrom(atoms: readonly KeyedAtom[], from: number, job: Job): Rendered | null {
  const before = from === 0 ? '' : (atoms[from - 1]?.separator ?? '');
  for (let count = Math.min(maxAtomsPerSentence, atoms.length - from); count > 0; count -= 1) {
    const run = atoms.slice(from, from + count);
    if (count > maxAtomsAlwaysTried && !mayBeSentence(run.map(({ key }) => key).join(''), job.index))
      continue;
    const { text, lineBreaks } = joinAtoms(run);
    const found = findSentence(text, job.index, job.plain.kindOf);
    if (found === null) continue;
    const setting = {
      target: job.target,
      goesOn: clauseDelimiter.test(run.at(-1)?.separator ?? ''),
      // After "Hello," and a line break most languages begin with a capital; then the customer's choice counts.
      continues: clauseDelimiter.test(before) && !(/\n/u.test(before) && found.startsWithCapital),
    };
    const rendered = renderSentence(found, setting, job.plain.isOpening);
    if (rendered !== null) return { text: withLineBreaks(rendered, lineBreaks), count };
  }
  const atom = atoms[from];
  return atom === undefined ? null : translateAfterGreeting(atom, job);
}

/** Where a name may stand: on a line of its own, or after a comma. */
const lineOrClauseStart = /[\n,،、]\s*$/u;

/** What the book lacks: marked, unless there is nothing to translate in it, or it is the name under a letter. */
function markUnknown(raw: string, mayBeName: boolean, job: Job): string {
  const { key } = canonicalise(raw, job.plain.kindOf);
  const hasWords = key.replaceAll(slotMark, '') !== '';
  if (!hasWords || (mayBeName && personName.test(raw.trim()))) return raw;
  job.contributors.add('pseudo');
  return pseudoTranslate(job.plain.restore(raw), job.target);
}

/** Japanese puts no space between sentences; every other language of the book does. */
function sentenceGap(separator: string, isLast: boolean, { source, target }: Job): string {
  if (target === 'ja' && separator === ' ') return '';
  return source === 'ja' && separator === '' && !isLast ? ' ' : separator;
}

function translateParagraph(
  paragraph: string,
  { isFirst, isLast }: Readonly<{ isFirst: boolean; isLast: boolean }>,
  job: Job,
): string {
  const atoms = splitAtoms(paragraph, job.source).map((atom) => ({
    ...atom,
    key: canonicalise(atom.text, job.plain.kindOf).key,
  }));
  let output = '';
  let unknown: Atom[] = [];
  const flushUnknown = (next: number) => {
    const last = unknown.at(-1);
    if (last === undefined) return;
    const { raw } = joinAtoms(unknown);
    const isUnderLetter = output === '' ? !isFirst : lineOrClauseStart.test(output);
    output += markUnknown(raw, isUnderLetter && isLast && next === atoms.length, job);
    output += sentenceGap(last.separator, next === atoms.length, job);
    unknown = [];
  };
  let position = 0;
  while (position < atoms.length) {
    const translated = translateFrom(atoms, position, job);
    const atom = atoms[position];
    if (atom === undefined) break;
    if (translated === null) {
      const last = unknown.at(-1);
      if (last !== undefined && (last.sentence !== atom.sentence || /\n/u.test(last.separator))) {
        flushUnknown(position);
      }
      unknown.push(atom);
      position += 1;
      continue;
    }
    flushUnknown(position);
    job.contributors.add('phrasebook');
    position += translated.count;
    const separator = atoms[position - 1]?.separator ?? '';
    output += translated.text;
    output += sentenceGap(renderDelimiter(separator, job.target), position === atoms.length, job);
  }
  flushUnknown(atoms.length);
  return output;
}

/** Translate's `es-MX`, `fr-CA`, `pt-PT` are written in the book's `es`, `fr`, `pt`. */
function bookLanguageOf(code: string): BookLanguage | undefined {
  const [base] = code.split('-');
  return bookLanguages.find((language) => language === base);
}

/**
 * Translates the helpdesk sentences of `topics/*.json` between all their languages, and marks what they do not cover. It
 * proves the pipeline with sentences that read as people write; it is no machine translation.
 */
export function createPhrasebookEngine(): TranslateEngine {
  const book = readBook();
  const indexes = new Map<BookLanguage, LanguageIndex>();
  const indexFor = (language: BookLanguage): LanguageIndex => {
    const index = indexes.get(language) ?? indexLanguage(book, language);
    indexes.set(language, index);
    return index;
  };
  return {
    name: 'phrasebook',
    translate: async (request) => {
      const [source, target] = [bookLanguageOf(request.source), bookLanguageOf(request.target)];
      if (source === undefined || target === undefined || source === target) return null;
      const plain = putMarkupAside(request.text);
      const job: Job = { plain, index: indexFor(source), source, target, contributors: new Set() };
      const parts = splitParagraphs(plain);
      const text = parts
        .map((part, index) =>
          index % 2 === 1
            ? part
            : translateParagraph(part, { isFirst: index === 0, isLast: index === parts.length - 1 }, job),
        )
        .join('');
      return { text: plain.restore(text), engine: [...job.contributors].sort().join('+') || 'phrasebook' };
    },
    stop: async () => {},
  };
}
