type Granularity = 'sentence' | 'word' | 'grapheme';

/** Making one takes longer than cutting a message with it. */
const segmenters = new Map<string, Intl.Segmenter>();

/** The segments of a text in order; `language` is BCP 47 or `und`. */
export function segmentsOf(text: string, language: string, granularity: Granularity): Intl.Segments {
  const key = `${language} ${granularity}`;
  const segmenter = segmenters.get(key) ?? new Intl.Segmenter(language, { granularity });
  segmenters.set(key, segmenter);
  return segmenter.segment(text);
}
