import * as z from 'zod/mini';
import { jsonOf, sharedEnvShape } from '../_shared/env.ts';

const text = z.string().check(z.minLength(1));

export const dlqWatchEnv = z.object({
  ...sharedEnvShape,
  LEDGER_TABLE: text,
  /** The dead-letter queues to look into, with the stage whose work they hold. */
  DEAD_LETTER_QUEUES: jsonOf(
    z.array(z.object({ stage: z.enum(['ingest', 'enrich', 'reply', 'write-back']), url: z.url() })),
  ),
});
