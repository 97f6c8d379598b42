import type { Page } from './pages.ts';

/** The kinds of blocks that the docs may have; `text` only shows something, every other kind is tried. */
export const blockKinds = ['sh', 'json', 'jsonl', 'ts', 'text'] as const;

/** A fenced block of a page. `line` is that of its opening fence, counted from 1. */
export type CodeBlock = Readonly<{ page: string; line: number; kind: string; text: string }>;

const fenced = /^( *)```(.*)\n([\s\S]*?)^\1```$/gm;

/** Every fenced block of a page, in order, with what its fence says as `kind` (may be empty). */
export function codeBlocksOf({ path, text }: Page): CodeBlock[] {
  return [...text.matchAll(fenced)].map((match) => ({
    page: path,
    line: text.slice(0, match.index).split('\n').length,
    kind: (match[2] ?? '').trim(),
    text: (match[3] ?? '').trimEnd(),
  }));
}

/** A page without its blocks: prose alone. */
export const proseOf = ({ text }: Page): string => text.replace(fenced, '');

/** What stands between single backticks in prose and is a command of ours, without placeholders. */
export function inlineCommandsOf(page: Page): string[] {
  return [...proseOf(page).matchAll(/`((?:npm|npx|aws) [^`\n]+)`/g)]
    .map((match) => match[1] ?? '')
    .filter((command) => !/…|<[a-z]+>/.test(command));
}
