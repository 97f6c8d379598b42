import { Duration } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { MathExpression, Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { type latencySteps, metricNames, metricNamespaceOf } from '../functions/_shared/metric-names.ts';

type MetricName = (typeof metricNames)[keyof typeof metricNames];
type LatencyStep = (typeof latencySteps)[number];

/** What the functions put for the connector of a message that could not even be read. */
export const unknownConnector = 'unknown';

/** The metrics that are put for it, too. */
export const unattributed: ReadonlySet<MetricName> = new Set([
  metricNames.parked,
  metricNames.skipped,
  metricNames.refused,
]);

const fiveMinutes = Duration.minutes(5);

/** The custom metrics of one stage, as alarms and widgets see them. */
export class OwnMetrics {
  readonly #namespace: string;

  constructor(stage: string) {
    this.#namespace = metricNamespaceOf(stage);
  }

  /** One metric for one connector; by default its sum over five minutes. */
  of(name: MetricName, connector: string, options: MetricOptions = {}): Metric {
    return new Metric({
      namespace: this.#namespace,
      metricName: name,
      dimensionsMap: { connector },
      statistic: 'Sum',
      period: fiveMinutes,
      label: `${name} ${connector}`,
      ...options,
    });
  }

  /** How long one step took, in milliseconds. */
  stepLatency(connector: string, step: LatencyStep, statistic: string): Metric {
    return new Metric({
      namespace: this.#namespace,
      metricName: metricNames.stepLatency,
      dimensionsMap: { connector, step },
      statistic,
      period: fiveMinutes,
      label: `${step} ${statistic}`,
    });
  }

  /** One metric over several connectors. An alarm cannot search, so each is named. */
  over(name: MetricName, connectors: readonly string[], period: Duration = fiveMinutes): IMetric {
    const [first, ...rest] = connectors.map((connector) => this.of(name, connector, { period }));
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
}
