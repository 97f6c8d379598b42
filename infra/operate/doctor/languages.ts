import type { AccountSettings } from '../../../connectors/account.ts';
import type { Finding } from '../../../connectors/set-up.ts';
import type { IntentFile } from '../../intents.ts';
import { comprehendLanguages, formalityTargets, translateLanguages } from '../../local/language/codes.ts';
import { regionsCheckedOn } from '../../regions.ts';
import type { StageSettings } from '../../settings.ts';
import { ok, trouble } from './findings.ts';

const sentimentLanguages: ReadonlySet<string> = new Set(comprehendLanguages);

/** Where the services call a language otherwise than BCP 47 does. */
const serviceNames: Readonly<Record<string, string>> = { fil: 'tl', nb: 'no', nn: 'no', yue: 'zh' };

/** What is no language tag at all comes back as it is, and no service knows it. */
function serviceLanguage(tag: string): string {
  try {
    const { language } = new Intl.Locale(tag);
    return serviceNames[language] ?? language;
  } catch {
    return tag;
  }
}

const isTranslated = (tag: string) => translateLanguages.has(serviceLanguage(tag));

/** Whether the services know the languages that the settings name; by lists with a date, no call is made. */
export function languageFindings(
  { region, accounts }: StageSettings,
  intents: readonly IntentFile[],
): readonly Finding[] {
  const findings = accounts.flatMap((account) => [
    ...agentLanguageFindings(account),
    ...pairFindings(account),
    ...pivotFindings(account, intents),
    ...formalityFindings(account),
  ]);
  if (findings.length > 0) return findings;
  const where = `in ${region} (lists of ${regionsCheckedOn})`;
  return [
    ok('languages.supported', `Translate, Comprehend and Lex know the languages of the settings ${where}.`),
  ];
}

const nameOf = ({ connector, account }: AccountSettings) => `${connector} ${account}`;

function agentLanguagesOf({ agentLanguages }: AccountSettings): readonly string[] {
  const { default: fallback, groups, brands } = agentLanguages;
  return [...new Set([fallback, ...Object.values(groups), ...Object.values(brands)])];
}

function agentLanguageFindings(account: AccountSettings): readonly Finding[] {
  return agentLanguagesOf(account)
    .filter((tag) => !isTranslated(tag))
    .map((tag) =>
      trouble('languages.agent', 'error', {
        what: `${nameOf(account)}: Amazon Translate does not know ${tag}, which agents are to read.`,
        meaning: 'Every message for these agents gets a note that names the gap, and no translation.',
        mend: 'Put a language of Amazon Translate into agentLanguages; docs.aws.amazon.com/translate lists them.',
      }),
    );
}

function pairFindings(account: AccountSettings): readonly Finding[] {
  return Object.keys(account.engines)
    .filter((pair) => pair !== '*' && !pair.split('>').every(isTranslated))
    .map((pair) =>
      trouble('languages.pair', 'warning', {
        what: `${nameOf(account)}: Amazon Translate does not translate ${pair}, which engines names.`,
        meaning: 'Messages of that pair get a note that names the gap, and no translation.',
        mend: `Take ${pair} out of engines, or write its languages as Amazon Translate knows them.`,
      }),
    );
}

/** Without the pivot by way of English, a text is classified only in a language that the classifier knows. */
function pivotFindings(account: AccountSettings, intents: readonly IntentFile[]): readonly Finding[] {
  const trained = new Set(intents.map(({ language }) => serviceLanguage(language)));
  if (account.englishPivot && trained.has('en')) return [];
  const isRead = (known: ReadonlySet<string>) =>
    agentLanguagesOf(account).every((tag) => known.has(serviceLanguage(tag)));
  const missing = [
    ...(account.englishPivot || isRead(sentimentLanguages) ? [] : ['sentiment']),
    ...(isRead(trained) ? [] : ['intent']),
  ];
  if (missing.length === 0) return [];
  return [
    trouble('languages.classified', 'note', {
      what: `${nameOf(account)}: ${missing.join(' and ')} cannot be told of messages in languages that the classifiers do not know.`,
      meaning: 'Such messages are translated as any other, and their notes name what is missing.',
      mend: 'Set englishPivot to true and keep settings/intents/en.json, or add intents in the agents’ language.',
    }),
  ];
}

function formalityFindings(account: AccountSettings): readonly Finding[] {
  return Object.entries(account.tone)
    .filter(([tag, { formality }]) => formality !== undefined && tag !== '*' && !takesFormality(tag))
    .map(([tag]) =>
      trouble('languages.formality', 'note', {
        what: `${nameOf(account)}: Amazon Translate has no formality for ${tag}, which tone asks for.`,
        meaning: 'Translations into it sound as the engine likes.',
        mend: `Take formality for ${tag} out of tone; nothing else changes.`,
      }),
    );
}

const takesFormality = (tag: string) =>
  formalityTargets.has(tag) || formalityTargets.has(serviceLanguage(tag));
