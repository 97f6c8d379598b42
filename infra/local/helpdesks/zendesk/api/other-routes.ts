import { notFound } from '../errors.ts';
import { viaChannel } from '../model.ts';
import { applyUpdate } from '../ticket-updates.ts';
import { parseBody, tagsBody } from './bodies.ts';
import type { ApiAnswer, ApiContext, ApiRequest, Route } from './routing.ts';
import { ticketOf } from './ticket-routes.ts';
import { checkNotClosed, checkSafeUpdate } from './ticket-rules.ts';
import { wireUser } from './wire.ts';

function tagsRequest(request: ApiRequest): unknown {
  const inQuery = request.query.get('tags');
  return request.body === null && inQuery !== null ? { tags: inQuery.split(',') } : request.body;
}

/** One of the three meanings of `/tickets/{id}/tags`: `combine` gives the new set from the old one and the given one. */
function changeTags(
  status: number,
  combine: (before: readonly string[], given: readonly string[]) => readonly string[],
): Route['handle'] {
  return (request, context) => {
    const ticket = ticketOf(request, context);
    context.limits.takeChangeOfTicket(request.user.id, ticket.id);
    const wanted = parseBody(tagsBody, tagsRequest(request), (path) =>
      request.report(`Zendesk has no writable ${path}; it is ignored`),
    );
    checkNotClosed(ticket);
    checkSafeUpdate(ticket, wanted, request.report);
    const given = wanted.tags.map((tag) => tag.toLowerCase());
    const audit = applyUpdate(context.store, ticket, {
      actorId: request.user.id,
      via: viaChannel('api'),
      tags: combine(ticket.tags, given),
    });
    context.committed(audit);
    return { status, body: { tags: ticket.tags } };
  };
}

function showTags(request: ApiRequest, context: ApiContext): ApiAnswer {
  const ticket = ticketOf(request, context);
  return { status: 200, body: { tags: ticket.tags } };
}

function showUser(request: ApiRequest, context: ApiContext): ApiAnswer {
  const id = request.params.id === 'me' ? request.user.id : (request.params.id ?? '');
  const user = context.store.users.get(id);
  if (user === undefined) throw notFound();
  return { status: 200, body: { user: wireUser(user) } };
}

const tags = '/api/v2/tickets/:id/tags';
const write = { resource: 'tickets', access: 'write' } as const;

/** The endpoints of tags, and of one user. `PUT` adds tags, `POST` sets them, `DELETE` removes them. */
export const otherRoutes: readonly Route[] = [
  { method: 'GET', pattern: tags, scope: { resource: 'tickets', access: 'read' }, handle: showTags },
  { method: 'PUT', pattern: tags, scope: write, handle: changeTags(200, (old, given) => [...old, ...given]) },
  { method: 'POST', pattern: tags, scope: write, handle: changeTags(201, (_old, given) => given) },
  {
    method: 'DELETE',
    pattern: tags,
    scope: write,
    handle: changeTags(200, (old, given) => old.filter((tag) => !given.includes(tag))),
  },
  {
    method: 'GET',
    pattern: '/api/v2/users/:id',
    scope: { resource: 'users', access: 'read' },
    handle: showUser,
  },
];
