import { invalidAttribute, notFound } from '../../errors.ts';
import type { Invocation, InvocationAttempt } from '../../webhooks/invocations.ts';
import { invocationStatuses } from '../../webhooks/invocations.ts';
import { cursorPage } from '../paging.ts';
import type { ApiAnswer, ApiContext, ApiRequest, Route } from '../routing.ts';
import { forAdmins } from './common.ts';

/** "Returns up to 7 days of invocations." */
const shownMs = 7 * 24 * 60 * 60 * 1000;

function invocationsOf(request: ApiRequest, { hooks }: ApiContext): readonly Invocation[] {
  const id = request.params.id ?? '';
  if (hooks.get(id) === undefined) throw notFound();
  return hooks.invocationsOf(id);
}

function wireInvocation(invocation: Invocation, webhookId: string | undefined): Record<string, unknown> {
  const { id, status, eventType, createdAt, completedAt, attempts } = invocation;
  return {
    ...{ id, webhook_id: webhookId, status, event_type: eventType, attempts_count: attempts.length },
    created_at: createdAt.toISOString(),
    latest_completed_at: completedAt.toISOString(),
  };
}

function wireAttempt(attempt: InvocationAttempt, invocationId: string): Record<string, unknown> {
  const { id, status, responseCode, at, ms } = attempt;
  return {
    ...{ id, invocation_id: invocationId, status, response_code: responseCode, duration_ms: ms },
    created_at: at.toISOString(),
  };
}

function timeOf(query: URLSearchParams, name: string, otherwise: number): number {
  const written = query.get(name);
  if (written === null) return otherwise;
  const at = Date.parse(written);
  if (Number.isNaN(at)) throw invalidAttribute(name, 'Use ISO 8601 UTC format.');
  return at;
}

function wantedStatus(query: URLSearchParams): string | null {
  const status = query.get('filter[status]');
  if (status !== null && !invocationStatuses.some((each) => each === status))
    throw invalidAttribute('filter[status]', `Must be one of ${invocationStatuses.join(', ')}.`);
  return status;
}

/** Newest first; how Zendesk sorts without `sort` is not documented. */
function listInvocations(request: ApiRequest, context: ApiContext): ApiAnswer {
  const { query, path, params } = request;
  const status = wantedStatus(query);
  const from = timeOf(query, 'filter[from_ts]', context.store.now().getTime() - shownMs);
  const to = timeOf(query, 'filter[to_ts]', Number.POSITIVE_INFINITY);
  const wanted = invocationsOf(request, context)
    .filter((each) => status === null || each.status === status)
    .filter(({ completedAt }) => completedAt.getTime() >= from && completedAt.getTime() <= to)
    .toReversed();
  const page = cursorPage(wanted, query, `${context.baseUrl}${path}`);
  const invocations = page.items.map((each) => wireInvocation(each, params.id));
  return { status: 200, body: { invocations, ...page.envelope } };
}

function listAttempts(request: ApiRequest, context: ApiContext): ApiAnswer {
  const id = request.params.invocationId;
  const invocation = invocationsOf(request, context).find((each) => each.id === id);
  if (invocation === undefined) throw notFound();
  const attempts = invocation.attempts.map((each) => wireAttempt(each, invocation.id));
  return { status: 200, body: { attempts } };
}

const read = { resource: 'webhooks', access: 'read' } as const;
const invocations = '/api/v2/webhooks/:id/invocations';

export const invocationRoutes: readonly Route[] = [
  { method: 'GET', pattern: invocations, scope: read, handle: forAdmins(listInvocations) },
  {
    method: 'GET',
    pattern: `${invocations}/:invocationId/attempts`,
    scope: read,
    handle: forAdmins(listAttempts),
  },
];
