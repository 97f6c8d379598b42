import * as z from 'zod';
import { compilePattern } from '../../pattern.ts';
import type { Queues } from '../../queues.ts';
import { isJsonPath } from './json-path.ts';

/** A rule of the template that would not work, or that uses something which is not run here. */
export class RuleDefinitionError extends Error {
  override readonly name = 'RuleDefinitionError';
}

/** What a target gets of an event: all of it, the part at a path, or a constant text. */
export type TargetInput =
  | Readonly<{ kind: 'event' }>
  | Readonly<{ kind: 'path'; path: string }>
  | Readonly<{ kind: 'constant'; text: string }>;

export type TargetDefinition = Readonly<{
  arn: string;
  service: 'sqs' | 'lambda';
  input: TargetInput;
  /** A literal, or a path into the event when it begins with `$`. */
  messageGroupId: string | null;
  deadLetterArn: string | null;
  maximumRetryAttempts: number;
  maximumEventAgeSeconds: number;
}>;

export type RuleDefinition = Readonly<{
  arn: string;
  /** Name of its bus, not the ARN. */
  busName: string;
  enabled: boolean;
  /** Null = the rule has no pattern, only a schedule. */
  matches: ((event: unknown) => boolean) | null;
  scheduleExpression: string | null;
  targets: readonly TargetDefinition[];
}>;

/** Properties of AWS::Events::Rule. The retry defaults are EventBridge's: 185 attempts within 24 hours. */
const target = z.strictObject({
  Id: z.string(),
  Arn: z.string(),
  Input: z.string().optional(),
  InputPath: z.string().refine(isJsonPath, 'only paths such as "$.detail.key" are supported').optional(),
  SqsParameters: z.strictObject({ MessageGroupId: z.string().min(1) }).optional(),
  DeadLetterConfig: z.strictObject({ Arn: z.string().optional() }).optional(),
  RetryPolicy: z
    .strictObject({
      MaximumRetryAttempts: z.number().int().min(0).max(185).optional(),
      MaximumEventAgeInSeconds: z.number().int().min(60).max(86_400).optional(),
    })
    .optional(),
});
const properties = z.strictObject({
  Name: z.string().optional(),
  Description: z.string().optional(),
  EventBusName: z.string().optional(),
  EventPattern: z.unknown().optional(),
  ScheduleExpression: z.string().optional(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Targets: z.array(target).max(5).default([]),
  Tags: z.unknown().optional(),
});

/** The name of a bus that is given by its name or its ARN. */
export function busNameOf(nameOrArn: string): string {
  return nameOrArn.split('event-bus/').at(-1) ?? nameOrArn;
}

function serviceOf(arn: string): 'sqs' | 'lambda' | null {
  const service = arn.split(':')[2];
  return service === 'sqs' || service === 'lambda' ? service : null;
}

function inputOf({ Input, InputPath }: z.infer<typeof target>): TargetInput {
  if (Input !== undefined) return { kind: 'constant', text: Input };
  return InputPath === undefined || InputPath === '$' ? { kind: 'event' } : { kind: 'path', path: InputPath };
}

function targetOf(given: z.infer<typeof target>, ruleArn: string): TargetDefinition {
  const refuse = (problem: string) =>
    new RuleDefinitionError(`Rule ${ruleArn}, target ${given.Id}: ${problem}`);
  const service = serviceOf(given.Arn);
  if (!service) throw refuse(`only queues and functions are targets here, not ${given.Arn}.`);
  const messageGroupId = given.SqsParameters?.MessageGroupId ?? null;
  if (messageGroupId?.startsWith('$') && !isJsonPath(messageGroupId))
    throw refuse(`MessageGroupId ${messageGroupId} is not a path such as "$.detail.key".`);
  return {
    arn: given.Arn,
    service,
    input: inputOf(given),
    messageGroupId,
    deadLetterArn: given.DeadLetterConfig?.Arn ?? null,
    maximumRetryAttempts: given.RetryPolicy?.MaximumRetryAttempts ?? 185,
    maximumEventAgeSeconds: given.RetryPolicy?.MaximumEventAgeInSeconds ?? 86_400,
  };
}

/**
 * Reads the properties of an AWS::Events::Rule, intrinsics resolved. Throws RuleDefinitionError for what is unknown
 * (InputTransformer, RoleArn, …) and PatternError for a pattern that cannot be run.
 */
export function ruleDefinitionOf(cloudFormationProperties: unknown, arn: string): RuleDefinition {
  const parsed = properties.safeParse(cloudFormationProperties);
  if (!parsed.success)
    throw new RuleDefinitionError(`Rule ${arn}: ${z.prettifyError(parsed.error)}`, { cause: parsed.error });
  const rule = parsed.data;
  if (rule.EventPattern === undefined && rule.ScheduleExpression === undefined)
    throw new RuleDefinitionError(`Rule ${arn}: it needs an EventPattern or a ScheduleExpression.`);
  return {
    arn,
    busName: busNameOf(rule.EventBusName ?? 'default'),
    enabled: rule.State === 'ENABLED',
    matches: rule.EventPattern === undefined ? null : compilePattern(rule.EventPattern),
    scheduleExpression: rule.ScheduleExpression ?? null,
    targets: rule.Targets.map((given) => targetOf(given, arn)),
  };
}

/**
 * Throws RuleDefinitionError for targets that AWS would fail to deliver to: a FIFO queue without a message group or
 * without content-based deduplication, a dead-letter queue that is missing or FIFO.
 */
export function requireDeliverable(rule: RuleDefinition, queues: Queues): void {
  for (const { arn, service, messageGroupId, deadLetterArn } of rule.targets) {
    const refuse = (problem: string) =>
      new RuleDefinitionError(`Rule ${rule.arn}, target ${arn}: ${problem}`);
    const queue = service === 'sqs' ? queues.byArn(arn)?.definition : null;
    if (service === 'sqs' && !queue) throw refuse('there is no such queue.');
    if (queue?.fifo && !messageGroupId) throw refuse('a FIFO queue needs SqsParameters.MessageGroupId.');
    if (queue?.fifo && !queue.contentBasedDeduplication)
      throw refuse('EventBridge sends no deduplication id; the FIFO queue needs ContentBasedDeduplication.');
    if (deadLetterArn === null) continue;
    const deadLetters = queues.byArn(deadLetterArn);
    if (!deadLetters || deadLetters.definition.fifo)
      throw refuse(`its dead-letter queue ${deadLetterArn} must be a standard queue of this stack.`);
  }
}
