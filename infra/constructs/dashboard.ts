import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { latencySteps, metricNames } from '../../functions/_shared/metric-names.ts';
import { OwnMetrics } from '../metrics.ts';
import { functionLogGroup } from '../names.ts';
import type { WorkQueue } from './queues.ts';

/** CloudWatch's grid is 24 columns wide: two widgets in a row, or three. */
const half = 12;
const third = 8;

export type DashboardProps = Readonly<{
  stage: string;
  connectors: readonly string[];
  queues: readonly WorkQueue[];
  /** Whether helpdesks are asked for what was never delivered. */
  catchesUp: boolean;
}>;

/** What a stage does, on one page: speed, outcomes, cost, and what customers write about. */
export class Dashboard extends Construct {
  /** Its name in CloudWatch. */
  readonly name: string;
  readonly #props: DashboardProps;
  readonly #metrics: OwnMetrics;

  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    this.#props = props;
    this.#metrics = new OwnMetrics(props.stage);
    this.name = `dragoman-${props.stage}`;
    new cloudwatch.Dashboard(this, 'Dashboard', {
      dashboardName: this.name,
      defaultInterval: Duration.hours(12),
      widgets: [
        this.#speed(),
        this.#outcomes(),
        this.#troubles(),
        ...(props.catchesUp ? [this.#catchUp()] : []),
        this.#whatCustomersWrite(),
      ],
    });
  }

  #each(metric: (connector: string) => readonly cloudwatch.IMetric[]): cloudwatch.IMetric[] {
    return this.#props.connectors.flatMap(metric);
  }

  #speed(): cloudwatch.IWidget[] {
    return [
      new cloudwatch.GraphWidget({
        title: 'Time from the message to its note (ms)',
        width: half,
        left: this.#each((connector) =>
          ['p50', 'p95'].map((statistic) =>
            this.#metrics.of(metricNames.timeToNote, connector, {
              statistic,
              label: `${connector} ${statistic}`,
            }),
          ),
        ),
      }),
      new cloudwatch.GraphWidget({
        title: 'Time per step, p95 (ms)',
        width: half,
        left: this.#each((connector) =>
          latencySteps.map((step) => this.#metrics.stepLatency(connector, step, 'p95')),
        ),
      }),
    ];
  }

  #outcomes(): cloudwatch.IWidget[] {
    const { received, delivered, skipped, refused, parked, repliesSent, repliesFailed } = metricNames;
    const { translatedCharacters, savedCharacters } = metricNames;
    return [
      new cloudwatch.GraphWidget({
        title: 'How messages ended',
        width: third,
        stacked: true,
        left: this.#each((connector) =>
          [delivered, skipped, refused, parked].map((name) => this.#metrics.of(name, connector)),
        ),
      }),
      new cloudwatch.GraphWidget({
        title: 'Answers sent and not sent',
        width: third,
        left: this.#each((connector) =>
          [repliesSent, repliesFailed].map((name) => this.#metrics.of(name, connector)),
        ),
      }),
      new cloudwatch.GraphWidget({
        title: 'Messages in, characters translated and saved',
        width: third,
        left: this.#each((connector) => [this.#metrics.of(received, connector)]),
        right: this.#each((connector) =>
          [translatedCharacters, savedCharacters].map((name) => this.#metrics.of(name, connector)),
        ),
      }),
    ];
  }

  #troubles(): cloudwatch.IWidget[] {
    const { gaps, retries, throttled, heldBack, overBudget, unauthorised, notConfigured } = metricNames;
    return [
      new cloudwatch.GraphWidget({
        title: 'Gaps, retries, throttling',
        width: third,
        left: this.#each((connector) =>
          [gaps, retries, throttled, heldBack].map((name) => this.#metrics.of(name, connector)),
        ),
      }),
      new cloudwatch.GraphWidget({
        title: 'Needs a person',
        width: third,
        left: this.#each((connector) =>
          [overBudget, unauthorised, notConfigured].map((name) => this.#metrics.of(name, connector)),
        ),
      }),
      new cloudwatch.GraphWidget({
        title: 'Oldest waiting message (s)',
        width: third,
        left: this.#props.queues.map(({ name, queue }) =>
          queue.metricApproximateAgeOfOldestMessage({ statistic: 'Maximum', label: name }),
        ),
      }),
    ];
  }

  #catchUp(): cloudwatch.IWidget[] {
    const { foundByCatchUp, catchUpLag } = metricNames;
    return [
      new cloudwatch.GraphWidget({
        title: 'Never delivered, found by the catch-up',
        width: half,
        left: this.#each((connector) => [this.#metrics.of(foundByCatchUp, connector)]),
      }),
      new cloudwatch.GraphWidget({
        title: 'How far the catch-up is behind (ms)',
        width: half,
        left: this.#each((connector) => [this.#metrics.of(catchUpLag, connector, { statistic: 'Maximum' })]),
      }),
    ];
  }

  /** Language, sentiment and intent are no dimensions (each value would be a metric to pay for); the log lines hold them. */
  #whatCustomersWrite(): cloudwatch.IWidget[] {
    const counted = metricNames.enriched;
    return ['language', 'sentiment', 'intent'].map(
      (property) =>
        new cloudwatch.LogQueryWidget({
          title: `Messages by ${property}`,
          width: third,
          view: cloudwatch.LogQueryVisualizationType.BAR,
          logGroupNames: [functionLogGroup(this.#props.stage, 'enrich')],
          queryLines: [
            `filter ispresent(${counted}) and ispresent(${property})`,
            `stats count(*) as messages by ${property}`,
            'sort messages desc',
            'limit 20',
          ],
        }),
    );
  }
}
