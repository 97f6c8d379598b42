import type { BookSentence, LanguageIndex, Slot } from './book.ts';
import {
  type Canonical,
  canonicalise,
  emojiRun,
  type PlaceholderKinds,
  placeholderRange,
  slotMark,
} from './canonical.ts';
import { canFill, personName } from './slots.ts';

/** A customer's sentence, recognised. */
export type Found = Readonly<{
  sentence: BookSentence;
  /** Slot name → the customer's own characters. */
  values: ReadonlyMap<string, string>;
  /** What stood around it and goes back around its translation: bullets, quotation marks, tags, emoji. */
  before: string;
  after: string;
  /** Tags and emoji from its middle. */
  loose: readonly string[];
  /** Whether the customer ended it with a full stop or the like. */
  hasTerminal: boolean;
  startsWithCapital: boolean;
}>;

/** Far longer than any sentence of the book with its slots filled. */
const maxSentenceUnits = 1_000;
const smiley = '[:;]-?[)(DP]';
const openers = String.raw`[\s>*•\-–—"'“”„«»‘’(\[{「『]`;
const closers = String.raw`[\s"'“”«»‘’)\]}」』,;:،、，：]`;

/** Everything at an edge that is not part of the sentence. `kept` says whether an untouchable element counts as such. */
function edgePattern(kept: boolean): RegExp {
  const mark = kept ? `[${placeholderRange}]` : '(?!)';
  return new RegExp(
    `^(?<before>(?:${openers}|${emojiRun}|${mark})*)(?<core>.*?)(?<after>(?:${closers}|${smiley}|${emojiRun}|${mark})*)$`,
    'su',
  );
}
const tightEdges = edgePattern(false);
const wideEdges = edgePattern(true);

function valuesFor(slots: readonly Slot[], { tokens }: Canonical): ReadonlyMap<string, string> | null {
  if (tokens.length !== slots.length) return null;
  const pairs = slots.map((slot, index) => ({ slot, token: tokens[index] }));
  if (pairs.some(({ slot, token }) => token === undefined || !canFill(slot.kind, token.kind))) return null;
  return new Map(pairs.map(({ slot, token }) => [slot.name, token?.raw ?? '']));
}

/** A sentence with a name in it: the letters between its words are cut out of the original, and must look like a name. */
function findWithName(
  core: string,
  canonical: Canonical,
  index: LanguageIndex,
): Pick<Found, 'sentence' | 'values'> | null {
  for (const { sentence, slots, pattern } of index.withName) {
    const span = pattern.exec(canonical.key)?.indices?.groups?.name;
    if (span === undefined || canonical.key.slice(...span) === slotMark) continue;
    const from = canonical.offsets[span[0]] ?? 0;
    const to = canonical.offsets[span[1]] ?? core.length;
    const said = core.slice(from, to);
    const name = /^[\p{L}\p{M}'’.\- ・]*[\p{L}\p{M}]/u.exec(said)?.[0] ?? '';
    // What goes on after the name is another sentence, and would be lost.
    if (!personName.test(name) || /\p{L}/u.test(said.slice(name.length))) continue;
    const others = valuesFor(
      slots.filter(({ kind }) => kind !== 'name'),
      canonical,
    );
    if (others !== null) return { sentence, values: new Map([...others, ['name', name]]) };
  }
  return null;
}

function findCore(core: string, index: LanguageIndex, kindOf: PlaceholderKinds) {
  const canonical = canonicalise(core, kindOf);
  if (canonical.key === '') return null;
  for (const { sentence, slots } of index.byKey.get(canonical.key) ?? []) {
    const values = valuesFor(slots, canonical);
    if (values !== null) return { sentence, values, loose: canonical.loose };
  }
  const named = findWithName(core, canonical, index);
  return named && { ...named, loose: canonical.loose };
}

/** Recognises one sentence, whatever its case, accents, punctuation and spaces. Null = the book does not have it. */
export function findSentence(text: string, index: LanguageIndex, kindOf: PlaceholderKinds): Found | null {
  if (text.length > maxSentenceUnits) return null;
  for (const edges of [tightEdges, wideEdges]) {
    const { before = '', core = '', after = '' } = edges.exec(text)?.groups ?? {};
    const found = findCore(core, index, kindOf);
    if (found === null) continue;
    const letter = /\p{L}/u.exec(core)?.[0] ?? '';
    return {
      ...found,
      before,
      after,
      hasTerminal: /[.!?…。！？؟](?:[\s\p{Pf}]*)$/u.test(core),
      startsWithCapital: letter !== letter.toLowerCase(),
    };
  }
  return null;
}

const edgeMarks = new RegExp(`^${slotMark}+|${slotMark}+$`, 'gu');

/** A cheap look ahead: whether letters put together from several parts could be a sentence at all. */
export function mayBeSentence(key: string, index: LanguageIndex): boolean {
  const bare = key.replaceAll(edgeMarks, '');
  return (
    index.byKey.has(key) ||
    index.byKey.has(bare) ||
    index.withName.some(({ pattern }) => pattern.test(key) || pattern.test(bare))
  );
}
