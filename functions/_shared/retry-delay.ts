/** SQS could hold a message back for 12 hours; a customer should not wait that long for one retry. */
const maxDelaySeconds = 900;
const firstBackoffSeconds = 1;

export type RetryFacts = Readonly<{
  /** How long the vendor asked to wait; null = it did not say. */
  vendorDelayMs: number | null;
  /** How often the queue has handed the message out, this time included. */
  receiveCount: number;
  /** 0..1; jitter. */
  random: number;
  /** After so long the work is to be finished in another way, so the next try comes no later. Left out = whenever. */
  withinMs?: number;
}>;

/**
 * Whole seconds until the next try: what the vendor asked for or, if longer, a backoff that doubles with each receive and
 * is scattered over its upper half; the backoff ends at `withinMs`. Between 1 and 900.
 */
export function retryDelaySeconds({ vendorDelayMs, receiveCount, random, withinMs }: RetryFacts): number {
  const exponent = Math.max(0, receiveCount - 1);
  const scatteredSeconds =
    Math.min(maxDelaySeconds, firstBackoffSeconds * 2 ** exponent) * (0.5 + random / 2);
  const backoffSeconds = Math.min(scatteredSeconds, (withinMs ?? Number.POSITIVE_INFINITY) / 1000);
  const vendorSeconds = (vendorDelayMs ?? 0) / 1000;
  return Math.min(maxDelaySeconds, Math.max(1, Math.ceil(Math.max(backoffSeconds, vendorSeconds))));
}
