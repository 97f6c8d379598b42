import * as z from 'zod/mini';
import type { AccountSettings } from '../../account.ts';
import { textOrNull } from '../../kit/wire.ts';
import { SetUpError, type TryOutDeps } from '../../set-up.ts';
import type { Api, ApiFailure } from '../api.ts';
import { failureOf } from '../read.ts';
import { apiWith } from './look.ts';

/** Whoever writes the test message: RT takes what comes by REST as the words of the token's user. */
export type Person = Readonly<{
  /** RT's number of the user: a login may look like one. */
  number: string;
  login: string;
  /** Null = RT knows none, so that it mails them nothing. */
  email: string | null;
  api: Api;
}>;

/** RT::AuthToken: version, number of the user, random part. */
const tokenShape = /^\d+-(\d+)-\w+$/;

/** Of themselves RT tells everybody all of it. */
const selfAnswer = z.object({ Name: z.string().check(z.minLength(1)), EmailAddress: textOrNull });

const makeAnother = 'Make one in RT under Settings → Auth Tokens, and give it in RT_TEST_TOKEN.';

/** Whose the token for the test message is. Throws SetUpError for one that cannot write as a customer. */
export async function personOf(token: string, settings: AccountSettings, deps: TryOutDeps): Promise<Person> {
  const number = tokenShape.exec(token)?.[1];
  if (number === undefined)
    throw new SetUpError(`RT_TEST_TOKEN is no auth token: expected one such as 1-27-…. ${makeAnother}`);
  const api = apiWith(settings, token, deps);
  const answer = await api.call({ method: 'GET', path: `/user/${number}` }, selfAnswer);
  if (answer.kind !== 'ok') throw new SetUpError(whyUnknown(answer));
  const { Name: login, EmailAddress: email } = answer.value;
  if (login.toLowerCase() === settings.runtimeUserId.toLowerCase())
    throw new SetUpError(
      `RT_TEST_TOKEN is a token of "${login}", whose own words are passed over: give one of your own, or of any other user who may open tickets.`,
    );
  return { number, login, email: email === '' ? null : email, api };
}

/** Where RT takes or gives nothing, that says nothing of the token. */
function whyUnknown(failure: ApiFailure): string {
  const why = failureOf(failure);
  if (why.kind === 'throttled') return 'Request Tracker takes no calls now: try again later.';
  return why.kind === 'unavailable'
    ? 'Request Tracker does not answer: look at the address and the network, then try again.'
    : `Request Tracker refuses the token in RT_TEST_TOKEN. ${makeAnother}`;
}
