/** The commands of an internal note, by the word after the mark. */
export const commandNames = [
  'translate',
  'preview',
  'send',
  'lang',
  'pause',
  'resume',
  'retry',
  'history',
  'help',
] as const;
export type CommandName = (typeof commandNames)[number];

const aliases: Readonly<Record<string, CommandName>> = { t: 'translate' };

/** How a note begins that may be a command. */
export type Opening = Readonly<{
  /** What stands before the text, as written. */
  prefix: string;
  /** After the mark, in small letters. */
  word: string;
  /** `de` of `#translate:de`. */
  afterColon: string | undefined;
  /** Null = the word is no command's. */
  name: CommandName | null;
}>;

/**
 * Mark, at most one space (people and phones add it), word, then perhaps `:language` straight after it. Editors and what
 * is pasted put invisible characters around them: isolates, marks of direction, zero-width spaces.
 */
const opening =
  /^[\s\p{Cf}]*[#!＃！]\p{Cf}*[ \u00a0\u3000]?\p{Cf}*(\p{L}{1,20})(?:[:：]([\p{L}\p{N}_-]{1,40}))?(?![\p{L}\p{N}_-])[ \u00a0\u3000\p{Cf}]*/u;

/** Reads mark and word at the beginning of a note; null = there are none. */
export function openingOf(text: string): Opening | null {
  const match = opening.exec(text);
  const word = match?.[1]?.toLowerCase();
  if (match === null || word === undefined) return null;
  const name = aliases[word] ?? commandNames.find((each) => each === word) ?? null;
  return { prefix: match[0], word, afterColon: match[2], name };
}
