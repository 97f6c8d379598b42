import { ServiceError } from '../ports.ts';
import type { MessageAttribute, OutgoingMessage, QueueDefinition } from './types.ts';

const longestDelaySeconds = 900;
const longestVisibilityTimeoutSeconds = 43_200;
const mostMessageAttributes = 10;
/** SQS takes XML 1.0's characters; a lone surrogate has no UTF-8 form. */
const forbiddenCharacters = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;
/** Deduplication and group ids: letters, digits and ASCII punctuation, 1 to 128 of them. */
const idPattern = /^[!-~]{1,128}$/;

const invalidValue = (message: string) => new ServiceError('InvalidParameterValue', 400, message);
const missing = (name: string) =>
  new ServiceError('MissingParameter', 400, `The request must contain the parameter ${name}.`);

function bytesOfAttribute([name, { DataType, StringValue, BinaryValue }]: [
  string,
  MessageAttribute,
]): number {
  return (
    Buffer.byteLength(name) +
    Buffer.byteLength(DataType) +
    Buffer.byteLength(StringValue ?? '') +
    Buffer.byteLength(BinaryValue ?? '', 'base64')
  );
}

/** Size of a message as SQS counts it: body and attributes with their names and types, in bytes. */
export function bytesOfMessage(message: OutgoingMessage): number {
  const attributes = Object.entries(message.messageAttributes ?? {});
  return attributes.reduce((sum, entry) => sum + bytesOfAttribute(entry), Buffer.byteLength(message.body));
}

function requireWholeBetween(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most)
    throw invalidValue(
      `Value ${value} for parameter ${name} is invalid. Reason: Must be between ${least} and ${most}, if provided.`,
    );
}

export function requireVisibilityTimeout(seconds: number): void {
  requireWholeBetween('VisibilityTimeout', seconds, 0, longestVisibilityTimeoutSeconds);
}

export function requireReceiveCount(max: number): void {
  requireWholeBetween('MaxNumberOfMessages', max, 1, 10);
}

function requireContent(message: OutgoingMessage, queue: QueueDefinition): void {
  if (message.body === '') throw missing('MessageBody');
  if (forbiddenCharacters.test(message.body))
    throw new ServiceError(
      'InvalidMessageContents',
      400,
      'The message contains characters outside the allowed set.',
    );
  if (bytesOfMessage(message) > queue.maximumMessageBytes)
    throw invalidValue(
      `One or more parameters are invalid. Reason: Message must be shorter than ${queue.maximumMessageBytes} bytes.`,
    );
  const attributes = Object.entries(message.messageAttributes ?? {});
  if (attributes.length > mostMessageAttributes)
    throw invalidValue(
      `Number of message attributes [${attributes.length}] exceeds the allowed maximum [10].`,
    );
  for (const [name, { DataType, StringValue, BinaryValue }] of attributes) {
    const wanted = DataType.startsWith('Binary') ? BinaryValue : StringValue;
    if (!/^(String|Number|Binary)(\.|$)/.test(DataType) || !wanted)
      throw invalidValue(`The message attribute '${name}' needs a data type and a non-empty value of it.`);
  }
}

function requireFifoFields(message: OutgoingMessage, queue: QueueDefinition): void {
  if (!message.groupId) throw missing('MessageGroupId');
  if (!message.deduplicationId && !queue.contentBasedDeduplication)
    throw invalidValue(
      'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    );
  if (message.delaySeconds !== undefined)
    throw invalidValue(
      `Value ${message.delaySeconds} for parameter DelaySeconds is invalid. Reason: The request include parameter that is not valid for this queue type.`,
    );
}

/** Throws ServiceError for what SQS refuses to take into this queue. */
export function requireSendable(message: OutgoingMessage, queue: QueueDefinition): void {
  requireContent(message, queue);
  for (const [name, id] of [
    ['MessageGroupId', message.groupId],
    ['MessageDeduplicationId', message.deduplicationId],
  ])
    if (id && !idPattern.test(id)) throw invalidValue(`Value for parameter ${name} is invalid.`);
  if (queue.fifo) requireFifoFields(message, queue);
  else if (message.deduplicationId)
    throw invalidValue(
      'Value for parameter MessageDeduplicationId is invalid. Reason: The request include parameter that is not valid for this queue type.',
    );
  requireWholeBetween('DelaySeconds', message.delaySeconds ?? 0, 0, longestDelaySeconds);
}
