import { Duration } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { MathExpression, Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { type latencySteps, metricNames, metricNamespace } from '../functions/_shared/metric-names.ts';

type MetricName = (typeof metricNames)[keyof typeof metricNames];
type LatencyStep = (typeof latencySteps)[number];

/** What the functions put for the connector of a message that could not even be read. */
export const unknownConnector = 'unknown';

const fiveMinutes = Duration.minutes(5);

/** One of our own metrics for one connector; by default its sum over five minutes. */
export function ownMetric(name: MetricName, connector: string, options: MetricOptions = {}): Metric {
  return new Metric({
    namespace: metricNamespace,
    metricName: name,
    dimensionsMap: { connector },
    statistic: 'Sum',
    period: fiveMinutes,
    label: `${name} ${connector}`,
    ...options,
  });
}

/** How long one step took, in milliseconds. */
export function stepLatency(connector: string, step: LatencyStep, statistic: string): Metric {
  return new Metric({
    namespace: metricNamespace,
    metricName: metricNames.stepLatency,
    dimensionsMap: { connector, step },
    statistic,
    period: fiveMinutes,
    label: `${step} ${statistic}`,
  });
}

/** One of our own metrics over several connectors. An alarm cannot search, so each is named. */
export function ownMetricOverAll(
  name: MetricName,
  connectors: readonly string[],
  period: Duration = fiveMinutes,
): IMetric {
  const [first, ...rest] = connectors.map((connector) => ownMetric(name, connector, { period }));
  if (first === undefined) throw new RangeError('A metric needs at least one connector.');
  if (rest.length === 0) return first;
  const named = Object.fromEntries([first, ...rest].map((metric, index) => [`m${index}`, metric]));
  return new MathExpression({
    expression: Object.keys(named)
      .map((id) => `FILL(${id}, 0)`)
      .join(' + '),
    usingMetrics: named,
    label: name,
    period,
  });
}
