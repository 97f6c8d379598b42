import { join } from 'node:path';
import * as z from 'zod';
import type { Resource } from '../resources.ts';
import { TemplateError } from '../template.ts';

/** A function as the template describes it. */
export type FunctionDefinition = Readonly<{
  logicalId: string;
  /** What the journal calls it: the physical name without `<stackName>-`, so `enrich` in every stage. */
  displayName: string;
  physicalName: string;
  arn: string;
  roleArn: string;
  /** `<file>.<export>` */
  handler: string;
  modulePath: string;
  exportName: string;
  timeoutMs: number;
  memoryMb: number;
  logGroup: string;
  /** Whether Lambda sends traces to X-Ray. */
  isTraced: boolean;
  environment: Readonly<Record<string, string>>;
}>;

/** Names that Lambda keeps for itself, and the size of all variables together that it takes. */
const reservedVariable =
  /^(?:_HANDLER|_X_AMZN_TRACE_ID|AWS_(?:DEFAULT_)?REGION|AWS_EXECUTION_ENV|AWS_LAMBDA_.*|AWS_ACCESS_KEY(?:_ID)?|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|LAMBDA_.*)$/;
const maxEnvironmentBytes = 4_096;

const environment = z.strictObject({
  Variables: z
    .record(z.string(), z.string())
    .default({})
    .refine((variables) => !Object.keys(variables).some((name) => reservedVariable.test(name)), {
      error: 'has a variable that Lambda reserves',
    })
    .refine((variables) => Buffer.byteLength(JSON.stringify(variables)) <= maxEnvironmentBytes, {
      error: 'is larger than the 4 KB that Lambda takes',
    }),
});

/** Properties of AWS::Lambda::Function. One that is not listed would change what runs, so it is refused. */
const properties = z.strictObject({
  FunctionName: z.string().optional(),
  Handler: z.string().regex(/^[\w./-]+\.\w+$/, 'expected <file>.<export>'),
  Runtime: z.string().regex(/^nodejs/, 'expected a Node.js runtime'),
  Role: z.string(),
  Code: z.strictObject({
    S3Bucket: z.string(),
    S3Key: z.string().regex(/^[0-9a-f]+\.zip$/, 'expected <hash>.zip, an asset of the CDK'),
  }),
  Timeout: z.number().int().min(1).max(900).default(3),
  MemorySize: z.number().int().min(128).max(10_240).default(128),
  Environment: environment.optional(),
  LoggingConfig: z.strictObject({ LogGroup: z.string().optional() }).optional(),
  TracingConfig: z.strictObject({ Mode: z.enum(['Active', 'PassThrough']) }).optional(),
  /** Without effect here. */
  Architectures: z.array(z.string()).optional(),
  Description: z.string().optional(),
  KmsKeyArn: z.string().optional(),
  Tags: z.unknown().optional(),
});

/** Reads an AWS::Lambda::Function. Throws TemplateError. */
export function functionDefinitionOf(
  resource: Resource,
  context: Readonly<{ assetsFolder: string; stackName: string }>,
): FunctionDefinition {
  const parsed = properties.safeParse(resource.properties);
  if (!parsed.success)
    throw new TemplateError(resource.logicalId, z.prettifyError(parsed.error), { cause: parsed.error });
  const { Handler: handler, Code: code, ...rest } = parsed.data;
  const cut = handler.lastIndexOf('.');
  const prefix = `${context.stackName}-`;
  const { ref: physicalName } = resource;
  return {
    logicalId: resource.logicalId,
    displayName: physicalName.startsWith(prefix) ? physicalName.slice(prefix.length) : physicalName,
    physicalName,
    arn: resource.attributes.Arn ?? '',
    roleArn: rest.Role,
    handler,
    modulePath: join(
      context.assetsFolder,
      `asset.${code.S3Key.replace(/\.zip$/, '')}`,
      `${handler.slice(0, cut)}.mjs`,
    ),
    exportName: handler.slice(cut + 1),
    timeoutMs: rest.Timeout * 1_000,
    memoryMb: rest.MemorySize,
    logGroup: rest.LoggingConfig?.LogGroup ?? `/aws/lambda/${physicalName}`,
    isTraced: rest.TracingConfig?.Mode === 'Active',
    environment: rest.Environment?.Variables ?? {},
  };
}
