import { endedOnArrival } from '../_shared/inbound/ending.ts';
import { metricNames } from '../_shared/metric-names.ts';
import type { Runtime } from '../_shared/runtime.ts';
import { withTrace } from '../_shared/trace.ts';
import { answerTo, type WebhookAnswer } from './answer.ts';
import type { WebhookRequest } from './delivery.ts';
import type { Ending } from './ending.ts';
import { type ReceiveDeps, receive } from './receive.ts';

export type IngestDeps = Readonly<{
  receive: ReceiveDeps;
  runtime: Runtime;
  /** The invocation's own trace header, for requests that bring none. */
  invocationTraceHeader: () => string | undefined;
  startTimer: (ms: number) => Readonly<{ fired: Promise<void>; stop: () => void }>;
}>;

/** The vendor gives up after 12 s, the gateway after 30 s, the promise is 8 s: one second is kept for the way back. */
const deadlineMs = 7_000;

/** Makes the Lambda handler of the webhook's route. It never throws: the vendor gets an answer on every path. */
export function createHandler(deps: IngestDeps): (request: WebhookRequest) => Promise<WebhookAnswer> {
  return (request) => {
    const header = request.headers['x-amzn-trace-id'] ?? deps.invocationTraceHeader() ?? null;
    return withTrace(header, async () => {
      const ending = await beforeDeadline(receive(request, deps.receive), deps.startTimer);
      report(ending, namedIn(request, deps.receive), deps.runtime);
      return answerTo(ending);
    });
  };
}

async function beforeDeadline(work: Promise<Ending>, startTimer: IngestDeps['startTimer']): Promise<Ending> {
  const timer = startTimer(deadlineMs);
  try {
    return await Promise.race([
      work.catch((error: unknown): Ending => ({ kind: 'refused', reason: 'unexpected', error })),
      timer.fired.then((): Ending => ({ kind: 'refused', reason: 'timeout' })),
    ]);
  } finally {
    timer.stop();
  }
}

type Named = Readonly<{ connector: string; account: string }>;

/** The path is anybody's to choose: a name that is no tool's must not become a metric of its own, which costs money. */
function namedIn({ pathParameters }: WebhookRequest, { connectorNamed }: ReceiveDeps): Named {
  const { connector = '', account = '' } = pathParameters ?? {};
  return {
    connector: connectorNamed(connector) === undefined ? 'unknown' : connector,
    account: account === '' ? 'unknown' : account,
  };
}

/** Logs and counts. An accepted message's way goes on, so that it gets no ended record here. */
function report(ending: Ending, from: Named, runtime: Runtime): void {
  if (ending.kind === 'accepted') {
    runtime.count(metricNames.received, 1, from.connector);
    return;
  }
  if (ending.kind === 'refused') reportProblem(ending.reason, ending.error, from, runtime);
  const place = ending.kind === 'skipped' ? ending.place : null;
  runtime.logEnded(endedOnArrival({ outcome: ending.kind, reason: ending.reason }, from, place));
}

function reportProblem(reason: string, error: unknown, ids: Named, runtime: Runtime): void {
  if (reason === 'not-configured') {
    runtime.count(metricNames.notConfigured, 1, ids.connector);
    runtime.logProblem({ code: 'webhook-secret-missing', level: 'error', ids });
  }
  if (error !== undefined) runtime.logProblem({ code: reason, level: 'error', error, ids });
}
