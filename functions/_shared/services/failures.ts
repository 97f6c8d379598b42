import type { ServiceFailure } from './ports.ts';

/**
 * AWS errors by name and not by class: throttling comes under several names, some of which the SDK does not model, and
 * validation errors come as a plain service exception.
 */
const failures: Readonly<Record<string, ServiceFailure>> = {
  UnsupportedLanguagePairException: 'unsupported',
  UnsupportedLanguageException: 'unsupported',
  DetectedLanguageLowConfidenceException: 'low-confidence',
  AccessDeniedException: 'denied',
  UnrecognizedClientException: 'denied',
  InvalidSignatureException: 'denied',
  ExpiredTokenException: 'denied',
  // A glossary or bot that is not there: during a deployment for seconds, else until a person deploys.
  ResourceNotFoundException: 'denied',
  ValidationException: 'refused',
  InvalidRequestException: 'refused',
  TextSizeLimitExceededException: 'refused',
};

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'UnknownError';
}

/** Everything that is not known to be final may pass: throttling, 5xx, broken connections, no answer in time. */
export function failureOf(error: unknown): ServiceFailure {
  return failures[nameOf(error)] ?? 'transient';
}

/** How often the call went out before it failed; 1 where the SDK did not say. */
export function attemptsOf(error: unknown): number {
  const metadata = typeof error === 'object' && error !== null ? Reflect.get(error, '$metadata') : undefined;
  const attempts =
    typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, 'attempts') : undefined;
  return typeof attempts === 'number' ? attempts : 1;
}
