import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { connectorNamed } from '../../../../connectors/registry.ts';
import { createHandler } from '../../../../functions/ingest/handler.ts';
import { anAccount } from '../../../support/factories.ts';
import { recordedBus, recordedRuntime } from '../../../support/recorders.ts';

const fixtures = new URL('../../../fixtures/zendesk/webhooks/', import.meta.url);

test('a signed Zendesk webhook as recorded goes all the way to the bus', async () => {
  // Prepare
  const body = readFileSync(new URL('comment-added.json', fixtures), 'utf8');
  const account = String(JSON.parse(body).account_id);
  const timestamp = '2026-01-09T08:21:09Z';
  const signature = createHmac('sha256', 's1').update(timestamp).update(body).digest('base64');
  const bus = recordedBus();
  const handler = createHandler({
    runtime: recordedRuntime(),
    invocationTraceHeader: () => undefined,
    startTimer: () => ({ fired: new Promise(() => {}), stop: () => {} }),
    receive: {
      stage: 'test',
      accounts: [anAccount({ account })],
      maxBodyBytes: 262_144,
      connectorNamed,
      webhookSecrets: {
        read: async () => ({ kind: 'value', value: { signingSecrets: ['s0', 's1'] } }),
        readAnew: async () => ({ kind: 'not-configured', why: 'no-value' }),
      },
      bus,
      now: () => new Date('2026-01-09T08:21:10Z'),
    },
  });

  // Act
  const answer = await handler({
    body,
    isBase64Encoded: false,
    pathParameters: { connector: 'zendesk', account },
    headers: {
      'content-type': 'application/json',
      'x-zendesk-webhook-signature': signature,
      'x-zendesk-webhook-signature-timestamp': timestamp,
    },
  });

  // Assess
  expect(answer).toMatchObject({ statusCode: 202, body: '{"accepted":1}' });
  expect(bus.details()).toMatchObject([
    {
      type: 'message.received.v1',
      ticket: '5158',
      content: { kind: 'complete', author: { role: 'requester' } },
    },
  ]);
});
