import type { NoteLabels } from './note-labels.ts';

export const polish: NoteLabels = {
  machineTranslation: 'tłumaczenie maszynowe',
  positive: 'pozytywny',
  negative: 'negatywny',
  neutral: 'neutralny',
  mixed: 'mieszany',
  unknownLanguage: 'nieznany język',
  sentimentUnavailable: 'nastrój niedostępny',
  intentUnavailable: 'intencja niedostępna',
  originalFollows: 'Tłumaczenie niedostępne. Tekst oryginalny:',
  languageUnsure: 'Niepewny język {arrow} {command}',
  replyLanguage: 'Odpowiedzi są wysyłane w języku zgłaszającego ({language})',
  overBudget: 'Nie przetłumaczono: osiągnięto limit znaków z ustawień.',
  quotedHistory: {
    one: 'cytowana historia: {count} wiersz',
    few: 'cytowana historia: {count} wiersze',
    many: 'cytowana historia: {count} wierszy',
    other: 'cytowana historia: {count} wiersza',
  },
  signature: {
    one: 'podpis: {count} wiersz',
    few: 'podpis: {count} wiersze',
    many: 'podpis: {count} wierszy',
    other: 'podpis: {count} wiersza',
  },
  disclaimer: {
    one: 'zastrzeżenie prawne: {count} wiersz',
    few: 'zastrzeżenie prawne: {count} wiersze',
    many: 'zastrzeżenie prawne: {count} wierszy',
    other: 'zastrzeżenie prawne: {count} wiersza',
  },
  attachments: {
    one: '{count} załącznik, nieprzetłumaczony',
    few: '{count} załączniki, nieprzetłumaczone',
    many: '{count} załączników, nieprzetłumaczonych',
    other: '{count} załącznika, nieprzetłumaczone',
  },
  overCap: { other: 'nieprzetłumaczone znaki na końcu: {count} (limit na wiadomość)' },
  glossary: 'glosariusz: {terms}',
  late: 'Do wiadomości z {time}: „{excerpt}”',
  replaces: 'Zastępuje notatkę, w której przyjęto język: {language}. Do wiadomości z {time}: „{excerpt}”',
};
