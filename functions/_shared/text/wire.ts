import { isTag, type Part, plainOf, type Tag } from './guard.ts';

/** Amazon Translate leaves an element with translate="no" as it is, and gives its tags back. */
const openToken = '<span translate="no">';
const closeToken = '</span>';
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escapeMarkup = (text: string) => text.replace(/[&<>]/g, (character) => escapes[character] ?? character);

/** What an engine may answer with besides what we sent. */
const named: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  amp: '&',
};

/**
 * What is not a token holds no reference that a person typed: those are tokens. What is left after the first pass, an engine
 * has escaped once more.
 */
function unescapeText(text: string): string {
  const once = unescapeMarkup(text);
  return once === text ? text : unescapeText(once);
}

/** In one pass, so that nothing is undone twice. */
function unescapeMarkup(text: string): string {
  return text.replace(
    /&(?:#(?<decimal>\d{1,7})|#x(?<hex>[\da-f]{1,6})|(?<name>lt|gt|quot|apos|nbsp|amp));/gi,
    (reference, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return named[name.toLowerCase()] ?? reference;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return code > 0 && code <= 0x10_ffff ? String.fromCodePoint(code) : reference;
    },
  );
}

/** Whether a text must travel as markup. What need not, does not: markup is billed. */
export function needsMarkup(parts: readonly Part[]): boolean {
  return parts.some((part) => part.kind !== 'text' || /[&<>]/.test(part.text));
}

function tagOf(part: Tag): string {
  switch (part.kind) {
    case 'open':
      return `<b id=${part.id}>`;
    case 'close':
      return '</b>';
    case 'void':
      return `<img id=${part.id}>`;
  }
}

/**
 * What the engine is sent: each token in an element that it must not touch (neighbours share one), inline elements as short
 * numbered tags, the rest escaped. With `isMarkup` false the plain text as it is.
 */
export function toWire(parts: readonly Part[], isMarkup = needsMarkup(parts)): string {
  if (!isMarkup) return plainOf(parts);
  let wire = '';
  let isInToken = false;
  for (const part of parts) {
    const isToken = part.kind === 'token';
    if (isToken !== isInToken) wire += isToken ? openToken : closeToken;
    isInToken = isToken;
    wire += 'text' in part ? escapeMarkup(part.text) : tagOf(part);
  }
  return isInToken ? wire + closeToken : wire;
}

/**
 * For each UTF-16 offset of the plain text, how many UTF-8 bytes everything before it costs at most on the wire: the cost of
 * a range is the difference of two.
 */
export function wireOffsets(parts: readonly Part[]): Uint32Array {
  const offsets = new Uint32Array(plainOf(parts).length + 1);
  let at = 0;
  let bytes = 0;
  for (const part of parts) {
    if (isTag(part)) {
      bytes += Buffer.byteLength(tagOf(part));
      continue;
    }
    if (part.kind === 'token') bytes += openToken.length + closeToken.length;
    for (const character of part.text) {
      bytes += Buffer.byteLength(escapeMarkup(character));
      at += character.length;
      offsets[at] = bytes;
    }
  }
  // Between the halves of a surrogate pair nothing is cut; tags at the very end are still paid.
  offsets[at] = bytes;
  return offsets;
}

/** UTF-8 bytes that a text costs at most on the wire. */
export function wireBytes(parts: readonly Part[]): number {
  return wireOffsets(parts).at(-1) ?? 0;
}

const ourTag = /<\s*(?<slash>\/?)\s*(?<name>span|b|img)\b(?<rest>[^<>]*)>/gi;
/** A tag of ours, or one that was made of ours, which is not whole any more. */
const brokenTag = /<\s*\/?\s*\p{L}/u;

/**
 * The engine's answer in parts, our tags however it spaced or cased them. Null = an inline tag lost its number or its
 * partner, or pieces of tags stand in the text.
 */
export function fromWire(answer: string, isMarkup: boolean): readonly Part[] | null {
  if (!isMarkup) return [{ kind: 'text', text: unescapeText(answer) }];
  const parts: Part[] = [];
  const open: number[] = [];
  let isInToken = false;
  let at = 0;
  const addText = (raw: string): boolean => {
    if (raw !== '')
      parts.push({
        kind: isInToken ? 'token' : 'text',
        text: isInToken ? unescapeMarkup(raw) : unescapeText(raw),
      });
    return !brokenTag.test(raw);
  };
  for (const { 0: tag, index, groups } of answer.matchAll(ourTag)) {
    if (!addText(answer.slice(at, index))) return null;
    at = index + tag.length;
    const isClosing = groups?.slash === '/';
    const name = groups?.name?.toLowerCase();
    if (name === 'span') {
      isInToken = !isClosing;
      continue;
    }
    if (isClosing) {
      const id = open.pop();
      if (id === undefined || name === 'img') return null;
      parts.push({ kind: 'close', id });
      continue;
    }
    const id = /\bid\s*=\s*["']?\s*(\d{1,7})\b/i.exec(groups?.rest ?? '')?.[1];
    if (id === undefined) return null;
    parts.push({ kind: name === 'img' ? 'void' : 'open', id: Number(id) });
    if (name === 'b') open.push(Number(id));
  }
  return addText(answer.slice(at)) && open.length === 0 ? parts : null;
}
