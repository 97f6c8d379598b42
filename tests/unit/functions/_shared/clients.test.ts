import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RecognizeTextCommand } from '@aws-sdk/client-lex-runtime-v2';
import { TranslateTextCommand } from '@aws-sdk/client-translate';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { lexClient, translateClient } from '../../../../functions/_shared/clients.ts';
import { dynamoDbClient } from '../../../../functions/_shared/dynamo.ts';
import { currentTraceHeader, tracedHttp, withTrace } from '../../../../functions/_shared/trace.ts';

let server: Server;
let requests: IncomingMessage[] = [];
let answer: string | null = '{}';
beforeEach(async () => {
  requests = [];
  answer = '{}';
  server = createServer((request, response) => {
    requests.push(request);
    request.resume().on('end', () => {
      if (answer === 'half') response.writeHead(200, { 'content-length': '100' }).write('{');
      else if (answer !== null) response.end(answer);
    });
  });
  // However long a busy machine takes from one call to the next.
  server.keepAliveTimeout = 300_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${port}`);
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const traceOf = (request: IncomingMessage | undefined) => request?.headers['x-amzn-trace-id'];
const translate = (Text: string) =>
  new TranslateTextCommand({ Text, SourceLanguageCode: 'es', TargetLanguageCode: 'en' });

/** One whose calls go over a connection that stands, so that the time limit for connecting plays no part. */
async function connectedClient() {
  await translateClient().send(translate('Hola'));
  return translateClient({ maxAttempts: 1 });
}

describe('the AWS clients', () => {
  test('carry the trace of the work that runs, each its own, also side by side', async () => {
    // Prepare
    const client = translateClient();
    const call = (root: string) => withTrace(`Root=${root}`, () => client.send(translate(root)));

    // Act
    await Promise.all(['1-a', '1-b', '1-c'].map(call));

    // Assess
    expect(requests.map(traceOf).sort()).toEqual(['Root=1-a', 'Root=1-b', 'Root=1-c']);
  });

  test('put it in the place of the header that the SDK takes from the invocation', async () => {
    // Prepare
    vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', 'enrich');
    vi.stubEnv('_X_AMZN_TRACE_ID', 'Root=1-invocation');

    // Act
    await withTrace('Root=1-record', () =>
      dynamoDbClient().send(new GetCommand({ TableName: 'ledger', Key: { pk: 'a' } })),
    );

    // Assess
    expect(traceOf(requests[0])).toBe('Root=1-record');
  });

  test('speak HTTP/1.1 with Lex too, over one connection', async () => {
    // Prepare
    const client = lexClient();
    const ask = () =>
      client.send(
        new RecognizeTextCommand({
          botId: 'B',
          botAliasId: 'A',
          localeId: 'en_US',
          sessionId: 's-1',
          text: 'Hi',
        }),
      );

    // Act
    await ask();
    await ask();

    // Assess
    expect(requests.map(({ httpVersion }) => httpVersion)).toEqual(['1.1', '1.1']);
    expect(new Set(requests.map(({ socket }) => socket.remotePort)).size).toBe(1);
  });

  test('give up on a service that does not answer within three seconds', async () => {
    // Prepare
    const client = await connectedClient();
    answer = null;

    // Act
    const calling = client.send(translate('Hola'));

    // Assess
    await expect(calling).rejects.toMatchObject({
      name: 'TimeoutError',
      message: expect.stringContaining('3000 ms'),
    });
  });
});

describe('an answer that stops half-way', () => {
  test('is given up on after three seconds of silence', async () => {
    // Prepare
    const client = await connectedClient();
    answer = 'half';

    // Act
    const calling = client.send(translate('Hola'));

    // Assess
    await expect(calling).rejects.toThrow('3000 ms');
  });
});

describe('a trace header from outside', () => {
  test.each([
    ['that is longer than PutEvents takes', `Root=1-a;Parent=${'b'.repeat(500)}`],
    ['that has no root', 'Sampled=1'],
    ['that is no header at all', 'Root=1-a\r\nx: y'],
  ])('%s is not carried', async (_case, header) => {
    expect(await withTrace(header, async () => currentTraceHeader())).toBeNull();
  });
});

describe('requests to a helpdesk', () => {
  test('carry the trace of the work that runs, if there is one', async () => {
    // Prepare
    const seen: unknown[] = [];
    const send = tracedHttp(async ({ headers }) => {
      seen.push(headers);
      return { kind: 'no-answer', why: 'network' };
    });
    const request = {
      method: 'GET',
      url: 'https://x.example.com',
      headers: { accept: 'a' },
      timeoutMs: 1,
    } as const;

    // Act
    await withTrace('Root=1-record', () => send(request));
    await send(request);

    // Assess
    expect(seen).toEqual([{ accept: 'a', 'x-amzn-trace-id': 'Root=1-record' }, { accept: 'a' }]);
  });
});
