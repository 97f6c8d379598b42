import { useMemo, useRef } from 'react';
import type { Persona } from '../../api.ts';
import type { HelpdeskConfig } from '../helpdesk/agent-side.ts';
import { chatSide } from '../helpdesk/chat-side.ts';
import { type Channel, type CustomerSide, emailSide } from '../helpdesk/customer-side.ts';
import { useLoaded } from '../helpdesk/use-loaded.ts';
import { Problem } from '../layout/problem.tsx';
import { ChannelChoice } from './channel-choice.tsx';
import { type Chosen, conversationOf } from './chosen.ts';
import { Composer } from './composer.tsx';
import { ConversationChoice } from './conversation-choice.tsx';
import { type Draft, useDrafts } from './drafts.ts';
import { PersonaChoice } from './persona-choice.tsx';
import { Suggestions } from './suggestions.tsx';
import { Thread } from './thread.tsx';
import './customer.css';

type Props = Readonly<{
  helpdesk: HelpdeskConfig;
  engine: string;
  chosen: Chosen;
  onChoose: (chosen: Chosen) => void;
  /** A conversation was begun by `from`, who may not be the one chosen any more. */
  onStarted: (from: Chosen, conversation: string) => void;
  /** A message went into this ticket. */
  onTicket: (ticket: string) => void;
  revision: number;
}>;

function sideOf(helpdesk: HelpdeskConfig, userId: string, channel: Channel): CustomerSide {
  const { agent, runtimeUserId } = helpdesk;
  return channel === 'email'
    ? emailSide(userId, { agentId: agent.userId, agentName: agent.name, runtimeUserId })
    : chatSide(userId, helpdesk.messagingAppId);
}

/** The customer's screen: what they write, and what they read of the agents' answers. */
export function CustomerPane(props: Props) {
  const { helpdesk, engine, chosen, onChoose, onStarted, onTicket, revision } = props;
  const { userId, channel } = chosen;
  const persona = helpdesk.personas.find((each) => each.userId === userId);
  const side = useMemo(() => sideOf(helpdesk, userId, channel), [helpdesk, userId, channel]);
  const who = `${userId}/${channel}`;
  const list = useLoaded(who, revision, () => side.conversations());
  const conversation = conversationOf(chosen, list.value ?? []);
  const key = conversation === null ? null : `${who}/${conversation}`;
  const thread = useLoaded(key, revision, () => side.thread(conversation ?? ''));
  const { draft, change, moveTo } = useDrafts({ userId, channel, conversation });
  const box = useRef<HTMLTextAreaElement>(null);
  if (persona === undefined) return <section className="pane customer-pane" aria-label="Customer" />;

  const choose = (to: Partial<Chosen>) => onChoose({ ...chosen, ticket: null, ...to });
  const current = list.value?.find(({ id }) => id === conversation);
  const send = async (): Promise<string | null> => {
    const { subject, text } = draft;
    if (conversation !== null) {
      const written = await side.write(conversation, text);
      if (!written.ok) return written.problem;
      if (current?.ticket) onTicket(current.ticket);
      return null;
    }
    const started = await side.start({ subject, text });
    if (!started.ok) return started.problem;
    moveTo(started.value.id);
    onStarted(chosen, started.value.id);
    if (started.value.ticket !== null) onTicket(started.value.ticket);
    return null;
  };

  const pick = (picked: Draft) => {
    change(() => picked);
    box.current?.focus();
  };

  return (
    <section className="pane customer-pane" aria-labelledby="customer-title">
      <div className="pane-head">
        <div className="pane-title">
          <h2 id="customer-title">The customer</h2>
          <ChannelChoice chosen={channel} onChoose={(to) => choose({ channel: to, conversation: null })} />
        </div>
        <PersonaChoice
          personas={helpdesk.personas}
          chosen={persona}
          onChoose={(id) => choose({ userId: id, conversation: null })}
        />
        <ConversationChoice
          channel={channel}
          conversation={conversation}
          conversations={list.value ?? []}
          onConversation={(id) => {
            choose({ conversation: id });
            const ticket = list.value?.find((each) => each.id === id)?.ticket;
            if (ticket) onTicket(ticket);
          }}
        />
      </div>
      <Problem text={list.problem ?? thread.problem} />
      {conversation === null ? (
        <FirstSteps persona={persona} channel={channel} onPick={pick} />
      ) : (
        <Thread entries={thread.value ?? []} persona={persona} conversation={conversation} engine={engine} />
      )}
      <Composer
        key={who}
        box={box}
        draft={draft}
        onDraft={change}
        onSend={send}
        isNew={conversation === null}
        hasSubject={channel === 'email' && conversation === null}
        persona={persona}
      />
    </section>
  );
}

type FirstStepsProps = Readonly<{ persona: Persona; channel: Channel; onPick: (draft: Draft) => void }>;

function FirstSteps({ persona, channel, onPick }: FirstStepsProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="pane-body first-steps" tabIndex={0} aria-label="To begin with">
      <p>
        {persona.name} begins {channel === 'email' ? 'an e-mail' : 'a chat'}. Take one of these, or write
        whatever you like in any language.
      </p>
      <Suggestions suggestions={persona.suggestions} lang={persona.language} onPick={onPick} />
    </section>
  );
}
