import type { LocalService } from '../ports.ts';
import { queueDefinitionOf } from '../queue.ts';
import { Queues } from '../queues.ts';
import type { Resources } from '../resources.ts';
import { Schedules } from '../schedule.ts';
import {
  busDefinitionOf,
  Deliveries,
  EventBuses,
  eventsService,
  type PartnerEventInput,
  partnerDoor,
  ruleDefinitionOf,
} from '../services/events.ts';
import type { Surroundings } from './surroundings.ts';

/** All queues of a template, empty. Throws QueueDefinitionError. */
export function openQueues(resources: Resources, surroundings: Surroundings): Queues {
  const definitions = resources.ofType('AWS::SQS::Queue').map((queue) =>
    queueDefinitionOf(queue.properties, {
      name: resources.attribute(queue, 'QueueName'),
      arn: resources.attribute(queue, 'Arn'),
    }),
  );
  return new Queues(definitions, surroundings);
}

export type Events = Readonly<{
  service: LocalService;
  /** Puts an event as the partner does; gives the id of its trace. Throws RangeError where there is no such bus. */
  putPartnerEvent(event: PartnerEventInput): string;
  start(): void;
  stop(): void;
}>;

/** Buses, rules and schedules of a template. Throws for what EventBridge would refuse or that is not run here. */
export function openEvents(
  resources: Resources,
  deps: Surroundings &
    Readonly<{
      queues: Queues;
      invoke(functionArn: string, event: unknown, traceHeader: string | null): void;
      isAtWork(functionArn: string): boolean;
    }>,
): Events {
  const { queues, journal, clock, newId } = deps;
  const { region, accountId } = deps.place;
  const definitions = resources.ofType('AWS::Events::EventBus').map(busDefinitionOf);
  const rules = resources
    .ofType('AWS::Events::Rule')
    .map((rule) => ruleDefinitionOf(rule.properties, resources.attribute(rule, 'Arn')));
  const deliveries = new Deliveries({
    ...deps,
    accountId,
    invoke: async (functionArn, event, traceHeader) => deps.invoke(functionArn, event, traceHeader),
    fault: () => deps.faults.forEventDelivery(),
  });
  const names = definitions.map(({ name }) => name);
  const partnerBuses = definitions.filter(({ isPartners }) => isPartners).map(({ name }) => name);
  const buses = new EventBuses({ names, rules, queues, deliveries, journal });
  const schedules = new Schedules({ ...deps, rules, deliveries, region, accountId });
  return {
    service: eventsService({ buses, busNames: names, rules, clock, newId, region, accountId }),
    putPartnerEvent: partnerDoor({ partnerBuses, buses, clock, newId, region, accountId }),
    start: () => schedules.start(),
    stop: () => {
      schedules.stop();
      deliveries.stop();
    },
  };
}
