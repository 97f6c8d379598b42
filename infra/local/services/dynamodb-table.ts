import * as z from 'zod';
import type { Resource } from '../resources.ts';
import { TemplateError } from '../template.ts';

/** A table as the template describes it. */
export type TableDefinition = Readonly<{
  name: string;
  arn: string;
  /** Input of CreateTable. */
  creation: Readonly<Record<string, unknown>>;
}>;

/** Properties of AWS::DynamoDB::Table. One that is not listed would change what runs (indexes, streams), so it is refused. */
const properties = z.strictObject({
  TableName: z.string().min(3).max(255).optional(),
  KeySchema: z.array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) })),
  AttributeDefinitions: z.array(
    z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  BillingMode: z.literal('PAY_PER_REQUEST', 'expected PAY_PER_REQUEST: throughput is not limited here'),
  /** Without effect: DynamoDB deletes expired items within days, so functions look at the time themselves. */
  TimeToLiveSpecification: z.unknown().optional(),
  /** Without effect on what a caller sees. */
  DeletionProtectionEnabled: z.boolean().optional(),
  PointInTimeRecoverySpecification: z.unknown().optional(),
  SSESpecification: z.unknown().optional(),
  TableClass: z.string().optional(),
  Tags: z.unknown().optional(),
});

/** Reads an AWS::DynamoDB::Table. Throws TemplateError. */
export function tableDefinitionOf(resource: Resource): TableDefinition {
  const parsed = properties.safeParse(resource.properties);
  if (!parsed.success)
    throw new TemplateError(resource.logicalId, z.prettifyError(parsed.error), { cause: parsed.error });
  const { KeySchema, AttributeDefinitions, BillingMode } = parsed.data;
  return {
    name: resource.ref,
    arn: resource.attributes.Arn ?? '',
    creation: { TableName: resource.ref, KeySchema, AttributeDefinitions, BillingMode },
  };
}
