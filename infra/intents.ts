import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { issueWording, problemLine, SettingsError, unknownSettings } from './problems.ts';
import { settingsFolder } from './settings.ts';

/** Lex V2's quotas ("Quotas" in its developer guide), those that a file of intents can run into. */
const lexLimits = {
  /** Per locale other than en_AU, en_GB and en_US, which may have 1,000. */
  intents: 250,
  utterancesPerIntent: 1_500,
  charactersPerUtterance: 500,
  nameCharacters: 100,
} as const;

/** Lex learns nothing useful from fewer; not a limit of the service. */
const leastUtterances = 12;

const utterance = z
  .string()
  .trim()
  .min(1)
  .max(lexLimits.charactersPerUtterance)
  .regex(/^[^{}]*$/, 'expected a sentence without { }, which Lex reads as a slot');

const intent = z.object({
  /** In Pascal case: it becomes a field's option tag, and must be readable back from it. */
  name: z
    .string()
    .max(lexLimits.nameCharacters)
    .regex(/^(?:[A-Z][a-z0-9]*)+$/, 'expected words with a capital each, such as OrderStatus'),
  description: z.string().max(200).default(''),
  utterances: z
    .array(utterance)
    .min(leastUtterances)
    .max(lexLimits.utterancesPerIntent)
    .refine(areDistinct, 'expected every utterance once'),
});

const intentFile = z.object({
  /** BCP 47; the name of the file. */
  language: z.string().regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, 'expected a language such as en or pt-BR'),
  /** The Lex locale that is trained for it. */
  locale: z.string().regex(/^[a-z]{2}_[A-Z0-9]{2,3}$/, 'expected a Lex locale such as en_US'),
  intents: z
    .array(intent)
    .min(1)
    .max(lexLimits.intents)
    .refine((intents) => areDistinct(intents.map(({ name }) => name)), 'expected every name once')
    .refine(
      (intents) => areDistinct(intents.flatMap((one) => [...new Set(one.utterances.map(lowerCase))])),
      'expected no utterance in two intents',
    ),
});

/** What the bot is taught in one language. */
export type IntentFile = Readonly<z.infer<typeof intentFile>>;

function lowerCase(text: string): string {
  return text.toLowerCase();
}

function areDistinct(texts: readonly string[]): boolean {
  return new Set(texts.map(lowerCase)).size === texts.length;
}

/** The content of a file of intents, checked. Throws SettingsError with one line per problem. */
export function parseIntents(file: string, json: unknown): IntentFile {
  const parsed = intentFile.safeParse(json, { error: issueWording({}) });
  const problems = parsed.success ? unknownSettings(json, parsed.data) : parsed.error.issues;
  if (!parsed.success || problems.length > 0)
    throw new SettingsError(problems.map((problem) => problemLine(file, problem)));
  return parsed.data;
}

/** All of `settings/intents`, by language. Throws SettingsError if a file is wrong or called otherwise than its language. */
export function loadIntents(folder: string = join(settingsFolder, 'intents')): readonly IntentFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const file = `settings/intents/${name}`;
      const intents = parseIntents(file, JSON.parse(readFileSync(join(folder, name), 'utf8')));
      if (`${intents.language}.json` === name) return intents;
      throw new SettingsError([
        `${file}: language: expected "${name.slice(0, -'.json'.length)}", as the file is called`,
      ]);
    });
}
