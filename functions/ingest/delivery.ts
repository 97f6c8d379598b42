import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { RawDelivery } from '../../connectors/contract.ts';
import type { Refusal } from './ending.ts';

/** The parts of an HTTP API event (payload format 2.0) that say what was sent and for whom. */
export type WebhookRequest = Pick<
  APIGatewayProxyEventV2,
  'headers' | 'body' | 'isBase64Encoded' | 'pathParameters'
>;

function headersOf({ headers }: WebhookRequest): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), value]],
    ),
  );
}

/** `application/json`, with or without parameters, in any case. */
function isJson(contentType: string | undefined): boolean {
  return contentType?.split(';', 1)[0]?.trim().toLowerCase() === 'application/json';
}

/** The delivery as it was sent, or why it is not even looked into: first its size, then its media type. */
export function rawDeliveryOf(
  request: WebhookRequest,
  limits: Readonly<{ maxBodyBytes: number; receivedAt: Date }>,
): RawDelivery | Refusal {
  const { body = '', isBase64Encoded } = request;
  const encoding = isBase64Encoded ? 'base64' : 'utf8';
  if (Buffer.byteLength(body, encoding) > limits.maxBodyBytes)
    return { kind: 'refused', reason: 'too-large' };
  const headers = headersOf(request);
  if (!isJson(headers['content-type'])) return { kind: 'refused', reason: 'wrong-media-type' };
  return { headers, body: Buffer.from(body, encoding), receivedAt: limits.receivedAt };
}
