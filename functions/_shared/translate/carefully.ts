import { type Guarded, isTag, type Part, plainOf, type Stretch } from '../text/guard.ts';
import { callEngine, isFaithfulIn } from './call.ts';
import { betweenTags, bySentences, edgesOf, joinedFragments, punctuationFor } from './fragments.ts';
import {
  damaged,
  isTranslatable,
  type Job,
  joined,
  mapBounded,
  maxParallelCalls,
  type Piece,
  takeRepair,
  verbatim,
} from './piece.ts';

/** Texts of one call. What comes back damaged is done again by itself, then taken apart. */
export async function translateTogether(texts: readonly Guarded[], job: Job): Promise<readonly Piece[]> {
  const pieces = await callEngine(texts, job);
  if (pieces === null) return translateHalves(texts, job);
  return mapBounded(texts, maxParallelCalls, async (text, index) => {
    const piece = pieces[index] ?? damaged;
    if (piece.ok || piece.failure !== 'damaged') return piece;
    return texts.length > 1 ? translateAgain(text, job) : translateApart(text, job);
  });
}

async function translateHalves(texts: readonly Guarded[], job: Job): Promise<readonly Piece[]> {
  const middle = Math.ceil(texts.length / 2);
  const halves = await mapBounded([texts.slice(0, middle), texts.slice(middle)], 2, async (half) =>
    takeRepair(job) ? translateTogether(half, job) : half.map(() => damaged),
  );
  return halves.flat();
}

async function translateAgain(text: Guarded, job: Job): Promise<Piece> {
  if (!isTranslatable(text.parts)) return verbatim(text.parts, job);
  if (!takeRepair(job)) return damaged;
  const [piece = damaged] = await translateTogether([text], job);
  return piece;
}

/**
 * A damaged text in smaller pieces: between the tags of its elements, else sentence by sentence, else between its tokens, which
 * then never meet the engine.
 */
async function translateApart(text: Guarded, job: Job): Promise<Piece> {
  if (text.parts.some(isTag)) {
    const pieces = await mapBounded(betweenTags(text), maxParallelCalls, async (item) =>
      'parts' in item ? translateAgain(item, job) : verbatim([item], job),
    );
    return faithful(text, joined(pieces, job), job);
  }
  const sentences = bySentences(text, job.language);
  if (sentences.length > 1) {
    const pieces = await mapBounded(sentences, maxParallelCalls, (sentence) => translateAgain(sentence, job));
    return faithful(text, joined(pieces, job), job);
  }
  return translateBetweenTokens(text, job);
}

async function translateBetweenTokens(text: Guarded, job: Job): Promise<Piece> {
  const stretches = text.parts.filter((part) => !isTag(part));
  const pieces = await mapBounded(stretches, maxParallelCalls, async (part) =>
    part.kind === 'token' ? verbatim([part], job) : translateFragment(part.text, job),
  );
  const whole = joined(pieces, job);
  if (!whole.ok) return whole;
  const fragments = pieces.map((piece, index): Stretch => {
    const translated = piece.ok ? plainOf(piece.parts) : '';
    return { kind: stretches[index]?.kind ?? 'text', text: translated };
  });
  return faithful(
    text,
    { ...whole, parts: joinedFragments(fragments, { ...job, source: whole.source }) },
    job,
  );
}

async function translateFragment(text: string, job: Job): Promise<Piece> {
  const { before, core, after } = edgesOf(text);
  const around = (middle: readonly Part[]): readonly Part[] => [
    { kind: 'text', text: punctuationFor(before, job.target) },
    ...middle,
    { kind: 'text', text: punctuationFor(after, job.target) },
  ];
  const fragment: Guarded = { parts: [{ kind: 'text', text: core }], masked: new Map(), wholes: [] };
  if (!isTranslatable(fragment.parts)) return verbatim(around(fragment.parts), job);
  if (!takeRepair(job)) return damaged;
  const [piece] = (await callEngine([fragment], job)) ?? [damaged];
  return piece?.ok ? { ...piece, parts: around(piece.parts) } : (piece ?? damaged);
}

/** What was put together is looked at once more: an engine may bring in a token that it was never shown. */
function faithful(original: Guarded, piece: Piece, job: Job): Piece {
  return piece.ok && !isFaithfulIn({ ...job, source: piece.source }, original, piece.parts) ? damaged : piece;
}
