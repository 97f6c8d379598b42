import { Parser } from 'htmlparser2';
import { structureOf } from './html-structure.ts';
import { type MailLine, marksOf, withoutInvisible } from './mail-line.ts';

export type Attributes = Readonly<Record<string, string>>;

/** The seen parts of an HTML mail in their order; what stands in a line knows which. */
export type HtmlPiece = Readonly<
  | { kind: 'open'; tag: string; attributes: Attributes; isBlock: boolean }
  | { kind: 'close'; tag: string; isBlock: boolean }
  | { kind: 'text'; text: string; line: number }
  | { kind: 'break'; isPreformatted: boolean; line: number }
  | { kind: 'image'; attributes: Attributes; line: number }
>;

export type HtmlMail = Readonly<{ lines: readonly MailLine[]; pieces: readonly HtmlPiece[] }>;

const blockTags = new Set(
  'address article aside blockquote center dd details dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol p pre section summary table tbody tfoot thead tr caption ul'.split(
    ' ',
  ),
);
const unseenTags = new Set(
  'head script style template title noscript object iframe audio video canvas svg math select textarea'.split(
    ' ',
  ),
);
/** Around the whole, or nothing to see. */
const skippedTags = new Set(['html', 'body', 'meta', 'link', 'base', 'wbr']);
const hiddenStyle = /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)/i;
const isHidden = ({ style = '', hidden }: Attributes) => hidden !== undefined || hiddenStyle.test(style);

/** Word's paragraphs have no space between them; others stand apart. */
const isTight = ({ class: classNames = '', style = '' }: Attributes) =>
  /\bMso|\belementToProof\b/.test(classNames) ||
  /margin(?:-bottom)?\s*:\s*0(?:px|pt|cm|in|\.0px)?\s*(?:;|$|0)/i.test(style);

/** An emoji that a program drew as an image is text; other alternative texts describe, and are not what was written. */
const emojiOf = ({ alt = '' }: Attributes) => (/^\p{RGI_Emoji}+$/v.test(alt) ? alt : '');

type Element = Readonly<{
  depth: number;
  isIndented: boolean;
  isSignature: boolean;
  /** Has a meaning of its own, so that a line ends with it. */
  isApart: boolean;
  isSeen: boolean;
  isPreformatted: boolean;
  isTight: boolean;
}>;
const root: Element = {
  depth: 0,
  isIndented: false,
  isSignature: false,
  isApart: false,
  isSeen: true,
  isPreformatted: false,
  isTight: false,
};

/** Collects text into lines as a browser would show them. */
function lineBuilder(element: () => Element) {
  const lines: MailLine[] = [];
  let text = '';
  // Kept apart, since asking a string that grows by many small pieces for its end costs its whole length.
  let endsInSpace = true;
  let hasImage = false;
  let owner: Element | null = null;
  let prefix = '';
  let history: MailLine['history'] = 'no';
  let startsQuote = false;

  const finish = () => {
    const { depth, isIndented, isSignature } = owner ?? element();
    const shown = text.trim();
    const marks = marksOf(shown);
    const isWritten = shown !== '';
    lines.push({
      text: shown,
      depth: depth + marks,
      marks,
      startsQuote: startsQuote && isWritten,
      isIndented,
      isSignature,
      history: isWritten ? history : 'no',
    });
    if (isWritten) {
      history = 'no';
      startsQuote = false;
    }
    text = '';
    endsInSpace = true;
    hasImage = false;
    owner = null;
  };

  return {
    lines,
    /** The number of the line that is being written. */
    current: () => lines.length,
    /** Adds text as it is and gives what was added: spaces at a line's beginning are nothing. */
    add(chunk: string): string {
      const added = endsInSpace ? chunk.replace(/^ +/, '') : chunk;
      if (added === '') return '';
      owner ??= element();
      text += prefix + added;
      endsInSpace = added.endsWith(' ');
      prefix = '';
      return added;
    },
    addImage() {
      owner ??= element();
      hasImage = true;
    },
    edge() {
      if (text !== '' || hasImage) finish();
    },
    lineBreak: finish,
    paragraphEnd() {
      const last = lines.at(-1);
      if (last !== undefined && last.text !== '') finish();
    },
    cell() {
      if (endsInSpace) return;
      text += ' ';
      endsInSpace = true;
    },
    item() {
      prefix = '- ';
    },
    quoteStarts() {
      startsQuote = true;
    },
    historyStarts(how: MailLine['history']) {
      if (history !== 'sure') history = how;
    },
  };
}

/**
 * An HTML mail as lines with what its structure says of each, and the pieces from which the kept ones can be put together
 * again. One pass without recursion, so that hostile nesting costs nothing.
 */
export function readHtml(html: string): HtmlMail {
  const pieces: HtmlPiece[] = [];
  const stack: Element[] = [];
  const current = () => stack.at(-1) ?? root;
  const line = lineBuilder(current);

  const addText = (raw: string) => {
    const text = line.add(raw);
    if (text !== '') pieces.push({ kind: 'text', text, line: line.current() });
  };
  const addBreak = () => {
    pieces.push({ kind: 'break', isPreformatted: current().isPreformatted, line: line.current() });
    line.lineBreak();
  };
  const addImage = (attributes: Attributes) => {
    const emoji = emojiOf(attributes);
    if (emoji === '') line.addImage();
    else line.add(emoji);
    pieces.push({ kind: 'image', attributes, line: line.current() });
  };

  const parser = new Parser({
    onopentag(tag, attributes) {
      const outer = current();
      const structure = structureOf(tag, attributes);
      const isSeen = outer.isSeen && !unseenTags.has(tag) && !isHidden(attributes);
      const isApart = structure.quotes || structure.indents || structure.signs || structure.history !== 'no';
      if (isSeen && (isApart || blockTags.has(tag))) line.edge();
      stack.push({
        depth: outer.depth + (structure.quotes ? 1 : 0),
        isIndented: outer.isIndented || structure.indents,
        isSignature: outer.isSignature || structure.signs,
        isApart,
        isSeen,
        isPreformatted: outer.isPreformatted || tag === 'pre',
        isTight: isTight(attributes),
      });
      if (structure.history !== 'no') line.historyStarts(structure.history);
      if (!isSeen || skippedTags.has(tag)) return;
      if (tag === 'br') return addBreak();
      if (tag === 'img') return addImage(attributes);
      if (structure.quotes) line.quoteStarts();
      if (tag === 'li') line.item();
      pieces.push({ kind: 'open', tag, attributes, isBlock: blockTags.has(tag) });
    },
    ontext(data) {
      const { isSeen, isPreformatted } = current();
      if (!isSeen) return;
      const text = withoutInvisible(data);
      if (!isPreformatted) return addText(text.replace(/[ \t\r\n\f]+/g, ' '));
      text.split(/\r\n?|\n/).forEach((part, index) => {
        if (index > 0) addBreak();
        addText(part);
      });
    },
    onclosetag(tag) {
      const closed = stack.pop();
      if (closed === undefined || !closed.isSeen || tag === 'br' || tag === 'img' || skippedTags.has(tag))
        return;
      if (tag === 'td' || tag === 'th') line.cell();
      if (closed.isApart || blockTags.has(tag)) line.edge();
      if (tag === 'p' && !closed.isTight) line.paragraphEnd();
      pieces.push({ kind: 'close', tag, isBlock: blockTags.has(tag) });
    },
  });
  parser.end(html);
  line.edge();
  return { lines: line.lines, pieces };
}

/** What a reader of these lines sees: no blank lines at the ends, never more than one between. */
export function textOfLines(lines: readonly MailLine[]): string {
  return lines
    .map(({ text }) => text)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
