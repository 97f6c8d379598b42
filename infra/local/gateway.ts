import { randomUUID } from 'node:crypto';
import http from 'node:http';
import timers from 'node:timers/promises';
import type { Faults } from './faults.ts';
import type { ApiDefinition } from './gateway/definition.ts';
import {
  answerOfResult,
  type GatewayAnswer,
  type GatewayRequest,
  plainAnswer,
  proxyEventOf,
} from './gateway/payload.ts';
import { matchRoute, type RouteMatch } from './gateway/routing.ts';
import type { Authorizer } from './iam.ts';
import { type Journal, traceIdOf } from './journal.ts';
import type { FunctionPool } from './lambda/pool.ts';
import { newTraceHeader } from './lambda/trace.ts';
import { ServiceError } from './ports.ts';

/** HTTP APIs take no larger body. */
const maxBodyBytes = 10 * 1_024 * 1_024;

/** Nobody else can reach the port. */
const sourceIp = '127.0.0.1';

/** What the gateway is given once the template is resolved; it listens before that, as the template names its address. */
export type GatewayDeps = Readonly<{
  api: ApiDefinition;
  region: string;
  accountId: string;
  poolOf(functionArn: string): FunctionPool | null;
  authorizer: Authorizer;
  faults: Faults;
  journal: Journal;
  nowMs: () => number;
}>;

export type Gateway = Readonly<{
  /** Without a slash at the end. */
  url: string;
  /** Requests before this are answered with 503. */
  serve(deps: GatewayDeps): void;
  stop(): Promise<void>;
}>;

/** Opens the HTTP API's port on loopback. */
export async function openGateway(): Promise<Gateway> {
  let deps: GatewayDeps | null = null;
  const server = http.createServer((incoming, response) => {
    void (deps ? respond(incoming, response, deps) : response.writeHead(503).end());
  });
  // One that is closed just when it is used again looks like a delivery without an answer.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The port is not known.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    serve: (given) => {
      deps = given;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function respond(
  incoming: http.IncomingMessage,
  response: http.ServerResponse,
  deps: GatewayDeps,
): Promise<void> {
  const timeMs = deps.nowMs();
  const traceHeader = newTraceHeader(timeMs);
  const traceId = traceIdOf(traceHeader);
  const requestId = randomUUID();
  const { method = 'GET', headers } = incoming;
  const url = URL.parse(incoming.url ?? '/', `http://${headers.host ?? 'localhost'}`);
  const body = await readBody(incoming);
  if (body === 'gone') return;
  const answer = await answerRequest(
    {
      method,
      url,
      headers,
      httpVersion: incoming.httpVersion,
      sourceIp,
      body,
      requestId,
      traceHeader,
      timeMs,
    },
    deps,
  );
  const ms = deps.nowMs() - timeMs;
  const path = url?.pathname ?? '';
  deps.journal.record({ kind: 'http-request', method, path, status: answer.status, ms, traceId });
  // A client that stays with an unread body would hold the connection.
  if (body === 'too-large') response.setHeader('connection', 'close');
  response.writeHead(answer.status, {
    ...answer.headers,
    'apigw-requestid': requestId,
    'x-local-trace-id': traceId ?? '',
  });
  response.end(answer.body);
}

/** The whole body, or why there is none. */
async function readBody(incoming: http.IncomingMessage): Promise<Buffer | 'too-large' | 'gone'> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of incoming) {
      const part = Buffer.from(chunk);
      bytes += part.byteLength;
      if (bytes > maxBodyBytes) return 'too-large';
      chunks.push(part);
    }
    return Buffer.concat(chunks);
  } catch {
    return 'gone';
  }
}

type Received = Omit<GatewayRequest, 'url' | 'body'> &
  Readonly<{ url: URL | null; body: Buffer | 'too-large' }>;

async function answerRequest(received: Received, deps: GatewayDeps): Promise<GatewayAnswer> {
  const { url, body } = received;
  if (!url) return plainAnswer(400, 'Bad Request');
  if (body === 'too-large') return plainAnswer(413, 'Request Entity Too Large');
  const match = matchRoute(deps.api.routes, received.method, url.pathname);
  if (!match) return plainAnswer(404, 'Not Found');
  const pool = deps.poolOf(match.route.functionArn);
  if (!pool || !mayInvoke(match, deps)) return plainAnswer(500, 'Internal Server Error');
  const { apiId } = deps.api;
  const event = proxyEventOf({ ...received, url, body }, match, { apiId, accountId: deps.accountId });
  const invoke = () => pool.invoke(event, received.traceHeader);
  const outcome = await firstWithin(match.route.timeoutMs, invoke());
  // The same webhook once more, as a vendor sends it that has lost our answer.
  for (let sent = 1; sent < deps.faults.webhookDeliveries(); sent += 1) await invoke();
  if (outcome === 'too-late') return plainAnswer(503, 'Service Unavailable');
  return outcome.kind === 'ok'
    ? answerOfResult(JSON.parse(outcome.payload))
    : plainAnswer(500, 'Internal Server Error');
}

/** The integration's answer, unless its time is over before; the function then goes on unheard, as in AWS. */
async function firstWithin<Value>(limitMs: number, work: Promise<Value>): Promise<Value | 'too-late'> {
  const limit = new AbortController();
  const tooLate = timers.setTimeout(limitMs, 'too-late' as const, { signal: limit.signal });
  tooLate.catch(() => undefined);
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    limit.abort();
  }
}

/** Whether a Lambda permission lets this route call the function; the journal says why not. */
function mayInvoke({ route }: RouteMatch, deps: GatewayDeps): boolean {
  const { api, region, accountId, authorizer, journal } = deps;
  const path = route.routeKey === '$default' ? '$default' : route.routeKey.replace(' ', '');
  try {
    authorizer.authorizeService({
      service: 'apigateway.amazonaws.com',
      action: 'lambda:InvokeFunction',
      resourceArn: route.functionArn,
      sourceArn: `arn:aws:execute-api:${region}:${accountId}:${api.apiId}/$default/${path}`,
      sourceAccount: accountId,
    });
    return true;
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const text = `${route.routeKey} may not call its function: ${error.code}: ${error.message}`;
    journal.record({ kind: 'runner', text, traceId: null });
    return false;
  }
}
