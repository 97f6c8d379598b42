import * as z from 'zod';

/** The template holds something that is not run here, or is wrong. Names where, and what was expected. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  constructor(where: string, expected: string, options?: ErrorOptions) {
    super(`${where}: ${expected}`, options);
  }
}

const logicalId = z.string().regex(/^[A-Za-z0-9]+$/, 'expected a logical id of letters and digits');

const resource = z.strictObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DependsOn: z.union([z.string(), z.array(z.string())]).optional(),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
  Metadata: z.unknown().optional(),
});

const output = z.strictObject({
  Description: z.string().optional(),
  Value: z.unknown(),
  Export: z.unknown().optional(),
});

/**
 * What the CDK adds to every stack: the version of its bootstrap, looked up and checked at deployment. Nothing refers to
 * it, so it has no meaning here. Any other parameter or rule is refused, as it would change what runs.
 */
const template = z.strictObject({
  AWSTemplateFormatVersion: z.literal('2010-09-09').optional(),
  Description: z.string().optional(),
  Metadata: z.unknown().optional(),
  Parameters: z.strictObject({ BootstrapVersion: z.unknown().optional() }).optional(),
  Rules: z.strictObject({ CheckBootstrapVersion: z.unknown().optional() }).optional(),
  Resources: z.record(logicalId, resource),
  Outputs: z.record(logicalId, output).default({}),
});

export type Template = z.infer<typeof template>;
export type TemplateResource = Template['Resources'][string];

function problemOf(issue: z.core.$ZodIssue): string {
  const path = issue.path.map(String).join('.') || 'Template';
  return issue.code === 'unrecognized_keys'
    ? `${path}: ${issue.keys.join(', ')}: not run locally, expected a template without`
    : `${path}: ${issue.message}`;
}

/** Reads a parsed CloudFormation template. Throws TemplateError that names every part which is not understood. */
export function parseTemplate(value: unknown): Template {
  const parsed = template.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new TemplateError('The template cannot be run', parsed.error.issues.map(problemOf).join('; '));
}
