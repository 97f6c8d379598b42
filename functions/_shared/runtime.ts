import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import * as z from 'zod/mini';
import type { Envelope } from '../../events/envelope.ts';
import { LineFormatter } from './log-format.ts';
import { type EndedRecord, endedRecord } from './log-records.ts';
import { describeError, isLoggableId } from './loggable.ts';
import { type latencySteps, metricNames, metricNamespaceOf } from './metric-names.ts';
import { currentTraceId } from './trace.ts';

export type MetricName = (typeof metricNames)[keyof typeof metricNames];
export type LatencyStep = (typeof latencySteps)[number];

/** For Logs Insights: stands in the metric's log line and is no dimension. Codes only, never text. */
export type MetricProperties = Readonly<
  Partial<
    Record<'language' | 'languageEvidence' | 'sentiment' | 'intent' | 'reason' | 'outcome' | 'gap', string>
  >
>;

/** Ids that help to find a problem's message. */
export type ProblemIds = Readonly<
  Partial<
    Record<
      'eventId' | 'correlationId' | 'connector' | 'account' | 'ticket' | 'messageId' | 'queueMessageId',
      string | null
    >
  >
>;

export type Problem = Readonly<{
  /** A short code in kebab-case: what an operator searches for. */
  code: string;
  level: 'warn' | 'error';
  error?: unknown;
  ids?: ProblemIds;
}>;

/** The only way out for logs and metrics. No method takes free text, and ids are checked to look like ids. */
export type Runtime = Readonly<{
  /** The one line that a message's way ends with; counts the outcome's metric too. */
  logEnded(record: EndedRecord, properties?: MetricProperties): void;
  /** Something that should not be. Of the error: name, code, status, and the message only if it is one of ours. */
  logProblem(problem: Problem): void;
  count(name: MetricName, value: number, connector: string, properties?: MetricProperties): void;
  /** `step` only for `StepLatency`. */
  duration(
    name: typeof metricNames.timeToNote | typeof metricNames.stepLatency | typeof metricNames.catchUpLag,
    ms: number,
    connector: string,
    step?: LatencyStep,
    properties?: MetricProperties,
  ): void;
}>;

const endedMetric = {
  delivered: metricNames.delivered,
  skipped: metricNames.skipped,
  parked: metricNames.parked,
  refused: metricNames.refused,
} as const;

/** What was skipped on arrival became no event: it was never counted as received, so it is counted apart. */
function endedMetricOf({ outcome, eventId }: EndedRecord): MetricName {
  return outcome === 'skipped' && eventId === null ? metricNames.askedNothing : endedMetric[outcome];
}

/** The ended record of an event, with the trace of the work that runs now. */
export function endedRecordOf(
  envelope: Pick<Envelope, 'eventId' | 'correlationId' | 'connector' | 'account' | 'ticket' | 'message'>,
  end: Pick<EndedRecord, 'outcome' | 'reason'>,
): EndedRecord {
  return {
    message: 'ended',
    ...end,
    eventId: envelope.eventId,
    correlationId: envelope.correlationId,
    connector: envelope.connector,
    account: envelope.account,
    ticket: envelope.ticket,
    messageId: envelope.message,
    traceId: currentTraceId(),
  };
}

/** What is not an id is replaced, not dropped: an operator should see that something stood there. */
const unloggable = 'unloggable';

function idsOnly(members: Readonly<Record<string, unknown>>): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(members)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, value === null || isLoggableId(value) ? value : unloggable]),
  );
}

/** Logger and metrics of one function. Both write lines of JSON to stdout; there is no network. */
export function createRuntime(service: string, stage: string): Runtime {
  const logger = new Logger({ serviceName: service, logFormatter: new LineFormatter() });
  const metrics = new Metrics({ namespace: metricNamespaceOf(stage), serviceName: service });
  // Powertools would add `service` to every metric; our dimensions are connector and step (see metric-names.ts).
  metrics.clearDefaultDimensions();

  function emit(
    metric: { name: MetricName; unit: (typeof MetricUnit)[keyof typeof MetricUnit]; value: number },
    dimensions: Readonly<Record<string, string>>,
    properties: MetricProperties = {},
  ): void {
    // All of it in one go, without an await: records that run side by side do not mix.
    for (const [name, value] of Object.entries(idsOnly(dimensions))) {
      metrics.addDimension(name, value ?? unloggable);
    }
    for (const [name, value] of Object.entries(idsOnly(properties))) {
      if (value !== null) metrics.addMetadata(name, value);
    }
    metrics.addMetric(metric.name, metric.unit, metric.value);
    metrics.publishStoredMetrics();
  }

  const runtime: Runtime = {
    logEnded(record, properties) {
      const { message, outcome, ...ids } = z.parse(endedRecord, record);
      logger.info({ message, outcome, ...idsOnly(ids) });
      runtime.count(endedMetricOf(record), 1, record.connector, {
        ...properties,
        ...(record.reason === null ? {} : { reason: record.reason }),
      });
    },
    logProblem({ code, level, error, ids = {} }) {
      const { connector, account, ticket, messageId, eventId, correlationId, queueMessageId } = ids;
      logger[level]({
        message: isLoggableId(code) ? code : unloggable,
        traceId: currentTraceId(),
        ...idsOnly({ connector, account, ticket, messageId, eventId, correlationId, queueMessageId }),
        ...(error === undefined ? {} : { problem: describeError(error) }),
      });
    },
    count: (name, value, connector, properties) =>
      emit({ name, unit: MetricUnit.Count, value }, { connector }, properties),
    duration: (name, ms, connector, step, properties) =>
      emit(
        { name, unit: MetricUnit.Milliseconds, value: ms },
        step === undefined ? { connector } : { connector, step },
        properties,
      ),
  };
  return runtime;
}
