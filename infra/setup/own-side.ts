import { PutSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { AccountSettings } from '../../connectors/account.ts';
import type { OwnSide, SecretPurpose } from '../../connectors/set-up.ts';
import { loadIntents } from '../intents.ts';
import { secretName } from '../names.ts';
import type { AwsClients } from '../operate/aws-clients.ts';
import { findDeployment, webhookUrlOf } from '../operate/deployment.ts';
import { readSecret } from '../operate/read-secret.ts';

export type AccountPlace = Readonly<{ stage: string; connector: string; account: string }>;

/** What of our own side is known of an account. Rejects with the SDK's errors. */
export async function readOwnSide(
  place: AccountPlace,
  settings: AccountSettings | null,
  { cloudFormation, secretsManager }: Pick<AwsClients, 'cloudFormation' | 'secretsManager'>,
): Promise<OwnSide> {
  const deployment = await findDeployment({ stage: place.stage, cloudFormation });
  return {
    stage: place.stage,
    webhookUrl: deployment === null ? null : webhookUrlOf(deployment, place),
    settings,
    secrets: {
      webhook: await readSecret(secretsManager, secretName(place, 'webhook')),
      api: await readSecret(secretsManager, secretName(place, 'api')),
    },
    intents: [...new Set(loadIntents().flatMap(({ intents }) => intents.map(({ name }) => name)))],
  };
}

/** Gives one of an account's secrets a new value. */
export async function keepSecret(
  place: AccountPlace,
  purpose: SecretPurpose,
  value: string,
  client: SecretsManagerClient,
): Promise<void> {
  await client.send(new PutSecretValueCommand({ SecretId: secretName(place, purpose), SecretString: value }));
}
