import { notFound } from '../../errors.ts';
import { conditionalEvents, type Hook, type HookAuthentication } from '../../webhooks/hooks.ts';
import { parseBody } from '../bodies.ts';
import { cursorPage } from '../paging.ts';
import type { ApiAnswer, ApiContext, ApiRequest, Route } from '../routing.ts';
import { wireTime } from '../wire.ts';
import { forAdmins, ignoredKey, noContent } from './common.ts';
import { invocationRoutes } from './invocations.ts';
import {
  checkSubscriptions,
  invalidWebhook,
  partialWebhookBody,
  type WantedWebhook,
  wholeWebhookBody,
} from './webhook-bodies.ts';
import { headersOf } from './webhook-headers.ts';
import { testWebhook } from './webhook-test.ts';

/** Credentials are never shown again. */
function wireAuthentication(authentication: HookAuthentication | null): unknown {
  return authentication === null ? undefined : { type: authentication.type, add_position: 'header' };
}

function subscriptionsOf({ settings }: Hook): readonly string[] {
  return settings.triggerTemplate === undefined ? settings.subscriptions : [conditionalEvents];
}

function wireHook(hook: Hook): Record<string, unknown> {
  const { id, name, description, active, httpMethod, requestFormat, authentication, customHeaders } = hook;
  return {
    ...{ id, name, description, status: active ? 'active' : 'inactive', endpoint: hook.settings.url },
    ...{ http_method: httpMethod, request_format: requestFormat, subscriptions: subscriptionsOf(hook) },
    authentication: wireAuthentication(authentication),
    custom_headers: customHeaders,
    ...{ created_at: wireTime(hook.createdAt), created_by: hook.createdBy },
    ...{ updated_at: wireTime(hook.updatedAt), updated_by: hook.updatedBy },
  };
}

function hookOf(request: ApiRequest, { hooks }: ApiContext): Hook {
  const hook = hooks.get(request.params.id ?? '');
  if (hook === undefined) throw notFound();
  return hook;
}

/** The webhook after a body's attributes. Throws 400. */
function hookAfter(before: Hook, wanted: WantedWebhook, userId: string, now: Date): Hook {
  const { name = before.name, endpoint = before.settings.url, description = before.description } = wanted;
  const { http_method: httpMethod = before.httpMethod } = wanted;
  const { request_format: requestFormat = before.requestFormat } = wanted;
  const { subscriptions = before.settings.subscriptions } = wanted;
  const { authentication = before.authentication, custom_headers: customHeaders = before.customHeaders } =
    wanted;
  if (name.trim() === '') throw invalidWebhook('Name cannot be blank');
  if (!URL.canParse(endpoint)) throw invalidWebhook('Endpoint is not a URL');
  checkSubscriptions(subscriptions, { httpMethod, requestFormat });
  return {
    ...before,
    ...{ name, description, httpMethod, requestFormat, authentication, customHeaders },
    active: (wanted.status ?? (before.active ? 'active' : 'inactive')) === 'active',
    settings: {
      ...before.settings,
      ...{ url: endpoint, subscriptions, headers: headersOf(authentication, customHeaders) },
    },
    ...{ updatedAt: now, updatedBy: userId },
  };
}

function createHook(request: ApiRequest, { hooks, store }: ApiContext): ApiAnswer {
  const { webhook: wanted } = parseBody(wholeWebhookBody, request.body, ignoredKey(request));
  const id = hooks.newId();
  const now = store.now();
  const settings = { url: '', signingSecret: hooks.newSecret(), subscriptions: [], webhookId: id };
  const blank = {
    ...{ id, name: '', description: null, active: true, httpMethod: 'POST', requestFormat: 'json', settings },
    ...{ authentication: null, customHeaders: null },
    ...{ createdAt: now, createdBy: request.user.id, updatedAt: now, updatedBy: request.user.id },
  };
  const hook = hookAfter(blank, wanted, request.user.id, now);
  hooks.put(hook);
  return { status: 201, body: { webhook: wireHook(hook) } };
}

/** "You can't change an existing webhook's connection method", nor its HTTP method. */
function checkUnchanged(before: Hook, after: Hook): void {
  if (before.httpMethod !== after.httpMethod) throw invalidWebhook('The HTTP method cannot be changed');
  const isConditional = (hook: Hook) => subscriptionsOf(hook).includes(conditionalEvents);
  if (isConditional(before) !== isConditional(after))
    throw invalidWebhook('The connection method cannot be changed');
}

function updater(schema: typeof wholeWebhookBody | typeof partialWebhookBody): Route['handle'] {
  return (request, context) => {
    const before = hookOf(request, context);
    const { webhook: wanted } = parseBody(schema, request.body, ignoredKey(request));
    const hook = hookAfter(before, wanted, request.user.id, context.store.now());
    checkUnchanged(before, hook);
    context.hooks.put(hook);
    return noContent;
  };
}

function listHooks({ query, path }: ApiRequest, { hooks, baseUrl }: ApiContext): ApiAnswer {
  const named = query.get('filter[name_contains]') ?? '';
  const status = query.get('filter[status]');
  const wanted = hooks
    .all()
    .filter(({ name }) => name.includes(named))
    .filter(({ active }) => status === null || status === (active ? 'active' : 'inactive'));
  const page = cursorPage(wanted, query, `${baseUrl}${path}`);
  return { status: 200, body: { webhooks: page.items.map(wireHook), ...page.envelope } };
}

function wireSecret(secret: string): Record<string, unknown> {
  return { signing_secret: { algorithm: 'SHA256', secret } };
}

/** The old secret stops at once. */
function resetSecret(request: ApiRequest, context: ApiContext): ApiAnswer {
  const hook = hookOf(request, context);
  const signingSecret = context.hooks.newSecret();
  context.hooks.put({ ...hook, settings: { ...hook.settings, signingSecret } });
  return { status: 201, body: wireSecret(signingSecret) };
}

const webhooks = '/api/v2/webhooks';
const read = { resource: 'webhooks', access: 'read' } as const;
const write = { resource: 'webhooks', access: 'write' } as const;
const one = `${webhooks}/:id`;

export const webhookRoutes: readonly Route[] = [
  { method: 'GET', pattern: webhooks, scope: read, handle: forAdmins(listHooks) },
  { method: 'POST', pattern: webhooks, scope: write, handle: forAdmins(createHook) },
  { method: 'POST', pattern: `${webhooks}/test`, scope: write, handle: forAdmins(testWebhook) },
  {
    method: 'GET',
    pattern: one,
    scope: read,
    handle: forAdmins((request, context) => ({
      status: 200,
      body: { webhook: wireHook(hookOf(request, context)) },
    })),
  },
  { method: 'PUT', pattern: one, scope: write, handle: forAdmins(updater(wholeWebhookBody)) },
  { method: 'PATCH', pattern: one, scope: write, handle: forAdmins(updater(partialWebhookBody)) },
  {
    method: 'DELETE',
    pattern: one,
    scope: write,
    handle: forAdmins((request, context) => {
      context.hooks.remove(hookOf(request, context).id);
      return noContent;
    }),
  },
  {
    method: 'GET',
    pattern: `${one}/signing_secret`,
    scope: read,
    handle: forAdmins((request, context) => ({
      status: 200,
      body: wireSecret(hookOf(request, context).settings.signingSecret),
    })),
  },
  { method: 'POST', pattern: `${one}/signing_secret`, scope: write, handle: forAdmins(resetSecret) },
  ...invocationRoutes,
];
