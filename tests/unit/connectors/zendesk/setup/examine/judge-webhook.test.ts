import { expect, test } from 'vitest';
import { judgeWebhook } from '../../../../../../connectors/zendesk/setup/examine/judge-webhook.ts';

const webhook = {
  ...{ id: '01W', name: 'Dragoman', description: null, endpoint: 'https://hooks.example.com/z' },
  ...{ status: 'active', subscriptions: ['zen:event-type:ticket.created'] },
};
const expected = {
  url: 'https://hooks.example.com/z',
  subscriptions: ['zen:event-type:ticket.created'],
  signingSecrets: ['new', 'old'],
};

/** The finding about the deliveries whose ends these are, the newest first. */
function healthOf(...newestFirst: readonly string[]) {
  const invocations = newestFirst.map((status) => ({ status, latest_completed_at: null }));
  const facts = { webhooks: [webhook], webhook, signingSecret: 'new', invocations };
  const found = judgeWebhook(facts, expected, 'connect');
  return found.find(({ check }) => check === 'zendesk.webhook-invocations');
}

test.each([
  ['none at all', [], 'ok', 'Zendesk has not called the webhook in the last day.'],
  ['only good ones', ['success', 'success'], 'ok', 'None of the last 2 invocations failed.'],
  [
    'a failure before good ones',
    ['success', 'success', 'server error'],
    'warning',
    '1 of the last 3 invocations of the webhook failed (server error 1×).',
  ],
  [
    'two failures since the last good one',
    ['timeout', 'server error', 'success'],
    'warning',
    '2 of the last 3 invocations of the webhook failed (timeout 1×, server error 1×).',
  ],
  [
    'three failures since the last good one',
    ['timeout', 'timeout', 'client error', 'success'],
    'error',
    'The webhook "Dragoman" is dead: the last 3 invocations failed (timeout 2×, client error 1×).',
  ],
  [
    'failures before the last good one that are no matter of today',
    ['circuit broken', 'success', 'failed', 'failed', 'failed'],
    'warning',
    '4 of the last 5 invocations of the webhook failed (circuit broken 1×, failed 3×).',
  ],
  [
    'one failure and nothing else',
    ['failed'],
    'error',
    'The webhook "Dragoman" is dead: all 1 invocations failed (failed 1×).',
  ],
  ['one that is under way', ['accepted', 'success'], 'ok', 'None of the last 2 invocations failed.'],
])('Of %s the webhook is judged by what came last', (_what, statuses, severity, what) => {
  expect(healthOf(...statuses)).toMatchObject({ severity, what });
});

test('An older secret that is still stored is a good one', () => {
  const facts = { webhooks: [webhook], webhook, signingSecret: 'old', invocations: [] };

  const found = judgeWebhook(facts, expected, 'connect');

  expect(found.map(({ severity }) => severity)).toEqual(['ok', 'ok', 'ok', 'ok']);
});

test('A webhook that leads elsewhere is an error', () => {
  const elsewhere = { ...webhook, endpoint: 'https://hooks.example.com/old' };
  const facts = { webhooks: [elsewhere], webhook: elsewhere, signingSecret: 'new', invocations: [] };

  const found = judgeWebhook(facts, expected, 'connect');

  expect(found.filter(({ severity }) => severity !== 'ok')).toEqual([
    {
      check: 'zendesk.webhook-active',
      severity: 'error',
      what: 'The webhook "Dragoman" leads to another address than this stage\'s.',
      meaning: 'Messages come in only by the catch-up, minutes late.',
      mend: 'connect sets it right.',
    },
  ]);
});
