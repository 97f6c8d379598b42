import { invalidAttribute } from '../errors.ts';

export type Page<Item> = Readonly<{
  items: readonly Item[];
  /** The members that stand beside the list in the answer. */
  envelope: Readonly<Record<string, unknown>>;
}>;

const maxPageSize = 100;

function cursorOf(position: number): string {
  return Buffer.from(`position:${position}`).toString('base64url');
}

function positionOf(cursor: string | null): number {
  if (cursor === null) return 0;
  const position = /^position:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  if (position === undefined) throw invalidAttribute('page[after]', 'Invalid cursor.');
  return Number(position);
}

function sizeOf(wanted: string): number {
  const size = Number(wanted);
  if (!Number.isInteger(size) || size < 1 || size > maxPageSize) {
    throw invalidAttribute('page[size]', `Must be between 1 and ${maxPageSize}.`);
  }
  return size;
}

/** Pages by `page[size]` and `page[after]`. */
export function cursorPage<Item>(sorted: readonly Item[], query: URLSearchParams, url: string): Page<Item> {
  const size = sizeOf(query.get('page[size]') ?? String(maxPageSize));
  const start = positionOf(query.get('page[after]'));
  const items = sorted.slice(start, start + size);
  const hasMore = start + items.length < sorted.length;
  const after = hasMore ? cursorOf(start + items.length) : null;
  const next = new URLSearchParams(query);
  if (after !== null) next.set('page[after]', after);
  return {
    items,
    envelope: {
      meta: { has_more: hasMore, after_cursor: after, before_cursor: start > 0 ? cursorOf(start) : null },
      links: { next: hasMore ? `${url}?${next}` : null, prev: null },
    },
  };
}

/** Pages by `page` and `per_page`. */
function offsetPage<Item>(sorted: readonly Item[], query: URLSearchParams, url: string): Page<Item> {
  const size = sizeOf(query.get('per_page') ?? String(maxPageSize));
  const page = Number(query.get('page') ?? '1');
  if (!Number.isInteger(page) || page < 1) throw invalidAttribute('page', 'Must be a positive number.');
  const items = sorted.slice((page - 1) * size, page * size);
  const next = page * size < sorted.length ? `${url}?page=${page + 1}&per_page=${size}` : null;
  return { items, envelope: { count: sorted.length, next_page: next, previous_page: null } };
}

/** One page of a list, by cursor if the query says `page[size]` or `page[after]`, else by offset. */
export function pageOf<Item>(
  oldestFirst: readonly Item[],
  query: URLSearchParams,
  url: string,
  newestFirst: boolean,
): Page<Item> {
  const sorted = newestFirst ? oldestFirst.toReversed() : oldestFirst;
  return usesCursor(query) ? cursorPage(sorted, query, url) : offsetPage(sorted, query, url);
}

export function usesCursor(query: URLSearchParams): boolean {
  return query.has('page[size]') || query.has('page[after]');
}
