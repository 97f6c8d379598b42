import * as z from 'zod/mini';
import type { Runtime } from '../runtime.ts';
import { attemptsOf, failureOf } from './failures.ts';
import type { ServiceAnswer } from './ports.ts';

/** A translation is worth waiting for. */
export const translateBudgetMs = 6_000;
/** What only helps gets one short retry budget, all tries together. */
export const optionalBudgetMs = 3_000;

/** What a call says of itself besides the answer. */
const metadata = z.object({ attempts: z.optional(z.number()) });

/** Sends one call to an AWS service within its budget and reads the answer. */
export type ServiceCall = <Output extends { $metadata: object }, Value>(
  operation: string,
  budgetMs: number,
  send: (abortSignal: AbortSignal) => Promise<Output>,
  read: (output: Output) => Value,
) => Promise<ServiceAnswer<Value>>;

/** Makes the way in which all services are called: what goes wrong is logged by operation and error name, and given as a failure. */
export function createServiceCall(runtime: Runtime): ServiceCall {
  return async (operation, budgetMs, send, read) => {
    try {
      const output = await send(AbortSignal.timeout(budgetMs));
      const { attempts = 1 } = z.parse(metadata, output.$metadata);
      return { ok: true, value: read(output), attempts };
    } catch (error) {
      const failure = failureOf(error);
      runtime.logProblem({
        code: `${operation}-${failure}`,
        level: failure === 'denied' ? 'error' : 'warn',
        error,
      });
      return { ok: false, failure, attempts: attemptsOf(error) };
    }
  };
}

/** Scores come as 32-bit floats and may be a hair above 1. */
export const share = (value: number) => Math.min(1, Math.max(0, value));
