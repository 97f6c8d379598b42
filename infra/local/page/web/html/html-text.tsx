import { createElement, type ReactNode, useMemo } from 'react';
import { allowedOf, type HtmlNode } from './allow-list.ts';

function treeOf(nodes: NodeListOf<ChildNode>): HtmlNode[] {
  return [...nodes].flatMap((node): HtmlNode[] => {
    if (node instanceof Text) return [{ kind: 'text', text: node.data }];
    if (!(node instanceof Element)) return [];
    const attributes = Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value]));
    return [{ kind: 'element', tag: node.localName, attributes, children: treeOf(node.childNodes) }];
  });
}

const reactNames: Readonly<Record<string, string>> = { colspan: 'colSpan', rowspan: 'rowSpan' };
const voidTags: ReadonlySet<string> = new Set(['br', 'hr']);

function reactOf(nodes: readonly HtmlNode[]): ReactNode[] {
  return nodes.map((node, index) => {
    if (node.kind === 'text') return node.text;
    const { tag, attributes, children } = node;
    const renamed = Object.entries(attributes).map(([name, value]) => [reactNames[name] ?? name, value]);
    const props = { ...Object.fromEntries(renamed), key: index };
    if (voidTags.has(tag)) return createElement(tag, props);
    const link = tag === 'a' ? { target: '_blank', rel: 'noreferrer' } : {};
    return createElement(tag, { ...props, ...link }, ...reactOf(children));
  });
}

type Props = Readonly<{ html: string; lang?: string | undefined }>;

/** A message's HTML, rebuilt from what is allowed: nothing of it is ever given to the browser as markup. */
export function HtmlText({ html, lang }: Props) {
  const content = useMemo(() => {
    // A document of DOMParser runs no script and loads nothing.
    const { body } = new DOMParser().parseFromString(html, 'text/html');
    return reactOf(allowedOf(treeOf(body.childNodes)));
  }, [html]);
  return (
    <div className="prose" dir="auto" lang={lang}>
      {content}
    </div>
  );
}
