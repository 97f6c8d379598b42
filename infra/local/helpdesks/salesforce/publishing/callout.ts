import { createHmac, randomBytes } from 'node:crypto';
import { messageEventName } from './message-payload.ts';
import type { OutgoingEvent } from './outgoing.ts';

export type CalloutSettings = Readonly<{
  url: string;
  signingSecret: string;
}>;

export type CalloutOptions = Readonly<{
  /** `bad` = signed with a secret that nobody has; `none` = without the two headers. */
  signature?: 'good' | 'bad' | 'none';
  /** How old the signed time is; negative = in the future. */
  ageSeconds?: number;
  contentType?: string;
}>;

export type CalloutResult = Readonly<{
  /** Null = no answer (timeout, no connection). */
  status: number | null;
  headers: Readonly<Record<string, string>>;
  body: string;
}>;

/** Apex waits ten seconds unless its code says otherwise, 120 at most. */
const timeoutMs = 10_000;

/** `v1=` + hex of HMAC-SHA256 over the time in Unix seconds, a full stop and the raw body. */
export function signatureOf(secret: string, unixSeconds: string, body: string): string {
  return `v1=${createHmac('sha256', secret).update(`${unixSeconds}.`).update(body).digest('hex')}`;
}

/** The body that the package's Apex class sends: the fields of the event, without those that only the bus knows. */
export function calloutBody(orgId: string, { payload }: OutgoingEvent): string {
  const { CreatedById: _, CreatedDate: __, ...fields } = payload;
  return JSON.stringify({ organizationId: orgId, event: messageEventName, payload: fields });
}

function headersOf(
  { signingSecret }: CalloutSettings,
  body: string,
  now: Date,
  options: CalloutOptions,
): Record<string, string> {
  const common = {
    'content-type': options.contentType ?? 'application/json',
    accept: '*/*',
    'user-agent': 'SFDC-Callout/66.0',
    'sfdc-stack-depth': '1',
  };
  if (options.signature === 'none') return common;
  const time = String(Math.floor(now.getTime() / 1000) - (options.ageSeconds ?? 0));
  const secret = options.signature === 'bad' ? randomBytes(24).toString('base64') : signingSecret;
  return {
    ...common,
    'x-dragoman-timestamp': time,
    'x-dragoman-signature': signatureOf(secret, time, body),
  };
}

/** One signed request; nothing repeats it. Never rejects. */
export async function callOut(
  settings: CalloutSettings,
  body: string,
  now: Date,
  options: CalloutOptions,
  stopped: AbortSignal,
): Promise<CalloutResult> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(settings.url, {
      method: 'POST',
      headers: headersOf(settings, body, now, options),
      body,
      redirect: 'manual',
      signal: AbortSignal.any([timeout, stopped]),
    });
    const text = await response.text();
    return { status: response.status, headers: Object.fromEntries(response.headers), body: text };
  } catch {
    return { status: null, headers: {}, body: '' };
  }
}
