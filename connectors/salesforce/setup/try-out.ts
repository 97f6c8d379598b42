import type { AccountSettings } from '../../account.ts';
import { answerTo } from '../../kit/set-up/questions.ts';
import { parsedSecret } from '../../kit/set-up/secrets.ts';
import {
  endOfTest,
  noteComes,
  notTried,
  notTriedBySettings,
  testFinding,
  whyNoNote,
  whyOutOfScope,
} from '../../kit/set-up/try-out.ts';
import { type Answers, type Finding, type OwnSide, SetUpError, type TryOutDeps } from '../../set-up.ts';
import { salesforceSettingsOf } from '../settings.ts';
import { apiInSession, apiWith } from './look.ts';
import { storedClient } from './plan.ts';
import type { Client } from './sign-in.ts';
import { hasNote, isOpenedByUs, openTestCase, takeAwayCase } from './test-case.ts';

const check = 'salesforce.test-message';
const guide = 'connectors/salesforce/package/README.md';

/** All that a test message needs. */
type Ready = Readonly<{ settings: AccountSettings; client: Client; testToken: string }>;

/**
 * Opens a case as a form on the web does, waits for the note, and takes the case away again, whatever happens. The package tells
 * nothing of what the runtime user does, so that it takes the session of somebody else. Throws SetUpError.
 */
export async function tryOutSalesforce(answers: Answers, own: OwnSide, deps: TryOutDeps): Promise<Finding> {
  const ready = readiness(answers, own);
  if (!('client' in ready)) return ready;
  const { settings, client, testToken } = ready;
  const [bot, person] = [apiWith(settings, client, deps), apiInSession(settings, testToken, deps)];
  const startedAtMs = deps.now().getTime();
  const caseId = await openTestCase(settings, person);
  const watch = async () => {
    if (await isOpenedByUs(caseId, settings, person))
      throw new SetUpError(
        'SALESFORCE_TEST_TOKEN is a token of the integration user, of whose doings nothing is told: give one of your own.',
      );
    return noteComes(() => hasNote(caseId, bot), deps);
  };
  const takeAway = () => takeAwayCase(caseId, { settings, person, bot });
  const end = await endOfTest({ startedAtMs, watch, takeAway }, deps);
  return testFinding({ ...end, check, stage: own.stage, causes: likelyCauses(settings, own.stage) });
}

/** What a test message takes, or why none is written. */
function readiness(answers: Answers, { settings, secrets, stage }: OwnSide): Ready | Finding {
  const client = parsedSecret(secrets.api, storedClient);
  if (settings === null || client === null)
    return notTried(check, 'the app or the settings are not there yet', {
      mend: `npm run connect -- salesforce --stage ${stage}`,
    });
  const why =
    whyNoNote(settings, salesforceSettingsOf(settings).translation.to) ?? whyOutOfScope(settings.scope);
  if (why !== null) return notTriedBySettings(check, why, stage);
  const testToken = answerTo(answers, 'testToken');
  if (testToken === null)
    return notTried(check, 'it takes an access token of a person, who opens the case', {
      mend: `SALESFORCE_TEST_TOKEN=<what sf org auth show-access-token --target-org support shows> npm run connect -- salesforce --stage ${stage} --try-out; or write as a customer.`,
    });
  return { settings, client, testToken };
}

function likelyCauses({ account, partnerEventSources }: AccountSettings, stage: string): readonly string[] {
  const waysIn =
    partnerEventSources.length > 0
      ? [
          `The relay does not run: Setup → Event Relays, state RUN; EventRelayFeedback says why not (${guide}, step 4a).`,
          'Salesforce offers another source than the settings have: RemoteResource in EventRelayFeedback is its name; give it by --event-sources, and deploy.',
        ]
      : [
          `Dragoman Settings lacks Callout On, or the secret in Dragoman_Signing__c is not the one in dragoman/${stage}/salesforce/${account}/webhook (${guide}, step 4b).`,
          'The callout has another address, or its job may not use the named credential: Setup → Apex Jobs → DragomanCallout has the last answer.',
        ];
  return [
    ...waysIn,
    'The package tells nothing of what you do: Dragoman Settings has Skip for you, or your user as Integration User Id.',
    'Its triggers are not active, or no events are left for today: "If it stops" in the same guide.',
  ];
}
