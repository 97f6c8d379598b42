import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { parseFaults } from '../../../../infra/local/faults.ts';
import type { LocalStack } from '../../../../infra/local/stack.ts';
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

/** A schedule that tells the function what to do, with a queue for what fails. */
function scheduleTemplate(order: object, actions: readonly string[]) {
  const { Resources, ...template } = smallTemplate(actions);
  return {
    ...template,
    Resources: {
      ...Resources,
      Lost: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'lost' } },
      Tick: {
        Type: 'AWS::Events::Rule',
        Properties: {
          ScheduleExpression: 'rate(1 minute)',
          Targets: [{ Id: 'Worker', Arn: { 'Fn::GetAtt': ['Worker', 'Arn'] }, Input: JSON.stringify(order) }],
        },
      },
      TickPermission: {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          Action: 'lambda:InvokeFunction',
          FunctionName: { Ref: 'Worker' },
          Principal: 'events.amazonaws.com',
          SourceArn: { 'Fn::GetAtt': ['Tick', 'Arn'] },
        },
      },
      AsyncSettings: {
        Type: 'AWS::Lambda::EventInvokeConfig',
        Properties: {
          FunctionName: { Ref: 'Worker' },
          Qualifier: '$LATEST',
          MaximumRetryAttempts: 1,
          DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Lost', 'Arn'] } } },
        },
      },
    },
  };
}

async function start(order: object, actions: readonly string[] = allowedActions): Promise<LocalStack> {
  stack = await startSmallStack({
    template: scheduleTemplate(order, actions),
    assetsFolder: assets.assetsFolder,
    faults: parseFaults([]),
    timeScale: 100,
  });
  return stack;
}

test('a schedule invokes its function with the input of its target', async () => {
  // Prepare
  const { journal } = await start({ do: 'put', key: 'tick' });
  // Act
  const invocation = await journalEntry(journal, entryOf('invocation'));
  // Assess
  expect(invocation).toMatchObject({ functionName: 'worker', result: 'ok' });
});

test('an invocation that fails is tried again and then recorded in the destination', async () => {
  // Prepare
  const { journal } = await start({ do: 'nonsense' }, [...allowedActions, 'sqs:SendMessage']);
  // Act
  const sent = await journalEntry(journal, entryOf('queue', { queue: 'lost', what: 'sent' }));
  // Assess
  expect(JSON.parse(sent.body ?? '')).toMatchObject({
    version: '1.0',
    requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 2 },
    requestPayload: { do: 'nonsense' },
    responsePayload: { errorType: 'RangeError', errorMessage: 'Unknown order nonsense' },
  });
  const ofThisTrace = journal
    .entries()
    .filter(entryOf('invocation', { result: 'error', traceId: sent.traceId }));
  expect(ofThisTrace).toHaveLength(2);
});

test('a failed invocation is lost when the role may not send to the destination, and the journal says so', async () => {
  // Prepare
  const { journal } = await start({ do: 'nonsense' });
  // Act
  const note = await journalEntry(journal, entryOf('runner'));
  // Assess
  expect(note.text).toContain('AccessDeniedException');
  expect(note.text).toContain('not authorized to perform: sqs:SendMessage');
});
