import type { Attributes, HtmlPiece } from './html-lines.ts';

export type KeptHtml = Readonly<{
  html: string;
  /** Whether it says anything by its markup that its text alone does not. */
  hasMarkup: boolean;
}>;

/** Elements that mean something. Paragraphs, spans and fonts do not. */
const meaningfulTags = new Set(
  'b strong i em u ins s strike del mark sub sup code kbd samp pre ul ol dl h1 h2 h3 h4 h5 h6'.split(' '),
);

const escapeText = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const attributesOf = (attributes: Attributes) =>
  Object.entries(attributes)
    .filter(([name]) => /^[a-z][\w:.-]*$/i.test(name))
    .map(([name, value]) => ` ${name}="${escapeText(value).replace(/"/g, '&quot;')}"`)
    .join('');

const voidTags = new Set(['hr', 'col', 'area', 'embed', 'input', 'param', 'source', 'track']);

const bareLink = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/^(?:https?:\/\/|mailto:|tel:)/, '')
    .replace(/^www\./, '')
    .replace(/\/$/, '');

/** Elements nested deeper are left out, what they hold stays: no mail is so deep, and readers of trees may recurse. */
const maxNesting = 256;

type Open = { tag: string; attributes: Attributes; isWritten: boolean; isBlock: boolean };

/** Notes what of the markup says something: emphasis, lists, links with a text of their own, images that are described, tables. */
function meaning() {
  let inMeaningful = 0;
  let cells = 0;
  let link: { href: string; text: string } | null = null;
  let found = false;
  return {
    found: () => found,
    opens(tag: string, { href = '' }: Attributes) {
      if (meaningfulTags.has(tag)) inMeaningful += 1;
      if (tag === 'a' && href !== '') link = { href, text: '' };
      if (tag === 'tr') cells = 0;
    },
    closes({ tag, isWritten }: Open) {
      if (meaningfulTags.has(tag)) inMeaningful -= 1;
      if (tag === 'a' && link !== null) {
        const text = bareLink(link.text);
        if (text !== '' && text !== bareLink(link.href)) found = true;
        link = null;
      }
      if ((tag === 'td' || tag === 'th') && isWritten) cells += 1;
      if (cells > 1) found = true;
    },
    text(text: string) {
      if (link !== null) link.text += text;
      if (inMeaningful > 0 && text.trim() !== '') found = true;
    },
    image({ alt = '' }: Attributes) {
      if (/[\p{L}\p{N}]/u.test(alt)) found = true;
    },
  };
}

/** Takes so many marks of quoting off a line's beginning, which may come in several pieces. */
function withoutMarks(marksOf: (line: number) => number) {
  let current = -1;
  let left = 0;
  return (text: string, line: number): string => {
    if (line !== current) {
      current = line;
      left = marksOf(line);
    }
    let rest = text;
    for (; left > 0 && rest.trimStart().startsWith('>'); left -= 1) rest = rest.trimStart().slice(1);
    return rest;
  };
}

/**
 * Puts the kept lines of an HTML mail together again: every element that holds something of them, with its attributes as
 * they were. Only cuts; what is dangerous in it is still in it. `marksOf`: how many `>` to take off a line.
 */
export function keptHtml(
  pieces: readonly HtmlPiece[],
  isKept: (line: number) => boolean,
  marksOf: (line: number) => number,
): KeptHtml {
  const out: string[] = [];
  const stack: Open[] = [];
  const seen = meaning();
  const unmarked = withoutMarks(marksOf);
  /** How many elements of the stack, from the outside, hold something that is kept. */
  let written = 0;
  let lastLine: number | null = null;
  let isSeparated = true;

  const write = (content: string, line: number) => {
    for (; written < stack.length; written += 1) {
      const open = stack[written];
      if (open === undefined) break;
      open.isWritten = written < maxNesting;
      if (!open.isWritten) continue;
      if (open.isBlock) isSeparated = true;
      out.push(`<${open.tag}${attributesOf(open.attributes)}>`);
    }
    // Where an element between two kept lines is cut, nothing else keeps them apart.
    if (lastLine !== null && lastLine !== line && !isSeparated) out.push('<br>');
    out.push(content);
    lastLine = line;
    isSeparated = false;
  };
  const writeText = (text: string, line: number) => {
    if (text === '') return;
    write(escapeText(text), line);
    seen.text(text);
  };
  const close = (tag: string) => {
    const open = stack.pop();
    if (open === undefined) return;
    seen.closes(open);
    written = Math.min(written, stack.length);
    if (!open.isWritten) return;
    if (!voidTags.has(tag)) out.push(`</${open.tag}>`);
    if (open.isBlock) isSeparated = true;
  };

  for (const piece of pieces) {
    switch (piece.kind) {
      case 'open':
        stack.push({ ...piece, isWritten: false });
        seen.opens(piece.tag, piece.attributes);
        break;
      case 'close':
        close(piece.tag);
        break;
      case 'text':
        if (!isKept(piece.line)) break;
        writeText(unmarked(piece.text, piece.line), piece.line);
        break;
      case 'break':
        if (!isKept(piece.line)) break;
        write(piece.isPreformatted ? '\n' : '<br>', piece.line);
        isSeparated = true;
        break;
      case 'image':
        if (!isKept(piece.line)) break;
        write(`<img${attributesOf(piece.attributes)}>`, piece.line);
        seen.image(piece.attributes);
        break;
    }
  }
  return { html: out.join(''), hasMarkup: seen.found() };
}
