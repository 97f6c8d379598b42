import { Parser } from 'htmlparser2';

const lineBreakers: ReadonlySet<string> = new Set([
  'p',
  'div',
  'ul',
  'ol',
  'li',
  'blockquote',
  'h1',
  'h2',
  'h3',
  'h4',
]);

/** The text of our own note markup, a line per block: for a tool or field that takes no HTML. */
export function textOfHtml(html: string): string {
  let text = '';
  const parser = new Parser({
    onopentagname: (name) => {
      if (name === 'br' || lineBreakers.has(name)) text += '\n';
    },
    ontext: (piece) => {
      text += piece;
    },
    onclosetag: (name) => {
      if (lineBreakers.has(name)) text += '\n';
    },
  });
  parser.end(html);
  return text
    .replace(/[ \t]*\n[ \t]*/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
