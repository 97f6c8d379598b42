import { findTokens, type Token } from './tokens.ts';

/** Amazon Translate leaves an element with translate="no" as it is, and gives its tags back. */
const open = '<span translate="no">';
const close = '</span>';
const tagBytes = Buffer.byteLength(open + close, 'utf8');

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escapeMarkup = (text: string) => text.replace(/[&<>]/g, (character) => escapes[character] ?? character);

/** What an engine may answer with besides what we sent; `&amp;` is last, so that nothing is undone twice. */
const references: readonly (readonly [RegExp, string])[] = [
  [/&lt;/gi, '<'],
  [/&gt;/gi, '>'],
  [/&quot;/gi, '"'],
  [/&(?:#39|#x27|apos);/gi, "'"],
  [/&(?:nbsp|#160|#xa0);/gi, '\u00a0'],
  [/&amp;/gi, '&'],
];

/** Text with its protected tokens. Offsets are those of `text`. */
export type Guarded = Readonly<{ text: string; tokens: readonly Token[] }>;

/** Finds what must come out of an engine as it went in. */
export function guard(text: string): Guarded {
  return { text, tokens: findTokens(text) };
}

/**
 * UTF-8 bytes that the range costs on the wire with escapes and tags. Adds up over ranges that cut no token, so a
 * splitter may sum it.
 */
export function wireBytes({ text, tokens }: Guarded, start: number, end: number): number {
  const inside = tokens.filter((token) => token.start >= start && token.end <= end).length;
  return Buffer.byteLength(escapeMarkup(text.slice(start, end)), 'utf8') + inside * tagBytes;
}

/**
 * What the engine is sent: plain text if there is nothing to protect or to escape (markup is billed), else escaped
 * text with each token in its own element. Neighbouring tokens share one.
 */
export function toWire({ text, tokens }: Guarded): string {
  if (tokens.length === 0 && !/[&<>]/.test(text)) return text;
  let wire = '';
  let at = 0;
  for (const { start, end } of withoutGaps(tokens)) {
    wire += `${escapeMarkup(text.slice(at, start))}${open}${escapeMarkup(text.slice(start, end))}${close}`;
    at = end;
  }
  return wire + escapeMarkup(text.slice(at));
}

function withoutGaps(tokens: readonly Token[]): readonly { start: number; end: number }[] {
  const runs: { start: number; end: number }[] = [];
  for (const { start, end } of tokens) {
    const last = runs.at(-1);
    if (last && last.end === start) last.end = end;
    else runs.push({ start, end });
  }
  return runs;
}

/** The engine's answer as plain text: our tags taken off, however it spaced or cased them, then the escapes undone. */
export function fromWire(wire: string, sent: string): string {
  const hadMarkup = /[&<]/.test(sent);
  if (!hadMarkup) return wire;
  const withoutTags = wire.replace(/<\s*\/?\s*span\b[^<>]*>/gi, '');
  return references.reduce((text, [pattern, character]) => text.replace(pattern, character), withoutTags);
}

/** What may not stand beside a value. Letters of other scripts may: Japanese writes no spaces. */
const besideValue = { strict: '[A-Za-z\\p{Nd}_]', loose: '\\p{Nd}' } as const;

/** How often a value stands in a text on its own, not as a part of a longer number or Latin word. */
function occurrences(text: string, value: string, beside: keyof typeof besideValue): number {
  const edge = (character: string | undefined) =>
    character !== undefined && /[A-Za-z\p{Nd}_]/u.test(character) ? besideValue[beside] : '(?!)';
  const characters = [...value];
  const pattern = `(?<!${edge(characters[0])})${RegExp.escape(value)}(?!${edge(characters.at(-1))})`;
  return text.match(new RegExp(pattern, 'gu'))?.length ?? 0;
}

/** Whether each token of the original stands in the translation just as often and with the same value. */
export function keepsTokens({ text, tokens }: Guarded, translated: string): boolean {
  const values = new Set(tokens.map(({ value }) => value));
  return [...values].every((value) => {
    // Where the author wrote a suffix straight after the number ("4711er"), so may the engine.
    const beside = occurrences(text, value, 'strict') > 0 ? 'strict' : 'loose';
    return occurrences(translated, value, beside) === occurrences(text, value, beside);
  });
}
