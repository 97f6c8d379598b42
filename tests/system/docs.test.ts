import { describe, expect, it } from 'vitest';
import { codeBlocksOf } from '../support/docs/code-blocks.ts';
import { runsOffline } from '../support/docs/commands.ts';
import { guidePages } from '../support/docs/pages.ts';
import { ProjectCopy } from '../support/docs/project-copy.ts';
import { shellLinesOf } from '../support/docs/shell.ts';

/** Each once: pages repeat each other's first steps, which leave the same files behind. */
const lines = new Set(
  guidePages()
    .flatMap(codeBlocksOf)
    .filter(({ kind }) => kind === 'sh')
    .flatMap(({ text }) => shellLinesOf(text))
    .filter(runsOffline),
);

describe('The commands of the docs that need no account', () => {
  it('run as they stand, in order, in a copy of the project', { timeout: 900_000 }, async () => {
    // Prepare
    using copy = new ProjectCopy();

    // Act
    const problems: string[] = [];
    for (const line of lines) {
      await copy.run(line).catch((error: unknown) => problems.push(`${line}\n  ${error}`));
    }

    // Assess
    expect(problems).toEqual([]);
    expect([...lines]).toContain('npm run replay -- mine.jsonl');
  });
});
