import type { Incoming } from '../../listener.ts';
import type { User } from '../model.ts';
import type { Store } from '../store.ts';
import { ApiError, refused } from './answers.ts';

type Accounts = Readonly<{ store: Store; tokens: ReadonlyMap<string, string> }>;

/** What looks like a browser is sent to the login page: a status that a caller may take for success once it follows it. */
const looksLikeBrowser = ({ headers }: Incoming) =>
  headers.cookie !== undefined || /Mozilla/.test(headers['user-agent'] ?? '');

/** Whose token it is. Throws ApiError where there is none that counts. */
export function userOf(
  incoming: Incoming,
  { store, tokens }: Accounts,
  report: (what: string) => void,
): User {
  const { headers, query } = incoming;
  const token = /^token (.*)$/i.exec(headers.authorization ?? '')?.[1] ?? query.get('token') ?? '';
  const login = tokens.get(token);
  const user = login === undefined ? undefined : store.userNamed(login);
  if (query.has('token')) report('a token in the address ends up in logs; send it as a header');
  if (looksLikeBrowser(incoming))
    report('a user agent of a browser, or a cookie: unauthorised calls are redirected');
  if (/^bearer /i.test(headers.authorization ?? ''))
    report('RT knows no Bearer tokens: Authorization: token …');
  if (user !== undefined) return user;
  if (!looksLikeBrowser(incoming)) throw refused(401, 'Unauthorized');
  throw new ApiError({ status: 302, headers: { location: '/' }, body: 'Login required' });
}
