import type { Gap } from '../../events/message-enriched.v1.ts';

/** The few words that a note adds to the customer's own, in one agent language. `{…}` are filled in. */
export type NoteLabels = Readonly<{
  machineTranslation: string;
  positive: string;
  negative: string;
  neutral: string;
  mixed: string;
  unknownLanguage: string;
  /** `{gap}`: one of `gaps` below. */
  unavailable: string;
  gaps: Readonly<Record<Gap, string>>;
  /** Before the original text when there is no translation. */
  originalFollows: string;
  languageUnsure: string;
  overBudget: string;
  /** `{quoted}`, `{signature}`, `{disclaimer}`: numbers of lines. */
  quotedHistory: string;
  signature: string;
  disclaimer: string;
  /** `{count}` */
  attachments: string;
  /** `{count}` characters at the end that were not translated. */
  overCap: string;
  glossary: string;
  /** `{time}` and `{excerpt}` */
  late: string;
  /** A message read once more: `{language}` that its earlier note was made from, `{time}` and `{excerpt}`. */
  replaces: string;
}>;

const english: NoteLabels = {
  machineTranslation: 'machine translation',
  positive: 'positive',
  negative: 'negative',
  neutral: 'neutral',
  mixed: 'mixed',
  unknownLanguage: 'unknown language',
  unavailable: '{gap} unavailable',
  gaps: {
    language: 'language',
    translation: 'translation',
    sentiment: 'sentiment',
    intent: 'intent',
    fields: 'fields',
    tags: 'tags',
    priority: 'priority',
    budget: 'budget',
  },
  originalFollows: 'Translation unavailable. The original text:',
  languageUnsure: 'Not sure of the language → #lang xx',
  overBudget: 'Not translated: the character limit of the settings is reached.',
  quotedHistory: 'quoted history {count} lines',
  signature: 'signature {count} lines',
  disclaimer: 'disclaimer {count} lines',
  attachments: '{count} attachments, not translated',
  overCap: 'the last {count} characters were not translated (limit per message)',
  glossary: 'glossary: {terms}',
  late: 'On the message of {time}: “{excerpt}”',
  replaces: 'Replaces the note that took it for {language}. On the message of {time}: “{excerpt}”',
};

const german: NoteLabels = {
  machineTranslation: 'maschinelle Übersetzung',
  positive: 'positiv',
  negative: 'negativ',
  neutral: 'neutral',
  mixed: 'gemischt',
  unknownLanguage: 'unbekannte Sprache',
  unavailable: '{gap} nicht verfügbar',
  gaps: {
    language: 'Sprache',
    translation: 'Übersetzung',
    sentiment: 'Stimmung',
    intent: 'Anliegen',
    fields: 'Felder',
    tags: 'Tags',
    priority: 'Priorität',
    budget: 'Budget',
  },
  originalFollows: 'Übersetzung nicht verfügbar. Der Originaltext:',
  languageUnsure: 'Sprache unsicher → #lang xx',
  overBudget: 'Nicht übersetzt: die Zeichengrenze der Einstellungen ist erreicht.',
  quotedHistory: 'zitierter Verlauf {count} Zeilen',
  signature: 'Signatur {count} Zeilen',
  disclaimer: 'Haftungshinweis {count} Zeilen',
  attachments: '{count} Anhänge, nicht übersetzt',
  overCap: 'die letzten {count} Zeichen wurden nicht übersetzt (Grenze je Nachricht)',
  glossary: 'Glossar: {terms}',
  late: 'Zur Nachricht vom {time}: „{excerpt}“',
  replaces:
    'Ersetzt die Notiz, die von der Sprache {language} ausging. Zur Nachricht vom {time}: „{excerpt}“',
};

const french: NoteLabels = {
  machineTranslation: 'traduction automatique',
  positive: 'positif',
  negative: 'négatif',
  neutral: 'neutre',
  mixed: 'mitigé',
  unknownLanguage: 'langue inconnue',
  unavailable: '{gap} indisponible',
  gaps: {
    language: 'langue',
    translation: 'traduction',
    sentiment: 'sentiment',
    intent: 'intention',
    fields: 'champs',
    tags: 'tags',
    priority: 'priorité',
    budget: 'budget',
  },
  originalFollows: 'Traduction indisponible. Le texte original :',
  languageUnsure: 'Langue incertaine → #lang xx',
  overBudget: 'Non traduit : la limite de caractères des paramètres est atteinte.',
  quotedHistory: 'historique cité {count} lignes',
  signature: 'signature {count} lignes',
  disclaimer: 'mention légale {count} lignes',
  attachments: '{count} pièces jointes, non traduites',
  overCap: 'les {count} derniers caractères n’ont pas été traduits (limite par message)',
  glossary: 'glossaire : {terms}',
  late: 'Sur le message du {time} : « {excerpt} »',
  replaces:
    'Remplace la note établie à partir de la langue suivante : {language}. Sur le message du {time} : « {excerpt} »',
};

const spanish: NoteLabels = {
  machineTranslation: 'traducción automática',
  positive: 'positivo',
  negative: 'negativo',
  neutral: 'neutro',
  mixed: 'mixto',
  unknownLanguage: 'idioma desconocido',
  unavailable: '{gap} no disponible',
  gaps: {
    language: 'idioma',
    translation: 'traducción',
    sentiment: 'sentimiento',
    intent: 'intención',
    fields: 'campos',
    tags: 'etiquetas',
    priority: 'prioridad',
    budget: 'presupuesto',
  },
  originalFollows: 'Traducción no disponible. El texto original:',
  languageUnsure: 'Idioma dudoso → #lang xx',
  overBudget: 'Sin traducir: se ha alcanzado el límite de caracteres de la configuración.',
  quotedHistory: 'historial citado {count} líneas',
  signature: 'firma {count} líneas',
  disclaimer: 'aviso legal {count} líneas',
  attachments: '{count} archivos adjuntos, sin traducir',
  overCap: 'los últimos {count} caracteres no se han traducido (límite por mensaje)',
  glossary: 'glosario: {terms}',
  late: 'Sobre el mensaje del {time}: «{excerpt}»',
  replaces: 'Sustituye la nota que partía del idioma {language}. Sobre el mensaje del {time}: «{excerpt}»',
};

const dutch: NoteLabels = {
  machineTranslation: 'automatische vertaling',
  positive: 'positief',
  negative: 'negatief',
  neutral: 'neutraal',
  mixed: 'gemengd',
  unknownLanguage: 'onbekende taal',
  unavailable: '{gap} niet beschikbaar',
  gaps: {
    language: 'taal',
    translation: 'vertaling',
    sentiment: 'stemming',
    intent: 'bedoeling',
    fields: 'velden',
    tags: 'tags',
    priority: 'prioriteit',
    budget: 'budget',
  },
  originalFollows: 'Vertaling niet beschikbaar. De oorspronkelijke tekst:',
  languageUnsure: 'Niet zeker van de taal → #lang xx',
  overBudget: 'Niet vertaald: de tekenlimiet van de instellingen is bereikt.',
  quotedHistory: 'geciteerde geschiedenis {count} regels',
  signature: 'handtekening {count} regels',
  disclaimer: 'disclaimer {count} regels',
  attachments: '{count} bijlagen, niet vertaald',
  overCap: 'de laatste {count} tekens zijn niet vertaald (limiet per bericht)',
  glossary: 'woordenlijst: {terms}',
  late: 'Bij het bericht van {time}: “{excerpt}”',
  replaces: 'Vervangt de notitie die van het {language} uitging. Bij het bericht van {time}: “{excerpt}”',
};

const byLanguage: Readonly<Record<string, NoteLabels>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  nl: dutch,
};

/** The labels for an agent language; English where there are none yet. Another language is one more object here. */
export function labelsFor(agentLanguage: string): NoteLabels {
  return byLanguage[new Intl.Locale(agentLanguage).language] ?? english;
}

/** `fill('quoted history {count} lines', { count: '41' })`. An unknown placeholder stays, so that a test can see it. */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
}
