import * as z from 'zod/mini';
import { type PartAnswers, partResult } from './api.ts';
import type { ApiFailure } from './errors.ts';

/** Of the parts that went along with one that failed, Salesforce says only that they were not carried out. */
const haltedCode = 'PROCESSING_HALTED';

/** Why nothing was carried out; null = all of it was. */
export function failureIn(answers: PartAnswers, now: Date): ApiFailure | null {
  const failures = [...answers.values()].flatMap((answer) => {
    const result = partResult(answer, z.unknown(), now);
    return result.kind === 'ok' ? [] : [result];
  });
  const isHalted = (failure: ApiFailure) =>
    failure.kind === 'invalid' && failure.errors.every(({ code }) => code === haltedCode);
  return failures.find((failure) => !isHalted(failure)) ?? failures[0] ?? null;
}
