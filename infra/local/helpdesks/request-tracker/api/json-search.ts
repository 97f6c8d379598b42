import { isFoundBy, type Limit, limitsFrom, type Searchable } from '../query/json.ts';
import { malformed, parsedJson } from './request-body.ts';
import type { ApiRequest } from './routing.ts';

/** The conditions of a request that searches by JSON, in its body or its query; null = it does not. */
function conditionsOf({ method, query, raw, report }: ApiRequest): readonly Limit[] | null {
  const text = method === 'POST' ? raw.toString('utf8') : (query.get('query') ?? '');
  if (method !== 'POST' && !text.trimStart().startsWith('[')) return null;
  if (text === '') return [];
  const json = parsedJson(text, report);
  if (typeof json !== 'object') throw malformed('JSON parse error', report);
  const conditions = limitsFrom(json);
  if (conditions === null) throw malformed('JSON object must be a ARRAY', report);
  return conditions;
}

/**
 * What a request finds by JSON; null = it does not search so. `searchable`: all that can be searched by, of any thing.
 * Without a condition that counts it finds nothing, or all where `findsAll` says so.
 */
export function foundByJson<Thing>(
  things: readonly Thing[],
  request: ApiRequest,
  searchable: (thing: Thing) => Searchable,
  { findsAll = false }: Readonly<{ findsAll?: boolean }> = {},
): readonly Thing[] | null {
  const conditions = conditionsOf(request);
  if (conditions === null) return null;
  const [first] = things;
  const known = new Set(first === undefined ? [] : Object.keys(searchable(first)));
  const counting = conditions.filter(({ field }) => known.has(field));
  for (const { field } of conditions) {
    if (first !== undefined && !known.has(field)) request.report(`no search by ${field}: passed over`);
  }
  if (counting.length === 0) return findsAll ? things : [];
  return things.filter((thing) => isFoundBy(counting, searchable(thing)));
}
