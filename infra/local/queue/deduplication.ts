import { createHash } from 'node:crypto';
import type { OutgoingMessage, QueueDefinition, SentMessage } from './types.ts';

/** SQS remembers a deduplication id for five minutes; here too, whatever the time scale: repeats are sent in real time. */
const deduplicationMs = 5 * 60 * 1000;

/** The id that makes two messages of a FIFO queue one: given, or the SHA-256 of the body; null in a standard queue. */
export function deduplicationIdOf(message: OutgoingMessage, queue: QueueDefinition): string | null {
  if (!queue.fifo) return null;
  return message.deduplicationId ?? createHash('sha256').update(message.body, 'utf8').digest('hex');
}

/** What was sent within the last five minutes, by deduplication id. */
export class Deduplication {
  readonly #recent = new Map<string, { sent: SentMessage; atMs: number }>();
  readonly #scope: QueueDefinition['deduplicationScope'];

  constructor(scope: QueueDefinition['deduplicationScope']) {
    this.#scope = scope;
  }

  find(deduplicationId: string, groupId: string | null, nowMs: number): SentMessage | null {
    for (const [key, { atMs }] of this.#recent) {
      if (nowMs - atMs < deduplicationMs) break;
      this.#recent.delete(key);
    }
    return this.#recent.get(this.#keyOf(deduplicationId, groupId))?.sent ?? null;
  }

  remember(deduplicationId: string, groupId: string | null, sent: SentMessage, atMs: number): void {
    this.#recent.set(this.#keyOf(deduplicationId, groupId), { sent, atMs });
  }

  #keyOf(deduplicationId: string, groupId: string | null): string {
    return this.#scope === 'messageGroup' ? JSON.stringify([groupId, deduplicationId]) : deduplicationId;
  }
}
