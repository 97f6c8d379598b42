import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseEnv } from '../../functions/_shared/env.ts';
import { dlqWatchEnv } from '../../functions/dlq-watch/env.ts';
import { enrichEnv } from '../../functions/enrich/env.ts';
import { ingestEnv } from '../../functions/ingest/env.ts';
import { reconcileEnv } from '../../functions/reconcile/env.ts';
import { replyEnv } from '../../functions/reply/env.ts';
import { writeBackEnv } from '../../functions/write-back/env.ts';
import { Synthesised, target, testSettings } from '../support/synthesised.ts';

const stack = new Synthesised(testSettings(), { bundles: true });
afterAll(() => stack.dispose());

/** A value as CloudFormation would put it in: a queue's `Ref` is its URL. */
function deployed(value: any): string {
  if (typeof value === 'string') return value;
  if (value['Fn::Join']) return value['Fn::Join'][1].map(deployed).join(value['Fn::Join'][0]);
  const resource = stack.template.Resources[target(value)]!;
  return resource.Type === 'AWS::SQS::Queue'
    ? `https://sqs.eu-west-1.amazonaws.com/123456789012/${resource.Properties.QueueName}`
    : `${resource.Properties.TableName ?? resource.Properties.Name ?? 'ABCDEFGHIJ'}`;
}

function environmentOf(name: string): Record<string, string> {
  const { Environment } = stack.named('Lambda::Function', `dragoman-test-${name}`);
  return Object.fromEntries(
    Object.entries(Environment.Variables).map(([variable, value]) => [variable, deployed(value)]),
  );
}

const queueUrl = (name: string) =>
  `https://sqs.eu-west-1.amazonaws.com/123456789012/dragoman-test-${name}.fifo`;

describe('the environment of a function', () => {
  it('gives ingest what it parses', () => {
    const env = parseEnv(ingestEnv, environmentOf('ingest'));
    expect(env).toMatchObject({ STAGE: 'test', EVENT_BUS_NAME: 'dragoman-test', MAX_BODY_BYTES: 262_144 });
    expect(env.ACCOUNTS.map(({ account, tagPrefix }) => [account, tagPrefix])).toEqual([
      ['22129848', 'dm_'],
      ['33', 'dm_'],
    ]);
  });

  it('gives enrich what it parses', () => {
    expect(parseEnv(enrichEnv, environmentOf('enrich'))).toMatchObject({
      LEDGER_TABLE: 'dragoman-test-ledger',
      MEMORY_TABLE: 'dragoman-test-memory',
      BUDGET_TABLE: 'dragoman-test-budget',
      TRANSLATIONS_TABLE: 'dragoman-test-translations',
      GLOSSARIES: {},
      QUEUE_URL: queueUrl('enrich'),
      DEAD_LETTER_QUEUE_URL: queueUrl('enrich-dead-letters'),
      LEX_LOCALES: { en: 'en_US' },
      MAX_WAIT_SECONDS: 600,
    });
  });

  it('gives reply what it parses', () => {
    expect(parseEnv(replyEnv, environmentOf('reply'))).toMatchObject({
      LEDGER_TABLE: 'dragoman-test-ledger',
      MEMORY_TABLE: 'dragoman-test-memory',
      TRANSLATIONS_TABLE: 'dragoman-test-translations',
      GLOSSARIES: {},
      QUEUE_URL: queueUrl('reply'),
      DEAD_LETTER_QUEUE_URL: queueUrl('reply-dead-letters'),
      MAX_REPLY_WAIT_SECONDS: 600,
    });
  });

  it('gives write-back what it parses', () => {
    expect(parseEnv(writeBackEnv, environmentOf('write-back'))).toMatchObject({
      LEDGER_TABLE: 'dragoman-test-ledger',
      MEMORY_TABLE: 'dragoman-test-memory',
      BUDGET_TABLE: 'dragoman-test-budget',
      QUEUES: {
        zendesk: {
          url: queueUrl('write-back-zendesk'),
          deadLetterUrl: queueUrl('write-back-zendesk-dead-letters'),
        },
      },
      MAX_WRITE_AGE_SECONDS: 7_200,
      MAX_REPLY_WAIT_SECONDS: 600,
    });
  });

  it('gives dlq-watch what it parses', () => {
    expect(parseEnv(dlqWatchEnv, environmentOf('dlq-watch')).DEAD_LETTER_QUEUES).toEqual([
      { stage: 'enrich', url: queueUrl('enrich-dead-letters') },
      { stage: 'reply', url: queueUrl('reply-dead-letters') },
      { stage: 'write-back', url: queueUrl('write-back-zendesk-dead-letters') },
    ]);
  });

  it('gives reconcile what it parses', () => {
    expect(parseEnv(reconcileEnv, environmentOf('reconcile'))).toMatchObject({
      LEDGER_TABLE: 'dragoman-test-ledger',
      CATCH_UP_GRACE_SECONDS: 120,
    });
  });

  it('leaves the accounts their 3 of the 4 KB that Lambda has room for, also in a stage with a long name', () => {
    // Prepare
    const longestStage = 12; // more characters than "test" has
    for (const name of ['ingest', 'enrich', 'reply', 'write-back', 'dlq-watch', 'reconcile']) {
      // Act
      const others = Object.entries(environmentOf(name)).filter(([variable]) => variable !== 'ACCOUNTS');
      const bytes = others.reduce(
        (sum, [variable, value]) => sum + variable.length + value.length,
        'ACCOUNTS'.length,
      );
      // Assess
      expect(bytes + others.length * longestStage).toBeLessThan(4_096 - 3_072);
    }
  });
});

describe('the bundle of a function', () => {
  const functions = ['ingest', 'enrich', 'reply', 'write-back', 'dlq-watch', 'reconcile'] as const;

  function bundleOf(name: string): string {
    const { Code } = stack.named('Lambda::Function', `dragoman-test-${name}`);
    return join(stack.folder, `asset.${Code.S3Key.replace('.zip', '')}`, 'index.mjs');
  }

  it.each(functions)(
    'of %s runs in Node 24 on arm64 with nothing but itself, and exports its handler',
    (name) => {
      // Prepare
      const { Runtime, Architectures, Handler } = stack.named('Lambda::Function', `dragoman-test-${name}`);
      const load = `const { handler } = await import(${JSON.stringify(bundleOf(name))}); process.stdout.write(typeof handler)`;
      // Act
      const exported = execFileSync(process.execPath, ['--input-type=module', '--eval', load], {
        cwd: stack.folder,
        encoding: 'utf8',
        env: { ...environmentOf(name), AWS_REGION: 'eu-west-1' },
      });
      // Assess
      expect([Runtime, Architectures, Handler]).toEqual(['nodejs24.x', ['arm64'], 'index.handler']);
      expect(exported).toBe('function');
    },
  );

  it.each(functions)('of %s has no code of the CDK in it, and stays small enough to start fast', (name) => {
    const bytes = readFileSync(bundleOf(name));
    expect(bytes.includes('aws-cdk-lib')).toBe(false);
    expect(bytes.length).toBeLessThan(1_000_000);
  });

  it('is finished before the vendor stops waiting', () => {
    expect(stack.named('Lambda::Function', 'dragoman-test-ingest').Timeout).toBe(10);
  });
});
