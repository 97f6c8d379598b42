import type { Incoming } from '../../listener.ts';
import type { ApiAnswer } from '../api/routing.ts';
import { maxAttachmentBytes } from '../files.ts';
import type { RateLimits } from '../rate-limits.ts';
import type { Store } from '../store.ts';
import { type MessageBody, parseMessage } from './bodies.ts';
import {
  type ChatContent,
  type ChatMessage,
  type Conversation,
  maxMessagesPerConversation,
} from './conversations.ts';
import {
  badRequest,
  conversationLocked,
  forbiddenApp,
  tooLarge,
  tooManyRequests,
  unauthorized,
  unknownResource,
  wrongType,
} from './errors.ts';
import { messagePage } from './paging.ts';
import { wireMessage } from './wire.ts';

/** A key of one app. The account's own app is that of the first key. */
export type SunshineKey = Readonly<{ appId: string; keyId: string; secret: string }>;

export type SunshineDeps = Readonly<{
  keys: readonly SunshineKey[];
  store: Store;
  limits: RateLimits;
  report: (violation: Readonly<{ method: string; path: string; what: string }>) => void;
  messageAdded: (conversation: Conversation, message: ChatMessage) => void;
}>;

/** "Request Size Limits" of the API's description. */
const maxJsonBytes = 100 * 1024;

const messagesPath = /^\/sc\/v2\/apps\/([^/]+)\/conversations\/([^/]+)\/messages$/;
const attachmentsPath = /^\/sc\/v2\/apps\/([^/]+)\/attachments$/;
const mediaPath = /^\/sc\/attachments\/([\w-]+)\/[^/]+$/;

function keyIn(authorization: string | undefined, keys: readonly SunshineKey[]): SunshineKey {
  const encoded = /^Basic (\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  const given = Buffer.from(encoded, 'base64').toString();
  const key = keys.find(({ keyId, secret }) => given === `${keyId}:${secret}`);
  if (key === undefined) throw unauthorized();
  return key;
}

/** The Sunshine Conversations API below `/sc`: messages of a conversation and files to send. */
export class SunshineApi {
  readonly #deps: SunshineDeps;
  #baseUrl = '';

  constructor(deps: SunshineDeps) {
    this.#deps = deps;
  }

  /** The app that the account's own chats belong to. */
  get appId(): string {
    return this.#deps.keys[0]?.appId ?? '5f0000000000000000000001';
  }

  servedAt(baseUrl: string): void {
    this.#baseUrl = baseUrl;
  }

  /** Null = the path is none of this API's. Throws ApiError. */
  async answer(incoming: Incoming): Promise<ApiAnswer | null> {
    if (!incoming.path.startsWith('/sc/')) return null;
    const media = mediaPath.exec(incoming.path)?.[1];
    if (media !== undefined && incoming.method === 'GET') return this.#media(media);
    const messages = messagesPath.exec(incoming.path);
    const appId = messages?.[1] ?? attachmentsPath.exec(incoming.path)?.[1];
    if (appId === undefined) throw unknownResource('Not found');
    if (keyIn(incoming.headers.authorization, this.#deps.keys).appId !== appId) throw forbiddenApp();
    if (!this.#deps.limits.takeSunshine()) throw tooManyRequests();
    if (messages === null) return await this.#attach(incoming);
    const conversation = this.#deps.store.conversations.find(messages[2] ?? '');
    if (conversation === null || conversation.appId !== appId)
      throw unknownResource('Conversation not found');
    if (incoming.method === 'GET') return this.#list(incoming, conversation);
    if (incoming.method === 'POST') return this.#post(incoming, conversation);
    throw unknownResource('Not found');
  }

  #media(token: string): ApiAnswer {
    const file = this.#deps.store.files.byToken(token);
    if (file === null) throw unknownResource('Not found');
    return { status: 200, body: file.bytes, headers: { 'content-type': file.attachment.contentType } };
  }

  #list({ method, path, query }: Incoming, conversation: Conversation): ApiAnswer {
    const { store, report } = this.#deps;
    if (query.has('page[size]'))
      report({ method, path, what: 'page[size] has no effect on messages: there are always 100' });
    const page = messagePage(conversation.messages, query, `${this.#baseUrl}${path}`);
    const messages = page.items.map((message) => wireMessage(message, conversation, store));
    return { status: 200, body: { messages, ...page.envelope } };
  }

  #post(incoming: Incoming, conversation: Conversation): ApiAnswer {
    const { store, messageAdded } = this.#deps;
    const wanted = parseMessage(jsonOf(incoming));
    this.#check(incoming, wanted, conversation);
    const { author, destination, metadata } = wanted;
    const message = store.conversations.add(conversation, {
      author:
        author.type === 'user'
          ? { kind: 'customer' }
          : { kind: 'api', displayName: author.displayName ?? null, avatarUrl: author.avatarUrl ?? null },
      content: this.#contentOf(wanted),
      metadata,
      silent: destination !== undefined && 'integrationType' in destination,
    });
    messageAdded(conversation, message);
    return { status: 201, body: { messages: [wireMessage(message, conversation, store)] } };
  }

  #check({ method, path }: Incoming, wanted: MessageBody, conversation: Conversation): void {
    const report = (what: string) => this.#deps.report({ method, path, what });
    const { author, destination } = wanted;
    if (author.type === 'user') {
      if (author.userId !== conversation.userId) throw badRequest('author.userId: is no participant');
      report('author.type user writes in the customer’s name');
    }
    if (author.subtypes !== undefined) report('author.subtypes AI has a disclaimer appended to the text');
    // The customer of the stand-in has the web widget only.
    const channel = destination === undefined ? 'none' : Object.values(destination)[0];
    if (channel !== 'none') throw badRequest('destination: the user has no client of that integration');
    if (conversation.locked || conversation.messages.length >= maxMessagesPerConversation)
      throw conversationLocked();
  }

  #contentOf({ content }: MessageBody): ChatContent {
    if (content.type === 'text') {
      const { text, htmlText, markdownText } = content;
      const shown = text ?? markdownText ?? htmlText ?? '';
      if (shown.trim() === '') throw badRequest('content.text: must not be empty');
      return { ...content, text: shown };
    }
    const { type, mediaUrl, text = '' } = content;
    const token = mediaPath.exec(new URL(mediaUrl).pathname)?.[1];
    const file = token === undefined ? null : this.#deps.store.files.byToken(token);
    return {
      type,
      text,
      mediaUrl,
      mediaType: file?.attachment.contentType ?? 'application/octet-stream',
      mediaSize: file?.bytes.byteLength ?? 0,
    };
  }

  /** `POST …/attachments`: a form with the file as `source`. */
  async #attach({ method, path, headers, query, raw }: Incoming): Promise<ApiAnswer> {
    if (method !== 'POST') throw unknownResource('Not found');
    const contentType = headers['content-type'] ?? '';
    if (!contentType.startsWith('multipart/form-data')) throw wrongType('multipart/form-data');
    if (raw.length > maxAttachmentBytes) throw tooLarge();
    if (query.get('access') !== 'public')
      this.#deps.report({ method, path, what: 'access=public is left out; it is a required parameter' });
    const form = await new Response(raw, { headers: { 'content-type': contentType } })
      .formData()
      .catch(() => null);
    const source = form?.get('source');
    if (!(source instanceof File)) throw badRequest('source: is required');
    const attachment = this.#deps.store.files.keep({
      fileName: source.name,
      contentType: source.type,
      bytes: new Uint8Array(await source.arrayBuffer()),
    });
    const mediaUrl = this.mediaUrlOf(attachment);
    return { status: 201, body: { attachment: { mediaUrl, mediaType: attachment.contentType } } };
  }

  /** Where anybody gets a file of a chat. */
  mediaUrlOf({ token, fileName }: Readonly<{ token: string; fileName: string }>): string {
    return `${this.#baseUrl}/sc/attachments/${token}/${encodeURIComponent(fileName)}`;
  }
}

function jsonOf({ headers, raw }: Incoming): unknown {
  if (!/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')) throw wrongType('application/json');
  if (raw.length > maxJsonBytes) throw tooLarge();
  try {
    return JSON.parse(raw.toString());
  } catch {
    throw badRequest('body: is not valid JSON');
  }
}
