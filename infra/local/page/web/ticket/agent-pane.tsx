import { useEffect, useEffectEvent } from 'react';
import type { PageConfig } from '../../api.ts';
import type { AgentSide, Ticket } from '../helpdesk/agent-side.ts';
import type { FieldOptions } from '../helpdesk/fields.ts';
import { useLoaded } from '../helpdesk/use-loaded.ts';
import { Problem } from '../layout/problem.tsx';
import { revisionOf, revisionOfAll, type StreamState } from '../stream/reducer.ts';
import { OpenTicketView } from './open-ticket.tsx';
import { TicketList } from './ticket-list.tsx';
import './ticket.css';

type Props = Readonly<{
  agent: AgentSide;
  config: PageConfig;
  stream: StreamState;
  ticketId: string | null;
  onOpen: (ticket: Ticket) => void;
  /** The newest ticket, whenever it is another one: so that nobody begins with an empty half of the page. */
  onNewest: (ticket: string) => void;
}>;

const noOptions: FieldOptions = { language: [], sentiment: [], intent: [] };

/** The agent's tool: the list of tickets, and the one that is open. */
export function AgentPane({ agent, config, stream, ticketId, onOpen, onNewest }: Props) {
  const list = useLoaded('tickets', revisionOfAll(stream), () => agent.tickets());
  const options = useLoaded('fields', 0, () => agent.fieldOptions()).value ?? noOptions;
  const revision = ticketId === null ? 0 : revisionOf(stream, ticketId);
  const opened = useLoaded(ticketId, revision, () => agent.open(ticketId ?? ''));
  const newest = list.value?.[0]?.id ?? null;
  const tellNewest = useEffectEvent(onNewest);
  useEffect(() => {
    if (newest !== null) tellNewest(newest);
  }, [newest]);
  return (
    <section className="pane agent-pane" aria-labelledby="agent-title">
      <div className="pane-head">
        <h2 id="agent-title">The agent, in {config.toolName}</h2>
        <span className="hint" id="tickets-title">
          Tickets, newest first
        </span>
      </div>
      <Problem text={list.problem ?? opened.problem} />
      {list.value?.length === 0 ? (
        <p className="empty">No tickets yet. The customer’s first message makes one.</p>
      ) : (
        <TicketList
          tickets={list.value ?? []}
          options={options}
          ways={stream.ways}
          openId={ticketId}
          onOpen={onOpen}
        />
      )}
      {opened.value === null ? null : (
        <OpenTicketView
          key={opened.value.ticket.id}
          agent={agent}
          config={config}
          opened={opened.value}
          options={options}
          ways={stream.ways}
        />
      )}
    </section>
  );
}
