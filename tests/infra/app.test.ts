import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadSettings } from '../../infra/settings.ts';
import { Synthesised, testSettings } from '../support/synthesised.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'dragoman-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Nothing of the surroundings but the way to Node: no credentials, no region, no home with a configuration. */
const bareEnvironment = {
  PATH: [dirname(process.execPath), join(root, 'node_modules', '.bin'), '/usr/bin', '/bin'].join(delimiter),
  HOME: folder,
};

describe('the CDK app', () => {
  it('makes the same template in process and under the CLI, without credentials', {
    timeout: 600_000,
  }, () => {
    // Prepare
    const cli = join(dirname(createRequire(import.meta.url).resolve('aws-cdk/package.json')), 'bin', 'cdk');
    const inProcess = new Synthesised(loadSettings('local'), { bundles: true });
    // Act
    const { stdout, stderr } = spawnSync(process.execPath, [cli, 'synth', '--quiet', '--output', folder], {
      cwd: root,
      env: bareEnvironment,
      encoding: 'utf8',
    });
    const template = JSON.parse(readFileSync(join(folder, 'DragomanStack.template.json'), 'utf8'));
    // Assess
    expect(template).toEqual(inProcess.template);
    expect(stdout).toBe('');
    expect(
      stderr.split('\n').filter((line) => /warn|error/i.test(line) && !line.startsWith('npm warn')),
    ).toEqual([]);
    inProcess.dispose();
  });

  it('says what is wrong with the settings instead of showing a stack trace', () => {
    // Act
    let stderr = '';
    try {
      execFileSync(process.execPath, ['infra/app.ts'], {
        cwd: root,
        env: { ...bareEnvironment, DRAGOMAN_STAGE: 'nowhere' },
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    } catch (error) {
      stderr = (error as { stderr: string }).stderr;
    }
    // Assess
    expect(stderr).toBe(
      'settings/nowhere.json: cannot be read. Copy settings/example.json to it and fill it in\n',
    );
  });

  it('has every feature flag that the CDK recommends, so that it behaves like a new app of today', () => {
    const recommended = createRequire(import.meta.url)('aws-cdk-lib/recommended-feature-flags.json');
    const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'));
    expect(context).toEqual(recommended);
    expect(context['@aws-cdk/core:validateAgainstDefaultRules']).toBe(true);
  });

  it('protects the stack from being deleted and carries the stage in its name', () => {
    // Act
    const stack = new Synthesised(testSettings());
    const manifest = JSON.parse(readFileSync(join(stack.folder, 'manifest.json'), 'utf8'));
    // Assess
    expect(manifest.artifacts.DragomanStack.properties).toMatchObject({
      terminationProtection: true,
      stackName: 'dragoman-test',
    });
    expect(JSON.stringify(manifest)).not.toContain('aws:cdk:warning');
    stack.dispose();
  });
});

describe('outputs', () => {
  it('name what a person needs after the deployment', () => {
    // Act
    const stack = new Synthesised(testSettings());
    // Assess
    expect(Object.keys(stack.template.Outputs).sort()).toEqual([
      'ApiSecretArnzendesk22129848',
      'ApiSecretArnzendesk33',
      'BudgetTableName',
      'DashboardUrl',
      'EventBusArn',
      'EventBusName',
      'LedgerTableName',
      'MemoryTableName',
      'TranslationsTableName',
      'WebhookSecretArnzendesk22129848',
      'WebhookSecretArnzendesk33',
      'WebhookUrlzendesk22129848',
      'WebhookUrlzendesk33',
    ]);
    stack.dispose();
  });
});
