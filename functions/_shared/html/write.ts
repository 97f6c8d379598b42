import { type Guarded, type Part, plainOf, unmask } from '../text/guard.ts';
import { escapeAttribute, escapeText } from './allow-list.ts';
import type { Flow, Page } from './page.ts';

/** A page's text as it came out of the engine. */
export type WrittenText = Readonly<{ parts: readonly Part[]; masked: Guarded['masked'] }>;

/** The page as HTML with these texts in the place of its own. `direction` is set on each outermost block, if there is one. */
export function writeHtml(page: Page, texts: readonly WrittenText[], direction: 'rtl' | null): string {
  const inlineHtml = (index: number): string => {
    const text = texts[index];
    if (text === undefined) return '';
    return text.parts
      .map((part) =>
        'text' in part ? escapeText(unmask(part.text, text.masked)) : tagHtml(part.kind, part.id),
      )
      .join('');
  };

  const tagHtml = (kind: 'open' | 'close' | 'void', id: number): string => {
    const element = page.elements.get(id);
    if (element === undefined) return '';
    if (element.kind === 'element') return kind === 'close' ? element.close : element.open;
    const alt = element.alt === null ? undefined : texts[element.alt];
    const words = alt === undefined ? '' : unmask(plainOf(alt.parts), alt.masked);
    const source = element.source === null ? '' : ` src="${escapeAttribute(element.source)}"`;
    return `<img${source} alt="${escapeAttribute(words)}">`;
  };

  const dir = direction === null ? '' : ` dir="${direction}"`;
  let depth = 0;
  const flowHtml = (item: Flow): string => {
    switch (item.kind) {
      case 'tag':
        return item.html;
      case 'open':
        depth += 1;
        return `<${item.tag}${item.attributes}${depth === 1 ? dir : ''}>`;
      case 'close':
        depth -= 1;
        return `</${item.tag}>`;
      case 'text':
        return inlineHtml(item.index);
    }
  };
  return page.flow.map(flowHtml).join('');
}
