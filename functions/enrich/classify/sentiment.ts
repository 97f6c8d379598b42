import type { Sentiment } from '../../../events/message-enriched.v1.ts';
import { characterCount, hasLetters } from '../../_shared/text/letters.ts';
import { splitByBytes } from '../../_shared/text/split.ts';

/** Comprehend may read no more than this of a text (older versions of its reference say so). */
const maxScoredCharacters = 500;
/** Pieces of a longer text stay below that, and far below the limit of 5,000 bytes. */
const maxPieceCharacters = 450;
/** People say at the end what they feel; each piece is a paid call. */
const scoredPieces = 2;

/** What to score of a text: the whole if short, else its last two pieces, cut between sentences. */
export function sentimentPieces(text: string, language: string): readonly string[] {
  if (characterCount(text) <= maxScoredCharacters) return [text];
  const pieces = splitByBytes(text, {
    maxBytes: maxPieceCharacters,
    bytesOf: (start, end) => characterCount(text.slice(start, end)),
    atoms: [],
    language,
  });
  return pieces
    .map((piece) => piece.trim())
    .filter(hasLetters)
    .slice(-scoredPieces);
}

/** The most negative of the pieces speaks for the text. */
export function mostNegative(pieces: readonly [Sentiment, ...Sentiment[]]): Sentiment {
  return pieces.reduce((worst, piece) => (piece.scores.negative > worst.scores.negative ? piece : worst));
}

/** How sure the label is: the score of the label itself. */
export function labelScore({ label, scores }: Sentiment): number {
  switch (label) {
    case 'POSITIVE':
      return scores.positive;
    case 'NEGATIVE':
      return scores.negative;
    case 'NEUTRAL':
      return scores.neutral;
    case 'MIXED':
      return scores.mixed;
  }
}
