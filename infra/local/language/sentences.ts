const segmenters = new Map<string, Intl.Segmenter>();

/** Splits a text into sentences, each with the space and line breaks after it; joined they give the text back. */
export function sentencesOf(text: string, language: string): readonly string[] {
  let segmenter = segmenters.get(language);
  if (segmenter === undefined) {
    segmenter = new Intl.Segmenter(language, { granularity: 'sentence' });
    segmenters.set(language, segmenter);
  }
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
