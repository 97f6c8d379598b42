import { useId } from 'react';
import type { Channel, Conversation } from '../helpdesk/customer-side.ts';
import { Icon } from '../layout/icon.tsx';

type Props = Readonly<{
  channel: Channel;
  conversation: string | null;
  conversations: readonly Conversation[];
  onChannel: (channel: Channel) => void;
  onConversation: (conversation: string | null) => void;
}>;

const channels = [
  { channel: 'email', icon: 'mail', words: 'E-mail' },
  { channel: 'chat', icon: 'chat', words: 'Chat' },
] as const;

/** E-mail or chat, and which of the customer's conversations. */
export function ConversationChoice(props: Props) {
  const { channel, conversation, conversations, onChannel, onConversation } = props;
  const id = useId();
  const newest = conversations.toSorted((one, other) => other.updatedAtMs - one.updatedAtMs);
  return (
    <div className="conversation-choice">
      <fieldset className="segmented">
        <legend className="visually-hidden">Channel</legend>
        {channels.map((each) => (
          <label key={each.channel}>
            <input
              type="radio"
              name="channel"
              checked={channel === each.channel}
              onChange={() => onChannel(each.channel)}
            />
            <Icon name={each.icon} /> {each.words}
          </label>
        ))}
      </fieldset>
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
    </div>
  );
}
