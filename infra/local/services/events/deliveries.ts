import type { Clock } from '../../clock.ts';
import type { Authorizer } from '../../iam.ts';
import { type Journal, traceIdOf } from '../../journal.ts';
import { ServiceError } from '../../ports.ts';
import type { MessageAttribute, OutgoingMessage } from '../../queue/types.ts';
import type { Queues } from '../../queues.ts';
import type { BusEvent } from './event.ts';
import { type DeliveryFailure, failureOf, InputError } from './failure.ts';
import { valueAt } from './json-path.ts';
import type { RuleDefinition, TargetDefinition } from './rule.ts';

const eventBridge = 'events.amazonaws.com';
/** EventBridge backs off exponentially without saying how far; here from one second to fifteen minutes. */
const firstRetryMs = 1_000;
const longestRetryMs = 900_000;

export type DeliveryContext = Readonly<{
  queues: Queues;
  authorizer: Authorizer;
  /** Hands an event to Lambda for asynchronous invocation; fulfilled when Lambda has taken it, rejected when not. */
  invoke(functionArn: string, event: unknown, traceHeader: string | null): Promise<void>;
  journal: Journal;
  clock: Clock;
  /** Waits between retries pass this many times faster. */
  timeScale: number;
  accountId: string;
  /** Asked once for each delivery to a target: how often it is made, and how long it is held up. */
  fault?(): Readonly<{ deliveries: 0 | 1 | 2; delayMs: number }>;
}>;

type Delivery = Readonly<{
  rule: RuleDefinition;
  target: TargetDefinition;
  event: BusEvent;
  traceHeader: string | null;
}>;
type Exhausted = 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds';

/** Brings events from rules to their targets: authorised, tried again, and in the end put into the dead-letter queue. */
export class Deliveries {
  readonly #context: DeliveryContext;
  readonly #underWay = new Set<Promise<void>>();
  readonly #stopWaits = new Set<() => void>();
  #stopped = false;

  constructor(context: DeliveryContext) {
    this.#context = context;
  }

  /** Starts the delivery of an event to all targets of a rule; failures end in the journal and in dead-letter queues. */
  start(rule: RuleDefinition, event: BusEvent, traceHeader: string | null): void {
    for (const target of rule.targets) {
      const underWay = this.#deliver({ rule, target, event, traceHeader }).finally(() =>
        this.#underWay.delete(underWay),
      );
      this.#underWay.add(underWay);
    }
  }

  /** Resolves when no delivery is under way. */
  async idle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  /** Drops what waits for its next attempt. */
  stop(): void {
    this.#stopped = true;
    for (const stopWait of [...this.#stopWaits]) stopWait();
  }

  async #deliver(delivery: Delivery): Promise<void> {
    const fault = this.#context.fault?.() ?? { deliveries: 1, delayMs: 0 };
    if (fault.deliveries === 0) this.#tell(delivery, 'dropped by a deliberate fault');
    if (fault.delayMs > 0) await this.#wait(fault.delayMs);
    for (let made = 0; made < fault.deliveries; made += 1) await this.#withRetries(delivery);
  }

  async #withRetries(delivery: Delivery): Promise<void> {
    const { maximumRetryAttempts, maximumEventAgeSeconds } = delivery.target;
    let ageMs = 0;
    for (let retries = 0; !this.#stopped; retries += 1) {
      const failure = await this.#attempt(delivery);
      if (!failure) return;
      if (!failure.retriable) return this.#giveUp(delivery, failure, retries, null);
      if (retries >= maximumRetryAttempts)
        return this.#giveUp(delivery, failure, retries, 'MaximumRetryAttempts');
      const waitMs = Math.min(firstRetryMs * 2 ** retries, longestRetryMs);
      if (ageMs + waitMs > maximumEventAgeSeconds * 1000)
        return this.#giveUp(delivery, failure, retries, 'MaximumEventAgeInSeconds');
      ageMs += waitMs;
      await this.#wait(waitMs / this.#context.timeScale);
    }
  }

  /** One attempt; null = the target has taken the event. */
  async #attempt(delivery: Delivery): Promise<DeliveryFailure | null> {
    try {
      if (delivery.target.service === 'sqs') this.#sendToTarget(delivery);
      else await this.#invoke(delivery);
      return null;
    } catch (error) {
      return failureOf(error);
    }
  }

  #sendToTarget({ rule, target, event, traceHeader }: Delivery): void {
    const groupId = groupOf(target, event);
    this.#send(rule, target.arn, {
      body: textOf(target, event),
      traceHeader,
      ...(groupId === null ? {} : { groupId }),
    });
  }

  async #invoke({ rule, target, event, traceHeader }: Delivery): Promise<void> {
    this.#authorize(rule, 'lambda:InvokeFunction', target.arn);
    const input: unknown = JSON.parse(textOf(target, event));
    await this.#context.invoke(target.arn, input, traceHeader);
  }

  #giveUp(delivery: Delivery, failure: DeliveryFailure, retries: number, exhausted: Exhausted | null): void {
    const { rule, target, event, traceHeader } = delivery;
    this.#tell(delivery, failure.message);
    if (target.deadLetterArn === null) return;
    const attributes = {
      RULE_ARN: rule.arn,
      TARGET_ARN: target.arn,
      ERROR_CODE: failure.code,
      ERROR_MESSAGE: failure.message,
      RETRY_ATTEMPTS: String(retries),
      ...(exhausted ? { EXHAUSTED_RETRY_CONDITION: exhausted } : {}),
    };
    try {
      this.#send(rule, target.deadLetterArn, {
        body: JSON.stringify(event),
        traceHeader,
        messageAttributes: stringAttributes(attributes),
      });
    } catch (error) {
      this.#tell(delivery, `not put into its dead-letter queue either: ${failureOf(error).message}`);
    }
  }

  #send(rule: RuleDefinition, queueArn: string, message: OutgoingMessage): void {
    const queue = this.#context.queues.byArn(queueArn);
    if (!queue) throw new ServiceError('QueueDoesNotExist', 400, `There is no queue ${queueArn}.`);
    this.#authorize(rule, 'sqs:SendMessage', queueArn);
    queue.send(message);
  }

  #authorize(rule: RuleDefinition, action: string, resourceArn: string): void {
    const { authorizer, accountId: sourceAccount } = this.#context;
    authorizer.authorizeService({
      service: eventBridge,
      action,
      resourceArn,
      sourceArn: rule.arn,
      sourceAccount,
    });
  }

  #tell({ rule, target, event, traceHeader }: Delivery, problem: string): void {
    const text = `${event['detail-type']} was not delivered by ${rule.arn} to ${target.arn}: ${problem}`;
    this.#context.journal.record({ kind: 'runner', text, traceId: traceIdOf(traceHeader) });
  }

  #wait(delayMs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const end = () => {
      this.#stopWaits.delete(end);
      cancel();
      resolve();
    };
    const cancel = this.#context.clock.after(delayMs, end);
    this.#stopWaits.add(end);
    return promise;
  }
}

/** What the target is sent: JSON, except for a constant text. */
function textOf({ input }: TargetDefinition, event: BusEvent): string {
  if (input.kind === 'constant') return input.text;
  const value = input.kind === 'event' ? event : valueAt(event, input.path);
  // What EventBridge sends for a path that leads nowhere is not documented; here it is an error, to be loud.
  if (value === undefined) throw new InputError('The event has nothing at the InputPath of the target.');
  return JSON.stringify(value);
}

function groupOf({ messageGroupId }: TargetDefinition, event: BusEvent): string | null {
  if (!messageGroupId?.startsWith('$')) return messageGroupId;
  const value = valueAt(event, messageGroupId);
  // Whether a number would do is not documented, so that only a string does here.
  if (typeof value !== 'string')
    throw new InputError(`The event has no string at the MessageGroupId ${messageGroupId}.`);
  return value;
}

function stringAttributes(
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, MessageAttribute>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
  );
}
