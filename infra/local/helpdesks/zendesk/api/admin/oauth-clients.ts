import * as z from 'zod';
import { notFound, recordInvalid } from '../../errors.ts';
import { wireId } from '../../ids.ts';
import { isStaff } from '../../model.ts';
import { parseBody } from '../bodies.ts';
import { newSecret, type RegisteredClient } from '../oauth.ts';
import type { ApiAnswer, ApiContext, ApiRequest, Route } from '../routing.ts';
import { wireTime } from '../wire.ts';
import { forAdmins, id, ignoredKey, listAnswer, noContent } from './common.ts';

/** https://developer.zendesk.com/api-reference/ticketing/oauth/oauth_clients/ */
const clientBody = z.strictObject({
  client: z.strictObject({
    name: z.string().optional(),
    identifier: z.string().optional(),
    user_id: id.optional(),
    kind: z.enum(['public', 'confidential']).optional(),
    company: z.string().nullish(),
    description: z.string().nullish(),
    redirect_uri: z.array(z.string()).optional(),
  }),
});
const shownSecretLength = 10;

/** "The client secret is returned in full only on creation." */
function wireClient(client: RegisteredClient, secret: 'whole' | 'beginning'): Record<string, unknown> {
  const { clientSecret, name, kind, company, description } = client;
  return {
    id: wireId(client.id),
    ...{ identifier: client.clientId, name, kind, company, description, global: false, redirect_uri: [] },
    user_id: wireId(client.userId),
    secret: secret === 'whole' ? clientSecret : `${clientSecret.slice(0, shownSecretLength)}...`,
    created_at: wireTime(client.createdAt),
    updated_at: wireTime(client.createdAt),
  };
}

function clientOf(request: ApiRequest, { oauth }: ApiContext): RegisteredClient {
  const client = oauth.client(request.params.id ?? '');
  if (client === undefined) throw notFound();
  return client;
}

function createClient(request: ApiRequest, { oauth, store }: ApiContext): ApiAnswer {
  const { client: wanted } = parseBody(clientBody, request.body, ignoredKey(request));
  const { name = '', identifier = '', user_id: userId, kind = 'public' } = wanted;
  if (name === '') throw recordInvalid('name', 'Name: cannot be blank');
  if (identifier === '') throw recordInvalid('identifier', 'Identifier: cannot be blank');
  if (oauth.clients().some(({ clientId }) => clientId === identifier))
    throw recordInvalid('identifier', 'Identifier: has already been taken');
  const owner = userId === undefined ? undefined : store.users.get(userId);
  if (owner === undefined || !isStaff(owner)) throw recordInvalid('user_id', 'User: is invalid');
  const { company = null, description = null } = wanted;
  const client: RegisteredClient = {
    ...{ id: store.nextRecordId(), clientId: identifier, clientSecret: newSecret(), userId: owner.id },
    ...{ name, kind, company, description, createdAt: store.now() },
  };
  oauth.put(client);
  return { status: 201, body: { client: wireClient(client, 'whole') } };
}

function generateSecret(request: ApiRequest, context: ApiContext): ApiAnswer {
  const client = { ...clientOf(request, context), clientSecret: newSecret() };
  context.oauth.put(client);
  return { status: 200, body: { client: wireClient(client, 'whole') } };
}

const clients = '/api/v2/oauth/clients';
const read = { resource: null, access: 'read' } as const;
const write = { resource: null, access: 'write' } as const;

export const oauthClientRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: clients,
    scope: read,
    handle: forAdmins((request, context) =>
      listAnswer(
        'clients',
        context.oauth.clients(),
        (client) => wireClient(client, 'beginning'),
        request,
        context,
      ),
    ),
  },
  {
    ...{ method: 'GET', pattern: `${clients}/:id`, scope: read },
    handle: forAdmins((request, context) => ({
      status: 200,
      body: { client: wireClient(clientOf(request, context), 'beginning') },
    })),
  },
  { method: 'POST', pattern: clients, scope: write, handle: forAdmins(createClient) },
  {
    ...{ method: 'PUT', pattern: `${clients}/:id/generate_secret`, scope: write },
    handle: forAdmins(generateSecret),
  },
  {
    ...{ method: 'DELETE', pattern: `${clients}/:id`, scope: write },
    handle: forAdmins((request, context) => {
      context.oauth.remove(clientOf(request, context).id);
      return noContent;
    }),
  },
];
