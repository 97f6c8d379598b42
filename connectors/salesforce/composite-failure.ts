import type { PartAnswers } from './api.ts';
import { type Answered, type ApiFailure, errorCodesIn, failureOf } from './errors.ts';

/** Of the parts that went along with one that failed, Salesforce says only that they were not carried out. */
const haltedCode = 'PROCESSING_HALTED';

/**
 * Why nothing was carried out; null = all of it was. What the others say is known by their code: with which status they say it is
 * not documented, and tells nothing.
 */
export function failureIn(answers: PartAnswers, now: Date): ApiFailure | null {
  const failed = [...answers.values()].filter(({ status }) => status < 200 || status >= 300);
  const [first] = failed;
  if (first === undefined) return null;
  const telling = failed.find((answer) => !isHalted(answer));
  return failureOf(telling ?? { ...first, status: 400 }, now);
}

function isHalted({ body }: Answered): boolean {
  const codes = errorCodesIn(body);
  return codes.length > 0 && codes.every((code) => code === haltedCode);
}
