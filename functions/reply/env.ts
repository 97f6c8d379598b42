import * as z from 'zod/mini';
import { jsonOf, positiveInteger, sharedEnvShape } from '../_shared/env.ts';

const text = z.string().check(z.minLength(1));

export const replyEnv = z.object({
  ...sharedEnvShape,
  LEDGER_TABLE: text,
  MEMORY_TABLE: text,
  TRANSLATIONS_TABLE: text,
  /** JSON object: name in the settings to what is deployed. */
  GLOSSARIES: jsonOf(z.record(text, z.object({ terminology: text, languages: z.array(text) }))),
  QUEUE_URL: text,
  DEAD_LETTER_QUEUE_URL: text,
  /** An answer that could not be translated for this long has failed, and the agent is told. */
  MAX_REPLY_WAIT_SECONDS: positiveInteger,
});
export type ReplyEnv = z.infer<typeof replyEnv>;
