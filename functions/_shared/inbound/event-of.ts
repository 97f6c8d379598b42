import { type AccountSettings, agentLanguageFor } from '../../../connectors/account.ts';
import type {
  CanonicalCommand,
  CanonicalMessage,
  MessageHint,
  Withdrawal,
} from '../../../connectors/contract.ts';
import { agentCommand } from '../../../events/agent-command.v1.ts';
import { contentWithdrawn } from '../../../events/content-withdrawn.v1.ts';
import { type Envelope, firstEnvelope } from '../../../events/envelope.ts';
import { customerKeyOf } from '../../../events/ids.ts';
import { type MessageReceived, messageReceived } from '../../../events/message-received.v1.ts';
import { type Publication, publication } from '../bus.ts';

/** An interpretation that asks something of us. */
export type Meant = Readonly<
  | { kind: 'message'; message: CanonicalMessage }
  | { kind: 'hint'; hint: MessageHint }
  | { kind: 'command'; command: CanonicalCommand }
  | { kind: 'withdrawal'; withdrawal: Withdrawal }
>;

/** How we learnt of it: told by webhook, by a partner's event bus, or found by looking. */
export type Origin = Exclude<MessageReceived['origin'], 'command'>;

type Something = CanonicalMessage | MessageHint | CanonicalCommand | Withdrawal;

/** An event to be published, with the envelope that names it. */
export type FirstEvent = Readonly<{ envelope: Envelope; publication: Publication }>;

function envelope(
  type: string,
  settings: AccountSettings,
  something: Something,
  customer: string | null,
): Envelope {
  const { connector, account } = settings;
  const { ticket, message, occurredAt, ticketFacts } = something;
  return firstEnvelope(type, {
    connector,
    account,
    ticket,
    message,
    occurredAt,
    customerKey: customer === null ? null : customerKeyOf(connector, account, customer),
    agentLanguage: agentLanguageFor(settings, ticketFacts),
  });
}

/** What names the event that `eventOf` gives. Not checked: it is as good as what the connector said. Pure. */
export function envelopeOf(meant: Meant, settings: AccountSettings): Envelope {
  switch (meant.kind) {
    case 'message':
      return envelope(messageReceived.detailType, settings, meant.message, meant.message.content.author.id);
    case 'hint':
      return envelope(messageReceived.detailType, settings, meant.hint, meant.hint.ticketFacts.requester);
    case 'command':
      return envelope(agentCommand.detailType, settings, meant.command, null);
    case 'withdrawal':
      return envelope(contentWithdrawn.detailType, settings, meant.withdrawal, null);
  }
}

/**
 * The event that begins a message's way. The same message gives the same event id whatever its `origin`, so that it is
 * done once though it came in twice. Throws EventShapeError if a connector gave nonsense. Pure.
 */
export function eventOf(meant: Meant, settings: AccountSettings, origin: Origin): FirstEvent {
  const named = envelopeOf(meant, settings);
  return { envelope: named, publication: publicationOf(meant, named, origin) };
}

function publicationOf(meant: Meant, named: Envelope, origin: Origin): Publication {
  switch (meant.kind) {
    case 'message': {
      const { ticketFacts, content } = meant.message;
      return publication(messageReceived, {
        ...named,
        type: messageReceived.detailType,
        origin,
        ticketFacts,
        content: { kind: 'complete', ...content },
      });
    }
    case 'hint': {
      const { ticketFacts, about, conversation } = meant.hint;
      return publication(messageReceived, {
        ...named,
        type: messageReceived.detailType,
        origin,
        ticketFacts,
        content: { kind: 'hint', about, ...(conversation === undefined ? {} : { conversation }) },
      });
    }
    case 'command': {
      const { actor, command } = meant.command;
      return publication(agentCommand, { ...named, type: agentCommand.detailType, actor, command });
    }
    case 'withdrawal': {
      const { actor, withdrawn } = meant.withdrawal;
      return publication(contentWithdrawn, { ...named, type: contentWithdrawn.detailType, actor, withdrawn });
    }
  }
}
