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
  PartnerEvent,
  RawDelivery,
  ReplyWrite,
} from '../../connectors/contract.ts';
import { fetchSend, type HttpSend } from '../../connectors/kit/http.ts';
import { salesforce } from '../../connectors/salesforce/index.ts';
import type { Reply } from './scripted-server.ts';

const fixtures = join(import.meta.dirname, '../fixtures/salesforce');

/** Made-up ids, of the shapes that Salesforce gives. */
export const ids = {
  org: '00DRM000000Fxts2AC',
  case: '500RM000002xyzAYAQ',
  email: '02sRM00000a1B2cYAE',
  comment: '00aRM000001abcDYAQ',
  post: '0D5RM00000pQr5t0AC',
  reply: '0D7RM00000qRs6v0AC',
  us: '005RM000001DrgMYAS',
  agent: '005RM000001AgntYAC',
  contact: '003RM000004CntCYAS',
  queue: '00GRM000000Que12AC',
  row: 'a0XRM000001Rw1A2AS',
  portalUser: '005RM000001PrtlYAC',
} as const;

export const receivedAt = new Date('2026-01-09T08:21:09.000Z');
export const now = new Date('2026-01-09T08:21:10.000Z');

const read = (path: string): any => JSON.parse(readFileSync(join(fixtures, path), 'utf8'));

/** A recorded answer of the API. */
export const answer = (name: string): Exclude<Reply, string> => read(`answers/${name}.json`);

/** A record as SOQL gives it. */
export const record = (name: 'case' | 'email' | 'comment' | 'post' | 'reply', changes: object = {}): any => ({
  ...read(`records/${name}.json`),
  ...changes,
});

/** The body of a callout, parsed, with some of the event's fields changed. */
export function callout(changes: Readonly<Record<string, unknown>> = {}): any {
  const body = read('events/message.json');
  return { ...body, payload: { ...body.payload, ...changes } };
}

/** An event as the partner's bus has it. */
export function relayedEvent(
  name: 'relayed-message' | 'email-created',
  change?: (detail: any) => void,
): PartnerEvent {
  const event = read(`events/${name}.json`);
  change?.(event.detail);
  return { source: event.source, detailType: event['detail-type'], time: event.time, detail: event.detail };
}

export function salesforceAccount(changes: Partial<AccountSettingsInput> = {}): AccountSettings {
  return z.parse(accountSettings, {
    connector: 'salesforce',
    account: ids.org,
    baseUrl: 'https://acme.example.com',
    agentLanguages: { default: 'en' },
    runtimeUserId: ids.us,
    ...changes,
  });
}

export function deliveryOf(body: unknown, headers: Readonly<Record<string, string>> = {}): RawDelivery {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { headers, body: Buffer.from(text), receivedAt };
}

/** The two headers with which the package proves a callout, made without the code under test. `seconds`: as they are written. */
export function signedAt(body: Uint8Array, secret: string, seconds: string): Record<string, string> {
  const hex = createHmac('sha256', secret).update(seconds).update('.').update(body).digest('hex');
  return { 'x-dragoman-timestamp': seconds, 'x-dragoman-signature': `v1=${hex}` };
}

/** Decodes and interprets a callout; one that cannot be decoded fails the test. */
export function interpret(body: unknown, settings: AccountSettings = salesforceAccount()): Interpretation {
  const decoded = salesforce.inbound.decode(deliveryOf(body));
  if (!decoded.ok) throw new Error(`not decoded: ${JSON.stringify(decoded.error)}`);
  return decoded.value.interpret(settings);
}

/** The same for an event of the partner's bus. */
export function interpretRelayed(
  event: PartnerEvent,
  settings: AccountSettings = salesforceAccount(),
): Interpretation {
  const decoded = salesforce.partnerBus.decode(event);
  if (!decoded.ok) throw new Error(`not decoded: ${JSON.stringify(decoded.error)}`);
  return decoded.value.interpret(settings);
}

export function clientAt(
  baseUrl: string,
  changes: Partial<AccountSettingsInput> = {},
  options: Readonly<{ http?: HttpSend; secret?: unknown; now?: () => Date }> = {},
): Client {
  return salesforce.connect(salesforceAccount({ baseUrl, ...changes }), {
    http: options.http ?? fetchSend,
    now: options.now ?? (() => now),
    random: () => 0.5,
    apiSecret: async () => options.secret ?? { clientId: 'made-up-client', clientSecret: 'made-up-secret' },
  });
}

export const enrichmentWrite = (changes: Partial<EnrichmentWrite> = {}): EnrichmentWrite => ({
  ticket: ids.case,
  sourceMessage: ids.email,
  writeKey: 'write-key-1',
  noteHtml: '<p dir="ltr">Where is my order?</p>',
  noteIsCurrent: true,
  fields: { language: 'es', sentiment: 'NEGATIVE', intent: 'Refund', subject: 'Lost parcel' },
  addTags: [],
  priority: null,
  status: null,
  ...changes,
});

export const replyWrite = (changes: Partial<ReplyWrite> = {}): ReplyWrite => ({
  ticket: ids.case,
  sourceMessage: ids.post,
  writeKey: 'reply-key-1',
  author: ids.agent,
  html: '<p>Su pedido sale hoy.</p>',
  text: 'Su pedido sale hoy.',
  attachments: [],
  conversation: null,
  ...changes,
});
