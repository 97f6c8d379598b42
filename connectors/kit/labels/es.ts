import type { NoteLabels } from './note-labels.ts';

export const spanish: NoteLabels = {
  machineTranslation: 'traducción automática',
  positive: 'positivo',
  negative: 'negativo',
  neutral: 'neutro',
  mixed: 'mixto',
  unknownLanguage: 'idioma desconocido',
  sentimentUnavailable: 'sentimiento no disponible',
  intentUnavailable: 'intención no disponible',
  originalFollows: 'Traducción no disponible. El texto original:',
  languageUnsure: 'Idioma dudoso {arrow} {command}',
  replyLanguage: 'Las respuestas se envían en el idioma del solicitante ({language})',
  overBudget: 'Sin traducir: se ha alcanzado el límite de caracteres de la configuración.',
  quotedHistory: { one: 'historial citado {count} línea', other: 'historial citado {count} líneas' },
  signature: { one: 'firma {count} línea', other: 'firma {count} líneas' },
  disclaimer: { one: 'aviso legal {count} línea', other: 'aviso legal {count} líneas' },
  attachments: {
    one: '{count} archivo adjunto, sin traducir',
    other: '{count} archivos adjuntos, sin traducir',
  },
  overCap: {
    one: 'el último carácter no se ha traducido (límite por mensaje)',
    other: 'los últimos {count} caracteres no se han traducido (límite por mensaje)',
  },
  glossary: 'glosario: {terms}',
  late: 'Sobre el mensaje del {time}: «{excerpt}»',
  replaces: 'Sustituye la nota que partía del idioma {language}. Sobre el mensaje del {time}: «{excerpt}»',
};
