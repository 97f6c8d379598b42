import * as z from 'zod/mini';
import type { AccountSettings } from '../../connectors/account.ts';
import type { Connector, DecodedDelivery, Interpretation } from '../../connectors/contract.ts';
import { EventShapeError } from '../../events/define.ts';
import { type Envelope, envelopeShape } from '../../events/envelope.ts';
import { accountOfSource } from '../_shared/accounts.ts';
import { PartnerEventError } from '../_shared/errors.ts';
import type { Skipped } from '../_shared/inbound/ending.ts';
import { envelopeOf, type FirstEvent } from '../_shared/inbound/event-of.ts';
import { firstEventOf } from '../_shared/inbound/first-event.ts';
import { partnerEventOf } from './partner-event.ts';

/** Why an event can never be understood, however often it comes. */
export type Incomprehension = 'unreadable' | 'unknown-source' | 'bad-shape' | 'account-mismatch';

/** What a message of the queue turned out to be. */
export type Understood =
  | Readonly<{ kind: 'event'; settings: AccountSettings; first: FirstEvent }>
  | Readonly<{ kind: 'nothing'; settings: AccountSettings; skipped: Skipped }>
  | Readonly<{
      kind: 'incomprehensible';
      reason: Incomprehension;
      /** Null = not even whose it was. */
      settings: AccountSettings | null;
      /** Names the message it was about; null = not known. */
      cause: Envelope | null;
      error: Error | null;
    }>;

export type UnderstandDeps = Readonly<{
  accounts: readonly AccountSettings[];
  connectorNamed: (name: string) => Connector | undefined;
}>;

const incomprehensible = (
  reason: Incomprehension,
  settings: AccountSettings | null = null,
  error: Error | null = null,
): Understood => ({ kind: 'incomprehensible', reason, settings, cause: null, error });

/**
 * Reads one message of the queue: an event of EventBridge, its source's account, the connector's shape, the account that
 * the event itself names, meaning; in this order. AWS vouches for the source, so that there is no signature. Pure.
 */
export function understand(body: string, { accounts, connectorNamed }: UnderstandDeps): Understood {
  const event = partnerEventOf(body);
  if (!event.ok) return incomprehensible('unreadable', null, event.error);
  const settings = accountOfSource(accounts, event.value.source);
  const partnerBus = settings === null ? undefined : connectorNamed(settings.connector)?.partnerBus;
  if (settings === null || partnerBus === undefined) return incomprehensible('unknown-source', settings);
  const decoded = partnerBus.decode(event.value);
  if (!decoded.ok) return incomprehensible('bad-shape', settings, new PartnerEventError(decoded.error));
  return meaningOf(decoded.value, settings);
}

function meaningOf({ account, interpret }: DecodedDelivery, settings: AccountSettings): Understood {
  if (account !== null && account !== settings.account) return incomprehensible('account-mismatch', settings);
  const meant = interpret(settings);
  try {
    const first = firstEventOf(meant, settings, 'partner-bus');
    return 'kind' in first
      ? { kind: 'nothing', settings, skipped: first }
      : { kind: 'event', settings, first };
  } catch (error) {
    if (!(error instanceof EventShapeError)) throw error;
    const cause = nameOf(meant, settings);
    return { kind: 'incomprehensible', reason: 'bad-shape', settings, cause, error };
  }
}

const envelopeSchema = z.object(envelopeShape);

/** What names a message of which the rest is nonsense; null = its name is nonsense too. */
function nameOf(meant: Interpretation, settings: AccountSettings): Envelope | null {
  if (meant.kind === 'skipped' || meant.kind === 'staff-comment') return null;
  const parsed = z.safeParse(envelopeSchema, envelopeOf(meant, settings));
  return parsed.success ? parsed.data : null;
}
