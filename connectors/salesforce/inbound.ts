import * as z from 'zod/mini';
import type { AccountSettings } from '../account.ts';
import type { DecodedDelivery, DecodeProblem, Inbound, Interpretation, Result } from '../contract.ts';
import { parseJsonBytes } from '../kit/json.ts';
import { verifyOwnHook } from '../kit/own-hook.ts';
import { problemsOf } from '../kit/wire.ts';
import { interpretDeletion, interpretField, interpretMessage } from './interpret-event.ts';
import { messageEvent } from './names.ts';
import { anyEvent, callout, deletionTold, fieldTold, messageTold } from './wire-event.ts';

export type Decoded = Result<DecodedDelivery, readonly DecodeProblem[]>;

/** The callout of the package's Apex. Salesforce signs none itself, so that the Apex signs as code of ours does everywhere. */
export const inbound: Inbound = {
  verify: verifyOwnHook,

  decode(delivery) {
    const body = parseJsonBytes(delivery.body);
    if (!body.ok) return { ok: false, error: [{ path: '(body)', expected: 'JSON in UTF-8' }] };
    const sent = z.safeParse(callout, body.value);
    if (!sent.success) return { ok: false, error: problemsOf(sent.error) };
    const { organizationId: account, event, payload } = sent.data;
    return event === messageEvent.name
      ? decodeMessageEvent(payload, account, ['payload'])
      : notForUs(account);
  },
};

/** Genuine, and of a kind that asks nothing of us: perhaps of a newer package than this code knows. */
export function notForUs(account: string): Decoded {
  return decoded(account, () => ({ kind: 'skipped', reason: 'unknown-event', place: null }));
}

export function decoded(account: string, interpret: DecodedDelivery['interpret']): Decoded {
  return { ok: true, value: { account, interpret } };
}

/** The fields of a `Dragoman_Message__e`, in whatever way they came. `root`: where they stand in what came. */
export function decodeMessageEvent(payload: unknown, account: string, root: readonly string[]): Decoded {
  const event = z.safeParse(anyEvent, payload);
  if (!event.success) return { ok: false, error: problemsOf(event.error, root) };
  const parse = <Event>(
    schema: z.ZodMiniType<Event>,
    interpret: (event: Event, settings: AccountSettings) => Interpretation,
  ): Decoded => {
    const parsed = z.safeParse(schema, payload);
    if (!parsed.success) return { ok: false, error: problemsOf(parsed.error, root) };
    return decoded(account, (settings) => interpret(parsed.data, settings));
  };
  switch (event.data[messageEvent.fields.kind]) {
    case 'message':
      return parse(messageTold, interpretMessage);
    case 'field':
      return parse(fieldTold, interpretField);
    case 'deleted':
      return parse(deletionTold, interpretDeletion);
    default:
      return notForUs(account);
  }
}
