import { createHash } from 'node:crypto';
import type { ResourceType } from './types.ts';

/** Where the template is run. */
export type Place = Readonly<{
  region: string;
  accountId: string;
  stackName: string;
  /** Where the AWS services are spoken to on loopback, without a slash at the end. */
  endpointUrl: string;
  /** Address of the HTTP API on loopback, without a slash at the end. */
  apiUrl: string;
}>;

/** How the rest of the template speaks of a resource: what `Ref` and each `Fn::GetAtt` give. */
export type Identity = Readonly<{ ref: string; attributes: Readonly<Record<string, string>> }>;

/** A resource whose identity is asked for. `text` gives a property, intrinsics resolved; null = it is not set. */
export type Subject = Readonly<{
  logicalId: string;
  place: Place;
  text(property: string): string | null;
}>;

const digest = ({ logicalId, place }: Subject) =>
  createHash('sha256').update(`${place.stackName}/${logicalId}`).digest();

/** What CloudFormation makes up for a resource without a name of its own. Here the same each time. */
function generatedName(subject: Subject): string {
  const suffix = digest(subject).toString('hex').slice(0, 12).toUpperCase();
  return `${subject.place.stackName}-${subject.logicalId}-${suffix}`;
}

/** Ten capital letters, as Lex and API Gateway make their ids. */
function generatedId(subject: Subject): string {
  return Array.from(digest(subject).subarray(0, 10), (byte) => String.fromCharCode(65 + (byte % 26))).join(
    '',
  );
}

const arn = ({ place }: Subject, service: string, rest: string) =>
  `arn:aws:${service}:${place.region}:${place.accountId}:${rest}`;
const globalArn = ({ place }: Subject, service: string, rest: string) =>
  `arn:aws:${service}::${place.accountId}:${rest}`;

type Identify = (subject: Subject) => Identity;

/** A resource whose `Ref` is its name and whose ARN ends in `<kind>/<name>` or `<kind>:<name>`. */
const named =
  (nameProperty: string, service: string, prefix: string): Identify =>
  (subject) => {
    const name = subject.text(nameProperty) ?? generatedName(subject);
    return { ref: name, attributes: { Arn: arn(subject, service, `${prefix}${name}`) } };
  };

const nameless: Identify = (subject) => ({ ref: generatedName(subject), attributes: {} });

function queueIdentity(subject: Subject): Identity {
  const suffix = subject.text('FifoQueue') === 'true' ? '.fifo' : '';
  const name = subject.text('QueueName') ?? `${generatedName(subject)}${suffix}`;
  // The SDK may take a queue's URL for the address to call, so it must be one that answers.
  const url = `${subject.place.endpointUrl}/${subject.place.accountId}/${name}`;
  return { ref: url, attributes: { Arn: arn(subject, 'sqs', name), QueueName: name, QueueUrl: url } };
}

function ruleIdentity(subject: Subject): Identity {
  const name = subject.text('Name') ?? generatedName(subject);
  const bus = (subject.text('EventBusName') ?? 'default').replace(/^arn:.*event-bus\//, '');
  const onBus = bus === 'default' ? '' : `${bus}/`;
  const ref = bus === 'default' ? name : `${bus}|${name}`;
  return { ref, attributes: { Arn: arn(subject, 'events', `rule/${onBus}${name}`) } };
}

function secretIdentity(subject: Subject): Identity {
  const name = subject.text('Name') ?? generatedName(subject);
  // Secrets Manager ends every ARN in six characters of its own.
  const ref = arn(subject, 'secretsmanager', `secret:${name}-${digest(subject).toString('hex').slice(0, 6)}`);
  return { ref, attributes: { Id: ref } };
}

function botIdentity(subject: Subject): Identity {
  const id = generatedId(subject);
  return { ref: id, attributes: { Id: id, Arn: arn(subject, 'lex', `bot/${id}`) } };
}

function botVersionIdentity(subject: Subject): Identity {
  const bot = subject.text('BotId') ?? '';
  return { ref: `${bot}|1`, attributes: { BotId: bot, BotVersion: '1' } };
}

function botAliasIdentity(subject: Subject): Identity {
  const bot = subject.text('BotId') ?? '';
  const id = generatedId(subject);
  return {
    ref: `${id}|${bot}`,
    attributes: {
      BotAliasId: id,
      BotAliasStatus: 'Available',
      Arn: arn(subject, 'lex', `bot-alias/${bot}/${id}`),
    },
  };
}

function roleIdentity(subject: Subject): Identity {
  const name = subject.text('RoleName') ?? generatedName(subject);
  return {
    ref: name,
    attributes: { Arn: globalArn(subject, 'iam', `role/${name}`), RoleId: `AROA${generatedId(subject)}` },
  };
}

function topicIdentity(subject: Subject): Identity {
  const name = subject.text('TopicName') ?? generatedName(subject);
  const topicArn = arn(subject, 'sns', name);
  return { ref: topicArn, attributes: { TopicArn: topicArn, TopicName: name } };
}

/** The attribute lists hold what this project's templates may ask for; another one is an error that names it. */
const identities: Readonly<Record<ResourceType, Identify>> = {
  'AWS::ApiGatewayV2::Api': (subject) => {
    const id = generatedId(subject).toLowerCase();
    return { ref: id, attributes: { ApiId: id, ApiEndpoint: subject.place.apiUrl } };
  },
  'AWS::ApiGatewayV2::Integration': (subject) => ({
    ref: generatedId(subject).toLowerCase(),
    attributes: {},
  }),
  'AWS::ApiGatewayV2::Route': (subject) => ({ ref: generatedId(subject).toLowerCase(), attributes: {} }),
  'AWS::ApiGatewayV2::Stage': (subject) => ({ ref: subject.text('StageName') ?? '', attributes: {} }),
  'AWS::Budgets::Budget': nameless,
  'AWS::CDK::Metadata': nameless,
  'AWS::CloudWatch::Alarm': named('AlarmName', 'cloudwatch', 'alarm:'),
  'AWS::CloudWatch::CompositeAlarm': named('AlarmName', 'cloudwatch', 'alarm:'),
  'AWS::CloudWatch::Dashboard': (subject) => ({
    ref: subject.text('DashboardName') ?? generatedName(subject),
    attributes: {},
  }),
  'AWS::DynamoDB::Table': named('TableName', 'dynamodb', 'table/'),
  'AWS::Events::Archive': named('ArchiveName', 'events', 'archive/'),
  'AWS::Events::EventBus': (subject) => {
    const name = subject.text('Name') ?? generatedName(subject);
    return { ref: name, attributes: { Name: name, Arn: arn(subject, 'events', `event-bus/${name}`) } };
  },
  'AWS::Events::Rule': ruleIdentity,
  'AWS::IAM::ManagedPolicy': (subject) => {
    const name = subject.text('ManagedPolicyName') ?? generatedName(subject);
    const ref = globalArn(subject, 'iam', `policy/${name}`);
    return { ref, attributes: { PolicyArn: ref } };
  },
  'AWS::IAM::Policy': nameless,
  'AWS::IAM::Role': roleIdentity,
  'AWS::KMS::Alias': (subject) => ({ ref: subject.text('AliasName') ?? '', attributes: {} }),
  'AWS::KMS::Key': (subject) => {
    const id = generatedId(subject).toLowerCase();
    return { ref: id, attributes: { KeyId: id, Arn: arn(subject, 'kms', `key/${id}`) } };
  },
  'AWS::Lambda::EventInvokeConfig': nameless,
  'AWS::Lambda::EventSourceMapping': nameless,
  'AWS::Lambda::Function': named('FunctionName', 'lambda', 'function:'),
  'AWS::Lambda::Permission': nameless,
  'AWS::Lex::Bot': botIdentity,
  'AWS::Lex::BotAlias': botAliasIdentity,
  'AWS::Lex::BotVersion': botVersionIdentity,
  'AWS::Logs::LogGroup': (subject) => {
    const name = subject.text('LogGroupName') ?? generatedName(subject);
    return { ref: name, attributes: { Arn: arn(subject, 'logs', `log-group:${name}:*`) } };
  },
  'AWS::Logs::MetricFilter': nameless,
  'AWS::Logs::ResourcePolicy': nameless,
  'AWS::SNS::Subscription': nameless,
  'AWS::SNS::Topic': topicIdentity,
  'AWS::SNS::TopicPolicy': nameless,
  'AWS::SQS::Queue': queueIdentity,
  'AWS::SQS::QueuePolicy': nameless,
  'AWS::SSM::Parameter': (subject) => ({
    ref: subject.text('Name') ?? generatedName(subject),
    attributes: {},
  }),
  'AWS::SecretsManager::Secret': secretIdentity,
  'AWS::Translate::Terminology': (subject) => {
    const terminologyArn = arn(subject, 'translate', `terminology/${subject.text('Name') ?? ''}/LATEST`);
    return { ref: terminologyArn, attributes: { Arn: terminologyArn } };
  },
};

/** What `Ref` and `Fn::GetAtt` give for a resource. */
export function identityOf(type: ResourceType, subject: Subject): Identity {
  return identities[type](subject);
}
