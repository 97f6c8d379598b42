import { type AccountSettings, agentLanguageFor } from '../../../connectors/account.ts';
import type { StaffComment } from '../../../connectors/contract.ts';
import { type AgentCommand, agentCommand } from '../../../events/agent-command.v1.ts';
import { firstEnvelope } from '../../../events/envelope.ts';
import { type ReplyRequested, replyRequested } from '../../../events/reply-requested.v1.ts';
import { type Publication, publication } from '../bus.ts';
import { type Command, parseNote } from './parse.ts';

/** What a comment of staff asks of us; null = nothing. */
export type CommandEvent = Readonly<{ event: ReplyRequested | AgentCommand; publication: Publication }>;

/**
 * The event that a comment of a member of staff gives: a reply, a command, or a word on one that was not understood. A
 * public comment commands nothing, but the agent should know that the customer has read it. Pure.
 */
export function commandEventOf(comment: StaffComment, settings: AccountSettings): CommandEvent | null {
  const parsed = parseNote(comment.text, agentLanguageFor(settings, comment.ticketFacts));
  if (parsed.kind === 'no-command') return null;
  if (comment.isPublic) {
    const word = parsed.kind === 'command' ? parsed.command.name : parsed.meant;
    // A near miss is a word like any other to who reads it.
    const isCommand = parsed.kind === 'command' || parsed.why !== 'near-miss';
    return isCommand ? command(comment, settings, { name: 'public-slip', word }) : null;
  }
  if (parsed.kind === 'not-understood') {
    const { word, meant, why } = parsed;
    return command(comment, settings, { name: 'not-understood', word, meant, why });
  }
  return ofCommand(comment, settings, parsed.command);
}

function ofCommand(comment: StaffComment, settings: AccountSettings, asked: Command): CommandEvent {
  switch (asked.name) {
    case 'translate':
    case 'preview':
      return reply(comment, settings, { name: asked.name, language: asked.language });
    case 'lang':
    case 'history':
      return command(comment, settings, asked);
    case 'send':
      return reply(comment, settings, { name: 'send' });
    case 'pause':
    case 'resume':
    case 'retry':
    case 'help':
      return command(comment, settings, { name: asked.name });
  }
}

function envelopeOf(type: string, comment: StaffComment, settings: AccountSettings) {
  const { connector, account } = settings;
  const { ticket, message, occurredAt, ticketFacts } = comment;
  const agentLanguage = agentLanguageFor(settings, ticketFacts);
  return firstEnvelope(type, {
    ...{ connector, account, ticket, message, occurredAt, agentLanguage },
    customerKey: null,
  });
}

function reply(
  comment: StaffComment,
  settings: AccountSettings,
  asked: ReplyRequested['command'],
): CommandEvent {
  const event: ReplyRequested = {
    ...envelopeOf(replyRequested.detailType, comment, settings),
    type: replyRequested.detailType,
    actor: comment.author,
    ticketFacts: comment.ticketFacts,
    command: asked,
  };
  return { event, publication: publication(replyRequested, event) };
}

function command(
  comment: StaffComment,
  settings: AccountSettings,
  asked: AgentCommand['command'],
): CommandEvent {
  const event: AgentCommand = {
    ...envelopeOf(agentCommand.detailType, comment, settings),
    type: agentCommand.detailType,
    actor: comment.author,
    command: asked,
  };
  return { event, publication: publication(agentCommand, event) };
}
