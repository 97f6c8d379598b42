import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
let house: string;

beforeEach(() => {
  house = mkdtempSync(join(tmpdir(), 'dragoman-lint-'));
  cpSync(join(root, 'biome.json'), join(house, 'biome.json'));
  cpSync(join(root, '.biome'), join(house, '.biome'), { recursive: true });
  writeFileSync(join(house, '.gitignore'), 'node_modules/\n');
});
afterEach(() => rmSync(house, { recursive: true, force: true }));

function lint(files: Readonly<Record<string, string>>): { status: number | null; output: string } {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), text);
  }
  const run = spawnSync(join(root, 'node_modules/.bin/biome'), ['lint', '--colors=off', '.'], {
    cwd: house,
    encoding: 'utf8',
  });
  return { status: run.status, output: `${run.stdout}${run.stderr}` };
}

const importOf = (path: string) => `import { thing } from '${path}';\nexport const used = thing;\n`;

describe('The lint step', () => {
  it('accepts code that keeps the rules', () => {
    const { status } = lint({
      'events/a.ts': "import * as z from 'zod/mini';\nexport const schema = z.object({});\n",
      'connectors/zendesk/a.ts': importOf('../../events/a.ts'),
      'functions/enrich/a.ts': importOf('../../connectors/registry.ts'),
      'infra/a.ts': importOf('../functions/enrich/env.ts'),
      'infra/local/page/a.ts': importOf('../../../functions/_shared/commands/vocabulary.ts'),
      'infra/b.ts': importOf('../connectors/zendesk/settings.ts'),
    });

    expect(status).toBe(0);
  });

  it.each([
    [
      'events/ importing connectors/',
      'events/a.ts',
      importOf('../connectors/registry.ts'),
      'noRestrictedImports',
    ],
    [
      'connectors/ importing functions/',
      'connectors/kit/a.ts',
      importOf('../../functions/enrich/core.ts'),
      'noRestrictedImports',
    ],
    [
      'connectors/ importing infra/',
      'connectors/kit/a.ts',
      importOf('../../infra/app.ts'),
      'noRestrictedImports',
    ],
    [
      'functions/ importing infra/',
      'functions/enrich/a.ts',
      importOf('../../infra/app.ts'),
      'noRestrictedImports',
    ],
    [
      "infra/ importing a function's code",
      'infra/local/a.ts',
      importOf('../../functions/enrich/core.ts'),
      'noRestrictedImports',
    ],
    [
      "infra/ importing a connector's code",
      'infra/a.ts',
      importOf('../connectors/zendesk/outbound.ts'),
      'noRestrictedImports',
    ],
    [
      'infra/ importing the connector kit',
      'infra/a.ts',
      importOf('../connectors/kit/http.ts'),
      'noRestrictedImports',
    ],
    [
      'a stand-in importing a connector',
      'infra/local/helpdesks/zendesk/a.ts',
      importOf('../../../../connectors/registry.ts'),
      'noRestrictedImports',
    ],
    [
      'a stand-in importing events/',
      'infra/local/helpdesks/zendesk/a.ts',
      importOf('../../../../events/ids.ts'),
      'noRestrictedImports',
    ],
    [
      'a type assertion',
      'events/a.ts',
      'export const one = (value: unknown) => value as string;\n',
      'Type assertion',
    ],
    ['any', 'events/a.ts', 'export const one = (value: any) => value;\n', 'noExplicitAny'],
    [
      'a non-null assertion',
      'events/a.ts',
      'export const one = (value?: string) => value!.length;\n',
      'noNonNullAssertion',
    ],
    [
      'a promise that nobody waits for',
      'events/a.ts',
      'export async function one() {}\none();\n',
      'noFloatingPromises',
    ],
    [
      'a switch that forgets a case',
      'events/a.ts',
      "export function one(value: 'a' | 'b') {\n  switch (value) {\n    case 'a':\n      return 1;\n  }\n}\n",
      'useExhaustiveSwitchCases',
    ],
    [
      'a focused test',
      'tests/unit/a.test.ts',
      `import { it } from 'vitest';\nit${'.only'}('does', () => {});\n`,
      'noFocusedTests',
    ],
    ['console output', 'functions/enrich/a.ts', "console.log('text');\n", 'noConsole'],
  ])('refuses %s', (_title, path, text, rule) => {
    const { status, output } = lint({ [path]: text });

    expect(status).not.toBe(0);
    expect(output).toContain(rule);
  });

  it('refuses an import cycle', () => {
    const { status, output } = lint({
      'events/a.ts': "import { b } from './b.ts';\nexport const a = () => b;\n",
      'events/b.ts': "import { a } from './a.ts';\nexport const b = () => a;\n",
    });

    expect(status).not.toBe(0);
    expect(output).toContain('noImportCycles');
  });
});
