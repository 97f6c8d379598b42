import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseReplayFile } from '../../../infra/local/replay/input.ts';
import { blockKinds, codeBlocksOf, inlineCommandsOf } from '../../support/docs/code-blocks.ts';
import { checkShellLine } from '../../support/docs/commands.ts';
import { checkJsonBlock } from '../../support/docs/json-blocks.ts';
import { furtherPages, guidePages, type Page } from '../../support/docs/pages.ts';
import { ProjectCopy } from '../../support/docs/project-copy.ts';
import { shellLinesOf } from '../../support/docs/shell.ts';

const pages = guidePages();
const blocks = pages.flatMap(codeBlocksOf);
const ofKind = (kind: string) => blocks.filter((block) => block.kind === kind);
const linesOf = (page: Page) =>
  codeBlocksOf(page)
    .filter(({ kind }) => kind === 'sh')
    .flatMap(({ text }) => shellLinesOf(text));

describe('A code block of the docs', () => {
  it('is of a kind that is tried, or only shows something (`text`)', () => {
    // Act
    const others = blocks.filter(({ kind }) => !blockKinds.some((known) => known === kind));

    // Assess
    expect(others.map(({ page, line, kind }) => `${page}:${line} ${kind}`)).toEqual([]);
    for (const kind of blockKinds) expect(ofKind(kind).length, kind).toBeGreaterThan(0);
  });

  it.each(ofKind('json'))('$page:$line is JSON that works as what it is', ({ text }) => {
    // Assess
    expect(() => checkJsonBlock(text)).not.toThrow();
  });

  it.each(ofKind('jsonl'))('$page:$line is lines that a replay takes', ({ text }) => {
    // Assess
    expect(() => parseReplayFile(text)).not.toThrow();
  });

  it('in TypeScript passes the compiler where it stands', () => {
    // Prepare
    using copy = new ProjectCopy();
    for (const [index, { text }] of ofKind('ts').entries())
      writeFileSync(join(copy.folder, 'docs', `block-${index}.ts`), `${text}\n`);
    const config = { extends: '../tsconfig.json', include: ['*.ts'] };
    writeFileSync(join(copy.folder, 'docs', 'tsconfig.json'), JSON.stringify(config));

    // Act
    const { stdout } = spawnSync('node_modules/.bin/tsc', ['-p', 'docs'], {
      cwd: copy.folder,
      encoding: 'utf8',
    });

    // Assess
    expect(stdout).toBe('');
  });
});

describe.each([...pages, ...furtherPages()])('The commands of $path', (page) => {
  it('exist, with their options, and their arguments are of the right form', async () => {
    // Act
    // One after the other: each asks a process for its help, which has a time limit.
    const problems: string[] = [];
    for (const line of [...linesOf(page), ...inlineCommandsOf(page)])
      await checkShellLine(line).catch((reason: unknown) => problems.push(`${line}\n  ${reason}`));

    // Assess
    expect(problems).toEqual([]);
  });
});

describe('A command that would not work', () => {
  it.each([
    ['npm run nonesuch', /no script/],
    ['npm run replay mine.jsonl', /after "--"/],
    ['npm run replay -- mine.jsonl --nonesuch', /knows no --nonesuch/],
    ['npm run replay -- mine.jsonl --fault translate:nonesuch', /fault/i],
    ['npm run replay -- mine.jsonl --agent-language no_such', /Expected a language/],
    ['npx cdk deploy --nonesuch', /knows no --nonesuch/],
    ['npx nonesuch', /not among the dependencies/],
    ['frobnicate now', /does not know how to check/],
    ['aws sqs get-queue-adress --queue-name a', /not known/],
    ['aws sqs get-queue-url --queue a', /has no --queue/],
    ['aws sqs get-queue-url --queue-name $(aws sqs nonesuch)', /not known/],
    [`aws events put-rule --name a --event-pattern '{"source":"dragoman"}'`, /./],
    [
      `aws secretsmanager put-secret-value --secret-id dragoman/prod/zendesk/1/webhook --secret-string '{"signingSecret":"a"}'`,
      /signingSecrets/,
    ],
    [
      `aws secretsmanager put-secret-value --secret-id dragoman/prod/zendesk/1/api --secret-string '{"clientId":"a"}'`,
      /clientSecret/,
    ],
  ])('is named: %s', async (line, problem) => {
    // Assess
    await expect(checkShellLine(line)).rejects.toThrow(problem);
  });

  it.each([
    [
      '{"source":["dragoman"],"detail-type":["message.enriched.v1"],"detail":{"mood":["bad"]}}',
      /no field "mood"/,
    ],
    ['{"source":["dragoman"],"detail-type":["message.enriched.v9"]}', /no event of ours/],
    ['{"connector":"zendesk","account":"1"}', /baseUrl/],
    ['{"something":"else"}', /no pattern, event, account or stage/],
  ])('is named, as is JSON that would not: %s', (text, problem) => {
    // Assess
    expect(() => checkJsonBlock(text)).toThrow(problem);
  });
});
