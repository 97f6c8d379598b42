import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type AwsClients, awsClients } from './aws-clients.ts';

/** What a command speaks to a stage with, by the credentials of whoever runs it. `AWS_ENDPOINT_URL` leads to another place. */
export type StageClients = Readonly<{
  sqs: AwsClients['sqs'];
  events: AwsClients['eventBridge'];
  db: DynamoDBDocumentClient;
  /** Closes all connections, so that the process can end. */
  stop: () => void;
}>;

/** Clients for the region of a stage. Makes no network call. */
export function stageClients(region: string): StageClients {
  const { sqs, eventBridge, dynamoDb, stop } = awsClients({ region });
  return { sqs, events: eventBridge, db: DynamoDBDocumentClient.from(dynamoDb), stop };
}
