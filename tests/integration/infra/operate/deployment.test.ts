import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { paginateDescribeAlarms, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeEventBusCommand, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { DescribeBotAliasCommand, DescribeBotLocaleCommand } from '@aws-sdk/client-lex-models-v2';
import { DescribeEffectivePolicyCommand } from '@aws-sdk/client-organizations';
import { ListSubscriptionsByTopicCommand, NotFoundException } from '@aws-sdk/client-sns';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type LocalStack, startLocalStack } from '../../../../infra/local/stack.ts';
import { type AwsClients, awsClients } from '../../../../infra/operate/aws-clients.ts';
import {
  findDeployment,
  physicalIds,
  secretArnOf,
  webhookUrlOf,
} from '../../../../infra/operate/deployment.ts';

/** More resources than one page of ListStackResources holds. */
const queues = Object.fromEntries(
  Array.from({ length: 60 }, (_, index) => [
    `Queue${index}`,
    { Type: 'AWS::SQS::Queue', Properties: { QueueName: `dragoman-test-${index}` } },
  ]),
);

const alarm = (AlarmName: string, properties: object = {}) => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: { AlarmName, AlarmDescription: 'Too many & too old', ...properties },
});

const template = {
  Resources: {
    ...queues,
    First: alarm('dragoman-test-first'),
    Second: alarm('dragoman-test-second', { ActionsEnabled: false }),
    Theirs: alarm('another-stack'),
    Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'dragoman-test-alarms' } },
    Subscription: {
      Type: 'AWS::SNS::Subscription',
      Properties: { TopicArn: { Ref: 'Topic' }, Protocol: 'email', Endpoint: 'oncall@example.com' },
    },
    Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'dragoman-test' } },
    Rule: {
      Type: 'AWS::Events::Rule',
      Properties: {
        Name: 'all & sundry',
        EventBusName: { Ref: 'Bus' },
        EventPattern: { source: ['dragoman'] },
        State: 'DISABLED',
      },
    },
    Alias: {
      Type: 'AWS::Lex::BotAlias',
      Properties: {
        BotId: 'ABCDEFGHIJ',
        BotAliasName: 'live',
        BotVersion: '7',
        BotAliasLocaleSettings: [{ LocaleId: 'en_US', BotAliasLocaleSetting: { Enabled: true } }],
      },
    },
    Secret: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'dragoman/test/zendesk/1.a/api' } },
  },
  Outputs: {
    WebhookUrlzendesk1x2ea: { Value: 'https://example.com/webhooks?a=1&b=<2>' },
    ApiSecretArnzendesk1x2ea: { Value: { Ref: 'Secret' } },
  },
};

let stack: LocalStack;
let clients: AwsClients;
beforeAll(async () => {
  stack = await startLocalStack({
    template,
    assetsFolder: '/nowhere',
    stackName: 'dragoman-test',
    region: 'eu-central-1',
    services: () => ({}),
  });
  vi.stubEnv('AWS_ENDPOINT_URL', stack.endpointUrl);
  vi.stubEnv('AWS_ACCESS_KEY_ID', stack.admin.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', stack.admin.secretAccessKey);
  clients = awsClients({ region: 'eu-central-1' });
});
afterAll(async () => {
  clients.stop();
  await stack.stop();
  vi.unstubAllEnvs();
});

const account = { connector: 'zendesk', account: '1.a' };

test('a stage that is deployed is found with its status, its outputs and all its resources', async () => {
  // Act
  const deployment = (await findDeployment({ stage: 'test', ...clients }))!;
  // Assess
  expect(deployment).toMatchObject({
    stackName: 'dragoman-test',
    status: 'CREATE_COMPLETE',
    statusReason: null,
  });
  expect(deployment.resources).toHaveLength(69);
  expect(webhookUrlOf(deployment, account)).toBe('https://example.com/webhooks?a=1&b=<2>');
  expect(secretArnOf(deployment, account, 'api')).toMatch(/:secret:dragoman\/test\/zendesk\/1\.a\/api-/);
  expect(secretArnOf(deployment, account, 'webhook')).toBeNull();
  expect(physicalIds(deployment, 'AWS::SQS::Queue')).toContain(
    `${stack.endpointUrl}/000000000000/dragoman-test-59`,
  );
  expect(physicalIds(deployment, 'AWS::Events::EventBus')).toEqual(['dragoman-test']);
});

test('a stage that is not deployed is not found', async () => {
  await expect(findDeployment({ stage: 'other', ...clients })).resolves.toBeNull();
});

test('what CloudFormation refuses for another reason is an error', async () => {
  // Prepare
  const stranger = awsClients({ region: 'eu-central-1' });
  vi.spyOn(stranger.cloudFormation.config, 'credentials').mockResolvedValue({
    accessKeyId: 'AKIAFOREIGN',
    secretAccessKey: 'x',
  });
  // Act
  const found = findDeployment({ stage: 'test', ...stranger });
  // Assess
  await expect(found).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
  stranger.stop();
});

test('STS says who holds the keys', async () => {
  await expect(clients.sts.send(new GetCallerIdentityCommand({}))).resolves.toMatchObject({
    Account: '000000000000',
    Arn: 'arn:aws:iam::000000000000:user/admin',
  });
});

test('EventBridge tells of the bus and its rules', async () => {
  // Act
  const bus = await clients.eventBridge.send(new DescribeEventBusCommand({ Name: 'dragoman-test' }));
  const { Rules } = await clients.eventBridge.send(new ListRulesCommand({ EventBusName: 'dragoman-test' }));
  // Assess
  expect(bus.Arn).toBe('arn:aws:events:eu-central-1:000000000000:event-bus/dragoman-test');
  expect(Rules).toMatchObject([{ Name: 'all & sundry', State: 'DISABLED' }]);
  await expect(
    clients.eventBridge.send(new DescribeEventBusCommand({ Name: 'another' })),
  ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('Lex tells what the alias leads to, and that it is built', async () => {
  // Prepare
  const { resources } = (await findDeployment({ stage: 'test', ...clients }))!;
  const [botAliasId, botId] = resources.find(({ logicalId }) => logicalId === 'Alias')!.physicalId.split('|');
  // Act
  const alias = await clients.lexModels.send(new DescribeBotAliasCommand({ botId, botAliasId }));
  const locale = await clients.lexModels.send(
    new DescribeBotLocaleCommand({ botId, botVersion: alias.botVersion, localeId: 'en_US' }),
  );
  // Assess
  expect(alias).toMatchObject({
    botAliasStatus: 'Available',
    botVersion: '7',
    botAliasLocaleSettings: { en_US: { enabled: true } },
  });
  expect(locale.botLocaleStatus).toBe('Built');
  await expect(
    clients.lexModels.send(new DescribeBotLocaleCommand({ botId, botVersion: '7', localeId: 'de_DE' })),
  ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('CloudWatch tells page by page of the alarms whose names begin so, and of the state that one was set to', async () => {
  // Act
  await clients.cloudWatch.send(
    new SetAlarmStateCommand({
      AlarmName: 'dragoman-test-second',
      StateValue: 'ALARM',
      StateReason: 'a trial',
    }),
  );
  const pages: unknown[] = [];
  for await (const { MetricAlarms } of paginateDescribeAlarms(
    { client: clients.cloudWatch },
    { AlarmNamePrefix: 'dragoman-test-', MaxRecords: 1 },
  ))
    pages.push(MetricAlarms);
  // Assess
  expect(pages).toMatchObject([
    [
      {
        AlarmName: 'dragoman-test-first',
        AlarmDescription: 'Too many & too old',
        ActionsEnabled: true,
        StateValue: 'OK',
        StateTransitionedTimestamp: expect.any(Date),
      },
    ],
    [{ AlarmName: 'dragoman-test-second', ActionsEnabled: false, StateValue: 'ALARM' }],
  ]);
});

test('CloudWatch sets the state of no alarm that is not there', async () => {
  await expect(
    clients.cloudWatch.send(
      new SetAlarmStateCommand({
        AlarmName: 'dragoman-test-third',
        StateValue: 'OK',
        StateReason: 'a trial',
      }),
    ),
  ).rejects.toMatchObject({ name: 'ResourceNotFound' });
});

test('SNS tells who is subscribed to a topic, and that all have confirmed', async () => {
  // Prepare
  const topicArn = 'arn:aws:sns:eu-central-1:000000000000:dragoman-test-alarms';
  // Act
  const { Subscriptions } = await clients.sns.send(
    new ListSubscriptionsByTopicCommand({ TopicArn: topicArn }),
  );
  // Assess
  expect(Subscriptions).toEqual([
    {
      TopicArn: topicArn,
      Owner: '000000000000',
      SubscriptionArn: expect.stringMatching(/^arn:aws:sns:eu-central-1:000000000000:dragoman-test-alarms:./),
      Protocol: 'email',
      Endpoint: 'oncall@example.com',
    },
  ]);
  await expect(
    clients.sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: `${topicArn}-2` })),
  ).rejects.toBeInstanceOf(NotFoundException);
});

test('Organizations says that the account is in none', async () => {
  await expect(
    clients.organizations.send(
      new DescribeEffectivePolicyCommand({ PolicyType: 'AISERVICES_OPT_OUT_POLICY' }),
    ),
  ).rejects.toMatchObject({ name: 'AWSOrganizationsNotInUseException' });
});

test('a request without the name of a stack is refused in words', async () => {
  await expect(clients.cloudFormation.send(new DescribeStacksCommand({}))).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining('stackName'),
  });
});
