import { type Guarded, type Part, plainOf } from '../text/guard.ts';
import { mendSpaces } from '../text/mend-spaces.ts';
import { areAlikeInOrder, writesSpaces } from '../text/scripts.ts';
import { isFaithful } from '../text/verify.ts';
import { fromWire, needsMarkup, toWire } from '../text/wire.ts';
import { damaged, type Job, type Piece, separator, withoutEdges } from './piece.ts';

/**
 * One call for one text, or for several short ones. A text that did not come through whole is `damaged`. Null = the engine
 * gave another number of texts back, so that nobody knows which is which.
 */
export async function callEngine(texts: readonly Guarded[], job: Job): Promise<readonly Piece[] | null> {
  const edged = texts.map(({ parts }) => withoutEdges(parts));
  const isMarkup = edged.some(({ core }) => needsMarkup(core));
  const wire = edged.map(({ core }) => toWire(core, isMarkup)).join(separator);
  const answer = await job.engine({ text: wire, source: job.source, target: job.target });
  if (!answer.ok) {
    const { failure } = answer;
    return texts.map(() => ({ ok: false, failure }));
  }
  const { text, source, terms } = answer.value;
  const answers = texts.length === 1 ? [text.trim()] : text.trim().split(/\s*\n\s*/);
  if (answers.length !== texts.length) return null;
  return texts.map((original, index) => {
    const { before, core, after } = edged[index] ?? { before: [], core: [], after: [] };
    const translated = readAnswer({ ...original, parts: core }, answers[index] ?? '', isMarkup, {
      ...job,
      source,
    });
    if (translated === null) return damaged;
    return { ok: true, parts: [...before, ...translated, ...after], source, terms: index === 0 ? terms : [] };
  });
}

function readAnswer(original: Guarded, answer: string, isMarkup: boolean, job: Job): readonly Part[] | null {
  const hasLines = plainOf(original.parts).includes('\n');
  const parts = fromWire(hasLines ? answer : answer.replace(/\s*\n\s*/g, ' '), isMarkup);
  if (parts === null) return null;
  const mended = writesSpaces(job.target) ? mendSpaces(original.parts, parts) : parts;
  return isFaithfulIn(job, original, mended) ? mended : null;
}

export function isFaithfulIn(
  { language, source, target, wants }: Job,
  original: Guarded,
  translated: readonly Part[],
): boolean {
  const alikeInOrder = areAlikeInOrder(source, target);
  return isFaithful(original, translated, { language, alikeInOrder, others: wants });
}
