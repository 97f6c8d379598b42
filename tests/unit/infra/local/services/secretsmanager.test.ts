import { expect, test } from 'vitest';
import { createSecrets } from '../../../../../infra/local/services/secretsmanager.ts';

const arn = 'arn:aws:secretsmanager:eu-central-1:000000000000:secret:dragoman/local/webhook-a1b2c3';
const open = () =>
  createSecrets([{ name: 'dragoman/local/webhook', arn }], { nowMs: () => 1_000_000, newId: () => 'v1' });

const call = (input: unknown, authorized: string[] = [], operation = 'GetSecretValue') => ({
  operation,
  input,
  traceHeader: null,
  callerArn: 'arn:aws:iam::000000000000:user/admin',
  authorize: (action: string, resourceArn: string) => {
    authorized.push(`${action} ${resourceArn}`);
  },
});

test.each(['dragoman/local/webhook', arn])('a secret is read by %s, authorised on its ARN', async (id) => {
  // Prepare
  const { service, setSecret } = open();
  setSecret('dragoman/local/webhook', 'made-up');
  const authorized: string[] = [];
  // Act
  const { output } = await service.handle(call({ SecretId: id }, authorized));
  // Assess
  expect(output).toEqual({
    ARN: arn,
    Name: 'dragoman/local/webhook',
    VersionId: 'v1',
    SecretString: 'made-up',
    VersionStages: ['AWSCURRENT'],
    CreatedDate: 1_000,
  });
  expect(authorized).toEqual([`secretsmanager:GetSecretValue ${arn}`]);
});

test.each([
  { what: 'without a value', id: 'dragoman/local/webhook' },
  { what: 'that is not there', id: 'dragoman/local/other' },
])('a secret $what is not found', async ({ id }) => {
  await expect(open().service.handle(call({ SecretId: id }))).rejects.toMatchObject({
    code: 'ResourceNotFoundException',
    status: 400,
  });
});

test('a value for a secret that the template lacks is refused with those that there are', () => {
  expect(() => open().setSecret('dragoman/local/other', 'x')).toThrow('dragoman/local/webhook');
});

test('a value that is put replaces the one before, authorised on the ARN', async () => {
  // Prepare
  const { service, setSecret } = open();
  setSecret('dragoman/local/webhook', 'old');
  const authorized: string[] = [];
  // Act
  await service.handle(
    call({ SecretId: 'dragoman/local/webhook', SecretString: 'new' }, authorized, 'PutSecretValue'),
  );
  // Assess
  expect(authorized).toEqual([`secretsmanager:PutSecretValue ${arn}`]);
  expect(await service.handle(call({ SecretId: arn }))).toMatchObject({ output: { SecretString: 'new' } });
});

test('a secret that is not there takes no value', async () => {
  const put = call({ SecretId: 'dragoman/local/other', SecretString: 'new' }, [], 'PutSecretValue');

  await expect(open().service.handle(put)).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
});

test('other operations are not spoken', async () => {
  await expect(open().service.handle(call({}, [], 'RotateSecret'))).rejects.toMatchObject({
    code: 'UnknownOperationException',
  });
});
