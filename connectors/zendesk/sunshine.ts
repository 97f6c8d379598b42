import * as z from 'zod/mini';
import type { AccountSettings } from '../account.ts';
import type { ClientDeps, ReadFailure } from '../contract.ts';
import { type HttpAnswer, type HttpRequest, retryAfterMs } from '../kit/http.ts';
import { parseJson } from '../kit/json.ts';
import { zendeskSettingsOf } from './settings.ts';
import { apiSecret } from './wire-api.ts';
import { attachmentAnswer, messagePageAnswer, messagesAnswer, type SentMessage } from './wire-chat.ts';

/** DESIGN's deadline of one helpdesk call. */
const callTimeoutMs = 8_000;
/** An unknown result is minutes old: the message is among the last 300, a hundred to a page. */
const maxPages = 3;

/** What Sunshine Conversations answered, in the outcomes that reading and writing share. */
export type SunshineResult<Value> = Readonly<{ kind: 'ok'; value: Value }> | ReadFailure;

export type ChatContent =
  | Readonly<{ type: 'text'; text: string }>
  | Readonly<{ type: 'image' | 'file'; mediaUrl: string }>;

/** What goes with a message, so that it can be found again. Flat and below 4 kB, as the API wants it. */
export type ChatMark = Readonly<{ dragoman_write_key: string; dragoman_source_message: string }>;

/** One conversation, opened with the account's key. https://developer.zendesk.com/api-reference/sunshine-conversations/ */
export type Chat = Readonly<{
  /** Says something for the business. There is no idempotency key: `sentKeys` tells what has been said. */
  post(
    message: Readonly<{ content: ChatContent; displayName: string | null; mark: ChatMark }>,
  ): Promise<SunshineResult<string>>;
  /** Puts a file where the chat can show it; gives its address. */
  upload(
    file: Readonly<{ name: string; contentType: string; content: Uint8Array<ArrayBuffer> }>,
  ): Promise<SunshineResult<string>>;
  /** Our write keys among the newest messages, with the ids of the messages. */
  sentKeys(): Promise<SunshineResult<ReadonlyMap<string, string>>>;
}>;

/** Opens a conversation; null = app or key are not configured. */
export async function openChat(
  settings: AccountSettings,
  deps: ClientDeps,
  conversation: string,
): Promise<Chat | null> {
  const { messaging } = zendeskSettingsOf(settings);
  const secret = z.safeParse(apiSecret, await deps.apiSecret());
  const key = secret.success ? secret.data.sunshine : undefined;
  if (messaging === undefined || key === undefined) return null;
  const baseUrl = settings.baseUrl.replace(/\/+$/, '');
  const app = `${baseUrl}/sc/v2/apps/${encodeURIComponent(messaging.appId)}`;
  const messages = `${app}/conversations/${encodeURIComponent(conversation)}/messages`;
  const authorization = `Basic ${Buffer.from(`${key.keyId}:${key.secret}`).toString('base64')}`;
  const headers = { accept: 'application/json', authorization };

  async function send<Value>(
    request: Pick<HttpRequest, 'method' | 'url' | 'body'> & { contentType?: string },
    schema: z.ZodMiniType<Value>,
  ): Promise<SunshineResult<Value>> {
    const { contentType, ...rest } = request;
    const answer = await deps.http({
      ...rest,
      headers: contentType === undefined ? headers : { ...headers, 'content-type': contentType },
      timeoutMs: callTimeoutMs,
    });
    return resultOf(answer, schema, deps.now());
  }

  return {
    async post({ content, displayName, mark }) {
      const author = { type: 'business', ...(displayName === null ? {} : { displayName }) };
      const body = JSON.stringify({ author, content, metadata: mark });
      const call = { method: 'POST', url: messages, body, contentType: 'application/json' } as const;
      const sent = await send(call, messagesAnswer);
      return sent.kind === 'ok' ? { kind: 'ok', value: sent.value.messages[0]?.id ?? conversation } : sent;
    },

    async upload({ name, contentType, content }) {
      const form = new FormData();
      form.set('source', new Blob([content], { type: contentType }), name);
      const encoded = new Response(form);
      const query = new URLSearchParams({ access: 'public', for: 'message', conversationId: conversation });
      const call = {
        method: 'POST',
        url: `${app}/attachments?${query}`,
        body: new Uint8Array(await encoded.arrayBuffer()),
        contentType: encoded.headers.get('content-type') ?? 'multipart/form-data',
      } as const;
      const kept = await send(call, attachmentAnswer);
      return kept.kind === 'ok' ? { kind: 'ok', value: kept.value.attachment.mediaUrl } : kept;
    },

    async sentKeys() {
      const keys = new Map<string, string>();
      let before: string | null = null;
      for (let page = 0; page < maxPages; page += 1) {
        const url: string =
          before === null ? messages : `${messages}?page[before]=${encodeURIComponent(before)}`;
        const read: SunshineResult<z.infer<typeof messagePageAnswer>> = await send(
          { method: 'GET', url },
          messagePageAnswer,
        );
        if (read.kind !== 'ok') return read;
        for (const message of read.value.messages) noteKey(message, keys);
        const { meta } = read.value;
        if (meta?.hasMore !== true || meta.beforeCursor === null) break;
        before = meta.beforeCursor;
      }
      return { kind: 'ok', value: keys };
    },
  };
}

function noteKey({ id, metadata }: SentMessage, keys: Map<string, string>): void {
  const key = metadata?.dragoman_write_key;
  if (typeof key === 'string') keys.set(key, id);
}

/** By status: 423 is a conversation that holds 30,000 messages or was locked; a 429 says not how long to wait. */
function resultOf<Value>(answer: HttpAnswer, schema: z.ZodMiniType<Value>, now: Date): SunshineResult<Value> {
  if (answer.kind === 'no-answer') return { kind: 'unavailable', status: null };
  const { status, headers } = answer;
  if (status >= 200 && status < 300) {
    const body = parseJson(answer.body);
    const parsed = body.ok ? z.safeParse(schema, body.value) : null;
    return parsed?.success ? { kind: 'ok', value: parsed.data } : { kind: 'unavailable', status };
  }
  switch (status) {
    case 401:
    case 403:
      return { kind: 'unauthorised', status };
    case 404:
      return { kind: 'refused', status, code: 'chat-unknown', expected: true };
    case 423:
      return { kind: 'refused', status, code: 'chat-locked', expected: true };
    case 429:
      return { kind: 'throttled', retryAfterMs: retryAfterMs(headers, now) };
    default:
      return status >= 500 || status === 408
        ? { kind: 'unavailable', status }
        : { kind: 'refused', status, code: `http-${status}`, expected: false };
  }
}
