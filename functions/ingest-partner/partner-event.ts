import * as z from 'zod/mini';
import type { DecodeProblem, PartnerEvent, Result } from '../../connectors/contract.ts';
import { parseJson } from '../../connectors/kit/json.ts';
import { PartnerEventError } from '../_shared/errors.ts';

const text = z.string().check(z.minLength(1));

/**
 * What we read of an event as EventBridge hands it to a target, all of which stand in every event
 * (https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html).
 */
const busEvent = z.object({
  source: text,
  'detail-type': text,
  time: z.iso.datetime({ offset: true }),
  detail: z.unknown(),
});

/** Paths and expectations; values stay out, they may be a customer's words. */
function problemsOf({ issues }: z.core.$ZodError): readonly DecodeProblem[] {
  return issues.map((issue) => ({
    path: issue.path.map(String).join('.'),
    expected: issue.code === 'invalid_format' ? issue.format : 'text that is not empty',
  }));
}

/** The event in a message's body. Ids beyond 2^53 keep their value, as strings. Pure. */
export function partnerEventOf(body: string): Result<PartnerEvent, PartnerEventError> {
  const json = parseJson(body);
  if (!json.ok) return { ok: false, error: new PartnerEventError([{ path: '', expected: 'JSON' }]) };
  const parsed = z.safeParse(busEvent, json.value);
  if (!parsed.success) return { ok: false, error: new PartnerEventError(problemsOf(parsed.error)) };
  const { source, 'detail-type': detailType, time, detail } = parsed.data;
  return { ok: true, value: { source, detailType, time, detail } };
}
