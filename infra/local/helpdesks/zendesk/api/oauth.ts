import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { forbidden, invalidToken, notAuthenticated, oauthError } from '../errors.ts';
import { isStaff, type User } from '../model.ts';
import type { Store } from '../store.ts';

/** A client whose tokens act as `userId`. Only a confidential one gets any by client credentials. */
export type OauthClient = Readonly<{
  clientId: string;
  clientSecret: string;
  userId: string;
  /** Default: the `clientId`. */
  name?: string;
  /** Default: confidential. */
  kind?: 'public' | 'confidential';
}>;
/** A client as the account keeps it. */
export type RegisteredClient = Required<OauthClient> &
  Readonly<{ id: string; company: string | null; description: string | null; createdAt: Date }>;

type Token = Readonly<{
  scopes: readonly string[];
  userId: string;
  /** Null = not of a client of this account. */
  clientId: string | null;
  expiresAt: number;
}>;

/**
 * Which right an endpoint asks for, by the scopes that Zendesk names. `resource: null` = only the global scope `read` or
 * `write` will do. https://developer.zendesk.com/api-reference/ticketing/oauth/oauth_tokens/#scopes
 */
export type Scope = Readonly<{
  resource: 'tickets' | 'users' | 'triggers' | 'automations' | 'macros' | 'webhooks' | null;
  access: 'read' | 'write';
}>;

const tokenRequest = z.strictObject({
  grant_type: z.string(),
  client_id: z.string(),
  client_secret: z.string(),
  scope: z.string().optional(),
  expires_in: z.int().optional(),
});
const expirySeconds = { least: 300, most: 172_800, default: 1800 };

/** The form of Zendesk's tokens and secrets: 64 hexadecimal digits. */
export function newSecret(): string {
  return randomBytes(32).toString('hex');
}

/**
 * Whom an endpoint is for, which Zendesk's reference calls "Allowed for": agents and admins, or end users, which staff are
 * treated as there. Default: staff.
 */
export type Audience = 'staff' | 'end-users';

/** Issues access tokens for client credentials and knows what each may do. */
export class Oauth {
  readonly #clients = new Map<string, RegisteredClient>();
  readonly #store: Store;
  readonly #tokens = new Map<string, Token>();

  constructor(clients: readonly OauthClient[], store: Store) {
    this.#store = store;
    for (const client of clients) {
      store.knownUser(client.userId);
      const { name = client.clientId, kind = 'confidential' } = client;
      const record = { id: store.nextRecordId(), company: null, description: null, createdAt: store.now() };
      this.put({ ...client, name, kind, ...record });
    }
  }

  /** The 201 body of `POST /oauth/tokens`. A scope that does not exist or does not suffice still gives a token. */
  issue(body: unknown): Record<string, unknown> {
    const parsed = tokenRequest.safeParse(body);
    if (!parsed.success) {
      throw oauthError(400, 'invalid_request', 'The request is missing a parameter or has an unknown one.');
    }
    const { grant_type, client_id, client_secret, scope = '', expires_in } = parsed.data;
    if (grant_type !== 'client_credentials') {
      throw oauthError(400, 'unsupported_grant_type', 'The authorization grant type is not supported.');
    }
    const client = this.clients().find(
      (each) => each.clientId === client_id && each.clientSecret === client_secret,
    );
    if (client?.kind !== 'confidential')
      throw oauthError(401, 'invalid_client', 'Client authentication failed.');
    const seconds = expires_in ?? expirySeconds.default;
    if (seconds < expirySeconds.least || seconds > expirySeconds.most) {
      throw oauthError(400, 'invalid_request', 'expires_in must be between 300 and 172800.');
    }
    const granted = { scopes: scope.split(/\s+/), userId: client.userId, clientId: client.id };
    const token = this.#keep(granted, seconds);
    return { access_token: token, token_type: 'bearer', scope, expires_in: seconds };
  }

  /**
   * A token of somebody who has signed in and said yes: what the authorization code flow ends with, which needs a person
   * at a browser and is not modelled. It is the only way to an end user's token.
   */
  grant(userId: string, scope: string, expiresInSeconds: number = expirySeconds.default): string {
    this.#store.knownUser(userId);
    return this.#keep({ scopes: scope.split(/\s+/), userId, clientId: null }, expiresInSeconds);
  }

  #keep(token: Omit<Token, 'expiresAt'>, seconds: number): string {
    const text = newSecret();
    this.#tokens.set(text, { ...token, expiresAt: this.#store.now().getTime() + seconds * 1000 });
    return text;
  }

  /** The user that a request acts as. Throws 401, or 403 where the token's scope or the user's role does not suffice. */
  authorize(authorization: string | undefined, scope: Scope, audience: Audience = 'staff'): User {
    const bearer = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
    if (bearer === undefined) throw notAuthenticated();
    const token = this.#tokens.get(bearer);
    if (token === undefined || token.expiresAt <= this.#store.now().getTime()) throw invalidToken();
    const allowed =
      token.scopes.includes(scope.access) ||
      (scope.resource !== null && token.scopes.includes(`${scope.resource}:${scope.access}`));
    const user = this.#store.knownUser(token.userId);
    const isAudience = audience === 'end-users' || isStaff(user);
    if (!allowed || !isAudience || user.suspended === true) throw forbidden();
    return user;
  }

  clients(): readonly RegisteredClient[] {
    return [...this.#clients.values()];
  }

  client(id: string): RegisteredClient | undefined {
    return this.#clients.get(id);
  }

  put(client: RegisteredClient): void {
    this.#clients.set(client.id, client);
  }

  /** Its tokens end with it. */
  remove(id: string): void {
    this.#clients.delete(id);
    for (const [token, { clientId }] of this.#tokens) if (clientId === id) this.#tokens.delete(token);
  }

  /** Every token given out so far is worth nothing from now on. */
  revokeAll(): void {
    this.#tokens.clear();
  }
}
