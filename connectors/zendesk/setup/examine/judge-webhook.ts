import type { Finding } from '../../../set-up.ts';
import type { Webhook } from '../wire-admin.ts';
import { someOf, trouble, well } from './findings.ts';
import type { Invocation } from './wire.ts';

export type WebhookFacts = Readonly<{
  webhooks: readonly Webhook[];
  /** Ours among them: it leads to our address, or bears our mark. */
  webhook: Webhook | null;
  signingSecret: string | null;
  /** Of ours, the newest first. */
  invocations: readonly Invocation[];
}>;
export type ExpectedWebhook = Readonly<{
  url: string;
  subscriptions: readonly string[];
  /** What is stored on our side. */
  signingSecrets: readonly string[];
}>;

const adminCenter = 'Admin Center → Apps and integrations → Webhooks';

/** How Zendesk tells us of messages. Pure. */
export function judgeWebhook(
  facts: WebhookFacts,
  expected: ExpectedWebhook,
  connect: string,
): readonly Finding[] {
  const { webhook } = facts;
  if (webhook === null)
    return [
      trouble('webhook-exists', 'error', {
        what: 'No webhook leads to this stage.',
        meaning: 'Messages come in only by the catch-up, minutes late.',
        mend: `${connect} makes it.`,
      }),
    ];
  return [
    reachability(webhook, expected, connect),
    subscription(webhook, expected, connect),
    signature(facts, expected, connect),
    health(webhook, facts.invocations, connect),
    ...doubles(facts, expected),
  ];
}

const labelOf = ({ name, id }: Webhook) => `"${name ?? id}"`;

function reachability(webhook: Webhook, { url }: ExpectedWebhook, connect: string): Finding {
  const isElsewhere = webhook.endpoint !== url;
  if (!isElsewhere && webhook.status === 'active')
    return well('webhook-active', `The webhook ${labelOf(webhook)} is active and leads to this stage.`);
  return trouble('webhook-active', 'error', {
    what: isElsewhere
      ? `The webhook ${labelOf(webhook)} leads to another address than this stage's.`
      : `The webhook ${labelOf(webhook)} is switched off.`,
    meaning: 'Messages come in only by the catch-up, minutes late.',
    mend: `${connect} sets it right.`,
  });
}

const shortName = (subscription: string) => subscription.replace('zen:event-type:', '');

function subscription(webhook: Webhook, { subscriptions }: ExpectedWebhook, connect: string): Finding {
  const missing = subscriptions.filter((name) => !webhook.subscriptions?.includes(name));
  if (missing.length === 0)
    return well(
      'webhook-subscriptions',
      `The webhook is told of all ${subscriptions.length} kinds of events.`,
    );
  return trouble('webhook-subscriptions', 'error', {
    what: `The webhook is not told of ${someOf(missing.map(shortName), 8)}.`,
    meaning: 'What happens there is found late by the catch-up, or (corrections, redactions) never.',
    mend: `${connect} adds them.`,
  });
}

function signature(
  { signingSecret }: WebhookFacts,
  { signingSecrets }: ExpectedWebhook,
  connect: string,
): Finding {
  if (signingSecret !== null && signingSecrets.includes(signingSecret))
    return well('webhook-signature', 'The signing secret of the webhook is the stored one.');
  return trouble('webhook-signature', 'error', {
    what:
      signingSecrets.length === 0
        ? 'The signing secret of the webhook is not stored.'
        : 'The signing secret of the webhook is another than the stored one.',
    meaning: 'Every delivery is refused as forged.',
    mend: `${connect} stores it.`,
  });
}

/** Where Zendesk holds back by itself; the endpoint has not failed then. */
const isFailure = ({ status }: Invocation) =>
  status !== null && !['success', 'accepted', 'unknown'].includes(status);
/** So many failures in a row, and nothing better since: then it is dead, not unlucky. */
const deadAfter = 3;

function failureWords(failures: readonly Invocation[]): string {
  const counts = new Map<string, number>();
  for (const { status } of failures) counts.set(status ?? '', (counts.get(status ?? '') ?? 0) + 1);
  return [...counts].map(([status, count]) => `${status} ${count}×`).join(', ');
}

function health(webhook: Webhook, newestFirst: readonly Invocation[], connect: string): Finding {
  const failures = newestFirst.filter(isFailure);
  if (failures.length === 0)
    return well(
      'webhook-invocations',
      newestFirst.length === 0
        ? 'Zendesk has not called the webhook in the last day.'
        : `None of the last ${newestFirst.length} invocations failed.`,
    );
  const firstGood = newestFirst.findIndex((invocation) => invocation.status === 'success');
  const sinceGood =
    firstGood === -1 ? failures.length : newestFirst.slice(0, firstGood).filter(isFailure).length;
  const isDead = firstGood === -1 || sinceGood >= deadAfter;
  const mend =
    `See what was answered: ${adminCenter} → ${labelOf(webhook)} → Activity. "client error" 401 or 403 = wrong signing ` +
    `secret or account (${connect}); no answer or "server error" = the stage (its log group of ingest, npm run deploy).`;
  if (isDead)
    return trouble('webhook-invocations', 'error', {
      what: `The webhook ${labelOf(webhook)} is dead: ${firstGood === -1 ? 'all' : 'the last'} ${sinceGood} invocations failed (${failureWords(failures)}).`,
      meaning:
        'Messages come in only by the catch-up, minutes late; corrections and redactions do not come in at all.',
      mend,
    });
  return trouble('webhook-invocations', 'warning', {
    what: `${failures.length} of the last ${newestFirst.length} invocations of the webhook failed (${failureWords(failures)}).`,
    meaning: 'What they told of comes late by the catch-up, or (corrections, redactions) never.',
    mend,
  });
}

function doubles({ webhooks, webhook }: WebhookFacts, { url }: ExpectedWebhook): readonly Finding[] {
  const others = webhooks.filter(
    (each) => each.id !== webhook?.id && each.endpoint === url && each.status === 'active',
  );
  if (others.length === 0) return [];
  return [
    trouble('webhook-doubles', 'warning', {
      what: `More webhooks lead to this stage: ${someOf(others.map(labelOf))}.`,
      meaning:
        'Each has a signing secret of its own, so their deliveries may be refused, and all cost calls.',
      mend: `Remove them: ${adminCenter}.`,
    }),
  ];
}
