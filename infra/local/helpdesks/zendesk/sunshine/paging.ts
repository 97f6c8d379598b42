import { badRequest } from './errors.ts';

const pageSize = 100;

export type CursorPage<Item> = Readonly<{
  items: readonly Item[];
  envelope: Readonly<{
    meta: Readonly<{ hasMore: boolean; afterCursor?: string; beforeCursor?: string }>;
    links: Readonly<{ next?: string; prev?: string }>;
  }>;
}>;

/**
 * One page of at most 100, oldest first: the last one, or what stands before or after a record. `hasMore` speaks of the
 * direction that is being paged in. Throws 400 for both cursors at once or one that is no record.
 */
export function messagePage<Item extends Readonly<{ id: string }>>(
  all: readonly Item[],
  query: URLSearchParams,
  url: string,
): CursorPage<Item> {
  const before = query.get('page[before]');
  const after = query.get('page[after]');
  if (before !== null && after !== null) throw badRequest('page: only one of before and after may be given');
  const cursor = before ?? after;
  const at = cursor === null ? all.length : all.findIndex(({ id }) => id === cursor);
  if (at === -1) throw badRequest('page: the cursor is no record');
  const start = after === null ? Math.max(0, at - pageSize) : at + 1;
  const items = after === null ? all.slice(start, at) : all.slice(start, start + pageSize);
  const [first] = items;
  const last = items.at(-1);
  const earlier = first !== undefined && start > 0 ? first.id : null;
  const later = last !== undefined && start + items.length < all.length ? last.id : null;
  return {
    items,
    envelope: {
      meta: {
        hasMore: (after === null ? earlier : later) !== null,
        ...(later === null ? {} : { afterCursor: later }),
        ...(earlier === null ? {} : { beforeCursor: earlier }),
      },
      links: {
        ...(later === null ? {} : { next: `${url}?page[after]=${later}` }),
        ...(earlier === null ? {} : { prev: `${url}?page[before]=${earlier}` }),
      },
    },
  };
}
