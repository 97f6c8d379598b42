import { ServiceError, type ServiceName } from '../ports.ts';

/*
 * The AWS Query protocol (smithy.io, "AWS Query protocol"): a form goes in, XML comes out. CloudFormation, SNS and STS speak it.
 */

/** The form's `Version` names the API, and so the service. */
const apis: ReadonlyMap<string, Readonly<{ service: ServiceName; namespace: string }>> = new Map([
  [
    '2010-05-15',
    { service: 'cloudformation', namespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/' },
  ],
  ['2010-03-31', { service: 'sns', namespace: 'http://sns.amazonaws.com/doc/2010-03-31/' }],
  ['2011-06-15', { service: 'sts', namespace: 'https://sts.amazonaws.com/doc/2011-06-15/' }],
]);

/** Services that speak Query, for error texts. */
export const queryServices = [...apis.values()].map(({ service }) => service);

const formType = /^application\/x-www-form-urlencoded\b/i;

/** Whether a request is a form, which no other protocol of AWS sends. */
export function isQuery(contentType: string | undefined): boolean {
  return formType.test(contentType ?? '');
}

/**
 * Reads a form, with its members as flat texts (`Filter.member.1`). Throws ServiceError InvalidAction for an API that is
 * not spoken here.
 */
export function readQuery(
  body: Buffer,
): Readonly<{ service: ServiceName; operation: string; input: Readonly<Record<string, string>> }> {
  const {
    Action = '',
    Version = '',
    ...input
  } = Object.fromEntries(new URLSearchParams(body.toString('utf8')));
  const api = apis.get(Version);
  if (!api)
    throw new ServiceError('InvalidAction', 400, `Could not find operation ${Action} for version ${Version}`);
  return { service: api.service, operation: Action, input };
}

const namespaceOf = (service: ServiceName | null) =>
  [...apis.values()].find((api) => api.service === service)?.namespace ?? '';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replaceAll(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

function element(name: string, value: unknown): string {
  return value === undefined ? '' : `<${name}>${content(value)}</${name}>`;
}

/** Members of structures by their names, elements of lists as `member`; what is undefined is left out. */
function content(value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => element('member', one)).join('');
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([name, member]) => element(name, member))
      .join('');
  return escaped(String(value));
}

/** A result in XML, as the SDK expects it of this operation. */
export function queryAnswer(
  { service, operation }: Readonly<{ service: ServiceName; operation: string }>,
  output: unknown,
  requestId: string,
): string {
  const parts = { [`${operation}Result`]: output, ResponseMetadata: { RequestId: requestId } };
  return `<${operation}Response xmlns="${namespaceOf(service)}">${content(parts)}</${operation}Response>`;
}

/** A refusal in XML. */
export function queryError(
  { code, status, message }: ServiceError,
  service: ServiceName | null,
  requestId: string,
): string {
  const told = { Type: status < 500 ? 'Sender' : 'Receiver', Code: code, Message: message };
  return `<ErrorResponse xmlns="${namespaceOf(service)}">${content({ Error: told, RequestId: requestId })}</ErrorResponse>`;
}
