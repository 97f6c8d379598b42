import type { AccountSettings } from '../../connectors/account.ts';
import type { Connector, RawDelivery, Verdict } from '../../connectors/contract.ts';
import { parseJsonBytes } from '../../connectors/kit/json.ts';
import { findAccount } from '../_shared/accounts.ts';
import type { Bus } from '../_shared/bus.ts';
import { PublishError } from '../_shared/errors.ts';
import { firstEventOf } from '../_shared/inbound/first-event.ts';
import { type SecretSource, webhookSecretName } from '../_shared/secrets.ts';
import { rawDeliveryOf, type WebhookRequest } from './delivery.ts';
import type { Ending, Refusal, RefusalReason } from './ending.ts';

export type ReceiveDeps = Readonly<{
  stage: string;
  accounts: readonly AccountSettings[];
  maxBodyBytes: number;
  connectorNamed: (name: string) => Connector | undefined;
  webhookSecrets: SecretSource<{ signingSecrets: string[] }>;
  bus: Bus;
  now: () => Date;
}>;

const refused = (reason: RefusalReason): Refusal => ({ kind: 'refused', reason });

/**
 * Takes one webhook request: size, media type, account, secret, signature over the raw bytes, shape, signed account,
 * meaning, bus; in this order, so that nothing is read before it is trusted. Throws what Secrets Manager throws.
 */
export async function receive(request: WebhookRequest, deps: ReceiveDeps): Promise<Ending> {
  const delivery = rawDeliveryOf(request, { maxBodyBytes: deps.maxBodyBytes, receivedAt: deps.now() });
  if ('kind' in delivery) return delivery;
  const { connector: connectorName = '', account = '' } = request.pathParameters ?? {};
  const connector = deps.connectorNamed(connectorName);
  const settings = findAccount(deps.accounts, connectorName, account);
  if (connector === undefined || settings === null) return refused('unknown-account');
  const distrust = await distrustOf(delivery, connector, settings, deps);
  return distrust ?? understand(delivery, connector, settings, deps.bus);
}

/** Null = the delivery is genuine. After a mismatch the secret is read once more: it may have been rotated. */
async function distrustOf(
  delivery: RawDelivery,
  connector: Connector,
  settings: AccountSettings,
  { stage, webhookSecrets }: ReceiveDeps,
): Promise<Refusal | null> {
  const name = webhookSecretName(stage, settings);
  const verdict = verdictWith(await webhookSecrets.read(name), connector, delivery);
  const isMismatch = verdict !== null && !verdict.trusted && verdict.why === 'mismatch';
  const final = isMismatch ? verdictWith(await webhookSecrets.readAnew(name), connector, delivery) : verdict;
  if (final === null) return refused('not-configured');
  if (final.trusted) return null;
  return refused(final.why === 'outside-window' ? 'stale-timestamp' : 'bad-signature');
}

/** Null = there is no secret to check with. */
function verdictWith(
  secret: Awaited<ReturnType<ReceiveDeps['webhookSecrets']['read']>>,
  connector: Connector,
  delivery: RawDelivery,
): Verdict | null {
  if (secret.kind === 'not-configured') return null;
  const [first, ...others] = secret.value.signingSecrets;
  return first === undefined ? null : connector.inbound.verify(delivery, [first, ...others]);
}

async function understand(
  delivery: RawDelivery,
  connector: Connector,
  settings: AccountSettings,
  bus: Bus,
): Promise<Ending> {
  const decoded = connector.inbound.decode(delivery);
  if (!decoded.ok) {
    return parseJsonBytes(delivery.body).ok
      ? { ...refused('bad-shape'), problems: decoded.error }
      : refused('not-json');
  }
  const { account, interpret } = decoded.value;
  if (account !== null && account !== settings.account) return refused('account-mismatch');
  const first = firstEventOf(interpret(settings), settings, 'webhook');
  if ('kind' in first) return first;
  try {
    await bus.publish(first.publication);
    return { kind: 'accepted', envelope: first.envelope };
  } catch (error) {
    if (error instanceof PublishError) return { ...refused('publish-failed'), error };
    throw error;
  }
}
