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
  const languageNames = new Intl.DisplayNames([agentLanguage, 'en'], { type: 'language' });
  const dropDown = (key: FieldFamily, title: string, options: readonly Option[]): WantedField => ({
    ...{ key, title: `${title} (Dragoman)`, type: 'tagger' },
    options: options.flatMap(([value, name]) => {
      const tag = optionTag(tagPrefix, key, value);
      return tag === null ? [] : [{ name, value: tag }];
    }),
  });
  return [
    dropDown(
      'language',
      'Language',
      offeredLanguages.map((tag) => [tag, languageNames.of(tag) ?? tag]),
    ),
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

/** `OrderStatus` → `Order status`. */
function inWords(name: string): string {
  const words = name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
