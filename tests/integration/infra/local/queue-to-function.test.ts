import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { parseFaults } from '../../../../infra/local/faults.ts';
import type { JournalEntry } from '../../../../infra/local/journal.ts';
import type { LocalStack, LocalStackOptions } from '../../../../infra/local/stack.ts';
import {
  allowedActions,
  bundleFixtures,
  entryOf,
  journalEntry,
  smallTemplate,
  startSmallStack,
} from '../../../support/small-stack.ts';

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

const clientOptions = ({ endpointUrl, region, admin }: LocalStack) => ({
  endpoint: endpointUrl,
  region,
  credentials: admin,
});

async function tell(running: LocalStack, order: object, traceHeader?: string): Promise<string> {
  const { MessageId = '' } = await new SQSClient(clientOptions(running)).send(
    new SendMessageCommand({
      QueueUrl: running.outputs.QueueUrl,
      MessageBody: JSON.stringify(order),
      ...(traceHeader
        ? {
            MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: traceHeader } },
          }
        : {}),
    }),
  );
  return MessageId;
}

const journaled = (running: LocalStack) => running.journal.entries();

test('a message becomes an item in the table by the deployed bundle and the real SDK', async () => {
  // Prepare
  const running = await start();
  const root = '1-5759e988-bd862e3fe1be46a994272793';
  // Act
  const messageId = await tell(running, { do: 'put', key: 'one' }, `Root=${root}`);
  await journalEntry(running.journal, entryOf('queue', { what: 'deleted', messageId }));
  // Assess
  const { Item } = await new DynamoDBClient(clientOptions(running)).send(
    new GetItemCommand({ TableName: 'small-ledger', Key: { pk: { S: 'one' } } }),
  );
  expect(Item).toEqual({ pk: { S: 'one' } });
  const call = journaled(running).find(entryOf('service-call', { operation: 'PutItem' }));
  expect(call).toMatchObject({ service: 'dynamodb', caller: 'worker', result: 'ok', traceId: root });
  const invocation = journaled(running).find(entryOf('invocation'));
  expect(invocation).toMatchObject({
    functionName: 'worker',
    result: 'ok',
    coldStart: true,
    traceId: root,
  });
  expect(running.queueDepths()).toEqual([{ queue: 'Queue', messages: 0 }]);
});

test('an action that the role lacks is refused by its name, and the message stays', async () => {
  // Prepare
  const running = await start({
    template: smallTemplate(allowedActions.filter((action) => action !== 'dynamodb:PutItem')),
  });
  // Act
  await tell(running, { do: 'put', key: 'one' });
  const log = await journalEntry(
    running.journal,
    (entry): entry is typeof entry & { kind: 'log' } =>
      entry.kind === 'log' && JSON.stringify(entry.record).includes('AccessDenied'),
  );
  // Assess
  expect(log.record).toMatchObject({
    errorType: 'AccessDeniedException',
    errorMessage: expect.stringContaining('dynamodb:PutItem on resource: arn:aws:dynamodb:eu-central-1'),
  });
  expect(journaled(running).find(entryOf('service-call', { operation: 'PutItem' }))).toMatchObject({
    result: 'AccessDeniedException',
  });
  await journalEntry(running.journal, entryOf('queue', { what: 'delayed' }));
  expect(running.queueDepths()).toEqual([{ queue: 'Queue', messages: 1 }]);
});

test.each(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'])(
  'a function whose role lacks %s is not fed, and the journal names the action',
  async (missing) => {
    // Prepare
    const running = await start({
      template: smallTemplate(allowedActions.filter((action) => action !== missing)),
    });
    // Act
    await tell(running, { do: 'put', key: 'one' });
    // Assess
    const note = await journalEntry(running.journal, entryOf('runner'));
    expect(note.text).toContain(`AccessDeniedException: User: arn:aws:iam::000000000000:role/`);
    expect(note.text).toContain(`not authorized to perform: ${missing}`);
    expect(journaled(running).some(entryOf('invocation'))).toBe(false);
  },
);

test('only the messages that the function names come back', async () => {
  // Prepare
  const running = await start();
  // Act
  const [failing, fine] = await Promise.all([
    tell(running, { do: 'fail' }),
    tell(running, { do: 'put', key: 'fine' }),
  ]);
  await journalEntry(running.journal, entryOf('queue', { what: 'deleted', messageId: fine }));
  await journalEntry(running.journal, entryOf('queue', { what: 'delayed', messageId: failing }));
  // Assess
  expect(journaled(running).some(entryOf('queue', { what: 'deleted', messageId: failing }))).toBe(false);
});

test.each(['throw', 'name-a-stranger'])(
  'the whole batch comes back when the function is told to %s',
  async (order) => {
    // Prepare
    const running = await start();
    // Act
    const messageId = await tell(running, { do: order });
    // Assess
    await journalEntry(running.journal, entryOf('queue', { what: 'delayed', messageId }));
    expect(journaled(running).some(entryOf('queue', { what: 'deleted' }))).toBe(false);
  },
);

test('a function that hangs is ended at its timeout and works again for the next message', async () => {
  // Prepare
  const template = smallTemplate();
  template.Resources.Worker.Properties.Timeout = 2;
  const running = await start({ template });
  // Act
  const stuck = await tell(running, { do: 'hang' });
  const timeout = await journalEntry(running.journal, entryOf('invocation', { result: 'timeout' }));
  await journalEntry(running.journal, entryOf('queue', { what: 'delayed', messageId: stuck }));
  // Of an order that takes no time, since the limit holds for it as well.
  const next = await tell(running, { do: 'log' });
  await journalEntry(running.journal, entryOf('queue', { what: 'deleted', messageId: next }));
  // Assess
  expect(timeout.ms).toBeGreaterThanOrEqual(2_000);
});

test('a worker that exits is a failed invocation', async () => {
  // Prepare
  const running = await start();
  // Act
  await tell(running, { do: 'exit' });
  // Assess
  await journalEntry(running.journal, entryOf('invocation', { result: 'error' }));
  expect(journaled(running).find(entryOf('log'))?.record).toMatchObject({ errorType: 'Runtime.ExitError' });
});

test('a function that cannot start fails with the error of its module', async () => {
  // Prepare
  const template = smallTemplate();
  template.Resources.Worker.Properties.Code.S3Key = 'b2.zip';
  const running = await start({ template });
  // Act
  await tell(running, { do: 'put', key: 'never' });
  // Assess
  await journalEntry(running.journal, entryOf('invocation', { result: 'error' }));
  expect(journaled(running).find(entryOf('log'))?.record).toMatchObject({
    errorType: 'TypeError',
    errorMessage: 'cannot start',
  });
});

test('lines of a function are in the journal before its end, under their own trace where they name one', async () => {
  // Prepare
  const running = await start();
  // Act
  await tell(running, { do: 'log', key: '1-own' }, 'Root=1-of-the-message');
  await journalEntry(running.journal, entryOf('invocation'));
  // Assess
  const kinds = journaled(running).filter(({ kind }) => kind === 'log' || kind === 'invocation');
  expect(kinds).toHaveLength(3);
  expect(kinds.at(-1)?.kind).toBe('invocation');
  expect(kinds).toContainEqual(
    expect.objectContaining({ record: { message: 'hello', traceId: '1-own' }, traceId: '1-own' }),
  );
  expect(kinds).toContainEqual(
    expect.objectContaining({ record: 'plain text', traceId: '1-of-the-message' }),
  );
});

test('not one of three thousand lines comes after the end of its invocation', async () => {
  // Prepare
  const running = await start();
  // Act
  await tell(running, { do: 'log-much' });
  await journalEntry(running.journal, entryOf('invocation'));
  // Assess
  const lines = journaled(running).filter(entryOf('log'));
  expect(lines).toHaveLength(3_000);
  expect(lines.at(-1)?.record).toBe('line 3000');
});

test('a worker that is terminated after its write leaves the message to the next one', async () => {
  // Prepare
  const template = smallTemplate();
  template.Resources.Worker.Properties.FunctionName = { 'Fn::Sub': `\${AWS::StackName}-write-back` };
  const faults = parseFaults(['write-back:crash-after-write:1']);
  const running = await start({ template, faults, timeScale: 100 });
  const messageId = await tell(running, { do: 'hang' });
  const isAtWork = entryOf('log', { record: 'hanging' });
  await journalEntry(running.journal, isAtWork);
  // Act
  const fault = faults.helpdesk.intercept({ method: 'PUT', path: '/api/v2/tickets/1' });
  if (fault.kind === 'apply-then') await fault.run();
  // Assess
  const terminated = await journalEntry(running.journal, entryOf('invocation', { result: 'terminated' }));
  await journalEntry(running.journal, entryOf('queue', { what: 'delayed', messageId }));
  const isLater = (entry: JournalEntry) =>
    journaled(running).indexOf(entry) > journaled(running).indexOf(terminated);
  await journalEntry(running.journal, (entry): entry is JournalEntry => isAtWork(entry) && isLater(entry));
  expect(journaled(running).filter(entryOf('queue', { what: 'received', messageId }))).toHaveLength(2);
});

test('a throttled service is called again by the SDK, and every try is in the journal', async () => {
  // Prepare
  const running = await start({ faults: parseFaults(['dynamodb:throttle:1']) });
  // Act
  const messageId = await tell(running, { do: 'put', key: 'patience' });
  await journalEntry(running.journal, entryOf('queue', { what: 'deleted', messageId }));
  // Assess
  const results = journaled(running).filter(entryOf('service-call', { operation: 'PutItem' }));
  expect(results.map(({ result }) => result)).toEqual(['ThrottlingException', 'ok']);
});
