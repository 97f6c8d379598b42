import { AsyncLocalStorage } from 'node:async_hooks';

const traceOfRequest = new AsyncLocalStorage<string | null>();

/** The trace header of the API request that is being answered; null outside of one. */
export function currentTraceHeader(): string | null {
  return traceOfRequest.getStore() ?? null;
}

/** Whatever `run` does counts as done by the request with this trace header. */
export function withTraceHeader<Value>(traceHeader: string | null, run: () => Value): Value {
  return traceOfRequest.run(traceHeader, run);
}
