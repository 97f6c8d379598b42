import type { Engine, GlossaryTerm, ServiceFailure } from '../services/ports.ts';
import { fromWire, type Guarded, guard, keepsTokens, toWire, wireBytes } from '../text/guard.ts';
import { hasLetters } from '../text/letters.ts';
import { splitByBytes } from '../text/split.ts';

/** TranslateText's limit in UTF-8 bytes, markup included. */
export const maxEngineBytes = 10_000;
/** A piece is looked at again by itself, where a token more may be found at its edges: room for a few tags. */
const maxPieceBytes = maxEngineBytes - 200;
/** How many pieces of one text are under way at a time. */
const maxParallelPieces = 4;
/** A piece with more tokens than this is not taken apart: each part would be a call of its own. */
const maxSeparateParts = 40;

export type TranslationTask = Readonly<{
  text: string;
  /** The engine's codes; `auto` = let the engine find the source. */
  source: string;
  target: string;
  /** BCP 47, for sentence ends; `und` if unknown. */
  language: string;
  /** Names that may not be changed, such as brands. */
  keepTerms?: readonly string[];
}>;

export type TranslationOutcome = Readonly<
  | { kind: 'translated'; text: string; source: string; terms: readonly GlossaryTerm[] }
  /** The engine's source turned out to be the target. */
  | { kind: 'same-language'; source: string }
  /** `damaged`: the engine changed a number, address or other protected token whatever was tried. */
  | { kind: 'failed'; failure: ServiceFailure | 'damaged' }
>;

type Piece = Readonly<
  | { ok: true; text: string; source: string; terms: readonly GlossaryTerm[] }
  | { ok: false; failure: ServiceFailure | 'damaged' }
>;

/** Runs `work` over all items, at most `limit` at a time; results in the items' order. */
async function mapBounded<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item, index);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}

/** White space around a text is kept from the engine, which may drop it. */
function withEdges(text: string): { before: string; core: string; after: string } {
  const core = text.trim();
  const start = text.indexOf(core);
  return { before: text.slice(0, start), core, after: text.slice(start + core.length) };
}

const verbatim = (text: string, source: string): Piece => ({ ok: true, text, source, terms: [] });

/** One call for one piece. Fails as `damaged` when a token did not come through. */
async function translatePiece(text: string, task: TranslationTask, engine: Engine): Promise<Piece> {
  const { before, core, after } = withEdges(text);
  const guarded = guard(core);
  if (!hasLettersOutside(guarded)) return verbatim(text, task.source);
  const wire = toWire(guarded);
  const answer = await engine({ text: wire, source: task.source, target: task.target });
  if (!answer.ok) return { ok: false, failure: answer.failure };
  const { source, terms } = answer.value;
  const translated = fromWire(answer.value.text, wire);
  if (!keepsTokens(guarded, translated)) return { ok: false, failure: 'damaged' };
  return { ok: true, text: before + translated.trim() + after, source, terms };
}

function hasLettersOutside({ text, tokens }: Guarded): boolean {
  let at = 0;
  for (const { start, end } of tokens) {
    if (hasLetters(text.slice(at, start))) return true;
    at = end;
  }
  return hasLetters(text.slice(at));
}

/** The text in turns: what may be translated, and what may not. */
function partsBetweenTokens({ text, tokens }: Guarded): readonly { text: string; isToken: boolean }[] {
  const parts: { text: string; isToken: boolean }[] = [];
  let at = 0;
  for (const { start, end } of tokens) {
    parts.push(
      { text: text.slice(at, start), isToken: false },
      { text: text.slice(start, end), isToken: true },
    );
    at = end;
  }
  parts.push({ text: text.slice(at), isToken: false });
  return parts.filter((part) => part.text !== '');
}

/** After a damage: the tokens never meet the engine, only what stands between them does. */
async function translateBetweenTokens(text: string, task: TranslationTask, engine: Engine): Promise<Piece> {
  const guarded = guard(text);
  const parts = partsBetweenTokens(guarded);
  if (parts.length > maxSeparateParts) return { ok: false, failure: 'damaged' };
  const pieces = await mapBounded(parts, maxParallelPieces, async (part) =>
    part.isToken ? verbatim(part.text, task.source) : translatePiece(part.text, task, engine),
  );
  const joined = joinPieces(pieces, task);
  if (!joined.ok) return joined;
  return keepsTokens(guarded, joined.text) ? joined : { ok: false, failure: 'damaged' };
}

function joinPieces(pieces: readonly Piece[], task: TranslationTask): Piece {
  const failed = pieces.find((piece) => !piece.ok);
  if (failed) return failed;
  const done = pieces.flatMap((piece) => (piece.ok ? [piece] : []));
  return {
    ok: true,
    text: done.reduce((text, piece) => text + spaceBetween(text, piece.text, task.target) + piece.text, ''),
    source: done.find(({ source }) => source !== 'auto')?.source ?? task.source,
    terms: uniqueTerms(done.flatMap(({ terms }) => terms)),
  };
}

/** Japanese and Chinese put no space between sentences; most other languages need one where two pieces meet. */
function spaceBetween(left: string, right: string, target: string): string {
  if (/^(?:ja|zh|th)/.test(target)) return '';
  return /[.!?\p{Ll}]$/u.test(left) && /^\p{Lu}/u.test(right) ? ' ' : '';
}

function uniqueTerms(terms: readonly GlossaryTerm[]): readonly GlossaryTerm[] {
  return [...new Map(terms.map((term) => [`${term.source}\u0000${term.target}`, term])).values()];
}

async function translateSafely(text: string, task: TranslationTask, engine: Engine): Promise<Piece> {
  const piece = await translatePiece(text, task, engine);
  if (piece.ok || piece.failure !== 'damaged') return piece;
  return translateBetweenTokens(text, task, engine);
}

/**
 * Translates a text of any length. Numbers, addresses and other tokens are protected and verified; long texts go in pieces
 * within the engine's byte limit, side by side. With `auto` the first piece finds the source for all. Nothing is left
 * out: the outcome is the whole text, or a failure.
 */
export async function translateText(task: TranslationTask, engine: Engine): Promise<TranslationOutcome> {
  const guarded = guard(task.text);
  const [first = '', ...rest] = splitByBytes(task.text, {
    maxBytes: maxPieceBytes,
    bytesOf: (start, end) => wireBytes(guarded, start, end),
    atoms: guarded.tokens,
    language: task.language,
  });
  const opening = task.source === 'auto' ? [await translateSafely(first, task, engine)] : [];
  const found = opening[0];
  if (found && !found.ok) return { kind: 'failed', failure: found.failure };
  const source = found?.source ?? task.source;
  if (source === task.target) return { kind: 'same-language', source };
  const remaining = found ? rest : [first, ...rest];
  const pieces = await mapBounded(remaining, maxParallelPieces, (piece) =>
    translateSafely(piece, { ...task, source }, engine),
  );
  const joined = joinPieces([...opening, ...pieces], { ...task, source });
  if (!joined.ok) return { kind: 'failed', failure: joined.failure };
  return { kind: 'translated', text: joined.text, source, terms: joined.terms };
}
