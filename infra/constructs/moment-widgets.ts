import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { type OwnMetrics, unattributed, unknownConnector } from '../metrics.ts';
import {
  type CrossMoment,
  type DurationMoment,
  type LabelMoment,
  type Moment,
  moments,
  type SumMoment,
} from '../moments.ts';

export type MomentWidgetsProps = Readonly<{
  metrics: OwnMetrics;
  connectors: readonly string[];
  /** Of the function that reads messages: its metrics' lines bear what is no dimension. */
  logGroupName: string;
  /** Columns of CloudWatch's grid that each takes. */
  width: number;
}>;

/** The Moments as CloudWatch draws them: the same as on the demo page, under the same names. */
export function momentWidgets(props: MomentWidgetsProps): cloudwatch.IWidget[] {
  return Object.values<Moment>(moments).map((moment) => widgetOf(moment, props));
}

function widgetOf(moment: Moment, props: MomentWidgetsProps): cloudwatch.IWidget {
  switch (moment.kind) {
    case 'labels':
      return logWidget(moment, labelQuery(moment), 'line', props);
    case 'cross':
      return logWidget(moment, crossQuery(moment), 'bar', props);
    case 'duration':
      return durationWidget(moment, props);
    case 'sums':
      return sumWidget(moment, props);
  }
}

/**
 * A column per label: Logs Insights draws a line for each aggregate of `stats … by bin()`, but none for the values of a second
 * field ("Visualizing time series data", CloudWatch Logs user guide). No label is part of another.
 */
function labelQuery({ metric, property, labels }: LabelMoment): string[] {
  const columns = labels.map(
    (label) => `sum(strcontains(${property}, "${label}")) as ${label.toLowerCase()}`,
  );
  return [
    `filter ispresent(${metric}) and ispresent(${property})`,
    `stats ${columns.join(', ')} by bin(30m)`,
  ];
}

function crossQuery({ metric, by, property }: CrossMoment): string[] {
  return [
    `filter ispresent(${metric}) and ispresent(${by})`,
    `fields coalesce(${property}, "none") as ${property}OrNone`,
    `stats count(*) as messages by ${by}, ${property}OrNone`,
    'sort messages desc',
    'limit 40',
  ];
}

function logWidget(
  { title }: Moment,
  queryLines: string[],
  drawn: 'line' | 'bar',
  { logGroupName, width }: MomentWidgetsProps,
): cloudwatch.IWidget {
  const { STACKEDAREA, BAR } = cloudwatch.LogQueryVisualizationType;
  return new cloudwatch.LogQueryWidget({
    title,
    width,
    queryLines,
    logGroupNames: [logGroupName],
    view: drawn === 'line' ? STACKEDAREA : BAR,
  });
}

function durationWidget({ title, metric }: DurationMoment, props: MomentWidgetsProps): cloudwatch.IWidget {
  return new cloudwatch.GraphWidget({
    title,
    width: props.width,
    leftYAxis: { label: 'ms', showUnits: false, min: 0 },
    left: props.connectors.flatMap((connector) =>
      ['p50', 'p95'].map((statistic) =>
        props.metrics.of(metric, connector, { statistic, label: `${connector} ${statistic}` }),
      ),
    ),
  });
}

function sumWidget({ title, sums }: SumMoment, props: MomentWidgetsProps): cloudwatch.IWidget {
  return new cloudwatch.GraphWidget({
    title,
    width: props.width,
    leftYAxis: { showUnits: false, min: 0 },
    left: sums.flatMap(({ metric, label }) =>
      [...props.connectors, ...(unattributed.has(metric) ? [unknownConnector] : [])].map((connector) =>
        props.metrics.of(metric, connector, { label: `${label} ${connector}` }),
      ),
    ),
  });
}
