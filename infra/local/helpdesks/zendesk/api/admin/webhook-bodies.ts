import * as z from 'zod';
import { ApiError } from '../../errors.ts';
import { conditionalEvents } from '../../webhooks/hooks.ts';

/** Bodies of the Webhooks API. https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/ */

const authentication = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('basic_auth'),
    add_position: z.literal('header'),
    data: z.strictObject({ username: z.string(), password: z.string() }),
  }),
  z.strictObject({
    type: z.literal('bearer_token'),
    add_position: z.literal('header'),
    data: z.strictObject({ token: z.string() }),
  }),
  z.strictObject({
    type: z.literal('api_key'),
    add_position: z.literal('header'),
    data: z.strictObject({ name: z.string(), value: z.string() }),
  }),
]);

const writable = {
  name: z.string(),
  endpoint: z.string(),
  http_method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  request_format: z.enum(['json', 'xml', 'form_encoded']),
  status: z.enum(['active', 'inactive']),
};
const optional = {
  description: z.string().nullish(),
  subscriptions: z.array(z.string()).optional(),
  authentication: authentication.nullish(),
  custom_headers: z.record(z.string(), z.string()).nullish(),
};

/** `POST` and `PUT`: name, endpoint, method, format and status are mandatory. */
export const wholeWebhookBody = z.strictObject({ webhook: z.strictObject({ ...writable, ...optional }) });
/** `PATCH` */
export const partialWebhookBody = z.strictObject({
  webhook: z.strictObject({ ...z.object(writable).partial().shape, ...optional }),
});
export type WantedWebhook = z.output<typeof partialWebhookBody>['webhook'];

/** `POST /api/v2/webhooks/test` */
export const webhookTestBody = z.strictObject({
  request: z.strictObject({
    ...z.object(writable).omit({ name: true, status: true }).partial().shape,
    payload: z.string().optional(),
    authentication: authentication.nullish(),
    custom_headers: z.record(z.string(), z.string()).nullish(),
  }),
});

/** The status is Zendesk's, the code and the words are not documented. */
export function invalidWebhook(title: string): ApiError {
  return new ApiError(400, { errors: [{ code: 'InvalidWebhook', status: '400', title }] });
}

const maxSubscriptions = 500;

/** Throws 400 for what the guide "Creating and monitoring webhooks" forbids. */
export function checkSubscriptions(
  subscriptions: readonly string[],
  { httpMethod, requestFormat }: Readonly<{ httpMethod: string; requestFormat: string }>,
): void {
  if (subscriptions.includes(conditionalEvents)) {
    if (subscriptions.length > 1)
      throw invalidWebhook('A webhook of triggers cannot also subscribe to events');
    return;
  }
  if (subscriptions.length > maxSubscriptions) throw invalidWebhook('Too many subscriptions');
  if (subscriptions.some((type) => !/^zen:event-type:[a-z_]+\.[a-z_]+$/.test(type)))
    throw invalidWebhook('Subscriptions contain an unknown event type');
  if (subscriptions.length > 0 && (httpMethod !== 'POST' || requestFormat !== 'json'))
    throw invalidWebhook('A webhook that subscribes to events must be POST and json');
}
