import { Authorizer } from '../../infra/local/iam.ts';
import {
  Deliveries,
  type DeliveryContext,
  EventBuses,
  eventsService,
  partnerDoor,
  ruleDefinitionOf,
} from '../../infra/local/services/events.ts';
import { queueArn, queueNamed, startQueues } from './local-queues.ts';

export const ruleArn = (name: string) => `arn:aws:events:eu-west-1:111122223333:rule/dragoman/${name}`;
/** A bus that has taken on a partner event source. */
export const partnerBus = 'aws.partner/desk.example.com/1/first';
export const functionArn = (name: string) => `arn:aws:lambda:eu-west-1:111122223333:function:${name}`;

/** A rule on the bus `dragoman`, with the properties as they stand in a template. */
export function ruleNamed(name: string, properties: Readonly<Record<string, unknown>>) {
  return ruleDefinitionOf({ EventBusName: 'dragoman', ...properties }, ruleArn(name));
}

/** The target of a rule that hands the detail to a FIFO queue, one conversation at a time. */
export const toWork = {
  Id: 'Queue',
  Arn: queueArn('work.fifo'),
  InputPath: '$.detail',
  SqsParameters: { MessageGroupId: '$.detail.conversationKey' },
  DeadLetterConfig: { Arn: queueArn('undeliverable') },
};
export const toFunction = {
  Id: 'Function',
  Arn: functionArn('watch'),
  DeadLetterConfig: { Arn: queueArn('undeliverable') },
};
/** Every event of source `dragoman`. */
export const ofDragoman = { EventPattern: { source: ['dragoman'] } };

type Rules = readonly ReturnType<typeof ruleNamed>[];
export type EventsWorldOptions = Readonly<{
  timeScale?: number;
  invoke?: DeliveryContext['invoke'];
  fault?: NonNullable<DeliveryContext['fault']>;
  /** ARNs of what no rule may reach. */
  forbidden?: readonly string[];
}>;

/** A bus `dragoman` and a partner's with rules, the queues `work.fifo`, `plain` and `undeliverable`, and the rights that they need. */
export function startEvents(rules: Rules, options: EventsWorldOptions = {}) {
  const { timeScale = 1, invoke = async () => {}, fault, forbidden = [] } = options;
  const names = ['work.fifo', 'plain', 'undeliverable'];
  const world = startQueues(
    names.map((name) => queueNamed(name)),
    timeScale,
  );
  const authorizer = new Authorizer({
    identity: [],
    resource: names
      .filter((name) => !forbidden.includes(queueArn(name)))
      .map((name) => ({
        name: `PolicyOf${name}`,
        resourceArns: [queueArn(name)],
        document: {
          Statement: rules.map(({ arn }) => ({
            Effect: 'Allow',
            Principal: { Service: 'events.amazonaws.com' },
            Action: 'sqs:SendMessage',
            Resource: queueArn(name),
            Condition: { ArnEquals: { 'aws:SourceArn': arn } },
          })),
        },
      })),
    lambdaPermissions: rules
      .filter(() => !forbidden.includes(functionArn('watch')))
      .map(({ arn }) => ({
        functionArn: functionArn('watch'),
        action: 'lambda:InvokeFunction',
        principal: 'events.amazonaws.com',
        sourceArn: arn,
        sourceAccount: null,
      })),
  });
  const { clock, journal, queues, newId } = world;
  const deliveries = new Deliveries({
    queues,
    authorizer,
    invoke,
    journal,
    clock,
    timeScale,
    accountId: '111122223333',
    ...(fault ? { fault } : {}),
  });
  const buses = new EventBuses({ names: ['dragoman', partnerBus], rules, queues, deliveries, journal });
  const here = {
    ...{ buses, busNames: ['dragoman', partnerBus], rules, clock, newId },
    ...{ region: 'eu-west-1', accountId: '111122223333' },
  };
  const service = eventsService(here);
  const putPartnerEvent = partnerDoor({ ...here, partnerBuses: [partnerBus] });
  return { ...world, deliveries, service, putPartnerEvent };
}
