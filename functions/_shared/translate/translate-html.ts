import { directionOf } from '../../../connectors/kit/direction.ts';
import { textOfHtml } from '../html/html-text.ts';
import type { Page } from '../html/page.ts';
import { readHtml } from '../html/read.ts';
import { writeHtml } from '../html/write.ts';
import type { Engine } from '../services/ports.ts';
import { type Guarded, guardInline } from '../text/guard.ts';
import { hasLetters } from '../text/letters.ts';
import { wantsOf } from '../text/verify.ts';
import { translateTogether } from './carefully.ts';
import {
  isTranslatable,
  type Job,
  joined,
  mapBounded,
  maxParallelCalls,
  type Piece,
  packed,
  verbatim,
} from './piece.ts';
import type { TranslationOutcome, TranslationTask } from './task.ts';
import { maxRepairs, pieces } from './translate.ts';

/**
 * Neighbouring blocks share a call up to this many bytes: a usual mail is one call, a long one several side by side, which is
 * faster than one as long as the limit allows.
 */
const maxSharedBytes = 3_000;

function pageOf(html: string): Page {
  const page = readHtml(html, { preIsCode: true });
  const hasWords = page.texts.some((text) =>
    text.some((item) => item.kind === 'text' && item.isKept !== true && hasLetters(item.text)),
  );
  return hasWords || !page.hasPreformatted ? page : readHtml(html, { preIsCode: false });
}

/** One text of the page is one or, if it is very long, several pieces. */
type Numbered = Readonly<{ text: number; piece: Guarded }>;

async function translatePieces(numbered: readonly Numbered[], job: Job): Promise<readonly Piece[]> {
  const results: Piece[] = numbered.map(({ piece }) => verbatim(piece.parts, job));
  const wanted = numbered.flatMap(({ piece }, index) =>
    isTranslatable(piece.parts) ? [{ piece, index }] : [],
  );
  const groups = packed(
    wanted.map(({ piece }) => piece),
    maxSharedBytes,
  );
  const indexes = new Map(wanted.map(({ piece, index }) => [piece, index]));
  const translateGroup = async (group: readonly Guarded[], with_: Job) => {
    const done = await translateTogether(group, with_);
    for (const [place, piece] of group.entries()) {
      const index = indexes.get(piece);
      const result = done[place];
      if (index !== undefined && result !== undefined) results[index] = result;
    }
  };
  const [first, ...rest] = groups;
  if (first === undefined) return results;
  if (job.source !== 'auto') {
    await mapBounded(groups, maxParallelCalls, (group) => translateGroup(group, job));
    return results;
  }
  await translateGroup(first, job);
  const opening = joined(results, job);
  if (!opening.ok || opening.source === job.target) return results;
  await mapBounded(rest, maxParallelCalls, (group) =>
    translateGroup(group, { ...job, source: opening.source }),
  );
  return results;
}

/**
 * Translates HTML with its markup: block by block, inline elements kept around what they stood around, links untouched, images
 * by their alternative text; sanitised, and with a direction where the target is written from right to left. As careful
 * with tokens as `translateText`; `text` of the outcome is what a reader sees of `html`.
 */
export async function translateHtml(
  task: Omit<TranslationTask, 'text' | 'html'> & Readonly<{ html: string }>,
  engine: Engine,
): Promise<TranslationOutcome> {
  const { source, target, language } = task;
  const page = pageOf(task.html);
  const guarded = page.texts.map((text) => guardInline(text, task));
  const numbered = guarded.flatMap((text, index) =>
    (isTranslatable(text.parts) ? pieces(text, language) : [text]).map((piece) => ({ text: index, piece })),
  );
  const wants = wantsOf(guarded.flatMap(({ parts }) => parts));
  const job: Job = { source, target, language, engine, wants, repairs: { left: maxRepairs } };
  const results = await translatePieces(numbered, job);
  const whole = joined(results, job);
  if (!whole.ok) return { kind: 'failed', failure: whole.failure };
  if (whole.source === target) return { kind: 'same-language', source: whole.source };
  const written = guarded.map(({ masked }, index) => ({
    masked,
    parts: results.flatMap((piece, place) =>
      piece.ok && numbered[place]?.text === index ? piece.parts : [],
    ),
  }));
  const html = writeHtml(page, written, directionOf(target) === 'rtl' ? 'rtl' : null);
  return { kind: 'translated', text: textOfHtml(html), html, source: whole.source, terms: whole.terms };
}
