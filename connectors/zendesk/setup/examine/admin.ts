import type { AccountSettings } from '../../../account.ts';
import { storedSigningSecrets } from '../../../kit/set-up/secrets.ts';
import { type Answers, type Finding, type OwnSide, type SetUpDeps, SetUpError } from '../../../set-up.ts';
import { zendeskSettingsOf } from '../../settings.ts';
import { openAsAdmin } from '../account-state.ts';
import type { AdminApi } from '../admin-api.ts';
import { readWebhook, subscriptionsFor } from '../webhook.ts';
import { trigger, view, webhook } from '../wire-admin.ts';
import { connectCommand, doctorCommand, trouble } from './findings.ts';
import { judgeAutomations, judgeSlaPolicies, judgeTriggers, judgeViews } from './judge-rules.ts';
import { judgeWebhook } from './judge-webhook.ts';
import { type Invocation, invocation, slaPolicy } from './wire.ts';

/** A day of invocations; Zendesk keeps seven. */
const lookBackMs = 24 * 60 * 60_000;

const unseen =
  'Whether the webhook is alive and what SLA policies make of our notes is not known; triggers and views are seen as an agent sees them.';

/** Signs in as the admin whose client the answers hold; null with why not. */
export async function openAdminOf(
  { baseUrl, account }: AccountSettings,
  answers: Answers | null,
  own: OwnSide,
  deps: SetUpDeps,
): Promise<Readonly<{ api: AdminApi | null; findings: readonly Finding[] }>> {
  const { adminClientId: clientId = '', adminClientSecret: clientSecret = '' } = answers ?? {};
  if (clientId === '' || clientSecret === '')
    return {
      api: null,
      findings: [
        trouble('admin', 'note', {
          what: "The webhook, its failing invocations and SLA policies were not looked at: that takes an admin's OAuth client.",
          meaning: unseen,
          mend: `Set ZENDESK_ADMIN_CLIENT_ID and ZENDESK_ADMIN_CLIENT_SECRET, then ${doctorCommand(own.stage)}`,
        }),
      ],
    };
  try {
    const api = await openAsAdmin({ baseUrl, account, admin: { clientId, clientSecret } }, deps);
    return { api, findings: [] };
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    return {
      api: null,
      findings: [
        trouble('admin', 'warning', {
          what: error.message,
          meaning: unseen,
          mend: `Set ZENDESK_ADMIN_CLIENT_ID and ZENDESK_ADMIN_CLIENT_SECRET anew, then ${doctorCommand(own.stage)}`,
        }),
      ],
    };
  }
}

/** The webhook, its secret and what became of its deliveries. Throws SetUpError. */
export async function examineWebhook(
  api: AdminApi,
  settings: AccountSettings,
  own: OwnSide,
  now: Date,
): Promise<readonly Finding[]> {
  if (own.webhookUrl === null)
    return [
      trouble('webhook-exists', 'note', {
        what: 'The stage is not deployed with this account, so that no webhook can lead to it.',
        meaning: 'Nothing is translated yet.',
        mend: `npm run deploy -- --stage ${own.stage}`,
      }),
    ];
  const webhooks = (await api.list('/api/v2/webhooks', 'webhooks', webhook)) ?? [];
  const facts = await readWebhook(webhooks, own, api);
  const since = new Date(now.getTime() - lookBackMs).toISOString();
  const invocations =
    facts.webhook === null
      ? null
      : await api.list(
          `/api/v2/webhooks/${facts.webhook.id}/invocations?filter[from_ts]=${since}`,
          'invocations',
          invocation,
        );
  return judgeWebhook(
    { ...facts, webhooks, invocations: newestFirst(invocations ?? []) },
    {
      url: own.webhookUrl,
      subscriptions: subscriptionsFor(zendeskSettingsOf(settings).messaging !== undefined),
      signingSecrets: storedSigningSecrets(own.secrets.webhook),
    },
    connectCommand(own.stage),
  );
}

/** Zendesk's own order is not documented. */
function newestFirst(rows: readonly Invocation[]): Invocation[] {
  const timeOf = ({ latest_completed_at: at }: Invocation) => (at === null ? 0 : Date.parse(at));
  return rows.toSorted((one, other) => timeOf(other) - timeOf(one));
}

/** Business rules that agents may list, too: an agent sees the views that are shared with it. Throws SetUpError. */
export async function examineRules(
  api: AdminApi,
  runtimeUserId: string,
  own: OwnSide,
): Promise<readonly Finding[]> {
  const triggers = await api.list('/api/v2/triggers', 'triggers', trigger);
  const automations = await api.list('/api/v2/automations', 'automations', trigger);
  const views = await api.list('/api/v2/views', 'views', view);
  return [
    ...judgeTriggers(triggers ?? [], runtimeUserId, connectCommand(own.stage)),
    ...judgeAutomations(automations ?? []),
    ...judgeViews(views ?? []),
  ];
}

/** Plans without SLA policies have no such list. Throws SetUpError. */
export async function examineSlaPolicies(api: AdminApi): Promise<readonly Finding[]> {
  const policies = await api.list('/api/v2/slas/policies', 'sla_policies', slaPolicy);
  return policies === null ? [] : judgeSlaPolicies(policies);
}
