import { useState } from 'react';
import type { PageConfig } from '../../api.ts';
import type { AgentSide, Ticket } from '../helpdesk/agent-side.ts';
import type { FieldOptions } from '../helpdesk/fields.ts';
import { type Loaded, useLoaded } from '../helpdesk/use-loaded.ts';
import { Problem } from '../layout/problem.tsx';
import { revisionOf, type StreamState } from '../stream/reducer.ts';
import { OpenTicketView } from './open-ticket.tsx';
import { firstDraft, type ReplyDraft } from './reply-draft.ts';
import { TicketList } from './ticket-list.tsx';
import './ticket.css';

type Props = Readonly<{
  agent: AgentSide;
  config: PageConfig;
  stream: StreamState;
  list: Loaded<readonly Ticket[]>;
  ticketId: string | null;
  onOpen: (ticket: Ticket) => void;
  /** Somebody works on the ticket that is shown. */
  onUse: (ticket: string) => void;
}>;

const noOptions: FieldOptions = { language: [], sentiment: [], intent: [] };

/** The agent's tool: the list of tickets, and the one that is open. */
export function AgentPane({ agent, config, stream, list, ticketId, onOpen, onUse }: Props) {
  const options = useLoaded('fields', 0, () => agent.fieldOptions()).value ?? noOptions;
  const revision = ticketId === null ? 0 : revisionOf(stream, ticketId);
  const opened = useLoaded(ticketId, revision, () => agent.open(ticketId ?? ''));
  const shown = opened.value;
  const [drafts, setDrafts] = useState<Readonly<Record<string, ReplyDraft>>>({});
  const changeDraft = (ticket: string, change: (before: ReplyDraft) => ReplyDraft) =>
    setDrafts((all) => ({ ...all, [ticket]: change(all[ticket] ?? firstDraft) }));
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
      {shown === null ? null : (
        <OpenTicketView
          key={shown.ticket.id}
          agent={agent}
          config={config}
          opened={shown}
          options={options}
          ways={stream.ways}
          draft={drafts[shown.ticket.id] ?? firstDraft}
          onDraft={(change) => changeDraft(shown.ticket.id, change)}
          onUse={() => onUse(shown.ticket.id)}
        />
      )}
    </section>
  );
}
