import type { Engine, GlossaryTerm } from '../services/ports.ts';
import { type Guarded, type Part, plainOf } from '../text/guard.ts';
import { hasLetters } from '../text/letters.ts';
import type { Wants } from '../text/verify.ts';
import { wireBytes } from '../text/wire.ts';
import type { TranslationFailure } from './task.ts';

/** TranslateText's limit in UTF-8 bytes, markup included. */
export const maxEngineBytes = 10_000;
/** How many calls for one text are under way at a time. */
export const maxParallelCalls = 4;

/** A piece of a text, translated or not. */
export type Piece = Readonly<
  | { ok: true; parts: readonly Part[]; source: string; terms: readonly GlossaryTerm[] }
  | { ok: false; failure: TranslationFailure }
>;

/** What all pieces of one text have in common. */
export type Job = Readonly<{
  source: string;
  target: string;
  /** BCP 47, for sentence ends. */
  language: string;
  engine: Engine;
  /** All tokens of the message. */
  wants: Wants;
  /** Calls that may still be made to mend what an engine damaged: each is paid, and the function has only so long. */
  repairs: { left: number };
}>;

export const damaged: Piece = { ok: false, failure: 'damaged' };

export function verbatim(parts: readonly Part[], { source }: Job): Piece {
  return { ok: true, parts, source, terms: [] };
}

/** Whether there is anything for an engine to do. */
export function isTranslatable(parts: readonly Part[]): boolean {
  return parts.some((part) => part.kind === 'text' && hasLetters(part.text));
}

/** Runs `work` over all items, at most `limit` at a time; results in the items' order. */
export async function mapBounded<Item, Result>(
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

/** Pieces one after the other as one; the first failure is the failure of all. */
export function joined(pieces: readonly Piece[], job: Job): Piece {
  const failed = pieces.find((piece) => !piece.ok);
  if (failed) return failed;
  const done = pieces.flatMap((piece) => (piece.ok ? [piece] : []));
  return {
    ok: true,
    parts: done.flatMap(({ parts }) => parts),
    source: done.find(({ source }) => source !== 'auto')?.source ?? job.source,
    terms: uniqueTerms(done.flatMap(({ terms }) => terms)),
  };
}

function uniqueTerms(terms: readonly GlossaryTerm[]): readonly GlossaryTerm[] {
  return [...new Map(terms.map((term) => [`${term.source}\u0000${term.target}`, term])).values()];
}

/** Takes one from the repairs; false = none is left. */
export function takeRepair({ repairs }: Job): boolean {
  if (repairs.left <= 0) return false;
  repairs.left -= 1;
  return true;
}

/** Between the texts of one call: engines keep paragraphs apart. No text that shares a call has a line end in it. */
export const separator = '\n\n';
const separatorBytes = Buffer.byteLength(separator);

/**
 * Texts in groups of neighbours that share a call: a call for each paragraph would be slow, and its limits are counted in
 * calls as well. A text of more than `maxBytes` is alone in its group.
 */
export function packed(texts: readonly Guarded[], maxBytes: number): readonly (readonly Guarded[])[] {
  const groups: Guarded[][] = [];
  let bytes = 0;
  for (const text of texts) {
    const cost = wireBytes(text.parts) + separatorBytes;
    const last = groups.at(-1);
    if (last !== undefined && bytes + cost <= maxBytes) {
      last.push(text);
      bytes += cost;
    } else {
      groups.push([text]);
      bytes = cost;
    }
  }
  return groups;
}

const isBlank = (part: Part) => part.kind === 'text' && part.text.trim() === '';

/** White space around a text is kept from the engine, which may drop it. */
export function withoutEdges(parts: readonly Part[]): {
  before: readonly Part[];
  core: readonly Part[];
  after: readonly Part[];
} {
  const [first, last] = [parts.at(0), parts.at(-1)];
  if (plainOf(parts).trim() === '') return { before: parts, core: [], after: [] };
  const leading =
    first?.kind === 'text' ? first.text.slice(0, first.text.length - first.text.trimStart().length) : '';
  const trailing = last?.kind === 'text' ? last.text.slice(last.text.trimEnd().length) : '';
  const core = parts
    .map((part, index) =>
      part.kind === 'text' && index === 0 ? { ...part, text: part.text.trimStart() } : part,
    )
    .map((part, index) =>
      part.kind === 'text' && index === parts.length - 1 ? { ...part, text: part.text.trimEnd() } : part,
    );
  return {
    before: leading === '' ? [] : [{ kind: 'text', text: leading }],
    core: core.filter((part, index) => !((index === 0 || index === core.length - 1) && isBlank(part))),
    after: trailing === '' ? [] : [{ kind: 'text', text: trailing }],
  };
}
