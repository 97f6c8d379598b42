import { type JournalEntry, traceIdOf } from './journal.ts';
import { ServiceError } from './ports.ts';
import { Consumers } from './queue/consumers.ts';
import { Deduplication, deduplicationIdOf } from './queue/deduplication.ts';
import type { StoredMessage } from './queue/lane.ts';
import { type Held, Lanes, type NewMessage } from './queue/lanes.ts';
import { readReceiptHandle, receivedMessage } from './queue/received.ts';
import type {
  Lease,
  OutgoingMessage,
  QueueContext,
  QueueDefinition,
  ReceivedMessage,
  ReceiveOptions,
  SentMessage,
} from './queue/types.ts';
import { requireReceiveCount, requireSendable, requireVisibilityTimeout } from './queue/validate.ts';

export { QueueDefinitionError, queueDefinitionOf } from './queue/definition.ts';
export type * from './queue/types.ts';

type QueueStep = Extract<JournalEntry, { kind: 'queue' }>['what'];
/** Takes a message that was received too often; `ageMs` is its age in its own queue. */
type DeadLetter = (message: NewMessage, ageMs: number) => void;

/**
 * One SQS queue, standard or FIFO. Waiting passes `timeScale` times faster than real time; while a consumer works on a
 * message of the lane, time is real; SentTimestamp and ApproximateFirstReceiveTimestamp are shifted so that the age read
 * from them with the real clock is the age in that time. Messages never expire; throughput is not limited.
 */
export class Queue {
  readonly definition: QueueDefinition;
  readonly #context: QueueContext;
  readonly #deadLetter: DeadLetter | null;
  readonly #lanes: Lanes;
  readonly #deduplication: Deduplication;
  readonly #consumers: Consumers;
  #lastSequenceNumber = 0n;

  /** `deadLetter` takes what was received more often than the redrive policy allows; null = none is moved. */
  constructor(definition: QueueDefinition, context: QueueContext, deadLetter: DeadLetter | null = null) {
    this.definition = definition;
    this.#context = context;
    this.#deadLetter = deadLetter;
    this.#lanes = new Lanes(definition.fifo, context.timeScale);
    this.#deduplication = new Deduplication(definition.deduplicationScope);
    this.#consumers = new Consumers(context.clock, this.#lanes, (wanted) => this.#take(wanted));
  }

  /** Adds a message. Throws ServiceError (InvalidParameterValue, MissingParameter, InvalidMessageContents) as SQS does. */
  send(outgoing: OutgoingMessage): SentMessage {
    requireSendable(outgoing, this.definition);
    const nowMs = this.#settle();
    const groupId = outgoing.groupId ?? null;
    const deduplicationId = deduplicationIdOf(outgoing, this.definition);
    const earlier = deduplicationId && this.#deduplication.find(deduplicationId, groupId, nowMs);
    if (earlier) {
      this.#record('deduplicated', earlier.messageId, outgoing.traceHeader ?? null, null);
      return { ...earlier, deduplicated: true };
    }
    const messageId = this.#context.newId();
    const sequenceNumber = this.#nextSequenceNumber();
    const delaySeconds = outgoing.delaySeconds ?? this.definition.delaySeconds;
    const traceHeader = outgoing.traceHeader ?? null;
    this.#lanes.add(
      {
        messageId,
        body: outgoing.body,
        messageAttributes: outgoing.messageAttributes ?? {},
        traceHeader,
        groupId,
        deduplicationId,
        sequenceNumber,
        deadLetterSourceArn: null,
        receiveCount: 0,
      },
      { nowMs, ageMs: 0, delayMs: delaySeconds * 1000 },
    );
    const sent = { messageId, sequenceNumber, deduplicated: false };
    if (deduplicationId) this.#deduplication.remember(deduplicationId, groupId, sent, nowMs);
    this.#record('sent', messageId, traceHeader, outgoing.body);
    this.#consumers.attend();
    return sent;
  }

  /**
   * Takes over a message that its own queue has given up, whatever the deduplication says. Its age goes on in a standard
   * queue and begins anew in a FIFO queue, as in SQS.
   */
  accept(message: NewMessage, ageMs: number): void {
    const nowMs = this.#settle();
    this.#lanes.add(
      { ...message, sequenceNumber: this.#nextSequenceNumber() },
      { nowMs, ageMs: this.definition.fifo ? 0 : ageMs, delayMs: 0 },
    );
    this.#consumers.attend();
  }

  /** Leases up to `max` messages: of a FIFO queue in order, and none of a group that has one in flight. */
  receive(options: ReceiveOptions): Promise<readonly Lease[]> {
    requireReceiveCount(options.max);
    requireVisibilityTimeout(options.visibilityTimeoutSeconds ?? this.definition.visibilityTimeoutSeconds);
    return this.#consumers.receive(options);
  }

  /**
   * Deletes by receipt handle. True = deleted; false = it was gone, or (standard queues) has been received again since.
   * Throws ServiceError ReceiptHandleIsInvalid, and InvalidParameterValue when a FIFO receipt has expired.
   */
  delete(receiptHandle: string): boolean {
    this.#settle();
    const { held, isLatest } = this.#heldBy(receiptHandle);
    if (!held) return false;
    const { lane, message } = held;
    if (this.definition.fifo && !(isLatest && lane.isInFlight(message)))
      throw unusableReceipt(receiptHandle, 'The receipt handle has expired.');
    if (!isLatest) return false;
    this.#lanes.remove(held);
    this.#record('deleted', message.messageId, message.traceHeader, null);
    this.#consumers.attend();
    return true;
  }

  /**
   * The message becomes visible in `seconds` from now (0 = at once). Throws ServiceError MessageNotInflight,
   * ReceiptHandleIsInvalid or InvalidParameterValue as SQS does.
   */
  changeVisibility(receiptHandle: string, seconds: number): void {
    requireVisibilityTimeout(seconds);
    this.#settle();
    const { held, isLatest } = this.#heldBy(receiptHandle);
    if (!held || !isLatest)
      throw unusableReceipt(
        receiptHandle,
        'Message does not exist or is not available for visibility timeout change.',
      );
    const { lane, message } = held;
    if (!lane.isInFlight(message))
      throw new ServiceError('MessageNotInflight', 400, 'The message referred to is not in flight.');
    message.visibleFromLaneMs = lane.nowLaneMs + seconds * 1000;
    message.delayChosen = true;
    this.#record('delayed', message.messageId, message.traceHeader, null);
    this.#consumers.attend();
  }

  /** Calls `listener` whenever something is there to be taken after the waiting receives were served; the answer stops that. */
  onVisible(listener: () => void): () => void {
    return this.#consumers.listen(listener);
  }

  /** SQS's three approximate numbers, here exact. `delayed` counts messages that wait for their first delivery. */
  counts(): Readonly<{ visible: number; inFlight: number; delayed: number }> {
    this.#settle();
    const counts = { visible: 0, inFlight: 0, delayed: 0 };
    for (const { lane, message } of this.#lanes.all())
      counts[lane.isVisible(message) ? 'visible' : lane.isInFlight(message) ? 'inFlight' : 'delayed'] += 1;
    return counts;
  }

  /** Everything in the queue, as it would be received now, without receiving it. */
  contents(): readonly ReceivedMessage[] {
    this.#settle();
    return this.#lanes.all().map((held) => this.#read(held));
  }

  /** Ends all waiting; timers are gone afterwards. */
  stop(): void {
    this.#consumers.stop();
  }

  #take({ max, visibilityTimeoutSeconds }: ReceiveOptions): readonly Lease[] {
    this.#settle();
    const timeoutMs = (visibilityTimeoutSeconds ?? this.definition.visibilityTimeoutSeconds) * 1000;
    const taken: Held[] = [];
    for (const held of this.#lanes.takeable()) {
      if (taken.length === max) break;
      if (this.#isReceivedTooOften(held.message)) this.#moveToDeadLetter(held);
      else taken.push(held);
    }
    return taken.map((held) => this.#lease(held, timeoutMs));
  }

  #isReceivedTooOften(message: StoredMessage): boolean {
    const { redrive } = this.definition;
    return this.#deadLetter !== null && redrive !== null && message.receiveCount >= redrive.maxReceiveCount;
  }

  #moveToDeadLetter(held: Held): void {
    const { lane, message } = held;
    this.#lanes.remove(held);
    this.#record('dead-lettered', message.messageId, message.traceHeader, message.body);
    this.#deadLetter?.(
      { ...message, deadLetterSourceArn: this.definition.arn },
      lane.nowLaneMs - message.sentLaneMs,
    );
  }

  #lease(held: Held, timeoutMs: number): Lease {
    const { lane, message } = held;
    message.receiveCount += 1;
    message.firstReceivedLaneMs ??= lane.nowLaneMs;
    message.visibleFromLaneMs = lane.nowLaneMs + timeoutMs;
    message.inWork = true;
    message.delayChosen = false;
    this.#record('received', message.messageId, message.traceHeader, null);
    const received = this.#read(held);
    const { receiveCount } = message;
    return {
      message: received,
      delete: () =>
        (!this.definition.fifo || this.#isStillHeld(held, receiveCount)) &&
        this.delete(received.receiptHandle),
      release: () => {
        if (this.#isStillHeld(held, receiveCount)) this.#release(message);
      },
    };
  }

  #release(message: StoredMessage): void {
    message.inWork = false;
    if (!message.delayChosen) this.#record('delayed', message.messageId, message.traceHeader, null);
    this.#consumers.attend();
  }

  #isStillHeld({ lane, message }: Held, receiveCount: number): boolean {
    this.#settle();
    return (
      lane.messages.includes(message) && message.receiveCount === receiveCount && lane.isInFlight(message)
    );
  }

  #heldBy(receiptHandle: string): Readonly<{ held: Held | null; isLatest: boolean }> {
    const receipt = readReceiptHandle(this.definition.name, receiptHandle);
    if (!receipt)
      throw new ServiceError('ReceiptHandleIsInvalid', 404, 'The input receipt handle is invalid.');
    const held = this.#lanes.find(receipt.messageId);
    return { held, isLatest: held?.message.receiveCount === receipt.receiveCount };
  }

  #read({ lane, message }: Held): ReceivedMessage {
    const now = { realMs: this.#context.clock.nowMs(), laneMs: lane.nowLaneMs };
    return receivedMessage(message, this.definition, now);
  }

  /** Brings every lane up to now; to be called before anything is read or changed. */
  #settle(): number {
    const nowMs = this.#context.clock.nowMs();
    this.#lanes.settle(nowMs);
    return nowMs;
  }

  #nextSequenceNumber(): string | null {
    if (!this.definition.fifo) return null;
    this.#lastSequenceNumber += 1n;
    return String(this.#lastSequenceNumber).padStart(20, '0');
  }

  #record(what: QueueStep, messageId: string, traceHeader: string | null, body: string | null): void {
    const traceId = traceIdOf(traceHeader);
    this.#context.journal.record({
      kind: 'queue',
      queue: this.definition.name,
      what,
      messageId,
      body,
      traceId,
    });
  }
}

function unusableReceipt(receiptHandle: string, reason: string): ServiceError {
  return new ServiceError(
    'InvalidParameterValue',
    400,
    `Value ${receiptHandle} for parameter ReceiptHandle is invalid. Reason: ${reason}`,
  );
}
