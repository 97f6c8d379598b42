import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type {
  Connector,
  DecodedDelivery,
  Interpretation,
  RawDelivery,
} from '../../../../connectors/contract.ts';
import type { TicketFacts } from '../../../../events/message-received.v1.ts';
import { PublishError } from '../../../../functions/_shared/errors.ts';
import type { Secret } from '../../../../functions/_shared/secrets.ts';
import { createHandler } from '../../../../functions/ingest/handler.ts';
import { anAccount } from '../../../support/factories.ts';
import { aConnector } from '../../../support/helpdesk-double.ts';
import { recordedBus, recordedRuntime } from '../../../support/recorders.ts';

const ticketFacts: TicketFacts = {
  subject: 'Paquete perdido',
  status: 'open',
  priority: null,
  channel: 'email',
  tags: [],
  brand: 'b1',
  group: 'g1',
  form: null,
  requester: '7001',
  requesterLocale: null,
};
const place = { ticket: '35', message: '901', occurredAt: '2026-01-09T08:21:07Z' };
const message: Interpretation = {
  kind: 'message',
  message: {
    ...place,
    ticketFacts,
    content: {
      author: { id: '7002', role: 'participant' },
      text: 'Hola',
      html: null,
      attachmentCount: 2,
      channel: 'email',
      isFirst: false,
      machineMade: null,
    },
  },
};

/** Signs like the handbook: hex of HMAC-SHA256 over the raw body. */
const sign = (body: string | Buffer, secret: string) =>
  createHmac('sha256', secret).update(body).digest('hex');

/** A tool that signs as above and means what the test says. */
function signingConnector(meant: Interpretation, account: string | null = '22129848'): Connector {
  return aConnector({
    inbound: {
      verify: ({ headers, body }: RawDelivery, secrets) => {
        if (headers['x-signed-at'] === 'long ago') return { trusted: false, why: 'outside-window' };
        const signature = headers['x-signature'];
        if (signature === undefined) return { trusted: false, why: 'no-proof' };
        const secretIndex = secrets.findIndex((secret) => sign(Buffer.from(body), secret) === signature);
        return secretIndex === -1 ? { trusted: false, why: 'mismatch' } : { trusted: true, secretIndex };
      },
      decode: ({ body }) => {
        const text = Buffer.from(body).toString('utf8');
        if (!text.startsWith('{"ok"')) {
          return { ok: false, error: [{ path: 'event.comment.id', expected: 'a string' }] };
        }
        const value: DecodedDelivery = { account, interpret: () => meant };
        return { ok: true, value };
      },
    },
  });
}

const goodBody = '{"ok":"ñ"}';
function request(changes: Record<string, unknown> = {}, headers: Record<string, string> = {}) {
  return {
    body: goodBody,
    isBase64Encoded: false,
    pathParameters: { connector: 'zendesk', account: '22129848' },
    ...changes,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-signature': sign(goodBody, 's-new'),
      'x-amzn-trace-id': 'Root=1-67891233-abcdef012345678912345678',
      ...headers,
    },
  };
}

type Secrets = Secret<{ signingSecrets: string[] }>;
function setUp(
  options: {
    meant?: Interpretation;
    account?: string | null;
    secret?: Secrets;
    secretAnew?: Secrets;
    readSecret?: () => Promise<Secrets>;
    connector?: Connector;
  } = {},
) {
  const bus = recordedBus();
  const runtime = recordedRuntime();
  const read: string[] = [];
  const secret: Secrets = options.secret ?? { kind: 'value', value: { signingSecrets: ['s-new', 's-old'] } };
  let fireDeadline = () => {};
  const handler = createHandler({
    runtime,
    invocationTraceHeader: () => 'Root=1-invocation',
    startTimer: (ms) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      fireDeadline = () => {
        read.push(`deadline ${ms}`);
        resolve();
      };
      return { fired: promise, stop: () => {} };
    },
    receive: {
      stage: 'test',
      accounts: [
        anAccount({ agentLanguages: { default: 'en', groups: { g1: 'de' }, brands: {} } }),
        anAccount({ connector: 'absent', account: '1' }),
      ],
      maxBodyBytes: 64,
      connectorNamed: (name) =>
        name === 'zendesk'
          ? (options.connector ?? signingConnector(options.meant ?? message, options.account))
          : undefined,
      webhookSecrets: {
        read: async (name) => {
          read.push(name);
          return options.readSecret ? options.readSecret() : secret;
        },
        readAnew: async (name) => {
          read.push(`${name} anew`);
          return options.secretAnew ?? secret;
        },
      },
      bus,
      now: () => new Date('2026-01-09T08:22:00Z'),
    },
  });
  return { handler, bus, runtime, read, fireDeadline: () => fireDeadline() };
}

describe('a webhook delivery', () => {
  test('that is genuine becomes an event with the agents’ language and the author as customer', async () => {
    // Prepare
    const { handler, bus, runtime } = setUp();

    // Act
    const answer = await handler(request());

    // Assess
    expect(answer).toMatchObject({ statusCode: 202, body: '{"accepted":1}' });
    expect(bus.details()).toMatchObject([
      {
        type: 'message.received.v1',
        origin: 'webhook',
        connector: 'zendesk',
        account: '22129848',
        ticket: '35',
        message: '901',
        occurredAt: '2026-01-09T08:21:07Z',
        attempt: 1,
        causationId: null,
        conversationKey: 'zendesk:22129848:35',
        customerKey: 'zendesk:22129848:7002',
        agentLanguage: 'de',
        ticketFacts: { requester: '7001' },
        content: { kind: 'complete', text: 'Hola', attachmentCount: 2 },
      },
    ]);
    expect(runtime.counts).toMatchObject([{ name: 'MessagesReceived', connector: 'zendesk' }]);
    expect(runtime.ended).toEqual([]);
  });

  test('delivered twice becomes the same event, byte for byte', async () => {
    // Prepare
    const { handler, bus } = setUp();

    // Act
    await handler(request());
    await handler(request({}, { 'x-amzn-trace-id': 'Root=1-other' }));

    // Assess
    expect(bus.published[0]).toEqual(bus.published[1]);
  });

  test('that only hints at a message becomes a hint of the requester’s', async () => {
    // Prepare
    const hint: Interpretation = {
      kind: 'hint',
      hint: { ...place, message: 'first:35', ticketFacts, about: 'first-message' },
    };
    const { handler, bus } = setUp({ meant: hint });

    // Act
    const answer = await handler(request());

    // Assess
    expect(answer.statusCode).toBe(202);
    expect(bus.details()).toMatchObject([
      {
        message: 'first:35',
        customerKey: 'zendesk:22129848:7001',
        content: { kind: 'hint', about: 'first-message' },
      },
    ]);
  });

  test('of an agent’s doing becomes a command without a customer', async () => {
    // Prepare
    const command: Interpretation = {
      kind: 'command',
      command: {
        ...place,
        message: 'field:01',
        ticketFacts,
        actor: '5',
        command: { name: 'field-edited', field: 'language', value: 'pt' },
      },
    };
    const { handler, bus } = setUp({ meant: command });

    // Act
    await handler(request());

    // Assess
    expect(bus.details()).toMatchObject([
      {
        type: 'agent.command.v1',
        actor: '5',
        customerKey: null,
        command: { field: 'language', value: 'pt' },
      },
    ]);
  });

  test('that asks nothing of us is taken, and its end is logged with the reason', async () => {
    // Prepare
    const { handler, bus, runtime } = setUp({ meant: { kind: 'skipped', reason: 'own-echo', place } });

    // Act
    const answer = await handler(request());

    // Assess
    expect(answer).toMatchObject({ statusCode: 202, body: '{"accepted":0,"skipped":"own-echo"}' });
    expect(bus.published).toEqual([]);
    expect(runtime.ended).toEqual([
      {
        message: 'ended',
        outcome: 'skipped',
        reason: 'own-echo',
        eventId: null,
        correlationId: null,
        connector: 'zendesk',
        account: '22129848',
        ticket: '35',
        messageId: '901',
        traceId: '1-67891233-abcdef012345678912345678',
      },
    ]);
  });

  test('is checked over the bytes that came, not over the text that the gateway made of them', async () => {
    // Prepare
    const { handler } = setUp();
    const body = Buffer.from(goodBody).toString('base64');

    // Act
    const answer = await handler(request({ body, isBase64Encoded: true }));

    // Assess
    expect(answer.statusCode).toBe(202);
  });

  test('signed with a secret that was rotated a moment ago is taken after one look at the new secret', async () => {
    // Prepare
    const old: Secrets = { kind: 'value', value: { signingSecrets: ['s-before'] } };
    const anew: Secrets = { kind: 'value', value: { signingSecrets: ['s-new'] } };
    const { handler, read } = setUp({ secret: old, secretAnew: anew });

    // Act
    const answer = await handler(request());

    // Assess
    expect(answer.statusCode).toBe(202);
    expect(read).toEqual([
      'dragoman/test/zendesk/22129848/webhook',
      'dragoman/test/zendesk/22129848/webhook anew',
    ]);
  });

  test('without any trace header of its own is traced as the invocation', async () => {
    // Prepare
    const { handler, runtime } = setUp({ meant: { kind: 'skipped', reason: 'private', place: null } });
    const { 'x-amzn-trace-id': _dropped, ...headers } = request().headers;

    // Act
    await handler({ ...request(), headers });

    // Assess
    expect(runtime.ended[0]?.traceId).toBe('1-invocation');
  });
});

describe('a delivery that is refused', () => {
  const other: Secrets = { kind: 'value', value: { signingSecrets: ['other'] } };
  const badBody = '{"no":1}';
  const notJson = 'Hola {"ok"';
  test.each([
    ['above the size limit', request({ body: 'x'.repeat(65) }), {}, 413, 'too-large'],
    [
      'above the size limit in base64',
      request({ body: Buffer.alloc(65).toString('base64'), isBase64Encoded: true }),
      {},
      413,
      'too-large',
    ],
    ['of another media type', request({}, { 'content-type': 'text/plain' }), {}, 415, 'wrong-media-type'],
    [
      'of an account that is not in the settings',
      request({ pathParameters: { connector: 'zendesk', account: '1' } }),
      {},
      404,
      'unknown-account',
    ],
    [
      'of a tool that is not known',
      request({ pathParameters: { connector: 'absent', account: '1' } }),
      {},
      404,
      'unknown-account',
    ],
    ['without a path', request({ pathParameters: undefined }), {}, 404, 'unknown-account'],
    ['with a wrong signature', request(), { secret: other }, 401, 'bad-signature'],
    ['without a signature', request({}, { 'x-signature': '' }), { secret: other }, 401, 'bad-signature'],
    ['with a signature of last week', request({}, { 'x-signed-at': 'long ago' }), {}, 401, 'stale-timestamp'],
    [
      'without a body',
      request({ body: undefined }, { 'x-signature': sign('', 's-new') }),
      {},
      400,
      'not-json',
    ],
    [
      'that is not JSON',
      request({ body: notJson }, { 'x-signature': sign(notJson, 's-new') }),
      {},
      400,
      'not-json',
    ],
    [
      'of another shape',
      request({ body: badBody }, { 'x-signature': sign(badBody, 's-new') }),
      {},
      400,
      'bad-shape',
    ],
    ['signed for another account', request(), { account: '666' }, 400, 'account-mismatch'],
    [
      'while the account has no secret',
      request(),
      { secret: { kind: 'not-configured', why: 'no-value' } as Secrets },
      409,
      'not-configured',
    ],
  ])('%s gets its own answer and its own reason', async (_case, given, options, status, reason) => {
    // Prepare
    const { handler, bus, runtime } = setUp(options);

    // Act
    const answer = await handler(given);

    // Assess
    expect(answer.statusCode).toBe(status);
    expect(runtime.ended).toMatchObject([{ outcome: 'refused', reason, eventId: null }]);
    expect(bus.published).toEqual([]);
  });

  test('does not make a metric of whatever name stands in its path', async () => {
    // Prepare
    const { handler, runtime } = setUp();

    // Act
    await handler(request({ pathParameters: { connector: 'x'.repeat(30), account: '1' } }));

    // Assess
    expect(runtime.ended).toMatchObject([{ connector: 'unknown', account: '1', reason: 'unknown-account' }]);
  });

  test('is told what was expected and where, never what it sent', async () => {
    // Prepare
    const body = '{"secret":"Hola"}';
    const { handler } = setUp();

    // Act
    const answer = await handler(request({ body }, { 'x-signature': sign(body, 's-new') }));

    // Assess
    expect(JSON.parse(answer.body)).toEqual({
      error: 'The body is not of the expected shape',
      problems: [{ path: 'event.comment.id', expected: 'a string' }],
    });
  });

  test('for its proof does not learn what was wrong with it', async () => {
    // Prepare
    const secret: Secrets = { kind: 'value', value: { signingSecrets: ['other'] } };

    // Act
    const wrong = await setUp({ secret }).handler(request());
    const stale = await setUp().handler(request({}, { 'x-signed-at': 'long ago' }));

    // Assess
    expect(wrong).toEqual(stale);
  });

  test('is not read before it is trusted', async () => {
    // Prepare
    let decoded = 0;
    const connector = aConnector({
      inbound: {
        decode: () => {
          decoded += 1;
          return { ok: false, error: [] };
        },
      },
    });

    // Act
    const answer = await setUp({ connector }).handler(request());

    // Assess
    expect(answer.statusCode).toBe(401);
    expect(decoded).toBe(0);
  });
});

describe('a fault of ours', () => {
  test('on the bus is answered so that the vendor tries again', async () => {
    // Prepare
    const { handler, bus, runtime } = setUp();
    bus.failures.push(new PublishError([{ eventId: 'e', code: 'RequestFailed' }]));

    // Act
    const answer = await handler(request());

    // Assess
    expect(answer.statusCode).toBe(409);
    expect(runtime.ended).toMatchObject([{ outcome: 'refused', reason: 'publish-failed' }]);
    expect(runtime.problems).toMatchObject([{ code: 'publish-failed', level: 'error' }]);
  });

  test('that nobody thought of is answered so too', async () => {
    // Prepare
    const { handler, runtime } = setUp({
      readSecret: async () => {
        throw new Error('AccessDenied');
      },
    });

    // Act
    const answer = await handler(request());

    // Assess
    expect(answer.statusCode).toBe(409);
    expect(runtime.ended).toMatchObject([{ outcome: 'refused', reason: 'unexpected' }]);
    expect(runtime.problems).toHaveLength(1);
  });

  test('of a connector that throws is answered so too', async () => {
    // Prepare
    const connector = aConnector({
      inbound: {
        verify: () => {
          throw new Error('bug');
        },
      },
    });

    // Act
    const answer = await setUp({ connector }).handler(request());

    // Assess
    expect(answer.statusCode).toBe(409);
  });

  test('that lasts is answered after seven seconds', async () => {
    // Prepare
    const { handler, runtime, read, fireDeadline } = setUp({ readSecret: () => new Promise(() => {}) });

    // Act
    const answering = handler(request());
    fireDeadline();
    const answer = await answering;

    // Assess
    expect(answer.statusCode).toBe(409);
    expect(read).toContain('deadline 7000');
    expect(runtime.ended).toMatchObject([{ outcome: 'refused', reason: 'timeout' }]);
  });

  test('a missing secret is counted, so that an alarm can tell a person', async () => {
    // Prepare
    const { handler, runtime } = setUp({ secret: { kind: 'not-configured', why: 'no-value' } });

    // Act
    await handler(request());

    // Assess
    expect(runtime.counts).toMatchObject([{ name: 'AccountNotConfigured', connector: 'zendesk' }]);
  });
});
