import * as z from 'zod/mini';
import { sharedEnvShape } from '../_shared/env.ts';

const text = z.string().check(z.minLength(1));

export const ingestPartnerEnv = z.object({
  ...sharedEnvShape,
  QUEUE_URL: text,
  DEAD_LETTER_QUEUE_URL: text,
});
