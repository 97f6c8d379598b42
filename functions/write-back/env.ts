import * as z from 'zod/mini';
import { jsonOf, positiveInteger, sharedEnvShape } from '../_shared/env.ts';

const text = z.string().check(z.minLength(1));

export const writeBackEnv = z.object({
  ...sharedEnvShape,
  LEDGER_TABLE: text,
  MEMORY_TABLE: text,
  /** Per connector: its queue and that queue's dead-letter queue. */
  QUEUES: jsonOf(z.record(text, z.object({ url: z.url(), deadLetterUrl: z.url() }))),
  /** A write that could not be made for this long is parked. */
  MAX_WRITE_AGE_SECONDS: positiveInteger,
});
