/**
 * What of a helpdesk's HTML is shown. The tree has no DOM in it, so that what is let through can be tested anywhere: an
 * element comes out only by its name here, with the attributes named here.
 */
export type HtmlNode = Readonly<
  | { kind: 'text'; text: string }
  | {
      kind: 'element';
      /** In lower case. */
      tag: string;
      attributes: Readonly<Record<string, string>>;
      children: readonly HtmlNode[];
    }
>;

const names = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const shown = names(
  'a b blockquote br code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i ins kbd li mark ol p pre q s samp small span strong ' +
    'sub sup table tbody td tfoot th thead tr u ul',
);
/** Not even their text is for a reader. */
const dropped = names(
  'audio canvas embed frame frameset head iframe math noembed noframes noscript object option script select style svg ' +
    'template textarea title video',
);
/** A page has one outline, which a message must not add to. */
const headings = names('h1 h2 h3 h4 h5 h6');
const anyElement = names('dir lang');
const perElement: Readonly<Record<string, ReadonlySet<string>>> = {
  a: names('href'),
  td: names('colspan rowspan'),
  th: names('colspan rowspan'),
  ol: names('start'),
};

/** Browsers pass over white space and control characters in an address, so a check must as well. */
const unseenInAddress = /[\s\p{Cc}\p{Cf}]/gu;
const safeAddress = /^(?:https?:\/\/|mailto:|tel:)/i;

function isAllowed(tag: string, name: string, value: string): boolean {
  if (name === 'href') return tag === 'a' && safeAddress.test(value.replace(unseenInAddress, ''));
  if (name === 'dir') return /^(?:ltr|rtl|auto)$/i.test(value);
  if (anyElement.has(name)) return /^[A-Za-z0-9-]{1,35}$/.test(value);
  return (perElement[tag]?.has(name) ?? false) && /^\d{1,4}$/.test(value);
}

/** The same tree with only what may be shown; an unknown element gives its children in its place. */
export function allowedOf(nodes: readonly HtmlNode[]): readonly HtmlNode[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'text') return [node];
    if (dropped.has(node.tag)) return [];
    const children = allowedOf(node.children);
    if (!shown.has(node.tag)) return children;
    const kept = Object.entries(node.attributes).filter(([name, value]) => isAllowed(node.tag, name, value));
    const tag = headings.has(node.tag) ? 'p' : node.tag;
    return [{ kind: 'element', tag, attributes: Object.fromEntries(kept), children }];
  });
}
