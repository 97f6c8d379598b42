import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { requestTracker } from '../../../../connectors/request-tracker/index.ts';
import { deliveryOf, hook, signed } from '../../../support/request-tracker-connector.ts';

const { inbound } = requestTracker;
const secret = 'made-up-signing-secret';
const recorded: Record<string, string> = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../fixtures/request-tracker/hooks/headers.json'), 'utf8'),
);

describe('a delivery', () => {
  it('is trusted as RT’s Perl has signed it', () => {
    // Prepare
    const { body = '', ...headers } = recorded;
    const signedAt = new Date(Number(headers['x-dragoman-timestamp']) * 1000);

    // Act
    const verdict = inbound.verify({ headers, body: Buffer.from(body), receivedAt: signedAt }, [
      'another',
      secret,
    ]);

    // Assess
    expect(verdict).toEqual({ trusted: true, secretIndex: 1 });
  });

  it('is not trusted with another secret', () => {
    // Prepare
    const { body = '', ...headers } = recorded;
    const signedAt = new Date(Number(headers['x-dragoman-timestamp']) * 1000);

    // Act
    const verdict = inbound.verify({ headers, body: Buffer.from(body), receivedAt: signedAt }, ['another']);

    // Assess
    expect(verdict).toEqual({ trusted: false, why: 'mismatch' });
  });

  it('is malformed without the version of the signature, or with one that is not known', () => {
    // Prepare
    const body = Buffer.from('{}');
    const headers = signed(body, secret, '1767946868');
    const bare = headers['x-dragoman-signature']!.slice('v1='.length);

    // Act
    const verdicts = [bare, `v2=${bare}`].map((signature) =>
      inbound.verify(deliveryOf('{}', { ...headers, 'x-dragoman-signature': signature }), [secret]),
    );

    // Assess
    expect(verdicts).toEqual([
      { trusted: false, why: 'malformed' },
      { trusted: false, why: 'malformed' },
    ]);
  });

  it('names the account that signed it, for every kind of event', () => {
    // Act
    const accounts = ['mail-created', 'field-changed', 'ticket-deleted'].map((name) => {
      const decoded = inbound.decode(deliveryOf(hook(name)));
      return decoded.ok && decoded.value.account;
    });

    // Assess
    expect(accounts).toEqual(['example.com', 'example.com', 'example.com']);
  });

  it.each([
    ['mail-created', 'transaction', 'x1', 'transaction'],
    ['mail-created', 'created', 'yesterday', 'created'],
    ['field-changed', 'field', 7, 'field'],
    ['ticket-deleted', 'creator', '', 'creator'],
    ['mail-created', 'dragoman', 'trigger', 'dragoman'],
  ])(
    'of %s with a wrong %s is refused by the path of what is wrong, without its value',
    (name, key, value, path) => {
      // Act
      const decoded = inbound.decode(deliveryOf(hook(name, { [key]: value })));

      // Assess
      expect(!decoded.ok && decoded.error.map((problem) => problem.path)).toEqual([path]);
      expect(JSON.stringify(decoded)).not.toContain('yesterday');
    },
  );

  it('that is not UTF-8 is refused, not read as something else', () => {
    // Act
    const decoded = inbound.decode({ ...deliveryOf(''), body: Uint8Array.of(0x7b, 0xff, 0x7d) });

    // Assess
    expect(decoded.ok).toBe(false);
  });
});
