import { undetermined } from '../../../events/language.ts';
import { sentimentLabels } from '../../../events/message-enriched.v1.ts';
import { type FieldFamily, optionTag } from '../vocabulary.ts';
import { offeredLanguages } from './languages.ts';
import type { FieldKey } from './work.ts';

export type FieldOption = Readonly<{ name: string; value: string }>;

/** A ticket field as it should be. */
export type WantedField = Readonly<{
  key: FieldKey;
  title: string;
  type: 'tagger' | 'text';
  /** Empty for a text. */
  options: readonly FieldOption[];
}>;

/** The four fields, their options named in the agents' language where it has names. */
export function wantedFields(
  tagPrefix: string,
  intents: readonly string[],
  agentLanguage: string,
): readonly WantedField[] {
  const dropDown = (key: FieldFamily, title: string, options: readonly Option[]): WantedField => ({
    ...{ key, title: `${title} (Dragoman)`, type: 'tagger' },
    options: options.flatMap(([value, name]) => {
      const tag = optionTag(tagPrefix, key, value);
      return tag === null ? [] : [{ name, value: tag }];
    }),
  });
  return [
    dropDown('language', 'Language', languageOptions(agentLanguage)),
    dropDown(
      'sentiment',
      'Sentiment',
      sentimentLabels.map((label) => [label, inWords(label.toLowerCase())]),
    ),
    dropDown(
      'intent',
      'Intent',
      [...new Set(intents)].map((name) => [name, inWords(name)]),
    ),
    { key: 'subject', title: 'Subject, translated (Dragoman)', type: 'text', options: [] },
  ];
}

type Option = readonly [value: string, name: string];

/** By name, as people look for them: "Portugiesisch (Brasilien)" beside "Portugiesisch". */
function languageOptions(agentLanguage: string): readonly Option[] {
  const names = new Intl.DisplayNames([agentLanguage, 'en'], {
    type: 'language',
    languageDisplay: 'standard',
  });
  const { compare } = new Intl.Collator(agentLanguage);
  return offeredLanguages
    .map((tag): Option => [tag, tag === undetermined ? 'Not known' : (names.of(tag) ?? tag)])
    .toSorted(([, one], [, other]) => compare(one, other));
}

/** `OrderStatus` → `Order status`. */
function inWords(name: string): string {
  const words = name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
