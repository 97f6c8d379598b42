import type { Inline } from '../text/guard.ts';

/** Part of an HTML text in the order in which it is written out. `isBlock`: a tag that may carry a direction. */
export type Flow = Readonly<
  | { kind: 'tag'; html: string }
  | { kind: 'open'; tag: string; attributes: string }
  | { kind: 'close'; tag: string }
  /** One of the page's texts, by its number. */
  | { kind: 'text'; index: number }
>;

/** What an inline tag's id stands for. `alt`: number of the text that is shown in an image's place. */
export type InlineElement = Readonly<
  | { kind: 'element'; open: string; close: string }
  | { kind: 'image'; source: string | null; alt: number | null }
>;

/** HTML taken apart: sanitised markup, and the texts in it, one for each stretch between two borders of blocks or breaks. */
export type Page = Readonly<{
  flow: readonly Flow[];
  texts: readonly (readonly Inline[])[];
  elements: ReadonlyMap<number, InlineElement>;
  hasPreformatted: boolean;
}>;
