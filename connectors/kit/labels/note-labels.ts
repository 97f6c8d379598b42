/** A label with a number in it, per plural form of its language. `{count}` is filled in. */
export type CountedLabel = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/** The few words that a note adds to the customer's own, in one agent language. `{…}` are filled in. */
export type NoteLabels = Readonly<{
  machineTranslation: string;
  positive: string;
  negative: string;
  neutral: string;
  mixed: string;
  unknownLanguage: string;
  sentimentUnavailable: string;
  intentUnavailable: string;
  /** Before the original text when there is no translation. */
  originalFollows: string;
  /** `{arrow}` and the `{command}` that tells us the language. */
  languageUnsure: string;
  /** `{language}`: which one that is. */
  replyLanguage: string;
  overBudget: string;
  /** Lines that were cut, by kind. */
  quotedHistory: CountedLabel;
  signature: CountedLabel;
  disclaimer: CountedLabel;
  attachments: CountedLabel;
  /** Characters at the end that were not translated. */
  overCap: CountedLabel;
  glossary: string;
  /** `{time}` and `{excerpt}` */
  late: string;
  /** A message read once more: `{language}` that its earlier note was made from, `{time}` and `{excerpt}`. */
  replaces: string;
}>;
