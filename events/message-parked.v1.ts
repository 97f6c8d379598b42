import * as z from 'zod/mini';
import { defineEvent } from './define.ts';
import { envelopeShape, followingEnvelope } from './envelope.ts';
import { exampleReceived } from './example-message.ts';

const detailType = 'message.parked.v1';

const schema = z.object({
  ...envelopeShape,
  type: z
    .literal(detailType)
    .check(z.describe('The detail-type once more, so that a stored event says what it is.')),
  stage: z
    .enum(['ingest', 'hydrate', 'enrich', 'reply', 'write-back'])
    .check(
      z.describe(
        "Where on its way; `ingest` = it came by a partner's event bus and could not be understood.",
      ),
    ),
  reason: z
    .string()
    .check(
      z.regex(/^[a-z][a-z-]{1,63}$/),
      z.describe('A short code: `retries-exhausted`, `unauthorised`, `refused`, `crashed`, `unreadable`.'),
    ),
  receiveCount: z.int().check(z.gte(0), z.describe('How often the queue handed it out.')),
});

/** A message could not be finished and waits in a dead-letter queue for a person. */
export const messageParked = defineEvent({
  detailType,
  title: 'A message could not be finished; it waits in a dead-letter queue, nothing of it is lost.',
  published:
    'By the function that gives a message up, or by `dlq-watch` for one that SQS moved away after crashes.',
  archived: false,
  schema,
  examples: [
    {
      ...followingEnvelope(detailType, exampleReceived),
      type: detailType,
      stage: 'write-back',
      reason: 'unauthorised',
      receiveCount: 1,
    },
  ],
});
export type MessageParked = z.infer<typeof schema>;
