import { Parser } from 'htmlparser2';

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thaana}\p{Script=Syriac}\p{Script=Nko}]/u;
const strong = /\p{L}/u;

type Waiting = { readonly from: number; readonly to: number; depth: number; direction: 'ltr' | 'rtl' | null };

/**
 * RT's scrubber keeps `dir="ltr"` and `dir="rtl"` and takes every other away, so that `auto` is said in full: the direction
 * of the first letter in the element. Only for our own markup, which is well-formed.
 */
export function withDirections(html: string): string {
  const done: Waiting[] = [];
  const open: (Waiting | null)[] = [];
  const parser = new Parser({
    onopentag(_name, { dir }) {
      const waits = dir === 'auto';
      const element = waits
        ? { from: parser.startIndex, to: parser.endIndex + 1, depth: open.length, direction: null }
        : null;
      if (element !== null) done.push(element);
      open.push(element);
    },
    ontext(text) {
      const letter = strong.exec(text)?.[0];
      if (letter === undefined) return;
      for (const element of open) {
        if (element !== null) element.direction ??= rightToLeft.test(letter) ? 'rtl' : 'ltr';
      }
    },
    onclosetag() {
      open.pop();
    },
  });
  parser.end(html);
  return done.reduceRight((text, { from, to, direction }) => {
    const tag = text.slice(from, to).replace('dir="auto"', `dir="${direction ?? 'ltr'}"`);
    return text.slice(0, from) + tag + text.slice(to);
  }, html);
}
