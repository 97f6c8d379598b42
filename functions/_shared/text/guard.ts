import { findTokens, type Token, type TokenKind, type TokenOptions } from './tokens.ts';

/** An inline element of an HTML text, properly nested; `void` is one without content. Ids are unique in a message. */
export type Tag = Readonly<{ kind: 'open' | 'close' | 'void'; id: number }>;

/** `text` may be translated, a `token` must come out as it is. What it is a token `of` is known of what we wrote ourselves. */
export type Stretch = Readonly<{ kind: 'text' | 'token'; text: string; of?: TokenKind }>;

/** A text is a sequence of these, as an engine is to see it. */
export type Part = Stretch | Tag;

export type Guarded = Readonly<{
  parts: readonly Part[];
  /** What stands in the place of cards and IBANs, which no engine gets to see, and what they are. */
  masked: ReadonlyMap<string, string>;
  /** Tokens that markup runs through: their parts are tokens of their own, but must stay together. */
  wholes: readonly string[];
}>;

/** Part of an HTML text before it is guarded. `isKept`: its author asked that it be left alone, or it is code. */
export type Inline = Readonly<{ kind: 'text'; text: string; isKept?: boolean }> | Tag;

export function isTag(part: Part): part is Tag {
  return !('text' in part);
}

/** The text without markup, as the engine sees it. */
export function plainOf(parts: readonly Part[]): string {
  return parts.map((part) => ('text' in part ? part.text : '')).join('');
}

/** Finds what must come out of an engine as it went in. */
export function guard(text: string, options: TokenOptions = {}): Guarded {
  return guardInline([{ kind: 'text', text }], options);
}

/** The same for a text with inline elements. A token that an element begins or ends in becomes several. */
export function guardInline(inline: readonly Inline[], options: TokenOptions = {}): Guarded {
  const whole = inline.map((item) => (item.kind === 'text' ? item.text : '')).join('');
  const tokens = withKept(findTokens(whole, options), inline);
  const mask = createMasks(whole);
  const parts: Part[] = [];
  const cut = new Set<Token>();
  let at = 0;
  let next = 0;
  for (const item of inline) {
    if (item.kind !== 'text') {
      parts.push(item);
      continue;
    }
    const end = at + item.text.length;
    while (at < end) {
      const token = tokens[next];
      const from = Math.min(token?.start ?? end, end);
      if (at < from) {
        parts.push({ kind: 'text', text: whole.slice(at, from) });
        at = from;
      }
      if (token === undefined || at >= end) continue;
      const to = Math.min(token.end, end);
      const isWhole = at === token.start && to === token.end;
      if (!isWhole) cut.add(token);
      const value = isWhole ? token.value : whole.slice(at, to);
      parts.push({ kind: 'token', text: mask.of(token, value), of: token.kind });
      at = to;
      if (to === token.end) next += 1;
    }
  }
  const wholes = [...cut].filter(({ kind }) => kind !== 'kept' && kind !== 'marked' && !isSecret(kind));
  return { parts, masked: mask.masked, wholes: wholes.map(({ value }) => value) };
}

/** What its author wants kept is a token, whatever else it is a part of. */
function withKept(tokens: readonly Token[], inline: readonly Inline[]): readonly Token[] {
  const kept: Token[] = [];
  let at = 0;
  for (const item of inline) {
    if (item.kind !== 'text') continue;
    const end = at + item.text.length;
    if (item.isKept) kept.push({ kind: 'kept', start: at, end, value: item.text });
    at = end;
  }
  if (kept.length === 0) return tokens;
  const others = tokens.filter(
    (token) => !kept.some(({ start, end }) => token.start < end && start < token.end),
  );
  return [...others, ...kept].sort((one, other) => one.start - other.start);
}

const isSecret = (kind: Token['kind']) => kind === 'card' || kind === 'iban';

/** PRODUCT, "Privacy": cards and IBANs are masked before the engine and restored after. */
function createMasks(text: string) {
  const masked = new Map<string, string>();
  let number = 0;
  const nextMask = (): string => {
    number += 1;
    const mask = `XXXX-${String(number).padStart(4, '0')}`;
    return text.includes(mask) ? nextMask() : mask;
  };
  return {
    masked,
    of({ kind }: Token, value: string): string {
      if (!isSecret(kind)) return value;
      const mask = nextMask();
      masked.set(mask, value);
      return mask;
    },
  };
}

/** A text as a service that only reads it may see it: cards and IBANs are masked, nothing else changes. Pure. */
export function maskedForReading(text: string): string {
  return plainOf(guard(text).parts);
}

/** Puts back what was masked. */
export function unmask(text: string, masked: Guarded['masked']): string {
  if (masked.size === 0) return text;
  const anyMask = new RegExp([...masked.keys()].map((mask) => RegExp.escape(mask)).join('|'), 'gu');
  return text.replace(anyMask, (mask) => masked.get(mask) ?? mask);
}

/**
 * The parts between two offsets of the plain text. Elements that reach over a cut are closed before it and opened again after
 * it. Cut only where no token is cut.
 */
export function slice(parts: readonly Part[], start: number, end: number): readonly Part[] {
  const result: Part[] = [];
  const open: number[] = [];
  const openHere: number[] = [];
  const isLast = end >= plainOf(parts).length;
  let at = 0;
  const add = (...added: readonly Part[]) => {
    if (result.length === 0) {
      for (const id of open) result.push({ kind: 'open', id });
      openHere.push(...open);
    }
    result.push(...added);
  };
  for (const part of parts) {
    const isInside = at >= start && (at < end || isLast);
    switch (part.kind) {
      case 'text':
      case 'token': {
        const text = part.text.slice(Math.max(0, start - at), Math.max(0, end - at));
        if (text !== '') add({ ...part, text });
        at += part.text.length;
        break;
      }
      case 'void':
        if (isInside) add(part);
        break;
      case 'open':
        if (isInside) {
          add(part);
          openHere.push(part.id);
        }
        open.push(part.id);
        break;
      case 'close':
        open.pop();
        if (at <= end && openHere.at(-1) === part.id) {
          openHere.pop();
          result.push(part);
        }
        break;
    }
  }
  return [...result, ...openHere.reverse().map((id) => ({ kind: 'close', id }) as const)];
}
