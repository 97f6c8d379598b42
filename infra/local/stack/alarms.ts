import * as z from 'zod';
import type { Resource, Resources } from '../resources.ts';
import type { DeployedAlarm } from '../services/cloudwatch.ts';
import type { DeployedTopic } from '../services/sns.ts';
import { TemplateError } from '../template.ts';

/** Of what measures nothing here, only what can be asked about it. */
const alarmProperties = z.looseObject({
  AlarmDescription: z.string().optional(),
  ActionsEnabled: z.boolean().default(true),
});

const subscriptionProperties = z.looseObject({
  TopicArn: z.string(),
  Protocol: z.string(),
  Endpoint: z.string(),
});

/** Throws TemplateError. */
function propertiesOf<Properties>(schema: z.ZodType<Properties>, resource: Resource): Properties {
  const parsed = schema.safeParse(resource.properties);
  if (parsed.success) return parsed.data;
  throw new TemplateError(resource.logicalId, z.prettifyError(parsed.error), { cause: parsed.error });
}

/** The alarms of a template. Throws TemplateError. */
export function alarmsOf(resources: Resources): readonly DeployedAlarm[] {
  return resources.ofType('AWS::CloudWatch::Alarm').map((resource) => {
    const { AlarmDescription, ActionsEnabled } = propertiesOf(alarmProperties, resource);
    const arn = resources.attribute(resource, 'Arn');
    return { name: resource.ref, arn, description: AlarmDescription, actionsEnabled: ActionsEnabled };
  });
}

/** The topics of a template with their subscriptions. Throws TemplateError. */
export function topicsOf(resources: Resources): readonly DeployedTopic[] {
  const subscriptions = resources
    .ofType('AWS::SNS::Subscription')
    .map((resource) => ({ id: resource.ref, ...propertiesOf(subscriptionProperties, resource) }));
  return resources.ofType('AWS::SNS::Topic').map(({ ref: arn }) => ({
    arn,
    subscriptions: subscriptions
      .filter(({ TopicArn }) => TopicArn === arn)
      .map(({ id, Protocol, Endpoint }) => ({ arn: `${arn}:${id}`, protocol: Protocol, endpoint: Endpoint })),
  }));
}
