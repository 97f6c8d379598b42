import { languageTagOf } from '../../events/language.ts';
import { sentimentLabels } from '../../events/message-enriched.v1.ts';

/** The ticket fields whose values are option tags. */
export const fieldFamilies = ['language', 'sentiment', 'intent'] as const;
export type FieldFamily = (typeof fieldFamilies)[number];

/** What follows the account's tag prefix, so that no tag belongs to two fields (Zendesk refuses a tag in two drop-downs). */
const familyPrefixes = { language: 'lang_', sentiment: 'sentiment_', intent: 'intent_' } as const;

/** Intent names are in Pascal case (`OrderStatus`); only those come back unharmed from a lower-case tag. */
const pascalCase = /^(?:[A-Z][a-z0-9]*)+$/;

const toSuffix: Readonly<Record<FieldFamily, (value: string) => string | null>> = {
  language: (tag) => tag.toLowerCase().replaceAll('-', '_'),
  sentiment: (label) => label.toLowerCase(),
  intent: (name) =>
    pascalCase.test(name)
      ? name.replace(/[A-Z]/g, (letter, at) => `${at === 0 ? '' : '_'}${letter.toLowerCase()}`)
      : null,
};

const fromSuffix: Readonly<Record<FieldFamily, (suffix: string) => string | null>> = {
  language: languageTagOf,
  sentiment: (suffix) => sentimentLabels.find((label) => label.toLowerCase() === suffix) ?? null,
  intent: (suffix) => {
    if (!/^[a-z][a-z0-9]*(?:_[a-z][a-z0-9]*)*$/.test(suffix)) return null;
    return suffix.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  },
};

/**
 * The option tag of a value in our words: `pt-BR` → `dm_lang_pt_br`, `NEGATIVE` → `dm_sentiment_negative`,
 * `OrderStatus` → `dm_intent_order_status`. Null = there is no tag that could be read back (an intent not in Pascal case).
 */
export function optionTag(prefix: string, family: FieldFamily, value: string): string | null {
  const suffix = toSuffix[family](value);
  return suffix === null ? null : `${prefix}${familyPrefixes[family]}${suffix}`;
}

/** The value behind an option tag, in our words; null = not a tag of this family. The inverse of `optionTag`. */
export function valueOfTag(prefix: string, family: FieldFamily, tag: string): string | null {
  const start = `${prefix}${familyPrefixes[family]}`;
  return tag.startsWith(start) ? fromSuffix[family](tag.slice(start.length)) : null;
}
