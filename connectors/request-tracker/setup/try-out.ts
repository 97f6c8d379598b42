import type { AccountSettings } from '../../account.ts';
import { answerTo } from '../../kit/set-up/questions.ts';
import { parsedSecret, storedSigningSecrets } from '../../kit/set-up/secrets.ts';
import {
  endOfTest,
  noteComes,
  notTried,
  notTriedBySettings,
  testFinding,
  whyNoNote,
  whyOutOfScope,
} from '../../kit/set-up/try-out.ts';
import type { Answers, Finding, OwnSide, TryOutDeps } from '../../set-up.ts';
import { requestTrackerSettingsOf } from '../settings.ts';
import { apiSecret } from '../wire-api.ts';
import { apiWith } from './look.ts';
import { personOf } from './person.ts';
import { hasNote, openTestTicket, takeAwayTicket } from './test-ticket.ts';

const check = 'request-tracker.test-message';
const guide = 'connectors/request-tracker/README.md';

/** All that a test message needs. */
type Ready = Readonly<{ settings: AccountSettings; token: string; testToken: string; queue: string }>;

/**
 * Opens a ticket as its requestor, waits for the note, and takes the ticket away again, whatever happens. By REST a person
 * writes as whose token it is, and never on a customer's behalf: that would be staff's word. So it takes the token of anybody but the
 * runtime user, to whom RT is told to mail nothing. Throws SetUpError.
 */
export async function tryOutRequestTracker(
  answers: Answers,
  own: OwnSide,
  deps: TryOutDeps,
): Promise<Finding> {
  const ready = readiness(answers, own);
  if (!('token' in ready)) return ready;
  const { settings, token, testToken, queue } = ready;
  const bot = apiWith(settings, token, deps);
  const person = await personOf(testToken, settings, deps);
  const startedAtMs = deps.now().getTime();
  const ticket = await openTestTicket(queue, person, settings);
  const end = await endOfTest(
    {
      startedAtMs,
      watch: () => noteComes(() => hasNote(ticket, settings, bot), deps),
      takeAway: () => takeAwayTicket(ticket, person.api, { settings, bot }),
    },
    deps,
  );
  return testFinding({ ...end, check, stage: own.stage, causes: likelyCauses(queue, own.stage, settings) });
}

/** What a test message takes, or why none is written. */
function readiness(answers: Answers, { settings, secrets, stage }: OwnSide): Ready | Finding {
  const again = `npm run connect -- request-tracker --stage ${stage} --try-out`;
  const stored = parsedSecret(secrets.api, apiSecret);
  if (settings === null || stored === null || storedSigningSecrets(secrets.webhook).length === 0)
    return notTried(check, 'token, signing secret or settings are not there yet', {
      mend: `npm run connect -- request-tracker --stage ${stage}`,
    });
  const why = whyNot(settings);
  if (why !== null) return notTriedBySettings(check, why, stage);
  const testToken = answerTo(answers, 'testToken');
  if (testToken === null)
    return notTried(check, 'it takes a token of a person, as whose request it is written', {
      mend: `RT_TEST_TOKEN=<one of your own, from Settings → Auth Tokens> ${again}; or write a mail as a customer.`,
    });
  const { groups } = settings.scope.include;
  const queue = answerTo(answers, 'testQueue') ?? groups[0] ?? null;
  if (queue !== null && groups.length > 0 && !groups.includes(queue))
    return notTriedBySettings(check, `the queue "${queue}" is none of those to translate in`, stage);
  if (queue === null)
    return notTried(check, 'the settings name no queue that it could go into', {
      mend: `${again} --test-queue <name>`,
    });
  return { settings, token: stored.token, testToken, queue };
}

/** Where only queues are named, the ticket goes into one of them. */
function whyNot(settings: AccountSettings): string | null {
  const { include, exclude } = settings.scope;
  return (
    whyNoNote(settings, requestTrackerSettingsOf(settings).translation.to) ??
    whyOutOfScope({ include: { ...include, groups: [] }, exclude })
  );
}

function likelyCauses(queue: string, stage: string, { account }: AccountSettings): readonly string[] {
  return [
    `The scrips "Dragoman: tell of …" are not inserted, or not for the queue "${queue}": insert the set-up, with the queue in $DragomanQueues (${guide}, steps 1 and 2).`,
    `RT_SiteConfig lacks $DragomanUrl or $DragomanSecret, RT was not restarted since, or the secret is not the one in dragoman/${stage}/request-tracker/${account}/webhook (step 1).`,
    'RT does not reach the address: then "Dragoman: transaction … was not taken" stands in its log, with the reason.',
    '$UseTransactionBatch is off, so that RT never runs these scrips.',
  ];
}
