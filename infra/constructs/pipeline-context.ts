import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { compactAccounts } from '../accounts-variable.ts';
import type { StageSettings } from '../settings.ts';
import type { AccountSecrets } from './account-secrets.ts';
import type { EventHub } from './event-hub.ts';
import { allow } from './node-function.ts';
import type { WorkQueue } from './queues.ts';
import type { StateTables } from './state-tables.ts';

/** What the four functions are built from. */
export type PipelineContext = Readonly<{
  settings: StageSettings;
  key: IKey | undefined;
  hub: EventHub;
  tables: StateTables;
  secrets: readonly AccountSecrets[];
  undeliverable: Queue;
}>;

/** The variables that every function gets. */
export function sharedEnvironment({ settings, hub }: PipelineContext) {
  return {
    STAGE: settings.stage,
    EVENT_BUS_NAME: hub.bus.eventBusName,
    ACCOUNTS: compactAccounts(settings.accounts),
  };
}

export function mayPublish({ hub }: PipelineContext): iam.PolicyStatement {
  return allow(['events:PutEvents'], [hub.bus.eventBusArn]);
}

/** To deliver a queue's messages Lambda's poller uses the function's own role. */
export function mayBeFedFrom(queues: readonly WorkQueue[]): iam.PolicyStatement {
  return allow(
    ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    queues.map(({ queue }) => queue.queueArn),
  );
}

/** "Later" is a longer visibility timeout, "parked" a message in the queue's own dead letters. */
export function mayDelayAndPark(queues: readonly WorkQueue[]): readonly iam.PolicyStatement[] {
  return [
    allow(
      ['sqs:ChangeMessageVisibility'],
      queues.map(({ queue }) => queue.queueArn),
    ),
    allow(
      ['sqs:SendMessage'],
      queues.map(({ deadLetters }) => deadLetters.queueArn),
    ),
  ];
}
