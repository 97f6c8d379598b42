import * as z from 'zod/mini';
import { defineEvent } from './define.ts';
import { envelopeShape, followingEnvelope } from './envelope.ts';
import { exampleReceived } from './example-message.ts';
import { gap } from './message-enriched.v1.ts';

const detailType = 'writeback.completed.v1';

/** Parts of a ticket that a write may change. */
export const writtenParts = ['note', 'fields', 'tags', 'priority', 'reply', 'status'] as const;

const schema = z.object({
  ...envelopeShape,
  type: z
    .literal(detailType)
    .check(z.describe('The detail-type once more, so that a stored event says what it is.')),
  outcome: z
    .enum(['applied', 'already-applied', 'nothing-to-write', 'refused'])
    .check(
      z.describe(
        '`nothing-to-write`: the message needed neither note nor field. `refused`: the vendor will never take it (closed ticket).',
      ),
    ),
  reason: z
    .nullable(z.string())
    .check(z.describe('Why it was refused, as a short code (`ticket-closed`); null otherwise.')),
  wrote: z.array(z.enum(writtenParts)).check(z.describe('Which parts of the ticket were changed.')),
  superseded: z
    .boolean()
    .check(z.describe('Fields of a newer message were there already, so this older one left them alone.')),
  vendorRefs: z
    .array(z.string())
    .check(z.describe("The vendor's ids of the notes or updates made, in order.")),
  gaps: z.array(gap).check(z.describe('What could not be had, or could not be written.')),
});

const enriched = followingEnvelope('message.enriched.v1', exampleReceived);

/** The helpdesk holds the result: this message is done. */
export const writebackCompleted = defineEvent({
  detailType,
  title: 'The helpdesk holds the result (or needs none): this message is done.',
  published: 'By `write-back`, once per message, when the helpdesk holds the result.',
  archived: false,
  schema,
  examples: [
    {
      ...followingEnvelope(detailType, enriched),
      type: detailType,
      outcome: 'applied',
      reason: null,
      wrote: ['note', 'fields'],
      superseded: false,
      vendorRefs: ['8447388091111'],
      gaps: [],
    },
  ],
});
export type WritebackCompleted = z.infer<typeof schema>;
