import * as z from 'zod/mini';
import type { AccountSettings } from '../account.ts';
import type { DecodedDelivery, DecodeProblem, Inbound, Interpretation, Result } from '../contract.ts';
import { parseJsonBytes } from '../kit/json.ts';
import { verifyOwnHook } from '../kit/own-hook.ts';
import { problemsOf } from '../kit/wire.ts';
import { interpretDeletion, interpretFieldChange, interpretMessage } from './interpret.ts';
import { deletedHook, fieldHook, hookEnvelope, messageHook } from './wire-hook.ts';

type Decoded = Result<DecodedDelivery, readonly DecodeProblem[]>;

/** Deliveries of our own scrips, signed as `kit/own-hook.ts` says. */
export const inbound: Inbound = {
  verify: (delivery, secrets) => verifyOwnHook(delivery, secrets),

  decode(delivery) {
    const body = parseJsonBytes(delivery.body);
    if (!body.ok) return { ok: false, error: [{ path: '(body)', expected: 'JSON in UTF-8' }] };
    const envelope = z.safeParse(hookEnvelope, body.value);
    if (!envelope.success) return { ok: false, error: problemsOf(envelope.error) };
    switch (envelope.data.event) {
      case 'message':
        return decodeHook(messageHook, body.value, interpretMessage);
      case 'field':
        return decodeHook(fieldHook, body.value, interpretFieldChange);
      case 'deleted':
        return decodeHook(deletedHook, body.value, interpretDeletion);
      default:
        return decoded(envelope.data.rt_name, () => ({
          kind: 'skipped',
          reason: 'unknown-event',
          place: null,
        }));
    }
  },
};

function decodeHook<Hook extends { rt_name: string }>(
  schema: z.ZodMiniType<Hook>,
  body: unknown,
  interpret: (hook: Hook, settings: AccountSettings) => Interpretation,
): Decoded {
  const hook = z.safeParse(schema, body);
  if (!hook.success) return { ok: false, error: problemsOf(hook.error) };
  return decoded(hook.data.rt_name, (settings) => interpret(hook.data, settings));
}

function decoded(account: string, interpret: DecodedDelivery['interpret']): Decoded {
  return { ok: true, value: { account, interpret } };
}
