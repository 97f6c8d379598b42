import { useMemo, useState } from 'react';
import type { PageConfig } from '../api.ts';
import { type Chosen, CustomerPane } from './customer/customer-pane.tsx';
import { agentSide, type HelpdeskConfig, type Ticket } from './helpdesk/agent-side.ts';
import { Icon, type IconName } from './layout/icon.tsx';
import { revisionOfAll, type StreamState } from './stream/reducer.ts';
import { AgentPane } from './ticket/agent-pane.tsx';
import { WayPane } from './way/way-pane.tsx';
import { waysOfTicket } from './way/ways.ts';

const panes = ['customer', 'way', 'ticket'] as const;
type Pane = (typeof panes)[number];
const paneFacts: Readonly<Record<Pane, Readonly<{ icon: IconName; title: string }>>> = {
  customer: { icon: 'chat', title: 'Customer' },
  way: { icon: 'event', title: 'Way' },
  ticket: { icon: 'desk', title: 'Ticket' },
};

type SwitchProps = Readonly<{ shown: Pane; onShow: (pane: Pane) => void }>;

/** Where the window is too narrow for all three. */
function PaneSwitch({ shown, onShow }: SwitchProps) {
  return (
    <nav className="pane-switch" aria-label="Parts of the conversation">
      {panes.map((pane) => (
        <button
          key={pane}
          type="button"
          aria-current={pane === shown ? 'true' : undefined}
          onClick={() => onShow(pane)}
        >
          <Icon name={paneFacts[pane].icon} /> {paneFacts[pane].title}
        </button>
      ))}
    </nav>
  );
}

type Props = Readonly<{ config: PageConfig; helpdesk: HelpdeskConfig; stream: StreamState }>;

/** The customer, the message's way, and the agent's ticket, side by side. */
export function ConversationView({ config, helpdesk, stream }: Props) {
  const [pane, setPane] = useState<Pane>('customer');
  const [ticketId, setTicketId] = useState<string | null>(null);
  const [wayId, setWayId] = useState<string | null>(null);
  const [chosen, setChosen] = useState<Chosen>({
    userId: helpdesk.personas[0]?.userId ?? '',
    channel: 'email',
    conversation: null,
  });
  const agent = useMemo(() => agentSide(helpdesk), [helpdesk]);

  const openTicket = (ticket: string) => {
    setTicketId(ticket);
    setWayId(null);
  };
  /** The customer on the left is the one whose ticket is open on the right. */
  const openWithCustomer = (ticket: Ticket) => {
    openTicket(ticket.id);
    const isPersona = helpdesk.personas.some(({ userId }) => userId === ticket.requester.id);
    if (!isPersona) return;
    const channel = ticket.isChat ? 'chat' : 'email';
    setChosen({ userId: ticket.requester.id, channel, conversation: ticket.isChat ? null : ticket.id });
  };

  return (
    <div className="conversation" data-pane={pane}>
      <PaneSwitch shown={pane} onShow={setPane} />
      <CustomerPane
        helpdesk={helpdesk}
        chosen={chosen}
        onChoose={setChosen}
        onTicket={openTicket}
        revision={revisionOfAll(stream)}
      />
      <WayPane
        ways={ticketId === null ? stream.ways : waysOfTicket(stream.ways, ticketId)}
        chosen={wayId}
        onChoose={setWayId}
        about={ticketId}
      />
      <AgentPane
        agent={agent}
        config={config}
        stream={stream}
        ticketId={ticketId}
        onOpen={openWithCustomer}
        // The customer stays: somebody may be writing already.
        onNewest={(ticket) => setTicketId((open) => open ?? ticket)}
      />
    </div>
  );
}
