import * as z from 'zod/mini';
import { positiveInteger, sharedEnvShape } from '../_shared/env.ts';

export const reconcileEnv = z.object({
  ...sharedEnvShape,
  LEDGER_TABLE: z.string().check(z.minLength(1)),
  /** What is younger may still be on its way to us by webhook. */
  CATCH_UP_GRACE_SECONDS: positiveInteger,
});
