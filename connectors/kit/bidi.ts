import { inertHtml } from './inert.ts';

/** Embeddings, overrides and isolates: a customer's could turn what stands after it round. */
const directionControls = /[\u202a-\u202e\u2066-\u2069]/g;
const firstStrongIsolate = '\u2068';
const popIsolate = '\u2069';

/** Letters that are read from right to left, and the controls that make others be. */
const rightToLeft =
  /[\u0590-\u08ff\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * A foreign piece inside a line (first strong isolate): it keeps its own direction and does not change the order of what
 * stands around it. Untouched where that is so without.
 */
export function isolatedIn(direction: 'ltr' | 'rtl' | 'auto', text: string): string {
  if (direction === 'ltr' && !rightToLeft.test(text)) return text;
  return firstStrongIsolate + text.replaceAll(directionControls, '') + popIsolate;
}

/** A line with isolated pieces as HTML. Elements, not characters: what is copied from a note holds nothing invisible. */
export function inertLine(line: string): string {
  return inertHtml(line)
    .replaceAll(firstStrongIsolate, '<span dir="auto">')
    .replaceAll(popIsolate, '</span>');
}

/**
 * What the bidirectional algorithm would turn round inside right-to-left text: `+49 30 1234` would be seen as
 * `1234 30 49+`, `2026-01-05` as `05-01-2026`, `#10023456` as `10023456#`.
 */
const leftToRightTokens = [
  String.raw`(?:https?:\/\/|www\.)[^\s<>"'،؛]{1,500}`,
  String.raw`[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}`,
  String.raw`[+(]\d[\d ()\/.-]{4,30}\d`,
  String.raw`[€$£¥]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d{1,6})?(?:\s?[€$£¥])?`,
  String.raw`[#€$£¥]?(?=[A-Za-z\/.:_-]{0,30}\d)[A-Za-z0-9]{1,60}(?:[-–\/.:,_][A-Za-z0-9]{1,60}){0,20}(?:%|\s?[€$£¥])?`,
];
const leftToRightToken = new RegExp(`(${leftToRightTokens.join('|')})`, 'gu');
const tokenElement = (html: string) => `<span dir="ltr">${html}</span>`;

/** Customer text as HTML, in which numbers and addresses keep their own direction. */
export function inertRightToLeft(text: string): string {
  return text
    .split(leftToRightToken)
    .map((part, index) => (index % 2 === 1 ? tokenElement(inertHtml(part)) : inertHtml(part)))
    .join('');
}
