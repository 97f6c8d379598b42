const granularities = ['sentence', 'word', 'grapheme'] as const;

function segments(text: string, level: number): readonly string[] {
  const granularity = granularities[Math.min(level, granularities.length - 1)] ?? 'grapheme';
  return [...new Intl.Segmenter(undefined, { granularity }).segment(text)].map(({ segment }) => segment);
}

/**
 * Cuts a text so that each piece, rendered, has at most `maxBytes` UTF-8 bytes: at sentences where possible, else at
 * words, never inside a grapheme. The pieces are rendered; joined, they show the whole text. A single grapheme that is
 * larger than `maxBytes` stands alone. An empty text is one empty piece.
 */
export function splitByHtmlBytes(
  text: string,
  maxBytes: number,
  render: (text: string) => string,
): readonly string[] {
  const fits = (piece: string) => Buffer.byteLength(render(piece), 'utf8') <= maxBytes;
  if (fits(text)) return [render(text)];
  const pieces: string[] = [];
  let current = '';
  const add = (part: string, level: number): void => {
    if (fits(current + part)) {
      current += part;
      return;
    }
    const smaller = fits(part) || level >= granularities.length ? [part] : segments(part, level);
    if (smaller.length > 1) {
      for (const piece of smaller) add(piece, level + 1);
      return;
    }
    if (level < granularities.length && !fits(part)) {
      add(part, level + 1);
      return;
    }
    if (current !== '') pieces.push(current);
    current = part;
  };
  for (const sentence of segments(text, 0)) add(sentence, 1);
  if (current !== '') pieces.push(current);
  return pieces.map(render);
}
