import { afterAll, describe, expect, it } from 'vitest';
import { Synthesised, target, testSettings } from '../support/synthesised.ts';

const stack = new Synthesised(testSettings());
afterAll(() => stack.dispose());

/** How the resource is called in AWS, where it has a name of ours. */
function resourceName(resource: any): string {
  if (resource === '*') return '*';
  const { Type, Properties } = stack.template.Resources[target(resource)]!;
  const name =
    Properties.QueueName ??
    Properties.TableName ??
    Properties.Name ??
    Properties.LogGroupName ??
    Properties.BotAliasName;
  return `${Type.split('::')[1]} ${name}`;
}

/** `action on resource`, sorted, of a function. */
function rightsOf(name: string): string[] {
  return stack
    .statementsOf(name)
    .flatMap(({ Action, Resource }) =>
      [Action]
        .flat()
        .flatMap((action) => [Resource].flat().map((one) => `${action} on ${resourceName(one)}`)),
    )
    .sort();
}

/** What Lambda itself does in the name of every function. */
const platform = (name: string) => [
  `logs:CreateLogStream on Logs /dragoman/test/${name}`,
  `logs:PutLogEvents on Logs /dragoman/test/${name}`,
  'xray:PutTelemetryRecords on *',
  'xray:PutTraceSegments on *',
];

/** What the poller does in the function's name, and what "later" and "parked" take. */
const fedFrom = (queue: string) => [
  `sqs:ChangeMessageVisibility on SQS dragoman-test-${queue}.fifo`,
  `sqs:DeleteMessage on SQS dragoman-test-${queue}.fifo`,
  `sqs:GetQueueAttributes on SQS dragoman-test-${queue}.fifo`,
  `sqs:ReceiveMessage on SQS dragoman-test-${queue}.fifo`,
  `sqs:SendMessage on SQS dragoman-test-${queue}-dead-letters.fifo`,
];

const publishing = 'events:PutEvents on Events dragoman-test';

describe('what a function may do', () => {
  it('is for ingest: publish, and read signing secrets but never credentials', () => {
    expect(rightsOf('ingest')).toEqual(
      [
        ...platform('ingest'),
        publishing,
        'secretsmanager:GetSecretValue on SecretsManager dragoman/test/zendesk/22129848/webhook',
        'secretsmanager:GetSecretValue on SecretsManager dragoman/test/zendesk/33/webhook',
      ].sort(),
    );
  });

  it('is for enrich: the three language services, its tables, its queue, and credentials to read messages back', () => {
    expect(rightsOf('enrich')).toEqual(
      [
        ...platform('enrich'),
        ...fedFrom('enrich'),
        publishing,
        'comprehend:DetectDominantLanguage on *',
        'comprehend:DetectSentiment on *',
        'translate:TranslateText on *',
        'lex:RecognizeText on Lex live',
        'dynamodb:GetItem on DynamoDB dragoman-test-ledger',
        'dynamodb:PutItem on DynamoDB dragoman-test-ledger',
        'dynamodb:UpdateItem on DynamoDB dragoman-test-ledger',
        'dynamodb:GetItem on DynamoDB dragoman-test-memory',
        'dynamodb:PutItem on DynamoDB dragoman-test-memory',
        'dynamodb:UpdateItem on DynamoDB dragoman-test-budget',
        'dynamodb:GetItem on DynamoDB dragoman-test-translations',
        'dynamodb:DeleteItem on DynamoDB dragoman-test-translations',
        'dynamodb:PutItem on DynamoDB dragoman-test-translations',
        'secretsmanager:GetSecretValue on SecretsManager dragoman/test/zendesk/22129848/api',
        'secretsmanager:GetSecretValue on SecretsManager dragoman/test/zendesk/33/api',
      ].sort(),
    );
  });

  it('is for reply: translate and tell languages, its tables, its queue, and credentials to read notes back', () => {
    expect(rightsOf('reply')).toEqual(
      [
        ...platform('reply'),
        ...fedFrom('reply'),
        publishing,
        'comprehend:DetectDominantLanguage on *',
        'translate:TranslateText on *',
        'dynamodb:GetItem on DynamoDB dragoman-test-ledger',
        'dynamodb:PutItem on DynamoDB dragoman-test-ledger',
        'dynamodb:UpdateItem on DynamoDB dragoman-test-ledger',
        'dynamodb:GetItem on DynamoDB dragoman-test-memory',
        'dynamodb:PutItem on DynamoDB dragoman-test-memory',
        'dynamodb:GetItem on DynamoDB dragoman-test-translations',
        'dynamodb:DeleteItem on DynamoDB dragoman-test-translations',
        'dynamodb:PutItem on DynamoDB dragoman-test-translations',
        'secretsmanager:GetSecretValue on SecretsManager dragoman/test/zendesk/22129848/api',
        'secretsmanager:GetSecretValue on SecretsManager dragoman/test/zendesk/33/api',
      ].sort(),
    );
  });

  it('is for write-back: ledger, memory and pace, its queues, and credentials to write', () => {
    expect(rightsOf('write-back')).toEqual(
      [
        ...platform('write-back'),
        ...fedFrom('write-back-zendesk'),
        publishing,
        'dynamodb:GetItem on DynamoDB dragoman-test-ledger',
        'dynamodb:PutItem on DynamoDB dragoman-test-ledger',
        'dynamodb:UpdateItem on DynamoDB dragoman-test-ledger',
        'dynamodb:GetItem on DynamoDB dragoman-test-memory',
        'dynamodb:PutItem on DynamoDB dragoman-test-memory',
        'dynamodb:GetItem on DynamoDB dragoman-test-budget',
        'dynamodb:PutItem on DynamoDB dragoman-test-budget',
        'secretsmanager:GetSecretValue on SecretsManager dragoman/test/zendesk/22129848/api',
        'secretsmanager:GetSecretValue on SecretsManager dragoman/test/zendesk/33/api',
      ].sort(),
    );
  });

  it('is for dlq-watch: look into dead letters without deleting, remember, and say so', () => {
    expect(rightsOf('dlq-watch')).toEqual(
      [
        ...platform('dlq-watch'),
        publishing,
        'sqs:ReceiveMessage on SQS dragoman-test-enrich-dead-letters.fifo',
        'sqs:ChangeMessageVisibility on SQS dragoman-test-enrich-dead-letters.fifo',
        'sqs:ReceiveMessage on SQS dragoman-test-reply-dead-letters.fifo',
        'sqs:ChangeMessageVisibility on SQS dragoman-test-reply-dead-letters.fifo',
        'sqs:ReceiveMessage on SQS dragoman-test-write-back-zendesk-dead-letters.fifo',
        'sqs:ChangeMessageVisibility on SQS dragoman-test-write-back-zendesk-dead-letters.fifo',
        'sqs:SendMessage on SQS dragoman-test-undeliverable',
        'dynamodb:GetItem on DynamoDB dragoman-test-ledger',
        'dynamodb:PutItem on DynamoDB dragoman-test-ledger',
      ].sort(),
    );
  });

  it('is for reconcile: ask the helpdesks, look into the ledger, keep its place there, and publish', () => {
    expect(rightsOf('reconcile')).toEqual(
      [
        ...platform('reconcile'),
        publishing,
        'dynamodb:BatchGetItem on DynamoDB dragoman-test-ledger',
        'dynamodb:GetItem on DynamoDB dragoman-test-ledger',
        'dynamodb:PutItem on DynamoDB dragoman-test-ledger',
        'secretsmanager:GetSecretValue on SecretsManager dragoman/test/zendesk/22129848/api',
        'secretsmanager:GetSecretValue on SecretsManager dragoman/test/zendesk/33/api',
        'sqs:SendMessage on SQS dragoman-test-undeliverable',
      ].sort(),
    );
  });

  it('never comes from a managed policy, and the bot may do nothing at all', () => {
    for (const [, role] of stack.all('IAM::Role')) {
      expect(role.ManagedPolicyArns).toBeUndefined();
      expect(role.Policies).toBeUndefined();
    }
  });

  it('can be called only by the API, and by the clock', () => {
    const callers = stack
      .all('Lambda::Permission')
      .map(([, { Principal, FunctionName, SourceArn }]) => [
        Principal,
        target(FunctionName).replace(/Function.*$/, ''),
        SourceArn === undefined,
      ]);
    expect(callers.sort()).toEqual([
      ['apigateway.amazonaws.com', 'Ingest', false],
      ['events.amazonaws.com', 'DlqWatch', false],
      ['events.amazonaws.com', 'Reconcile', false],
    ]);
  });
});
