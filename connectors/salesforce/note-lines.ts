/** How a stretch of text is set, in the order in which it is written. */
export const styleNames = ['b', 'i', 'u', 's', 'code'] as const;
export type Style = (typeof styleNames)[number];

export type Run = Readonly<{ text: string; styles: readonly Style[]; href: string | null }>;

export type Direction = 'ltr' | 'rtl' | 'auto';

/** A line of its own: a paragraph or a bullet. Without runs it is an empty line. */
export type Block = Readonly<{ kind: 'p' | 'li'; direction: Direction; runs: readonly Run[] }>;

/** Marks of direction around a piece: attributes do not survive in the feed, characters do. */
export const isolates = { ltr: '\u2066', rtl: '\u2067', auto: '\u2068' } as const;
export const popIsolate = '\u2069';

type LineSetting = Readonly<{
  direction: Direction;
  styles: readonly Style[];
  href: string | null;
  isQuoted: boolean;
}>;

export type LineWriter = ReturnType<typeof lineWriter>;

/** Puts stretches of text together to lines. */
export function lineWriter() {
  const blocks: Block[] = [];
  let runs: Run[] = [];
  let direction: Direction = 'auto';
  let kind: Block['kind'] = 'p';
  let isSpaced = false;
  return {
    blocks,
    isEmpty: () => runs.length === 0,
    add(text: string, setting: LineSetting) {
      const isBlank = runs.length === 0 && /^[ \t\n]*$/.test(text);
      if (text === '' || isBlank) return;
      const { styles, href } = setting;
      if (runs.length === 0) {
        direction = setting.direction;
        if (setting.isQuoted) runs.push({ text: '> ', styles: [], href: null });
      }
      runs.push({ text, styles, href });
    },
    /** Ends the line, if one is begun. */
    end() {
      if (runs.length === 0) return;
      if (isSpaced && blocks.length > 0) blocks.push({ kind: 'p', direction, runs: [] });
      blocks.push({ kind, direction, runs: trimmed(runs) });
      runs = [];
      kind = 'p';
      isSpaced = false;
    },
    /** An empty line before the next one. */
    space() {
      isSpaced = true;
    },
    /** The next line is a bullet. */
    bullet() {
      kind = 'li';
    },
  };
}

/** Without blanks at both ends; what is set alike is one stretch. */
function trimmed(runs: readonly Run[]): readonly Run[] {
  const joined: Run[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    const isAlike = last?.href === run.href && last.styles.join() === run.styles.join();
    if (last !== undefined && isAlike) joined[joined.length - 1] = { ...last, text: last.text + run.text };
    else joined.push(run);
  }
  return joined
    .map((run, index) => ({
      ...run,
      text: trimmedAt(run.text, { start: index === 0, end: index === joined.length - 1 }),
    }))
    .filter(({ text }) => text !== '');
}

function trimmedAt(text: string, { start, end }: Readonly<{ start: boolean; end: boolean }>): string {
  const begun = start ? text.replace(/^[ \t\n]+/, '') : text;
  return end ? begun.replace(/[ \t\n]+$/, '') : begun;
}
