import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { parseFaults } from '../../../../infra/local/faults.ts';
import type { LocalStack, LocalStackOptions } from '../../../../infra/local/stack.ts';
import { bundleFixtures, entryOf, smallTemplate, startSmallStack } from '../../../support/small-stack.ts';

let assets: Awaited<ReturnType<typeof bundleFixtures>>;
let stack: LocalStack | undefined;

beforeAll(async () => {
  assets = await bundleFixtures();
});
afterEach(async () => {
  await stack?.stop();
  stack = undefined;
});
afterAll(() => assets.remove());

async function start(options: Partial<LocalStackOptions> = {}): Promise<LocalStack> {
  stack = await startSmallStack({ template: smallTemplate(), assetsFolder: assets.assetsFolder, ...options });
  return stack;
}

const post = (url: string, body: string, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });

test('a request reaches the function in payload format 2.0 and its answer comes back', async () => {
  // Prepare
  const { apiUrl, outputs } = await start();
  // Act
  const response = await post(`${apiUrl}/hooks/a%20b?x=1&x=2`, '{"ä":1}', { 'X-Sent': 'here' });
  // Assess
  expect(response.status).toBe(207);
  expect(response.headers.get('x-seen')).toBe('yes');
  expect(response.headers.get('set-cookie')).toBe('a=1');
  const traceId = response.headers.get('x-local-trace-id');
  expect(traceId).toMatch(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/);
  const { event, context } = (await response.json()) as { event: any; context: any };
  expect(event).toMatchObject({
    version: '2.0',
    routeKey: 'POST /hooks/{tool}',
    rawPath: '/hooks/a%20b',
    rawQueryString: 'x=1&x=2',
    queryStringParameters: { x: '1,2' },
    pathParameters: { tool: 'a b' },
    headers: { 'x-sent': 'here', 'content-type': 'application/json', 'x-amzn-trace-id': `Root=${traceId}` },
    requestContext: {
      requestId: response.headers.get('apigw-requestid'),
      stage: '$default',
      accountId: '000000000000',
      http: { method: 'POST', path: '/hooks/a%20b', protocol: 'HTTP/1.1' },
    },
    body: '{"ä":1}',
    isBase64Encoded: false,
  });
  expect(context).toMatchObject({ functionName: 'small-worker', memoryLimitInMB: '256' });
  expect(outputs.Url).toBe(apiUrl);
});

test('a body that is not text reaches the function as base64', async () => {
  // Prepare
  const { apiUrl } = await start();
  // Act
  const response = await post(`${apiUrl}/hooks/x`, 'abc', { 'content-type': 'application/octet-stream' });
  // Assess
  const { event } = (await response.json()) as { event: any };
  expect(event).toMatchObject({ body: 'YWJj', isBase64Encoded: true });
});

test('a request is journalled under its own trace, with the invocation that it caused', async () => {
  // Prepare
  const { apiUrl, journal } = await start();
  // Act
  const response = await post(`${apiUrl}/hooks/x`, '{}');
  // Assess
  const traceId = response.headers.get('x-local-trace-id') ?? '';
  expect(journal.entries().filter(entryOf('http-request'))).toMatchObject([
    { method: 'POST', path: '/hooks/x', status: 207, traceId },
  ]);
  expect(journal.entries().filter(entryOf('invocation'))).toMatchObject([{ result: 'ok', traceId }]);
});

test.each([
  { what: 'path', method: 'POST', path: '/other', status: 404 },
  { what: 'method', method: 'GET', path: '/hooks/x', status: 404 },
])('a request for an unknown $what is not found', async ({ method, path, status }) => {
  // Prepare
  const { apiUrl } = await start();
  // Act
  const response = await fetch(`${apiUrl}${path}`, { method });
  // Assess
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ message: 'Not Found' });
});

test('a body above 10 MB is refused with 413', async () => {
  // Prepare
  const { apiUrl } = await start();
  // Act
  const response = await post(`${apiUrl}/hooks/x`, 'x'.repeat(10 * 1024 * 1024 + 1));
  // Assess
  expect(response.status).toBe(413);
});

test('without a permission the API may not call the function, and the journal names the action', async () => {
  // Prepare
  const template = smallTemplate();
  template.Resources.Permission.Properties.SourceArn['Fn::Sub'] =
    'arn:aws:execute-api:eu-central-1:000000000000:another/*/*';
  const { apiUrl, journal } = await start({ template });
  // Act
  const response = await post(`${apiUrl}/hooks/x`, '{}');
  // Assess
  expect(response.status).toBe(500);
  const [note] = journal.entries().filter(entryOf('runner'));
  expect(note?.text).toContain('AccessDeniedException');
  expect(note?.text).toContain('lambda:InvokeFunction');
});

test('a function that fails is a 500', async () => {
  // Prepare
  const template = smallTemplate();
  template.Resources.Worker.Properties.Code.S3Key = 'b2.zip';
  const { apiUrl } = await start({ template });
  // Act
  const response = await post(`${apiUrl}/hooks/x`, '{}');
  // Assess
  expect(response.status).toBe(500);
  expect(await response.json()).toEqual({ message: 'Internal Server Error' });
});

test('a function that is slower than the integration may be is a 503', async () => {
  // Prepare
  const template = smallTemplate();
  // Less than any function needs to start.
  Object.assign(template.Resources.Integration.Properties, { TimeoutInMillis: 50 });
  const { apiUrl } = await start({ template });
  // Act
  const response = await post(`${apiUrl}/hooks/x`, '{}');
  // Assess
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({ message: 'Service Unavailable' });
});

test('webhook:duplicate hands each request to the function twice', async () => {
  // Prepare
  const { apiUrl, journal } = await start({ faults: parseFaults(['webhook:duplicate']) });
  // Act
  const response = await post(`${apiUrl}/hooks/x`, '{}');
  // Assess
  expect(response.status).toBe(207);
  expect(journal.entries().filter(entryOf('invocation'))).toHaveLength(2);
});

test('forty requests at once are all answered', async () => {
  // Prepare
  const { apiUrl } = await start();
  // Act
  const responses = await Promise.all(
    Array.from({ length: 40 }, (_, index) => post(`${apiUrl}/hooks/${index}`, `{"n":${index}}`)),
  );
  // Assess
  expect(responses.every(({ status }) => status === 207)).toBe(true);
  const bodies = await Promise.all(
    responses.map(async (response) => ((await response.json()) as any).event.body),
  );
  expect(bodies[7]).toBe('{"n":7}');
  expect(new Set(bodies).size).toBe(40);
});
