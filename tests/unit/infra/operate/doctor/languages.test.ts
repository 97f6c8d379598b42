import { expect, test } from 'vitest';
import type { AccountSettingsInput } from '../../../../../connectors/account.ts';
import { loadIntents } from '../../../../../infra/intents.ts';
import { languageFindings } from '../../../../../infra/operate/doctor/languages.ts';
import { parseSettings } from '../../../../../infra/settings.ts';

const settingsWith = (account: Partial<AccountSettingsInput>) =>
  parseSettings('settings/prod.json', {
    stage: 'prod',
    region: 'eu-central-1',
    alarmEmail: 'oncall@example.com',
    accounts: [
      {
        connector: 'zendesk',
        account: '1',
        baseUrl: 'https://acme.example.com',
        agentLanguages: { default: 'en' },
        runtimeUserId: '9',
        ...account,
      },
    ],
  });

/** Check and severity of what was found, with intents in English only. */
const about = (account: Partial<AccountSettingsInput>) =>
  languageFindings(settingsWith(account), loadIntents()).map(
    ({ check, severity }) => `${check}: ${severity}`,
  );

test.each(['en', 'pt-BR', 'nb', 'fil', 'zh-Hant', 'es-419'])('agents can read %s', (language) => {
  expect(about({ agentLanguages: { default: language } })).toEqual(['languages.supported: ok']);
});

test('a language that Translate lacks is an error, wherever the settings name it', () => {
  expect(about({ agentLanguages: { default: 'eu' } })).toEqual(['languages.agent: error']);
  expect(about({ agentLanguages: { default: 'en', groups: { '7': 'la' }, brands: { '8': 'eu' } } })).toEqual([
    'languages.agent: error',
    'languages.agent: error',
  ]);
});

test('a pair of engines with a language that Translate lacks is a warning', () => {
  expect(about({ engines: { '*': ['amazon-translate'], 'es>eu': ['amazon-translate'] } })).toEqual([
    'languages.pair: warning',
  ]);
});

test('without the pivot by way of English, what cannot be classified is a note', () => {
  // Act
  const [finding] = languageFindings(
    settingsWith({ englishPivot: false, agentLanguages: { default: 'nl' } }),
    loadIntents(),
  );
  // Assess
  expect(finding).toMatchObject({ check: 'languages.classified', severity: 'note' });
  expect(finding!.what).toContain('sentiment and intent cannot be told');
});

test('agents who read what the classifiers know need no pivot', () => {
  expect(about({ englishPivot: false })).toEqual(['languages.supported: ok']);
});

test('formality that Translate does not have is a note', () => {
  expect(about({ tone: { pt: { formality: 'formal' }, de: { formality: 'formal' } } })).toEqual([
    'languages.formality: note',
  ]);
  expect(about({ tone: { 'de-AT': { formality: 'formal' }, '*': { formality: 'formal' } } })).toEqual([
    'languages.supported: ok',
  ]);
});
