import type { AccountSettings } from '../../connectors/account.ts';
import type { AgentNote, Client, ReadFailure } from '../../connectors/contract.ts';
import { helpBlocks, publicSlipBlocks } from '../../connectors/kit/notices.ts';
import type { AgentCommand } from '../../events/agent-command.v1.ts';
import { messageReceived } from '../../events/message-received.v1.ts';
import { type NotePrepared, notePrepared } from '../../events/note-prepared.v1.ts';
import { type Publication, publication } from '../_shared/bus.ts';
import {
  type Edit,
  isStandingCorrection,
  rememberCorrection,
  rememberEdit,
  rememberPause,
} from '../_shared/conversation/edits.ts';
import type { ConversationMemory, MemoryStore } from '../_shared/conversation/memory.ts';
import { readAgain } from '../_shared/conversation/read-again.ts';
import { isMine, type Stamp } from '../_shared/conversation/stamp.ts';
import { languageInField } from '../_shared/language/named.ts';
import type { Traces } from '../_shared/withdrawal/traces.ts';
import { objectionTo } from './answer.ts';
import { digestOf } from './digest.ts';
import { notUnderstood } from './not-understood.ts';
import { commandRefusedNote, noteOf } from './notes.ts';
import type { Previews } from './previews.ts';
import type { Tongue } from './tongue.ts';

export type ObeyPorts = Tongue &
  Readonly<{
    client: Client;
    memory: MemoryStore;
    previews: Pick<Previews, 'isWaiting'>;
    traces: Traces;
  }>;

/** What a command comes to. One that succeeds gets no confirmation. */
export type CommandOutcome = Readonly<
  | { kind: 'obeyed' }
  | { kind: 'publish'; publication: Publication }
  | { kind: 'ignored'; reason: 'not-found' | 'private' }
  | { kind: 'unread'; failure: ReadFailure }
>;

const note = (event: NotePrepared): CommandOutcome => ({
  kind: 'publish',
  publication: publication(notePrepared, event),
});

/** Does what an agent asked for by a field or a command. */
export async function obey(
  event: AgentCommand,
  settings: AccountSettings,
  ports: ObeyPorts,
): Promise<CommandOutcome> {
  const { command } = event;
  const stamp: Stamp = { at: event.occurredAt, message: event.message };
  if (command.name === 'field-edited') {
    const byRuntimeUser = event.actor === settings.runtimeUserId;
    const read = readEdit(command, event.agentLanguage);
    // Neither a language nor nothing: it corrects nothing, and what was corrected before still counts.
    if (read === null) return { kind: 'obeyed' };
    return fieldEdited(event, { command: read, stamp, byRuntimeUser }, ports.memory);
  }
  if (command.name === 'public-slip') {
    const blocks = [...publicSlipBlocks(command.word, event.agentLanguage)];
    return note(noteOf(event, { purpose: 'public-slip', reason: 'public', blocks }));
  }
  // A note that came by e-mail may be forged, so who wrote it and how is asked before anything is done.
  const read = await ports.client.readNote(event);
  if (read.kind === 'refused' && read.expected) return { kind: 'ignored', reason: 'not-found' };
  if (read.kind !== 'note') return { kind: 'unread', failure: read };
  if (read.note.isPublic) return { kind: 'ignored', reason: 'private' };
  return obeyNote({ ...event, command }, read.note, { stamp, settings }, ports);
}

/** The commands that stand in a note. */
type InNote = Exclude<AgentCommand['command'], { name: 'field-edited' | 'public-slip' }>;

async function obeyNote(
  event: AgentCommand & Readonly<{ command: InNote }>,
  agentNote: AgentNote,
  { stamp, settings }: Readonly<{ stamp: Stamp; settings: AccountSettings }>,
  ports: ObeyPorts,
): Promise<CommandOutcome> {
  const { command } = event;
  if (command.name === 'not-understood') {
    const answer = await notUnderstood({ ...event, command }, agentNote, settings, ports.previews);
    return answer === null ? { kind: 'ignored', reason: 'private' } : note(answer);
  }
  const byEmail = settings.reply.commandsByEmail;
  const objection = objectionTo(agentNote, { isForCustomer: false, byEmail });
  if (objection !== null) return note(commandRefusedNote(event, objection));
  switch (command.name) {
    case 'lang':
      return corrected(event, stamp, command.language, ports.memory);
    case 'pause':
    case 'resume':
      return paused(event, stamp, command.name === 'pause', ports.memory);
    case 'retry':
      return retried(event, ports.memory);
    case 'history': {
      const digest = await digestOf(event, command.count, settings, ports);
      return digest.kind === 'unread' ? digest : note(digest.event);
    }
    case 'help':
      return note(noteOf(event, { purpose: 'help', blocks: [...helpBlocks(event.agentLanguage)] }));
  }
}

/** An edit with its language by tag; null = no language has such a name. */
function readEdit(command: Edit['command'], agentLanguage: string): Edit['command'] | null {
  if (command.field !== 'language' || command.value === null) return command;
  const value = languageInField(command.value, agentLanguage);
  return value === null ? null : { ...command, value };
}

/** A corrected language has the requester's last message read once more: its note is the answer. */
async function fieldEdited(event: AgentCommand, edit: Edit, memory: MemoryStore): Promise<CommandOutcome> {
  const again = await memory.update(event.conversationKey, (known) => {
    const edited = rememberEdit(known, edit);
    const now = edited ?? known;
    return {
      memory: edited,
      result: isStandingCorrection(now, edit) ? readAgain(event, now, { fresh: false }) : null,
    };
  });
  return again === null ? { kind: 'obeyed' } : received(again);
}

const received = (again: NonNullable<ReturnType<typeof readAgain>>): CommandOutcome => ({
  kind: 'publish',
  publication: publication(messageReceived, again),
});

async function corrected(
  event: AgentCommand,
  stamp: Stamp,
  language: string,
  memory: MemoryStore,
): Promise<CommandOutcome> {
  const isStanding = ({ correction }: ConversationMemory) =>
    correction !== null && isMine(correction.stamp, stamp);
  const again = await memory.update(event.conversationKey, (known) => {
    const changed = isStanding(known) ? null : rememberCorrection(known, language, stamp);
    const now = changed ?? known;
    return { memory: changed, result: isStanding(now) ? readAgain(event, now, { fresh: false }) : null };
  });
  return again === null ? { kind: 'obeyed' } : received(again);
}

async function paused(
  event: AgentCommand,
  stamp: Stamp,
  isPaused: boolean,
  memory: MemoryStore,
): Promise<CommandOutcome> {
  await memory.update(event.conversationKey, (known) => ({
    memory: rememberPause(known, isPaused, stamp),
    result: undefined,
  }));
  return { kind: 'obeyed' };
}

async function retried(event: AgentCommand, memory: MemoryStore): Promise<CommandOutcome> {
  const again = readAgain(event, await memory.read(event.conversationKey), { fresh: true });
  return again === null ? note(commandRefusedNote(event, { why: 'nothing-to-retry' })) : received(again);
}
