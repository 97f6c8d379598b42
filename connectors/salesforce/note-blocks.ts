import { parseDocument } from 'htmlparser2';

/** How a stretch of text is set, in the order in which it is written. */
const styleNames = ['b', 'i', 'u', 's', 'code'] as const;
export type Style = (typeof styleNames)[number];

export type Run = Readonly<{ text: string; styles: readonly Style[]; href: string | null }>;

export type Direction = 'ltr' | 'rtl' | 'auto';

/** A line of its own: a paragraph or a bullet. Without runs it is an empty line. */
export type Block = Readonly<{ kind: 'p' | 'li'; direction: Direction; runs: readonly Run[] }>;

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

const isolates = { ltr: '\u2066', rtl: '\u2067', auto: '\u2068' } as const;
const popIsolate = '\u2069';
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

type LineWriter = ReturnType<typeof lineWriter>;

function lineWriter() {
  const blocks: Block[] = [];
  let runs: Run[] = [];
  let direction: Direction = 'auto';
  let kind: Block['kind'] = 'p';
  let isSpaced = false;
  return {
    blocks,
    isEmpty: () => runs.length === 0,
    add(text: string, setting: Setting) {
      const isBlank = runs.length === 0 && /^[ \t\n]*$/.test(text);
      if (text === '' || isBlank) return;
      const { styles, href } = setting;
      if (runs.length === 0) {
        direction = setting.direction;
        if (setting.isQuoted) runs.push({ text: '> ', styles: [], href: null });
      }
      runs.push({ text, styles, href });
    },
    /** Ends the line, if one is begun. */
    end() {
      if (runs.length === 0) return;
      if (isSpaced && blocks.length > 0) blocks.push({ kind: 'p', direction, runs: [] });
      blocks.push({ kind, direction, runs: trimmed(runs) });
      runs = [];
      kind = 'p';
      isSpaced = false;
    },
    /** An empty line before the next one. */
    space() {
      isSpaced = true;
    },
    /** The next line is a bullet. */
    bullet() {
      kind = 'li';
    },
  };
}

/** Without blanks at both ends; what is set alike is one stretch. */
function trimmed(runs: readonly Run[]): readonly Run[] {
  const joined: Run[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    const isAlike = last?.href === run.href && last.styles.join() === run.styles.join();
    if (last !== undefined && isAlike) joined[joined.length - 1] = { ...last, text: last.text + run.text };
    else joined.push(run);
  }
  return joined
    .map((run, index) => ({
      ...run,
      text: trimmedAt(run.text, { start: index === 0, end: index === joined.length - 1 }),
    }))
    .filter(({ text }) => text !== '');
}

function trimmedAt(text: string, { start, end }: Readonly<{ start: boolean; end: boolean }>): string {
  const begun = start ? text.replace(/^[ \t\n]+/, '') : text;
  return end ? begun.replace(/[ \t\n]+$/, '') : begun;
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
