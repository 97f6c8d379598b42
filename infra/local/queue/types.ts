import type { Clock } from '../clock.ts';
import type { Journal } from '../journal.ts';

/** A queue as the template describes it, intrinsics resolved. Made from the template by `queueDefinitionOf`. */
export type QueueDefinition = Readonly<{
  /** Physical name; ends in `.fifo` exactly when `fifo` is true. */
  name: string;
  arn: string;
  fifo: boolean;
  contentBasedDeduplication: boolean;
  /** Whether one deduplication id counts in the whole queue or in each message group for itself. */
  deduplicationScope: 'queue' | 'messageGroup';
  visibilityTimeoutSeconds: number;
  delaySeconds: number;
  /** How long a receive waits when the caller does not say. */
  receiveWaitSeconds: number;
  maximumMessageBytes: number;
  redrive: Readonly<{ deadLetterArn: string; maxReceiveCount: number }> | null;
}>;

/** What all queues of one stack share. */
export type QueueContext = Readonly<{
  clock: Clock;
  /** Waiting (delays, what is left of a visibility timeout after its consumer has finished) passes this many times faster. */
  timeScale: number;
  journal: Journal;
  newId: () => string;
}>;

/** A message attribute as it stands on the wire: `BinaryValue` is base64. */
export type MessageAttribute = Readonly<{
  DataType: string;
  StringValue?: string | undefined;
  BinaryValue?: string | undefined;
}>;

export type OutgoingMessage = Readonly<{
  body: string;
  messageAttributes?: Readonly<Record<string, MessageAttribute>> | undefined;
  /** Becomes the system attribute AWSTraceHeader. */
  traceHeader?: string | null | undefined;
  groupId?: string | undefined;
  deduplicationId?: string | undefined;
  delaySeconds?: number | undefined;
}>;

export type SentMessage = Readonly<{
  messageId: string;
  /** FIFO only. */
  sequenceNumber: string | null;
  /** True = a message with this deduplication id came within the last five minutes; nothing was added. */
  deduplicated: boolean;
}>;

export type ReceivedMessage = Readonly<{
  messageId: string;
  receiptHandle: string;
  body: string;
  /** System attributes, all of them: ApproximateReceiveCount, SentTimestamp, MessageGroupId, AWSTraceHeader, … */
  attributes: Readonly<Record<string, string>>;
  messageAttributes: Readonly<Record<string, MessageAttribute>>;
}>;

/** One message in the hands of one consumer. The consumer says when it has finished, so that scaled time may go on. */
export type Lease = Readonly<{
  message: ReceivedMessage;
  /** The message is done. False = too late: it had become visible again or was deleted already. */
  delete(): boolean;
  /**
   * The consumer has finished without deleting: the message comes back when its visibility timeout (or what
   * ChangeMessageVisibility made of it) ends. No effect on a message that is deleted or no longer this consumer's.
   */
  release(): void;
}>;

export type ReceiveOptions = Readonly<{
  /** 1..10 */
  max: number;
  /** How long to wait for a first message; 0 = do not wait, Infinity = until there is one or `signal` aborts. */
  waitMs: number;
  visibilityTimeoutSeconds?: number | undefined;
  /** Aborting answers with no messages; nothing is thrown. */
  signal?: AbortSignal | undefined;
}>;
