import {
  GetSecretValueCommand,
  InvalidRequestException,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { CommandError } from '../commands/shell.ts';

/** Somebody has deleted a secret; until its recovery window ends (7 to 30 days) it can be taken back. */
export class MarkedForDeletionError extends CommandError {
  override readonly name = 'MarkedForDeletionError';
  readonly secretName: string;
  readonly restoreCommand: string;
  constructor(secretName: string, region: string, options?: ErrorOptions) {
    const restoreCommand = `aws secretsmanager restore-secret --secret-id ${secretName} --region ${region}`;
    super(`The secret ${secretName} is marked for deletion. To take it back: ${restoreCommand}`, options);
    this.secretName = secretName;
    this.restoreCommand = restoreCommand;
  }
}

/** What `connect --remove` leaves behind, since a value cannot be taken away. */
const emptied = '{}';

/**
 * What a secret holds, by its name or ARN; null = there is none, or it has no value (any more). Throws MarkedForDeletionError;
 * rejects with the SDK's error for any other refusal.
 */
export async function readSecret(client: SecretsManagerClient, name: string): Promise<string | null> {
  try {
    const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: name }));
    return ['', emptied].includes(SecretString.trim()) ? null : SecretString;
  } catch (error) {
    // Secrets Manager says this of a secret that is not there and of one without a value.
    if (error instanceof ResourceNotFoundException) return null;
    if (error instanceof InvalidRequestException && /marked (for deletion|deleted)/.test(error.message))
      throw new MarkedForDeletionError(name, await client.config.region(), { cause: error });
    throw error;
  }
}
