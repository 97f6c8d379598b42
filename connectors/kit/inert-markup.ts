import { Parser } from 'htmlparser2';
import { escapeHtml, inertHtml, withoutPlaceholders } from './inert.ts';

/** What a note keeps of a message's markup: emphasis, lists, quotes, tables, links. No images: they tell who reads. */
const keptElements: ReadonlySet<string> = new Set(
  'a b blockquote br code em i li ol p pre s strong table tbody td th thead tr u ul'.split(' '),
);
/** Elements that a note does not take, by what shows the same. */
const shownAs: Readonly<Record<string, string>> = {
  del: 's',
  div: 'p',
  h1: 'p',
  h2: 'p',
  h3: 'p',
  h4: 'p',
  h5: 'p',
  h6: 'p',
  ins: 'u',
  strike: 's',
};
/** Their content is no text. */
const droppedWithContent: ReadonlySet<string> = new Set(
  'embed head iframe noscript object script select style svg template textarea title'.split(' '),
);
const withoutContent: ReadonlySet<string> = new Set(['br']);
const safeLink = /^(?:https?:|mailto:|tel:)/i;

function openingTag(name: string, attributes: Readonly<Record<string, string>>): string {
  const href = attributes.href?.trim() ?? '';
  if (name !== 'a' || !safeLink.test(href)) return `<${name}>`;
  // A browser reads an encoded brace in an address as the brace, a placeholder engine does not.
  const address = href.replaceAll('{', '%7B').replaceAll('}', '%7D');
  return `<a href="${escapeHtml(address)}" rel="noopener noreferrer nofollow">`;
}

/**
 * A message's own markup made harmless for a note: what is not on the list loses its tags, scripts and the like their
 * content too, links keep web, mail and phone addresses only, and all text is made inert. Well-formed whatever comes in.
 */
export function inertMarkup(html: string, inert: (text: string) => string = inertHtml): string {
  let markup = '';
  let droppedDepth = 0;
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (droppedWithContent.has(name)) droppedDepth += 1;
      const shown = shownAs[name] ?? name;
      if (droppedDepth === 0 && keptElements.has(shown)) markup += openingTag(shown, attributes);
    },
    ontext: (text) => {
      if (droppedDepth === 0) markup += inert(text);
    },
    onclosetag: (name) => {
      if (droppedWithContent.has(name)) droppedDepth -= 1;
      const shown = shownAs[name] ?? name;
      if (droppedDepth === 0 && keptElements.has(shown) && !withoutContent.has(shown))
        markup += `</${shown}>`;
    },
  });
  parser.end(html);
  // Once more over the whole: tags that were dropped from between two braces would have joined them.
  return withoutPlaceholders(markup);
}
