import * as z from 'zod/mini';
import { type AccountSettings, accountSettings } from '../../account.ts';
import type { ReadFailure } from '../../contract.ts';
import { fine, trouble } from '../../kit/set-up/findings.ts';
import { textOrNull } from '../../kit/wire.ts';
import type { Finding, SetUpDeps } from '../../set-up.ts';
import { type Api, openApi } from '../api.ts';
import { requestTrackerSettingsOf } from '../settings.ts';
import { userAnswer } from '../wire-api.ts';

const insertIt =
  'Insert connectors/request-tracker/setup/dragoman.initialdata, as the README beside it says; then look again.';

const field = z.object({ name: textOrNull });
const fieldList = z._default(z.nullable(z.array(field)), []);
const links = z._default(z.nullable(z.array(z.object({ ref: textOrNull }))), []);
const queueAnswer = z.object({
  Name: textOrNull,
  TicketCustomFields: fieldList,
  TicketTransactionCustomFields: fieldList,
  _hyperlinks: links,
});

/** RT of an account, with a token that may not be stored yet. */
export function apiWith(account: AccountSettings, token: string, { send, now }: SetUpDeps): Api {
  return openApi(account, { http: send, now, apiSecret: async () => ({ token }), random: () => 0.5 });
}

/** An account as it would be with everything at its default. */
export function accountAt(
  place: Readonly<{ account: string; baseUrl: string; runtimeUser: string; agentLanguage: string }>,
): AccountSettings {
  const { account, baseUrl, runtimeUser: runtimeUserId, agentLanguage } = place;
  return z.parse(accountSettings, {
    ...{ connector: 'request-tracker', account, baseUrl, runtimeUserId },
    agentLanguages: { default: agentLanguage },
  });
}

/** What a token sees: its user, and of each queue fields and rights. `queues` empty = those cannot be looked at. */
export async function look(
  account: AccountSettings,
  queues: readonly string[],
  api: Api,
): Promise<readonly Finding[]> {
  const user = await lookAtUser(account.runtimeUserId, api);
  if (user.severity === 'error') return [user];
  const seen = await Promise.all(queues.map((queue) => lookAtQueue(queue, account, api)));
  return [user, ...seen.flat()];
}

async function lookAtUser(login: string, api: Api): Promise<Finding> {
  const check = 'request-tracker.user';
  const answer = await api.call({ method: 'GET', path: `/user/${encodeURIComponent(login)}` }, userAnswer);
  if (answer.kind === 'failed') return unreachable(check, answer.failure);
  if (answer.kind !== 'ok')
    return trouble(check, 'error', {
      what: `Request Tracker has no user "${login}".`,
      meaning: 'Nothing can be written.',
      mend: insertIt,
    });
  if (answer.value.Privileged === '1')
    return fine(check, `The token is good, and "${login}" counts as staff.`);
  return trouble(check, 'error', {
    what: `The user "${login}" is not privileged.`,
    meaning: 'It may neither read internal comments nor write any.',
    mend: insertIt,
  });
}

function unreachable(check: string, failure: ReadFailure): Finding {
  const isRefused = failure.kind === 'unauthorised';
  return trouble(check, 'error', {
    what: isRefused
      ? `Request Tracker refuses the token (${failure.status}).`
      : 'Request Tracker does not answer at REST/2.0.',
    meaning: 'No note and no answer can be written.',
    mend: isRefused
      ? 'Make a new token (Admin → Users → Auth Tokens) and run connect with it in RT_TOKEN.'
      : "Look at the address, the network, and that RT's REST interface answers; then look again.",
  });
}

async function lookAtQueue(name: string, account: AccountSettings, api: Api): Promise<readonly Finding[]> {
  const check = 'request-tracker.queue';
  const answer = await api.call({ method: 'GET', path: `/queue/${encodeURIComponent(name)}` }, queueAnswer);
  if (answer.kind !== 'ok')
    return [
      trouble(check, 'error', {
        what: `The user "${account.runtimeUserId}" does not see the queue "${name}" (or there is none).`,
        meaning: 'Its tickets are not translated.',
        mend: `Name the queue in $DragomanQueues. ${insertIt}`,
      }),
    ];
  const present = new Set(
    [...(answer.value.TicketCustomFields ?? []), ...(answer.value.TicketTransactionCustomFields ?? [])].map(
      (one) => one.name,
    ),
  );
  const wanted = Object.values(requestTrackerSettingsOf(account).fields).filter((one) => one !== null);
  const missing = wanted.filter((one) => !present.has(one));
  return [
    missing.length === 0
      ? fine(check, `The queue "${name}" is seen, and has all ${wanted.length} custom fields.`)
      : trouble('request-tracker.fields', 'error', {
          what: `The queue "${name}" lacks ${missing.map((one) => `"${one}"`).join(', ')}, or does not show them.`,
          meaning: 'What Dragoman reads is not kept, and a note may be written twice.',
          mend: insertIt,
        }),
  ];
}
