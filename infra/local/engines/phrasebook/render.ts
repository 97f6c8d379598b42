import type { BookLanguage } from './book.ts';
import type { Found } from './lookup.ts';
import { slotPattern } from './slots.ts';

export type Setting = Readonly<{
  target: BookLanguage;
  /** A comma or the like follows: the sentence goes on. */
  goesOn: boolean;
  /** It stands in the middle of a sentence: a capital would be wrong. */
  continues: boolean;
}>;

const terminal = /[.!?…。！？؟]+$/u;

function fill(template: string, found: Found): string {
  return template.replaceAll(slotPattern, (slot) => found.values.get(slot.slice(1, -1)) ?? slot);
}

function withoutTerminal(text: string): string {
  return text.replace(terminal, '').replace(/^[¿¡]/u, '');
}

/** "I" keeps its capital wherever it stands. */
function uncapitalise(text: string, target: BookLanguage): string {
  if (target === 'en' && /^I(?:['’]\p{L}+)?(?!\p{L})/u.test(text)) return text;
  return text.replace(/\p{Lu}/u, (letter, offset: number) =>
    /\p{L}/u.test(text.slice(0, offset)) ? letter : letter.toLocaleLowerCase(target),
  );
}

/** Opening tags go in front, the rest behind: in whatever way they nested before, they still do. */
function placeLoose(
  loose: readonly string[],
  isOpening: (mark: string) => boolean,
): readonly [string, string] {
  const firstOther = loose.findIndex((mark) => !isOpening(mark));
  const split = firstOther === -1 ? loose.length : firstOther;
  return [loose.slice(0, split).join(''), loose.slice(split).join('')];
}

/** The sentence in the target language with the customer's values; null = the book lacks it in that language. */
export function renderSentence(
  found: Found,
  setting: Setting,
  isOpening: (mark: string) => boolean,
): string | null {
  const [template] = found.sentence.wordings.get(setting.target) ?? [];
  if (template === undefined) return null;
  const bare = found.hasTerminal && !setting.goesOn ? template : withoutTerminal(template);
  const cased = setting.continues ? uncapitalise(bare, setting.target) : bare;
  const [opening, closing] = placeLoose(found.loose, isOpening);
  return `${found.before}${opening}${fill(cased, found)}${closing}${found.after}`;
}

/** Puts `breaks` line breaks of the customer back into a translated sentence, at spaces about where they were. */
export function withLineBreaks(text: string, breaks: readonly string[]): string {
  return breaks.reduce((broken, lineBreak, index) => {
    const wanted = ((index + 1) / (breaks.length + 1)) * broken.length;
    const spaces = Array.from(broken.matchAll(/(?<=\S) (?=\S)/gu), (match) => match.index);
    const [nearest] = spaces.sort((one, other) => Math.abs(one - wanted) - Math.abs(other - wanted));
    return nearest === undefined
      ? `${broken}${lineBreak}`
      : `${broken.slice(0, nearest)}${lineBreak}${broken.slice(nearest + 1)}`;
  }, text);
}

const commas: Partial<Record<BookLanguage, string>> = { ja: '、', ar: '،' };

/** A comma as the target writes it, with the customer's own line breaks after it. */
export function renderDelimiter(delimiter: string, target: BookLanguage): string {
  if (!/[,、，،]/u.test(delimiter)) return delimiter;
  const lineBreaks = delimiter.match(/\s*[\r\n]\s*/u)?.[0];
  const comma = commas[target] ?? ',';
  return `${comma}${lineBreaks ?? (target === 'ja' ? '' : ' ')}`;
}
