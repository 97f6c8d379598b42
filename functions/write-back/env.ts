import * as z from 'zod/mini';
import { jsonOf, positiveInteger, sharedEnvShape } from '../_shared/env.ts';

const text = z.string().check(z.minLength(1));

const positiveNumber = z.pipe(text, z.pipe(z.transform(Number), z.number().check(z.positive())));

export const writeBackEnv = z.object({
  ...sharedEnvShape,
  LEDGER_TABLE: text,
  MEMORY_TABLE: text,
  BUDGET_TABLE: text,
  /** Per connector: its queue and that queue's dead-letter queue. */
  QUEUES: jsonOf(z.record(text, z.object({ url: z.url(), deadLetterUrl: z.url() }))),
  /** A write that could not be made for this long is parked. */
  MAX_WRITE_AGE_SECONDS: positiveInteger,
  /** An answer to a customer that has not gone out for this long after it was asked for has failed. */
  MAX_REPLY_WAIT_SECONDS: positiveInteger,
  /** Set by the local stack alone, whose queues can wait so many times faster: the pace then has to as well. */
  LOCAL_TIME_SCALE: z.optional(positiveNumber),
});
