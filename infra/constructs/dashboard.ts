import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { latencySteps, metricNames } from '../../functions/_shared/metric-names.ts';
import { OwnMetrics } from '../metrics.ts';
import { functionLogGroup } from '../names.ts';
import { momentWidgets } from './moment-widgets.ts';
import type { WorkQueue } from './queues.ts';

/** CloudWatch's grid is 24 columns wide: two widgets in a row, or three. */
const columns = 24;
const half = columns / 2;
const third = columns / 3;

export type DashboardProps = Readonly<{
  stage: string;
  connectors: readonly string[];
  queues: readonly WorkQueue[];
  /** Whether helpdesks are asked for what was never delivered. */
  catchesUp: boolean;
}>;

/** What a stage does, on one page: the Moments as the demo page shows them, then what only an operator asks. */
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
        ...inRows([...this.#moments(), this.#steps()]),
        this.#troubles(),
        ...(props.catchesUp ? [this.#catchUp()] : []),
      ],
    });
  }

  #each(metric: (connector: string) => readonly cloudwatch.IMetric[]): cloudwatch.IMetric[] {
    return this.#props.connectors.flatMap(metric);
  }

  #moments(): cloudwatch.IWidget[] {
    return momentWidgets({
      metrics: this.#metrics,
      connectors: this.#props.connectors,
      logGroupName: functionLogGroup(this.#props.stage, 'enrich'),
      width: half,
    });
  }

  #steps(): cloudwatch.IWidget {
    return new cloudwatch.GraphWidget({
      title: 'Time per step, p95 (ms)',
      width: half,
      left: this.#each((connector) =>
        latencySteps.map((step) => this.#metrics.stepLatency(connector, step, 'p95')),
      ),
    });
  }

  #troubles(): cloudwatch.IWidget[] {
    const { throttled, heldBack, refused, overBudget, unauthorised, notConfigured } = metricNames;
    return [
      new cloudwatch.GraphWidget({
        title: 'Throttled, held back, refused on arrival',
        width: third,
        left: this.#each((connector) =>
          [throttled, heldBack, refused].map((name) => this.#metrics.of(name, connector)),
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
}

/** Two in a row. */
function inRows(widgets: readonly cloudwatch.IWidget[]): cloudwatch.IWidget[][] {
  return widgets.flatMap((_, index) => (index % 2 === 0 ? [widgets.slice(index, index + 2)] : []));
}
