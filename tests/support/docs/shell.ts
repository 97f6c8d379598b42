/** One command of a shell line, quotes taken away. What stands in `$(…)` within its words is in `inner`, too. */
export type ShellCommand = Readonly<{ words: readonly string[]; inner: readonly ShellCommand[] }>;

/** Where a `$(` that opens at `start` closes. Throws RangeError if it does not. */
function closingOf(text: string, start: number): number {
  let depth = 0;
  for (let index = start; index < text.length; index += 1) {
    if (text[index] === '(') depth += 1;
    if (text[index] === ')') depth -= 1;
    if (depth === 0 && text[index] === ')') return index;
  }
  throw new RangeError(`A "$(" is not closed in: ${text}`);
}

type Token = Readonly<{ text: string; isOperator: boolean; inner: readonly ShellCommand[] }>;

const operators = ['&&', '||', ';', '|', '>', '<'] as const;

/** As much as the docs use: quotes, `$(…)`, and the operators above. No variables, globs or comments. */
function tokensOf(line: string): Token[] {
  const tokens: Token[] = [];
  let word: string | null = null;
  let inner: ShellCommand[] = [];
  const endWord = () => {
    if (word !== null) tokens.push({ text: word, isOperator: false, inner });
    word = null;
    inner = [];
  };
  for (let index = 0; index < line.length; index += 1) {
    const rest = line.slice(index);
    const [character = ''] = rest;
    const operator = operators.find((one) => rest.startsWith(one));
    if (character === "'" || character === '"') {
      const end = line.indexOf(character, index + 1);
      if (end < 0) throw new RangeError(`A quote is not closed in: ${line}`);
      word = (word ?? '') + line.slice(index + 1, end);
      index = end;
    } else if (rest.startsWith('$(')) {
      const end = closingOf(line, index + 1);
      inner.push(...parseShell(line.slice(index + 2, end)));
      word = (word ?? '') + line.slice(index, end + 1);
      index = end;
    } else if (operator !== undefined) {
      endWord();
      tokens.push({ text: operator, isOperator: true, inner: [] });
      index += operator.length - 1;
    } else if (character === ' ') endWord();
    else word = (word ?? '') + character;
  }
  endWord();
  return tokens;
}

/**
 * The commands of one shell line, in order; where a redirection leads to is left out. Throws RangeError for an open quote.
 */
export function parseShell(line: string): ShellCommand[] {
  const commands: { words: string[]; inner: ShellCommand[] }[] = [{ words: [], inner: [] }];
  let isTarget = false;
  for (const token of tokensOf(line)) {
    if (token.isOperator) {
      isTarget = token.text === '>' || token.text === '<';
      if (!isTarget) commands.push({ words: [], inner: [] });
    } else if (isTarget) isTarget = false;
    else {
      commands.at(-1)?.words.push(token.text);
      commands.at(-1)?.inner.push(...token.inner);
    }
  }
  return commands.filter(({ words }) => words.length > 0);
}

/** The lines of a block as the shell sees them: a backslash at the end joins, empty lines and comments go. */
export function shellLinesOf(text: string): string[] {
  return text
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** `--name value`, `--name=value` and `--name` of a command's words; null = no value follows. */
export function flagsOf(words: readonly string[]): { name: string; value: string | null }[] {
  return words.flatMap((word, index) => {
    const [, name, value] = /^--([a-z][a-z0-9-]*)(?:=(.*))?$/s.exec(word) ?? [];
    if (name === undefined) return [];
    const next = words[index + 1];
    return [{ name, value: value ?? (next === undefined || next.startsWith('--') ? null : next) }];
  });
}
