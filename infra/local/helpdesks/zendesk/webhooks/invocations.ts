/** Zendesk's words for how an invocation ended; what each covers is not documented. */
export const invocationStatuses = [
  'unknown',
  'accepted',
  'success',
  'failed',
  'timeout',
  'circuit broken',
  'throttled',
  'client error',
  'server error',
] as const;
export type InvocationStatus = (typeof invocationStatuses)[number];

/** One request of an invocation. */
export type InvocationAttempt = Readonly<{
  id: string;
  /** Null = there was no answer. */
  responseCode: number | null;
  status: InvocationStatus;
  at: Date;
  ms: number;
}>;

/** One event that went to one webhook, with all its attempts. */
export type Invocation = Readonly<{
  id: string;
  /** Null = a trigger's or a test's. */
  eventType: string | null;
  status: InvocationStatus;
  createdAt: Date;
  completedAt: Date;
  attempts: readonly InvocationAttempt[];
}>;

export function statusOfAnswer(responseCode: number | null, timedOut: boolean): InvocationStatus {
  if (timedOut) return 'timeout';
  if (responseCode === null) return 'failed';
  if (responseCode === 429) return 'throttled';
  if (responseCode >= 500) return 'server error';
  if (responseCode >= 400) return 'client error';
  return responseCode >= 200 && responseCode < 300 ? 'success' : 'failed';
}
