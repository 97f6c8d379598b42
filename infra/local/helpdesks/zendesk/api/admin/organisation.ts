import * as z from 'zod';
import type { Brand, CustomRole, Group, GroupMembership } from '../../admin/records.ts';
import { notFound, recordInvalid } from '../../errors.ts';
import { wireId } from '../../ids.ts';
import { isStaff } from '../../model.ts';
import { parseBody } from '../bodies.ts';
import type { ApiAnswer, ApiContext, ApiRequest, Route } from '../routing.ts';
import { forAdmins, id, ignoredKey, listAnswer, noContent } from './common.ts';

/** https://developer.zendesk.com/api-reference/ticketing/groups/group_memberships/ */
const membershipBody = z.strictObject({
  group_membership: z.strictObject({ user_id: id, group_id: id, default: z.boolean().optional() }),
});

function wireBrand({ id: brandId, name, subdomain, isDefault }: Brand): Record<string, unknown> {
  return { id: wireId(brandId), name, subdomain, default: isDefault, active: true, is_deleted: false };
}

function wireGroup({ id: groupId, name, isDefault }: Group): Record<string, unknown> {
  return { id: wireId(groupId), name, default: isDefault, deleted: false, is_public: true };
}

function wireMembership(membership: GroupMembership): Record<string, unknown> {
  return {
    id: wireId(membership.id),
    user_id: wireId(membership.userId),
    group_id: wireId(membership.groupId),
    default: membership.isDefault,
  };
}

function wireRole({ id: roleId, name, description, configuration }: CustomRole, { store }: ApiContext) {
  const members = [...store.users.values()].filter(({ customRoleId }) => customRoleId === roleId);
  return {
    ...{ id: wireId(roleId), name, description, configuration, team_member_count: members.length },
    role_type: configuration.light_agent ? 1 : 0,
  };
}

function listMemberships(request: ApiRequest, context: ApiContext): ApiAnswer {
  const { query, params } = request;
  const userId = params.id ?? query.get('user_id');
  const groupId = query.get('group_id');
  const wanted = [...context.store.admin.memberships.values()].filter(
    (each) => (userId === null || each.userId === userId) && (groupId === null || each.groupId === groupId),
  );
  return listAnswer('group_memberships', wanted, wireMembership, request, context);
}

function createMembership(request: ApiRequest, { store }: ApiContext): ApiAnswer {
  const { group_membership: wanted } = parseBody(membershipBody, request.body, ignoredKey(request));
  const { memberships, groups } = store.admin;
  const user = store.users.get(wanted.user_id);
  if (user === undefined || !isStaff(user)) throw recordInvalid('user', 'User: must be an agent');
  if (!groups.has(wanted.group_id)) throw recordInvalid('group', 'Group: is invalid');
  const ofUser = [...memberships.values()].filter(({ userId }) => userId === user.id);
  if (ofUser.some(({ groupId }) => groupId === wanted.group_id))
    throw recordInvalid('user_id', 'User: has already been taken');
  const membership = {
    ...{ id: store.nextRecordId(), userId: user.id, groupId: wanted.group_id },
    isDefault: wanted.default ?? ofUser.length === 0,
  };
  memberships.set(membership.id, membership);
  return { status: 201, body: { group_membership: wireMembership(membership) } };
}

function removeMembership(request: ApiRequest, { store }: ApiContext): ApiAnswer {
  if (!store.admin.memberships.delete(request.params.id ?? '')) throw notFound();
  return noContent;
}

const read = { resource: null, access: 'read' } as const;
const write = { resource: null, access: 'write' } as const;
const memberships = '/api/v2/group_memberships';

/** Brands, groups, who is in them, and custom roles. */
export const organisationRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: '/api/v2/brands',
    scope: read,
    handle: (request, context) =>
      listAnswer('brands', [...context.store.admin.brands.values()], wireBrand, request, context),
  },
  {
    method: 'GET',
    pattern: '/api/v2/groups',
    scope: read,
    handle: (request, context) =>
      listAnswer('groups', [...context.store.admin.groups.values()], wireGroup, request, context),
  },
  {
    method: 'GET',
    pattern: '/api/v2/custom_roles',
    scope: read,
    handle: (_request, context) => {
      const roles = [...context.store.admin.customRoles.values()];
      return { status: 200, body: { custom_roles: roles.map((role) => wireRole(role, context)) } };
    },
  },
  { method: 'GET', pattern: memberships, scope: read, handle: listMemberships },
  {
    method: 'GET',
    pattern: '/api/v2/users/:id/group_memberships',
    handle: listMemberships,
    scope: read,
  },
  { method: 'POST', pattern: memberships, scope: write, handle: forAdmins(createMembership) },
  { method: 'DELETE', pattern: `${memberships}/:id`, scope: write, handle: forAdmins(removeMembership) },
];
