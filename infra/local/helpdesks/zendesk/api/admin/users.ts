import * as z from 'zod';
import { notFound, recordInvalid } from '../../errors.ts';
import type { User } from '../../model.ts';
import type { Store } from '../../store.ts';
import { parseBody } from '../bodies.ts';
import type { ApiAnswer, ApiContext, ApiRequest, Route } from '../routing.ts';
import { wireTicket, wireUser } from '../wire.ts';
import { forAdmins, id, ignoredKey, listAnswer } from './common.ts';

/** https://developer.zendesk.com/api-reference/ticketing/users/users/ */
const userBody = z.strictObject({
  user: z.strictObject({
    name: z.string().optional(),
    email: z.string().optional(),
    role: z.enum(['admin', 'agent', 'end-user']).optional(),
    custom_role_id: id.nullish(),
    locale: z.string().optional(),
    ticket_restriction: z.enum(['organization', 'groups', 'assigned', 'requested']).nullish(),
    only_private_comments: z.boolean().optional(),
    suspended: z.boolean().optional(),
    alias: z.string().nullish(),
    signature: z.string().nullish(),
    details: z.string().nullish(),
    skip_verify_email: z.boolean().optional(),
    verified: z.boolean().optional(),
  }),
});
type WantedUser = z.output<typeof userBody>['user'];

/** What a role brings with it: a light agent and whoever may not comment publicly write internal notes only. */
function ofCustomRole(roleId: string, store: Store): Partial<User> {
  const role = store.admin.customRoles.get(roleId);
  if (role === undefined) throw recordInvalid('custom_role_id', 'Custom role: is invalid');
  const { light_agent: isLight, ticket_comment_access: comments } = role.configuration;
  return { customRoleId: roleId, roleType: isLight ? 1 : 0, privateCommentsOnly: comments === 'none' };
}

function checkEmail(email: string | null, userId: string, store: Store): void {
  if (email === null) return;
  // A deleted user's address is free again.
  const taken = [...store.users.values()].some(
    (user) => user.email === email && user.id !== userId && user.active !== false,
  );
  if (taken) throw recordInvalid('email', `Email: ${email} is already being used by another user`);
}

/** The user after the body's attributes. Throws 422. */
function userAfter(before: User, wanted: WantedUser, store: Store): User {
  const { name = before.name, email = before.email, role = before.role, locale = before.locale } = wanted;
  if (name.trim() === '') throw recordInvalid('name', 'Name: is too short (minimum is 1 character)');
  if (role !== 'end-user' && email === null) throw recordInvalid('email', 'Email: cannot be blank');
  checkEmail(email, before.id, store);
  const { suspended = before.suspended ?? false, alias = before.alias ?? null } = wanted;
  const { signature = before.signature ?? null, details = before.details ?? null } = wanted;
  const { ticket_restriction: ticketRestriction = before.ticketRestriction ?? null } = wanted;
  const { only_private_comments: onlyPrivate = before.privateCommentsOnly ?? false } = wanted;
  return {
    ...before,
    ...{ name, email, role, locale, suspended, alias, signature, details, ticketRestriction },
    privateCommentsOnly: onlyPrivate,
    ...(typeof wanted.custom_role_id === 'string' ? ofCustomRole(wanted.custom_role_id, store) : {}),
  };
}

function createUser(request: ApiRequest, { store }: ApiContext): ApiAnswer {
  const { user: wanted } = parseBody(userBody, request.body, ignoredKey(request));
  const blank: User = { id: store.nextRecordId(), name: '', email: null, role: 'end-user', locale: 'en' };
  const user = userAfter(blank, wanted, store);
  store.users.set(user.id, user);
  return { status: 201, body: { user: wireUser(user) } };
}

function updateUser(request: ApiRequest, { store }: ApiContext): ApiAnswer {
  const before = store.users.get(request.params.id ?? '');
  if (before === undefined) throw notFound();
  const { user: wanted } = parseBody(userBody, request.body, ignoredKey(request));
  const user = userAfter(before, wanted, store);
  store.users.set(user.id, user);
  return { status: 200, body: { user: wireUser(user) } };
}

/** "Delete User": the user stays, no longer active and in no group. */
function deleteUser(request: ApiRequest, { store }: ApiContext): ApiAnswer {
  const before = store.users.get(request.params.id ?? '');
  if (before === undefined || before.active === false) throw notFound();
  const user = { ...before, active: false };
  store.users.set(user.id, user);
  for (const { id: membershipId, userId } of store.admin.memberships.values())
    if (userId === user.id) store.admin.memberships.delete(membershipId);
  return { status: 200, body: { user: wireUser(user) } };
}

function activeUsers({ store }: ApiContext): User[] {
  return [...store.users.values()].filter(({ active }) => active !== false);
}

function listUsers(request: ApiRequest, context: ApiContext): ApiAnswer {
  const roles = [...request.query.getAll('role[]'), ...request.query.getAll('role')];
  const users = activeUsers(context).filter(({ role }) => roles.length === 0 || roles.includes(role));
  return listAnswer('users', users, wireUser, request, context);
}

/** By a part of the name or a whole address, also as `email:…`; what else a search can do is not modelled. */
function searchUsers(request: ApiRequest, context: ApiContext): ApiAnswer {
  const words = (request.query.get('query') ?? '')
    .toLowerCase()
    .replace(/^email:/, '')
    .replaceAll('"', '');
  const users = activeUsers(context).filter(
    ({ name, email }) => email?.toLowerCase() === words || name.toLowerCase().includes(words),
  );
  return listAnswer('users', users, wireUser, request, context);
}

function ticketsAssignedTo(request: ApiRequest, context: ApiContext): ApiAnswer {
  const { store, baseUrl } = context;
  const user = store.users.get(request.params.id ?? '');
  if (user === undefined) throw notFound();
  const assigned = [...store.tickets.values()].filter(
    ({ assigneeId, deleted }) => assigneeId === user.id && deleted === null,
  );
  return listAnswer('tickets', assigned, (each) => wireTicket(each, store, baseUrl), request, context);
}

const users = '/api/v2/users';
const read = { resource: 'users', access: 'read' } as const;
const write = { resource: 'users', access: 'write' } as const;

/** Agents may read users; that agents may also write end users is not modelled. */
export const userRoutes: readonly Route[] = [
  { method: 'GET', pattern: users, scope: read, handle: listUsers },
  { method: 'GET', pattern: `${users}/search`, scope: read, handle: searchUsers },
  {
    ...{ method: 'GET', pattern: `${users}/:id/tickets/assigned`, handle: ticketsAssignedTo },
    scope: { resource: 'tickets', access: 'read' },
  },
  { method: 'POST', pattern: users, scope: write, handle: forAdmins(createUser) },
  { method: 'PUT', pattern: `${users}/:id`, scope: write, handle: forAdmins(updateUser) },
  { method: 'DELETE', pattern: `${users}/:id`, scope: write, handle: forAdmins(deleteUser) },
];
