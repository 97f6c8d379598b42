import type { AccountSettings } from '../../account.ts';
import { planOwnSideRemoval } from '../../kit/set-up/own-side-removal.ts';
import { parsedSecret, storedSigningSecrets, withSigningSecret } from '../../kit/set-up/secrets.ts';
import { type Setting, settingsChange } from '../../kit/set-up/settings-entry.ts';
import { carryOut, type Work } from '../../kit/set-up/work.ts';
import { type Answers, type OwnSide, type Plan, type SetUpDeps, SetUpError } from '../../set-up.ts';
import { apiSecret } from '../wire-api.ts';
import { accountAt, apiWith, look } from './look.ts';
import { neededAccount, type Wanted, wantedFrom } from './questions.ts';
import { removalSteps, setUpSteps, siteConfig } from './steps.ts';

/** The signing secret, once it is known. */
type Known = Readonly<{ signingSecret: string | null }>;

/** Checks RT with the token, if there is one; the rest is secrets, settings, and steps for a person. Throws SetUpError. */
export async function planRequestTracker(answers: Answers, own: OwnSide, deps: SetUpDeps): Promise<Plan> {
  const wanted = wantedFrom(answers);
  const stored = parsedSecret(own.secrets.api, apiSecret);
  const token = wanted.token ?? stored?.token ?? null;
  const account = own.settings ?? accountAt(wanted);
  const findings =
    token === null
      ? []
      : await look(account, wanted.queues, apiWith({ ...account, baseUrl: wanted.baseUrl }, token, deps));
  const refused = findings.find(
    ({ check, severity }) => severity === 'error' && check === 'request-tracker.user',
  );
  if (refused !== undefined) throw new SetUpError(`${refused.what} ${refused.mend ?? ''}`);
  const missing = findings.filter(({ severity }) => severity === 'error');
  const [signingSecret = null] = storedSigningSecrets(own.secrets.webhook);
  const settings = settingsChange(
    `request-tracker ${wanted.account}`,
    settingsOf(wanted),
    settingsIn(own.settings),
  );
  const work = [...signing(own, signingSecret), ...keepingToken(wanted, own, stored)];
  const isDone = token !== null && missing.length === 0 && signingSecret !== null;
  return {
    refusals: [],
    changes: [
      ...work.map(({ change }) => change),
      ...fileChange(wanted, own),
      ...(settings === null ? [] : [settings]),
    ],
    entry: entryOf(wanted),
    unchanged: findings.flatMap(({ severity, what }) => (severity === 'ok' ? [what] : [])),
    byHand: [
      ...missing.map(({ what, mend }) => ({ title: what, instructions: mend ?? '' })),
      ...(isDone ? [] : setUpSteps(wanted, own)),
    ],
    waitsForSteps: !isDone,
    proposals: null,
    async apply(progress) {
      const known = await carryOut<Known>(work, { signingSecret }, progress);
      return { settings: entryOf(wanted), byHand: [], files: configFile(wanted, own, known) };
    },
  };
}

/** Before the deployment there is no secret to put one into. */
function signing(own: OwnSide, present: string | null): readonly Work<Known>[] {
  if (own.webhookUrl === null || present !== null) return [];
  return [
    {
      change: {
        ...{ place: 'secret', action: 'create', what: 'secret …/webhook' },
        details: ['a new signing secret, for $DragomanSecret'],
      },
      async run(_, { keepSecret, newSecret }) {
        const signingSecret = newSecret();
        await keepSecret('webhook', withSigningSecret(signingSecret, []));
        return { signingSecret };
      },
    },
  ];
}

function keepingToken(
  { token, runtimeUser }: Wanted,
  { webhookUrl }: OwnSide,
  stored: Readonly<{ token: string; agentTokens: Readonly<Record<string, string>> }> | null,
): readonly Work<Known>[] {
  if (webhookUrl === null || token === null || token === stored?.token) return [];
  return [
    {
      change: {
        ...{ place: 'secret', action: stored === null ? 'create' : 'update', what: 'secret …/api' },
        details: [`the token of "${runtimeUser}"`],
      },
      async run(_, { keepSecret }) {
        await keepSecret('api', JSON.stringify({ ...stored, token }));
        return undefined;
      },
    },
  ];
}

/** Written by every run that is told to, since nobody knows where the last one is. */
function fileChange({ configFile: path }: Wanted, { webhookUrl }: OwnSide): Plan['changes'] {
  if (path === null || webhookUrl === null) return [];
  const details = ['lines for RT_SiteConfig, the signing secret among them: only you may read it'];
  return [{ place: 'file', action: 'create', what: `file ${path}`, details }];
}

function configFile(wanted: Wanted, { webhookUrl }: OwnSide, { signingSecret }: Known) {
  const { configFile: path } = wanted;
  if (path === null || webhookUrl === null || signingSecret === null) return [];
  return [{ path, content: siteConfig(wanted, webhookUrl, signingSecret) }];
}

function settingsOf({ baseUrl, runtimeUser, agentLanguage, queues }: Wanted): readonly Setting[] {
  return [
    ['baseUrl', baseUrl],
    ['runtimeUserId', runtimeUser],
    ['agentLanguages.default', agentLanguage],
    ...(queues.length === 0 ? [] : [['scope.include.groups', queues.join(', ')] as const]),
  ];
}

function settingsIn(settings: AccountSettings | null): readonly Setting[] | null {
  if (settings === null) return null;
  return [
    ['baseUrl', settings.baseUrl.replace(/\/+$/, '')],
    ['runtimeUserId', settings.runtimeUserId],
    ['agentLanguages.default', settings.agentLanguages.default],
    ['scope.include.groups', settings.scope.include.groups.join(', ')],
  ];
}

function entryOf({ account, baseUrl, runtimeUser, agentLanguage, queues }: Wanted) {
  return {
    ...{ connector: 'request-tracker', account, baseUrl, runtimeUserId: runtimeUser },
    agentLanguages: { default: agentLanguage },
    ...(queues.length === 0 ? {} : { scope: { include: { groups: [...queues] } } }),
  };
}

/** Secrets and settings; RT's side is a person's. */
export async function planRequestTrackerRemoval(answers: Answers, own: OwnSide): Promise<Plan> {
  return planOwnSideRemoval(`request-tracker ${neededAccount(answers)}`, own, removalSteps);
}
