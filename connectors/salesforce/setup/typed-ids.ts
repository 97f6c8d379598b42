import { hashedAddressPattern } from '../../kit/hashed-address.ts';
import { noId, typedId } from '../../kit/set-up/typed-ids.ts';
import type { TypedId } from '../../set-up.ts';
import { id18, idPattern, isIdOf, mailAuthorKey } from '../ids.ts';

/** A case's id in 15 or 18 characters. Its number is no id, and asks for a query. */
export function salesforceTicketIn(text: string): TypedId {
  const id = text.trim();
  return idPattern.test(id) && isIdOf('case', id)
    ? typedId(id18(id))
    : noId(
        'expected a case’s id of 15 or 18 characters, not its number: it begins with 500 and stands in the address of the case (…/Case/ID/view)',
      );
}

/**
 * A contact's or user's id, or, for who is none of them, an e-mail address or what events make of it. `account`: the org's id of
 * 18 characters.
 */
export function salesforceCustomerIn(text: string, account: string): TypedId {
  const typed = text.trim();
  if (/^\S+@\S+$/.test(typed))
    return typedId(
      mailAuthorKey(typed, account),
      'A contact is known by the id alone: if one has this address, look for that id (003…), too.',
    );
  if (hashedAddressPattern.test(typed)) return typedId(typed);
  return idPattern.test(typed) && (isIdOf('contact', typed) || isIdOf('user', typed))
    ? typedId(id18(typed))
    : noId(
        'expected the id of a contact or user (15 or 18 characters that begin with 003 or 005, in the address …/Contact/ID/view), or an e-mail address for who is no contact',
      );
}
