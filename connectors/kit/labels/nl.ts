import type { NoteLabels } from './note-labels.ts';

export const dutch: NoteLabels = {
  machineTranslation: 'automatische vertaling',
  positive: 'positief',
  negative: 'negatief',
  neutral: 'neutraal',
  mixed: 'gemengd',
  unknownLanguage: 'onbekende taal',
  sentimentUnavailable: 'stemming niet beschikbaar',
  intentUnavailable: 'bedoeling niet beschikbaar',
  originalFollows: 'Vertaling niet beschikbaar. De oorspronkelijke tekst:',
  languageUnsure: 'Niet zeker van de taal {arrow} {command}',
  replyLanguage: 'Antwoorden gaan in de taal van de aanvrager ({language})',
  overBudget: 'Niet vertaald: de tekenlimiet van de instellingen is bereikt.',
  quotedHistory: {
    one: 'geciteerde geschiedenis {count} regel',
    other: 'geciteerde geschiedenis {count} regels',
  },
  signature: { one: 'handtekening {count} regel', other: 'handtekening {count} regels' },
  disclaimer: { one: 'disclaimer {count} regel', other: 'disclaimer {count} regels' },
  attachments: { one: '{count} bijlage, niet vertaald', other: '{count} bijlagen, niet vertaald' },
  overCap: {
    one: 'het laatste teken is niet vertaald (limiet per bericht)',
    other: 'de laatste {count} tekens zijn niet vertaald (limiet per bericht)',
  },
  glossary: 'woordenlijst: {terms}',
  late: 'Bij het bericht van {time}: “{excerpt}”',
  replaces: 'Vervangt de notitie die van het {language} uitging. Bij het bericht van {time}: “{excerpt}”',
};
