import type { NoteLabels } from './note-labels.ts';

export const portuguese: NoteLabels = {
  machineTranslation: 'tradução automática',
  positive: 'positivo',
  negative: 'negativo',
  neutral: 'neutro',
  mixed: 'misto',
  unknownLanguage: 'idioma desconhecido',
  sentimentUnavailable: 'sentimento não disponível',
  intentUnavailable: 'intenção não disponível',
  originalFollows: 'Tradução não disponível. O texto original:',
  languageUnsure: 'Idioma incerto {arrow} {command}',
  replyLanguage: 'As respostas seguem no idioma do solicitante ({language})',
  overBudget: 'Não traduzido: foi atingido o limite de caracteres definido.',
  quotedHistory: { one: 'histórico citado {count} linha', other: 'histórico citado {count} linhas' },
  signature: { one: 'assinatura {count} linha', other: 'assinatura {count} linhas' },
  disclaimer: { one: 'aviso legal {count} linha', other: 'aviso legal {count} linhas' },
  attachments: { one: '{count} anexo, não traduzido', other: '{count} anexos, não traduzidos' },
  overCap: {
    one: 'o último caractere não foi traduzido (limite por mensagem)',
    other: 'os últimos {count} caracteres não foram traduzidos (limite por mensagem)',
  },
  glossary: 'glossário: {terms}',
  late: 'Sobre a mensagem de {time}: “{excerpt}”',
  replaces: 'Substitui a nota que partia deste idioma: {language}. Sobre a mensagem de {time}: “{excerpt}”',
};
