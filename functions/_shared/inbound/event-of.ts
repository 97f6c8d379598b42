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

type Something = CanonicalMessage | MessageHint | CanonicalCommand | Withdrawal;

/** How we learnt of it: told by webhook, by a partner's event bus, or found by looking. */
export type Origin = Exclude<MessageReceived['origin'], 'command'>;

/** An event to be published, with the envelope that names it. */
export type FirstEvent = Readonly<{ envelope: Envelope; publication: Publication }>;

function envelopeOf(
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

/**
 * The event that begins a message's way. The same message gives the same event id whatever its `origin`, so that it is
 * done once though it came in twice. Throws EventShapeError if a connector gave nonsense. Pure.
 */
export function eventOf(meant: Meant, settings: AccountSettings, origin: Origin): FirstEvent {
  switch (meant.kind) {
    case 'message': {
      const { ticketFacts, content } = meant.message;
      const envelope = envelopeOf(messageReceived.detailType, settings, meant.message, content.author.id);
      const detail = {
        ...envelope,
        type: messageReceived.detailType,
        origin,
        ticketFacts,
        content: { kind: 'complete' as const, ...content },
      };
      return { envelope, publication: publication(messageReceived, detail) };
    }
    case 'hint': {
      const { ticketFacts, about, conversation } = meant.hint;
      const envelope = envelopeOf(messageReceived.detailType, settings, meant.hint, ticketFacts.requester);
      const detail = {
        ...envelope,
        type: messageReceived.detailType,
        origin,
        ticketFacts,
        content: { kind: 'hint' as const, about, ...(conversation === undefined ? {} : { conversation }) },
      };
      return { envelope, publication: publication(messageReceived, detail) };
    }
    case 'command': {
      const { actor, command } = meant.command;
      const envelope = envelopeOf(agentCommand.detailType, settings, meant.command, null);
      const detail = { ...envelope, type: agentCommand.detailType, actor, command };
      return { envelope, publication: publication(agentCommand, detail) };
    }
    case 'withdrawal': {
      const { actor, withdrawn } = meant.withdrawal;
      const envelope = envelopeOf(contentWithdrawn.detailType, settings, meant.withdrawal, null);
      const detail = { ...envelope, type: contentWithdrawn.detailType, actor, withdrawn };
      return { envelope, publication: publication(contentWithdrawn, detail) };
    }
  }
}
