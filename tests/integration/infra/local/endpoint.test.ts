import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DynamoDBClient, PutItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { LexRuntimeV2Client, RecognizeTextCommand } from '@aws-sdk/client-lex-runtime-v2';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { TranslateClient, TranslateTextCommand } from '@aws-sdk/client-translate';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { parseFaults } from '../../../../infra/local/faults.ts';
import { type LocalService, ServiceError } from '../../../../infra/local/ports.ts';
import type { LocalStack, LocalStackOptions } from '../../../../infra/local/stack.ts';
import { bundleFixtures, entryOf, smallTemplate, startSmallStack } from '../../../support/small-stack.ts';

let assets: Awaited<ReturnType<typeof bundleFixtures>>;
let stack: LocalStack | undefined;

beforeAll(async () => {
  assets = await bundleFixtures();
});
afterEach(async () => {
  await stack?.stop();
  stack = undefined;
});
afterAll(() => assets.remove());

async function start(options: Partial<LocalStackOptions> = {}): Promise<LocalStack> {
  stack = await startSmallStack({ template: smallTemplate(), assetsFolder: assets.assetsFolder, ...options });
  return stack;
}

const admin = ({ endpointUrl, region, admin: credentials }: LocalStack) => ({
  endpoint: endpointUrl,
  region,
  credentials,
  maxAttempts: 1,
});

/** A Lex that answers with what it was asked. */
const echoLex: LocalService = {
  name: 'lex',
  handle: async ({ operation, input, authorize }) => {
    authorize('lex:RecognizeText', 'arn:aws:lex:eu-central-1:000000000000:bot-alias/ABCDEFGHIJ/KLMNOPQRST');
    return {
      output: { sessionId: 'session:1', requestAttributes: { operation, asked: JSON.stringify(input) } },
    };
  },
};

const recognise = new RecognizeTextCommand({
  botId: 'ABCDEFGHIJ',
  botAliasId: 'KLMNOPQRST',
  localeId: 'en_US',
  sessionId: 'session:1',
  text: 'Where is my order?',
});

test.each([
  { version: 'HTTP/2, the default of its client', handler: {} },
  { version: 'HTTP/1.1', handler: { requestHandler: new NodeHttpHandler() } },
])('Lex is spoken to over $version, with the labels of its path decoded', async ({ handler }) => {
  // Prepare
  const running = await start({ services: () => ({ lex: echoLex }) });
  const client = new LexRuntimeV2Client({ ...admin(running), ...handler });
  // Act
  const { requestAttributes } = await client.send(recognise);
  client.destroy();
  // Assess
  expect(requestAttributes?.operation).toBe('RecognizeText');
  expect(JSON.parse(requestAttributes?.asked ?? '')).toEqual({
    botId: 'ABCDEFGHIJ',
    botAliasId: 'KLMNOPQRST',
    localeId: 'en_US',
    sessionId: 'session:1',
    text: 'Where is my order?',
  });
});

test("a refusal arrives as the SDK's own exception with its members", async () => {
  // Prepare
  const translate: LocalService = {
    name: 'translate',
    handle: async () => {
      throw new ServiceError('DetectedLanguageLowConfidenceException', 400, 'Not sure', {
        DetectedLanguageCode: 'nl',
      });
    },
  };
  const running = await start({ services: () => ({ translate }) });
  // Act
  const refusal = new TranslateClient(admin(running)).send(
    new TranslateTextCommand({ Text: 'hallo', SourceLanguageCode: 'auto', TargetLanguageCode: 'en' }),
  );
  // Assess
  await expect(refusal).rejects.toMatchObject({
    name: 'DetectedLanguageLowConfidenceException',
    message: 'Not sure',
    DetectedLanguageCode: 'nl',
    $metadata: { httpStatusCode: 400, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
  });
});

test('what a service bills and which engine it used is in the journal', async () => {
  // Prepare
  const translate: LocalService = {
    name: 'translate',
    handle: async () => ({ output: { TranslatedText: 'hello' }, engine: 'pseudo', billedCharacters: 5 }),
  };
  const running = await start({ services: () => ({ translate }) });
  // Act
  await new TranslateClient(admin(running)).send(
    new TranslateTextCommand({ Text: 'hallo', SourceLanguageCode: 'nl', TargetLanguageCode: 'en' }),
  );
  // Assess
  expect(running.journal.entries().filter(entryOf('service-call'))).toMatchObject([
    { caller: 'admin', operation: 'TranslateText', engine: 'pseudo', billedCharacters: 5, result: 'ok' },
  ]);
});

test('an access key of nobody in the stack is not recognised', async () => {
  // Prepare
  const running = await start();
  const client = new SecretsManagerClient({
    ...admin(running),
    credentials: { accessKeyId: 'AKIAFOREIGN', secretAccessKey: 'x' },
  });
  // Act
  const refusal = client.send(new GetSecretValueCommand({ SecretId: 'small/webhook' }));
  // Assess
  await expect(refusal).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
});

test('an unsigned call is not recognised', async () => {
  // Prepare
  const { endpointUrl } = await start();
  // Act
  const response = await fetch(endpointUrl, {
    method: 'POST',
    headers: { 'x-amz-target': 'secretsmanager.GetSecretValue' },
    body: '{}',
  });
  // Assess
  expect(response.status).toBe(403);
  expect(response.headers.get('x-amzn-errortype')).toBe('UnrecognizedClientException');
});

test('a secret has no value until a person gives it one', async () => {
  // Prepare
  const running = await start();
  const client = new SecretsManagerClient(admin(running));
  const read = () => client.send(new GetSecretValueCommand({ SecretId: 'small/webhook' }));
  // Act
  const before = await read().catch((error: unknown) => error);
  running.setSecret('small/webhook', '{"signingSecrets":["made-up"]}');
  const after = await read();
  // Assess
  expect(before).toMatchObject({ name: 'ResourceNotFoundException' });
  expect(after.SecretString).toBe('{"signingSecrets":["made-up"]}');
});

test('a condition that fails on the table is the exception of the SDK', async () => {
  // Prepare
  const running = await start();
  const client = new DynamoDBClient(admin(running));
  const put = new PutItemCommand({
    TableName: 'small-ledger',
    Item: { pk: { S: 'one' } },
    ConditionExpression: 'attribute_not_exists(pk)',
  });
  await client.send(put);
  // Act
  const second = client.send(put);
  // Assess
  await expect(second).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
});

test('transactions are refused by their name', async () => {
  // Prepare
  const running = await start();
  // Act
  const refusal = new DynamoDBClient(admin(running)).send(
    new TransactWriteItemsCommand({ TransactItems: [] }),
  );
  // Assess
  await expect(refusal).rejects.toMatchObject({
    name: 'UnknownOperationException',
    message: expect.stringContaining('TransactWriteItems'),
  });
});

test("a queue's Ref is an address that the SDK can call", async () => {
  // Prepare
  const template = smallTemplate();
  Reflect.deleteProperty(template.Resources, 'Mapping');
  const running = await start({ template });
  const client = new SQSClient({ ...admin(running) });
  // Act
  await client.send(new SendMessageCommand({ QueueUrl: running.outputs.QueueUrl, MessageBody: 'hi' }));
  const { Messages } = await client.send(new ReceiveMessageCommand({ QueueUrl: running.outputs.QueueUrl }));
  // Assess
  expect(Messages?.map(({ Body }) => Body)).toEqual(['hi']);
});

test.each([
  { spec: 'translate:down', name: 'ServiceUnavailableException' },
  { spec: 'translate:throttle:1', name: 'ThrottlingException' },
])('$spec refuses with $name', async ({ spec, name }) => {
  // Prepare
  const running = await start({ faults: parseFaults([spec]) });
  // Act
  const refusal = new TranslateClient(admin(running)).send(
    new TranslateTextCommand({ Text: 'hallo', SourceLanguageCode: 'nl', TargetLanguageCode: 'en' }),
  );
  // Assess
  await expect(refusal).rejects.toMatchObject({ name });
});

test('a process whose stack has stopped ends by itself', async () => {
  // Prepare
  // A handle that stays open keeps it for ever; a busy machine only for a while.
  const timeout = 120_000;
  const script = join(import.meta.dirname, '..', '..', '..', 'support', 'start-and-stop.ts');
  // Act
  const { stdout } = await promisify(execFile)(process.execPath, [script, assets.assetsFolder], {
    timeout,
  });
  // Assess
  expect(stdout).toBe('207, stopped');
});
