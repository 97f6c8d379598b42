import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { NotConfiguredError } from '../../../../connectors/contract.ts';
import { messageEnriched } from '../../../../events/message-enriched.v1.ts';
import { PublishError } from '../../../../functions/_shared/errors.ts';
import { endedOnArrival } from '../../../../functions/_shared/inbound/ending.ts';
import { metricNames } from '../../../../functions/_shared/metric-names.ts';
import { createRuntime, endedRecordOf } from '../../../../functions/_shared/runtime.ts';
import { withTrace } from '../../../../functions/_shared/trace.ts';
import { anEnrichedMessage } from '../../../support/factories.ts';

const secrets = [
  'Hola, mi tarjeta es 4111',
  'Paquete perdido',
  'ana@example.com',
  'Bearer eyJhbGciOi.secret',
  'hunter2 hunter2',
];
const [text, subject, email, token, password] = secrets as [string, string, string, string, string];

let written: string[] = [];
beforeEach(() => {
  written = [];
  const capture = (chunk: string | Uint8Array) => {
    written.push(String(chunk));
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(capture);
  vi.spyOn(process.stderr, 'write').mockImplementation(capture);
});
afterEach(() => vi.restoreAllMocks());

const lines = () =>
  written
    .join('')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
const logLines = () => lines().filter((line) => !('_aws' in line));
const metricLines = () => lines().filter((line) => '_aws' in line);

function expectNoSecret() {
  const output = written.join('');
  expect(output).not.toBe('');
  for (const secret of secrets) {
    expect(output).not.toContain(secret);
    expect(output).not.toContain(JSON.stringify(secret).slice(1, -1));
  }
}

describe('the shipped logger', () => {
  test('writes the ended record with ids at the top level, and nothing that a customer wrote', async () => {
    // Prepare
    const runtime = createRuntime('write-back', 'prod');
    const event = anEnrichedMessage({
      text,
      subjectTranslation: subject,
      translation: { text, source: 'es', target: 'en', terms: [{ source: password, target: email }] },
      author: { id: email, role: 'requester' },
      customerKey: `zendesk:22129848:${email}`,
    });

    // Act
    await withTrace('Root=1-67891233-abcdef012345678912345678;Sampled=1', async () => {
      const record = endedRecordOf(event, { outcome: 'delivered', reason: null });
      runtime.logEnded({ ...event, ...record } as typeof record);
    });

    // Assess
    expect(logLines()).toHaveLength(1);
    expect(logLines()[0]).toMatchObject({
      level: 'INFO',
      service: 'write-back',
      message: 'ended',
      outcome: 'delivered',
      reason: null,
      eventId: event.eventId,
      correlationId: event.correlationId,
      connector: 'zendesk',
      account: '22129848',
      ticket: '5158',
      messageId: '8447388090777',
      traceId: '1-67891233-abcdef012345678912345678',
    });
    expectNoSecret();
  });

  test('replaces an id that does not look like one', () => {
    // Prepare
    const runtime = createRuntime('ingest', 'prod');
    const event = anEnrichedMessage({ ticket: text, message: email, account: token });

    // Act
    runtime.logEnded(endedRecordOf(event, { outcome: 'skipped', reason: password }), {
      language: text,
      intent: email,
    });

    // Assess
    expect(logLines()[0]).toMatchObject({
      ticket: 'unloggable',
      messageId: 'unloggable',
      account: 'unloggable',
      reason: 'unloggable',
    });
    expectNoSecret();
  });

  test.each([
    ['a plain error', () => new Error(text)],
    [
      'an error whose stack repeats the text over several lines',
      () => new Error(`${text}\n    at ${password}\n${email}`),
    ],
    [
      'a chain of causes',
      () => new Error(text, { cause: new TypeError(token, { cause: new Error(email) }) }),
    ],
    ['the parser’s own complaint', () => catchOf(() => JSON.parse(`${password} is not JSON`))],
    [
      'an AWS error that carries the request',
      () =>
        Object.assign(new Error(text), {
          $metadata: { httpStatusCode: 400 },
          $response: { body: text, headers: { authorization: token } },
          input: { Text: text },
        }),
    ],
    [
      'an error with a text for a name and a code',
      () => Object.assign(new Error(text), { name: email, code: password }),
    ],
    ['several errors in one', () => new AggregateError([new Error(text), new Error(email)], token)],
    ['a thrown string', () => text],
    [
      'a thrown object',
      () => ({ message: text, stack: token, cause: { message: email, toJSON: () => password } }),
    ],
    [
      'an event that has not the shape of its contract',
      () => catchOf(() => messageEnriched.parse({ text, language: { code: text } })),
    ],
  ])('says nothing of the text in %s', (_case, make) => {
    // Prepare
    const runtime = createRuntime('enrich', 'prod');

    // Act
    runtime.logProblem({ code: 'record-failed', level: 'error', error: make(), ids: { ticket: text } });

    // Assess
    expect(logLines()).toHaveLength(1);
    expectNoSecret();
  });

  test('says what helps of a foreign error: name, code, status, place, and the same of its cause', () => {
    // Prepare
    const runtime = createRuntime('enrich', 'prod');
    const cause = Object.assign(new Error(text), { code: 'ECONNRESET' });
    const error = Object.assign(new Error(text, { cause }), {
      name: 'ThrottlingException',
      $metadata: { httpStatusCode: 429 },
    });

    // Act
    runtime.logProblem({ code: 'record-failed', level: 'warn', error, ids: { queueMessageId: 'a-1' } });

    // Assess
    expect(logLines()[0]).toMatchObject({
      level: 'WARN',
      message: 'record-failed',
      queueMessageId: 'a-1',
      problem: {
        name: 'ThrottlingException',
        status: 429,
        frames: [expect.stringMatching(/^runtime\.test\.ts:\d+:\d+$/), ...Array(4).fill(expect.anything())],
        cause: { name: 'Error', code: 'ECONNRESET' },
      },
    });
    expect(logLines()[0].problem).not.toHaveProperty('message');
  });

  test('keeps the wording of our own errors, not of what caused them', () => {
    // Prepare
    const runtime = createRuntime('ingest', 'prod');
    const error = new PublishError([{ eventId: 'e-1', code: 'MalformedDetail' }], { cause: new Error(text) });

    // Act
    runtime.logProblem({ code: 'publish-failed', level: 'error', error });
    runtime.logProblem({
      code: 'no-secret',
      level: 'error',
      error: new NotConfiguredError('clientId: missing'),
    });

    // Assess
    expect(logLines().map(({ problem }) => problem.message)).toEqual([
      'Not published: e-1 (MalformedDetail)',
      'clientId: missing',
    ]);
    expectNoSecret();
  });
});

describe('the shipped metrics', () => {
  test('have the connector as their only dimension, and codes as properties', () => {
    // Prepare
    const runtime = createRuntime('write-back', 'prod');

    // Act
    runtime.duration(metricNames.timeToNote, 1234, 'zendesk', undefined, {
      language: 'es',
      sentiment: 'NEGATIVE',
    });

    // Assess
    expect(metricLines()).toMatchObject([
      {
        _aws: {
          CloudWatchMetrics: [
            {
              Namespace: 'Dragoman/prod',
              Dimensions: [['connector']],
              Metrics: [{ Name: 'TimeToNote', Unit: 'Milliseconds' }],
            },
          ],
        },
        connector: 'zendesk',
        TimeToNote: 1234,
        language: 'es',
        sentiment: 'NEGATIVE',
      },
    ]);
    expect(metricLines()[0]).not.toHaveProperty('service');
  });

  test('carry nothing over from one to the next', () => {
    // Prepare
    const runtime = createRuntime('enrich', 'prod');

    // Act
    runtime.duration(metricNames.stepLatency, 20, 'zendesk', 'translate', { language: 'es' });
    runtime.count(metricNames.received, 1, 'zendesk');

    // Assess
    const dimensions = metricLines().map((line) => line._aws.CloudWatchMetrics[0].Dimensions);
    expect(dimensions).toEqual([[['connector', 'step']], [['connector']]]);
    expect(metricLines()[1]).not.toHaveProperty('language');
    expect(metricLines()[1]).not.toHaveProperty('StepLatency');
  });

  test.each([
    ['delivered', 'MessagesDelivered'],
    ['skipped', 'MessagesSkipped'],
    ['parked', 'MessagesParked'],
    ['refused', 'DeliveriesRefused'],
  ] as const)('count each message that ends as %s', (outcome, name) => {
    // Act
    createRuntime('enrich', 'prod').logEnded(
      endedRecordOf(anEnrichedMessage(), { outcome, reason: 'duplicate' }),
    );

    // Assess
    expect(metricLines()).toMatchObject([{ [name]: 1, connector: 'zendesk', reason: 'duplicate' }]);
  });

  test('count apart what was skipped on arrival: it was never received as a message', () => {
    // Act
    createRuntime('ingest', 'prod').logEnded(
      endedOnArrival(
        { outcome: 'skipped', reason: 'own-echo' },
        { connector: 'zendesk', account: '22129848' },
        null,
      ),
    );

    // Assess
    expect(metricLines()).toMatchObject([{ DeliveriesSkipped: 1, connector: 'zendesk', reason: 'own-echo' }]);
    expect(metricLines()[0]).not.toHaveProperty('MessagesSkipped');
  });
});

function catchOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('It did not throw');
}
