import { randomBytes } from 'node:crypto';
import { ulid } from '../ids.ts';
import type { WebhookSettings } from './delivery.ts';
import type { Invocation } from './invocations.ts';

/** What a webhook connects to if it is a trigger's or an automation's, instead of event types. */
export const conditionalEvents = 'conditional_ticket_events';

/** How a webhook proves itself to its endpoint. https://developer.zendesk.com/documentation/webhooks/webhook-security-and-authentication/ */
export type HookAuthentication =
  | Readonly<{ type: 'basic_auth'; add_position: 'header'; data: { username: string; password: string } }>
  | Readonly<{ type: 'bearer_token'; add_position: 'header'; data: { token: string } }>
  | Readonly<{ type: 'api_key'; add_position: 'header'; data: { name: string; value: string } }>;

/** A webhook as an admin sees it. */
export type Hook = Readonly<{
  id: string;
  name: string;
  description: string | null;
  active: boolean;
  httpMethod: string;
  requestFormat: string;
  authentication: HookAuthentication | null;
  customHeaders: Readonly<Record<string, string>> | null;
  settings: WebhookSettings;
  createdAt: Date;
  createdBy: string;
  updatedAt: Date;
  updatedBy: string;
}>;

/** Id of the webhook that the programmatic API sets, where it names none. */
const idOfSetHook = '01GSTANDINWEBHOOK000000001';
/** "-1 represents the Zendesk system". */
const systemUser = '-1';
/** Zendesk shows invocations for seven days; this is more than a demo makes. */
const maxInvocations = 1000;

/** The account's webhooks, set by program or made by the API, and what became of their invocations. */
export class Hooks {
  readonly #now: () => Date;
  readonly #hooks = new Map<string, Hook>();
  readonly #invocations = new Map<string, Invocation[]>();
  #idOfSet: string | null = null;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** Sets or replaces the one webhook of the programmatic API; null = none. */
  configure(settings: WebhookSettings | null): void {
    if (settings?.triggerTemplate !== undefined && settings.subscriptions.length > 0) {
      throw new Error('a webhook of a trigger cannot also subscribe to events');
    }
    if (this.#idOfSet !== null) this.#hooks.delete(this.#idOfSet);
    this.#idOfSet = settings === null ? null : (settings.webhookId ?? idOfSetHook);
    if (settings === null || this.#idOfSet === null) return;
    const at = this.#now();
    this.put({
      ...{ id: this.#idOfSet, name: 'Webhook', description: null, active: true },
      ...{ httpMethod: 'POST', requestFormat: 'json', authentication: null, customHeaders: null },
      settings: { ...settings, webhookId: this.#idOfSet },
      ...{ createdAt: at, createdBy: systemUser, updatedAt: at, updatedBy: systemUser },
    });
  }

  newId(): string {
    return ulid(this.#now());
  }

  newSecret(): string {
    return randomBytes(32).toString('base64');
  }

  put(hook: Hook): void {
    this.#hooks.set(hook.id, hook);
  }

  get(id: string): Hook | undefined {
    return this.#hooks.get(id);
  }

  remove(id: string): void {
    this.#hooks.delete(id);
    this.#invocations.delete(id);
  }

  all(): readonly Hook[] {
    return [...this.#hooks.values()];
  }

  /** Where deliveries go, the set one first. */
  active(): readonly WebhookSettings[] {
    const set = this.all().filter(({ id }) => id === this.#idOfSet);
    const made = this.all().filter(({ id }) => id !== this.#idOfSet);
    return [...set, ...made].filter(({ active }) => active).map(({ settings }) => settings);
  }

  record(webhookId: string, invocation: Invocation): void {
    const earlier = this.#invocations.get(webhookId) ?? [];
    this.#invocations.set(webhookId, [...earlier, invocation].slice(-maxInvocations));
  }

  /** Oldest first. */
  invocationsOf(webhookId: string): readonly Invocation[] {
    return this.#invocations.get(webhookId) ?? [];
  }
}
