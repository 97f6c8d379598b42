import { useMemo, useState } from 'react';
import type { PageConfig } from '../api.ts';
import { type Chosen, customerOf, firstOf, isSame } from './customer/chosen.ts';
import { CustomerPane } from './customer/customer-pane.tsx';
import { agentSide, type HelpdeskConfig, type Ticket } from './helpdesk/agent-side.ts';
import { useLoaded } from './helpdesk/use-loaded.ts';
import { type Address, type Pane, panes } from './layout/address.ts';
import { Icon } from './layout/icon.tsx';
import type { IconName } from './layout/icon-paths.ts';
import { useNews } from './layout/use-news.ts';
import { revisionOfAll, type StreamState } from './stream/reducer.ts';
import { AgentPane } from './ticket/agent-pane.tsx';
import { WayPane, type WayScope } from './way/way-pane.tsx';

const paneFacts: Readonly<Record<Pane, Readonly<{ icon: IconName; title: string }>>> = {
  customer: { icon: 'chat', title: 'Customer' },
  way: { icon: 'event', title: 'Way' },
  ticket: { icon: 'desk', title: 'Ticket' },
};

type SwitchProps = Readonly<{
  shown: Pane;
  onShow: (pane: Pane) => void;
  /** Those in which something happened since they were shown. */
  withNews: readonly Pane[];
}>;

/** Where the window is too narrow for all three. */
function PaneSwitch({ shown, onShow, withNews }: SwitchProps) {
  return (
    <nav className="pane-switch" aria-label="Parts of the conversation">
      {panes.map((pane) => (
        <button
          key={pane}
          type="button"
          aria-current={pane === shown ? 'true' : undefined}
          onClick={() => onShow(pane)}
        >
          <Icon name={paneFacts[pane].icon} /> {paneFacts[pane].title}{' '}
          {withNews.includes(pane) ? (
            <span className="news">
              <span className="visually-hidden">(something new)</span>
            </span>
          ) : null}
        </button>
      ))}
    </nav>
  );
}

type Props = Readonly<{
  config: PageConfig;
  helpdesk: HelpdeskConfig;
  stream: StreamState;
  address: Address;
  goTo: (change: Partial<Address>) => void;
}>;

/** The customer, the message’s way, and the agent’s ticket, side by side. */
export function ConversationView({ config, helpdesk, stream, address, goTo }: Props) {
  const [scope, setScope] = useState<WayScope>(address.ticket === null ? 'all' : 'ticket');
  const [wayId, setWayId] = useState<string | null>(null);
  const { personas } = helpdesk;
  /** Null = the visitor has chosen nobody yet. */
  const [picked, setPicked] = useState<Chosen | null>(null);
  const [firstTicket] = useState(address.ticket);
  const agent = useMemo(() => agentSide(helpdesk), [helpdesk]);
  const revision = revisionOfAll(stream);
  const list = useLoaded('tickets', revision, () => agent.tickets());
  // Until somebody opens one, the newest: so that whatever happens can be watched.
  const ticketId = address.ticket ?? list.value?.[0]?.id ?? null;
  const found = list.value?.find(({ id }) => id === firstTicket);
  // As it was before a reload.
  const chosen = picked ?? (found && customerOf(found, personas)) ?? firstOf(personas);
  const withNews = useNews(address.pane, stream);

  const openTicket = (ticket: string) => {
    goTo({ ticket });
    setWayId(null);
  };
  /** The customer on the left is the one whose ticket is open on the right. */
  const openWithCustomer = (ticket: Ticket) => {
    openTicket(ticket.id);
    setScope('ticket');
    setPicked((before) => customerOf(ticket, personas) ?? before);
  };

  return (
    <div className="conversation" data-pane={address.pane}>
      <PaneSwitch shown={address.pane} onShow={(pane) => goTo({ pane })} withNews={withNews} />
      <CustomerPane
        helpdesk={helpdesk}
        engine={config.engine}
        chosen={chosen}
        onChoose={setPicked}
        onStarted={(from, conversation) =>
          setPicked((now) => (isSame(now ?? chosen, from) ? { ...from, conversation } : now))
        }
        onTicket={openTicket}
        revision={revision}
      />
      <WayPane
        ways={stream.ways}
        chosen={wayId}
        onChoose={setWayId}
        about={ticketId}
        scope={scope}
        onScope={(to) => {
          setScope(to);
          setWayId(null);
        }}
      />
      <AgentPane
        agent={agent}
        config={config}
        stream={stream}
        list={list}
        ticketId={ticketId}
        onOpen={openWithCustomer}
        // Whoever works on it would not want the next one to take its place.
        onUse={(ticket) => goTo({ ticket })}
      />
    </div>
  );
}
