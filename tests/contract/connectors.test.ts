import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Interpretation, RawDelivery } from '../../connectors/contract.ts';
import { fetchSend } from '../../connectors/kit/http.ts';
import { connectorNamed, registry } from '../../connectors/registry.ts';
import { answerNames, aspects } from '../support/connector-suite.ts';
import { connectorSuites } from '../support/connector-suites.ts';
import { type ScriptedServer, startScriptedServer } from '../support/scripted-server.ts';

const receivedAt = new Date('2026-01-09T08:21:09.000Z');
const now = new Date('2026-01-09T08:21:10.000Z');
const signedAt = '2026-01-09T08:21:08Z';
const secret = 'made-up-signing-secret';

let server: ScriptedServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

describe('registry', () => {
  it('finds a connector by its name, and none by a name that is not in it', () => {
    // Act
    const found = ['zendesk', 'nonesuch', 'constructor', '__proto__'].map(
      (name) => connectorNamed(name)?.name,
    );

    // Assess
    expect(found).toEqual(['zendesk', undefined, undefined, undefined]);
  });

  it.each(Object.entries(registry))('names %s as it names itself', (name, connector) => {
    // Assess
    expect(connector.name).toBe(name);
  });
});

describe.each(Object.entries(connectorSuites))('connector %s', (name, suite) => {
  const connector = connectorNamed(name)!;
  const body = Buffer.from(suite.customerMessage('Hola, ¿dónde está mi pedido?'));
  const deliver = (headers: Readonly<Record<string, string>>, bytes: Uint8Array = body): RawDelivery => ({
    headers,
    body: bytes,
    receivedAt,
  });
  const interpret = (text: string): Interpretation => {
    const decoded = connector.inbound.decode(deliver({}, Buffer.from(text)));
    if (!decoded.ok) throw new Error(`not decoded: ${JSON.stringify(decoded.error)}`);
    return decoded.value.interpret(suite.settings('https://acme.example.com'));
  };

  describe('verify', () => {
    it('accepts the right signature with each secret of the list', () => {
      // Act
      const verdicts = [0, 1, 2].map((index) => {
        const secrets: [string, ...string[]] = ['other-1', 'other-2', 'other-3'];
        secrets[index] = secret;
        return connector.inbound.verify(deliver(suite.sign(body, secret, signedAt)), secrets);
      });

      // Assess
      expect(verdicts).toEqual([
        { trusted: true, secretIndex: 0 },
        { trusted: true, secretIndex: 1 },
        { trusted: true, secretIndex: 2 },
      ]);
    });

    it('refuses each change of a single byte of the body', () => {
      // Prepare
      const headers = suite.sign(body, secret, signedAt);

      // Act
      const accepted = Array.from(body.keys()).filter((index) => {
        const changed = Buffer.from(body);
        changed[index] = changed[index]! ^ 1;
        return connector.inbound.verify(deliver(headers, changed), [secret]).trusted;
      });

      // Assess
      expect(accepted).toEqual([]);
    });

    it('refuses each change of a single character of any header that it looks at', () => {
      // Prepare
      const headers = suite.sign(body, secret, signedAt);

      // Act
      const accepted = Object.entries(headers).flatMap(([header, value]) =>
        Array.from(value, (character, index) =>
          [character.charCodeAt(0) ^ 1, 0x31, 0x32].map((code) => {
            const other = value.slice(0, index) + String.fromCharCode(code) + value.slice(index + 1);
            const changed = { ...headers, [header]: other };
            return other !== value && connector.inbound.verify(deliver(changed), [secret]).trusted;
          }),
        )
          .flat()
          .filter(Boolean),
      );

      // Assess
      expect(accepted).toEqual([]);
    });

    it.each(['', 'a', 'ä', 'x'.repeat(10_000), '=', '\u0000'])(
      'refuses a signature of another length or alphabet without throwing: %j',
      (signature) => {
        // Act
        const headers = suite.withSignature(suite.sign(body, secret, signedAt), signature);
        const verdict = connector.inbound.verify(deliver(headers), [secret]);

        // Assess
        expect(verdict.trusted).toBe(false);
      },
    );

    it('refuses a delivery without proof', () => {
      // Act
      const verdict = connector.inbound.verify(deliver({}), [secret]);

      // Assess
      expect(verdict).toEqual({ trusted: false, why: 'no-proof' });
    });

    it('refuses times that are too old, too far ahead or no time at all', () => {
      // Act
      const verdicts = [
        suite.sign(body, secret, '2026-01-08T08:21:08Z'),
        suite.sign(body, secret, '2026-01-09T08:26:10Z'),
        suite.signWithGarbageTime(body, secret),
      ].map((headers) => connector.inbound.verify(deliver(headers), [secret]));

      // Assess
      expect(verdicts).toEqual([
        { trusted: false, why: 'outside-window' },
        { trusted: false, why: 'outside-window' },
        { trusted: false, why: 'malformed' },
      ]);
    });
  });

  describe('decode and interpret', () => {
    it.each(['', 'null', '[]', '{', '<html>', '"text"'])(
      'answers %j with problems, not an exception',
      (text) => {
        // Act
        const decoded = connector.inbound.decode(deliver({}, Buffer.from(text)));

        // Assess
        expect(decoded.ok).toBe(false);
      },
    );

    it('names what is missing by its path', () => {
      // Act
      const decoded = connector.inbound.decode(deliver({}, Buffer.from(suite.incomplete.body)));

      // Assess
      expect(!decoded.ok && decoded.error.map((problem) => problem.path)).toEqual([suite.incomplete.path]);
    });

    it('gives the account that the signed body names', () => {
      // Act
      const decoded = connector.inbound.decode(deliver({}));

      // Assess
      expect(decoded.ok && decoded.value.account).toBe(suite.account);
    });

    it('understands what is odd but genuine', () => {
      // Act
      const kinds = suite.oddButGenuine.map((text) => interpret(text).kind);

      // Assess
      expect(kinds).toEqual(suite.oddButGenuine.map(() => 'message'));
    });

    it('drops our own note', () => {
      // Act
      const meaning = interpret(suite.ownEcho);

      // Assess
      expect(meaning).toMatchObject({ kind: 'skipped', reason: 'own-echo' });
    });

    it('skips what asks nothing of us', () => {
      // Act
      const meaning = interpret(suite.somethingElse);

      // Assess
      expect(meaning).toMatchObject({ kind: 'skipped', reason: 'unknown-event' });
    });

    it('gives the same delivery the same meaning twice, and two messages two names', () => {
      // Prepare
      const [one, two] = suite.messageIds ?? ['11', '12'];

      // Act
      const [first, again, other] = [one, one, two].map((id) => interpret(suite.customerMessage('Hola', id)));

      // Assess
      expect(again).toEqual(first);
      expect(other?.kind === 'message' && other.message.message).toBe(two);
    });

    it.each([
      ['emoji', '🙏🏽 👨‍👩‍👧'],
      ['right-to-left', 'أين طلبي؟ #123'],
      ['quotes, backslashes and control characters', '"\\ \u0001 \u2028 {{ticket.id}}'],
      ['60 kB', 'é'.repeat(30_000)],
    ])('brings %s through without loss', (_, text) => {
      // Act
      const meaning = interpret(suite.customerMessage(text));

      // Assess
      expect(meaning.kind === 'message' && meaning.message.content.text).toBe(text);
    });
  });

  describe('apply', () => {
    it.each(answerNames)('has the outcome of the table for %s', async (answerName) => {
      // Prepare
      const { reply, outcome } = suite.outcomes[answerName];
      server = await startScriptedServer({ ...suite.otherReplies, [suite.update]: [reply] });
      const client = connector.connect(suite.settings(server.url), {
        http: fetchSend,
        now: () => now,
        random: () => 0.5,
        apiSecret: async () => suite.apiSecret,
      });

      // Act
      const result = await client.apply(suite.write, { priorAttempt: 'none' });

      // Assess
      expect(result).toMatchObject(outcome);
    });

    it('is unavailable where nobody listens', async () => {
      // Prepare
      const gone = await startScriptedServer({});
      await gone.stop();
      const client = connector.connect(suite.settings(gone.url), {
        http: fetchSend,
        now: () => now,
        random: () => 0.5,
        apiSecret: async () => suite.apiSecret,
      });

      // Act
      const result = await client.apply(suite.write, { priorAttempt: 'none' });

      // Assess
      expect(result).toEqual({ kind: 'unavailable', status: null });
    });
  });

  describe('keeps what the README says', () => {
    it.each(aspects.map((aspect) => [`${aspect}: ${suite.cells[aspect].says}`, suite.cells[aspect].proof]))(
      '%s',
      async (_, proof) => {
        await proof();
      },
    );
  });

  it('has recorded data without cookies, bearer tokens or addresses of people', () => {
    // Act
    const offending = readdirSync(suite.fixtures, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.json'))
      .filter((path) => {
        const text = readFileSync(join(suite.fixtures, path), 'utf8');
        const addresses = text.match(/[\w.+-]+@[\w.-]+\w/g) ?? [];
        return (
          /cookie|bearer [a-z0-9]|basic [a-z0-9]/i.test(text) ||
          addresses.some((address) => !/@example\.(com|org)$/.test(address))
        );
      });

    // Assess
    expect(offending).toEqual([]);
  });
});
