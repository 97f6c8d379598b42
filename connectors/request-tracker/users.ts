import type { Api, ApiResult } from './api.ts';
import { ok } from './read.ts';
import { type User, userAnswer, usersAnswer } from './wire-api.ts';

/**
 * A user by login; `as` = what that agent is shown. Digits in an address are the number of a user, so that of one who is
 * called by digits the number is searched for first.
 */
export async function readUser(api: Api, login: string, as: string | null = null): Promise<ApiResult<User>> {
  const read = (user: string) =>
    api.call({ method: 'GET', path: `/user/${encodeURIComponent(user)}`, as }, userAnswer);
  if (!/^\d+$/.test(login)) return read(login);
  const parameters = { fields: 'id,Name', find_disabled_rows: '1' };
  const found = await api.call(searchForUser(login, parameters), usersAnswer);
  if (found.kind !== 'ok') return found;
  const user = found.value.items.find(({ Name }) => Name === login);
  return user === undefined ? { kind: 'not-found' } : read(String(user.id));
}

/** Whether a user is disabled only administrators are told; but a search leaves disabled ones out. */
export async function readIsEnabled(api: Api, login: string): Promise<ApiResult<boolean>> {
  const found = await api.call(searchForUser(login), usersAnswer);
  if (found.kind !== 'ok') return found;
  return ok(found.value.items.some(({ id }) => String(id).toLowerCase() === login.toLowerCase()));
}

function searchForUser(login: string, parameters: Readonly<Record<string, string>> = {}) {
  const query = JSON.stringify([{ field: 'Name', value: login }]);
  return { method: 'GET', path: `/users?${new URLSearchParams({ query, ...parameters })}` } as const;
}

/** Whether RT counts this user as staff; one who is not there (any more) is not. */
export async function readIsPrivileged(api: Api, login: string): Promise<ApiResult<boolean>> {
  const user = await readUser(api, login);
  if (user.kind === 'not-found') return ok(false);
  return user.kind === 'ok' ? ok(user.value.Privileged === '1') : user;
}
