import { expect, test } from 'vitest';
import {
  answerOfResult,
  type GatewayRequest,
  proxyEventOf,
} from '../../../../../infra/local/gateway/payload.ts';

const match = {
  route: { routeKey: 'POST /hooks', functionArn: 'arn', timeoutMs: 1 },
  pathParameters: {},
};
const api = { apiId: 'abcdefghij', accountId: '000000000000' };
const request = (changes: Partial<GatewayRequest> = {}): GatewayRequest => ({
  method: 'POST',
  url: new URL('http://127.0.0.1:5000/hooks'),
  httpVersion: '1.1',
  headers: { 'content-type': 'application/json', 'user-agent': 'test' },
  sourceIp: '127.0.0.1',
  body: Buffer.from('{}'),
  requestId: 'request-1',
  traceHeader: 'Root=1-a',
  timeMs: Date.UTC(2026, 2, 12, 19, 3, 58),
  ...changes,
});

test.each([
  { type: 'application/json', isBase64Encoded: false },
  { type: 'application/json; charset=utf-8', isBase64Encoded: false },
  { type: 'TEXT/html', isBase64Encoded: false },
  { type: 'application/x-www-form-urlencoded', isBase64Encoded: true },
  { type: 'image/png', isBase64Encoded: true },
  { type: undefined, isBase64Encoded: true },
])('a body of type $type: base64 $isBase64Encoded', ({ type, isBase64Encoded }) => {
  // Act
  const headers = type === undefined ? {} : { 'content-type': type };
  const event = proxyEventOf(request({ headers, body: Buffer.from('häh') }), match, api);
  // Assess
  expect(event.isBase64Encoded).toBe(isBase64Encoded);
  expect(event.body).toBe(isBase64Encoded ? 'aMOkaA==' : 'häh');
});

test('a compressed body is base64 whatever its type', () => {
  // Act
  const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
  // Assess
  expect(proxyEventOf(request({ headers }), match, api).isBase64Encoded).toBe(true);
});

test('an empty body is no body', () => {
  expect(proxyEventOf(request({ body: Buffer.alloc(0) }), match, api)).not.toHaveProperty('body');
});

test('cookies stand beside the headers, and the time is written as API Gateway writes it', () => {
  // Act
  const event = proxyEventOf(request({ headers: { cookie: 'a=1; b=2' } }), match, api);
  // Assess
  expect(event.cookies).toEqual(['a=1', 'b=2']);
  expect(event.headers).not.toHaveProperty('cookie');
  expect(event.requestContext.time).toBe('12/Mar/2026:19:03:58 +0000');
  expect(event.requestContext.timeEpoch).toBe(1_773_342_238_000);
});

test.each([
  {
    result: { statusCode: 201, body: 'made', headers: { Location: '/x' } },
    answer: { status: 201, body: 'made', headers: { location: '/x' } },
  },
  {
    result: { statusCode: 200, body: 'aGk=', isBase64Encoded: true },
    answer: { status: 200, body: Buffer.from('hi') },
  },
  { result: { statusCode: 204 }, answer: { status: 204, body: '' } },
  {
    result: { ok: true },
    answer: { status: 200, body: '{"ok":true}', headers: { 'content-type': 'application/json' } },
  },
  { result: 'text', answer: { status: 200, body: 'text' } },
  { result: { statusCode: 'many' }, answer: { status: 500, body: '{"message":"Internal Server Error"}' } },
  { result: { statusCode: 200, body: { a: 1 } }, answer: { status: 500 } },
])('the result $result becomes an answer', ({ result, answer }) => {
  expect(answerOfResult(result)).toMatchObject(answer);
});
