/**
 * The addresses in a field of an e-mail, in lower case: `"Doe, Ana" <ana@example.com>; o'brien@example.com`. What stands in a name or
 * in a comment is no address, though it may look like one. https://www.rfc-editor.org/rfc/rfc5322#section-3.4
 * Salesforce parts with semicolons, and knows no address with a quoted name before its @.
 */
export function addressesIn(text: string | null): readonly string[] {
  return entriesIn(text ?? '').flatMap(addressesOf);
}

export const lowerAddress = (address: string): string => address.trim().toLowerCase();

/** What stands between two commas or the like, without comments. */
type Entry = { quoted: string[]; bracketed: string[]; other: string };

const newEntry = (): Entry => ({ quoted: [], bracketed: [], other: '' });

function entriesIn(text: string): readonly Entry[] {
  const entries: Entry[] = [];
  let entry = newEntry();
  for (const { kind, words } of piecesIn(text)) {
    if (kind === 'quoted' || kind === 'bracketed') entry[kind].push(words);
    if (kind === 'other') entry.other += words;
    if (kind === 'end') {
      entries.push(entry);
      entry = newEntry();
    }
  }
  return [...entries, entry];
}

type Piece = Readonly<{ kind: 'quoted' | 'bracketed' | 'comment' | 'end' | 'other'; words: string }>;

function* piecesIn(text: string): Generator<Piece> {
  let at = 0;
  while (at < text.length) {
    const [piece, length] = pieceAt(text, at);
    yield piece;
    at += length;
  }
}

/** A line that begins with a blank belongs to the one before. Quotes and brackets that are never closed are characters like others. */
const patterns = [
  ['quoted', /"((?:[^"\\]|\\.)*)"/sy],
  ['bracketed', /<([^<>]*)>/y],
  ['end', /[,;]|\r?\n(?![ \t])/y],
  ['other', /[^"(<,;\r\n]+|./sy],
] as const;

function pieceAt(text: string, at: number): readonly [piece: Piece, length: number] {
  const comment = commentLength(text, at);
  if (comment > 0) return [{ kind: 'comment', words: '' }, comment];
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const [whole, words] = pattern.exec(text) ?? [];
    if (whole !== undefined) return [{ kind, words: words ?? whole }, whole.length];
  }
  return [{ kind: 'other', words: '' }, 1];
}

/** Comments may hold comments. 0 = none begins here. */
function commentLength(text: string, start: number): number {
  if (text[start] !== '(') return 0;
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\\') at += 1;
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth === 0) return at + 1 - start;
  }
  return 0;
}

/** Where there are angle brackets, all around them is a name. Some programs put quotes around an address that has none. */
function addressesOf({ quoted, bracketed, other }: Entry): readonly string[] {
  if (bracketed.length > 0) return bracketed.flatMap(addressesAmong);
  const [only = '', ...more] = quoted;
  const isQuoted = other.trim() === '' && more.length === 0 && !/\s/.test(only);
  return addressesAmong(isQuoted ? only : other);
}

const addressPattern = /^[^'"@\\()[\]][^"@\\()[\]]*@[^'"@\\()[\]]+$/;

/** A colon ends the name of a group, or `mailto`. Single quotes are part of an address unless they enclose it. */
function addressesAmong(words: string): readonly string[] {
  return words
    .split(/[\s<>:]+/)
    .map((word) => lowerAddress(word.replace(/^'(.*)'$/, '$1')))
    .filter((word) => addressPattern.test(word));
}
