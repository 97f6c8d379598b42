import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifyOwnHook } from '../../../../connectors/kit/own-hook.ts';

const receivedAt = new Date('2026-01-09T08:21:09.000Z');
/** 2026-01-09T08:21:08Z */
const timestamp = '1767946868';

const headersOf = (secret: string, time: string, body: Uint8Array) => ({
  'x-dragoman-timestamp': time,
  'x-dragoman-signature': `v1=${createHmac('sha256', secret).update(`${time}.`).update(body).digest('hex')}`,
});

describe('the signature of our own code in a helpdesk', () => {
  it('is trusted for any body and any secret, at the place where the secret stands', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string({ minLength: 1 }), fc.nat({ max: 2 }), (body, secret, index) => {
        // Prepare
        const others = ['another', 'a third'].map((other) => `${other} ${secret}`);
        const secrets = [...others.slice(0, index), secret, ...others.slice(index)];

        // Act
        const verdict = verifyOwnHook({ headers: headersOf(secret, timestamp, body), body, receivedAt }, [
          secrets[0]!,
          ...secrets.slice(1),
        ]);

        // Assess
        expect(verdict).toEqual({ trusted: true, secretIndex: index });
      }),
    );
  });

  it('is not trusted when time or body is another than was signed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(), (body, at) => {
        // Prepare
        const headers = headersOf('secret', timestamp, body);
        const changed = Uint8Array.from(body, (byte, index) =>
          index === at % body.length ? byte ^ 1 : byte,
        );

        // Act
        const verdicts = [
          verifyOwnHook({ headers, body: changed, receivedAt }, ['secret']),
          verifyOwnHook({ headers: { ...headers, 'x-dragoman-timestamp': '1767946869' }, body, receivedAt }, [
            'secret',
          ]),
        ];

        // Assess
        expect(verdicts).toEqual([
          { trusted: false, why: 'mismatch' },
          { trusted: false, why: 'mismatch' },
        ]);
      }),
    );
  });

  it.each([
    ['without a time', { 'x-dragoman-signature': 'v1=00' }, 'no-proof'],
    ['without a signature', { 'x-dragoman-timestamp': timestamp }, 'no-proof'],
    [
      'of another version',
      {
        ...headersOf('secret', timestamp, Buffer.from('{}')),
        'x-dragoman-signature': `v2=${'0'.repeat(64)}`,
      },
      'malformed',
    ],
    ['with milliseconds', headersOf('secret', `${timestamp}000`, Buffer.from('{}')), 'malformed'],
    ['of the day before yesterday', headersOf('secret', '1767774068', Buffer.from('{}')), 'outside-window'],
  ])('is refused %s', (_, headers, why) => {
    // Act
    const verdict = verifyOwnHook({ headers, body: Buffer.from('{}'), receivedAt }, ['secret']);

    // Assess
    expect(verdict).toEqual({ trusted: false, why });
  });
});
