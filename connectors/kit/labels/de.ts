import type { NoteLabels } from './note-labels.ts';

export const german: NoteLabels = {
  machineTranslation: 'maschinelle Übersetzung',
  positive: 'positiv',
  negative: 'negativ',
  neutral: 'neutral',
  mixed: 'gemischt',
  unknownLanguage: 'unbekannte Sprache',
  sentimentUnavailable: 'Stimmung nicht verfügbar',
  intentUnavailable: 'Anliegen nicht verfügbar',
  originalFollows: 'Übersetzung nicht verfügbar. Der Originaltext:',
  languageUnsure: 'Sprache unsicher {arrow} {command}',
  replyLanguage: 'Antworten gehen in der Sprache des Anfragestellers hinaus ({language})',
  overBudget: 'Nicht übersetzt: Die Zeichengrenze der Einstellungen ist erreicht.',
  quotedHistory: { one: 'zitierter Verlauf {count} Zeile', other: 'zitierter Verlauf {count} Zeilen' },
  signature: { one: 'Signatur {count} Zeile', other: 'Signatur {count} Zeilen' },
  disclaimer: { one: 'Haftungshinweis {count} Zeile', other: 'Haftungshinweis {count} Zeilen' },
  attachments: { one: '{count} Anhang, nicht übersetzt', other: '{count} Anhänge, nicht übersetzt' },
  overCap: {
    one: 'das letzte Zeichen wurde nicht übersetzt (Grenze je Nachricht)',
    other: 'die letzten {count} Zeichen wurden nicht übersetzt (Grenze je Nachricht)',
  },
  glossary: 'Glossar: {terms}',
  late: 'Zur Nachricht vom {time}: „{excerpt}“',
  replaces:
    'Ersetzt die Notiz, die von der Sprache {language} ausging. Zur Nachricht vom {time}: „{excerpt}“',
};
