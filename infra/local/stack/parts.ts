import type { LocalService } from '../ports.ts';
import type { Queues } from '../queues.ts';
import type { Resources } from '../resources.ts';
import { cloudFormationService } from '../services/cloudformation.ts';
import { cloudWatchService } from '../services/cloudwatch.ts';
import { openDynamoDb } from '../services/dynamodb.ts';
import { tableDefinitionOf } from '../services/dynamodb-table.ts';
import { lexModelsService } from '../services/lex-models.ts';
import { organizationsService } from '../services/organizations.ts';
import { createSecrets } from '../services/secretsmanager.ts';
import { snsService } from '../services/sns.ts';
import { sqsService } from '../services/sqs.ts';
import { stsService } from '../services/sts.ts';
import { alarmsOf, topicsOf } from './alarms.ts';
import { Functions } from './functions.ts';
import { deployedAliasesOf } from './lex-bot.ts';
import { type Events, openEvents, openQueues } from './messaging.ts';
import { secretDefinitionsOf } from './secrets.ts';
import type { Surroundings } from './surroundings.ts';

/** Everything that the resources of a template have become, not yet at work. */
export type Parts = Readonly<{
  queues: Queues;
  functions: Functions;
  /** The services that need no engine. */
  services: readonly LocalService[];
  setSecret(name: string, value: string): void;
  putPartnerEvent: Events['putPartnerEvent'];
  /** Queues begin to feed functions, schedules begin to fire. */
  start(): void;
}>;

/** Makes the parts; `opened` learns how to end each of them. Throws for what is not run here or AWS would refuse. */
export async function openParts(
  resources: Resources,
  surroundings: Surroundings,
  opened: AsyncDisposableStack,
): Promise<Parts> {
  const { place, clock, newId } = surroundings;
  const queues = openQueues(resources, surroundings);
  opened.defer(() => queues.stop());
  const tables = resources.ofType('AWS::DynamoDB::Table').map(tableDefinitionOf);
  const dynamoDb = await openDynamoDb(tables);
  opened.defer(() => dynamoDb.stop());
  const secrets = createSecrets(secretDefinitionsOf(resources), { nowMs: () => clock.nowMs(), newId });
  const functions = new Functions(resources, { ...surroundings, queues });
  opened.defer(() => functions.stop());
  const events = openEvents(resources, {
    ...surroundings,
    queues,
    invoke: (functionArn, event, traceHeader) =>
      functions.invokeAsynchronously(functionArn, event, traceHeader),
    isAtWork: (functionArn) => functions.isAtWork(functionArn),
  });
  opened.defer(() => events.stop());
  const queueUrl = (name: string) => `${place.endpointUrl}/${place.accountId}/${name}`;
  return {
    queues,
    functions,
    services: [
      sqsService({ queues, queueUrl }),
      events.service,
      dynamoDb.service,
      secrets.service,
      cloudFormationService({ resources, place, deployedAt: new Date(clock.nowMs()) }),
      cloudWatchService({ alarms: alarmsOf(resources), nowMs: () => clock.nowMs() }),
      snsService(topicsOf(resources)),
      stsService(),
      lexModelsService(deployedAliasesOf(resources)),
      organizationsService(),
    ],
    setSecret: secrets.setSecret,
    putPartnerEvent: events.putPartnerEvent,
    start: () => {
      functions.startFeeding();
      events.start();
    },
  };
}
