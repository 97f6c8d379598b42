import * as z from 'zod';
import type { Resource } from '../../resources.ts';
import { TemplateError } from '../../template.ts';

/** Properties of AWS::Events::EventBus; none but the names have an effect here. */
const properties = z.strictObject({
  Name: z.string(),
  /** Makes it a partner's bus. */
  EventSourceName: z
    .string()
    .max(256)
    .regex(/^aws\.partner(\/[._A-Za-z0-9-]+){2,}$/, 'expected the name of a partner event source')
    .optional(),
  Description: z.string().optional(),
  KmsKeyIdentifier: z.string().optional(),
  /** For events that a customer key refuses; keys are not judged here. */
  DeadLetterConfig: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

export type BusDefinition = Readonly<{ name: string; isPartners: boolean }>;

/** Reads an AWS::Events::EventBus. Throws TemplateError for names that CreateEventBus would refuse. */
export function busDefinitionOf(resource: Resource): BusDefinition {
  const parsed = properties.safeParse(resource.properties);
  if (!parsed.success)
    throw new TemplateError(resource.logicalId, z.prettifyError(parsed.error), { cause: parsed.error });
  const { Name: name, EventSourceName: source } = parsed.data;
  if (source !== undefined && source !== name)
    throw new TemplateError(
      resource.logicalId,
      `the bus of a partner event source bears its name: expected ${source}, not ${name}`,
    );
  if (source === undefined && name.includes('/'))
    throw new TemplateError(
      resource.logicalId,
      `only the bus of a partner event source may have a "/" in its name, unlike ${name}`,
    );
  return { name, isPartners: source !== undefined };
}
