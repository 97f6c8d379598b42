import { Parser } from 'htmlparser2';

/**
 * A stretch of a text that may hold HTML. Put together again, the pieces' `raw` give the text back, character by character.
 * - `text`: the engine may touch it.
 * - `tag`: a tag or comment; it stays, but may move.
 * - `kept`: an element with translate="no" (or a script or style), with its tags; it comes back as it is.
 * - `reference`: a character reference such as `&amp;`.
 */
export type Piece = Readonly<
  | { kind: 'text'; raw: string }
  | { kind: 'tag'; raw: string; name: string; opening: boolean }
  | { kind: 'kept'; raw: string }
  | { kind: 'reference'; raw: string }
>;

/** A tag that the parser drops because nothing opened it, or a character reference. */
const strayMarkup =
  /<\/?(?<name>[a-z][a-z\d-]*)(?:\s[^<>]*)?>|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][\da-z]{1,31});/giu;
const neverText: ReadonlySet<string> = new Set(['script', 'style']);

/** Start and end (exclusive) of a piece that is not plain text. */
type Span = Readonly<{ start: number; end: number; piece: (raw: string) => Piece }>;

/** Finds tags, comments and the elements whose text must not be touched, by position. */
function spansOf(text: string): readonly Span[] {
  const spans: Span[] = [];
  let keptDepth = 0;
  let keptStart = 0;
  const parser: Parser = new Parser(
    {
      onopentag(name, attributes, isImplied) {
        const [start, end] = [parser.startIndex, parser.endIndex + 1];
        if (keptDepth > 0) {
          keptDepth += 1;
        } else if (attributes.translate?.toLowerCase() === 'no' || neverText.has(name)) {
          keptDepth = 1;
          keptStart = start;
        } else if (!isImplied) {
          spans.push({ start, end, piece: (raw) => ({ kind: 'tag', raw, name, opening: true }) });
        }
      },
      onclosetag(name, isImplied) {
        const start = parser.startIndex;
        // An implied end stands before the tag that implied it, except that a void element ends where it began.
        const end = isImplied && start !== keptStart ? start : parser.endIndex + 1;
        if (keptDepth > 0) {
          keptDepth -= 1;
          if (keptDepth === 0) spans.push({ start: keptStart, end, piece: (raw) => ({ kind: 'kept', raw }) });
        } else if (!isImplied) {
          spans.push({ start, end, piece: (raw) => ({ kind: 'tag', raw, name, opening: false }) });
        }
      },
      oncomment() {
        if (keptDepth > 0) return;
        spans.push({
          start: parser.startIndex,
          end: parser.endIndex + 1,
          piece: (raw) => ({ kind: 'tag', raw, name: '!', opening: false }),
        });
      },
    },
    { decodeEntities: false },
  );
  parser.end(text);
  return spans;
}

function splitText(raw: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of raw.matchAll(strayMarkup)) {
    if (match.index > from) pieces.push({ kind: 'text', raw: raw.slice(from, match.index) });
    const name = match.groups?.name;
    pieces.push(
      name === undefined
        ? { kind: 'reference', raw: match[0] }
        : { kind: 'tag', raw: match[0], name: name.toLowerCase(), opening: !match[0].startsWith('</') },
    );
    from = match.index + match[0].length;
  }
  if (from < raw.length) pieces.push({ kind: 'text', raw: raw.slice(from) });
  return pieces;
}

/** Splits a text into pieces (see Piece). Plain text with a lone `<` or `&` in it is text. */
export function splitMarkup(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const span of spansOf(text)) {
    if (span.start < from) continue;
    pieces.push(...splitText(text.slice(from, span.start)), span.piece(text.slice(span.start, span.end)));
    from = span.end;
  }
  return [...pieces, ...splitText(text.slice(from))];
}

/** The text as a reader of languages should see it: tags become spaces, what must not be touched is left out. */
export function withoutMarkup(text: string): string {
  return splitMarkup(text)
    .map((piece) => (piece.kind === 'text' ? piece.raw : ' '))
    .join('');
}
