import type * as z from 'zod';
import { type LocalService, type ServiceCall, ServiceError } from '../ports.ts';
import { md5Of, md5OfAttributes } from '../queue/received.ts';
import { bytesOfMessage } from '../queue/validate.ts';
import type { Lease, OutgoingMessage, Queue, ReceivedMessage } from '../queue.ts';
import type { Queues } from '../queues.ts';
import { eachEntry, requireBatch } from './sqs-batch.ts';
import { shapes, type WireMessage } from './sqs-shapes.ts';

/** Sum of all messages of one SendMessageBatch. */
const mostBatchBytes = 1_048_576;

type Operation = Readonly<{
  action: string;
  run: (queue: Queue, input: unknown, traceHeader: string | null) => unknown;
}>;

/** Parses a request; a member that is not there is MissingParameter, any other fault InvalidParameterValue. */
function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(input, { reportInput: true });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = issue?.path.map(String).join('.') ?? '';
  const isMissing = issue?.code === 'invalid_type' && issue.input === undefined;
  throw isMissing
    ? new ServiceError('MissingParameter', 400, `The request must contain the parameter ${name}.`)
    : new ServiceError(
        'InvalidParameterValue',
        400,
        `Value for parameter ${name} is invalid. Reason: ${issue?.message}`,
      );
}

/** The trace of a message is the one it names itself, else that of the call that sends it. */
const outgoing = (message: WireMessage, traceHeader: string | null): OutgoingMessage => ({
  body: message.MessageBody,
  messageAttributes: message.MessageAttributes,
  traceHeader: message.MessageSystemAttributes?.AWSTraceHeader?.StringValue ?? traceHeader,
  groupId: message.MessageGroupId,
  deduplicationId: message.MessageDeduplicationId,
  delaySeconds: message.DelaySeconds,
});

/** An object without the members that are null: SQS leaves out what does not apply. */
function present(members: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
}

function send(queue: Queue, message: WireMessage, traceHeader: string | null) {
  const { messageId, sequenceNumber } = queue.send(outgoing(message, traceHeader));
  return present({
    MessageId: messageId,
    MD5OfMessageBody: md5Of(message.MessageBody),
    MD5OfMessageAttributes: md5OfAttributes(message.MessageAttributes ?? {}),
    SequenceNumber: sequenceNumber,
  });
}

function sendBatch(queue: Queue, input: unknown, traceHeader: string | null) {
  const { Entries } = parse(shapes.SendMessageBatch, input);
  requireBatch(Entries);
  const bytes = Entries.reduce((sum, entry) => sum + bytesOfMessage(outgoing(entry, traceHeader)), 0);
  if (bytes > mostBatchBytes)
    throw new ServiceError(
      'BatchRequestTooLong',
      400,
      `Batch requests cannot be longer than ${mostBatchBytes} bytes. You have sent ${bytes} bytes.`,
    );
  return eachEntry(Entries, (entry) => send(queue, entry, traceHeader));
}

/** Whether a name list of ReceiveMessage asks for `name`: by itself, `All`, `.*` or a prefix such as `trace.*`. */
function asks(names: readonly string[], name: string): boolean {
  return names.some(
    (wanted) =>
      wanted === name || wanted === 'All' || (wanted.endsWith('.*') && name.startsWith(wanted.slice(0, -2))),
  );
}

function asked<Value>(values: Readonly<Record<string, Value>>, names: readonly string[]) {
  const entries = Object.entries(values).filter(([name]) => asks(names, name));
  return entries.length === 0 ? null : Object.fromEntries(entries);
}

function wireMessage(
  message: ReceivedMessage,
  names: Readonly<{ system: readonly string[]; own: readonly string[] }>,
) {
  const attributes = asked(message.messageAttributes, names.own);
  return present({
    MessageId: message.messageId,
    ReceiptHandle: message.receiptHandle,
    Body: message.body,
    MD5OfBody: md5Of(message.body),
    Attributes: asked(message.attributes, names.system),
    MessageAttributes: attributes,
    MD5OfMessageAttributes: attributes && md5OfAttributes(attributes),
  });
}

async function receive(queue: Queue, input: unknown) {
  const request = parse(shapes.ReceiveMessage, input);
  const leases: readonly Lease[] = await queue.receive({
    max: request.MaxNumberOfMessages,
    waitMs: (request.WaitTimeSeconds ?? queue.definition.receiveWaitSeconds) * 1000,
    visibilityTimeoutSeconds: request.VisibilityTimeout,
  });
  const names = {
    system: [...request.MessageSystemAttributeNames, ...request.AttributeNames],
    own: request.MessageAttributeNames,
  };
  return leases.length === 0 ? {} : { Messages: leases.map(({ message }) => wireMessage(message, names)) };
}

function attributesOf(queue: Queue): Readonly<Record<string, string>> {
  const { definition } = queue;
  const counts = queue.counts();
  return {
    QueueArn: definition.arn,
    ApproximateNumberOfMessages: String(counts.visible),
    ApproximateNumberOfMessagesNotVisible: String(counts.inFlight),
    ApproximateNumberOfMessagesDelayed: String(counts.delayed),
    VisibilityTimeout: String(definition.visibilityTimeoutSeconds),
    DelaySeconds: String(definition.delaySeconds),
    ReceiveMessageWaitTimeSeconds: String(definition.receiveWaitSeconds),
    MaximumMessageSize: String(definition.maximumMessageBytes),
    ...(definition.redrive
      ? {
          RedrivePolicy: JSON.stringify({
            deadLetterTargetArn: definition.redrive.deadLetterArn,
            maxReceiveCount: definition.redrive.maxReceiveCount,
          }),
        }
      : {}),
    ...(definition.fifo
      ? {
          FifoQueue: 'true',
          ContentBasedDeduplication: String(definition.contentBasedDeduplication),
          DeduplicationScope: definition.deduplicationScope,
        }
      : {}),
  };
}

const operations: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  [
    'SendMessage',
    {
      action: 'sqs:SendMessage',
      run: (queue, input, traceHeader) => send(queue, parse(shapes.SendMessage, input), traceHeader),
    },
  ],
  ['SendMessageBatch', { action: 'sqs:SendMessage', run: sendBatch }],
  ['ReceiveMessage', { action: 'sqs:ReceiveMessage', run: receive }],
  [
    'DeleteMessage',
    {
      action: 'sqs:DeleteMessage',
      run: (queue, input) => {
        queue.delete(parse(shapes.DeleteMessage, input).ReceiptHandle);
        return {};
      },
    },
  ],
  [
    'DeleteMessageBatch',
    {
      action: 'sqs:DeleteMessage',
      run: (queue, input) => {
        const { Entries } = parse(shapes.DeleteMessageBatch, input);
        requireBatch(Entries);
        return eachEntry(Entries, ({ ReceiptHandle }) => {
          queue.delete(ReceiptHandle);
          return {};
        });
      },
    },
  ],
  [
    'ChangeMessageVisibility',
    {
      action: 'sqs:ChangeMessageVisibility',
      run: (queue, input) => {
        const { ReceiptHandle, VisibilityTimeout } = parse(shapes.ChangeMessageVisibility, input);
        queue.changeVisibility(ReceiptHandle, VisibilityTimeout);
        return {};
      },
    },
  ],
  [
    'ChangeMessageVisibilityBatch',
    {
      action: 'sqs:ChangeMessageVisibility',
      run: (queue, input) => {
        const { Entries } = parse(shapes.ChangeMessageVisibilityBatch, input);
        requireBatch(Entries);
        return eachEntry(Entries, ({ ReceiptHandle, VisibilityTimeout }) => {
          queue.changeVisibility(ReceiptHandle, VisibilityTimeout);
          return {};
        });
      },
    },
  ],
  [
    'GetQueueAttributes',
    {
      action: 'sqs:GetQueueAttributes',
      run: (queue, input) => {
        const { AttributeNames = [] } = parse(shapes.GetQueueAttributes, input);
        return present({ Attributes: asked(attributesOf(queue), AttributeNames) });
      },
    },
  ],
]);

export type SqsOptions = Readonly<{
  queues: Queues;
  /** URL of a queue by its name, as GetQueueUrl answers it: `http://127.0.0.1:<port>/<accountId>/<name>`. */
  queueUrl: (name: string) => string;
}>;

/** SQS for the AWS SDK: the last segment of a QueueUrl names the queue. Each call is authorised on the queue's ARN. */
export function sqsService({ queues, queueUrl }: SqsOptions): LocalService {
  const queueNamed = (name: string): Queue => {
    const queue = queues.byName(name);
    if (queue) return queue;
    throw new ServiceError('QueueDoesNotExist', 400, 'The specified queue does not exist.');
  };

  const getQueueUrl = (call: ServiceCall) => {
    const { QueueName } = parse(shapes.GetQueueUrl, call.input);
    call.authorize('sqs:GetQueueUrl', queueNamed(QueueName).definition.arn);
    return { QueueUrl: queueUrl(QueueName) };
  };

  const runOnQueue = (call: ServiceCall) => {
    const operation = operations.get(call.operation);
    if (!operation)
      throw new ServiceError('UnsupportedOperation', 400, `${call.operation} is not run locally.`);
    const { QueueUrl } = parse(shapes.queue, call.input);
    const queue = queueNamed(QueueUrl.split('/').at(-1) ?? '');
    call.authorize(operation.action, queue.definition.arn);
    return operation.run(queue, call.input, call.traceHeader);
  };

  return {
    name: 'sqs',
    async handle(call) {
      const output = await (call.operation === 'GetQueueUrl' ? getQueueUrl(call) : runOnQueue(call));
      return { output };
    },
  };
}
