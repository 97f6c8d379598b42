import { useId } from 'react';
import type { Channel, Conversation } from '../helpdesk/customer-side.ts';

type Props = Readonly<{
  channel: Channel;
  conversation: string | null;
  conversations: readonly Conversation[];
  onConversation: (conversation: string | null) => void;
}>;

/** Which of the customer's conversations, or a new one. */
export function ConversationChoice({ channel, conversation, conversations, onConversation }: Props) {
  const id = useId();
  const newest = conversations.toSorted((one, other) => other.updatedAtMs - one.updatedAtMs);
  return (
    <div className="field">
      <label htmlFor={id} className="visually-hidden">
        Conversation
      </label>
      <select
        id={id}
        value={conversation ?? ''}
        onChange={({ target }) => onConversation(target.value || null)}
      >
        <option value="">{channel === 'email' ? 'New e-mail' : 'New chat'}</option>
        {newest.map(({ id: each, title, ticket }) => (
          <option key={each} value={each}>
            {ticket === null ? title : `#${ticket} ${title}`}
          </option>
        ))}
      </select>
    </div>
  );
}
