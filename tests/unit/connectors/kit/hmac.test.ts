import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { insideWindow, verifySignature } from '../../../../connectors/kit/hmac.ts';

const receivedAt = new Date('2021-03-25T05:10:00Z');
const vendorVector = {
  secret: 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==',
  timestamp: '2021-03-25T05:09:27Z',
  body: '{"event":"ticket.updated","id":123}',
  signature: 'S/RDdU2ERmj7LHDDoWJ2onPYH+t7/f2+LTM4dL7UiLM=',
};
const delivery = {
  signature: vendorVector.signature,
  encoding: 'base64' as const,
  signedParts: [vendorVector.timestamp, Buffer.from(vendorVector.body)],
  signedAt: new Date(vendorVector.timestamp),
  receivedAt,
};

describe('verifySignature', () => {
  it("accepts the vendor's published test vector", () => {
    // Act
    const verdict = verifySignature(delivery, [vendorVector.secret]);

    // Assess
    expect(verdict).toEqual({ trusted: true, secretIndex: 0 });
  });

  it('says which of several secrets matched, so that a rotation can be watched', () => {
    // Act
    const verdict = verifySignature(delivery, ['an-older-secret', vendorVector.secret]);

    // Assess
    expect(verdict).toEqual({ trusted: true, secretIndex: 1 });
  });

  it('accepts a signature in hex, in either case', () => {
    // Prepare
    const signature = createHmac('sha256', 'made-up').update('body').digest('hex');
    const hex = { ...delivery, encoding: 'hex' as const, signedParts: ['body'] };

    // Act
    const verdicts = [signature, signature.toUpperCase()].map((each) =>
      verifySignature({ ...hex, signature: each }, ['made-up']),
    );

    // Assess
    expect(verdicts).toEqual([
      { trusted: true, secretIndex: 0 },
      { trusted: true, secretIndex: 0 },
    ]);
  });

  it.each([
    ['a missing signature', { signature: undefined }, 'no-proof'],
    ['an empty signature', { signature: '' }, 'malformed'],
    ['a signature that is too short', { signature: 'S/RDdQ==' }, 'malformed'],
    ['a signature that is too long', { signature: `${vendorVector.signature}AAAA` }, 'malformed'],
    ['a signature with foreign characters', { signature: '*'.repeat(44) }, 'malformed'],
    ['a time that could not be read', { signedAt: null }, 'malformed'],
    ['another body', { signedParts: [vendorVector.timestamp, Buffer.from('{}')] }, 'mismatch'],
    [
      'another time in the signed parts',
      { signedParts: ['2021-03-25T05:09:28Z', Buffer.from(vendorVector.body)] },
      'mismatch',
    ],
  ])('refuses %s without throwing', (_, change, why) => {
    // Act
    const verdict = verifySignature({ ...delivery, ...change }, [vendorVector.secret]);

    // Assess
    expect(verdict).toEqual({ trusted: false, why });
  });

  it('never trusts an empty secret, even one that made the signature', () => {
    // Prepare
    const signature = createHmac('sha256', '').update('body').digest('base64');

    // Act
    const verdict = verifySignature({ ...delivery, signature, signedParts: ['body'] }, ['']);

    // Assess
    expect(verdict).toEqual({ trusted: false, why: 'mismatch' });
  });

  it('tells a forger nothing about the window: a wrong signature that is also old is a mismatch', () => {
    // Act
    const verdict = verifySignature({ ...delivery, receivedAt: new Date('2021-04-25T05:09:27Z') }, ['wrong']);

    // Assess
    expect(verdict).toEqual({ trusted: false, why: 'mismatch' });
  });
});

describe('insideWindow', () => {
  it.each([
    ['a day old to the millisecond', '2026-01-08T12:00:00.000Z', true],
    ['a millisecond older than a day', '2026-01-08T11:59:59.999Z', false],
    ['a day and a half old', '2026-01-08T00:00:00.000Z', false],
    ['five minutes ahead to the millisecond', '2026-01-09T12:05:00.000Z', true],
    ['a millisecond more than five minutes ahead', '2026-01-09T12:05:00.001Z', false],
    ['not a time at all', 'garbage', false],
  ])('judges a signature that is %s', (_, signedAt, expected) => {
    // Act
    const inside = insideWindow(new Date(signedAt), new Date('2026-01-09T12:00:00.000Z'));

    // Assess
    expect(inside).toBe(expected);
  });
});
