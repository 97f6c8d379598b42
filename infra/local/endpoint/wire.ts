import type { IncomingHttpHeaders } from 'node:http';
import { ServiceError, type ServiceName } from '../ports.ts';
import { isQuery, queryAnswer, queryError, queryServices, readQuery } from './query.ts';

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
  ['AWSOrganizationsV20161128', 'organizations'],
  ['GraniteServiceVersion20100801', 'cloudwatch'],
]);

type RestOperation = Readonly<{ method: string; path: RegExp; service: ServiceName; operation: string }>;

/** Lex speaks REST; its ids are labels in the path. */
const restOperations: readonly RestOperation[] = [
  {
    method: 'POST',
    path: /^\/bots\/(?<botId>[^/]+)\/botAliases\/(?<botAliasId>[^/]+)\/botLocales\/(?<localeId>[^/]+)\/sessions\/(?<sessionId>[^/]+)\/text$/,
    service: 'lex',
    operation: 'RecognizeText',
  },
  {
    method: 'GET',
    path: /^\/bots\/(?<botId>[^/]+)\/botaliases\/(?<botAliasId>[^/]+)\/?$/,
    service: 'lex-models',
    operation: 'DescribeBotAlias',
  },
  {
    method: 'GET',
    path: /^\/bots\/(?<botId>[^/]+)\/botversions\/(?<botVersion>[^/]+)\/botlocales\/(?<localeId>[^/]+)\/?$/,
    service: 'lex-models',
    operation: 'DescribeBotLocale',
  },
];

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

function restCall(method: string, path: string, body: Buffer): WireCall | null {
  for (const { method: wanted, path: pattern, service, operation } of restOperations) {
    const labels = method === wanted ? pattern.exec(path)?.groups : undefined;
    if (!labels) continue;
    const decoded = Object.entries(labels).map(([name, label]) => [name, decodeLabel(label)] as const);
    return { service, operation, input: { ...parseBody(body), ...Object.fromEntries(decoded) } };
  }
  return null;
}

/**
 * Reads a request of the AWS SDK: AWS JSON 1.0 and 1.1 by `X-Amz-Target`, Query by its form, Lex by its path. Throws
 * ServiceError for a body that cannot be read, and UnknownOperationException for everything that is not spoken here.
 */
export function readWireCall(
  request: Readonly<{ method: string; path: string; headers: IncomingHttpHeaders }>,
  body: Buffer,
): WireCall {
  if (isQuery(request.headers['content-type'])) return readQuery(body);
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') {
    const dot = target.lastIndexOf('.');
    const service = targets.get(target.slice(0, dot));
    if (service && dot > 0) return { service, operation: target.slice(dot + 1), input: parseBody(body) };
  }
  const rest = restCall(request.method, request.path, body);
  if (rest) return rest;
  throw new ServiceError(
    'UnknownOperationException',
    404,
    `Nothing answers ${typeof target === 'string' ? target : `${request.method} ${request.path}`} on this machine. ` +
      `Spoken are ${[...targets.values()].join(', ')} (AWS JSON), ${queryServices.join(', ')} (AWS Query) and ` +
      `Lex's ${restOperations.map(({ operation }) => operation).join(', ')}.`,
  );
}

/** Access key id in a SigV4 header. The signature itself is not checked: whoever reaches loopback may read the keys anyway. */
export function accessKeyOf(headers: IncomingHttpHeaders): string | null {
  return /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\//.exec(headers.authorization ?? '')?.[1] ?? null;
}

/** What goes back over the wire, but for the headers that all answers have. */
export type WireAnswer = Readonly<{
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}>;

/** What an answer must know of the request that it is to. */
export type Asked = Readonly<{ contentType: string | undefined; requestId: string }>;

const xml = { 'content-type': 'text/xml' };

/** How an answer looks on the wire. */
export function okAnswer(call: WireCall, output: unknown, { contentType, requestId }: Asked): WireAnswer {
  return isQuery(contentType)
    ? { status: 200, headers: xml, body: queryAnswer(call, output, requestId) }
    : { status: 200, headers: {}, body: JSON.stringify(output) };
}

/** How a refusal looks on the wire. SQS also tells its clients the code of its older protocol. */
export function errorAnswer(
  error: ServiceError,
  service: ServiceName | null,
  { contentType, requestId }: Asked,
): WireAnswer {
  const { code, status, message, members } = error;
  if (isQuery(contentType)) return { status, headers: xml, body: queryError(error, service, requestId) };
  const oldCode = { 'x-amzn-query-error': `${code};${status < 500 ? 'Sender' : 'Receiver'}` };
  return {
    status,
    headers: { 'x-amzn-errortype': code, ...(service === 'sqs' ? oldCode : {}) },
    body: JSON.stringify({ __type: code, message, ...members }),
  };
}
