import type { ApiAnswer } from '../api/routing.ts';
import type { Store } from '../store.ts';
import { parseConversation } from './bodies.ts';
import type { Conversation } from './conversations.ts';
import { badRequest, unknownResource } from './errors.ts';
import { wireConversation } from './wire.ts';

/** Conversations of customers, begun and listed by the API. */

/** Names a user in one of two ways. Here a user's external id is their id in Support. */
type Named = Readonly<{ userId?: string | null | undefined; userExternalId?: string | null | undefined }>;

/** The customer, by their id in Support. Throws 400 unless one of the two is given, and 404 if there is no such user. */
function customerNamed({ userId, userExternalId }: Named, { users, conversations }: Store): string {
  const names = [userId, userExternalId].filter((name) => typeof name === 'string');
  if (names.length !== 1) throw badRequest('One of userId or userExternalId is required, but not both');
  const customerId =
    typeof userId === 'string' ? conversations.customerIdOf(userId) : (userExternalId ?? null);
  if (customerId === null || users.get(customerId)?.role !== 'end-user')
    throw unknownResource('User not found');
  return customerId;
}

/** The first personal conversation of a user is the default one. */
function shown(conversation: Conversation, { conversations }: Store): Record<string, unknown> {
  const [first] = conversations.ofCustomer(conversation.customerId);
  return wireConversation(conversation, first === conversation);
}

/** `POST …/conversations`: 201. Nobody is told before the first message. */
export function createConversation(appId: string, body: unknown, store: Store): ApiAnswer {
  const { participants } = parseConversation(body);
  const customerId = customerNamed(participants[0], store);
  const conversation = store.conversations.start(appId, customerId, undefined, 'agents');
  return { status: 201, body: { conversation: shown(conversation, store) } };
}

/** `GET …/conversations?filter[userId]=…` or `filter[userExternalId]=…`; all on one page, oldest first. */
export function listConversations(query: URLSearchParams, store: Store): ApiAnswer {
  const named = { userId: query.get('filter[userId]'), userExternalId: query.get('filter[userExternalId]') };
  const conversations = store.conversations
    .ofCustomer(customerNamed(named, store))
    .map((conversation) => shown(conversation, store));
  return { status: 200, body: { conversations, meta: { hasMore: false }, links: {} } };
}

/** `GET …/conversations/{id}` */
export function showConversation(conversation: Conversation, store: Store): ApiAnswer {
  return { status: 200, body: { conversation: shown(conversation, store) } };
}

/** Whether the author that a message names is the conversation's customer. */
export function isParticipant({ userId, userExternalId }: Named, conversation: Conversation): boolean {
  return userExternalId === undefined
    ? userId === conversation.userId
    : userId === undefined && userExternalId === conversation.customerId;
}
