import type { Persona } from '../../api.ts';
import { formatTime } from '../format/times.ts';
import type { Entry } from '../helpdesk/thread.ts';
import { MessageBody } from '../layout/message-body.tsx';
import { useAtEnd } from '../layout/use-at-end.ts';

type Props = Readonly<{ entries: readonly Entry[]; persona: Persona }>;

/** The conversation on the customer's screen. */
export function Thread({ entries, persona }: Props) {
  const end = useAtEnd<HTMLDivElement>(entries.length);
  return (
    <div
      className="pane-body customer-thread"
      ref={end}
      role="log"
      aria-label={`What ${persona.name} sees`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <ol>
        {entries.map((entry) => {
          const isOwn = entry.author.role === 'customer';
          return (
            <li key={entry.id} className={`bubble ${isOwn ? 'is-own' : 'is-theirs'}`}>
              <div className="bubble-head">
                <span>{isOwn ? 'You' : entry.author.name}</span>
                <time dateTime={new Date(entry.atMs).toISOString()}>{formatTime(entry.atMs)}</time>
              </div>
              <MessageBody entry={entry} lang={persona.language} />
            </li>
          );
        })}
      </ol>
    </div>
  );
}
