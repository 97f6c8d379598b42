import * as z from 'zod/mini';
import { positiveInteger, sharedEnvShape } from '../_shared/env.ts';

export const ingestEnv = z.object({
  ...sharedEnvShape,
  /** A larger webhook body is answered with 413. */
  MAX_BODY_BYTES: positiveInteger,
});
