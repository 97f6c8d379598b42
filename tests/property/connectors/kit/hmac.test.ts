import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifySignature } from '../../../../connectors/kit/hmac.ts';

const at = new Date('2026-01-09T08:21:09Z');
const secretText = fc.string({ minLength: 1, maxLength: 60 });
const bytes = fc.uint8Array({ maxLength: 400 });
const encoding = fc.constantFrom('base64' as const, 'hex' as const);

describe('verifySignature', () => {
  it('accepts whatever was signed with a secret of the list, wherever it stands', () => {
    fc.assert(
      fc.property(
        bytes,
        secretText,
        fc.array(secretText, { maxLength: 3 }),
        encoding,
        (body, secret, others, as) => {
          // Prepare
          fc.pre(!others.includes(secret));
          const signature = createHmac('sha256', secret).update('time').update(body).digest(as);
          const [first = secret, ...rest] = [...others, secret];

          // Act
          const verdict = verifySignature(
            { signature, encoding: as, signedParts: ['time', body], signedAt: at, receivedAt: at },
            [first, ...rest],
          );

          // Assess
          expect(verdict).toEqual({ trusted: true, secretIndex: others.length });
        },
      ),
    );
  });

  it('never throws and never trusts a signature that was not made with the secret', () => {
    fc.assert(
      fc.property(bytes, fc.string({ unit: 'binary', maxLength: 100 }), encoding, (body, signature, as) => {
        // Act
        const verdict = verifySignature(
          { signature, encoding: as, signedParts: [body], signedAt: at, receivedAt: at },
          ['made-up-secret'],
        );

        // Assess
        expect(verdict.trusted).toBe(false);
      }),
    );
  });

  it('trusts by time exactly from a day before the receipt to five minutes after it', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2 * 86_400_000, max: 2 * 86_400_000 }), (ageMs) => {
        // Prepare
        const signature = createHmac('sha256', 's').update('body').digest('hex');
        const signedAt = new Date(at.getTime() - ageMs);

        // Act
        const { trusted } = verifySignature(
          { signature, encoding: 'hex', signedParts: ['body'], signedAt, receivedAt: at },
          ['s'],
        );

        // Assess
        expect(trusted).toBe(ageMs <= 86_400_000 && ageMs >= -300_000);
      }),
    );
  });
});
