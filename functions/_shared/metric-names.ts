/** Namespace of a stage's custom metrics (EMF): stages in one account and region must not raise each other's alarms. */
export function metricNamespaceOf(stage: string): string {
  return `Dragoman/${stage}`;
}

/**
 * Every custom metric there is; dashboard and alarms are built from this list. Dimensions: `connector` only, plus `step`
 * for `StepLatency` (steps: hydrate, detect, translate, sentiment, intent, write), so that a stage
 * with one tool stays below 40 metrics, and each further tool adds 26 at most.
 * Language, sentiment and intent are EMF properties, to be asked for in Logs Insights.
 */
export const metricNames = {
  received: 'MessagesReceived',
  skipped: 'MessagesSkipped',
  /** Genuine, but skipped before they became messages: our own writes, agents' messages, what the settings leave out. */
  askedNothing: 'DeliveriesSkipped',
  refused: 'DeliveriesRefused',
  enriched: 'MessagesEnriched',
  delivered: 'MessagesDelivered',
  parked: 'MessagesParked',
  gaps: 'Gaps',
  retries: 'RetriesLater',
  repliesSent: 'RepliesSent',
  repliesFailed: 'RepliesFailed',
  timeToNote: 'TimeToNote',
  stepLatency: 'StepLatency',
  translatedCharacters: 'TranslatedCharacters',
  savedCharacters: 'SavedCharacters',
  overBudget: 'BudgetCapReached',
  unauthorised: 'HelpdeskUnauthorised',
  notConfigured: 'AccountNotConfigured',
  throttled: 'HelpdeskThrottled',
  heldBack: 'UpdatesHeldBack',
  foundByCatchUp: 'MessagesFoundByCatchUp',
  /** How far the catch-up is behind the clock. */
  catchUpLag: 'CatchUpLag',
} as const;

export const latencySteps = ['hydrate', 'detect', 'translate', 'sentiment', 'intent', 'write'] as const;
