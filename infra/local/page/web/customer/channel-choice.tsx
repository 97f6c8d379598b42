import type { Channel } from '../helpdesk/customer-side.ts';
import { Icon } from '../layout/icon.tsx';

const channels = [
  { channel: 'email', icon: 'mail', words: 'E-mail' },
  { channel: 'chat', icon: 'chat', words: 'Chat' },
] as const;

type Props = Readonly<{ chosen: Channel; onChoose: (channel: Channel) => void }>;

export function ChannelChoice({ chosen, onChoose }: Props) {
  return (
    <fieldset className="segmented">
      <legend className="visually-hidden">Channel</legend>
      {channels.map(({ channel, icon, words }) => (
        <label key={channel}>
          <input
            type="radio"
            name="channel"
            checked={channel === chosen}
            onChange={() => onChoose(channel)}
          />
          <Icon name={icon} /> {words}
        </label>
      ))}
    </fieldset>
  );
}
