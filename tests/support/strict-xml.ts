/**
 * A reader of XML that refuses what is not well-formed, which htmlparser2 does not: https://www.w3.org/TR/xml. It knows what
 * metadata files need; DOCTYPE, CDATA and processing instructions are refused as well.
 */
export type XmlElement = Readonly<{
  name: string;
  attributes: ReadonlyMap<string, string>;
  children: readonly XmlElement[];
  /** The text of an element without children, entities resolved. */
  text: string;
}>;

export class MalformedXml extends Error {
  override readonly name = 'MalformedXml';
}

const declaration = /^<\?xml version="1\.0" encoding="UTF-8"\?>\n/;
const token = /<!--(?<comment>[\s\S]*?)-->|<(?<tag>\/?[^<>]*)>|(?<text>[^<]+)|(?<stray><)/gy;
const tagName = /^[A-Za-z_][\w.-]*/;
const attribute = /^\s+(?<name>[A-Za-z_][\w:.-]*)="(?<value>[^"<]*)"/;
const entity = /&(?<name>amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);/g;
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 has no way to write.
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

function characterOf(reference: string): string {
  if (!reference.startsWith('#')) return named[reference] ?? '';
  const code = reference.startsWith('#x')
    ? Number.parseInt(reference.slice(2), 16)
    : Number(reference.slice(1));
  return String.fromCodePoint(code);
}

function unescaped(text: string): string {
  if (text.replace(entity, '').includes('&')) throw new MalformedXml('an & that begins no entity');
  if (text.includes(']]>')) throw new MalformedXml(']]> in a text');
  return text.replace(entity, (_whole, name: string) => characterOf(name));
}

type Open = { name: string; attributes: Map<string, string>; children: XmlElement[]; text: string };

function opened(tag: string): Open {
  const name = tagName.exec(tag)?.[0];
  if (name === undefined) throw new MalformedXml(`<${tag}> is no tag`);
  const attributes = new Map<string, string>();
  let rest = tag.slice(name.length);
  for (let found = attribute.exec(rest); found !== null; found = attribute.exec(rest)) {
    const key = found.groups?.name ?? '';
    if (attributes.has(key)) throw new MalformedXml(`${key} twice in <${name}>`);
    attributes.set(key, unescaped(found.groups?.value ?? ''));
    rest = rest.slice(found[0].length);
  }
  if (rest.trim() !== '') throw new MalformedXml(`"${rest.trim()}" in <${name}>`);
  return { name, attributes, children: [], text: '' };
}

/** Gives each element to its parent and, at last, the root. */
class Tree {
  readonly #open: Open[] = [];
  #root: XmlElement | null = null;

  text(text: string): void {
    const parent = this.#open.at(-1);
    if (parent === undefined && text.trim() !== '') throw new MalformedXml('text outside of the root');
    if (parent !== undefined) parent.text += unescaped(text);
  }

  start(tag: string): void {
    if (this.#root !== null) throw new MalformedXml('a second root');
    this.#open.push(opened(tag));
  }

  end(name: string): void {
    const element = this.#open.pop();
    if (element?.name !== name) throw new MalformedXml(`</${name}> closes <${element?.name ?? 'nothing'}>`);
    if (element.children.length > 0 && element.text.trim() !== '') {
      throw new MalformedXml(`text beside elements in <${name}>`);
    }
    const parent = this.#open.at(-1);
    if (parent === undefined) this.#root = element;
    else parent.children.push(element);
  }

  root(): XmlElement {
    const unclosed = this.#open.at(-1);
    if (unclosed !== undefined) throw new MalformedXml(`<${unclosed.name}> is not closed`);
    if (this.#root === null) throw new MalformedXml('no root');
    return this.#root;
  }
}

function take(tree: Tree, tag: string): void {
  if (tag.startsWith('/')) tree.end(tag.slice(1).trimEnd());
  else if (tag.endsWith('/')) {
    const inner = tag.slice(0, -1);
    tree.start(inner);
    tree.end(tagName.exec(inner)?.[0] ?? '');
  } else tree.start(tag);
}

/** The root. Throws MalformedXml with what is wrong. */
export function parseStrictly(xml: string): XmlElement {
  if (!declaration.test(xml)) throw new MalformedXml('no XML declaration in the first line');
  if (forbidden.test(xml)) throw new MalformedXml('a character that XML does not have');
  const tree = new Tree();
  for (const { groups } of xml.replace(declaration, '').matchAll(token)) {
    if (groups?.stray !== undefined) throw new MalformedXml('a < that begins no tag');
    if (groups?.comment?.includes('--')) throw new MalformedXml('-- in a comment');
    if (groups?.tag !== undefined) take(tree, groups.tag);
    if (groups?.text !== undefined) tree.text(groups.text);
  }
  return tree.root();
}

export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** Text of the only child of that name; null = there is none. */
export function textOf(element: XmlElement, name: string): string | null {
  return childrenOf(element, name)[0]?.text ?? null;
}
