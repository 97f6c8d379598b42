import { ServiceError } from '../../ports.ts';

/** The target's input could not be made from the event. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** Why a delivery failed, in the words of EventBridge's dead-letter attributes (ERROR_CODE), and whether it tries again. */
export type DeliveryFailure = Readonly<{ code: string; message: string; retriable: boolean }>;

const throttled: ReadonlySet<string> = new Set([
  'ThrottlingException',
  'TooManyRequestsException',
  'RequestThrottled',
]);
const missing: ReadonlySet<string> = new Set(['QueueDoesNotExist', 'ResourceNotFoundException']);

/**
 * Missing permissions and missing targets go straight to the dead-letter queue; throttling and faults of the target are
 * tried again (EventBridge User Guide, "Using dead-letter queues").
 */
export function failureOf(error: unknown): DeliveryFailure {
  if (error instanceof InputError)
    return { code: 'INVALID_PARAMETER', message: error.message, retriable: false };
  if (!(error instanceof ServiceError))
    return {
      code: 'UNKNOWN',
      message: error instanceof Error ? error.message : String(error),
      retriable: false,
    };
  const message = `${error.code}: ${error.message}`;
  if (error.code === 'AccessDeniedException') return { code: 'NO_PERMISSIONS', message, retriable: false };
  if (missing.has(error.code)) return { code: 'NO_RESOURCE', message, retriable: false };
  if (throttled.has(error.code)) return { code: 'THROTTLING', message, retriable: true };
  if (error.status >= 500) return { code: 'INTERNAL_ERROR', message, retriable: true };
  return { code: 'INVALID_PARAMETER', message, retriable: false };
}
