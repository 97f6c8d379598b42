/** One line of a mail as its reader sees it, with what the mail's structure says about it. */
export type MailLine = Readonly<{
  text: string;
  /** In how many quotes it stands: marks (`>`) and quoting elements. */
  depth: number;
  /** How many of these are `>` marks in the text. */
  marks: number;
  /** The first line of a quoting element. */
  startsQuote: boolean;
  /** In an element that many programs use for quotes, and people for their own words: only an attribution decides. */
  isIndented: boolean;
  /** In an element that its author's program calls a signature. */
  isSignature: boolean;
  /** Whether an element that stands above answered mails stands right before: from here on all may be history. */
  history: 'no' | 'if-header' | 'sure';
}>;

/** What a line is. Only `own` lines are what the customer wrote in this message. */
export type Label = 'own' | 'quoted' | 'signature' | 'disclaimer';

export const isBlank = (text: string) => text.trim() === '';

export const countWritten = (texts: readonly string[]) => texts.filter((text) => !isBlank(text)).length;

/** Characters that mail programs leave behind and nobody sees. Joiners and direction marks have a meaning and stay. */
export const withoutInvisible = (text: string) => text.replace(/[\u200b\u2060\ufeff\u00ad]/g, '');

const quoteMarks = /^[ \t]{0,8}(?:>[ \t]?){1,100}/;

export const marksOf = (text: string) => quoteMarks.exec(text)?.[0].replace(/[^>]/g, '').length ?? 0;

/** A plain text's lines. */
export function linesOfText(text: string): readonly MailLine[] {
  const plain = { startsQuote: false, isIndented: false, isSignature: false, history: 'no' } as const;
  return withoutInvisible(text)
    .replace(/\r\n?/g, '\n')
    .trim()
    .split('\n')
    .map((line) => {
      const marks = marksOf(line);
      return { text: line, depth: marks, marks, ...plain };
    });
}

/** The lines with as many levels of quoting fewer as all of them have: a forwarded mail read by itself. */
export function withoutCommonQuote(lines: readonly MailLine[]): readonly MailLine[] {
  const depths = lines.filter(({ text }) => !isBlank(text)).map(({ depth }) => depth);
  const common = depths.reduce((least, depth) => Math.min(least, depth), Number.POSITIVE_INFINITY);
  if (common === 0 || !Number.isFinite(common)) return lines;
  return lines.map((line) => {
    const marks = Math.min(line.marks, common);
    return {
      ...line,
      depth: Math.max(0, line.depth - common),
      marks: line.marks - marks,
      text: marks === 0 ? line.text : line.text.replace(new RegExp(`^[ \\t]*(?:>[ \\t]?){${marks}}`), ''),
    };
  });
}
