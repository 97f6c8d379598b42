import type { Persona } from '../../api.ts';
import { formatTime } from '../format/times.ts';
import type { Entry } from '../helpdesk/thread.ts';
import { MessageBody } from '../layout/message-body.tsx';
import { MessageLog } from '../layout/message-log.tsx';

type Props = Readonly<{ entries: readonly Entry[]; persona: Persona; conversation: string; engine: string }>;

/** The conversation on the customer's screen. */
export function Thread({ entries, persona, conversation, engine }: Props) {
  return (
    <MessageLog
      key={conversation}
      className="pane-body customer-thread"
      label={`What ${persona.name} sees`}
      count={entries.length}
    >
      {entries.map((entry) => {
        const isOwn = entry.author.role === 'customer';
        return (
          <li key={entry.id} className={`bubble ${isOwn ? 'is-own' : 'is-theirs'}`}>
            <div className="bubble-head">
              <span>{isOwn ? 'You' : entry.author.name}</span>
              <time dateTime={new Date(entry.atMs).toISOString()}>{formatTime(entry.atMs)}</time>
            </div>
            <MessageBody entry={entry} lang={persona.language} engine={engine} />
          </li>
        );
      })}
    </MessageLog>
  );
}
