import * as z from 'zod/mini';
import type { ReadFailure } from '../../connectors/contract.ts';
import { type AgentCommand, agentCommand } from '../../events/agent-command.v1.ts';
import { type ContentWithdrawn, contentWithdrawn } from '../../events/content-withdrawn.v1.ts';
import type { Envelope } from '../../events/envelope.ts';
import { notePrepared } from '../../events/note-prepared.v1.ts';
import { type ReplyRequested, replyRequested } from '../../events/reply-requested.v1.ts';
import { replyTranslated } from '../../events/reply-translated.v1.ts';
import type { Publication } from '../_shared/bus.ts';
import { publication } from '../_shared/bus.ts';
import type { MemoryStore } from '../_shared/conversation/memory.ts';
import type { Helpdesk, Helpdesks } from '../_shared/helpdesks.ts';
import type { Ledger } from '../_shared/ledger.ts';
import { metricNames } from '../_shared/metric-names.ts';
import type { ParkOutcome } from '../_shared/park.ts';
import { type QueueRecord, readBody } from '../_shared/queue-record.ts';
import { endedRecordOf, type Runtime } from '../_shared/runtime.ts';
import type { RecordOutcome } from '../_shared/sqs-batch.ts';
import { type CommandOutcome, obey } from './obey.ts';
import type { Previews } from './previews.ts';
import { type ReplyOutcome, refusalEvent, replyTo } from './reply.ts';
import type { Tongue, Tongues } from './tongue.ts';
import { type WithdrawPorts, withdraw } from './withdraw.ts';

export type WorkDeps = Readonly<{
  helpdesks: Helpdesks;
  ledger: Ledger;
  memory: MemoryStore;
  previews: Previews;
  translations: WithdrawPorts['translations'];
  traces: WithdrawPorts['traces'];
  /** What translates and reads languages for one account, counted. */
  tongues: Tongues;
  publish: (publication: Publication) => Promise<void>;
  runtime: Runtime;
  now: () => Date;
  maxReplyWaitSeconds: number;
}>;

/** A helpdesk that cannot be read for this long needs a person. */
const maxReadWaitMs = 2 * 3_600_000;

const typed = z.object({ type: z.string() });
function parseAsked(detail: unknown): ReplyRequested | AgentCommand | ContentWithdrawn {
  switch (z.parse(typed, detail).type) {
    case agentCommand.detailType:
      return agentCommand.parse(detail);
    case contentWithdrawn.detailType:
      return contentWithdrawn.parse(detail);
    default:
      return replyRequested.parse(detail);
  }
}

const park = (reason: string, cause: Envelope | null): ParkOutcome => ({
  kind: 'park',
  stage: 'reply',
  reason,
  cause,
});

type Asked = Readonly<{ helpdesk: Helpdesk; waitedMs: number; ledgerKey: string; deps: WorkDeps }>;

/** Does what one record of the queue asks, once, and says in the log how it ended if its way ends here. */
export async function workOn(record: QueueRecord, deps: WorkDeps): Promise<RecordOutcome> {
  const body = readBody(record.body, parseAsked);
  if (body.kind === 'unreadable') {
    deps.runtime.logProblem({ code: 'unreadable-body', level: 'error', error: body.error });
    return park('unreadable', body.cause);
  }
  const { event } = body;
  const helpdesk = deps.helpdesks(event.connector, event.account);
  if (helpdesk === null) return park('unknown-account', event);
  const ledgerKey = `reply:${event.eventId}`;
  if (event.type === 'content.withdrawn.v1') {
    // Done again it does no harm; and how it ended is for write-back to say.
    await withdraw(event, deps);
    return { kind: 'done' };
  }
  if ((await deps.ledger.begin(ledgerKey)).kind === 'done') return end(event, 'skipped', 'duplicate', deps);
  const waitedMs = deps.now().getTime() - record.sentAt.getTime();
  const asked = { helpdesk, waitedMs, ledgerKey, deps };
  return event.type === 'reply.requested.v1' ? answer(event, asked) : command(event, asked);
}

function end(
  event: Envelope,
  outcome: 'delivered' | 'skipped',
  reason: string | null,
  { runtime }: WorkDeps,
): RecordOutcome {
  runtime.logEnded(endedRecordOf(event, { outcome, reason }));
  return { kind: 'done' };
}

async function answer(request: ReplyRequested, asked: Asked): Promise<RecordOutcome> {
  const { helpdesk, waitedMs, deps } = asked;
  const { settings, client, connector } = helpdesk;
  const tongue = deps.tongues(settings, request.ticketFacts.brand, request);
  const outcome: ReplyOutcome = await replyTo(request, settings, {
    ...tongue,
    client,
    chatChannels: connector.capabilities.chatChannels ?? [],
    memory: deps.memory,
    previews: deps.previews,
    traces: deps.traces,
  });
  await settle(tongue, request.connector, deps);
  switch (outcome.kind) {
    case 'publish':
      return publish(request, outcome.event, asked);
    case 'skipped':
      return finish(request, outcome.reason, asked);
    case 'unread':
      return unread(request, outcome.failure, asked);
    case 'try-later': {
      const leftMs = deps.maxReplyWaitSeconds * 1000 - waitedMs;
      if (leftMs <= 0) return publish(request, refusalEvent(request, outcome.failure, settings), asked);
      return { kind: 'retry-later', delayMs: null, connector: settings.connector, withinMs: leftMs };
    }
  }
}

async function command(event: AgentCommand, asked: Asked): Promise<RecordOutcome> {
  const { helpdesk, deps } = asked;
  const { settings, client } = helpdesk;
  const tongue = deps.tongues(settings, null, event);
  const outcome: CommandOutcome = await obey(event, settings, {
    ...tongue,
    client,
    memory: deps.memory,
    previews: deps.previews,
    traces: deps.traces,
  });
  await settle(tongue, event.connector, deps);
  switch (outcome.kind) {
    case 'publish':
      await deps.publish(outcome.publication);
      await deps.ledger.complete(asked.ledgerKey, event.eventId);
      return { kind: 'done' };
    case 'obeyed':
      await deps.ledger.complete(asked.ledgerKey, event.eventId);
      return end(event, 'delivered', null, deps);
    case 'ignored':
      return finish(event, outcome.reason, asked);
    case 'unread':
      return unread(event, outcome.failure, asked);
  }
}

/** Counts what this try was billed and saved, whatever comes of it: the engine is paid all the same. */
async function settle(tongue: Tongue, connector: string, { runtime }: WorkDeps): Promise<void> {
  await tongue.settle();
  const [billed, saved] = [tongue.usage().translatedCharacters, tongue.savedCharacters()];
  if (billed > 0) runtime.count(metricNames.translatedCharacters, billed, connector);
  if (saved > 0) runtime.count(metricNames.savedCharacters, saved, connector);
}

/** Bus, then ledger: after a death in between the next try publishes the same event id, which write-back knows. */
async function publish(
  request: Envelope,
  event: Extract<ReplyOutcome, { kind: 'publish' }>['event'],
  { ledgerKey, deps }: Asked,
): Promise<RecordOutcome> {
  await deps.publish(
    event.type === 'reply.translated.v1'
      ? publication(replyTranslated, event)
      : publication(notePrepared, event),
  );
  await deps.ledger.complete(ledgerKey, request.eventId);
  return { kind: 'done' };
}

async function finish(event: Envelope, reason: string, { ledgerKey, deps }: Asked): Promise<RecordOutcome> {
  await deps.ledger.complete(ledgerKey, reason);
  return end(event, 'skipped', reason, deps);
}

/** The note could not be read back: the same rules as for a customer's message. */
function unread(event: Envelope, failure: ReadFailure, { waitedMs, deps }: Asked): RecordOutcome {
  const { connector } = event;
  if (failure.kind === 'unauthorised') {
    deps.runtime.count(metricNames.unauthorised, 1, connector);
    return park('unauthorised', event);
  }
  if (failure.kind === 'refused') return park('refused', event);
  if (failure.kind === 'throttled') deps.runtime.count(metricNames.throttled, 1, connector);
  if (waitedMs > maxReadWaitMs) return park('retries-exhausted', event);
  const delayMs = failure.kind === 'throttled' ? failure.retryAfterMs : null;
  return { kind: 'retry-later', delayMs, connector };
}
