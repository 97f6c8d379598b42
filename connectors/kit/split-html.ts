const granularities = ['sentence', 'word', 'grapheme'] as const;

/** A renderer looks one character to each side, so this much of both sides of a seam tells what it makes of it. */
const seamCharacters = 2;

type Part = Readonly<{ text: string; bytes: number }>;

/** The text in parts that each fit, as large as possible: sentences, of a longer one its words, of a longer one its graphemes. */
function partsOf(
  text: string,
  maxBytes: number,
  bytesOf: (text: string) => number,
  [granularity, ...finer]: readonly (typeof granularities)[number][] = granularities,
): Part[] {
  const segments = new Intl.Segmenter(undefined, { granularity }).segment(text);
  return [...segments].flatMap(({ segment }) => {
    const bytes = bytesOf(segment);
    const isWhole = bytes <= maxBytes || finer.length === 0;
    return isWhole ? [{ text: segment, bytes }] : partsOf(segment, maxBytes, bytesOf, finer);
  });
}

const lastCharacters = (text: string) => [...text.slice(-2 * seamCharacters)].slice(-seamCharacters).join('');
const firstCharacters = (text: string) =>
  [...text.slice(0, 2 * seamCharacters)].slice(0, seamCharacters).join('');

/**
 * Cuts a text so that each piece, rendered, has at most `maxBytes` UTF-8 bytes: at sentences where possible, else at
 * words, never inside a grapheme. The pieces are rendered; joined, they show the whole text. A single grapheme that is
 * larger than `maxBytes` stands alone. An empty text is one empty piece. `render` may look at a character's neighbours,
 * no farther: each part is then rendered once, and a text of any length takes a time in proportion. `show` makes the
 * pieces in the end where that is more than `render` makes; room for it is left by whoever calls.
 */
export function splitByHtmlBytes(
  text: string,
  maxBytes: number,
  render: (text: string) => string,
  show: (text: string) => string = render,
): readonly string[] {
  const bytesOf = (piece: string) => Buffer.byteLength(render(piece), 'utf8');
  if (bytesOf(text) <= maxBytes) return [show(text)];
  const seamBytes = (left: string, right: string) => bytesOf(left + right) - bytesOf(left) - bytesOf(right);

  const pieces: string[][] = [];
  let current: string[] = [];
  let bytes = 0;
  let tail = '';
  for (const part of partsOf(text, maxBytes, bytesOf)) {
    const joined = bytes + seamBytes(tail, firstCharacters(part.text)) + part.bytes;
    const fits = current.length === 0 || joined <= maxBytes;
    if (!fits) pieces.push(current);
    if (fits) current.push(part.text);
    else current = [part.text];
    bytes = fits ? joined : part.bytes;
    tail = lastCharacters(fits ? tail + part.text : part.text);
  }
  return [...pieces, current].map((parts) => show(parts.join('')));
}
