import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import type { RouteMatch } from './routing.ts';

/** A request as it came over HTTP, with what the gateway itself adds. */
export type GatewayRequest = Readonly<{
  method: string;
  url: URL;
  httpVersion: string;
  headers: IncomingHttpHeaders;
  sourceIp: string;
  body: Buffer;
  requestId: string;
  traceHeader: string;
  timeMs: number;
}>;

/** Media types that HTTP APIs hand over as text; every other body is base64, as is one without a type or with an encoding. */
const textTypes = /^(?:text\/.*|application\/(?:json|javascript|xml))$/;

function isText(headers: IncomingHttpHeaders): boolean {
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  return headers['content-encoding'] === undefined && textTypes.test(type);
}

function joined(values: Iterable<readonly [string, string]>): Record<string, string> {
  const result = new Map<string, string>();
  for (const [name, value] of values) {
    const earlier = result.get(name);
    result.set(name, earlier === undefined ? value : `${earlier},${value}`);
  }
  return Object.fromEntries(result);
}

function headersOf(request: GatewayRequest): Record<string, string> {
  const { cookie: _, ...headers } = request.headers;
  const received = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(',') : value] as const],
  );
  return {
    ...Object.fromEntries(received),
    'x-amzn-trace-id': request.traceHeader,
    'x-forwarded-for': request.sourceIp,
    'x-forwarded-port': request.url.port,
    'x-forwarded-proto': 'http',
  };
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `12/Mar/2026:19:03:58 +0000` */
function requestTime(timeMs: number): string {
  const iso = new Date(timeMs).toISOString();
  return `${iso.slice(8, 10)}/${months[Number(iso.slice(5, 7)) - 1]}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
}

function bodyOf({ body, headers }: GatewayRequest) {
  if (body.byteLength === 0) return { isBase64Encoded: false };
  return isText(headers)
    ? { body: body.toString('utf8'), isBase64Encoded: false }
    : { body: body.toString('base64'), isBase64Encoded: true };
}

/** What the function is called with: payload format 2.0. */
export function proxyEventOf(
  request: GatewayRequest,
  { route, pathParameters }: RouteMatch,
  api: Readonly<{ apiId: string; accountId: string }>,
): APIGatewayProxyEventV2 {
  const { url, headers } = request;
  const query = joined(url.searchParams);
  return {
    version: '2.0',
    routeKey: route.routeKey,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    ...(headers.cookie === undefined ? {} : { cookies: headers.cookie.split(/;\s*/) }),
    headers: headersOf(request),
    ...(Object.keys(query).length === 0 ? {} : { queryStringParameters: query }),
    requestContext: {
      accountId: api.accountId,
      apiId: api.apiId,
      domainName: url.hostname,
      domainPrefix: api.apiId,
      http: {
        method: request.method,
        path: url.pathname,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: request.requestId,
      routeKey: route.routeKey,
      stage: '$default',
      time: requestTime(request.timeMs),
      timeEpoch: request.timeMs,
    },
    ...(Object.keys(pathParameters).length === 0 ? {} : { pathParameters }),
    ...bodyOf(request),
  };
}

export type GatewayAnswer = Readonly<{
  status: number;
  headers: OutgoingHttpHeaders;
  body: string | Buffer;
}>;

/** What the gateway says for itself. */
export function plainAnswer(status: number, message: string): GatewayAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ message }) };
}

const proxyResult = z.looseObject({
  statusCode: z.int().min(100).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

const hasStatus = z.looseObject({ statusCode: z.unknown() });

/** What a function's answer becomes. Without a `statusCode` the answer itself is the body; a malformed one is a 500. */
export function answerOfResult(result: unknown): GatewayAnswer {
  if (!(hasStatus.safeParse(result).success && z.object({}).safeParse(result).success))
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: typeof result === 'string' ? result : JSON.stringify(result),
    };
  const parsed = proxyResult.safeParse(result);
  if (!parsed.success) return plainAnswer(500, 'Internal Server Error');
  const { statusCode, headers, cookies, body, isBase64Encoded } = parsed.data;
  const given = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return {
    status: statusCode,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      ...Object.fromEntries(given),
      ...(cookies?.length ? { 'set-cookie': cookies } : {}),
    },
    body: isBase64Encoded ? Buffer.from(body ?? '', 'base64') : (body ?? ''),
  };
}
