import { hashedAddressPattern } from '../../kit/hashed-address.ts';
import { noId, typedId } from '../../kit/set-up/typed-ids.ts';
import type { TypedId } from '../../set-up.ts';
import { customerIdOf } from '../vocabulary.ts';

/** A user's login, which for most customers is their e-mail address; or what events make of such a one. */
export function requestTrackerCustomerIn(text: string, account: string): TypedId {
  const login = text.trim();
  if (login === '') return noId('expected a user’s login, which for most customers is their e-mail address');
  if (hashedAddressPattern.test(login)) return typedId(login);
  return typedId(customerIdOf(login, account), hintOn(login));
}

function hintOn(login: string): string | null {
  if (login.includes('@')) return 'Whose login is no address is known by that login: look for it, too.';
  return /^\d+$/.test(login) ? 'A number is taken for a login: events do not have the ids of users.' : null;
}
