import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { type AccountSettings, accountSettings } from '../connectors/account.ts';
import { connectorNamed, registry } from '../connectors/registry.ts';
import { namesLanguage } from '../events/language.ts';
import { compactAccounts, maxAccountsBytes } from './accounts-variable.ts';
import { partnerSourceHint, partnerSourceProblems, partnerSourcesTwice } from './partner-sources.ts';
import { issueWording, type Problem, problemLine, SettingsError, unknownSettings } from './problems.ts';
import { glossaryRegions, regions, regionsCheckedOn } from './regions.ts';

/** The stage that runs on one machine; the only one whose helpdesk may be reached without TLS. */
export const localStage = 'local';

/** How long CloudWatch Logs can keep a log, in days: it takes these values and no others. */
const logDays = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731] as const;

/** Rows of the ledger live for 42 days (functions/_shared/ledger.ts) and must outlive the archive by 14. */
const maxArchiveDays = 28;

const wholeNumber = (least: number, most: number) => z.int().min(least).max(most);

const limits = z.object({
  /** A larger webhook body is answered with 413. API Gateway's own limit is 10 MB. */
  maxBodyBytes: wholeNumber(1_024, 1_048_576).default(262_144),
  /** How long a message waits for its translation before it is delivered without. */
  maxWaitSeconds: wholeNumber(30, 3_600).default(600),
  /** How long a write to the helpdesk is tried before it is parked. */
  maxWriteAgeSeconds: wholeNumber(60, 86_400).default(7_200),
  /** An answer to a customer that has not gone out for this long has failed, and the agent is told. */
  maxReplyWaitSeconds: wholeNumber(30, 3_600).default(600),
  /** How often helpdesks are asked for what was never delivered; 0 = never. */
  catchUpMinutes: wholeNumber(0, 60).default(5),
  /**
   * What is younger is left to its webhook. Webhooks come within seconds and are repeated within a minute or two, and Zendesk
   * does not tell of the last minute anyway.
   */
  catchUpGraceSeconds: wholeNumber(1, 3_600).default(120),
  archiveDays: wholeNumber(1, maxArchiveDays).default(14),
  /** SQS keeps a message for 14 days at most. */
  deadLetterDays: wholeNumber(1, 14).default(14),
  logDays: z.literal(logDays).default(30),
  /** Batches worked on at once, per queue. Lambda's least is 2. */
  maxConcurrency: wholeNumber(2, 1_000).default(10),
});

const budgets = z.object({
  /** An alarm, not a stop, over all accounts together; the caps of each account stop (`accounts.*.caps`). */
  translatedCharactersPerDay: wholeNumber(1_000, 1_000_000_000).default(5_000_000),
  /** In dollars; an alarm on an estimate, and an AWS Budget on the bill. 5,000,000 characters are 75 of it, their messages 18. */
  usdPerDay: wholeNumber(1, 1_000_000).default(100),
  /** False = no AWS Budget, for accounts whose organisation does not let them make one. */
  awsBudget: z.boolean().default(true),
});

const stageSettings = z.object({
  // Part of the bot's name, where Lex takes single dashes only, and of names that may have 64 characters.
  stage: z
    .string()
    .max(16)
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/),
  region: z.enum(regions),
  alarmEmail: z.email(),
  budgets: budgets.prefault({}),
  /** One KMS key of yours for everything that is stored, instead of keys that AWS owns. */
  customerKey: z.boolean().default(false),
  limits: limits.prefault({}),
  accounts: z.array(accountSettings).min(1),
});

/** Everything that a stage may differ in, complete and checked. */
export type StageSettings = Readonly<z.infer<typeof stageSettings>>;
/** The same as people write it: what has a default may be left out. */
export type StageSettingsInput = z.input<typeof stageSettings>;

const hints = {
  stage: 'expected the name of the file: small letters, digits and single dashes, at most 16',
  region: `expected a region with Translate, Comprehend and Lex V2 (list of ${regionsCheckedOn}): ${regions.join(', ')}`,
  alarmEmail: 'expected an e-mail address such as oncall@example.com',
  baseUrl: 'expected an https address such as https://acme.zendesk.com',
  logDays: `expected one of ${logDays.join(', ')}`,
  account: "expected the helpdesk's own account id, in quotes: letters, digits, and . _ @ -",
  glossary:
    'expected the name of a file in settings/glossaries without .csv: small letters, digits and single dashes',
  tone: 'expected a group { … } by languages such as de or pt-BR, or * for all',
  keepTerms: 'expected a list of names in quotes, each of 1 to 200 characters without spaces around it',
  runtimeUserId: 'expected the id of the user that Dragoman writes as, in quotes',
  partnerEventSources: partnerSourceHint,
} as const;

/** What was expected of one of a stage's own settings, where `value` is not that; null = it is. For answers, before there is a file. */
export function stageSettingProblem(name: 'stage' | 'region' | 'alarmEmail', value: string): string | null {
  return stageSettings.shape[name].safeParse(value).success ? null : hints[name];
}

/** Gives the tool of that name; undefined = there is none. */
type ConnectorLookup = typeof connectorNamed;

/**
 * The content of a settings file, checked. Throws SettingsError with one line per problem, all of them at once.
 * @param file how the file is called in those lines
 * @param lookUp the tools that there are; another one than the registry's only in tests
 */
export function parseSettings(
  file: string,
  json: unknown,
  lookUp: ConnectorLookup = connectorNamed,
): StageSettings {
  const parsed = stageSettings.safeParse(json, { error: issueWording(hints) });
  const problems: readonly Problem[] = parsed.success
    ? [...unknownSettings(json, parsed.data), ...furtherProblems(parsed.data, lookUp)]
    : parsed.error.issues;
  if (!parsed.success || problems.length > 0)
    throw new SettingsError(problems.map((problem) => problemLine(file, problem)));
  return parsed.data;
}

function furtherProblems(settings: StageSettings, lookUp: ConnectorLookup): readonly Problem[] {
  return [
    ...settings.accounts.flatMap((account, index) => [
      ...accountProblems(settings, account, index),
      ...connectorProblems(account, ['accounts', index], lookUp),
    ]),
    ...partnerSourcesTwice(settings.accounts),
    ...sizeProblems(settings),
  ];
}

const noGlossariesIn = (region: string) =>
  `CloudFormation cannot make a glossary in ${region}, only in ${[...glossaryRegions].join(', ')} (list of ` +
  `${regionsCheckedOn}). keepTerms works everywhere`;

function accountProblems(
  settings: StageSettings,
  account: AccountSettings,
  index: number,
): readonly Problem[] {
  const path = ['accounts', index];
  const first = settings.accounts.findIndex(
    (other) => other.connector === account.connector && other.account === account.account,
  );
  return [
    ...(first === index
      ? []
      : [
          {
            path,
            message: `is the same account as accounts.${first} (${account.connector} ${account.account})`,
          },
        ]),
    // The id becomes part of a secret's name and of the webhook's path.
    ...(/^[A-Za-z0-9._@-]{1,64}$/.test(account.account)
      ? []
      : [{ path: [...path, 'account'], message: hints.account }]),
    ...(settings.stage === localStage || URL.parse(account.baseUrl)?.protocol === 'https:'
      ? []
      : [{ path: [...path, 'baseUrl'], message: hints.baseUrl }]),
    ...(account.glossary === null || glossaryRegions.has(settings.region)
      ? []
      : [{ path: [...path, 'glossary'], message: noGlossariesIn(settings.region) }]),
    ...agentLanguageProblems(account, path),
  ];
}

/** A tag may be well formed and still no language: `english`. */
function agentLanguageProblems(
  { agentLanguages }: AccountSettings,
  path: readonly PropertyKey[],
): readonly Problem[] {
  const { default: fallback, groups, brands } = agentLanguages;
  const chosen: readonly (readonly [readonly string[], string])[] = [
    [['default'], fallback],
    ...Object.entries(groups).map(([group, language]) => [['groups', group], language] as const),
    ...Object.entries(brands).map(([brand, language]) => [['brands', brand], language] as const),
  ];
  return chosen
    .filter(([, language]) => !namesLanguage(language))
    .map(([place, language]) => ({
      path: [...path, 'agentLanguages', ...place],
      message: `"${language}" is no language; expected a tag such as "en" or "pt-BR"`,
    }));
}

/** What hangs on the tool: whether there is one of that name, its own part of the settings, its partner bus. */
function connectorProblems(
  account: AccountSettings,
  path: readonly PropertyKey[],
  lookUp: ConnectorLookup,
): readonly Problem[] {
  const connector = lookUp(account.connector);
  if (connector === undefined) {
    const message = `expected one of ${Object.keys(registry).join(', ')}`;
    return [{ path: [...path, 'connector'], message }];
  }
  return [...vendorProblems(account, path, connector), ...partnerSourceProblems(account, path, connector)];
}

type Connector = NonNullable<ReturnType<ConnectorLookup>>;

function vendorProblems(
  account: AccountSettings,
  path: readonly PropertyKey[],
  connector: Connector,
): readonly Problem[] {
  const vendorPath = [...path, 'vendor'];
  const parsed = z.safeParse(connector.settings, account.vendor, { error: issueWording({}) });
  if (parsed.success) return unknownSettings(account.vendor, parsed.data, vendorPath);
  return parsed.error.issues.map((issue) => ({ ...issue, path: [...vendorPath, ...issue.path] }));
}

/** A glossary as a function is told of it, at its longest: name, physical name, eleven languages. */
const maxBytesPerGlossary = 200;

function sizeProblems({ accounts }: StageSettings): readonly Problem[] {
  const glossaries = new Set(accounts.flatMap(({ glossary }) => glossary ?? []));
  const bytes = Buffer.byteLength(compactAccounts(accounts)) + glossaries.size * maxBytesPerGlossary;
  if (bytes <= maxAccountsBytes) return [];
  const message =
    `are ${bytes} bytes without what has its default value; a function's environment has room for ` +
    `${maxAccountsBytes}. Move some accounts to a stage of their own`;
  return [{ path: ['accounts'], message }];
}

/** Where the settings of all stages lie. */
export const settingsFolder = join(import.meta.dirname, '..', 'settings');

/** Reads and checks `settings/<stage>.json`. Throws SettingsError if it is missing, not JSON, or wrong. */
export function loadSettings(stage: string, folder: string = settingsFolder): StageSettings {
  const file = `settings/${stage}.json`;
  const settings = parseSettings(file, readJson(file, join(folder, `${stage}.json`)));
  if (settings.stage === stage) return settings;
  throw new SettingsError([
    problemLine(file, { path: ['stage'], message: `expected "${stage}", as the file is called` }),
  ]);
}

function readJson(file: string, path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    const message =
      cause instanceof SyntaxError
        ? `is not JSON: ${cause.message}`
        : 'cannot be read. Copy settings/example.json to it and fill it in';
    throw new SettingsError([`${file}: ${message}`], { cause });
  }
}
