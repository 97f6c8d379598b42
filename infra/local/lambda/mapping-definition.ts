import * as z from 'zod';
import type { Resource } from '../resources.ts';
import { TemplateError } from '../template.ts';

/** An event source mapping from a queue to a function. */
export type MappingDefinition = Readonly<{
  logicalId: string;
  /** Name or ARN. */
  functionName: string;
  queueArn: string;
  batchSize: number;
  enabled: boolean;
  reportsItemFailures: boolean;
  /** Null = not limited by the template. */
  maximumConcurrency: number | null;
}>;

/** Properties of AWS::Lambda::EventSourceMapping. One that is not listed (a filter, a batching window) would change what runs. */
const properties = z.strictObject({
  FunctionName: z.string(),
  EventSourceArn: z.string().regex(/^arn:aws:sqs:/, 'expected a queue'),
  BatchSize: z
    .number()
    .int()
    .min(1)
    .max(10, 'expected at most 10, as there is no batching window')
    .default(10),
  Enabled: z.boolean().default(true),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  ScalingConfig: z
    .strictObject({ MaximumConcurrency: z.number().int().min(2).max(1_000).optional() })
    .optional(),
  /** Without effect here. */
  KmsKeyArn: z.string().optional(),
  Tags: z.unknown().optional(),
});

/** Reads an AWS::Lambda::EventSourceMapping. Throws TemplateError. */
export function mappingDefinitionOf(resource: Resource): MappingDefinition {
  const parsed = properties.safeParse(resource.properties);
  if (!parsed.success)
    throw new TemplateError(resource.logicalId, z.prettifyError(parsed.error), { cause: parsed.error });
  const mapping = parsed.data;
  return {
    logicalId: resource.logicalId,
    functionName: mapping.FunctionName,
    queueArn: mapping.EventSourceArn,
    batchSize: mapping.BatchSize,
    enabled: mapping.Enabled,
    reportsItemFailures: mapping.FunctionResponseTypes.includes('ReportBatchItemFailures'),
    maximumConcurrency: mapping.ScalingConfig?.MaximumConcurrency ?? null,
  };
}

/** Lambda refuses a mapping whose queue hands out a message again while the function may still work on it. */
export function requireVisibilityBeyondTimeout(
  definition: MappingDefinition,
  visibilityTimeoutSeconds: number,
  functionTimeoutMs: number,
): void {
  if (visibilityTimeoutSeconds * 1_000 >= functionTimeoutMs) return;
  throw new TemplateError(
    definition.logicalId,
    `expected the queue's visibility timeout (${visibilityTimeoutSeconds} s) not to be shorter than the function's timeout (${functionTimeoutMs / 1_000} s)`,
  );
}
