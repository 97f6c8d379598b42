import type { AccountSettings } from '../../connectors/account.ts';
import type { Client, PastMessage, ReadFailure } from '../../connectors/contract.ts';
import { historyBlocks } from '../../connectors/kit/notices.ts';
import type { AgentCommand } from '../../events/agent-command.v1.ts';
import { type LanguageTag, sameLanguage, undetermined } from '../../events/language.ts';
import type { NotePrepared } from '../../events/note-prepared.v1.ts';
import { readLanguage } from '../_shared/language/read.ts';
import type { MemoryStore } from '../_shared/memory.ts';
import { letterCount } from '../_shared/text/letters.ts';
import { htmlOfText } from './html-blocks.ts';
import { noteOf } from './notes.ts';
import type { Tongue } from './tongue.ts';

type DigestPorts = Tongue & Readonly<{ client: Pick<Client, 'history'>; memory: MemoryStore }>;

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
  const past = await ports.client.history({ ticket: event.ticket, requester: null }, count);
  if (past.kind !== 'history') return { kind: 'unread', failure: past };
  const read = await Promise.all(
    past.messages.map((message) => readOne(message, event.agentLanguage, settings, ports)),
  );
  const blocks = [...historyBlocks(read, event.agentLanguage)];
  return { kind: 'digest', event: noteOf(event, { purpose: 'history', blocks }) };
}

async function readOne(
  { text, occurredAt }: PastMessage,
  agentLanguage: LanguageTag,
  { thresholds, shortTextLetters }: AccountSettings,
  { detectLanguage, translateBack }: DigestPorts,
) {
  const { reading } = await readLanguage(
    { text, letters: letterCount(text), agentLanguage },
    { correction: null, memory: null, locale: null },
    { confident: thresholds.language, shortTextLetters },
    detectLanguage,
  );
  const html = htmlOfText(text);
  const isForeign = reading.code !== undetermined && !sameLanguage(reading.code, agentLanguage);
  const translated = isForeign ? await translateBack(html, reading.code, agentLanguage) : null;
  return {
    occurredAt,
    html: translated ?? html,
    language: reading.code === undetermined ? null : reading.code,
  };
}
