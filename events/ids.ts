import { createHash } from 'node:crypto';

/** Namespace of every Dragoman event id; never change it, or a replayed event would count as a new one. */
const namespace = '5d0c9c2e-54c6-5b0e-9d4c-0a7f6f1d9a31';

/** EventBridge takes at most 100 characters as the message group of a FIFO queue. */
const maxConversationKeyCharacters = 100;

/** RFC 9562 version 5: the same name always gives the same id. `namespaceId` is a UUID in text form. */
export function uuidV5(namespaceId: string, name: string): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(namespaceId.replaceAll('-', ''), 'hex'))
    .update(name, 'utf8')
    .digest()
    .subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

export type EventIdParts = Readonly<{
  /** Detail-type of the event. */
  type: string;
  connector: string;
  account: string;
  /** The vendor's message id; for a hint, what it hints at. */
  message: string;
  /** 1 for the first time; `#retry` raises it, redrive does not. */
  attempt: number;
}>;

/** The id of an event: a pure function of what the vendor said, so that a second delivery gets the same id. */
export function eventIdOf(parts: EventIdParts): string {
  const { type, connector, account, message, attempt } = parts;
  return uuidV5(namespace, JSON.stringify([type, connector, account, message, attempt]));
}

/** Names a conversation over all tools: `connector:account:ticket`, or its SHA-256 in hex above 100 characters. */
export function conversationKeyOf(connector: string, account: string, ticket: string): string {
  const key = `${connector}:${account}:${ticket}`;
  return key.length <= maxConversationKeyCharacters ? key : createHash('sha256').update(key).digest('hex');
}

/** Names a customer over all conversations of one account, by the vendor's own id. */
export function customerKeyOf(connector: string, account: string, vendorCustomerId: string): string {
  return `${connector}:${account}:${vendorCustomerId}`;
}
