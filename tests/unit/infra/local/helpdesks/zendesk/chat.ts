import { messageAddedType, ticketEventTypes } from '../../../../../../infra/local/helpdesks/zendesk/index.ts';
import { agent, apiOf, customer, startAccount } from './account.ts';
import { startReceiver } from './receiver.ts';

export const key = { appId: '5f00000000000000000000aa', keyId: 'app_1', secret: 'test-secret' };
export const otherKey = { appId: '5f00000000000000000000bb', keyId: 'app_2', secret: 'other-secret' };

function basic({ keyId, secret }: { keyId: string; secret: string }): string {
  return `Basic ${Buffer.from(`${keyId}:${secret}`).toString('base64')}`;
}
export const authorization = basic(key);
export const foreignAuthorization = basic(otherKey);

const transcript = [
  { from: 'bot', text: 'How can I help?' },
  { from: 'customer', text: 'Mi pedido no llega' },
  { from: 'bot', text: 'I will get someone for you.' },
] as const;

/** A chat of the customer with the bot, handed over as ticket 35 unless it is said otherwise. */
export async function accountWithChat(options: Parameters<typeof startAccount>[0] = {}, handedOver = true) {
  const receiver = await startReceiver();
  const helpdesk = await startAccount({
    sunshineKeys: [key, otherKey],
    webhook: {
      url: receiver.url,
      signingSecret: 's',
      subscriptions: [
        messageAddedType,
        ticketEventTypes.created,
        ticketEventTypes.commentAdded,
        ticketEventTypes.statusChanged,
      ],
    },
    ...options,
  });
  const { conversationId } = helpdesk.startChat({
    customer: customer.id,
    botTranscript: transcript,
    ...(handedOver ? { ticket: { id: '35' } } : {}),
  });
  await helpdesk.settled();
  const told = receiver.received.splice(0).map(({ json }) => json);
  return { helpdesk, receiver, conversationId, told, api: await apiOf(helpdesk) };
}

type ChatAccount = Awaited<ReturnType<typeof accountWithChat>>;

/** Calls Sunshine Conversations about the account's app; a header set to undefined is left out. */
export async function sunshine(
  { helpdesk }: Pick<ChatAccount, 'helpdesk'>,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string | undefined> = {},
) {
  const isForm = body instanceof FormData;
  const wanted = { authorization, ...(isForm ? {} : { 'content-type': 'application/json' }), ...headers };
  const present = Object.entries(wanted).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const payload = isForm || typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${helpdesk.baseUrl}/sc/v2/apps/${key.appId}${path}`, {
    method,
    headers: present,
    ...(body === undefined ? {} : { body: payload }),
  });
  const answer: any = await response.json();
  return { status: response.status, headers: response.headers, body: answer };
}

/** Posts a business message into the account's chat. */
export function post(
  account: ChatAccount,
  message: object,
  headers: Record<string, string | undefined> = {},
) {
  const path = `/conversations/${account.conversationId}/messages`;
  const wanted = { author: { type: 'business', displayName: 'Marta' }, ...message };
  return sunshine(account, 'POST', path, wanted, headers);
}

export function text(value: string) {
  return { content: { type: 'text', text: value } };
}

export { agent, customer };
