import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LexModelsV2Client } from '@aws-sdk/client-lex-models-v2';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { STSClient } from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';

const connectionTimeoutMs = 3_000;
/** Nothing that a command asks takes longer; whoever waits for a message says so in the request. */
const requestTimeoutMs = 10_000;

/** What commands ask AWS with. None of them touches the network before it is asked. */
export type AwsClients = Readonly<{
  cloudFormation: CloudFormationClient;
  cloudWatch: CloudWatchClient;
  dynamoDb: DynamoDBClient;
  eventBridge: EventBridgeClient;
  lexModels: LexModelsV2Client;
  organizations: OrganizationsClient;
  secretsManager: SecretsManagerClient;
  sns: SNSClient;
  sqs: SQSClient;
  sts: STSClient;
  /** Closes all connections, so that the process can end. */
  stop(): void;
}>;

export type AwsClientsOptions = Readonly<{
  region: string;
  /** Tries of one call, the first included; the SDK waits between them. Default: 3. */
  maxAttempts?: number;
}>;

/**
 * Clients for one region. Credentials are found as the AWS SDK finds them, and AWS_ENDPOINT_URL leads to another place
 * than AWS, such as the local stack.
 */
export function awsClients({ region, maxAttempts = 3 }: AwsClientsOptions): AwsClients {
  // The SDK sets no time limits of its own, and only warns at `requestTimeout` unless told to throw.
  const requestHandler = new NodeHttpHandler({
    connectionTimeout: connectionTimeoutMs,
    requestTimeout: requestTimeoutMs,
    throwOnRequestTimeout: true,
  });
  const config = { region, maxAttempts, requestHandler };
  return {
    cloudFormation: new CloudFormationClient(config),
    cloudWatch: new CloudWatchClient(config),
    dynamoDb: new DynamoDBClient(config),
    eventBridge: new EventBridgeClient(config),
    lexModels: new LexModelsV2Client(config),
    organizations: new OrganizationsClient(config),
    secretsManager: new SecretsManagerClient(config),
    sns: new SNSClient(config),
    sqs: new SQSClient(config),
    sts: new STSClient(config),
    stop: () => requestHandler.destroy(),
  };
}
