import * as z from 'zod';
import type { Resource } from '../resources.ts';
import { TemplateError } from '../template.ts';

/** How Lambda treats asynchronous invocations of one function. */
export type AsynchronousSettings = Readonly<{
  maximumRetryAttempts: number;
  maximumEventAgeMs: number;
  /** Null = what fails is lost. */
  onFailureArn: string | null;
}>;

/** Lambda's defaultAsynchronousSettings. */
export const defaultAsynchronousSettings: AsynchronousSettings = {
  maximumRetryAttempts: 2,
  maximumEventAgeMs: 6 * 3_600_000,
  onFailureArn: null,
};

/** Properties of AWS::Lambda::EventInvokeConfig. */
const properties = z.strictObject({
  FunctionName: z.string(),
  Qualifier: z.literal('$LATEST'),
  MaximumRetryAttempts: z
    .number()
    .int()
    .min(0)
    .max(2)
    .default(defaultAsynchronousSettings.maximumRetryAttempts),
  MaximumEventAgeInSeconds: z
    .number()
    .int()
    .min(60)
    .max(21_600)
    .default(defaultAsynchronousSettings.maximumEventAgeMs / 1_000),
  DestinationConfig: z
    .strictObject({
      OnFailure: z
        .strictObject({ Destination: z.string().regex(/^arn:aws:sqs:/, 'expected a queue') })
        .optional(),
    })
    .optional(),
});

/** Reads an AWS::Lambda::EventInvokeConfig. Throws TemplateError. */
export function asynchronousSettingsOf(
  resource: Resource,
): Readonly<{ functionName: string; settings: AsynchronousSettings }> {
  const parsed = properties.safeParse(resource.properties);
  if (!parsed.success)
    throw new TemplateError(resource.logicalId, z.prettifyError(parsed.error), { cause: parsed.error });
  const config = parsed.data;
  return {
    functionName: config.FunctionName,
    settings: {
      maximumRetryAttempts: config.MaximumRetryAttempts,
      maximumEventAgeMs: config.MaximumEventAgeInSeconds * 1_000,
      onFailureArn: config.DestinationConfig?.OnFailure?.Destination ?? null,
    },
  };
}
