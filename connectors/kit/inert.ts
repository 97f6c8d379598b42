/** Invisible, has no width and allows no line break: breaks a `{{` or an @mention without changing what is seen. */
const wordJoiner = '\u2060';

/** Breaks `{{` and `{%`, wherever they may have come from. Also for text that is markup already. */
const withoutPlaceholders = (text: string): string => text.replace(/\{(?=[{%])/g, `{${wordJoiner}`);

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
