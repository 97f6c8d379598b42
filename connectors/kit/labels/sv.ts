import type { NoteLabels } from './note-labels.ts';

export const swedish: NoteLabels = {
  machineTranslation: 'maskinöversättning',
  positive: 'positiv',
  negative: 'negativ',
  neutral: 'neutral',
  mixed: 'blandad',
  unknownLanguage: 'okänt språk',
  sentimentUnavailable: 'stämning saknas',
  intentUnavailable: 'ärendetyp saknas',
  originalFollows: 'Översättning saknas. Originaltexten:',
  languageUnsure: 'Osäker på språket {arrow} {command}',
  replyLanguage: 'Svar skickas på frågeställarens språk ({language})',
  overBudget: 'Inte översatt: inställningarnas teckengräns är nådd.',
  quotedHistory: { one: 'citerad historik {count} rad', other: 'citerad historik {count} rader' },
  signature: { one: 'signatur {count} rad', other: 'signatur {count} rader' },
  disclaimer: { one: 'friskrivning {count} rad', other: 'friskrivning {count} rader' },
  attachments: { one: '{count} bilaga, inte översatt', other: '{count} bilagor, inte översatta' },
  overCap: {
    one: 'det sista tecknet översattes inte (gräns per meddelande)',
    other: 'de sista {count} tecknen översattes inte (gräns per meddelande)',
  },
  glossary: 'ordlista: {terms}',
  late: 'Om meddelandet från {time}: ”{excerpt}”',
  replaces:
    'Ersätter anteckningen som utgick från språket {language}. Om meddelandet från {time}: ”{excerpt}”',
};
