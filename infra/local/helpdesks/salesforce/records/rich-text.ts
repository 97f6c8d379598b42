import { Parser } from 'htmlparser2';
import { invalidMarkup } from '../errors.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_feeditem.htm (IsRichText) */
const allowedTags = new Set(['p', 'a', 'b', 'code', 'i', 'u', 's', 'ul', 'ol', 'li', 'img']);

const keptAttributes: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'target'],
  img: ['src', 'alt'],
};

const anyTag = /<\/?[a-z][a-z0-9]*(\s[^>]*)?>/i;

/** Whether a plain text looks as if its writer had meant it to be HTML. */
export function looksLikeHtml(text: string): boolean {
  return anyTag.test(text);
}

/**
 * Checks the body of a rich post. Throws for a tag that posts do not know (`br` among them) and for tags that do not match,
 * also in the case of their letters. Reports attributes, which are dropped without a word.
 */
export function checkRichText(html: string, report: (what: string) => void): void {
  const open: string[] = [];
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (!allowedTags.has(name)) throw invalidMarkup(`The tag <${name}> is not supported in rich text`);
        for (const attribute of Object.keys(attributes)) {
          if (!keptAttributes[name]?.includes(attribute))
            report(`the attribute ${attribute} of <${name}> is dropped from a post`);
        }
        if (name === 'img' && !attributes.src?.startsWith('sfdc://'))
          throw invalidMarkup('An <img> must refer to a file in Salesforce (sfdc://069…)');
        open.push(name);
      },
      onclosetag(name, isImplied) {
        if (isImplied) throw invalidMarkup(`The tag <${name}> is not closed`);
        open.pop();
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  const closings = html.match(/<\/[^>]*>/g) ?? [];
  const openings = html.match(/<[a-z][^>]*[^/]>|<[a-z]>/gi) ?? [];
  parser.end(html);
  if (closings.length !== openings.length) throw invalidMarkup('The opening and closing tags do not match');
}

/** Rich text as plain text, a line per paragraph, as the package's code reads a post. */
export function plainOf(html: string): string {
  let text = '';
  const parser = new Parser({
    onopentag: (name) => {
      if (name === 'br') text += '\n';
    },
    ontext: (piece) => {
      text += piece;
    },
    onclosetag: (name) => {
      if (name === 'p' || name === 'li') text += '\n';
    },
  });
  parser.end(html);
  return text.trim();
}
