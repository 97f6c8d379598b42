import * as z from 'zod/mini';
import { jsonOf, positiveInteger, sharedEnvShape } from '../_shared/env.ts';

const text = z.string().check(z.minLength(1));

export const enrichEnv = z.object({
  ...sharedEnvShape,
  LEDGER_TABLE: text,
  MEMORY_TABLE: text,
  BUDGET_TABLE: text,
  TRANSLATIONS_TABLE: text,
  /** JSON object: name in the settings to what is deployed. */
  GLOSSARIES: jsonOf(z.record(text, z.object({ terminology: text, languages: z.array(text) }))),
  QUEUE_URL: text,
  DEAD_LETTER_QUEUE_URL: text,
  LEX_BOT_ID: text,
  LEX_BOT_ALIAS_ID: text,
  /** JSON object: language of the intent files to Lex locale, e.g. `{"en":"en_US"}`. */
  LEX_LOCALES: jsonOf(z.record(text, text)),
  /** How long a message waits for the translation before it is delivered without. */
  MAX_WAIT_SECONDS: positiveInteger,
});
