import { found } from './answers.ts';
import { expandItem } from './expand.ts';
import type { ApiContext, ApiRequest } from './routing.ts';
import type { Linked } from './wire.ts';

const defaultPerPage = 20;
const maxPerPage = 100;

function numberIn(query: URLSearchParams, name: string, fallback: number): number {
  const text = query.get(name) ?? '';
  return /^\d+$/.test(text) && Number(text) > 0 ? Number(text) : fallback;
}

/** The orders that a list may be asked for; by default as it comes. */
export type Sorting<Thing> = Readonly<Record<string, (thing: Thing) => number>>;

/** `orderby=id&order=DESC`. Only the first of several is looked at. */
export function sorted<Thing>(
  things: readonly Thing[],
  query: URLSearchParams,
  sorting: Sorting<Thing>,
): readonly Thing[] {
  const keyOf = sorting[query.get('orderby') ?? ''];
  if (keyOf === undefined) return things;
  const sign = query.get('order')?.toUpperCase() === 'DESC' ? -1 : 1;
  return things.toSorted((one, other) => sign * (keyOf(one) - keyOf(other)));
}

/**
 * One page of a list. Where the total is not known, RT cuts the page first and only then leaves out what the user may
 * not see: a page that is short, or empty, need not be the last.
 */
export function listAnswer(
  list: Readonly<{
    items: readonly Linked[];
    maySee: (item: Linked) => boolean;
    /** Whether the user sees all there is, so that RT gives totals. */
    isCounted: boolean;
  }>,
  request: ApiRequest,
  context: ApiContext,
) {
  const { query } = request;
  const perPage = Math.min(numberIn(query, 'per_page', defaultPerPage), maxPerPage);
  if (numberIn(query, 'per_page', defaultPerPage) > maxPerPage) {
    request.report(`per_page above ${maxPerPage} is ${maxPerPage}`);
  }
  const page = numberIn(query, 'page', 1);
  const { items, maySee, isCounted } = list;
  const shown = items.slice((page - 1) * perPage, page * perPage).filter(maySee);
  const total = isCounted ? items.length : null;
  const pages = total === null ? null : Math.ceil(total / perPage);
  const addressOf = (number: number) => {
    const parameters = new URLSearchParams(query);
    parameters.set('page', String(number));
    return `${context.baseUrl}${request.path.replace(/^\/REST\/2\.0/, '')}?${parameters}`;
  };
  return found({
    ...{ count: shown.length, total, pages, per_page: perPage, page },
    items: shown.map((item) => expandItem(item, { request, context })),
    ...(pages !== null && page < pages ? { next_page: addressOf(page + 1) } : {}),
    ...(pages !== null && pages > 0 && page > 1 ? { prev_page: addressOf(Math.min(page - 1, pages)) } : {}),
  });
}
