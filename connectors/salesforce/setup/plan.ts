import * as z from 'zod/mini';
import type { AccountSettings, AccountSettingsInput } from '../../account.ts';
import { planOwnSideRemoval } from '../../kit/set-up/own-side-removal.ts';
import { parsedSecret, storedSigningSecrets, withSigningSecret } from '../../kit/set-up/secrets.ts';
import { type Setting, settingsChange } from '../../kit/set-up/settings-entry.ts';
import { carryOut, type Work } from '../../kit/set-up/work.ts';
import {
  type Answers,
  type Finding,
  type OwnSide,
  type Plan,
  type SetUpDeps,
  SetUpError,
} from '../../set-up.ts';
import { accountAt, apiWith, look } from './look.ts';
import { neededAccount, type Wanted, wantedFrom } from './questions.ts';
import { type Client, type SignedIn, signIn } from './sign-in.ts';
import { calloutSteps, packageSteps, relaySteps, removalSteps } from './steps.ts';

type Known = Readonly<Record<string, never>>;

/** What the account's `…/api` secret holds; further keys in it stay. */
export const storedClient = z.looseObject({
  clientId: z.string().check(z.minLength(1)),
  clientSecret: z.string().check(z.minLength(1)),
});

/** Checks the org with the app's credentials, if there are any; the rest is secrets, settings, and steps for a person. Throws SetUpError. */
export async function planSalesforce(answers: Answers, own: OwnSide, deps: SetUpDeps): Promise<Plan> {
  const wanted = wantedFrom(answers);
  const stored = parsedSecret(own.secrets.api, storedClient);
  const client = wanted.client ?? stored;
  const who = client === null ? null : await signedIn(wanted, client, deps);
  const findings = client === null || who === null ? [] : await lookAtOrg(wanted, own, { client, who }, deps);
  const missing = findings.filter(({ severity }) => severity === 'error');
  const settings =
    who === null
      ? null
      : settingsChange(`salesforce ${wanted.account}`, settingsOf(wanted, who), settingsIn(own.settings));
  const work = [...signing(wanted, own), ...keepingClient(wanted, own, stored)];
  const byHand = [
    ...missing.map(({ what, mend }) => ({ title: what, instructions: mend ?? '' })),
    ...(who === null || missing.length > 0 ? packageSteps : []),
    ...waysIn(wanted, own),
  ];
  return {
    refusals: [],
    changes: [...work.map(({ change }) => change), ...(settings === null ? [] : [settings])],
    entry: who === null ? null : entryOf(wanted, who),
    unchanged: findings.flatMap(({ severity, what }) => (severity === 'ok' ? [what] : [])),
    byHand,
    waitsForSteps: byHand.length > 0,
    proposals: null,
    async apply(progress) {
      await carryOut<Known>(work, {}, progress);
      return { settings: who === null ? null : entryOf(wanted, who), byHand: [], files: [] };
    },
  };
}

/** Throws SetUpError unless the app signs in, into the org that is meant. */
async function signedIn({ baseUrl, account }: Wanted, client: Client, deps: SetUpDeps): Promise<SignedIn> {
  const signed = await signIn(baseUrl, client, deps);
  switch (signed.kind) {
    case 'no-answer':
      throw new SetUpError(`${baseUrl} cannot be reached: check My Domain and the network, then try again.`);
    case 'no-salesforce':
      throw new SetUpError(
        `There is no Salesforce at ${baseUrl}: give My Domain, such as acme for https://acme.my.salesforce.com.`,
      );
    case 'refused':
      throw new SetUpError(
        'Salesforce refuses the app: check consumer key and secret, and that its Client Credentials Flow is on and runs as the integration user.',
      );
    case 'signed-in':
      if (signed.orgId === account) return signed;
      throw new SetUpError(
        `The app belongs to the org ${signed.orgId}, not to ${account}: give --account ${signed.orgId}.`,
      );
  }
}

function lookAtOrg(
  wanted: Wanted,
  own: OwnSide,
  { client, who }: Readonly<{ client: Client; who: SignedIn }>,
  deps: SetUpDeps,
): Promise<readonly Finding[]> {
  const account = { ...(own.settings ?? accountAt(wanted, who.userId)), baseUrl: wanted.baseUrl };
  return look(account, apiWith(account, client, deps));
}

/** As it was, where it is not said: only a callout has a signing secret, only a relay has an event source. */
function wayInOf({ wayIn, eventSources }: Wanted, { secrets }: OwnSide): 'relay' | 'callout' {
  if (wayIn !== null) return wayIn;
  const isSigned = storedSigningSecrets(secrets.webhook).length > 0;
  return isSigned && eventSources.length === 0 ? 'callout' : 'relay';
}

function waysIn(wanted: Wanted, own: OwnSide): Plan['byHand'] {
  if (wayInOf(wanted, own) === 'relay')
    return relaySteps(wanted, own, "<the stage's region in capital letters>");
  return storedSigningSecrets(own.secrets.webhook).length === 0 ? calloutSteps(wanted, own) : [];
}

/** Only a callout is signed. Before the deployment there is no secret to put one into. */
function signing(wanted: Wanted, own: OwnSide): readonly Work<Known>[] {
  const isThere = storedSigningSecrets(own.secrets.webhook).length > 0;
  if (wayInOf(wanted, own) !== 'callout' || own.webhookUrl === null || isThere) return [];
  return [
    {
      change: {
        ...{ place: 'secret', action: 'create', what: 'secret …/webhook' },
        details: ['a new signing secret, for Dragoman_Signing__c'],
      },
      async run(_, { keepSecret, newSecret }) {
        await keepSecret('webhook', withSigningSecret(newSecret(), []));
        return undefined;
      },
    },
  ];
}

function keepingClient(
  { client, privateKey }: Wanted,
  { webhookUrl }: OwnSide,
  stored: z.infer<typeof storedClient> | null,
): readonly Work<Known>[] {
  const after = { ...stored, ...client, ...(privateKey === null ? {} : { privateKey }) };
  const isSame = JSON.stringify(after) === JSON.stringify({ ...stored });
  if (webhookUrl === null || isSame || after.clientId === undefined) return [];
  return [
    {
      change: {
        ...{ place: 'secret', action: stored === null ? 'create' : 'update', what: 'secret …/api' },
        details: [
          'consumer key and secret of the app',
          ...(privateKey === null ? [] : ['the key to sign in as agents']),
        ],
      },
      async run(_, { keepSecret }) {
        await keepSecret('api', JSON.stringify(after));
        return undefined;
      },
    },
  ];
}

function settingsOf(
  { baseUrl, agentLanguage, eventSources }: Wanted,
  { userId }: SignedIn,
): readonly Setting[] {
  return [
    ['baseUrl', baseUrl],
    ['runtimeUserId', userId],
    ['agentLanguages.default', agentLanguage],
    ...(eventSources.length === 0 ? [] : [['partnerEventSources', eventSources.join(', ')] as const]),
  ];
}

function settingsIn(settings: AccountSettings | null): readonly Setting[] | null {
  if (settings === null) return null;
  return [
    ['baseUrl', settings.baseUrl.replace(/\/+$/, '')],
    ['runtimeUserId', settings.runtimeUserId],
    ['agentLanguages.default', settings.agentLanguages.default],
    ['partnerEventSources', settings.partnerEventSources.join(', ')],
  ];
}

function entryOf(
  { account, baseUrl, agentLanguage, eventSources }: Wanted,
  { userId }: SignedIn,
): AccountSettingsInput {
  return {
    ...{ connector: 'salesforce', account, baseUrl, runtimeUserId: userId },
    agentLanguages: { default: agentLanguage },
    ...(eventSources.length === 0 ? {} : { partnerEventSources: [...eventSources] }),
  };
}

/** Secrets and settings; the org's side is a person's. */
export async function planSalesforceRemoval(answers: Answers, own: OwnSide): Promise<Plan> {
  return planOwnSideRemoval(`salesforce ${neededAccount(answers)}`, own, removalSteps);
}
