/** Resources that live here: each has a counterpart that does its work. */
export const runTypes = [
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::DynamoDB::Table',
  'AWS::Events::EventBus',
  'AWS::Events::Rule',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lex::Bot',
  'AWS::Lex::BotAlias',
  'AWS::Lex::BotVersion',
  'AWS::SQS::Queue',
  'AWS::SecretsManager::Secret',
  'AWS::Translate::Terminology',
] as const;

/** Resources that decide who may call what; every call is judged by them. */
export const authoriseTypes = [
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::Lambda::Permission',
  'AWS::SQS::QueuePolicy',
] as const;

/** Resources that may be in the template and do nothing here, with the reason why that is right. */
export const inertTypes = {
  'AWS::Budgets::Budget': 'watches the bill, and there is none',
  'AWS::CDK::Metadata': 'tells AWS which constructs were used',
  'AWS::CloudWatch::Alarm':
    'metrics are in the journal as log records, nobody is woken up on one machine: its state is OK, or what it is set to',
  'AWS::CloudWatch::CompositeAlarm': 'see Alarm',
  'AWS::CloudWatch::Dashboard': 'drawn by CloudWatch only',
  'AWS::Events::Archive': 'nothing is replayed from here; replays are made by the replay command',
  'AWS::KMS::Alias': 'see Key',
  'AWS::KMS::Key': 'nothing is stored beyond the life of the process, so nothing is encrypted at rest',
  'AWS::Logs::LogGroup': 'log lines go to the journal',
  'AWS::Logs::MetricFilter': 'see Alarm',
  'AWS::Logs::ResourcePolicy': 'log lines go to the journal',
  'AWS::SNS::Subscription': 'see Topic',
  'AWS::SNS::Topic':
    'only alarms are sent to it, and none rings by itself; its subscriptions count as confirmed',
  'AWS::SNS::TopicPolicy': 'see Topic',
  'AWS::SSM::Parameter': 'read by people and other stacks, not by a function',
} as const satisfies Readonly<Record<string, string>>;

export type RunType = (typeof runTypes)[number];
export type ResourceType = RunType | (typeof authoriseTypes)[number] | keyof typeof inertTypes;

const knownTypes: ReadonlySet<string> = new Set([...runTypes, ...authoriseTypes, ...Object.keys(inertTypes)]);

export function isKnownType(type: string): type is ResourceType {
  return knownTypes.has(type);
}
