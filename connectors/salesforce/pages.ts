import * as z from 'zod/mini';
import { type ApiFailure, type ApiResult, failed, readFailureOf } from './errors.ts';

const page = z.looseObject({
  records: z.array(z.unknown()),
  done: z._default(z.boolean(), true),
  /** `/services/data/v66.0/query/0r8…-500`: where the rest is. */
  nextRecordsUrl: z._default(z.nullable(z.string()), null),
});
const fieldsOfRecord = z.record(z.string(), z.unknown());

/** Gives the body of the answer at such an address. */
type ReadNext = (nextRecordsUrl: string) => Promise<ApiResult<unknown>>;

/**
 * The answer of a query with all its records. Salesforce chooses itself how many it gives at once, fewer where texts are long, and
 * counts records within records, which may be cut, too. A body that is no such answer is given back as it is.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/headers_queryoptions.htm
 */
export async function wholeAnswer(body: unknown, readNext: ReadNext): Promise<ApiResult<unknown>> {
  const first = z.safeParse(page, body);
  if (!first.success) return { kind: 'ok', value: body };
  const records: unknown[] = [];
  let at: z.infer<typeof page> = first.data;
  for (;;) {
    // What is within the records comes first: asking for more records may end the cursors of those.
    for (const record of at.records) {
      const whole = await wholeRecord(record, readNext);
      if (whole.kind !== 'ok') return whole;
      records.push(whole.value);
    }
    if (at.done) return { kind: 'ok', value: { ...at, records } };
    const next = await nextPage(at.nextRecordsUrl, readNext);
    if (next.kind !== 'ok') return next;
    at = next.value;
  }
}

async function nextPage(url: string | null, readNext: ReadNext): Promise<ApiResult<z.infer<typeof page>>> {
  if (url === null) return unreadable;
  const answer = await readNext(url);
  if (answer.kind !== 'ok') return notHad(answer);
  const parsed = z.safeParse(page, answer.value);
  return parsed.success ? { kind: 'ok', value: parsed.data } : unreadable;
}

/**
 * Why a further page is not to be had. That says nothing of the query, which was answered: Salesforce keeps few cursors of one user
 * open, so that the page may have gone, and asked anew it is there. It must not look like a query that is refused for good.
 */
function notHad(failure: ApiFailure): ApiFailure {
  if (failure.kind === 'no-object') return failed({ kind: 'unavailable', status: 400 });
  const why = readFailureOf(failure);
  return failed(why.kind === 'refused' ? { kind: 'unavailable', status: why.status } : why);
}

/** A success of another shape says nothing of what the rest is. */
const unreadable = failed({ kind: 'unavailable', status: 200 });

async function wholeRecord(record: unknown, readNext: ReadNext): Promise<ApiResult<unknown>> {
  const fields = z.safeParse(fieldsOfRecord, record);
  if (!fields.success) return { kind: 'ok', value: record };
  const whole: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields.data)) {
    const answer = await wholeAnswer(value, readNext);
    if (answer.kind !== 'ok') return answer;
    whole[name] = answer.value;
  }
  return { kind: 'ok', value: whole };
}
