import {
  GetSecretValueCommand,
  InvalidRequestException,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, it } from 'vitest';
import { look } from '../../../../infra/operate/doctor/look.ts';
import { readSecret } from '../../../../infra/operate/read-secret.ts';

const client = new SecretsManagerClient({ region: 'eu-west-1' });
const secrets = mockClient(client);
beforeEach(() => secrets.reset());

const name = 'dragoman/prod/zendesk/1/api';

it.each([
  ['{"a":1}', '{"a":1}'],
  ['{}', null],
  [' ', null],
])('the value %j of a secret is read as %j', async (SecretString, expected) => {
  secrets.on(GetSecretValueCommand).resolves({ SecretString });

  expect(await readSecret(client, name)).toBe(expected);
});

it('a secret that is not there has no value', async () => {
  secrets.on(GetSecretValueCommand).rejects(new ResourceNotFoundException({ message: 'no', $metadata: {} }));

  expect(await readSecret(client, name)).toBeNull();
});

it('a secret that is marked for deletion is an error with the command that takes it back', async () => {
  // Prepare
  const message = "You can't perform this operation on the secret because it was marked for deletion.";
  secrets.on(GetSecretValueCommand).rejects(new InvalidRequestException({ message, $metadata: {} }));
  const restore = `aws secretsmanager restore-secret --secret-id ${name} --region eu-west-1`;
  const subject = { check: 'secret.api', what: 'the secret', action: 'secretsmanager:GetSecretValue' };

  // Act
  const findings = await look(
    subject,
    () => readSecret(client, name),
    () => [],
  );

  // Assess
  expect(findings).toMatchObject([{ check: 'secret.api', severity: 'error', mend: restore }]);
  await expect(readSecret(client, name)).rejects.toThrow(
    `The secret ${name} is marked for deletion. To take it back: ${restore}`,
  );
});
