import * as z from 'zod';
import { forbidden } from '../../errors.ts';
import { pageOf } from '../paging.ts';
import type { ApiAnswer, ApiContext, ApiRequest, Route } from '../routing.ts';

/** An id in a body: a number, or the string of one. */
export const id = z.union([z.int().positive(), z.string().regex(/^\S+$/)]).transform(String);

/** For `parseBody`: a key that Zendesk does not have is noted. */
export function ignoredKey(request: ApiRequest): (path: string) => void {
  return (path) => request.report(`Zendesk has no writable ${path}; it is ignored`);
}

/** "Allowed for: Admins". Roles with single rights of an admin are not modelled. */
export function forAdmins(handle: Route['handle']): Route['handle'] {
  return (request, context) => {
    if (request.user.role !== 'admin') throw forbidden();
    return handle(request, context);
  };
}

/** One page of a list below its name. */
export function listAnswer<Item>(
  name: string,
  items: readonly Item[],
  wire: (item: Item) => unknown,
  request: ApiRequest,
  context: ApiContext,
): ApiAnswer {
  const page = pageOf(items, request.query, `${context.baseUrl}${request.path}`, false);
  return { status: 200, body: { [name]: page.items.map(wire), ...page.envelope } };
}

export const noContent: ApiAnswer = { status: 204, body: null };
