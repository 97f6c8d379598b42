import type { MessageEnriched } from '../../../events/message-enriched.v1.ts';
import { people } from '../helpdesk-world.ts';
import type { ChatMessage, TicketChange } from '../helpdesks/zendesk/index.ts';
import type { PreparedLine } from './deliveries.ts';
import type { ReplayOutput, ReplayWrite } from './output.ts';
import { isOver, type TraceLog } from './trace-logs.ts';

type Change = TicketChange['changes'][number];
type End = Pick<ReplayOutput, 'outcome' | 'reason'>;

function writeOf(change: Change): ReplayWrite | null {
  switch (change.kind) {
    case 'comment':
      return change.public
        ? {
            kind: 'reply',
            id: change.id,
            authorId: change.authorId,
            html: change.html,
            public: true,
            attachments: change.attachments.map(({ fileName, contentType, size }) => ({
              name: fileName,
              contentType,
              bytes: size,
            })),
          }
        : { kind: 'note', id: change.id, html: change.html, public: false };
    case 'field':
      return { kind: 'fields', values: { [change.fieldId]: change.to } };
    case 'tags':
      return { kind: 'tags', added: [...change.added], removed: [...change.removed] };
    case 'priority':
      return { kind: 'priority', from: change.from, to: change.to };
    case 'status':
      return { kind: 'status', from: change.from, to: change.to };
    case 'created':
    case 'subject':
    case 'merged':
    case 'comment-redacted':
    case 'attachment-redacted':
    case 'comment-made-private':
    case 'deleted':
      return null;
  }
}

/** The changes of one line in the order made; all fields of one update in one entry. */
function writesOf(logs: readonly TraceLog[]): ReplayWrite[] {
  const updates = logs
    .flatMap((log) => log.changes)
    .map(({ change }) => change.changes.flatMap((one) => writeOf(one) ?? []));
  return updates.flatMap((writes) => {
    const fields = writes.filter((write) => write.kind === 'fields');
    const others = writes.filter((write) => write.kind !== 'fields');
    if (fields.length === 0) return others;
    const values = Object.assign({}, ...fields.map((write) => write.values));
    return [...others, { kind: 'fields' as const, values }];
  });
}

/** What was said in a chat by the API: an answer in an agent's name. */
function chatReplyOf({ id, author, content }: ChatMessage): ReplayWrite | null {
  if (author.kind !== 'api') return null;
  const named = Object.values(people).find(({ name }) => name === author.displayName);
  return {
    kind: 'reply',
    id,
    authorId: named?.id ?? author.displayName ?? '',
    html: content.text,
    public: true,
    attachments:
      content.type === 'text'
        ? []
        : [
            {
              name: decodeURIComponent(content.mediaUrl.split('/').at(-1) ?? ''),
              contentType: content.mediaType,
              bytes: content.mediaSize,
            },
          ],
  };
}

const rank = { delivered: 0, parked: 1, lost: 2, refused: 3, skipped: 4 } as const;

function endOf(log: TraceLog): End {
  const [record] = [...log.ended].sort((one, other) => rank[one.outcome] - rank[other.outcome]);
  if (record) return { outcome: record.outcome, reason: record.reason };
  return isOver(log) ? { outcome: 'skipped', reason: 'duplicate' } : { outcome: 'lost', reason: null };
}

/** One end for all deliveries of a line: the one that did something; of several skips the one that is no duplicate. */
function lineEnd(logs: readonly TraceLog[]): End {
  const ends = logs.map(endOf).sort((one, other) => {
    const byOutcome = rank[one.outcome] - rank[other.outcome];
    return byOutcome !== 0
      ? byOutcome
      : Number(one.reason === 'duplicate') - Number(other.reason === 'duplicate');
  });
  return ends[0] ?? { outcome: 'lost', reason: null };
}

function countCalls(logs: readonly TraceLog[]): ReplayOutput['calls'] {
  const calls = logs.flatMap((log) => log.calls);
  const of = (service: string) => calls.filter((call) => call.service === service).length;
  return {
    translate: of('translate'),
    comprehend: of('comprehend'),
    lex: of('lex'),
    helpdesk: logs.reduce((sum, log) => sum + log.helpdeskCalls, 0),
  };
}

function languageOf({ language, languageEvidence: evidence }: MessageEnriched): ReplayOutput['language'] {
  return evidence === undefined ? language : { ...language, evidence };
}

/** What is known of a line once its deliveries are over. `sentAtMs`: by `performance.now()`. */
export function replayResult(
  line: PreparedLine,
  logs: readonly TraceLog[],
  times: Readonly<{ sentAtMs: number; overAtMs: number }>,
): ReplayOutput {
  const enriched = logs.map((log) => log.enriched).find((detail) => detail !== null) ?? null;
  const gaps = logs.flatMap((log) => [...(log.enriched?.gaps ?? []), ...(log.completed?.gaps ?? [])]);
  const translations = logs.flatMap((log) => log.calls).filter((call) => call.service === 'translate');
  const engines = translations.flatMap(({ engine }) => (engine === null ? [] : [engine]));
  const lastWriteAtMs = Math.max(
    0,
    ...logs.flatMap((log) => [...log.changes, ...log.chatMessages].map(({ atMs }) => atMs)),
  );
  return {
    ticket: line.ticket,
    message: enriched?.message ?? line.message,
    ...lineEnd(logs),
    language: enriched === null ? null : languageOf(enriched),
    translation: enriched?.translation?.text ?? null,
    engine: [...new Set(engines)],
    sentiment: enriched?.sentiment ?? null,
    intent: enriched?.intent ?? null,
    gaps: [...new Set(gaps)],
    writes: [
      ...writesOf(logs),
      ...logs.flatMap((log) => log.chatMessages.flatMap(({ message }) => chatReplyOf(message) ?? [])),
    ],
    calls: countCalls(logs),
    billedCharacters: translations.reduce((sum, call) => sum + call.billedCharacters, 0),
    savedCharacters: logs.reduce((sum, { enriched }) => sum + (enriched?.usage.savedCharacters ?? 0), 0),
    ms: Math.round(((lastWriteAtMs || times.overAtMs) - times.sentAtMs) * 10) / 10,
  };
}
