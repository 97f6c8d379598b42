import * as z from 'zod';
import type { Resources } from '../resources.ts';
import type { SecretDefinition } from '../services/secretsmanager.ts';
import { TemplateError } from '../template.ts';

/** Properties of AWS::SecretsManager::Secret. A value in the template, given or generated, is refused: a person gives it. */
const properties = z.strictObject({
  Name: z.string(),
  /** Without effect here. */
  Description: z.string().optional(),
  KmsKeyId: z.string().optional(),
  Tags: z.unknown().optional(),
});

/** The secrets of a template, by name and ARN. Throws TemplateError. */
export function secretDefinitionsOf(resources: Resources): readonly SecretDefinition[] {
  return resources.ofType('AWS::SecretsManager::Secret').map((resource) => {
    const parsed = properties.safeParse(resource.properties);
    if (!parsed.success)
      throw new TemplateError(resource.logicalId, z.prettifyError(parsed.error), { cause: parsed.error });
    return { name: parsed.data.Name, arn: resource.ref };
  });
}
