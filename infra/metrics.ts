import { Duration } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { MathExpression, Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { type latencySteps, metricNames, metricNamespaceOf } from '../functions/_shared/metric-names.ts';
import { usd, usdPerMessageRead } from './prices.ts';

type MetricName = (typeof metricNames)[keyof typeof metricNames];
type LatencyStep = (typeof latencySteps)[number];

/** What the functions put for the connector of a message that could not even be read. */
export const unknownConnector = 'unknown';

/** The metrics that are put for it, too. */
export const unattributed: ReadonlySet<MetricName> = new Set([
  metricNames.parked,
  metricNames.skipped,
  metricNames.askedNothing,
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
    const [only, ...rest] = connectors;
    if (only !== undefined && rest.length === 0) return this.of(name, only, { period });
    const { expression, usingMetrics } = this.#sum('m', name, connectors, period);
    return new MathExpression({ expression, usingMetrics, label: name, period });
  }

  /**
   * How many of a hundred deliveries of an hour were parked; 0 while fewer than `least` were. What is parked now may have come
   * in before, so that there may be more of it than came in: that is a hundred.
   */
  parkedPercent(connectors: readonly string[], least: number): IMetric {
    const period = Duration.hours(1);
    const parked = this.#sum('parked', metricNames.parked, [...connectors, unknownConnector], period);
    const received = this.#sum('received', metricNames.received, connectors, period);
    const [part, whole] = [`(${parked.expression})`, `(${received.expression})`];
    return new MathExpression({
      expression: `IF(${part} >= ${least}, 100 * ${part} / IF(${whole} > ${part}, ${whole}, ${part}), 0)`,
      usingMetrics: { ...parked.usingMetrics, ...received.usingMetrics },
      label: 'parked, of a hundred',
      period,
    });
  }

  /** What the paid calls of a day come to, in dollars: translated characters, and messages of 600 characters read. */
  estimatedUsdPerDay(connectors: readonly string[]): IMetric {
    const period = Duration.days(1);
    const characters = this.#sum('characters', metricNames.translatedCharacters, connectors, period);
    const messages = this.#sum('messages', metricNames.enriched, connectors, period);
    return new MathExpression({
      expression:
        `(${characters.expression}) * ${usd.translateCharacter.toFixed(6)}` +
        ` + (${messages.expression}) * ${usdPerMessageRead.toFixed(5)}`,
      usingMetrics: { ...characters.usingMetrics, ...messages.usingMetrics },
      label: 'dollars, estimated',
      period,
    });
  }

  /** The sum over connectors as a part of an expression; ids of its metrics begin with `id`. An alarm takes ten metrics at most. */
  #sum(id: string, name: MetricName, connectors: readonly string[], period: Duration) {
    if (connectors.length === 0) throw new RangeError('A metric needs at least one connector.');
    const usingMetrics = Object.fromEntries(
      connectors.map((connector, index) => [`${id}${index}`, this.of(name, connector, { period })]),
    );
    const expression = Object.keys(usingMetrics)
      .map((each) => `FILL(${each}, 0)`)
      .join(' + ');
    return { expression, usingMetrics };
  }
}
