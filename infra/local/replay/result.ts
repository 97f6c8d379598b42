import type { MessageEnriched } from '../../../events/message-enriched.v1.ts';
import type { PreparedLine } from '../desks/desk.ts';
import type { ReplayOutput } from './output.ts';
import { isOver, type TraceLog } from './trace-logs.ts';

type End = Pick<ReplayOutput, 'outcome' | 'reason'>;

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
  const enriched = logs.flatMap((log) => log.enriched.at(-1) ?? [])[0] ?? null;
  const last = logs.flatMap((log) => [log.enriched.at(-1), log.completed.at(-1)]);
  const gaps = last.flatMap((detail) => detail?.gaps ?? []);
  const translations = logs.flatMap((log) => log.calls).filter((call) => call.service === 'translate');
  const engines = translations.flatMap(({ engine }) => (engine === null ? [] : [engine]));
  const updates = logs.flatMap((log) => log.updates);
  const lastWriteAtMs = Math.max(0, ...updates.map(({ atMs }) => atMs));
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
    writes: updates.flatMap(({ writes }) => writes),
    calls: countCalls(logs),
    billedCharacters: translations.reduce((sum, call) => sum + call.billedCharacters, 0),
    savedCharacters: logs.reduce(
      (sum, { enriched }) => sum + (enriched.at(-1)?.usage.savedCharacters ?? 0),
      0,
    ),
    ms: Math.round(((lastWriteAtMs || times.overAtMs) - times.sentAtMs) * 10) / 10,
  };
}
