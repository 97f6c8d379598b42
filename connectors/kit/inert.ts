/** Invisible, has no width and allows no line break: breaks a `{{` or an @mention without changing what is seen. */
const wordJoiner = '\u2060';

/** Embeddings, overrides and isolates: a customer's could turn what stands after it round. */
const directionControls = /[\u202a-\u202e\u2066-\u2069]/g;

/** Breaks `{{` and `{%`, wherever they may have come from. Also for text that is markup already. */
export const withoutPlaceholders = (text: string): string => text.replace(/\{(?=[{%])/g, `{${wordJoiner}`);

/**
 * Customer text made harmless for a place that takes plain text: placeholders (`{{`, `{%`) and mentions are broken
 * invisibly, since some tools render placeholders or notify people. An `@` inside an e-mail address stays, so that the
 * address can be copied.
 */
export function inertText(text: string): string {
  return withoutPlaceholders(text).replace(/(?<![\p{L}\p{N}._%+-])@(?=[\p{L}\p{N}_])/gu, `@${wordJoiner}`);
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** The same for a helpdesk's HTML note: markup is escaped, too. */
export const inertHtml = (text: string): string => escapeHtml(inertText(text));

/** Letters that are read from right to left, and the controls that make others be. */
const rightToLeft =
  /[\u0590-\u08ff\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * A foreign piece inside a line (first strong isolate): it keeps its own direction and does not change the order of what
 * stands around it. Untouched where that is so without: most lines then hold nothing invisible.
 */
export function isolatedIn(direction: 'ltr' | 'rtl' | 'auto', text: string): string {
  if (direction === 'ltr' && !rightToLeft.test(text)) return text;
  return `\u2068${text.replaceAll(directionControls, '')}\u2069`;
}
