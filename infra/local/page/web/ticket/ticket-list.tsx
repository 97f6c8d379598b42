import { type KeyboardEvent, useRef } from 'react';
import type { Way } from '../../api.ts';
import { formatTime } from '../format/times.ts';
import { languageName, wordsOf } from '../format/words.ts';
import type { Ticket } from '../helpdesk/agent-side.ts';
import { type FieldOptions, optionName } from '../helpdesk/fields.ts';
import { Icon } from '../layout/icon.tsx';
import { attentionOf } from './attention.ts';
import { Sentiment } from './sentiment.tsx';

type Props = Readonly<{
  tickets: readonly Ticket[];
  options: FieldOptions;
  ways: readonly Way[];
  openId: string | null;
  onOpen: (ticket: Ticket) => void;
}>;

type RowProps = Omit<Props, 'tickets' | 'openId'> & Readonly<{ ticket: Ticket; isOpen: boolean }>;

function Attention({ ticket, ways }: Pick<RowProps, 'ticket' | 'ways'>) {
  const attention = attentionOf(ticket, ways);
  if (attention === null) return null;
  return (
    <span className={`badge tone-${attention.tone}`}>
      <Icon name={attention.icon} /> {attention.short}
    </span>
  );
}

function Row({ ticket, options, ways, isOpen, onOpen }: RowProps) {
  const { fields, title } = ticket;
  const language = optionName(options.language, fields.language);
  const intent = optionName(options.intent, fields.intent);
  return (
    <li>
      <button
        type="button"
        className="ticket-row"
        aria-current={isOpen ? 'true' : undefined}
        onClick={() => onOpen(ticket)}
      >
        <span className="ticket-row-id">#{ticket.id}</span>
        <span className="ticket-row-subject">
          <bdi lang={language ?? undefined}>{title}</bdi>
        </span>
        <time dateTime={new Date(ticket.updatedAtMs).toISOString()}>{formatTime(ticket.updatedAtMs)}</time>
        <span className={`status status-${ticket.status}`}>{ticket.status}</span>
        <span className="ticket-row-facts">
          <span className="ticket-row-who">
            <Icon name={ticket.isChat ? 'chat' : 'mail'} />
            <span className="visually-hidden">{ticket.isChat ? 'Chat with' : 'E-mail of'}</span>
            {ticket.requester.name}
          </span>
          {language === null ? null : <span className="fact">{languageName(language) ?? 'Not sure'}</span>}
          <Sentiment label={optionName(options.sentiment, fields.sentiment)} />
          {intent === null ? null : <span className="fact">{wordsOf(intent)}</span>}
          <Attention ticket={ticket} ways={ways} />
        </span>
      </button>
    </li>
  );
}

/** Newest first, with what one must know before opening one. Arrow keys go from row to row. */
export function TicketList({ tickets, openId, ...rest }: Props) {
  const list = useRef<HTMLUListElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const rows = [...(list.current?.querySelectorAll('button') ?? [])];
    const index = rows.findIndex((row) => row.matches(':focus'));
    event.preventDefault();
    rows[index + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
  };
  return (
    <ul className="ticket-list" ref={list} onKeyDown={onKeyDown} aria-labelledby="tickets-title">
      {tickets.map((ticket) => (
        <Row key={ticket.id} {...rest} ticket={ticket} isOpen={ticket.id === openId} />
      ))}
    </ul>
  );
}
