/** Cells as one row of a Markdown table. */
export const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

/** A Markdown table with its header. */
export const table = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(header), row(header.map(() => '---')), ...rows.map(row)].join('\n');

/** A fenced block. `language` is one that the tests of the docs know. */
export const fence = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;

/**
 * A page with what stands between `<!-- name:begin … -->` and `<!-- name:end -->` made anew.
 * Throws RangeError where the page has no such place, or several.
 */
export function withPart(page: string, name: string, part: string): string {
  const place = new RegExp(`(<!-- ${name}:begin[^>]*-->\\n)[\\s\\S]*?(<!-- ${name}:end -->)`, 'g');
  const places = page.match(place)?.length ?? 0;
  if (places !== 1) throw new RangeError(`Expected one place "${name}" in the page, found ${places}.`);
  return page.replace(place, (_all, begin: string, end: string) => `${begin}${part}\n${end}`);
}
