import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseEnv } from '../../functions/_shared/env.ts';
import { dlqWatchEnv } from '../../functions/dlq-watch/env.ts';
import { ingestPartnerEnv } from '../../functions/ingest-partner/env.ts';
import { compilePattern } from '../../infra/local/pattern.ts';
import { partnerSettings, partnerSource, secondSource } from '../support/partner-stage.ts';
import { flatText, Synthesised, target, testSettings } from '../support/synthesised.ts';

const stack = new Synthesised(partnerSettings(), { bundles: true });
const keyed = new Synthesised(partnerSettings(), { customerKey: true });
const without = new Synthesised(testSettings());
afterAll(() => {
  for (const each of [stack, keyed, without]) each.dispose();
});

const isPartnerBus = ([, bus]: [string, any]) => bus.EventSourceName !== undefined;
const buses = stack.all('Events::EventBus').filter(isPartnerBus);
const busIds = buses.map(([id]) => id);
const rules = stack.all('Events::Rule').filter(([, rule]) => busIds.includes(target(rule.EventBusName)));
const queueIdNamed = (name: string) =>
  stack.all('SQS::Queue').find(([, { QueueName }]) => QueueName === name)![0];
const policyOf = (queueName: string): any[] =>
  stack
    .all('SQS::QueuePolicy')
    .filter(([, { Queues }]) => target(Queues[0]) === queueIdNamed(queueName))
    .flatMap(([, { PolicyDocument }]) => PolicyDocument.Statement);
const queueNameOf = (arn: any) => stack.template.Resources[target(arn)]!.Properties.QueueName;

describe('a stage without a partner event source', () => {
  it('has nothing of a second way in', () => {
    // Act
    const names = Object.values(without.template.Resources).flatMap(({ Properties }) =>
      Object.values(Properties ?? {}).filter((value) => typeof value === 'string'),
    );
    // Assess
    expect(names.filter((name) => /partner/i.test(name))).toEqual([]);
    expect(JSON.stringify(without.template)).not.toContain('EventSourceName');
  });

  it('has nothing that one with a source lacks', () => {
    const ids = new Set(Object.keys(stack.template.Resources));
    expect(Object.keys(without.template.Resources).filter((id) => !ids.has(id))).toEqual([]);
  });
});

describe('the buses of partner event sources', () => {
  it('bear the names of their sources, one bus for each', () => {
    expect(buses.map(([, { Name, EventSourceName }]) => [Name, EventSourceName])).toEqual([
      [partnerSource, partnerSource],
      [secondSource, secondSource],
    ]);
  });

  it('hand every event to one queue, whole, and keep what cannot be handed over', () => {
    // Prepare
    expect(rules).toHaveLength(2);
    for (const [, rule] of rules) {
      // Act
      const [only, ...more] = rule.Targets;
      // Assess
      expect(more).toEqual([]);
      expect(queueNameOf(only.Arn)).toBe('dragoman-test-ingest-partner');
      expect(queueNameOf(only.DeadLetterConfig.Arn)).toBe('dragoman-test-undeliverable');
      expect(only.RetryPolicy).toEqual({ MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86_400 });
      expect(only).not.toHaveProperty('InputPath');
      expect(only).not.toHaveProperty('SqsParameters');
    }
  });

  it('take whatever the partner says, but no replay', () => {
    // Prepare
    const event = {
      version: '0',
      id: '0d079340-135a-c8c6-95c2-41fb8f496c53',
      'detail-type': 'Anything__e',
      source: partnerSource,
      account: '111122223333',
      time: '2026-01-09T08:21:08Z',
      region: 'eu-west-1',
      resources: [],
      detail: {},
    };
    const replayed = { ...event, 'replay-name': 'replay-2026-01-10' };
    for (const [, { EventPattern }] of rules) {
      // Act
      const matches = compilePattern(EventPattern);
      // Assess
      expect([matches(event), matches(replayed)]).toEqual([true, false]);
    }
  });

  it('are the only ones who may send to the queue, each by its rule', () => {
    // Act
    const senders = policyOf('dragoman-test-ingest-partner')
      .filter(({ Effect }) => Effect === 'Allow')
      .map(({ Action, Principal, Condition }) => [
        Action,
        Principal.Service,
        target(Condition.ArnEquals['aws:SourceArn']),
      ]);
    // Assess
    expect(senders).toEqual(rules.map(([id]) => ['sqs:SendMessage', 'events.amazonaws.com', id]));
  });

  it("use the customer's key as our own bus does, and keep what it refuses", () => {
    // Prepare
    const [[keyId]] = keyed.all('KMS::Key') as [[string, unknown]];
    const keyedBuses = keyed.all('Events::EventBus');
    // Assess
    expect(keyedBuses).toHaveLength(3);
    for (const [, { KmsKeyIdentifier, DeadLetterConfig }] of keyedBuses) {
      expect(target(KmsKeyIdentifier)).toBe(keyId);
      expect(keyed.template.Resources[target(DeadLetterConfig.Arn)]!.Properties.QueueName).toBe(
        'dragoman-test-undeliverable',
      );
    }
    expect(buses.every(([, bus]) => bus.KmsKeyIdentifier === undefined)).toBe(true);
  });
});

describe('the queue behind them', () => {
  const queue = stack.named('SQS::Queue', 'dragoman-test-ingest-partner');
  const deadLetters = stack.named('SQS::Queue', 'dragoman-test-ingest-partner-dead-letters');

  it('is a standard one, as no event has a conversation yet, and so are its dead letters', () => {
    for (const properties of [queue, deadLetters]) {
      expect(properties.FifoQueue).toBeUndefined();
      expect(properties.ContentBasedDeduplication).toBeUndefined();
      expect(properties.SqsManagedSseEnabled).toBe(true);
    }
    expect(queue.RedrivePolicy.maxReceiveCount).toBe(100);
    expect(queueNameOf(queue.RedrivePolicy.deadLetterTargetArn)).toBe(
      'dragoman-test-ingest-partner-dead-letters',
    );
    expect(deadLetters.MessageRetentionPeriod).toBe(14 * 86_400);
  });

  it('refuses plain HTTP, and so do its dead letters', () => {
    for (const name of ['dragoman-test-ingest-partner', 'dragoman-test-ingest-partner-dead-letters'])
      expect(policyOf(name)).toContainEqual(
        expect.objectContaining({
          Effect: 'Deny',
          Action: 'sqs:*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      );
  });

  it('feeds its function by the rules of every other queue', () => {
    // Act
    const [[, mapping], ...more] = stack
      .all('Lambda::EventSourceMapping')
      .filter(([, { EventSourceArn }]) => queueNameOf(EventSourceArn) === 'dragoman-test-ingest-partner') as [
      [string, any],
    ];
    // Assess
    expect(more).toEqual([]);
    expect(stack.template.Resources[target(mapping.FunctionName)]!.Properties.FunctionName).toBe(
      'dragoman-test-ingest-partner',
    );
    expect(mapping).toMatchObject({
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 10 },
    });
    expect([
      queue.VisibilityTimeout,
      stack.named('Lambda::Function', 'dragoman-test-ingest-partner').Timeout,
    ]).toEqual([90, 15]);
  });
});

describe('the function behind the queue', () => {
  const url = (name: string) => `https://sqs.eu-west-1.amazonaws.com/123456789012/dragoman-test-${name}`;

  function deployed(value: any): string {
    if (typeof value === 'string') return value;
    if (value['Fn::Join']) return value['Fn::Join'][1].map(deployed).join(value['Fn::Join'][0]);
    const { Type, Properties } = stack.template.Resources[target(value)]!;
    return Type === 'AWS::SQS::Queue'
      ? `https://sqs.eu-west-1.amazonaws.com/123456789012/${Properties.QueueName}`
      : `${Properties.TableName ?? Properties.Name}`;
  }

  const environmentOf = (name: string): Record<string, string> =>
    Object.fromEntries(
      Object.entries(stack.named('Lambda::Function', `dragoman-test-${name}`).Environment.Variables).map(
        ([variable, value]) => [variable, deployed(value)],
      ),
    );

  it('gets what it parses, the sources of its accounts among it', () => {
    const env = parseEnv(ingestPartnerEnv, environmentOf('ingest-partner'));
    expect(env).toMatchObject({
      STAGE: 'test',
      EVENT_BUS_NAME: 'dragoman-test',
      QUEUE_URL: url('ingest-partner'),
      DEAD_LETTER_QUEUE_URL: url('ingest-partner-dead-letters'),
    });
    expect(env.ACCOUNTS.map(({ account, partnerEventSources }) => [account, partnerEventSources])).toEqual([
      ['22129848', [partnerSource, secondSource]],
      ['33', []],
    ]);
  });

  it('may do nothing but publish, and take, delay and park what is in its queue', () => {
    // Act
    const rights = stack
      .statementsOf('ingest-partner')
      .flatMap(({ Action, Resource }) =>
        [Action].flat().map((action) => [action, Resource === '*' ? '*' : flatText(Resource)]),
      );
    const onQueue = `<${queueIdNamed('dragoman-test-ingest-partner')}>`;
    const onDeadLetters = `<${queueIdNamed('dragoman-test-ingest-partner-dead-letters')}>`;
    const [[busId]] = stack.all('Events::EventBus').filter(([, { Name }]) => Name === 'dragoman-test') as [
      [string, unknown],
    ];
    // Assess
    expect(rights.filter(([action]) => !/^(logs|xray):/.test(action!)).sort()).toEqual([
      ['events:PutEvents', `<${busId}>`],
      ['sqs:ChangeMessageVisibility', onQueue],
      ['sqs:DeleteMessage', onQueue],
      ['sqs:GetQueueAttributes', onQueue],
      ['sqs:ReceiveMessage', onQueue],
      ['sqs:SendMessage', onDeadLetters],
    ]);
    expect(keyed.statementsOf('ingest-partner')).toEqual(stack.statementsOf('ingest-partner'));
  });

  it('leaves the accounts their 3 of the 4 KB that Lambda has room for', () => {
    const others = Object.entries(environmentOf('ingest-partner')).filter(([name]) => name !== 'ACCOUNTS');
    const bytes = others.reduce((sum, [name, value]) => sum + name.length + value.length, 'ACCOUNTS'.length);
    expect(bytes + others.length * 12).toBeLessThan(4_096 - 3_072);
  });

  it('runs in Node with nothing but its bundle, and exports its handler', () => {
    // Prepare
    const { Code } = stack.named('Lambda::Function', 'dragoman-test-ingest-partner');
    const bundle = join(stack.folder, `asset.${Code.S3Key.replace('.zip', '')}`, 'index.mjs');
    const load = `const { handler } = await import(${JSON.stringify(bundle)}); process.stdout.write(typeof handler)`;
    // Act
    const exported = execFileSync(process.execPath, ['--input-type=module', '--eval', load], {
      cwd: stack.folder,
      encoding: 'utf8',
      env: { ...environmentOf('ingest-partner'), AWS_REGION: 'eu-west-1' },
    });
    // Assess
    expect(exported).toBe('function');
  });

  it('is watched: what crashed into its dead letters is told', () => {
    // Act
    const { DEAD_LETTER_QUEUES } = parseEnv(dlqWatchEnv, environmentOf('dlq-watch'));
    const mayLookInto = stack
      .statementsOf('dlq-watch')
      .filter(({ Action }) => [Action].flat().includes('sqs:ReceiveMessage'))
      .flatMap(({ Resource }) => [Resource].flat().map(queueNameOf));
    // Assess
    expect(DEAD_LETTER_QUEUES).toContainEqual({ stage: 'ingest', url: url('ingest-partner-dead-letters') });
    expect(mayLookInto).toContain('dragoman-test-ingest-partner-dead-letters');
  });
});

describe('who is on call', () => {
  const alarms = stack.all('CloudWatch::Alarm').map(([, alarm]) => alarm);

  it('gets four alarms more, each with what to do', () => {
    // Prepare
    const known = new Set(without.all('CloudWatch::Alarm').map(([, { AlarmName }]) => AlarmName));
    // Act
    const more = alarms.filter(({ AlarmName }) => !known.has(AlarmName));
    // Assess
    expect(more.map(({ AlarmName }) => AlarmName).sort()).toEqual([
      'dragoman-test-ingest-partner-dead-letters-not-empty',
      'dragoman-test-ingest-partner-errors',
      'dragoman-test-ingest-partner-oldest-message',
      'dragoman-test-ingest-partner-throttles',
    ]);
    for (const { AlarmDescription, AlarmActions } of more) {
      expect(AlarmDescription).toMatch(
        /^What it means: .+\nImpact: .+\nLook first: .+\nCommand: (aws|npm run) .+$/,
      );
      expect(AlarmActions.map(target)).toEqual([stack.all('SNS::Topic')[0]![0]]);
    }
  });

  it('is called after five minutes in which our bus took nothing', () => {
    const alarm = alarms.find(({ AlarmName }) => AlarmName === 'dragoman-test-ingest-partner-oldest-message');
    expect([alarm.Threshold, alarm.AlarmDescription]).toEqual([
      300,
      expect.stringContaining('A message waits in dragoman-test-ingest-partner for more than 300 seconds.'),
    ]);
  });

  it('sees every queue watched, and the new one among those that wait', () => {
    // Prepare
    const watched = alarms
      .filter(({ Namespace }) => Namespace === 'AWS/SQS')
      .map(({ Dimensions }) => target(Dimensions[0].Value));
    const [[, dashboard]] = stack.all('CloudWatch::Dashboard') as [[string, any]];
    const { widgets } = JSON.parse(flatText(dashboard.DashboardBody));
    const waiting = widgets.find(({ properties }: any) => properties.title === 'Oldest waiting message (s)');
    // Assess
    expect(watched.sort()).toEqual(
      stack
        .all('SQS::Queue')
        .map(([id]) => id)
        .sort(),
    );
    expect(waiting.properties.metrics.map((metric: any[]) => metric.at(-1).label)).toContain(
      'ingest-partner',
    );
  });

  it('pays for no metric more', () => {
    expect(stack.all('Logs::MetricFilter')).toHaveLength(2);
  });
});
