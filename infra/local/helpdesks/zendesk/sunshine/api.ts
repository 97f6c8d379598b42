import type { Incoming } from '../../listener.ts';
import type { ApiAnswer } from '../api/routing.ts';
import { maxAttachmentBytes } from '../files.ts';
import type { Audit } from '../model.ts';
import type { RateLimits } from '../rate-limits.ts';
import type { Store } from '../store.ts';
import { type MessageBody, parseMessage } from './bodies.ts';
import {
  createConversation,
  isParticipant,
  listConversations,
  showConversation,
} from './conversation-routes.ts';
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
import { activeTicketOf, handOver, reopen } from './people.ts';
import { wireMessage } from './wire.ts';

/** A key of one app. The account's own app is that of the first key. */
export type SunshineKey = Readonly<{
  appId: string;
  keyId: string;
  secret: string;
  /** The key of what customers write in, such as the widget of a website: only with it no violation to write as one. */
  isOfCustomers?: boolean;
}>;

export type SunshineDeps = Readonly<{
  keys: readonly SunshineKey[];
  store: Store;
  limits: RateLimits;
  report: (violation: Readonly<{ method: string; path: string; what: string }>) => void;
  messageAdded: (conversation: Conversation, message: ChatMessage) => void;
  committed: (audit: Audit) => void;
}>;

/** "Request Size Limits" of the API's description. */
const maxJsonBytes = 100 * 1024;

const placePath =
  /^\/sc\/v2\/apps\/(?<app>[^/]+)\/(?:(?<attachments>attachments)|conversations(?:\/(?<conversation>[^/]+)(?<messages>\/messages)?)?)$/;
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
    const place = placePath.exec(incoming.path)?.groups;
    if (place?.app === undefined) throw unknownResource('Not found');
    const key = keyIn(incoming.headers.authorization, this.#deps.keys);
    if (key.appId !== place.app) throw forbiddenApp();
    if (!this.#deps.limits.takeSunshine()) throw tooManyRequests();
    if (place.attachments !== undefined) return await this.#attach(incoming);
    return this.#answerInChats(incoming, place, key);
  }

  #answerInChats(
    incoming: Incoming,
    place: Readonly<{ [part in string]?: string }>,
    key: SunshineKey,
  ): ApiAnswer {
    const { method, query } = incoming;
    const { store } = this.#deps;
    if (place.conversation === undefined) {
      if (method === 'POST') return createConversation(key.appId, jsonOf(incoming), store);
      if (method === 'GET') return listConversations(query, store);
      throw unknownResource('Not found');
    }
    const conversation = store.conversations.find(place.conversation);
    if (conversation === null || conversation.appId !== key.appId)
      throw unknownResource('Conversation not found');
    const isOfMessages = place.messages !== undefined;
    if (method === 'GET')
      return isOfMessages ? this.#list(incoming, conversation) : showConversation(conversation, store);
    if (method === 'POST' && isOfMessages) return this.#post(incoming, conversation, key);
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

  #post(incoming: Incoming, conversation: Conversation, key: SunshineKey): ApiAnswer {
    const { store, messageAdded } = this.#deps;
    const wanted = parseMessage(jsonOf(incoming));
    this.#check(incoming, wanted, conversation, key);
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
    if (author.type === 'user') this.#bringToAgents(conversation);
    messageAdded(conversation, message);
    return { status: 201, body: { messages: [wireMessage(message, conversation, store)] } };
  }

  /** A customer who writes is seen by agents: in a new ticket if there is none, in an open one else. */
  #bringToAgents(conversation: Conversation): void {
    const { store, committed } = this.#deps;
    const begins = conversation.firstResponder === 'agents' && activeTicketOf(store, conversation) === null;
    const audit = begins ? handOver(store, conversation, {}) : reopen(store, conversation);
    if (audit !== null) committed(audit);
  }

  #check(
    { method, path }: Incoming,
    wanted: MessageBody,
    conversation: Conversation,
    { isOfCustomers = false }: SunshineKey,
  ): void {
    const report = (what: string) => this.#deps.report({ method, path, what });
    const { author, destination } = wanted;
    if (author.type === 'user') {
      if (!isParticipant(author, conversation)) throw badRequest('author.userId: is no participant');
      if (!isOfCustomers) report('author.type user writes in the customer’s name');
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
