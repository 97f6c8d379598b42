import * as z from 'zod';
import type { QueueDefinition } from './types.ts';

/** A queue of the template that would not work, or that uses something which is not run here. */
export class QueueDefinitionError extends Error {
  override readonly name = 'QueueDefinitionError';
}

/** Properties of AWS::SQS::Queue; the defaults are SQS's. */
const properties = z.strictObject({
  FifoQueue: z.boolean().default(false),
  ContentBasedDeduplication: z.boolean().default(false),
  DeduplicationScope: z.enum(['queue', 'messageGroup']).default('queue'),
  VisibilityTimeout: z.number().int().min(0).max(43_200).default(30),
  DelaySeconds: z.number().int().min(0).max(900).default(0),
  ReceiveMessageWaitTimeSeconds: z.number().int().min(0).max(20).default(0),
  MaximumMessageSize: z.number().int().min(1_024).max(1_048_576).default(1_048_576),
  RedrivePolicy: z
    .strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number().int().min(1) })
    .optional(),
  /** Given by the caller, who knows physical names. */
  QueueName: z.string().optional(),
  /** Without effect here: throughput is not limited, nothing is encrypted at rest, no message grows too old. */
  FifoThroughputLimit: z.string().optional(),
  MessageRetentionPeriod: z.number().optional(),
  KmsMasterKeyId: z.string().optional(),
  KmsDataKeyReusePeriodSeconds: z.number().optional(),
  SqsManagedSseEnabled: z.boolean().optional(),
  RedriveAllowPolicy: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

/**
 * Reads the properties of an AWS::SQS::Queue, intrinsics resolved. Throws QueueDefinitionError for a property that is
 * unknown or would be refused by SQS.
 */
export function queueDefinitionOf(
  cloudFormationProperties: unknown,
  identity: Readonly<{ name: string; arn: string }>,
): QueueDefinition {
  const { name, arn } = identity;
  const parsed = properties.safeParse(cloudFormationProperties ?? {});
  if (!parsed.success)
    throw new QueueDefinitionError(`Queue ${name}: ${z.prettifyError(parsed.error)}`, {
      cause: parsed.error,
    });
  const queue = parsed.data;
  if (queue.FifoQueue !== name.endsWith('.fifo'))
    throw new QueueDefinitionError(`Queue ${name}: the name ends in ".fifo" exactly when FifoQueue is true.`);
  if (!queue.FifoQueue && queue.ContentBasedDeduplication)
    throw new QueueDefinitionError(`Queue ${name}: only a FIFO queue has ContentBasedDeduplication.`);
  return {
    name,
    arn,
    fifo: queue.FifoQueue,
    contentBasedDeduplication: queue.ContentBasedDeduplication,
    deduplicationScope: queue.DeduplicationScope,
    visibilityTimeoutSeconds: queue.VisibilityTimeout,
    delaySeconds: queue.DelaySeconds,
    receiveWaitSeconds: queue.ReceiveMessageWaitTimeSeconds,
    maximumMessageBytes: queue.MaximumMessageSize,
    redrive: queue.RedrivePolicy
      ? {
          deadLetterArn: queue.RedrivePolicy.deadLetterTargetArn,
          maxReceiveCount: queue.RedrivePolicy.maxReceiveCount,
        }
      : null,
  };
}

/** Throws QueueDefinitionError when a redrive policy leads nowhere or from FIFO to standard or back. */
export function requireDeadLetterQueues(definitions: readonly QueueDefinition[]): void {
  for (const { name, fifo, redrive } of definitions) {
    if (!redrive) continue;
    const target = definitions.find(({ arn }) => arn === redrive.deadLetterArn);
    if (!target)
      throw new QueueDefinitionError(
        `Queue ${name}: its dead-letter queue ${redrive.deadLetterArn} is not there.`,
      );
    if (target.fifo !== fifo)
      throw new QueueDefinitionError(
        `Queue ${name}: the dead-letter queue of a FIFO queue is a FIFO queue, that of a standard queue a standard one.`,
      );
  }
}
