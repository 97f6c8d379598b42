import * as z from 'zod';
import type { LocalService } from '../ports.ts';
import { queueDefinitionOf } from '../queue.ts';
import { Queues } from '../queues.ts';
import type { Resources } from '../resources.ts';
import { Schedules } from '../schedule.ts';
import { Deliveries, EventBuses, eventsService, ruleDefinitionOf } from '../services/events.ts';
import { TemplateError } from '../template.ts';
import type { Surroundings } from './surroundings.ts';

/** Properties of AWS::Events::EventBus; none but the name has an effect here. */
const busProperties = z.strictObject({
  Name: z.string(),
  Description: z.string().optional(),
  KmsKeyIdentifier: z.string().optional(),
  /** For events that a customer key refuses; keys are not judged here. */
  DeadLetterConfig: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

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

export type Events = Readonly<{ service: LocalService; start(): void; stop(): void }>;

/** Buses, rules and schedules of a template. Throws for what EventBridge would refuse or that is not run here. */
export function openEvents(
  resources: Resources,
  deps: Surroundings &
    Readonly<{
      queues: Queues;
      invoke(functionArn: string, event: unknown, traceHeader: string | null): void;
    }>,
): Events {
  const { queues, journal, clock, newId } = deps;
  const { region, accountId } = deps.place;
  for (const bus of resources.ofType('AWS::Events::EventBus')) {
    const parsed = busProperties.safeParse(bus.properties);
    if (!parsed.success) throw new TemplateError(bus.logicalId, z.prettifyError(parsed.error));
  }
  const rules = resources
    .ofType('AWS::Events::Rule')
    .map((rule) => ruleDefinitionOf(rule.properties, resources.attribute(rule, 'Arn')));
  const deliveries = new Deliveries({
    ...deps,
    accountId,
    invoke: async (functionArn, event, traceHeader) => deps.invoke(functionArn, event, traceHeader),
    fault: () => deps.faults.forEventDelivery(),
  });
  const names = resources.ofType('AWS::Events::EventBus').map(({ ref }) => ref);
  const buses = new EventBuses({ names, rules, queues, deliveries, journal });
  const schedules = new Schedules({ ...deps, rules, deliveries, region, accountId });
  return {
    service: eventsService({ buses, clock, newId, region, accountId }),
    start: () => schedules.start(),
    stop: () => {
      schedules.stop();
      deliveries.stop();
    },
  };
}
