import { Parser } from 'htmlparser2';

/** An element of a metadata file: elements that only hold text have no children. */
export type Element = Readonly<{ name: string; text: string; children: readonly Element[] }>;

type Building = { name: string; text: string; children: Building[] };

/** The root element of an XML text. Throws if there is none. */
export function parseXml(xml: string): Element {
  const top: Building = { name: '', text: '', children: [] };
  const open = [top];
  const parser = new Parser(
    {
      onopentag(name) {
        const element: Building = { name, text: '', children: [] };
        open.at(-1)?.children.push(element);
        open.push(element);
      },
      ontext(text) {
        const element = open.at(-1);
        if (element !== undefined) element.text += text;
      },
      onclosetag() {
        open.pop();
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  const [root] = top.children;
  if (root === undefined) throw new Error('the file has no XML element');
  return root;
}

/** The text of the first child of that name; null = there is none. */
export function textOf(element: Element, name: string): string | null {
  return element.children.find((child) => child.name === name)?.text.trim() ?? null;
}

/** The texts of all children of that name. */
export function textsOf(element: Element, name: string): readonly string[] {
  return childrenOf(element, name).map(({ text }) => text.trim());
}

export function childrenOf(element: Element, name: string): readonly Element[] {
  return element.children.filter((child) => child.name === name);
}

export function isTrue(element: Element, name: string): boolean {
  return textOf(element, name) === 'true';
}
