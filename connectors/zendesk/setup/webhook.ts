import { storedSigningSecrets, withSigningSecret } from '../../kit/set-up/secrets.ts';
import type { OwnSide } from '../../set-up.ts';
import type { AdminApi } from './admin-api.ts';
import { isOwn, ownMark, ownTitles } from './own.ts';
import { anyAnswer, signingSecretAnswer, type Webhook, webhookAnswer } from './wire-admin.ts';
import type { Part, Work } from './work.ts';

const path = '/api/v2/webhooks';

const ticketEvents = [
  'ticket.created',
  'ticket.comment_added',
  'ticket.custom_field_changed',
  'ticket.comment_redacted',
  'ticket.attachment_redacted_from_comment',
  'ticket.soft_deleted',
  'ticket.permanently_deleted',
];
const messagingEvents = ['messaging_ticket.message_added'];

/** What the webhook has to be told of. */
export function subscriptionsFor(withChats: boolean): readonly string[] {
  return [...ticketEvents, ...(withChats ? messagingEvents : [])].map((name) => `zen:event-type:${name}`);
}

export type WebhookFacts = Readonly<{
  /** Ours: it leads to our address, or bears our mark. */
  webhook: Webhook | null;
  signingSecret: string | null;
}>;

export async function readWebhook(
  webhooks: readonly Webhook[],
  { webhookUrl, stage }: Pick<OwnSide, 'webhookUrl' | 'stage'>,
  api: AdminApi,
): Promise<WebhookFacts> {
  const webhook =
    webhooks.find(({ endpoint }) => endpoint !== null && endpoint === webhookUrl) ??
    webhooks.find(({ description }) => isOwn(description, stage)) ??
    null;
  return { webhook, signingSecret: webhook === null ? null : await readSigningSecret(webhook.id, api) };
}

async function readSigningSecret(id: string, api: AdminApi): Promise<string> {
  const call = {
    method: 'GET',
    path: `${path}/${id}/signing_secret`,
    doing: "read the webhook's signing secret",
  } as const;
  return (await api.call(call, signingSecretAnswer)).signing_secret.secret;
}

/** The webhook with its subscriptions, and its signing secret into ours. */
export function planWebhook(own: OwnSide, withChats: boolean, facts: WebhookFacts, api: AdminApi): Part {
  if (own.webhookUrl === null) return {};
  const wanted = subscriptionsFor(withChats);
  const { webhook, signingSecret } = facts;
  if (webhook === null) return { work: [creation(own.webhookUrl, wanted, own, api)] };
  const update = difference(webhook, own.webhookUrl, wanted, api);
  const isStored = signingSecret !== null && storedSigningSecrets(own.secrets.webhook)[0] === signingSecret;
  return {
    work: [...(update === null ? [] : [update]), ...(isStored ? [] : [keeping(webhook.id, own, api)])],
    unchanged: [
      ...(update === null ? [labelOf(webhook)] : []),
      ...(isStored ? ['signing secret of the webhook, stored in …/webhook'] : []),
    ],
  };
}

const labelOf = ({ name, id }: Pick<Webhook, 'name' | 'id'>) => `webhook "${name ?? id}"`;

const shortName = (subscription: string) => subscription.replace('zen:event-type:', '');

function creation(endpoint: string, wanted: readonly string[], own: OwnSide, api: AdminApi): Work {
  const what = `webhook "${ownTitles.webhook}", its signing secret into …/webhook`;
  return {
    change: {
      ...{ place: 'helpdesk', action: 'create', what },
      details: [`POST ${endpoint}`, `told of ${wanted.map(shortName).join(', ')}`],
    },
    async run(_, progress) {
      const body = {
        webhook: {
          ...{ name: ownTitles.webhook, description: ownMark(own.stage), status: 'active', endpoint },
          ...{ http_method: 'POST', request_format: 'json', subscriptions: wanted },
        },
      };
      const made = await api.call({ method: 'POST', path, body, doing: 'make the webhook' }, webhookAnswer);
      return keeping(made.webhook.id, own, api).run(_, progress);
    },
  };
}

/** What is more than wanted among the subscriptions stays. */
function difference(
  webhook: Webhook,
  endpoint: string,
  wanted: readonly string[],
  api: AdminApi,
): Work | null {
  const present = webhook.subscriptions ?? [];
  const missing = wanted.filter((name) => !present.includes(name));
  const details = [
    ...(webhook.endpoint === endpoint ? [] : [`address: ${webhook.endpoint ?? 'none'} → ${endpoint}`]),
    ...(webhook.status === 'active' ? [] : [`status: ${webhook.status ?? 'unknown'} → active`]),
    ...(missing.length === 0
      ? []
      : [
          `told of: ${present.length} → ${present.length + missing.length} (adds ${missing.map(shortName).join(', ')})`,
        ]),
  ];
  if (details.length === 0) return null;
  const what = labelOf(webhook);
  return {
    change: { place: 'helpdesk', action: 'update', what, details },
    async run() {
      const body = { webhook: { endpoint, status: 'active', subscriptions: [...present, ...missing] } };
      const call = {
        method: 'PATCH',
        path: `${path}/${webhook.id}`,
        body,
        doing: `change the ${what}`,
      } as const;
      await api.find(call, anyAnswer);
      return undefined;
    },
  };
}

function keeping(id: string, own: OwnSide, api: AdminApi): Work {
  const stored = storedSigningSecrets(own.secrets.webhook);
  return {
    change: {
      ...{ place: 'secret', action: stored.length === 0 ? 'create' : 'update', what: 'secret …/webhook' },
      details:
        stored.length === 0
          ? ["the webhook's signing secret"]
          : ["the webhook's signing secret, before the old one"],
    },
    async run(_, { keepSecret }) {
      const secret = await readSigningSecret(id, api);
      await keepSecret('webhook', withSigningSecret(secret, stored));
      return undefined;
    },
  };
}

export function removeWebhooks(webhooks: readonly Webhook[], stage: string, api: AdminApi): Part {
  return {
    work: webhooks
      .filter(({ description }) => isOwn(description, stage))
      .map((webhook): Work => {
        const what = labelOf(webhook);
        return {
          change: { place: 'helpdesk', action: 'remove', what, details: [`POST ${webhook.endpoint ?? ''}`] },
          run: async () => void (await api.remove(`${path}/${webhook.id}`, `remove the ${what}`)),
        };
      }),
  };
}
