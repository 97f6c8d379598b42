import type { PageConfig, Way } from '../../api.ts';
import type { AgentSide, OpenTicket } from '../helpdesk/agent-side.ts';
import { type FieldOptions, optionName } from '../helpdesk/fields.ts';
import { Icon } from '../layout/icon.tsx';
import { attentionOf } from './attention.ts';
import { Conversation } from './conversation.tsx';
import { ReplyBox } from './reply-box.tsx';
import type { ChangeReplyDraft, ReplyDraft } from './reply-draft.ts';
import { TicketFields } from './ticket-fields.tsx';

type Props = Readonly<{
  agent: AgentSide;
  config: PageConfig;
  opened: OpenTicket;
  options: FieldOptions;
  ways: readonly Way[];
  draft: ReplyDraft;
  onDraft: ChangeReplyDraft;
  /** Somebody works on it: the focus is within. */
  onUse: () => void;
}>;

function TicketHead({ opened: { ticket }, options }: Pick<Props, 'opened' | 'options'>) {
  const language = optionName(options.language, ticket.fields.language);
  return (
    <div className="ticket-head">
      <h3 title={ticket.title}>
        <bdi lang={language ?? undefined}>{ticket.title}</bdi>
      </h3>
      <p className="ticket-head-facts">
        <span className={`status status-${ticket.status}`}>{ticket.status}</span>
        <span>#{ticket.id}</span>
        <span>
          <Icon name={ticket.isChat ? 'chat' : 'mail'} /> {ticket.isChat ? 'Chat' : 'E-mail'}
        </span>
        <span>
          Requester: <strong>{ticket.requester.name}</strong>
        </span>
      </p>
    </div>
  );
}

/** A ticket as an agent tool shows it. */
export function OpenTicketView(props: Props) {
  const { agent, config, opened, options, ways, draft, onDraft, onUse } = props;
  const { ticket, entries } = opened;
  const attention = attentionOf(ticket, ways);
  const send = async (text: string, isPublic: boolean) => {
    const sent = await agent.change(ticket.id, { kind: 'comment', text, isPublic });
    return sent.ok ? null : sent.problem;
  };
  return (
    <article className="ticket" aria-label={`Ticket ${ticket.id}`} onFocus={onUse}>
      <div className="ticket-main">
        <TicketHead opened={opened} options={options} />
        {attention === null || attention.sentence === null ? null : (
          <p className="problem" role="status">
            <Icon name={attention.icon} /> <span>{attention.sentence}</span>
          </p>
        )}
        <Conversation
          entries={entries}
          ticketId={ticket.id}
          ways={ways}
          customerLanguage={optionName(options.language, ticket.fields.language)}
          agentLanguage={config.agentLanguage}
          engine={config.engine}
        />
        <ReplyBox
          isChat={ticket.isChat}
          suggestions={config.agentSuggestions}
          lang={config.agentLanguage}
          draft={draft}
          onDraft={onDraft}
          onSend={send}
        />
      </div>
      <TicketFields agent={agent} ticket={ticket} options={options} agentLanguage={config.agentLanguage} />
    </article>
  );
}
