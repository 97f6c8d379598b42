import * as z from 'zod';
import type { JournalEntry } from '../../infra/local/journal.ts';
import { physicalName, undeliverableQueue } from '../../infra/names.ts';
import { localStage } from '../../infra/settings.ts';

const event = z.object({ 'detail-type': z.string() });

/** What EventBridge could not hand over: the event itself; what a function failed at, called without an answer: Lambda's record. */
const undelivered = z.union([
  z.object({
    requestContext: z.object({ functionArn: z.string(), condition: z.string() }),
    requestPayload: event,
    responsePayload: z.object({ errorMessage: z.string() }),
  }),
  event,
]);
type Undelivered = z.infer<typeof undelivered>;

/** On a busy machine a run of a schedule comes or ends too late now and then, which the next one makes up for. */
function isRunThatCameTooLate(what: Undelivered): boolean {
  if (!('requestPayload' in what)) return false;
  const { requestContext, requestPayload, responsePayload } = what;
  return (
    requestPayload['detail-type'] === 'Scheduled Event' &&
    (requestContext.condition === 'EventAgeExceeded' || responsePayload.errorMessage === 'timeout')
  );
}

function nameOf(what: Undelivered): string {
  if (!('requestPayload' in what)) return what['detail-type'];
  const { requestContext, requestPayload, responsePayload } = what;
  return `${requestPayload['detail-type']} in ${requestContext.functionArn}: ${responsePayload.errorMessage}`;
}

/** What AWS could not hand over and nobody has taken out since, one sentence each; runs of a schedule that came too late left out. */
export function undeliverableIn(entries: readonly JournalEntry[]): readonly string[] {
  const name = physicalName(localStage, undeliverableQueue);
  const steps = entries.flatMap((entry) => (entry.kind === 'queue' && entry.queue === name ? [entry] : []));
  const taken = new Set(steps.flatMap(({ what, messageId }) => (what === 'deleted' ? [messageId] : [])));
  return steps.flatMap(({ what, messageId, body, traceId }) => {
    if (what !== 'sent' || taken.has(messageId)) return [];
    const lost = undelivered.parse(JSON.parse(body ?? ''));
    if (isRunThatCameTooLate(lost)) return [];
    const reasons = entries.flatMap((entry) =>
      entry.kind === 'runner' && traceId !== null && entry.traceId === traceId ? [entry.text] : [],
    );
    return [[nameOf(lost), ...reasons].join(' | ')];
  });
}
