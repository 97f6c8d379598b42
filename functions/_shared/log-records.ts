import * as z from 'zod/mini';

/**
 * The one line that each message's way ends with, whatever the function: what an operator searches for first
 * (`fields @timestamp, outcome, reason | filter message = "ended"`). Ids only, never text.
 */
export const endedRecord = z.object({
  message: z.literal('ended'),
  outcome: z.enum(['delivered', 'skipped', 'parked', 'refused']),
  reason: z.nullable(z.string()),
  /** Null where the delivery was refused before it could be read. */
  eventId: z.nullable(z.string()),
  correlationId: z.nullable(z.string()),
  connector: z.string(),
  account: z.string(),
  ticket: z.nullable(z.string()),
  messageId: z.nullable(z.string()),
  /** Root of the X-Ray trace header that came with the delivery; null = none came. */
  traceId: z.nullable(z.string()),
});
export type EndedRecord = z.infer<typeof endedRecord>;
