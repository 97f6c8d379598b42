import * as z from 'zod/mini';
import { type Api, queryAllPath } from './api.ts';
import { type ApiResult, isUnknownField } from './errors.ts';
import { quoted, select } from './soql.ts';
import { checkbox, recordIdOrNull } from './wire.ts';

const row = z.object({ IsDeleted: checkbox, MasterRecordId: recordIdOrNull });
const page = z.object({ records: z.array(row) });

/** What became of a case. `target`: the one that it was merged into. */
export type CaseFate = Readonly<{ isDeleted: boolean; target: string | null }>;

/**
 * A case that was merged is deleted and names the one that it went into; null = there never was one, or it is gone for good.
 * An org that does not know the field merges no cases.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_case.htm
 */
export async function fateOf(ticket: string, api: Api): Promise<ApiResult<CaseFate | null>> {
  const ask = (fields: readonly string[]) =>
    api.call({ method: 'GET', path: queryAllPath(select(fields, 'Case', [`Id = ${quoted(ticket)}`])) }, page);
  const whole = await ask(['IsDeleted', 'MasterRecordId']);
  const read = isUnknownField(whole) ? await ask(['IsDeleted']) : whole;
  if (read.kind !== 'ok') return read;
  const [found] = read.value.records;
  return {
    kind: 'ok',
    value: found === undefined ? null : { isDeleted: found.IsDeleted, target: found.MasterRecordId },
  };
}
