import type { NoteLabels } from './note-labels.ts';

export const french: NoteLabels = {
  machineTranslation: 'traduction automatique',
  positive: 'positif',
  negative: 'négatif',
  neutral: 'neutre',
  mixed: 'mitigé',
  unknownLanguage: 'langue inconnue',
  sentimentUnavailable: 'sentiment indisponible',
  intentUnavailable: 'intention indisponible',
  originalFollows: 'Traduction indisponible. Le texte original :',
  languageUnsure: 'Langue incertaine {arrow} {command}',
  replyLanguage: 'Les réponses partent dans la langue du demandeur ({language})',
  overBudget: 'Non traduit : la limite de caractères des paramètres est atteinte.',
  quotedHistory: { one: 'historique cité {count} ligne', other: 'historique cité {count} lignes' },
  signature: { one: 'signature {count} ligne', other: 'signature {count} lignes' },
  disclaimer: { one: 'mention légale {count} ligne', other: 'mention légale {count} lignes' },
  attachments: { one: '{count} pièce jointe, non traduite', other: '{count} pièces jointes, non traduites' },
  overCap: {
    one: 'le dernier caractère n’a pas été traduit (limite par message)',
    other: 'les {count} derniers caractères n’ont pas été traduits (limite par message)',
  },
  glossary: 'glossaire : {terms}',
  late: 'Sur le message du {time} : « {excerpt} »',
  replaces:
    'Remplace la note établie à partir de la langue suivante : {language}. Sur le message du {time} : « {excerpt} »',
};
