import { afterAll, describe, expect, it } from 'vitest';
import { Synthesised, target, testSettings } from '../support/synthesised.ts';

const variants = [
  ['with keys of AWS', new Synthesised(testSettings(), { customerKey: false })],
  ["with the customer's key", new Synthesised(testSettings(), { customerKey: true })],
] as const;
afterAll(() => {
  for (const [, stack] of variants) stack.dispose();
});

describe.each(variants)('the stack %s', (_, stack) => {
  const queue = (arn: any) => stack.template.Resources[target(arn)]!.Properties;
  const policyOf = (queueId: string): any[] =>
    stack
      .all('SQS::QueuePolicy')
      .filter(([, { Queues }]) => Queues.some((entry: any) => target(entry) === queueId))
      .flatMap(([, { PolicyDocument }]) => PolicyDocument.Statement);

  it('has a standard dead-letter queue at every rule target', () => {
    const targets = stack.all('Events::Rule').flatMap(([, { Targets }]) => Targets);
    expect(targets).toHaveLength(10);
    for (const { DeadLetterConfig } of targets) expect(queue(DeadLetterConfig.Arn).FifoQueue).toBeUndefined();
  });

  it('has a FIFO dead-letter queue behind every FIFO queue that is worked on', () => {
    const sources = stack
      .all('Lambda::EventSourceMapping')
      .map(([, mapping]) => queue(mapping.EventSourceArn));
    expect(sources.map(({ QueueName }) => QueueName)).toEqual([
      'dragoman-test-enrich.fifo',
      'dragoman-test-reply.fifo',
      'dragoman-test-write-back-zendesk.fifo',
    ]);
    for (const source of sources) {
      expect(source.RedrivePolicy.maxReceiveCount).toBe(100);
      expect(queue(source.RedrivePolicy.deadLetterTargetArn)).toMatchObject({
        FifoQueue: true,
        MessageRetentionPeriod: 14 * 86_400,
      });
    }
  });

  it('deduplicates by content in every FIFO queue, one conversation at a time', () => {
    for (const [, properties] of stack.all('SQS::Queue').filter(([, { FifoQueue }]) => FifoQueue))
      expect(properties).toMatchObject({
        ContentBasedDeduplication: true,
        DeduplicationScope: 'messageGroup',
        FifoThroughputLimit: 'perMessageGroupId',
      });
  });

  it('hides a message from others for six times as long as its function may take', () => {
    for (const [, mapping] of stack.all('Lambda::EventSourceMapping')) {
      const { Timeout } = stack.template.Resources[target(mapping.FunctionName)]!.Properties;
      expect([Timeout, queue(mapping.EventSourceArn).VisibilityTimeout]).toEqual([15, 90]);
    }
  });

  it('reports failures record by record and bounds concurrency at the queue, never in the function', () => {
    for (const [, mapping] of stack.all('Lambda::EventSourceMapping'))
      expect(mapping).toMatchObject({
        BatchSize: 10,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: 10 },
      });
    for (const [, properties] of stack.all('Lambda::Function'))
      expect(properties.ReservedConcurrentExecutions).toBeUndefined();
  });

  it('has a destination for failed asynchronous invocations of whatever a rule calls', () => {
    // Prepare
    const called = stack
      .all('Events::Rule')
      .flatMap(([, { Targets }]) => Targets)
      .map(({ Arn }) => target(Arn))
      .filter((id) => stack.template.Resources[id]!.Type === 'AWS::Lambda::Function');
    // Act
    const caught = stack
      .all('Lambda::EventInvokeConfig')
      .filter(([, config]) => queue(config.DestinationConfig.OnFailure.Destination).FifoQueue === undefined)
      .map(([, { FunctionName }]) => target(FunctionName));
    // Assess
    expect(called).toHaveLength(2);
    expect(caught).toEqual(called);
  });

  it('lets EventBridge send to a queue only for one named source, and every queue refuse plain HTTP', () => {
    for (const [id] of stack.all('SQS::Queue')) {
      const statements = policyOf(id);
      expect(statements).toContainEqual(
        expect.objectContaining({
          Effect: 'Deny',
          Action: 'sqs:*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      );
      for (const { Principal, Action, Condition } of statements.filter(({ Effect }) => Effect === 'Allow')) {
        expect(Action).toBe('sqs:SendMessage');
        expect(Principal.Service).toMatch(/^(events|sns)\.amazonaws\.com$/);
        expect(target(Condition.ArnEquals['aws:SourceArn'])).toBeDefined();
      }
    }
  });

  it('keeps tables, secrets and the key when the stack goes, and takes new secrets back when a deployment fails', () => {
    // Act
    const policies = Object.values(stack.template.Resources).flatMap(
      ({ Type, DeletionPolicy, UpdateReplacePolicy }) =>
        ['AWS::DynamoDB::Table', 'AWS::SecretsManager::Secret', 'AWS::KMS::Key'].includes(Type)
          ? [`${Type} ${DeletionPolicy} ${UpdateReplacePolicy}`]
          : [],
    );
    // Assess
    expect(policies.length).toBeGreaterThanOrEqual(7);
    expect([...new Set(policies.filter((one) => !one.startsWith('AWS::KMS')))]).toEqual([
      'AWS::DynamoDB::Table Retain Retain',
      'AWS::SecretsManager::Secret RetainExceptOnCreate Retain',
    ]);
    expect(policies.filter((one) => one.startsWith('AWS::KMS'))).toEqual(
      stack.all('KMS::Key').map(() => 'AWS::KMS::Key RetainExceptOnCreate Retain'),
    );
  });

  it('protects tables by themselves', () => {
    for (const [, table] of stack.all('DynamoDB::Table'))
      expect(table).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: true,
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      });
  });

  it('can bring back every table but the one whose backups would keep customers’ text beyond its time', () => {
    const recoverable = stack
      .all('DynamoDB::Table')
      .map(([, { TableName, PointInTimeRecoverySpecification }]) => [
        TableName,
        PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled,
      ]);
    expect(recoverable).toEqual([
      ['dragoman-test-ledger', true],
      ['dragoman-test-memory', true],
      ['dragoman-test-budget', true],
      ['dragoman-test-translations', false],
    ]);
  });

  it('creates two secrets per account, without a value', () => {
    const secrets = stack.all('SecretsManager::Secret').map(([, secret]) => secret);
    expect(secrets.map(({ Name }) => Name)).toEqual([
      'dragoman/test/zendesk/22129848/webhook',
      'dragoman/test/zendesk/22129848/api',
      'dragoman/test/zendesk/33/webhook',
      'dragoman/test/zendesk/33/api',
    ]);
    for (const secret of secrets) {
      expect(secret.SecretString).toBeUndefined();
      expect(secret.GenerateSecretString).toBeUndefined();
    }
  });

  it('keeps every log for 30 days', () => {
    expect(
      stack.all('Logs::LogGroup').map(([, group]) => [group.LogGroupName, group.RetentionInDays]),
    ).toEqual([
      ['/dragoman/test/ingest', 30],
      ['/dragoman/test/enrich', 30],
      ['/dragoman/test/reply', 30],
      ['/dragoman/test/write-back', 30],
      ['/dragoman/test/dlq-watch', 30],
      ['/dragoman/test/reconcile', 30],
      ['/aws/vendedlogs/dragoman/test/api', 30],
    ]);
  });

  it('uses only what the local runner understands: no conditions, no custom resources, five intrinsics', () => {
    // Prepare
    const used = new Set<string>();
    const collect = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [name, inner] of Object.entries(value)) {
        if (name === 'Ref' || name.startsWith('Fn::') || (name === 'Condition' && typeof inner === 'string'))
          used.add(name);
        collect(inner);
      }
    };
    // Act
    collect(stack.template.Resources);
    collect(stack.template.Outputs);
    // Assess
    expect([...used].sort()).toEqual(['Fn::GetAtt', 'Fn::Join', 'Fn::Sub', 'Ref']);
    expect(Object.keys(stack.template)).not.toContain('Conditions');
    expect(Object.values(stack.template.Resources).filter(({ Type }) => Type.includes('Custom'))).toEqual([]);
  });
});

describe('encryption', () => {
  const [[, plain], [, keyed]] = variants;
  const keyId = keyed.all('KMS::Key')[0]![0];

  it('is done by SQS itself as long as there is no key of the customer', () => {
    expect(plain.all('KMS::Key')).toEqual([]);
    expect(plain.all('SQS::Queue')).toHaveLength(7);
    for (const [, properties] of plain.all('SQS::Queue')) expect(properties.SqsManagedSseEnabled).toBe(true);
  });

  it("uses the customer's one key for everything that is stored", () => {
    // Act
    const keys = {
      queues: keyed.all('SQS::Queue').map(([, { KmsMasterKeyId }]) => target(KmsMasterKeyId)),
      tables: keyed
        .all('DynamoDB::Table')
        .map(([, { SSESpecification }]) => target(SSESpecification.KMSMasterKeyId)),
      bus: keyed.all('Events::EventBus').map(([, { KmsKeyIdentifier }]) => target(KmsKeyIdentifier)),
      archive: keyed.all('Events::Archive').map(([, { KmsKeyIdentifier }]) => target(KmsKeyIdentifier)),
      topic: keyed.all('SNS::Topic').map(([, { KmsMasterKeyId }]) => target(KmsMasterKeyId)),
      logs: keyed.all('Logs::LogGroup').map(([, { KmsKeyId }]) => target(KmsKeyId)),
      secrets: keyed.all('SecretsManager::Secret').map(([, { KmsKeyId }]) => target(KmsKeyId)),
    };
    // Assess
    expect(keys).toEqual({
      queues: Array(7).fill(keyId),
      tables: Array(4).fill(keyId),
      bus: [keyId],
      archive: [keyId],
      topic: [keyId],
      logs: Array(7).fill(keyId),
      secrets: Array(4).fill(keyId),
    });
  });

  it("lets the key be used through the services it protects, and by AWS only for this account's things", () => {
    // Act
    const [[, key]] = keyed.all('KMS::Key') as [[string, any]];
    const bySid = Object.fromEntries(key.KeyPolicy.Statement.map((entry: any) => [entry.Sid, entry]));
    // Assess
    expect(bySid.UseThroughServices.Condition.StringEquals['kms:ViaService']).toEqual([
      'sqs.eu-west-1.amazonaws.com',
      'dynamodb.eu-west-1.amazonaws.com',
      'secretsmanager.eu-west-1.amazonaws.com',
      'sns.eu-west-1.amazonaws.com',
      'translate.eu-west-1.amazonaws.com',
    ]);
    expect(bySid.UseByServices.Condition.StringEquals).toEqual({
      'aws:SourceAccount': { Ref: 'AWS::AccountId' },
    });
    expect(bySid.UseByServices.Principal.Service).toEqual([
      'cloudwatch.amazonaws.com',
      'events.amazonaws.com',
      'sns.amazonaws.com',
    ]);
  });

  it('leaves the functions exactly the same rights', () => {
    for (const name of ['ingest', 'enrich', 'reply', 'write-back', 'dlq-watch', 'reconcile'])
      expect(keyed.statementsOf(name)).toEqual(plain.statementsOf(name));
  });
});
