import type { AccountSettings } from '../../connectors/account.ts';
import type { Client, PastMessage, ReadFailure } from '../../connectors/contract.ts';
import { historyBlocks } from '../../connectors/kit/notices.ts';
import type { AgentCommand } from '../../events/agent-command.v1.ts';
import { type LanguageTag, sameLanguage, undetermined } from '../../events/language.ts';
import type { NotePrepared } from '../../events/note-prepared.v1.ts';
import { knownLanguages, memoryFor } from '../_shared/conversation/known-languages.ts';
import { type ConversationMemory, chatOf, type MemoryStore } from '../_shared/conversation/memory.ts';
import type { Stamp } from '../_shared/conversation/stamp.ts';
import { readLanguage } from '../_shared/language/read.ts';
import { letterCount } from '../_shared/text/letters.ts';
import type { Traces } from '../_shared/withdrawal/traces.ts';
import { htmlOfText } from './html-blocks.ts';
import { noteOf } from './notes.ts';
import type { Tongue } from './tongue.ts';

type DigestPorts = Tongue &
  Readonly<{
    client: Pick<Client, 'history'>;
    memory: MemoryStore;
    traces: Pick<Traces, 'add' | 'withdrawnBy'>;
  }>;

export type Digest = Readonly<
  { kind: 'digest'; event: NotePrepared } | { kind: 'unread'; failure: ReadFailure }
>;

/** The customers' last messages in one note, each in the agent's language; what cannot be translated stands as it was written. */
export async function digestOf(
  event: AgentCommand,
  count: number,
  settings: AccountSettings,
  ports: DigestPorts,
): Promise<Digest> {
  const past = await readPast(event, count, ports);
  if (past.kind !== 'history') return { kind: 'unread', failure: past };
  await traceCopies(event, past.messages, ports.traces);
  const ofRequester = past.messages.filter(({ role }) => role === 'requester').map(stampOf);
  const read = await Promise.all(
    past.messages.map((message) => {
      const known = memoryFor(stampOf(message), ofRequester, past.known);
      return readOne(message, { event, known, settings }, ports);
    }),
  );
  const blocks = [...historyBlocks(read, event.agentLanguage)];
  const holds = past.messages
    .map(({ message }) => message)
    .filter((message) => !past.withdrawn.includes(message));
  return { kind: 'digest', event: noteOf(event, { purpose: 'history', blocks, holds }) };
}

const stampOf = ({ occurredAt: at, message }: PastMessage): Stamp => ({ at, message });

type Past = Readonly<{
  kind: 'history';
  messages: readonly PastMessage[];
  withdrawn: readonly string[];
  /** What is remembered of the conversation. */
  known: ConversationMemory;
}>;

/**
 * The messages as they stand, and which of them have been redacted: these are read after their mark was seen, so that what is
 * left of them may be shown. The others must not be shown once they are marked, which write-back looks after.
 */
async function readPast(
  event: AgentCommand,
  count: number,
  { client, memory, traces }: DigestPorts,
): Promise<Past | ReadFailure> {
  const known = await memory.read(event.conversationKey);
  const place = { ticket: event.ticket, requester: null, ...chatOf(known) };
  const past = await client.history(place, count);
  if (past.kind !== 'history') return past;
  const marks = await Promise.all(
    past.messages.map(({ message }) => traces.withdrawnBy({ ...event, message })),
  );
  const withdrawn = past.messages.filter((_, index) => marks[index] !== null).map(({ message }) => message);
  if (withdrawn.length === 0) return { ...past, withdrawn, known };
  const again = await client.history(place, count);
  return again.kind === 'history' ? { ...again, withdrawn, known } : again;
}

/** So that the digest is found when one of its messages is withdrawn. */
const traceCopies = (
  { ticket, message: source, conversationKey, occurredAt }: AgentCommand,
  messages: readonly PastMessage[],
  traces: Pick<Traces, 'add'>,
) =>
  Promise.all(
    messages.map(({ message }) =>
      traces.add({ conversationKey, occurredAt, message }, { copies: [{ ticket, source }] }),
    ),
  );

/** `known`: what is remembered of the conversation, as it counts for the message. */
type ReadFacts = Readonly<{ event: AgentCommand; known: ConversationMemory; settings: AccountSettings }>;

async function readOne(past: PastMessage, facts: ReadFacts, ports: DigestPorts) {
  const { agentLanguage } = facts.event;
  const html = htmlOfText(past.text);
  const language = await languageOf(past, facts, ports);
  const isForeign = language !== null && !sameLanguage(language, agentLanguage);
  const translated = isForeign
    ? await ports.translateBack(html, language, agentLanguage, past.message)
    : null;
  return { occurredAt: past.occurredAt, html: translated ?? html, language };
}

/** As a note about the message would have it: corrected, read, or known of its author. Null = not known. */
async function languageOf(
  { text, author, role }: PastMessage,
  { event, known, settings: { thresholds, shortTextLetters } }: ReadFacts,
  { detectLanguage }: DigestPorts,
): Promise<LanguageTag | null> {
  const letters = letterCount(text);
  // Comprehend refuses an empty text, and has an opinion on a number.
  if (letters === 0) return null;
  const asked = { at: event.occurredAt, message: event.message };
  const { reading } = await readLanguage(
    { text, letters, agentLanguage: event.agentLanguage },
    { ...knownLanguages(known, { id: author, role }, asked), locale: null },
    { confident: thresholds.language, shortTextLetters },
    detectLanguage,
  );
  return reading.code === undetermined ? null : reading.code;
}
