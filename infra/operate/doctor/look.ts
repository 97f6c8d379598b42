import timers from 'node:timers/promises';
import * as z from 'zod';
import { type Finding, trouble } from '../../../connectors/set-up.ts';
import { isRefusal } from '../aws-failures.ts';
import { MarkedForDeletionError } from '../read-secret.ts';

/** Longer than any answer that is worth waiting for; whoever runs doctor is waiting. */
const lookLimitMs = 20_000;

/** Something did not answer in time. */
export class TimeLimitError extends Error {
  override readonly name = 'TimeLimitError';
}

/** What is looked at, in case that it cannot be. */
export type Subject = Readonly<{
  /** Name of the check. */
  check: string;
  /** `the queues` */
  what: string;
  /** IAM's name of the right that it takes: `sqs:GetQueueAttributes`. */
  action: string;
}>;

/** Rejects with TimeLimitError when the answer takes longer; the asking itself goes on. */
export async function within<Value>(limitMs: number, answer: Promise<Value>): Promise<Value> {
  const limit = new AbortController();
  const tooLate = timers.setTimeout(limitMs, undefined, { signal: limit.signal }).then(() => {
    throw new TimeLimitError(`Nothing came within ${limitMs / 1_000} seconds.`);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    limit.abort();
    // Whichever of the two lost the race is of no interest any more.
    tooLate.catch(() => undefined);
    answer.catch(() => undefined);
  }
}

/** Asks AWS and judges the answer. A refusal, an outage or a silence becomes a finding; nothing is ever thrown for it. */
export async function look<Value>(
  subject: Subject,
  ask: () => Promise<Value>,
  judge: (value: Value) => readonly Finding[],
): Promise<readonly Finding[]> {
  let value: Value;
  try {
    value = await within(lookLimitMs, ask());
  } catch (error) {
    return [unseen(subject, error)];
  }
  return judge(value);
}

const namedError = z.looseObject({ name: z.string(), message: z.string() });

/** IAM's sentence: `User: … is not authorized to perform: sqs:GetQueueUrl on resource: arn:… because …`. */
const refusal = /not authorized to perform: (?<action>[\w-]+:\w+)(?: on resource: (?<resource>\S+))?/;

/** What Secrets Manager says where the secret may be read, but not the key that it is encrypted with. */
const keyRefusal = /Access to KMS is not allowed/;

/** What could not be looked at, and why: for want of a right, which is named, or because AWS did not answer. */
export function unseen({ check, what, action }: Subject, error: unknown): Finding {
  if (error instanceof MarkedForDeletionError) return markedForDeletion(check, error);
  const parsed = namedError.safeParse(error);
  const { name, message } = parsed.success ? parsed.data : { name: 'an unknown error', message: '' };
  const meaning = 'Whether it is well is not known.';
  if (!isRefusal(name))
    return trouble(check, 'warning', {
      what: `Doctor could not look at ${what}: ${name === 'TimeLimitError' ? message : `AWS says ${name}.`}`,
      meaning,
      mend: 'Run doctor again; if it stays so, look at the AWS Health Dashboard of the region.',
    });
  const named = refusal.exec(message)?.groups;
  const right = named?.action ?? (keyRefusal.test(message) ? 'kms:Decrypt' : action);
  return trouble(check, 'warning', {
    what: `Doctor may not look at ${what}: the AWS user lacks the right ${right}.`,
    meaning: `${meaning} Dragoman itself does not need this right of yours.`,
    mend: `Allow ${right} on ${named?.resource ?? '*'} to this user, or run doctor as one who may.`,
  });
}

function markedForDeletion(check: string, { secretName, restoreCommand }: MarkedForDeletionError): Finding {
  return trouble(check, 'error', {
    what: `The secret ${secretName} is marked for deletion.`,
    meaning:
      'Nobody can read it until it is restored, Dragoman neither; once its recovery window is over it is gone.',
    mend: restoreCommand,
  });
}
