/** An event as EventBridge hands it to targets. */
export type BusEvent = Readonly<{
  version: '0';
  id: string;
  'detail-type': string;
  source: string;
  account: string;
  /** ISO 8601 in whole seconds, as EventBridge writes it. */
  time: string;
  region: string;
  resources: readonly string[];
  detail: Readonly<Record<string, unknown>>;
}>;

/** A time as EventBridge writes it: `2026-01-09T08:21:07Z`. */
export function eventTime(epochMs: number): string {
  return new Date(epochMs).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
