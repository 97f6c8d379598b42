import * as z from 'zod';

/** One value of a custom metric, with what stands beside it in the log line. */
export type MetricValue = Readonly<{
  name: string;
  value: number;
  /** The whole line: dimensions, and properties such as `language`. */
  beside: Readonly<Record<string, unknown>>;
}>;

/** A line in CloudWatch's embedded metric format ("Specification: Embedded metric format", CloudWatch user guide). */
const metricRecord = z.looseObject({
  _aws: z.object({
    CloudWatchMetrics: z.array(
      z.object({ Namespace: z.string(), Metrics: z.array(z.object({ Name: z.string() })) }),
    ),
  }),
});

/** The format takes one number, or several in a list. None of our metrics is ever below 0. */
const amount = z.number().min(0);
const amounts = z.union([amount.transform((one) => [one]), z.array(amount)]);

/** The metrics of `namespace` that a log record puts; none if it is of another kind, or another's. */
export function metricsIn(record: unknown, namespace: string): readonly MetricValue[] {
  const parsed = metricRecord.safeParse(record);
  if (!parsed.success) return [];
  const { _aws, ...beside } = parsed.data;
  return _aws.CloudWatchMetrics.filter(({ Namespace }) => Namespace === namespace)
    .flatMap(({ Metrics }) => Metrics)
    .flatMap(({ Name: name }) => {
      const values = amounts.safeParse(beside[name]);
      return values.success ? values.data.map((value) => ({ name, value, beside })) : [];
    });
}
