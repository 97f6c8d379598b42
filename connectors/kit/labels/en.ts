import type { NoteLabels } from './note-labels.ts';

export const english: NoteLabels = {
  machineTranslation: 'machine translation',
  positive: 'positive',
  negative: 'negative',
  neutral: 'neutral',
  mixed: 'mixed',
  unknownLanguage: 'unknown language',
  sentimentUnavailable: 'sentiment unavailable',
  intentUnavailable: 'intent unavailable',
  originalFollows: 'Translation unavailable. The original text:',
  languageUnsure: 'Not sure of the language {arrow} {command}',
  replyLanguage: 'Replies go in the requester’s language ({language})',
  overBudget: 'Not translated: the character limit of the settings is reached.',
  quotedHistory: { one: 'quoted history {count} line', other: 'quoted history {count} lines' },
  signature: { one: 'signature {count} line', other: 'signature {count} lines' },
  disclaimer: { one: 'disclaimer {count} line', other: 'disclaimer {count} lines' },
  attachments: { one: '{count} attachment, not translated', other: '{count} attachments, not translated' },
  overCap: {
    one: 'the last character was not translated (limit per message)',
    other: 'the last {count} characters were not translated (limit per message)',
  },
  glossary: 'glossary: {terms}',
  late: 'On the message of {time}: “{excerpt}”',
  replaces: 'Replaces the note that took it for {language}. On the message of {time}: “{excerpt}”',
};
