import type { Way } from '../../api.ts';
import { formatTime } from '../format/times.ts';
import type { Entry } from '../helpdesk/thread.ts';
import { Avatar } from '../layout/avatar.tsx';
import { EngineBadge } from '../layout/engine-badge.tsx';
import { Icon } from '../layout/icon.tsx';
import type { IconName } from '../layout/icon-paths.ts';
import { MessageBody } from '../layout/message-body.tsx';
import { MessageLog } from '../layout/message-log.tsx';
import { enginesFor, type Progress, progressOf } from '../way/ways.ts';

type Props = Readonly<{
  entries: readonly Entry[];
  ticketId: string;
  /** Newest first. */
  ways: readonly Way[];
  customerLanguage: string | null;
  agentLanguage: string;
  engine: string;
}>;

const progresses: Readonly<
  Record<Exclude<Progress, 'done'>, Readonly<{ icon: IconName; tone: string; words: string }>>
> = {
  'under-way': { icon: 'clock', tone: 'info', words: 'Dragoman is at work on it…' },
  parked: { icon: 'stop', tone: 'failed', words: 'Parked: it will be tried again by hand' },
  refused: { icon: 'stop', tone: 'failed', words: 'Refused by the helpdesk' },
};

function ProgressMark({ progress }: Readonly<{ progress: Progress | null }>) {
  if (progress === null || progress === 'done') return null;
  const { icon, tone, words } = progresses[progress];
  return (
    <p className={`badge tone-${tone}`}>
      <Icon name={icon} /> {words}
    </p>
  );
}

function kindOf({ isPublic, author }: Entry): string {
  if (!isPublic) return 'note';
  return author.role === 'customer' ? 'customer' : 'agent';
}

function languageOf(entry: Entry, { customerLanguage, agentLanguage }: Props): string | undefined {
  if (!entry.isPublic) return agentLanguage;
  const isCustomers = entry.author.role === 'customer' || entry.about.length > 0;
  return isCustomers ? (customerLanguage ?? undefined) : undefined;
}

function SystemLine({ entry, engine }: Readonly<{ entry: Entry; engine: string }>) {
  return (
    <li className="system-line">
      <MessageBody entry={entry} engine={engine} />
      <time dateTime={new Date(entry.atMs).toISOString()}>{formatTime(entry.atMs)}</time>
    </li>
  );
}

function Message({ entry, ...props }: Props & Readonly<{ entry: Entry }>) {
  const { author, isPublic, about, atMs } = entry;
  const isOurs = author.role === 'dragoman' || about.length > 0;
  return (
    <li className={`message is-${kindOf(entry)}`}>
      <Avatar name={author.name} of={author.role} />
      <div className="message-box">
        <div className="message-head">
          <strong>{author.name}</strong>
          <span className="message-kind">
            <Icon name={isPublic ? 'globe' : 'lock'} /> {isPublic ? 'Public' : 'Internal note'}
          </span>
          <time dateTime={new Date(atMs).toISOString()}>{formatTime(atMs)}</time>
        </div>
        <MessageBody entry={entry} lang={languageOf(entry, props)} engine={props.engine} />
        <EngineBadge engines={enginesFor(props.ways, props.ticketId, about)} />
        {isOurs ? null : <ProgressMark progress={progressOf(props.ways, props.ticketId, entry.id)} />}
      </div>
    </li>
  );
}

/** Public messages and internal notes, oldest first. */
export function Conversation(props: Props) {
  return (
    <MessageLog className="messages" label="Conversation in the ticket" count={props.entries.length}>
      {props.entries.map((entry) =>
        entry.isSystem ? (
          <SystemLine key={entry.id} entry={entry} engine={props.engine} />
        ) : (
          <Message key={entry.id} {...props} entry={entry} />
        ),
      )}
    </MessageLog>
  );
}
