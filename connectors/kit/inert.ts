/** Invisible, has no width and allows no line break: breaks a `{{` or an @mention without changing what is seen. */
const wordJoiner = '\u2060';

/**
 * Customer text made harmless for a helpdesk's HTML note: markup is escaped, and Liquid placeholders (`{{`, `{%`) and
 * mentions are broken invisibly, since some tools render placeholders or notify people from a comment. An `@` inside
 * an e-mail address stays, so that the address can be copied.
 */
export function inertHtml(text: string): string {
  return text
    .replace(/\{(?=[{%])/g, `{${wordJoiner}`)
    .replace(/(?<![\p{L}\p{N}._%+-])@(?=[\p{L}\p{N}_])/gu, `@${wordJoiner}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
