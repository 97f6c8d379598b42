import { notFound } from '../../errors.ts';
import { parseBody } from '../bodies.ts';
import type { ApiAnswer, ApiContext, ApiRequest } from '../routing.ts';
import { ignoredKey } from './common.ts';
import { invalidWebhook, webhookTestBody } from './webhook-bodies.ts';
import { headersOf } from './webhook-headers.ts';

/**
 * "Signing secrets on new webhooks": with this one Zendesk signs the test of a webhook that is not saved yet, so that
 * everybody can. https://developer.zendesk.com/documentation/webhooks/verifying/
 */
const publicTestSecret = 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==';

/** Sends one request now and tells what came back; with `webhook_id` what the webhook has is filled in. */
export async function testWebhook(request: ApiRequest, { hooks, sender }: ApiContext): Promise<ApiAnswer> {
  const { request: wanted } = parseBody(
    webhookTestBody,
    request.body ?? { request: {} },
    ignoredKey(request),
  );
  const webhookId = request.query.get('webhook_id');
  const hook = webhookId === null ? null : hooks.get(webhookId);
  if (hook === undefined) throw notFound();
  const url = wanted.endpoint ?? hook?.settings.url ?? '';
  if (!URL.canParse(url)) throw invalidWebhook('Endpoint is not a URL');
  const signingSecret = hook?.settings.signingSecret ?? publicTestSecret;
  const authentication = wanted.authentication ?? hook?.authentication ?? null;
  const headers = headersOf(authentication, wanted.custom_headers ?? hook?.customHeaders ?? null);
  const settings = { url, signingSecret, subscriptions: [], headers };
  const sent = await sender.deliver(settings, wanted.payload ?? '', { retry: false });
  return {
    status: 200,
    body: {
      response: {
        status: sent.status ?? 0,
        headers: Object.entries(sent.headers).map(([key, value]) => ({ key, value })),
        payload: sent.body,
      },
    },
  };
}
