import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { NodeHttpHandler } from '@smithy/node-http-handler';

/** What a command speaks to a stage with, by the credentials of whoever runs it. `AWS_ENDPOINT_URL` leads to another place. */
export type StageClients = Readonly<{
  sqs: SQSClient;
  events: EventBridgeClient;
  db: DynamoDBDocumentClient;
}>;

const connectionTimeoutMs = 3_000;
/** Longer than any look waits for messages. */
const requestTimeoutMs = 10_000;

/** Clients for the region of a stage. Makes no network call. */
export function stageClients(region: string): StageClients {
  // The SDK sets no time limits of its own, and only warns at `requestTimeout` unless told to throw.
  const requestHandler = new NodeHttpHandler({
    connectionTimeout: connectionTimeoutMs,
    requestTimeout: requestTimeoutMs,
    throwOnRequestTimeout: true,
  });
  const config = { region, requestHandler };
  return {
    sqs: new SQSClient(config),
    events: new EventBridgeClient(config),
    db: DynamoDBDocumentClient.from(new DynamoDBClient(config)),
  };
}
