import { ComprehendClient } from '@aws-sdk/client-comprehend';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LexRuntimeV2Client } from '@aws-sdk/client-lex-runtime-v2';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { TranslateClient } from '@aws-sdk/client-translate';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { currentTraceHeader, traceHeaderName } from './trace.ts';

const connectionTimeoutMs = 1_000;
const requestTimeoutMs = 3_000;

/**
 * Keep-alive HTTP/1.1 with time limits for all clients: the SDK sets none, and only warns at `requestTimeout` unless told
 * to throw. Lex would speak HTTP/2 otherwise, whose sessions do not outlive a frozen function. The trace header goes on
 * here, behind the SDK, which would send the invocation's: the same for every record of a batch. It is never signed.
 */
class TracedHttpHandler extends NodeHttpHandler {
  override handle(...[request, options]: Parameters<NodeHttpHandler['handle']>) {
    const header = currentTraceHeader();
    if (header !== null) request.headers[traceHeaderName] = header;
    return super.handle(request, options);
  }
}

let sharedHandler: TracedHttpHandler | undefined;

export type ClientOptions = Readonly<{
  /** Tries of one call, the first included; the SDK waits between them. */
  maxAttempts?: number;
}>;

/** What all clients are made with. */
export function configOf({ maxAttempts = 3 }: ClientOptions) {
  sharedHandler ??= new TracedHttpHandler({
    connectionTimeout: connectionTimeoutMs,
    requestTimeout: requestTimeoutMs,
    throwOnRequestTimeout: true,
    socketTimeout: requestTimeoutMs,
    httpAgent: { keepAlive: true },
    httpsAgent: { keepAlive: true },
  });
  return { requestHandler: sharedHandler, maxAttempts };
}

// One function per client, so that a bundle holds only those it asks for. None of them touches the network.

export const eventBridgeClient = (options: ClientOptions = {}): EventBridgeClient =>
  new EventBridgeClient(configOf(options));

export const sqsClient = (options: ClientOptions = {}): SQSClient => new SQSClient(configOf(options));

export const secretsManagerClient = (options: ClientOptions = {}): SecretsManagerClient =>
  new SecretsManagerClient(configOf(options));

export const translateClient = (options: ClientOptions = {}): TranslateClient =>
  new TranslateClient(configOf(options));

export const comprehendClient = (options: ClientOptions = {}): ComprehendClient =>
  new ComprehendClient(configOf(options));

export const lexClient = (options: ClientOptions = {}): LexRuntimeV2Client =>
  new LexRuntimeV2Client(configOf(options));
