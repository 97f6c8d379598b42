import { expect, it } from 'vitest';
import { awsAdvice } from '../../../../infra/commands/shell.ts';
import { awsFailureOf } from '../../../../infra/operate/aws-failures.ts';

const failing = (name: string, message: string, more: object = {}) =>
  Object.assign(new Error(message), { name, ...more });

it.each([
  [failing('ExpiredTokenException', 'The security token included in the request is expired'), 'expired'],
  [failing('SignatureDoesNotMatch', 'Signature expired: 20260101T000000Z is now earlier than …'), 'clock'],
  [failing('InvalidSignatureException', 'Signature not yet current: 20260101T000000Z'), 'clock'],
  [
    failing('UnrecognizedClientException', 'The security token included in the request is invalid.'),
    'unknown-credentials',
  ],
  [failing('CredentialsProviderError', 'Could not load credentials from any providers'), 'no-credentials'],
  [failing('TokenProviderError', 'Token is expired. To refresh this SSO session run …'), 'expired'],
  [failing('Error', 'connect ECONNREFUSED 127.0.0.1:4566', { code: 'ECONNREFUSED' }), 'unreachable'],
  [failing('AggregateError', '', { code: 'ECONNREFUSED' }), 'unreachable'],
  [failing('TimeoutError', 'Connection timed out'), 'unreachable'],
])('%s means: %s', (error, kind) => {
  expect(awsFailureOf(error)?.kind).toBe(kind);
});

it.each([
  failing('ReceiptHandleIsInvalid', 'The receipt handle has expired'),
  failing('InvalidParameterValue', 'Reason: The receipt handle has expired.'),
  failing('TypeError', 'x is not a function'),
])('%s is none of them', (error) => {
  expect(awsFailureOf(error)).toBeNull();
});

it('whatever else AWS says is told by its name, and a defect of ours is left to its stack', () => {
  const handle = failing('ReceiptHandleIsInvalid', 'The receipt handle has expired', { $metadata: {} });

  expect(awsAdvice(handle)).toBe('AWS says ReceiptHandleIsInvalid: The receipt handle has expired');
  expect(awsAdvice(new TypeError('x is not a function'))).toBeNull();
});
