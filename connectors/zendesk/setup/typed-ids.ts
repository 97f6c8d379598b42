import { noId, typedId } from '../../kit/set-up/typed-ids.ts';
import type { TypedId } from '../../set-up.ts';

/** Zendesk knows everybody by a number alone, those in chats, too. */
export function zendeskCustomerIn(text: string): TypedId {
  const [number] = /^[1-9]\d*$/.exec(text.trim()) ?? [];
  return number === undefined
    ? noId(
        'expected the number of a user, such as 8447388090494, which stands in the address of their profile (…/agent/users/NUMBER)',
      )
    : typedId(number);
}
