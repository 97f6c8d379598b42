import * as z from 'zod/mini';
import type { AccountSettings } from '../account.ts';
import type {
  DecodedDelivery,
  DecodeProblem,
  Inbound,
  Interpretation,
  RawDelivery,
  Result,
} from '../contract.ts';
import { matchingSecret, signatureBytes, verifySignature } from '../kit/hmac.ts';
import { parseInstant } from '../kit/instant.ts';
import { parseJsonBytes } from '../kit/json.ts';
import { problemsOf } from '../kit/wire.ts';
import { interpretComment, interpretCreated, interpretFieldChange, interpretTrigger } from './interpret.ts';
import { interpretChat } from './interpret-chat.ts';
import { messageAdded } from './wire-chat.ts';
import {
  commentAdded,
  contentTaken,
  customFieldChanged,
  eventEnvelope,
  ticketCreated,
  ticketDeleted,
  triggerHint,
} from './wire-webhook.ts';
import { interpretContentTaken, interpretDeletion } from './withdrawn.ts';

const signatureHeader = 'x-zendesk-webhook-signature';
const timestampHeader = 'x-zendesk-webhook-signature-timestamp';

/**
 * Zendesk signs "Test webhook" requests with this published key while a webhook is not saved yet, used as it is written.
 * Whoever reads the documentation can sign with it, so it never counts, even if someone stored it as a secret.
 * https://developer.zendesk.com/documentation/webhooks/verifying/#signing-secrets-on-new-webhooks
 */
const publicTestKey = 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==';

type Decoded = Result<DecodedDelivery, readonly DecodeProblem[]>;

/** Signature = base64(HMAC-SHA256(secret, timestamp header + raw body)): https://developer.zendesk.com/documentation/webhooks/verifying/ */
export const inbound: Inbound = {
  verify(delivery, secrets) {
    const signature = delivery.headers[signatureHeader];
    const timestamp = delivery.headers[timestampHeader];
    if (signature === undefined || timestamp === undefined) return { trusted: false, why: 'no-proof' };
    const signedParts = [timestamp, delivery.body];
    const digest = signatureBytes(signature, 'base64');
    if (digest !== null && matchingSecret(digest, signedParts, [publicTestKey]) === 0) {
      return { trusted: false, why: 'public-test-key' };
    }
    const signedAt = parseInstant(timestamp);
    const { receivedAt } = delivery;
    return verifySignature({ signature, encoding: 'base64', signedParts, signedAt, receivedAt }, secrets);
  },

  decode(delivery) {
    const body = parseJsonBytes(delivery.body);
    if (!body.ok) return { ok: false, error: [{ path: '(body)', expected: 'JSON in UTF-8' }] };
    if (isTrigger(body.value)) return decodeTrigger(body.value, delivery);
    const envelope = z.safeParse(eventEnvelope, body.value);
    if (!envelope.success) return { ok: false, error: problemsOf(envelope.error) };
    switch (envelope.data.type) {
      case 'zen:event-type:ticket.created':
        return decodeEvent(ticketCreated, body.value, interpretCreated);
      case 'zen:event-type:ticket.comment_added':
        return decodeEvent(commentAdded, body.value, interpretComment);
      case 'zen:event-type:ticket.custom_field_changed':
        return decodeEvent(customFieldChanged, body.value, interpretFieldChange);
      case 'zen:event-type:ticket.comment_redacted':
      case 'zen:event-type:ticket.attachment_redacted_from_comment':
      case 'zen:event-type:ticket.comment_made_private':
        return decodeEvent(contentTaken, body.value, interpretContentTaken);
      case 'zen:event-type:ticket.soft_deleted':
      case 'zen:event-type:ticket.permanently_deleted':
        return decodeEvent(ticketDeleted, body.value, interpretDeletion);
      case 'zen:event-type:messaging_ticket.message_added':
        return decodeEvent(messageAdded, body.value, interpretChat);
      default:
        return decoded(envelope.data.account_id, () => ({
          kind: 'skipped',
          reason: 'unknown-event',
          place: null,
        }));
    }
  },
};

function isTrigger(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'dragoman' in body;
}

function decodeTrigger(body: unknown, delivery: RawDelivery): Decoded {
  const trigger = z.safeParse(triggerHint, body);
  if (!trigger.success) return { ok: false, error: problemsOf(trigger.error) };
  const sentAt = parseInstant(delivery.headers[timestampHeader] ?? '') ?? delivery.receivedAt;
  return decoded(trigger.data.account_id, (settings) =>
    interpretTrigger(trigger.data, sentAt.toISOString(), settings),
  );
}

function decodeEvent<Event extends { account_id: string }>(
  schema: z.ZodMiniType<Event>,
  body: unknown,
  interpret: (event: Event, settings: AccountSettings) => Interpretation,
): Decoded {
  const event = z.safeParse(schema, body);
  if (!event.success) return { ok: false, error: problemsOf(event.error) };
  return decoded(event.data.account_id, (settings) => interpret(event.data, settings));
}

function decoded(account: string, interpret: DecodedDelivery['interpret']): Decoded {
  return { ok: true, value: { account, interpret } };
}
