import type * as z from 'zod/mini';
import { parsedSecret } from '../../kit/set-up/secrets.ts';
import type { OwnSide, SetUpDeps, Step } from '../../set-up.ts';
import { apiSecret } from '../wire-api.ts';
import { type AdminApi, mintToken, type OauthClient, openAdmin } from './admin-api.ts';
import { ownClientIdentifier, ownMark, ownTitles } from './own.ts';
import type { Wanted } from './questions.ts';
import { type ListedClient, oauthClient, oauthClientAnswer, userAnswer } from './wire-admin.ts';
import type { Part, Work } from './work.ts';

/** What the account's `…/api` secret holds. */
export type ApiSecret = z.infer<typeof apiSecret>;

export function storedCredentials(secret: string | null): ApiSecret | null {
  return parsedSecret(secret, apiSecret);
}

/** As whom a client acts; null = Zendesk refuses it. */
export async function userOfClient(
  baseUrl: string,
  client: OauthClient,
  deps: SetUpDeps,
): Promise<string | null> {
  if ((await mintToken(baseUrl, client, deps)) === null) return null;
  const api = await openAdmin(baseUrl, client, deps);
  const call = { method: 'GET', path: '/api/v2/users/me', doing: 'say whose the OAuth client is' } as const;
  return (await api.call(call, userAnswer)).user.id;
}

export type CredentialFacts = Readonly<{
  stored: ApiSecret | null;
  /** As whom the stored client acts; null = there is none, or Zendesk refuses it. */
  actsAs: string | null;
  clients: readonly ListedClient[];
}>;

export async function readCredentials(
  wanted: Wanted,
  own: OwnSide,
  api: AdminApi,
  deps: SetUpDeps,
): Promise<CredentialFacts> {
  const stored = storedCredentials(own.secrets.api);
  return {
    stored,
    actsAs: stored === null ? null : await userOfClient(wanted.baseUrl, stored, deps),
    clients: (await api.list('/api/v2/oauth/clients', 'clients', oauthClient)) ?? [],
  };
}

type Place = Readonly<{ wanted: Wanted; own: OwnSide; runtimeUserId: string | null }>;

/** The runtime's client and its secret. Before the deployment there is no secret to put it into, so it has to wait. */
export function planCredentials(place: Place, facts: CredentialFacts, api: AdminApi, deps: SetUpDeps): Part {
  const { wanted, own, runtimeUserId } = place;
  if (own.webhookUrl === null) return {};
  const serves = facts.actsAs !== null && facts.actsAs === runtimeUserId;
  if (serves && (wanted.client === null || wanted.client.clientId === facts.stored?.clientId))
    return sunshinePart(wanted, facts.stored);
  return {
    work: [
      wanted.client === null ? creation(place, facts, api, deps) : keeping(place, wanted.client, facts, deps),
    ],
  };
}

/** Answers go into chats by a key that only a person can make. */
export function chatKeyStep(
  { messagingAppId, messagingKey }: Wanted,
  { webhookUrl }: OwnSide,
  stored: ApiSecret | null,
): Part {
  const isMissing = messagingAppId !== null && messagingKey === null && stored?.sunshine === undefined;
  if (!isMissing || webhookUrl === null) return {};
  return {
    byHand: [
      {
        title: 'A key of Sunshine Conversations, to answer in chats',
        instructions:
          'Admin Center → Apps and integrations → APIs → Conversations API → Create API key. Then once more, with ' +
          '--messaging-key-id and its secret in ZENDESK_MESSAGING_KEY_SECRET.',
      },
    ],
  };
}

const secretContent = (client: OauthClient, wanted: Wanted, stored: ApiSecret | null) => {
  const sunshine = wanted.messagingKey ?? stored?.sunshine;
  return JSON.stringify({ ...client, ...(sunshine === undefined ? {} : { sunshine }) });
};

/** The key for chats, beside credentials that stay. */
function sunshinePart(wanted: Wanted, stored: ApiSecret | null): Part {
  const unchanged = ['OAuth client of the runtime user, with its secret'];
  const { messagingKey } = wanted;
  const isStored =
    stored?.sunshine?.keyId === messagingKey?.keyId && stored?.sunshine?.secret === messagingKey?.secret;
  if (stored === null || messagingKey === null || isStored) return { unchanged };
  const { clientId, clientSecret } = stored;
  return {
    unchanged,
    work: [
      {
        change: {
          ...{ place: 'secret', action: 'update', what: 'secret …/api' },
          details: ['the key of Sunshine Conversations'],
        },
        run: async (_, { keepSecret }) =>
          void (await keepSecret('api', secretContent({ clientId, clientSecret }, wanted, stored))),
      },
    ],
  };
}

/** A client that a person made as the runtime user. */
function keeping({ wanted }: Place, client: OauthClient, { stored }: CredentialFacts, deps: SetUpDeps): Work {
  return {
    change: {
      ...{ place: 'secret', action: stored === null ? 'create' : 'update', what: 'secret …/api' },
      details: [`the OAuth client "${client.clientId}"`],
    },
    async run({ runtimeUserId, byHand }, { keepSecret }) {
      const actsAs = await userOfClient(wanted.baseUrl, client, deps);
      if (actsAs !== runtimeUserId) return { byHand: [...byHand, clientByHand(actsAs)] };
      await keepSecret('api', secretContent(client, wanted, stored));
      return undefined;
    },
  };
}

/** Makes the client for the runtime user; where Zendesk makes it the admin's instead, it goes again and a person has to do it. */
function creation(
  { wanted, own }: Place,
  { stored, clients }: CredentialFacts,
  api: AdminApi,
  deps: SetUpDeps,
): Work {
  const identifier = ownClientIdentifier(own.stage);
  const old = clients.find((client) => client.identifier === identifier);
  const what = `OAuth client "${identifier}", its secret into …/api`;
  return {
    change: {
      ...{ place: 'helpdesk', action: old === undefined ? 'create' : 'update', what },
      details: [
        'confidential, acts as the runtime user, scopes read write',
        ...(old === undefined ? [] : ['its secret is not known (any more): made anew']),
      ],
    },
    async run({ runtimeUserId, byHand }, { keepSecret }) {
      if (runtimeUserId === null) return undefined;
      if (old !== undefined) await removeClient(old, api);
      const made = await makeClient(own.stage, runtimeUserId, api);
      const client = { clientId: made.identifier, clientSecret: made.secret ?? '' };
      const actsAs = await userOfClient(wanted.baseUrl, client, deps);
      if (actsAs === runtimeUserId) {
        await keepSecret('api', secretContent(client, wanted, stored));
        return undefined;
      }
      await removeClient(made, api);
      return { byHand: [...byHand, clientByHand(null)] };
    },
  };
}

async function makeClient(stage: string, userId: string, api: AdminApi): Promise<ListedClient> {
  const body = {
    client: {
      ...{ name: ownTitles.user, identifier: ownClientIdentifier(stage), kind: 'confidential' },
      description: ownMark(stage),
      // `user_id` may be ignored; whose it became is looked at afterwards.
      user_id: Number(userId),
    },
  };
  const call = {
    method: 'POST',
    path: '/api/v2/oauth/clients',
    body,
    doing: 'make the OAuth client',
  } as const;
  return (await api.call(call, oauthClientAnswer)).client;
}

const removeClient = ({ id, identifier }: ListedClient, api: AdminApi) =>
  api.remove(`/api/v2/oauth/clients/${id}`, `remove the OAuth client "${identifier}"`);

function clientByHand(actsAs: string | null): Step {
  const why = actsAs === null ? '' : `The client acts as the user ${actsAs}. `;
  return {
    title: "Make the runtime user's OAuth client",
    instructions:
      `${why}Zendesk makes a client for whoever is signed in. Sign in as the runtime user (for this an admin for a moment), ` +
      'Admin Center → Apps and integrations → APIs → OAuth clients → Add: name Dragoman, client kind confidential. Make it ' +
      'an agent again, then run this again with --client-id and its secret in ZENDESK_CLIENT_SECRET.',
  };
}

/** The client that connect made, by its identifier. */
export function removeClients(stage: string, clients: readonly ListedClient[], api: AdminApi): Part {
  const own = clients.filter(({ identifier }) => identifier === ownClientIdentifier(stage));
  return {
    work: own.map(
      (client): Work => ({
        change: {
          ...{ place: 'helpdesk', action: 'remove', what: `OAuth client "${client.identifier}"` },
          details: ['its tokens stop working'],
        },
        run: async () => void (await removeClient(client, api)),
      }),
    ),
  };
}
