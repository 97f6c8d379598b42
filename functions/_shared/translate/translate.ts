import type { Engine } from '../services/ports.ts';
import { type Guarded, guard, isTag, plainOf, slice, unmask } from '../text/guard.ts';
import { writesSpaces } from '../text/scripts.ts';
import { splitByBytes } from '../text/split.ts';
import { wantsOf } from '../text/verify.ts';
import { wireOffsets } from '../text/wire.ts';
import { translateTogether } from './carefully.ts';
import { placesOfTokens } from './fragments.ts';
import {
  damaged,
  isTranslatable,
  type Job,
  joined,
  mapBounded,
  maxEngineBytes,
  maxParallelCalls,
  type Piece,
  verbatim,
} from './piece.ts';
import type { TranslationOutcome, TranslationTask } from './task.ts';

export { maxEngineBytes } from './piece.ts';
export type { TranslationOutcome, TranslationTask } from './task.ts';

/** Calls that one text may cost beyond those that it needs. */
export const maxRepairs = 60;

/** Room for the tags of elements that reach over a cut. */
const reopenedTagsBytes = 1_000;

/** Cuts a text where it costs more than the engine takes. */
export function pieces(text: Guarded, language: string): readonly Guarded[] {
  const offsets = wireOffsets(text.parts);
  let at = 0;
  return splitByBytes(plainOf(text.parts), {
    maxBytes: text.parts.some(isTag) ? maxEngineBytes - reopenedTagsBytes : maxEngineBytes,
    bytesOf: (start, end) => (offsets[end] ?? 0) - (offsets[start] ?? 0),
    atoms: placesOfTokens(text.parts),
    language,
  }).map((piece) => {
    const start = at;
    at += piece.length;
    return { ...text, parts: slice(text.parts, start, at) };
  });
}

async function translatePiece(text: Guarded, job: Job): Promise<Piece> {
  if (!isTranslatable(text.parts)) return verbatim(text.parts, job);
  const [piece = damaged] = await translateTogether([text], job);
  return piece;
}

/** Where Japanese sentences were cut from each other, English ones need a space between them. */
function withSpaces(piece: Piece, isFirst: boolean, previous: string, { source, target }: Job): Piece {
  if (!piece.ok || isFirst || writesSpaces(source) || !writesSpaces(target)) return piece;
  const isSewn = /\S$/u.test(previous) && /^\S/u.test(plainOf(piece.parts));
  return isSewn ? { ...piece, parts: [{ kind: 'text', text: ' ' }, ...piece.parts] } : piece;
}

/**
 * Translates a text of any length. Numbers, addresses and other tokens are protected and verified; long texts go in pieces
 * within the engine's byte limit, side by side. With `auto` the first piece finds the source for all. Nothing is left
 * out: the outcome is the whole text, or a failure.
 */
export async function translateText(task: TranslationTask, engine: Engine): Promise<TranslationOutcome> {
  const guarded = guard(task.text, task);
  const all = pieces(guarded, task.language);
  const { source, target, language } = task;
  const job: Job = {
    source,
    target,
    language,
    engine,
    wants: wantsOf(guarded.parts),
    repairs: { left: maxRepairs },
  };
  const first = source === 'auto' ? all.slice(0, 1) : [];
  const opening = await mapBounded(first, 1, (piece) => translatePiece(piece, job));
  const found = joined(opening, job);
  if (!found.ok) return { kind: 'failed', failure: found.failure };
  if (found.source === target) return { kind: 'same-language', source: found.source };
  const known = { ...job, source: found.source };
  const rest = await mapBounded(all.slice(first.length), maxParallelCalls, (piece) =>
    translatePiece(piece, known),
  );
  const done = [...opening, ...rest];
  const whole = joined(
    done.map((piece, index) => {
      const previous = done[index - 1];
      return withSpaces(piece, index === 0, previous?.ok ? plainOf(previous.parts) : '', known);
    }),
    known,
  );
  if (!whole.ok) return { kind: 'failed', failure: whole.failure };
  return {
    kind: 'translated',
    text: unmask(plainOf(whole.parts), guarded.masked),
    source: whole.source,
    terms: whole.terms,
  };
}
