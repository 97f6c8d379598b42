import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** What a command speaks to a stage with, by the credentials of whoever runs it. `AWS_ENDPOINT_URL` leads to another place. */
export type StageClients = Readonly<{
  sqs: SQSClient;
  events: EventBridgeClient;
  db: DynamoDBDocumentClient;
}>;

/** Clients for the region of a stage. Makes no network call. */
export const stageClients = (region: string): StageClients => ({
  sqs: new SQSClient({ region }),
  events: new EventBridgeClient({ region }),
  db: DynamoDBDocumentClient.from(new DynamoDBClient({ region })),
});
