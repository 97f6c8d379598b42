/** For unit tests of the connector: recorded answers and hooks, no RT. A real one is in `request-tracker/`. */

import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import {
  type AccountSettings,
  type AccountSettingsInput,
  accountSettings,
} from '../../connectors/account.ts';
import type {
  Client,
  EnrichmentWrite,
  Interpretation,
  MessageHint,
  RawDelivery,
  ReplyWrite,
} from '../../connectors/contract.ts';
import { fetchSend, type HttpSend } from '../../connectors/kit/http.ts';
import { requestTracker } from '../../connectors/request-tracker/index.ts';
import type { TicketFacts } from '../../events/message-received.v1.ts';
import type { Reply } from './scripted-server.ts';

const fixtures = join(import.meta.dirname, '../fixtures/request-tracker');

export const receivedAt = new Date('2026-01-09T08:21:09.000Z');

const recorded = (kind: 'answers' | 'hooks', name: string): any =>
  JSON.parse(readFileSync(join(fixtures, kind, `${name}.json`), 'utf8'));

/** An answer of a real RT 5.0.3, as it was recorded; addresses, host and mail ids are made up. */
export const answer = (name: string): Exclude<Reply, string> => recorded('answers', name);

/** What our scrips sent in that RT, so that a test can change one thing. */
export const hook = (name: string, changes: object = {}): any => ({ ...recorded('hooks', name), ...changes });

export function requestTrackerAccount(changes: Partial<AccountSettingsInput> = {}): AccountSettings {
  return z.parse(accountSettings, {
    connector: 'request-tracker',
    account: 'example.com',
    baseUrl: 'https://rt.example.com',
    agentLanguages: { default: 'en' },
    runtimeUserId: 'dragoman',
    ...changes,
  });
}

/** What stands for ana@example.org in events: an address is none of their business. */
export const anasId = 'mail-d427195668ab6672de696940e7dd7351';

export const noFacts: TicketFacts = {
  subject: null,
  status: null,
  priority: null,
  channel: null,
  tags: [],
  brand: null,
  group: null,
  form: null,
  requester: null,
  requesterLocale: null,
};

export const hint = (changes: Partial<MessageHint> = {}): MessageHint => ({
  ticket: '1',
  message: '53',
  occurredAt: '2026-11-26T09:50:46.000Z',
  ticketFacts: noFacts,
  about: 'message-id',
  ...changes,
});

export function deliveryOf(body: unknown, headers: Readonly<Record<string, string>> = {}): RawDelivery {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { headers, body: Buffer.from(text), receivedAt };
}

/** The two headers with which our scrips prove a delivery, made without the code under test. */
export function signed(body: Uint8Array, secret: string, timestamp: string): Record<string, string> {
  const signature = createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex');
  return { 'x-dragoman-timestamp': timestamp, 'x-dragoman-signature': `v1=${signature}` };
}

/** Decodes and interprets; a body that cannot be decoded fails the test. */
export function interpret(
  body: unknown,
  settings: AccountSettings = requestTrackerAccount(),
): Interpretation {
  const decoded = requestTracker.inbound.decode(deliveryOf(body));
  if (!decoded.ok) throw new Error(`not decoded: ${JSON.stringify(decoded.error)}`);
  return decoded.value.interpret(settings);
}

export const apiSecret = { token: '1-39-made-up', agentTokens: { marta: '1-29-made-up' } };

export function clientAt(
  baseUrl: string,
  changes: Partial<AccountSettingsInput> = {},
  options: Readonly<{ http?: HttpSend; secret?: unknown; now?: () => Date }> = {},
): Client {
  return requestTracker.connect(requestTrackerAccount({ baseUrl, ...changes }), {
    http: options.http ?? fetchSend,
    now: options.now ?? (() => new Date('2026-01-09T08:21:10.000Z')),
    random: () => 0.5,
    apiSecret: async () => (options.secret === undefined ? { token: apiSecret.token } : options.secret),
  });
}

export const noFields = { language: null, sentiment: null, intent: null, subject: null };

export function enrichmentWrite(changes: Partial<EnrichmentWrite> = {}): EnrichmentWrite {
  return {
    ticket: '1',
    sourceMessage: '53',
    writeKey: 'write#request-tracker:example.com:1#53#1#en#note-1',
    noteHtml: '<p dir="ltr">Hello, where is my order #10023456?</p>',
    noteIsCurrent: true,
    fields: {
      language: 'es',
      sentiment: 'NEGATIVE',
      intent: 'OrderStatus',
      subject: 'Where is my order?',
    },
    addTags: [],
    priority: null,
    status: null,
    ...changes,
  };
}

export function replyWrite(changes: Partial<ReplyWrite> = {}): ReplyWrite {
  return {
    ticket: '1',
    sourceMessage: '107',
    writeKey: 'reply#request-tracker:example.com:1#107#1',
    author: 'marta',
    authorName: 'Marta Agent',
    html: '<p>Su pedido sale hoy.</p>',
    text: 'Su pedido sale hoy.',
    attachments: [],
    conversation: null,
    ...changes,
  };
}
