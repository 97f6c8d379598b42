import { type KeyboardEvent, useRef, useState } from 'react';
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

type RowProps = Omit<Props, 'tickets' | 'openId'> &
  Readonly<{
    ticket: Ticket;
    isOpen: boolean;
    /** The one row that the Tab key goes to. */
    isTabStop: boolean;
    onFocus: () => void;
  }>;

function Attention({ ticket, ways }: Pick<RowProps, 'ticket' | 'ways'>) {
  const attention = attentionOf(ticket, ways);
  if (attention === null) return null;
  return (
    <span className={`badge tone-${attention.tone}`}>
      <Icon name={attention.icon} /> {attention.short}
    </span>
  );
}

function Row({ ticket, options, ways, isOpen, isTabStop, onFocus, onOpen }: RowProps) {
  const { fields, title } = ticket;
  const language = optionName(options.language, fields.language);
  const intent = optionName(options.intent, fields.intent);
  return (
    <li>
      <button
        type="button"
        className="ticket-row"
        aria-current={isOpen ? 'true' : undefined}
        tabIndex={isTabStop ? 0 : -1}
        onFocus={onFocus}
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

/** Newest first, with what one must know before opening one. One stop of the Tab key; arrow keys go from row to row. */
export function TicketList({ tickets, openId, ...rest }: Props) {
  const list = useRef<HTMLUListElement>(null);
  const [focusedId, setFocusedId] = useState<string | null>(null);
  const stops = [focusedId, openId, tickets[0]?.id];
  const tabStop = stops.find((id) => tickets.some((ticket) => ticket.id === id));
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
        <Row
          key={ticket.id}
          {...rest}
          ticket={ticket}
          isOpen={ticket.id === openId}
          isTabStop={ticket.id === tabStop}
          onFocus={() => setFocusedId(ticket.id)}
        />
      ))}
    </ul>
  );
}
