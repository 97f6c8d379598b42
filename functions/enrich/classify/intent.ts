import type { Intent } from '../../../events/message-enriched.v1.ts';
import type { Interpretation } from '../../_shared/services/ports.ts';
import { splitByBytes } from '../../_shared/text/split.ts';

/** RecognizeText takes 1,024 UTF-16 units. */
const maxUtteranceUnits = 1_024;
const fallbackIntent = 'FallbackIntent';

/** As much of a text's beginning as Lex reads, cut between sentences. */
export function utteranceOf(text: string, language: string): string {
  const [first = ''] = splitByBytes(text.trim(), {
    maxBytes: maxUtteranceUnits,
    bytesOf: (start, end) => end - start,
    atoms: [],
    language,
  });
  return first.trim();
}

/** The most probable intent, if it reaches the threshold. The fallback is none; it comes first when Lex is sure of nothing. */
export function bestIntent(interpretations: readonly Interpretation[], threshold: number): Intent | null {
  const named = interpretations.flatMap(({ intent, score }) =>
    score === null || intent === fallbackIntent ? [] : [{ name: intent, confidence: score }],
  );
  const [best] = named.sort((one, other) => other.confidence - one.confidence);
  return best !== undefined && best.confidence >= threshold ? best : null;
}
