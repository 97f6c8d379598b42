import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import timers from 'node:timers/promises';
import { type EitherRequest, type EitherResponse, type Listener, listen } from './endpoint/listener.ts';
import {
  accessKeyOf,
  errorAnswer,
  okAnswer,
  readWireCall,
  type WireAnswer,
  type WireCall,
} from './endpoint/wire.ts';
import type { Faults } from './faults.ts';
import { type Journal, traceIdOf } from './journal.ts';
import { type LocalService, type ServiceAnswer, ServiceError, type ServiceName } from './ports.ts';

/** Whoever holds a pair of keys of this stack. */
export type EndpointCaller = Readonly<{
  /** As the journal calls it. */
  name: string;
  /** As GetCallerIdentity answers it. */
  arn: string;
  /** Throws ServiceError AccessDeniedException unless allowed. */
  authorize(action: string, resourceArn: string): void;
}>;

export type EndpointDeps = Readonly<{
  /** Looked up at each call, as services need the endpoint's address before they exist. */
  services: ReadonlyMap<ServiceName, LocalService>;
  callers: ReadonlyMap<string, EndpointCaller>;
  faults: Faults;
  journal: Journal;
}>;

/**
 * Opens the one port on which the AWS SDK finds all services of the stack. Each call is attributed to the holder of its
 * access key, judged by that holder's policies, and told to the journal. Signatures are not verified.
 */
export function openEndpoint(deps: EndpointDeps): Promise<Listener> {
  return listen((request, response) => {
    void respond(request, response, deps);
  });
}

async function respond(request: EitherRequest, response: EitherResponse, deps: EndpointDeps): Promise<void> {
  const requestId = randomUUID();
  const contentType = headerOf(request, 'content-type') ?? 'application/json';
  const common = { 'content-type': contentType, 'x-amzn-requestid': requestId };
  const asked = { contentType, requestId };
  let service: ServiceName | null = null;
  try {
    const body = await buffer(request);
    const call = readWireCall(
      { method: request.method ?? '', path: pathOf(request), headers: request.headers },
      body,
    );
    service = call.service;
    const { output } = await answerCall(request, call, deps);
    send(response, common, okAnswer(call, output, asked));
  } catch (error) {
    send(response, common, errorAnswer(asServiceError(error, deps.journal), service, asked));
  }
}

async function answerCall(
  request: EitherRequest,
  call: WireCall,
  { services, callers, faults, journal }: EndpointDeps,
): Promise<ServiceAnswer> {
  const traceHeader = headerOf(request, 'x-amzn-trace-id');
  const caller = callers.get(accessKeyOf(request.headers) ?? '');
  const startedMs = performance.now();
  const record = (result: string, answer: ServiceAnswer | null) =>
    journal.record({
      kind: 'service-call',
      service: call.service,
      operation: call.operation,
      caller: caller?.name ?? 'unknown',
      result,
      ms: performance.now() - startedMs,
      engine: answer?.engine ?? null,
      billedCharacters: answer?.billedCharacters ?? 0,
      traceId: traceIdOf(traceHeader),
    });
  try {
    if (!caller) throw unknownCaller();
    const { delayMs, refusal } = faults.forCall(call.service);
    if (delayMs > 0) await timers.setTimeout(delayMs, undefined, { ref: false });
    if (refusal) throw refusal;
    const service = services.get(call.service);
    if (!service) throw notRun(call.service);
    const answer = await service.handle({
      operation: call.operation,
      input: call.input,
      traceHeader,
      callerArn: caller.arn,
      authorize: (action, resourceArn) => caller.authorize(action, resourceArn),
    });
    record('ok', answer);
    return answer;
  } catch (error) {
    record(error instanceof ServiceError ? error.code : 'InternalServerException', null);
    if (error instanceof ServiceError && error.code === 'AccessDeniedException')
      journal.record({
        kind: 'runner',
        text: `${error.code}: ${error.message}`,
        traceId: traceIdOf(traceHeader),
      });
    throw error;
  }
}

function unknownCaller(): ServiceError {
  return new ServiceError(
    'UnrecognizedClientException',
    403,
    'The security token included in the request is invalid: the call is unsigned, or its access key is not of this stack.',
  );
}

function notRun(service: ServiceName): ServiceError {
  return new ServiceError('UnknownOperationException', 404, `This stack was started without ${service}.`);
}

/** What is not a refusal is a fault of a stand-in: the caller sees a 500, the journal what it was. */
function asServiceError(error: unknown, journal: Journal): ServiceError {
  if (error instanceof ServiceError) return error;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  journal.record({ kind: 'runner', text: `A local service failed: ${text}`, traceId: null });
  return new ServiceError('InternalServerException', 500, 'The local service failed; see the journal.');
}

function headerOf(request: EitherRequest, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' ? value : null;
}

function pathOf(request: EitherRequest): string {
  return new URL(request.url ?? '/', 'http://localhost').pathname;
}

function send(
  response: EitherResponse,
  common: Readonly<Record<string, string>>,
  { status, headers, body }: WireAnswer,
): void {
  if (response.destroyed) return;
  response.statusCode = status;
  for (const [name, value] of Object.entries({ ...common, ...headers })) response.setHeader(name, value);
  response.end(body);
}
