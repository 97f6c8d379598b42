import { parseDocument } from 'htmlparser2';
import {
  type Block,
  type Direction,
  isolates,
  type LineWriter,
  lineWriter,
  popIsolate,
  type Style,
  styleNames,
} from './note-lines.ts';

type Node = ReturnType<typeof parseDocument>['children'][number];
type Attributes = Readonly<Record<string, string>>;

/** What holds for the text at one place of the markup. */
type Setting = Readonly<{
  direction: Direction;
  styles: readonly Style[];
  href: string | null;
  isQuoted: boolean;
  isPreformatted: boolean;
  isListed: boolean;
  /** Gives the next item's number; null = bullets. */
  nextNumber: (() => number) | null;
}>;

const plain: Setting = {
  direction: 'auto',
  styles: [],
  href: null,
  isQuoted: false,
  isPreformatted: false,
  isListed: false,
  nextNumber: null,
};

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const blockTags = words(
  'blockquote caption dd div dl dt h1 h2 h3 h4 h5 h6 li ol p pre table tbody tfoot thead tr ul',
);
/** Above and below them a reader of HTML sees an empty line. */
const spacedTags = words('blockquote dl h1 h2 h3 h4 h5 h6 ol p pre table ul');

const styleOf: Readonly<Record<string, Style>> = {
  ...{ b: 'b', strong: 'b', th: 'b', caption: 'b', dt: 'b', mark: 'b' },
  ...{ h1: 'b', h2: 'b', h3: 'b', h4: 'b', h5: 'b', h6: 'b' },
  ...{ i: 'i', em: 'i', cite: 'i', var: 'i', small: 'i' },
  ...{ u: 'u', ins: 'u', s: 's', del: 's', strike: 's' },
  ...{ code: 'code', kbd: 'code', samp: 'code', tt: 'code', pre: 'code' },
};

const noBreakSpace = '\u00a0';

function directionIn({ dir }: Attributes): Direction | null {
  return dir === 'ltr' || dir === 'rtl' || dir === 'auto' ? dir : null;
}

/** A link that the feed shows as one; another address stands behind its words. */
const isWebAddress = (href: string) => /^https?:\/\//i.test(href);
const bareAddress = (href: string) => href.replace(/^(?:mailto|tel):/i, '');

/**
 * A note's markup as lines, each with its direction and its stretches of text: all that a case's feed can show, and all of
 * the text. Tables become lines with separators, nested lists one list; numbers stand in the text, since a list that is
 * interrupted would count from one again.
 */
export function blocksOf(html: string): readonly Block[] {
  const lines = lineWriter();
  for (const node of parseDocument(html).children) writeNode(node, plain, lines);
  lines.end();
  return lines.blocks;
}

function writeNode(node: Node, setting: Setting, lines: LineWriter): void {
  if (node.type === 'text' && 'data' in node) writeText(node.data, setting, lines);
  else if ('name' in node && 'children' in node) writeElement(node, setting, lines);
}

function writeText(text: string, setting: Setting, lines: LineWriter): void {
  if (!setting.isPreformatted) {
    lines.add(text.replaceAll(/[\t\n\f\r ]+/g, ' '), setting);
    return;
  }
  for (const [index, line] of text.split('\n').entries()) {
    if (index > 0) lines.end();
    lines.add(line.replaceAll(' ', noBreakSpace), setting);
  }
}

type Element = Readonly<{ name: string; attribs: Attributes; children: readonly Node[] }>;

function writeElement(element: Element, outer: Setting, lines: LineWriter): void {
  const { name, children } = element;
  if (name === 'br') {
    if (lines.isEmpty()) lines.space();
    else lines.end();
    return;
  }
  if (blockTags.has(name) || name === 'hr') lines.end();
  if (spacedTags.has(name) && !outer.isListed) lines.space();
  const setting = settingIn(element, outer);
  if (name === 'li' && outer.nextNumber === null) lines.bullet();
  lines.add(before(element, outer, lines), setting);
  for (const child of children) writeNode(child, setting, lines);
  lines.add(after(element), setting);
  if (blockTags.has(name) || name === 'hr') lines.end();
  if (spacedTags.has(name) && !outer.isListed) lines.space();
}

function settingIn({ name, attribs }: Element, outer: Setting): Setting {
  const style = styleOf[name];
  const styles =
    style === undefined
      ? outer.styles
      : styleNames.filter((each) => each === style || outer.styles.includes(each));
  const href = name === 'a' && isWebAddress(attribs.href ?? '') ? (attribs.href ?? null) : outer.href;
  return {
    direction: (name === 'span' ? null : directionIn(attribs)) ?? outer.direction,
    styles,
    href,
    isQuoted: outer.isQuoted || name === 'blockquote',
    isPreformatted: outer.isPreformatted || name === 'pre',
    isListed: outer.isListed || name === 'ul' || name === 'ol',
    nextNumber: name === 'ol' ? counterFrom(attribs.start) : name === 'ul' ? null : outer.nextNumber,
  };
}

function counterFrom(start: string | undefined): () => number {
  let next = /^\d{1,6}$/.test(start ?? '') ? Number(start) : 1;
  return () => next++;
}

/** What is said by markup that the feed does not know, and by a number. */
function before({ name, attribs }: Element, outer: Setting, lines: LineWriter): string {
  switch (name) {
    case 'li':
      return outer.nextNumber === null ? '' : `${outer.nextNumber()}. `;
    case 'td':
    case 'th':
      return lines.isEmpty() ? '' : ' | ';
    case 'hr':
      return '———';
    case 'q':
      return '“';
    case 'sup':
      return '^';
    case 'span':
      return isolateIn(attribs);
    default:
      return '';
  }
}

function isolateIn(attributes: Attributes): string {
  const direction = directionIn(attributes);
  return direction === null ? '' : isolates[direction];
}

function after({ name, attribs }: Element): string {
  if (name === 'q') return '”';
  if (name === 'span') return directionIn(attribs) === null ? '' : popIsolate;
  const href = attribs.href ?? '';
  return name === 'a' && href !== '' && !isWebAddress(href) ? ` (${bareAddress(href)})` : '';
}
