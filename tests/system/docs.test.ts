import { describe, expect, it } from 'vitest';
import { codeBlocksOf } from '../support/docs/code-blocks.ts';
import { pageAt } from '../support/docs/pages.ts';
import { ProjectCopy } from '../support/docs/project-copy.ts';
import { shellLinesOf } from '../support/docs/shell.ts';

/** What a newcomer types first, as it stands in the docs. Every other line is checked without running it (`code-blocks.test.ts`). */
const firstSteps = [
  ['README.md', /^(echo|npm run replay) /],
  ['docs/connecting.md', /^(cp|npm run synth) /],
] as const;

const linesOf = (path: string, wanted: RegExp) =>
  codeBlocksOf(pageAt(path))
    .filter(({ kind }) => kind === 'sh')
    .flatMap(({ text }) => shellLinesOf(text))
    .filter((line) => wanted.test(line));

describe('The commands of the docs that need no account', () => {
  it('run as they stand, in order, in a copy of the project', { timeout: 600_000 }, async () => {
    // Prepare
    using copy = new ProjectCopy();
    const lines = firstSteps.flatMap(([path, wanted]) => linesOf(path, wanted));

    // Act
    const problems: string[] = [];
    for (const line of lines) {
      await copy.run(line).catch((error: unknown) => problems.push(`${line}\n  ${error}`));
    }

    // Assess
    expect(problems).toEqual([]);
    expect(lines).toEqual([
      expect.stringMatching(/^echo /),
      'npm run replay -- mine.jsonl',
      'cp settings/example.json settings/prod.json',
      'npm run synth -- --stage prod',
    ]);
  });
});
