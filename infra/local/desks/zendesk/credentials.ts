import * as z from 'zod';
import type { SunshineKey, ZendeskStandIn } from '../../helpdesks/zendesk/index.ts';
import type { PageUser } from '../desk.ts';
import { people } from './account.ts';

const scope = 'read write';
const lifetimeSeconds = 1800;
/** A token is renewed while it still has so long to live. */
const renewedBeforeMs = 60_000;

const tokenAnswer = z.object({ access_token: z.string(), expires_in: z.number() });

type Client = Readonly<{ clientId: string; clientSecret: string }>;
type Token = Readonly<{ text: string; expiresAtMs: number }>;

/** What a page logs in with: the agent by an OAuth client, end users as if they had signed in, chats by their own key. */
export class PageCredentials {
  readonly #standIn: ZendeskStandIn;
  readonly #client: Client;
  readonly #chatKey: SunshineKey;
  readonly #tokens = new Map<string, Token>();

  constructor(standIn: ZendeskStandIn, client: Client, chatKey: SunshineKey) {
    this.#standIn = standIn;
    this.#client = client;
    this.#chatKey = chatKey;
  }

  /** The value of `Authorization`; null = the account has no such end user. */
  async authorizationOf(who: PageUser): Promise<string | null> {
    switch (who.kind) {
      case 'agent':
        return `Bearer ${await this.#tokenOf(people.agent.id, () => this.#agentToken())}`;
      case 'customer': {
        const { userId } = who;
        if (!this.#standIn.hasEndUser(userId)) return null;
        return `Bearer ${await this.#tokenOf(userId, () => this.#customerToken(userId))}`;
      }
      case 'messaging': {
        const { keyId, secret } = this.#chatKey;
        return `Basic ${Buffer.from(`${keyId}:${secret}`).toString('base64')}`;
      }
    }
  }

  async #tokenOf(userId: string, renew: () => Promise<Token> | Token): Promise<string> {
    const known = this.#tokens.get(userId);
    if (known !== undefined && known.expiresAtMs - renewedBeforeMs > Date.now()) return known.text;
    const token = await renew();
    this.#tokens.set(userId, token);
    return token.text;
  }

  async #agentToken(): Promise<Token> {
    const { clientId: client_id, clientSecret: client_secret } = this.#client;
    const answer = await fetch(`${this.#standIn.baseUrl}/oauth/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({
        ...{ grant_type: 'client_credentials', client_id, client_secret, scope },
        expires_in: lifetimeSeconds,
      }),
    });
    const { access_token, expires_in } = tokenAnswer.parse(await answer.json());
    return { text: access_token, expiresAtMs: Date.now() + expires_in * 1000 };
  }

  #customerToken(userId: string): Token {
    const text = this.#standIn.signIn(userId, scope, lifetimeSeconds);
    return { text, expiresAtMs: Date.now() + lifetimeSeconds * 1000 };
  }
}
