import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { logGroupPrefixes, physicalName } from '../names.ts';

/** Services that use the key in the name of whoever calls them. */
const servicesOnBehalf = ['sqs', 'dynamodb', 'secretsmanager', 'sns', 'translate'] as const;

/** Services that use the key in their own name: events to the bus and queues, alarms to the topic, the topic's dead letters. */
const servicesThemselves = ['events', 'cloudwatch', 'sns'] as const;

/**
 * One customer key for everything that is stored. Its policy works as those of AWS's own service keys do: who may use a
 * queue, table, topic or secret may use the key through that service. So the functions' policies are the same with and
 * without it, and nobody can decrypt with the key alone.
 */
export class DataKey extends Construct {
  readonly key: kms.Key;

  constructor(scope: Construct, id: string, props: { stage: string }) {
    super(scope, id);
    this.key = new kms.Key(this, 'Key', {
      description: `Everything that Dragoman (${props.stage}) stores`,
      alias: physicalName(props.stage, 'data'),
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.#allowThroughServices();
    this.#allowServices();
    this.#allowLogs(props.stage);
  }

  #allowThroughServices(): void {
    const { region, account } = Stack.of(this);
    this.key.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'UseThroughServices',
        principals: [new iam.AnyPrincipal()],
        actions: [
          'kms:Encrypt',
          'kms:Decrypt',
          'kms:ReEncrypt*',
          'kms:GenerateDataKey*',
          'kms:CreateGrant',
          'kms:DescribeKey',
          // For importing a glossary ("Permissions for using customer managed keys", Translate's developer guide).
          'kms:RetireGrant',
        ],
        resources: ['*'],
        conditions: {
          StringEquals: {
            'kms:CallerAccount': account,
            'kms:ViaService': servicesOnBehalf.map((service) => `${service}.${region}.amazonaws.com`),
          },
        },
      }),
    );
  }

  #allowServices(): void {
    const principals = servicesThemselves.map(
      (service) => new iam.ServicePrincipal(`${service}.amazonaws.com`),
    );
    this.key.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'UseByServices',
        principals,
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    // EventBridge looks at the key without naming a source (its user guide, "Key policy for event buses").
    this.key.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'DescribeByEvents',
        principals: [new iam.ServicePrincipal('events.amazonaws.com')],
        actions: ['kms:DescribeKey'],
        resources: ['*'],
      }),
    );
  }

  #allowLogs(stage: string): void {
    const { region, account, partition } = Stack.of(this);
    const groups = logGroupPrefixes(stage).map(
      (prefix) => `arn:${partition}:logs:${region}:${account}:log-group:${prefix}*`,
    );
    this.key.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'UseByLogs',
        principals: [new iam.ServicePrincipal(`logs.${region}.amazonaws.com`)],
        actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
        resources: ['*'],
        conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': groups } },
      }),
    );
  }
}
