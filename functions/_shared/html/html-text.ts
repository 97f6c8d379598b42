import { Parser } from 'htmlparser2';
import { isHidden, kindOf } from './allow-list.ts';

/** While collecting: a block's edge, and a break. The source's own line ends mean nothing in HTML. */
const edge = '\u2029';
const lineBreak = '\u2028';

function asLines(text: string): string {
  return text
    .replace(/[ \t]*\u2029[\u2029 \t]*/g, '\n')
    .replace(/\u2028/g, '\n')
    .replace(/[ \t\u00a0]+\n/g, '\n')
    .replace(/\n[ \t\u00a0]+/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

type OpenElement = Readonly<{ isSeen: boolean; isPreformatted: boolean }>;

/** HTML as the plain text that a person would read: a line for each block, an empty line after a paragraph, `- ` before an item. */
export function textOfHtml(html: string): string {
  const stack: OpenElement[] = [];
  let text = '';
  const current = () => stack.at(-1) ?? { isSeen: true, isPreformatted: false };
  const add = (piece: string) => {
    if (current().isSeen) text += piece;
  };
  const parser = new Parser({
    onopentag(tag, attributes) {
      const outer = current();
      const kind = kindOf(tag);
      stack.push({
        isSeen: outer.isSeen && kind !== 'unseen' && !isHidden(attributes),
        isPreformatted: outer.isPreformatted || kind === 'preformatted',
      });
      if (kind === 'block' || kind === 'preformatted' || kind === 'rule') add(edge);
      if (tag === 'br') add(lineBreak);
      if (tag === 'li') add('- ');
      if (tag === 'img' && (attributes.alt ?? '').trim() !== '') add(`[${attributes.alt}]`);
    },
    ontext(piece) {
      add(current().isPreformatted ? piece.replaceAll('\n', lineBreak) : piece.replace(/[ \t\r\n\f]+/g, ' '));
    },
    onclosetag(tag) {
      const kind = kindOf(tag);
      if (tag === 'td' || tag === 'th') add(' ');
      if (kind === 'block' || kind === 'preformatted') add(edge);
      if (tag === 'p') add(lineBreak);
      stack.pop();
    },
  });
  parser.end(html);
  return asLines(text);
}
