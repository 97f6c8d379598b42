import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SettingsError } from '../../../infra/problems.ts';
import { loadSettings, parseSettings, settingsFolder } from '../../../infra/settings.ts';
import { lookUpWithPartner } from '../../support/partner-stage.ts';

const account = {
  connector: 'zendesk',
  account: '22129848',
  baseUrl: 'https://acme.zendesk.com',
  agentLanguages: { default: 'en' },
  runtimeUserId: '8447388090001',
};
const valid = {
  stage: 'prod',
  region: 'eu-central-1',
  alarmEmail: 'oncall@example.com',
  accounts: [account],
};

/** The lines that a person reads about `json` in settings/prod.json. */
function linesAbout(json: unknown, lookUp?: typeof lookUpWithPartner): readonly string[] {
  try {
    parseSettings('settings/prod.json', json, lookUp);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.lines;
    throw error;
  }
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dragoman-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('settings that are complete', () => {
  it('get the defaults for whatever they leave out', () => {
    // Act
    const settings = parseSettings('settings/prod.json', valid);
    // Assess
    expect(settings).toMatchObject({
      customerKey: false,
      budgets: { translatedCharactersPerDay: 5_000_000, usdPerDay: 100, awsBudget: true },
      limits: {
        maxBodyBytes: 262_144,
        maxWaitSeconds: 600,
        maxWriteAgeSeconds: 7_200,
        maxReplyWaitSeconds: 600,
        catchUpMinutes: 5,
        catchUpGraceSeconds: 120,
        archiveDays: 14,
        deadLetterDays: 14,
        logDays: 30,
        maxConcurrency: 10,
      },
    });
    expect(settings.accounts[0]).toMatchObject({
      mode: 'full',
      tagPrefix: 'dm_',
      shortTextLetters: 20,
      reply: { signature: 'as-written', footer: {}, commandsByEmail: false },
    });
  });

  it('keep the defaults beside the one limit that is set', () => {
    // Act
    const { limits } = parseSettings('settings/prod.json', { ...valid, limits: { logDays: 90 } });
    // Assess
    expect([limits.logDays, limits.archiveDays]).toEqual([90, 14]);
  });

  it('may reach a helpdesk without TLS in the stage that runs on one machine', () => {
    expect(
      linesAbout({ ...valid, stage: 'local', accounts: [{ ...account, baseUrl: 'http://127.0.0.1:4010' }] }),
    ).toEqual([]);
  });

  it.each(['local', 'example'])('are what ships as settings/%s.json', (name) => {
    const json = JSON.parse(readFileSync(join(settingsFolder, `${name}.json`), 'utf8'));
    expect(parseSettings(`settings/${name}.json`, json).accounts).toHaveLength(1);
  });
});

describe('what a person reads when settings are wrong', () => {
  const withAccount = (change: object) => ({ ...valid, accounts: [{ ...account, ...change }] });

  it.each<[string, unknown, string[]]>([
    [
      'a stage with capitals',
      { ...valid, stage: 'Prod' },
      ['stage: expected the name of the file: small letters, digits and single dashes, at most 16'],
    ],
    [
      'a stage that Lex could not have in a name',
      { ...valid, stage: 'prod--2' },
      ['stage: expected the name of the file: small letters, digits and single dashes, at most 16'],
    ],
    [
      'a region without Comprehend',
      { ...valid, region: 'eu-north-1' },
      [
        'region: expected a region with Translate, Comprehend and Lex V2 (list of 2026-11-23): us-east-1, us-west-2, ' +
          'ca-central-1, eu-central-1, eu-west-1, eu-west-2, ap-northeast-1, ap-northeast-2, ap-southeast-1, ap-southeast-2',
      ],
    ],
    [
      'no address for alarms',
      { stage: 'prod', region: 'eu-central-1', accounts: [account] },
      ['alarmEmail: is missing; expected an e-mail address such as oncall@example.com'],
    ],
    [
      'an address that is none',
      { ...valid, alarmEmail: 'oncall' },
      ['alarmEmail: expected an e-mail address such as oncall@example.com'],
    ],
    [
      'a number where true or false should be',
      { ...valid, customerKey: 1 },
      ['customerKey: expected true or false'],
    ],
    [
      'a fraction where a whole number should be',
      { ...valid, limits: { maxWaitSeconds: 90.5 } },
      ['limits.maxWaitSeconds: expected a whole number'],
    ],
    [
      'a limit that is too small',
      { ...valid, limits: { maxConcurrency: 1 } },
      ['limits.maxConcurrency: expected at least 2'],
    ],
    [
      'a catch-up that is too rare',
      { ...valid, limits: { catchUpMinutes: 61 } },
      ['limits.catchUpMinutes: expected at most 60'],
    ],
    [
      'an archive that would outlive the ledger',
      { ...valid, limits: { archiveDays: 29 } },
      ['limits.archiveDays: expected at most 28'],
    ],
    [
      'a time that CloudWatch does not know',
      { ...valid, limits: { logDays: 31 } },
      ['limits.logDays: expected one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731'],
    ],
    ['no accounts', { ...valid, accounts: [] }, ['accounts: expected at least 1 entry']],
    ['accounts that are not a list', { ...valid, accounts: account }, ['accounts: expected a list [ … ]']],
    [
      'a glossary that is called by its file',
      withAccount({ glossary: 'shop.csv' }),
      [
        'accounts.0.glossary: expected the name of a file in settings/glossaries without .csv: small letters, digits and single dashes',
      ],
    ],
    [
      'a glossary where CloudFormation cannot make one',
      { ...withAccount({ glossary: 'shop' }), region: 'eu-west-1' },
      [
        'accounts.0.glossary: CloudFormation cannot make a glossary in eu-west-1, only in us-east-1, us-west-2, eu-central-1 ' +
          '(list of 2026-11-23). keepTerms works everywhere',
      ],
    ],
    [
      'a name to keep that begins with a space',
      withAccount({ keepTerms: ['Acme', ' Brio'] }),
      [
        'accounts.0.keepTerms.1: expected a list of names in quotes, each of 1 to 200 characters without spaces around it',
      ],
    ],
    [
      'a formality that does not exist',
      withAccount({ tone: { de: { formality: 'casual' } } }),
      ['accounts.0.tone.de.formality: expected one of formal, informal'],
    ],
    [
      'a tone that is misspelt',
      withAccount({ tone: { de: { formal: true } } }),
      ['accounts.0.tone.de.formal: is not a setting (settings/README.md lists them)'],
    ],
    [
      'a tone for a language that is written otherwise',
      withAccount({ tone: { 'pt-br': { brief: true } } }),
      ['accounts.0.tone.pt-br: expected a group { … } by languages such as de or pt-BR, or * for all'],
    ],
    [
      'translations that are kept for ever',
      withAccount({ translationMemoryDays: 3_650 }),
      ['accounts.0.translationMemoryDays: expected at most 365'],
    ],
    [
      'plain HTTP',
      withAccount({ baseUrl: 'http://acme.zendesk.com' }),
      ['accounts.0.baseUrl: expected an https address such as https://acme.zendesk.com'],
    ],
    [
      'an address without https://',
      withAccount({ baseUrl: 'acme.zendesk.com' }),
      ['accounts.0.baseUrl: expected an https address such as https://acme.zendesk.com'],
    ],
    [
      'an account id as a number',
      withAccount({ account: 22129848 }),
      ["accounts.0.account: expected the helpdesk's own account id, in quotes: letters, digits, and . _ @ -"],
    ],
    [
      'an account id that could not be part of a path',
      withAccount({ account: 'acme/eu' }),
      ["accounts.0.account: expected the helpdesk's own account id, in quotes: letters, digits, and . _ @ -"],
    ],
    [
      'a tool that there is not',
      withAccount({ connector: 'otherdesk' }),
      ['accounts.0.connector: expected one of zendesk, salesforce, request-tracker'],
    ],
    [
      'no agent language',
      withAccount({ agentLanguages: {} }),
      ['accounts.0.agentLanguages.default: is missing; expected text in quotes'],
    ],
    [
      'a language that is none',
      withAccount({ agentLanguages: { default: 'en', groups: { '77': 'english' } } }),
      [
        'accounts.0.agentLanguages.groups.77: "english" is no language; expected a tag such as "en" or "pt-BR"',
      ],
    ],
    [
      'a language with more to it than language, script, region and variant',
      withAccount({ agentLanguages: { default: 'de-u-co-phonebk' } }),
      [
        'accounts.0.agentLanguages.default: "de-u-co-phonebk" is no language; expected a tag such as "en" or "pt-BR"',
      ],
    ],
    [
      'a language in the wrong spelling',
      withAccount({ agentLanguages: { default: 'pt_br' } }),
      ['accounts.0.agentLanguages.default: expected a canonical BCP 47 language tag such as "es" or "pt-BR"'],
    ],
    [
      'a mode that there is not',
      withAccount({ mode: 'silent' }),
      ['accounts.0.mode: expected one of observe, notes, full'],
    ],
    [
      'a share above one',
      withAccount({ thresholds: { intent: 55 } }),
      ['accounts.0.thresholds.intent: expected at most 1'],
    ],
    [
      "a field id of the tool's own part as a number",
      withAccount({ vendor: { fields: { language: 360000000001 } } }),
      ['accounts.0.vendor.fields.language: expected text in quotes'],
    ],
    [
      'a misspelt setting of the stage',
      { ...valid, customerKeys: true },
      ['customerKeys: is not a setting (settings/README.md lists them)'],
    ],
    [
      'a misspelt setting of an account, at any depth',
      withAccount({ caps: { charactersPerMesage: 5 } }),
      ['accounts.0.caps.charactersPerMesage: is not a setting (settings/README.md lists them)'],
    ],
    [
      "a misspelt setting of the tool's own part",
      withAccount({ vendor: { fields: { langauge: '360000000001' } } }),
      ['accounts.0.vendor.fields.langauge: is not a setting (settings/README.md lists them)'],
    ],
    [
      'one account twice',
      { ...valid, accounts: [account, account] },
      ['accounts.1: is the same account as accounts.0 (zendesk 22129848)'],
    ],
    ['something that is no object at all', 'prod', ['expected a group { … }']],
  ])('%s', (_, json, expected) => {
    expect(linesAbout(json)).toEqual(expected.map((line) => `settings/prod.json: ${line}`));
  });

  it('names everything that is wrong at once, not one thing after the other', () => {
    expect(linesAbout({ ...valid, region: 'mars', alarmEmail: 'x', limits: { logDays: 2 } })).toHaveLength(3);
  });

  it('counts the bytes when there are too many accounts for a function', () => {
    // Prepare
    const accounts = Array.from({ length: 40 }, (_, index) => ({
      ...account,
      account: String(1_000 + index),
    }));
    // Act
    const lines = linesAbout({ ...valid, accounts });
    // Assess
    expect(lines).toEqual([
      "settings/prod.json: accounts: are 5761 bytes without what has its default value; a function's environment has " +
        'room for 3072. Move some accounts to a stage of their own',
    ]);
  });
});

describe('what a person reads about partner event sources', () => {
  const source = 'aws.partner/desk.example.com/22129848/first';
  const wholeName =
    'expected the whole name of an event source of zendesk, which begins with aws.partner/desk.example.com/ ' +
    '(EventBridge → Partner event sources)';
  const withSources = (...partnerEventSources: unknown[]) => ({
    ...valid,
    accounts: [{ ...account, partnerEventSources }],
  });

  it('is nothing where all is well', () => {
    const json = withSources(source, 'aws.partner/desk.example.com/22129848/second');
    expect(linesAbout(json, lookUpWithPartner)).toEqual([]);
  });

  it.each<[string, unknown, string[]]>([
    [
      'the source of another partner',
      withSources('aws.partner/other.example.com/1/2'),
      [`accounts.0.partnerEventSources.0: ${wholeName}`],
    ],
    [
      'half a name',
      withSources('aws.partner/desk.example.com/'),
      [
        'accounts.0.partnerEventSources.0: expected a list of names of partner event sources, each as EventBridge shows it: aws.partner/…',
      ],
    ],
    [
      'a name with a sign that AWS does not take',
      withSources(source, `${source}:2`),
      [`accounts.0.partnerEventSources.1: ${wholeName}`],
    ],
    [
      'a name that is too long for AWS',
      withSources(`${source}/${'x'.repeat(256)}`),
      [`accounts.0.partnerEventSources.0: ${wholeName}`],
    ],
    [
      'a bus of one’s own',
      withSources('my-bus'),
      [
        'accounts.0.partnerEventSources.0: expected a list of names of partner event sources, each as EventBridge shows it: aws.partner/…',
      ],
    ],
    [
      'a name that is not in a list',
      { ...valid, accounts: [{ ...account, partnerEventSources: source }] },
      [
        'accounts.0.partnerEventSources: expected a list of names of partner event sources, each as EventBridge shows it: aws.partner/…',
      ],
    ],
    [
      'one source twice in an account',
      withSources(source, source),
      [
        'accounts.0.partnerEventSources.1: is the same source as accounts.0.partnerEventSources.0; expected each source once',
      ],
    ],
    [
      'one source in two accounts',
      {
        ...valid,
        accounts: [
          { ...account, partnerEventSources: [source] },
          { ...account, account: '33', partnerEventSources: [source] },
        ],
      },
      [
        'accounts.1.partnerEventSources.0: is the same source as accounts.0.partnerEventSources.0; expected each source once',
      ],
    ],
  ])('%s', (_, json, expected) => {
    expect(linesAbout(json, lookUpWithPartner)).toEqual(
      expected.map((line) => `settings/prod.json: ${line}`),
    );
  });

  it('is that a tool has no partner bus, where it has none', () => {
    expect(linesAbout(withSources(source))).toEqual([
      'settings/prod.json: accounts.0.partnerEventSources: expected none: zendesk is no event partner of AWS, its ' +
        'messages come in by webhook',
    ]);
  });
});

describe('reading the file of a stage', () => {
  it('says how to begin when there is none', () => {
    expect(() => loadSettings('prod', folder)).toThrow(
      new SettingsError([
        'settings/prod.json: cannot be read. Copy settings/example.json to it and fill it in',
      ]),
    );
  });

  it('says where a file stops being JSON', () => {
    // Prepare
    writeFileSync(join(folder, 'broken.json'), '{\n  "stage": "broken",\n}\n');
    // Act and assess
    expect(() => loadSettings('broken', folder)).toThrow(
      /^settings\/broken\.json: is not JSON: .*line 3 column 1/,
    );
  });

  it('does not take the settings of one stage for another', () => {
    // Prepare
    writeFileSync(join(folder, 'staging.json'), JSON.stringify(valid));
    // Act and assess
    expect(() => loadSettings('staging', folder)).toThrow(
      'settings/staging.json: stage: expected "staging", as the file is called',
    );
  });

  it('gives the settings where all is well', () => {
    // Prepare
    writeFileSync(join(folder, 'prod.json'), JSON.stringify(valid));
    // Act and assess
    expect(loadSettings('prod', folder).region).toBe('eu-central-1');
  });
});
