import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import type { Journal, JournalEntry } from '../../infra/local/journal.ts';
import { type LocalStack, type LocalStackOptions, startLocalStack } from '../../infra/local/stack.ts';

const fixtures = join(import.meta.dirname, '..', 'fixtures', 'infra', 'local');
/** Hashes as the CDK makes them name the folders of assets. */
const assetHashes = { obedient: 'a1', broken: 'b2' } as const;

/** Bundles one function as the CDK would for a deployment. */
export async function bundle(
  entryPoint: string,
  outfile: string,
  options: Pick<BuildOptions, 'plugins'> = {},
): Promise<void> {
  await build({
    entryPoints: [entryPoint],
    outfile,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    banner: { js: "import{createRequire}from'module';const require=createRequire(import.meta.url);" },
    logLevel: 'error',
    ...options,
  });
}

/** Bundles the fixture functions into a temporary folder. */
export async function bundleFixtures(): Promise<{ assetsFolder: string; remove: () => Promise<void> }> {
  const assetsFolder = await mkdtemp(join(tmpdir(), 'local-stack-'));
  for (const [name, hash] of Object.entries(assetHashes))
    await bundle(join(fixtures, `${name}-function.ts`), join(assetsFolder, `asset.${hash}`, 'index.mjs'));
  return { assetsFolder, remove: () => rm(assetsFolder, { recursive: true }) };
}

/** The role's policy in `smallTemplate`: everything that the obedient function needs, and nothing more. */
export const allowedActions = [
  'sqs:ReceiveMessage',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
  'dynamodb:PutItem',
  'secretsmanager:GetSecretValue',
  'lex:RecognizeText',
  'logs:CreateLogStream',
  'logs:PutLogEvents',
];

/** A queue that feeds a function that writes to a table, and an HTTP API before the same function. */
export function smallTemplate(actions: readonly string[] = allowedActions) {
  return {
    Parameters: { BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>' } },
    Resources: {
      Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } },
      Policy: {
        Type: 'AWS::IAM::Policy',
        Properties: {
          PolicyName: 'all',
          Roles: [{ Ref: 'Role' }],
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: actions.map((Action) => ({ Effect: 'Allow', Action, Resource: '*' })),
          },
        },
      },
      Worker: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          FunctionName: { 'Fn::Sub': `\${AWS::StackName}-worker` },
          Handler: 'index.handler',
          Runtime: 'nodejs24.x',
          Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
          Code: { S3Bucket: 'assets', S3Key: `${assetHashes.obedient}.zip` as string },
          // Passes in real time, and a busy machine needs seconds for what takes milliseconds elsewhere.
          Timeout: 60,
          MemorySize: 256,
          Environment: { Variables: { TABLE: { Ref: 'Table' }, QUEUE_URL: { Ref: 'Queue' } } },
        },
      },
      Queue: {
        Type: 'AWS::SQS::Queue',
        Properties: { VisibilityTimeout: 60, RedrivePolicy: undefined as unknown },
      },
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] },
          FunctionName: { Ref: 'Worker' },
          BatchSize: 10,
          FunctionResponseTypes: ['ReportBatchItemFailures'],
          ScalingConfig: { MaximumConcurrency: 2 },
        },
      },
      Table: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          TableName: 'small-ledger',
          KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
          AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
          BillingMode: 'PAY_PER_REQUEST',
        },
      },
      Secret: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'small/webhook' } },
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'small', ProtocolType: 'HTTP' } },
      Stage: {
        Type: 'AWS::ApiGatewayV2::Stage',
        Properties: { ApiId: { Ref: 'Api' }, StageName: '$default', AutoDeploy: true },
      },
      Integration: {
        Type: 'AWS::ApiGatewayV2::Integration',
        Properties: {
          ApiId: { Ref: 'Api' },
          IntegrationType: 'AWS_PROXY',
          IntegrationUri: { 'Fn::GetAtt': ['Worker', 'Arn'] },
          PayloadFormatVersion: '2.0',
        },
      },
      Route: {
        Type: 'AWS::ApiGatewayV2::Route',
        Properties: {
          ApiId: { Ref: 'Api' },
          RouteKey: 'POST /hooks/{tool}',
          Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'Integration' }]] },
        },
      },
      Permission: {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          Action: 'lambda:InvokeFunction',
          FunctionName: { 'Fn::GetAtt': ['Worker', 'Arn'] },
          Principal: 'apigateway.amazonaws.com',
          SourceArn: {
            'Fn::Sub': `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${Api}/*/*/hooks/{tool}`,
          },
        },
      },
    },
    Outputs: {
      Url: { Value: { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] } },
      QueueUrl: { Value: { Ref: 'Queue' } },
    },
  };
}

/** Starts a small stack with stand-ins that answer without an engine. */
export function startSmallStack(
  options: Pick<LocalStackOptions, 'template' | 'assetsFolder'> & Partial<LocalStackOptions>,
): Promise<LocalStack> {
  return startLocalStack({ stackName: 'small', region: 'eu-central-1', services: () => ({}), ...options });
}

/**
 * Waits for the first journal entry that `wanted` takes, from the past or to come; fails after `limitMs`, which is for a
 * machine that others have.
 */
export function journalEntry<Entry extends JournalEntry>(
  journal: Journal,
  wanted: (entry: JournalEntry) => entry is Entry,
  limitMs = 120_000,
): Promise<Entry> {
  return new Promise((resolve, reject) => {
    const past = journal.entries().find(wanted);
    if (past) return resolve(past);
    const limit = setTimeout(() => {
      stop();
      reject(new Error(`Not seen in the journal: ${JSON.stringify(journal.entries(), null, 1)}`));
    }, limitMs);
    const stop = journal.listen((entry) => {
      if (!wanted(entry)) return;
      clearTimeout(limit);
      stop();
      resolve(entry);
    });
  });
}

/** For `journalEntry`: entries of one kind that have these members. */
export function entryOf<Kind extends JournalEntry['kind']>(
  kind: Kind,
  members: Partial<Extract<JournalEntry, { kind: Kind }>> = {},
) {
  return (entry: JournalEntry): entry is Extract<JournalEntry, { kind: Kind }> =>
    entry.kind === kind &&
    Object.entries(members).every(([name, value]) => Reflect.get(entry, name) === value);
}
