import type { NoteLabels } from './note-labels.ts';

export const italian: NoteLabels = {
  machineTranslation: 'traduzione automatica',
  positive: 'positivo',
  negative: 'negativo',
  neutral: 'neutro',
  mixed: 'misto',
  unknownLanguage: 'lingua sconosciuta',
  sentimentUnavailable: 'sentiment non disponibile',
  intentUnavailable: 'intento non disponibile',
  originalFollows: 'Traduzione non disponibile. Il testo originale:',
  languageUnsure: 'Lingua incerta {arrow} {command}',
  replyLanguage: 'Le risposte partono nella lingua del richiedente ({language})',
  overBudget: 'Non tradotto: è stato raggiunto il limite di caratteri delle impostazioni.',
  quotedHistory: { one: 'cronologia citata {count} riga', other: 'cronologia citata {count} righe' },
  signature: { one: 'firma {count} riga', other: 'firma {count} righe' },
  disclaimer: { one: 'nota legale {count} riga', other: 'nota legale {count} righe' },
  attachments: { one: '{count} allegato, non tradotto', other: '{count} allegati, non tradotti' },
  overCap: {
    one: 'l’ultimo carattere non è stato tradotto (limite per messaggio)',
    other: 'gli ultimi {count} caratteri non sono stati tradotti (limite per messaggio)',
  },
  glossary: 'glossario: {terms}',
  late: 'Sul messaggio del {time}: «{excerpt}»',
  replaces:
    'Sostituisce la nota che partiva da questa lingua: {language}. Sul messaggio del {time}: «{excerpt}»',
};
