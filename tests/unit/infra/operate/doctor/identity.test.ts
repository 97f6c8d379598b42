import { expect, test } from 'vitest';
import { identityFindings, withoutIdentity } from '../../../../../infra/operate/doctor/identity.ts';

const failing = (name: string, message: string) => Object.assign(new Error(message), { name });

test.each([
  {
    error: failing('ExpiredToken', 'The security token included in the request is expired'),
    what: 'The AWS credentials have expired.',
  },
  {
    error: failing('CredentialsProviderError', 'The SSO session associated with this profile has expired.'),
    what: 'The AWS credentials have expired.',
  },
  {
    error: failing('InvalidClientTokenId', 'The security token included in the request is invalid.'),
    what: 'AWS does not know the credentials that were found.',
  },
  {
    error: failing('CredentialsProviderError', 'Could not load credentials from any providers'),
    what: 'There are no AWS credentials.',
  },
  {
    error: failing('SignatureDoesNotMatch', 'Signature expired: 20260101T000000Z is now earlier than …'),
    what: "AWS refuses the signature, since this machine's clock is wrong by minutes.",
  },
  {
    error: failing('Error', 'getaddrinfo ENOTFOUND sts.eu-central-1.amazonaws.com'),
    what: 'AWS cannot be reached.',
  },
  { error: failing('TimeLimitError', 'Nothing came within 30 seconds.'), what: 'AWS cannot be reached.' },
])('$error.name "$error.message" means: $what', ({ error, what }) => {
  expect(withoutIdentity(error)).toMatchObject({ check: 'aws.credentials', severity: 'error', what });
});

test('who is signed in is said; the root user is better not used', () => {
  expect(
    identityFindings({ account: '111122223333', arn: 'arn:aws:iam::111122223333:user/ana' }),
  ).toMatchObject([
    { severity: 'ok', what: 'You are arn:aws:iam::111122223333:user/ana in the AWS account 111122223333.' },
  ]);
  expect(identityFindings({ account: '111122223333', arn: 'arn:aws:iam::111122223333:root' })).toMatchObject([
    { severity: 'note', mend: 'Sign in as a user or role of your own.' },
  ]);
});
