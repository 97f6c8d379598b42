import { randomBytes } from 'node:crypto';
import { invalidSession, OauthError } from '../errors.ts';
import { shortIdOf } from '../ids.ts';
import type { Users } from '../users.ts';
import { verifyAssertion } from './jwt.ts';

/** An External Client App. */
export type ClientApp = Readonly<{
  clientId: string;
  clientSecret: string;
  /** Whom the client credentials flow runs as; null = the admin named nobody. */
  runAsUserId: string | null;
  /** Of the JWT bearer flow; null = it is off. `approvedUserIds`: users whom the admin lets in beforehand. */
  jwt: Readonly<{ publicKey: string; approvedUserIds: readonly string[] }> | null;
}>;

export type OauthSettings = Readonly<{
  orgId: string;
  apps: readonly ClientApp[];
  users: Users;
  now: () => Date;
  /** How long a session lasts unused. */
  sessionTimeoutMs: number;
  isSandbox: boolean;
}>;

type Session = { userId: string; usedAt: number };

export type TokenRequest = Readonly<{
  form: URLSearchParams;
  authorization: string | undefined;
  host: string | undefined;
  /** The org's My Domain host. */
  baseUrl: string;
  report: (what: string) => void;
}>;

const jwtGrant = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

function basicCredentials(authorization: string | undefined): readonly [string, string] | null {
  const [, encoded] = /^Basic (.+)$/i.exec(authorization ?? '') ?? [];
  if (encoded === undefined) return null;
  const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString().split(':');
  return [id, secret.join(':')];
}

/** Gives tokens and knows whose they are. */
export class Oauth {
  readonly #settings: OauthSettings;
  readonly #sessions = new Map<string, Session>();

  constructor(settings: OauthSettings) {
    this.#settings = settings;
  }

  /** The answer of the token endpoint. Throws OauthError. */
  issue(request: TokenRequest): Readonly<Record<string, string>> {
    const grant = request.form.get('grant_type');
    if (grant === null) throw new OauthError('invalid_request', 'must supply grant_type');
    if (grant === 'client_credentials') return this.#answer(this.#clientCredentials(request), request, 'api');
    if (grant === jwtGrant) return this.#answer(this.#jwtBearer(request), request, 'api web');
    throw new OauthError('unsupported_grant_type', 'grant type not supported');
  }

  /** A session of somebody who has signed in at a browser; gives its token. */
  open(userId: string): string {
    const { orgId, now } = this.#settings;
    const token = `${shortIdOf(orgId)}!AQ${randomBytes(48).toString('base64url')}`;
    this.#sessions.set(token, { userId, usedAt: now().getTime() });
    return token;
  }

  /** The user of a session, which stays alive by it. Throws 401. */
  userOf(token: string): string {
    const session = this.#sessions.get(token);
    const now = this.#settings.now().getTime();
    const isOver =
      session === undefined ||
      now - session.usedAt > this.#settings.sessionTimeoutMs ||
      !this.#settings.users.isActive(session.userId);
    if (isOver) throw invalidSession();
    session.usedAt = now;
    return session.userId;
  }

  /** All sessions end, as when an admin revokes them. */
  revokeAll(): void {
    this.#sessions.clear();
  }

  #app(clientId: string | null): ClientApp {
    const app = this.#settings.apps.find((one) => one.clientId === clientId);
    if (app === undefined) throw new OauthError('invalid_client_id', 'client identifier invalid');
    return app;
  }

  #clientCredentials({ form, authorization, host, baseUrl }: TokenRequest): string {
    // Only My Domain answers this flow: https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_client_credentials_flow.htm
    if (host !== new URL(baseUrl).host)
      throw new OauthError('invalid_grant', 'request not supported on this domain');
    const basic = basicCredentials(authorization);
    const app = this.#app(basic?.[0] ?? form.get('client_id'));
    const secret = basic?.[1] ?? form.get('client_secret');
    if (secret !== app.clientSecret)
      throw new OauthError('invalid_client', 'invalid client credentials', 401);
    if (app.runAsUserId === null) throw new OauthError('invalid_grant', 'no client credentials user enabled');
    if (!this.#settings.users.isActive(app.runAsUserId))
      throw new OauthError('inactive_user', 'user is inactive');
    return app.runAsUserId;
  }

  #jwtBearer({ form, report }: TokenRequest): string {
    const { users, now, isSandbox } = this.#settings;
    const claims = verifyAssertion(form.get('assertion') ?? '', {
      publicKeyOf: (clientId) => {
        const { jwt } = this.#app(clientId);
        if (jwt === null) throw new OauthError('invalid_grant', 'invalid assertion');
        return jwt.publicKey;
      },
      audiences: [isSandbox ? 'https://test.salesforce.com' : 'https://login.salesforce.com'],
      now: now(),
      report,
    });
    const userId = users.idOf(claims.sub);
    const approved = this.#app(claims.iss).jwt?.approvedUserIds ?? [];
    if (userId === null || !approved.includes(userId))
      throw new OauthError('invalid_grant', "user hasn't approved this consumer");
    return userId;
  }

  /** Neither a refresh token nor a time at which the session ends. */
  #answer(userId: string, { baseUrl }: TokenRequest, scope: string): Readonly<Record<string, string>> {
    const { orgId, now } = this.#settings;
    return {
      access_token: this.open(userId),
      signature: randomBytes(32).toString('base64'),
      scope,
      instance_url: baseUrl,
      id: `https://login.salesforce.com/id/${orgId}/${userId}`,
      token_type: 'Bearer',
      issued_at: String(now().getTime()),
    };
  }
}
