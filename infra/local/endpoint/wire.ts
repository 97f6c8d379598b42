import type { IncomingHttpHeaders } from 'node:http';
import { ServiceError, type ServiceName } from '../ports.ts';

/** What was asked of which service, read from the wire but not validated. */
export type WireCall = Readonly<{
  service: ServiceName;
  operation: string;
  input: unknown;
}>;

/** `X-Amz-Target` without the operation, to the service that it means. */
const targets: ReadonlyMap<string, ServiceName> = new Map([
  ['AWSShineFrontendService_20170701', 'translate'],
  ['Comprehend_20171127', 'comprehend'],
  ['AWSEvents', 'events'],
  ['AmazonSQS', 'sqs'],
  ['DynamoDB_20120810', 'dynamodb'],
  ['secretsmanager', 'secretsmanager'],
]);

/** Lex Runtime V2 is the one REST service; its ids are labels in the path. */
const lexText =
  /^\/bots\/(?<botId>[^/]+)\/botAliases\/(?<botAliasId>[^/]+)\/botLocales\/(?<localeId>[^/]+)\/sessions\/(?<sessionId>[^/]+)\/text$/;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parseBody(body: Buffer): Record<string, unknown> {
  let value: unknown;
  try {
    value = body.byteLength === 0 ? {} : JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw new ServiceError('SerializationException', 400, 'The body is not JSON.', {}, { cause });
  }
  if (!isObject(value))
    throw new ServiceError('SerializationException', 400, 'The body is not a JSON object.');
  return value;
}

function decodeLabel(label: string): string {
  try {
    return decodeURIComponent(label);
  } catch (cause) {
    throw new ServiceError('ValidationException', 400, 'A label in the path is not encoded.', {}, { cause });
  }
}

function lexCall(method: string, path: string, body: Buffer): WireCall | null {
  const labels = lexText.exec(path)?.groups;
  if (method !== 'POST' || !labels) return null;
  const decoded = Object.entries(labels).map(([name, label]) => [name, decodeLabel(label)] as const);
  return {
    service: 'lex',
    operation: 'RecognizeText',
    input: { ...parseBody(body), ...Object.fromEntries(decoded) },
  };
}

/**
 * Reads a request of the AWS SDK: AWS JSON 1.0 and 1.1 by `X-Amz-Target`, Lex by its path. Throws ServiceError for a
 * body that is not JSON, and UnknownOperationException for everything that is not spoken here.
 */
export function readWireCall(
  request: Readonly<{ method: string; path: string; headers: IncomingHttpHeaders }>,
  body: Buffer,
): WireCall {
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') {
    const dot = target.lastIndexOf('.');
    const service = targets.get(target.slice(0, dot));
    if (service && dot > 0) return { service, operation: target.slice(dot + 1), input: parseBody(body) };
  }
  const lex = lexCall(request.method, request.path, body);
  if (lex) return lex;
  throw new ServiceError(
    'UnknownOperationException',
    404,
    `Nothing answers ${typeof target === 'string' ? target : `${request.method} ${request.path}`} on this machine. ` +
      `Spoken are ${[...targets.values()].join(', ')} (AWS JSON) and Lex's RecognizeText.`,
  );
}

/** Access key id in a SigV4 header. The signature itself is not checked: whoever reaches loopback may read the keys anyway. */
export function accessKeyOf(headers: IncomingHttpHeaders): string | null {
  return /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\//.exec(headers.authorization ?? '')?.[1] ?? null;
}

/** How a refusal looks on the wire. SQS also tells its clients the code of its older protocol. */
export function errorAnswer(
  error: ServiceError,
  service: ServiceName | null,
): Readonly<{ status: number; headers: Readonly<Record<string, string>>; body: string }> {
  const { code, status, message, members } = error;
  const queryError = { 'x-amzn-query-error': `${code};${status < 500 ? 'Sender' : 'Receiver'}` };
  return {
    status,
    headers: { 'x-amzn-errortype': code, ...(service === 'sqs' ? queryError : {}) },
    body: JSON.stringify({ __type: code, message, ...members }),
  };
}
