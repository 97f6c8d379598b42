import type { StaffComment } from '../../connectors/contract.ts';
import type { Envelope } from '../../events/envelope.ts';
import type { LanguageReading } from '../../events/language.ts';
import type { MessageEnriched } from '../../events/message-enriched.v1.ts';
import { type MessageReceived, messageReceived } from '../../events/message-received.v1.ts';
import type { Publication } from '../_shared/bus.ts';
import { commandEventOf } from '../_shared/commands/event.ts';
import type { MemoryStore } from '../_shared/conversation/memory.ts';
import type { Helpdesk, Helpdesks } from '../_shared/helpdesks.ts';
import type { Ledger } from '../_shared/ledger.ts';
import { metricNames } from '../_shared/metric-names.ts';
import type { ParkOutcome } from '../_shared/park.ts';
import { type QueueRecord, readBody } from '../_shared/queue-record.ts';
import { endedRecordOf, type Runtime } from '../_shared/runtime.ts';
import type { DeployedGlossary } from '../_shared/services/engine-options.ts';
import type { Budget, Services } from '../_shared/services/ports.ts';
import type { RecordOutcome } from '../_shared/sqs-batch.ts';
import type { TranslationMemory } from '../_shared/translate/translation-memory.ts';
import type { Traces } from '../_shared/withdrawal/traces.ts';
import { enrichMessage } from './enrich.ts';
import { type WholeMessage, wholeMessage } from './whole-message.ts';

export type WorkDeps = Readonly<{
  helpdesks: Helpdesks;
  services: Services;
  translations: TranslationMemory;
  budget: Budget;
  ledger: Ledger;
  memory: MemoryStore;
  traces: Traces;
  publish: (event: MessageEnriched) => Promise<void>;
  /** A hint turned out to be a command: its event goes to the bus. */
  publishCommand: (publication: Publication) => Promise<void>;
  publishReceived: (event: MessageReceived) => Promise<void>;
  runtime: Runtime;
  now: () => Date;
  lexLocales: Readonly<Record<string, string>>;
  glossaries: Readonly<Record<string, DeployedGlossary>>;
  maxWaitSeconds: number;
}>;

/** A helpdesk that cannot be read for this long needs a person. */
const maxHydrateWaitMs = 6 * 3_600_000;

const park = (stage: 'hydrate' | 'enrich', reason: string, cause: Envelope | null): ParkOutcome => ({
  kind: 'park',
  stage,
  reason,
  cause,
});

/** Does what one record of the queue asks, and says in the log how it ended if its way ends here. */
export async function workOn(record: QueueRecord, deps: WorkDeps): Promise<RecordOutcome> {
  const body = readBody(record.body, messageReceived.parse);
  if (body.kind === 'unreadable') {
    deps.runtime.logProblem({ code: 'unreadable-body', level: 'error', error: body.error });
    return park('enrich', 'unreadable', body.cause);
  }
  const { event } = body;
  const helpdesk = deps.helpdesks(event.connector, event.account);
  if (helpdesk === null) return park('enrich', 'unknown-account', event);
  return enrichRecord(event, record, helpdesk, deps);
}

async function enrichRecord(
  received: MessageReceived,
  record: QueueRecord,
  helpdesk: Helpdesk,
  deps: WorkDeps,
): Promise<RecordOutcome> {
  const { runtime, now } = deps;
  const { connector } = received;
  const waitedMs = now().getTime() - record.sentAt.getTime();
  const skip = (envelope: Envelope, reason: string): RecordOutcome => {
    runtime.logEnded(endedRecordOf(envelope, { outcome: 'skipped', reason }));
    return { kind: 'done' };
  };
  const startedMs = now().getTime();
  const whole = await wholeMessage(received, helpdesk);
  if (received.content.kind === 'hint') {
    runtime.duration(metricNames.stepLatency, now().getTime() - startedMs, connector, 'hydrate');
  }
  switch (whole.kind) {
    case 'skipped':
      return skip({ ...received, message: whole.messageId ?? received.message }, whole.reason);
    case 'park':
      if (whole.reason === 'unauthorised') runtime.count(metricNames.unauthorised, 1, connector);
      return park('hydrate', whole.reason, received);
    case 'retry-later':
      if (whole.why === 'throttled') runtime.count(metricNames.throttled, 1, connector);
      if (waitedMs > maxHydrateWaitMs) return park('hydrate', 'retries-exhausted', received);
      return { kind: 'retry-later', delayMs: whole.delayMs, connector };
    case 'staff-comment':
      return forwardCommand(whole.comment, helpdesk, deps, skip, received);
    case 'whole':
      return enrichWhole(whole.message, waitedMs, helpdesk, deps, skip);
  }
}

/** What staff wrote was told by a hint: if it is a command it begins its own way now, else there is nothing to do. */
async function forwardCommand(
  comment: StaffComment,
  { settings }: Helpdesk,
  deps: WorkDeps,
  skip: (envelope: Envelope, reason: string) => RecordOutcome,
  received: MessageReceived,
): Promise<RecordOutcome> {
  const asked = commandEventOf(comment, settings);
  if (asked === null) return skip({ ...received, message: comment.message }, comment.otherwise);
  await deps.publishCommand(asked.publication);
  return { kind: 'done' };
}

async function enrichWhole(
  message: WholeMessage,
  waitedMs: number,
  { settings }: Helpdesk,
  deps: WorkDeps,
  skip: (envelope: Envelope, reason: string) => RecordOutcome,
): Promise<RecordOutcome> {
  const { connector } = message.envelope;
  const leftMs = deps.maxWaitSeconds * 1000 - waitedMs;
  const outcome = await enrichMessage(
    message,
    {
      settings,
      lexLocales: deps.lexLocales,
      glossaries: deps.glossaries,
      mayWait: leftMs > 0,
      fresh: message.fresh === true,
    },
    {
      ...deps,
      onDuration: (step, ms) => deps.runtime.duration(metricNames.stepLatency, ms, connector, step),
    },
  );
  switch (outcome.kind) {
    case 'skipped':
      return skip(message.envelope, outcome.reason);
    case 'retry-later':
      return { kind: 'retry-later', delayMs: null, connector, withinMs: leftMs };
    case 'enriched':
      countEnriched(outcome.event, deps.runtime);
      return { kind: 'done' };
  }
}

/** As `local:es+memory:pt`: an operator's answer to "why this language?", in codes only. */
function evidenceCodes(evidence: readonly LanguageReading[]): string {
  return evidence.map(({ method, code }) => `${method}:${code}`).join('+');
}

function countEnriched(event: MessageEnriched, runtime: Runtime): void {
  const { connector, language, sentiment, intent, gaps, usage } = event;
  runtime.count(metricNames.enriched, 1, connector, {
    language: language.code,
    languageEvidence: evidenceCodes(event.languageEvidence ?? [language]),
    ...(sentiment === null ? {} : { sentiment: sentiment.label }),
    ...(intent === null ? {} : { intent: intent.name }),
  });
  runtime.count(metricNames.translatedCharacters, usage.translatedCharacters, connector);
  runtime.count(metricNames.savedCharacters, usage.savedCharacters ?? 0, connector);
  for (const gap of gaps) runtime.count(metricNames.gaps, 1, connector, { gap });
  if (gaps.includes('budget')) runtime.count(metricNames.overBudget, 1, connector);
}
