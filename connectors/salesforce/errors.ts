import * as z from 'zod/mini';
import type { ReadFailure, WriteOutcome } from '../contract.ts';
import { retryAfterMs } from '../kit/http.ts';

/** One entry of the list that Salesforce answers errors with; its words stay out, they may hold a customer's. */
export type ApiError = Readonly<{ code: string; fields: readonly string[] }>;

/** An answer other than success. */
export type ApiFailure =
  /** The record, or what it belongs to, is not there (any more). */
  | Readonly<{ kind: 'not-found' }>
  /** It was changed after the time that the call made a condition of. */
  | Readonly<{ kind: 'stale' }>
  /** To whoever called there is no such object: the org has none (a feed that is off), or they lack the right to it. */
  | Readonly<{ kind: 'no-object' }>
  | Readonly<{ kind: 'invalid'; status: number; errors: readonly ApiError[] }>
  | Readonly<{ kind: 'failed'; failure: ReadFailure }>;
export type ApiResult<Value> = Readonly<{ kind: 'ok'; value: Value }> | ApiFailure;

export const failed = (failure: ReadFailure): Extract<ApiFailure, { kind: 'failed' }> => ({
  kind: 'failed',
  failure,
});

const words = z._default(z.nullable(z.string()), null);
const names = z._default(z.nullable(z.array(z.string())), null);
const errorEntry = z.object({ errorCode: z.string(), message: words, fields: names });
type ErrorEntry = z.infer<typeof errorEntry>;
const errorList = z.array(errorEntry);

/** An action's answer has its errors one level down, and calls the code otherwise. */
const actionErrorList = z.array(
  z.object({ errors: z.array(z.object({ statusCode: z.string(), message: words, fields: names })) }),
);

/** The codes of an answer that is an error; none = it does not say. */
export const errorCodesIn = (body: unknown): readonly string[] =>
  entriesIn(body).map(({ errorCode }) => errorCode);

function entriesIn(body: unknown): readonly ErrorEntry[] {
  const list = z.safeParse(errorList, body);
  if (list.success) return list.data;
  const actions = z.safeParse(actionErrorList, body);
  return actions.success
    ? actions.data.flatMap(({ errors }) =>
        errors.map(({ statusCode, ...rest }) => ({ ...rest, errorCode: statusCode })),
      )
    : [];
}

/**
 * The daily sum of calls is over 24 rolling hours, and no header says when there is room again: coming back as late as a
 * queue allows wastes fewest of them. https://help.salesforce.com/s/articleView?id=xcloud.integrate_api_rate_limiting.htm
 */
const dailyLimitWaitMs = 15 * 60_000;

/** The record, or that which was to get one, has been deleted. */
const goneCodes: ReadonlySet<string> = new Set([
  'ENTITY_IS_DELETED',
  'INVALID_CROSS_REFERENCE_KEY',
  'NOT_FOUND',
]);
const rightsCodes = /^(?:INSUFFICIENT_ACCESS|API_(?:CURRENTLY_)?DISABLED|NO_ACCESS)/;

export type Answered = Readonly<{
  status: number;
  /** Parsed JSON; undefined = the answer was none. */
  body: unknown;
  headers: Readonly<Record<string, string>>;
}>;

/** What an answer other than success means. https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm */
export function failureOf({ status, body, headers }: Answered, now: Date): ApiFailure {
  const entries = entriesIn(body);
  const has = (code: string) => entries.some(({ errorCode }) => errorCode === code);
  const waitMs = retryAfterMs(headers, now);
  if (has('REQUEST_LIMIT_EXCEEDED')) {
    // The same code says that too many long calls run just now, which is over in a moment.
    const isMomentary = entries.some(({ message }) => /concurrent/i.test(message ?? ''));
    return failed({ kind: 'throttled', retryAfterMs: isMomentary ? waitMs : dailyLimitWaitMs });
  }
  if (has('UNABLE_TO_LOCK_ROW')) return failed({ kind: 'throttled', retryAfterMs: null });
  if (status === 429 || (status === 503 && waitMs !== null)) {
    return failed({ kind: 'throttled', retryAfterMs: waitMs });
  }
  if (status >= 500 || status === 408) return failed({ kind: 'unavailable', status });
  if (status === 401 || has('INVALID_SESSION_ID')) return failed({ kind: 'unauthorised', status: 401 });
  if (has('INVALID_TYPE')) return { kind: 'no-object' };
  if (status === 403 || entries.some(({ errorCode }) => rightsCodes.test(errorCode))) {
    return failed(lacksRights);
  }
  if (status === 412) return { kind: 'stale' };
  if (status === 404 || entries.some(({ errorCode }) => goneCodes.has(errorCode)))
    return { kind: 'not-found' };
  if (status === 409) return failed({ kind: 'throttled', retryAfterMs: null });
  if (status === 400) {
    const errors = entries.map(({ errorCode, fields }) => ({ code: errorCode, fields: fields ?? [] }));
    return { kind: 'invalid', status, errors };
  }
  return failed({ kind: 'refused', status, code: `http-${status}`, expected: false });
}

/** `FIELD_CUSTOM_VALIDATION_EXCEPTION` as codes are written here. */
const ownCode = (code: string) => code.toLowerCase().replaceAll('_', '-');

const caseGone = { kind: 'refused', status: 404, code: 'ticket-not-found', expected: true } as const;

/** A person must give the right, or switch on what the org does not have. */
const lacksRights = { kind: 'unauthorised', status: 403 } as const;

/** What an answer other than success means for a write as a whole. */
export function outcomeOf(failure: ApiFailure): WriteOutcome {
  return failure.kind === 'stale' ? { kind: 'superseded' } : readFailureOf(failure);
}

/** What an answer other than success means for reading. */
export function readFailureOf(failure: ApiFailure): ReadFailure {
  switch (failure.kind) {
    case 'failed':
      return failure.failure;
    case 'not-found':
      return caseGone;
    case 'no-object':
      return lacksRights;
    case 'stale':
      return { kind: 'throttled', retryAfterMs: null };
    case 'invalid': {
      const code = failure.errors[0]?.code;
      return {
        kind: 'refused',
        status: failure.status,
        code: code === undefined ? `http-${failure.status}` : ownCode(code),
        expected: false,
      };
    }
  }
}

/** A failure in a word, for a person who looks into it. */
export const codeOf = (failure: ReadFailure): string =>
  failure.kind === 'refused' ? failure.code : failure.kind;

/** Whoever called may not do this; somebody else perhaps may. */
export const isLackOfRights = (result: ApiResult<unknown>): boolean =>
  result.kind === 'no-object' || (result.kind === 'failed' && result.failure.kind === 'unauthorised');

/** A query that this org will not answer, however often it is asked; others may be answered all the same. */
export const isRefusedQuery = <Value>(
  result: ApiResult<Value>,
): result is Extract<ApiFailure, { kind: 'invalid' | 'no-object' }> =>
  result.kind === 'invalid' || result.kind === 'no-object';

/** A field that the call names is not there, or not for whoever called. */
export const isUnknownField = (result: ApiResult<unknown>): boolean =>
  result.kind === 'invalid' && result.errors.some(({ code }) => code === 'INVALID_FIELD');

/** Being throttled means elsewhere that nothing was written; of the earlier try, that is just what is not known. */
export function stillUnknown(outcome: WriteOutcome): WriteOutcome {
  return outcome.kind === 'throttled' ? { kind: 'unavailable', status: 429 } : outcome;
}
