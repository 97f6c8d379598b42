import * as z from 'zod/mini';
import { languageTag } from '../events/language.ts';

const ids = z.array(z.string().check(z.minLength(1)));

/** Which conversations take part; an empty list does not restrict. `exclude` wins over `include`. */
const scopeSide = z.object({
  brands: z._default(ids, []),
  groups: z._default(ids, []),
  forms: z._default(ids, []),
  channels: z._default(ids, []),
  tags: z._default(ids, []),
});
const everything = { brands: [], groups: [], forms: [], channels: [], tags: [] };

const share = z.number().check(z.gte(0), z.lte(1));
const positive = z.int().check(z.gte(1));

/** How translations into one language should sound; what the language does not support is left out of the request. */
const tone = z.object({
  formality: z.optional(z.enum(['formal', 'informal'])),
  /** Replaces swear words by `?$#@$`. */
  maskProfanity: z.optional(z.boolean()),
  /** Shorter translations. */
  brief: z.optional(z.boolean()),
});

/**
 * One account of one ticketing tool, as it stands in `settings/<stage>.json`. Everything has a default except who and
 * where it is. No secrets: those are in Secrets Manager.
 */
export const accountSettings = z.object({
  connector: z.string().check(z.minLength(1)),
  /** The vendor's immutable account id. */
  account: z.string().check(z.minLength(1)),
  baseUrl: z.url({ protocol: /^https?$/ }),
  /** The agent's language: first match of group, brand, default. */
  agentLanguages: z.object({
    default: languageTag,
    groups: z._default(z.record(z.string(), languageTag), {}),
    brands: z._default(z.record(z.string(), languageTag), {}),
  }),
  /** `observe` writes nothing, `notes` only notes, `full` notes, fields and priority. */
  mode: z._default(z.enum(['observe', 'notes', 'full']), 'full'),
  scope: z._default(
    z.object({ include: z._default(scopeSide, everything), exclude: z._default(scopeSide, everything) }),
    { include: everything, exclude: everything },
  ),
  /** The user that Dragoman writes as. */
  runtimeUserId: z.string().check(z.minLength(1)),
  /** Whether that user does nothing else; only then is authorship proof of our own echo. */
  runtimeUserIsDedicated: z._default(z.boolean(), true),
  notes: z._default(z.enum(['translated', 'always', 'never']), 'translated'),
  /** Prefix of our tags and dropdown options. */
  tagPrefix: z._default(z.string().check(z.regex(/^[a-z][a-z0-9_]{0,15}$/)), 'dm_'),
  thresholds: z._default(
    z.object({
      language: z._default(share, 0.8),
      /** Below it a reported sentiment leaves the field as it is. */
      sentiment: z._default(share, 0.6),
      intent: z._default(share, 0.55),
      /** What a later intent needs to replace the first. */
      intentChange: z._default(share, 0.8),
    }),
    { language: 0.8, sentiment: 0.6, intent: 0.55, intentChange: 0.8 },
  ),
  /** Fewer letters than this never change a conversation's language. */
  shortTextLetters: z._default(positive, 20),
  caps: z._default(
    z.object({
      charactersPerMessage: z._default(positive, 20_000),
      charactersPerDay: z._default(positive, 2_000_000),
      charactersPerRequesterPerHour: z._default(positive, 60_000),
    }),
    { charactersPerMessage: 20_000, charactersPerDay: 2_000_000, charactersPerRequesterPerHour: 60_000 },
  ),
  /** How often a minute tickets may be updated, all conversations together; null = what the tool's plan gives everybody. */
  updatesPerMinute: z._default(z.nullable(positive), null),
  /** Engines to try in order, per language pair (`es>en`) or `*` for every other pair. */
  engines: z._default(
    z.record(
      z.string().check(z.regex(/^(\*|[A-Za-z-]{2,16}>[A-Za-z-]{2,16})$/)),
      z.array(z.enum(['amazon-translate'])),
    ),
    {
      '*': ['amazon-translate'],
    },
  ),
  /** Which of `settings/glossaries` applies, without `.csv`; null = none. */
  glossary: z._default(
    z.nullable(z.string().check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), z.maxLength(64))),
    null,
  ),
  /** Names that no translation may change, letter by letter, such as brands. */
  keepTerms: z._default(
    z.array(z.string().check(z.minLength(1), z.maxLength(200), z.regex(/^\S(.*\S)?$/))),
    [],
  ),
  /** By the language that is translated into, or `*` for all; the more exact entry wins, setting by setting. */
  tone: z._default(z.record(z.union([z.literal('*'), languageTag]), tone), {}),
  /** A translation that was paid is used again for this long; 0 = none is kept. */
  translationMemoryDays: z._default(z.int().check(z.gte(0), z.lte(365)), 30),
  /** Classify by way of English where a language is supported neither directly nor in the agent's language. */
  englishPivot: z._default(z.boolean(), true),
  priority: z._default(
    z.object({
      raise: z._default(z.boolean(), false),
      to: z._default(z.enum(['high', 'urgent']), 'high'),
      threshold: z._default(share, 0.9),
    }),
    { raise: false, to: 'high', threshold: 0.9 },
  ),
  /** How agents' answers go out. */
  reply: z._default(
    z.object({
      /** The agent's signature is never translated. `as-written`: where the note had it; `always`: also where it had none. */
      signature: z._default(z.enum(['as-written', 'always', 'never']), 'as-written'),
      /** By brand, or `*` for every other: a line in the customer's language says that the text was machine-translated. */
      footer: z._default(z.record(z.string(), z.boolean()), {}),
      /** A command in a private note that came by e-mail can be forged. */
      commandsByEmail: z._default(z.boolean(), false),
    }),
    { signature: 'as-written', footer: {}, commandsByEmail: false },
  ),
  /** Chat messages that arrive within so many seconds share one note; 0 = each has a note of its own. */
  chatNoteWindowSeconds: z._default(z.int().check(z.gte(0), z.lte(60)), 4),
  /** Partner event sources that AWS was offered for this account (EventBridge → Partner event sources); none = webhooks only. */
  partnerEventSources: z._default(z.array(z.string().check(z.regex(/^aws\.partner\/[^\s/]+\/\S+$/))), []),
  /** The tool's own part: field ids and the like; checked by the connector's schema. */
  vendor: z._default(z.record(z.string(), z.unknown()), {}),
});
export type AccountSettings = z.infer<typeof accountSettings>;
export type AccountSettingsInput = z.input<typeof accountSettings>;

/** The language that the agents of this conversation read: first match of group, brand, account default. */
export function agentLanguageFor(
  settings: AccountSettings,
  place: Readonly<{ group: string | null; brand: string | null }>,
): string {
  const { groups, brands, default: fallback } = settings.agentLanguages;
  return (
    (place.group === null ? undefined : groups[place.group]) ??
    (place.brand === null ? undefined : brands[place.brand]) ??
    fallback
  );
}
