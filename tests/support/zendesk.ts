import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import {
  type AccountSettings,
  type AccountSettingsInput,
  accountSettings,
} from '../../connectors/account.ts';
import type { Client, EnrichmentWrite, Interpretation, RawDelivery } from '../../connectors/contract.ts';
import { fetchSend, type HttpSend } from '../../connectors/kit/http.ts';
import { zendesk } from '../../connectors/zendesk/index.ts';
import type { Reply } from './scripted-server.ts';

const fixtures = join(import.meta.dirname, '../fixtures/zendesk');

export const receivedAt = new Date('2026-01-09T08:21:09.000Z');

/** A recorded answer of the API. */
export function answer(name: string): Exclude<Reply, string> {
  return JSON.parse(readFileSync(join(fixtures, 'answers', `${name}.json`), 'utf8'));
}

/** A recorded webhook body, parsed, so that a test can change one thing. */
export function webhook(name: string): any {
  return JSON.parse(webhookText(name));
}

export function webhookText(name: string): string {
  return readFileSync(join(fixtures, 'webhooks', `${name}.json`), 'utf8');
}

export function zendeskAccount(changes: Partial<AccountSettingsInput> = {}): AccountSettings {
  return z.parse(accountSettings, {
    connector: 'zendesk',
    account: '22129848',
    baseUrl: 'https://acme.example.com',
    agentLanguages: { default: 'en' },
    runtimeUserId: '8447388090001',
    vendor: {
      fields: {
        language: '360000000001',
        sentiment: '360000000002',
        intent: '360000000003',
        subject: '360000000004',
      },
    },
    ...changes,
  });
}

export function deliveryOf(body: unknown, headers: Readonly<Record<string, string>> = {}): RawDelivery {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { headers, body: Buffer.from(text), receivedAt };
}

/** The two headers with which Zendesk proves a delivery, made without the code under test. */
export function signed(body: Uint8Array, secret: string, timestamp: string): Record<string, string> {
  return {
    'x-zendesk-webhook-signature': createHmac('sha256', secret)
      .update(timestamp)
      .update(body)
      .digest('base64'),
    'x-zendesk-webhook-signature-timestamp': timestamp,
  };
}

/** Decodes and interprets; a body that cannot be decoded fails the test. */
export function interpret(
  body: unknown,
  settings: AccountSettings = zendeskAccount(),
  headers: Readonly<Record<string, string>> = {},
): Interpretation {
  const decoded = zendesk.inbound.decode(deliveryOf(body, headers));
  if (!decoded.ok) throw new Error(`not decoded: ${JSON.stringify(decoded.error)}`);
  return decoded.value.interpret(settings);
}

export function clientAt(
  baseUrl: string,
  changes: Partial<AccountSettingsInput> = {},
  options: Readonly<{ http?: HttpSend; secret?: unknown; now?: () => Date }> = {},
): Client {
  return zendesk.connect(zendeskAccount({ baseUrl, ...changes }), {
    http: options.http ?? fetchSend,
    now: options.now ?? (() => new Date('2026-01-09T08:21:10.000Z')),
    random: () => 0.5,
    apiSecret: async () => options.secret ?? { clientId: 'made-up-client', clientSecret: 'made-up-secret' },
  });
}

export function enrichmentWrite(changes: Partial<EnrichmentWrite> = {}): EnrichmentWrite {
  return {
    ticket: '5158',
    sourceMessage: '8447388090777',
    writeKey: 'write-key-1',
    noteHtml: '<p>Where is my order?</p>',
    noteIsCurrent: true,
    fields: { language: 'es', sentiment: 'NEGATIVE', intent: 'Refund', subject: 'Lost parcel' },
    addTags: [],
    priority: null,
    status: null,
    ...changes,
  };
}
