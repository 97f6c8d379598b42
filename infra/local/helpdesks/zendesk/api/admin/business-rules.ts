import { type BusinessRule, completed, type RuleKind } from '../../admin/records.ts';
import { notFound } from '../../errors.ts';
import type { ApiContext, ApiRequest, Route } from '../routing.ts';
import { forAdmins, listAnswer, noContent } from './common.ts';
import { type KindOfRule, kindsOfRules } from './rule-kinds.ts';

function rulesOf(kind: RuleKind, { store }: ApiContext): Map<string, BusinessRule> {
  return store.admin.rulesOf(kind);
}

function ruleOf(kind: RuleKind, request: ApiRequest, context: ApiContext): BusinessRule {
  const rule = rulesOf(kind, context).get(request.params.id ?? '');
  if (rule === undefined) throw notFound();
  return rule;
}

/** Triggers, views and macros can be listed by `active`. */
function wantedRules(kind: RuleKind, request: ApiRequest, context: ApiContext): BusinessRule[] {
  const active = request.query.get('active');
  return [...rulesOf(kind, context).values()]
    .filter((rule) => active === null || String(rule.active) === active)
    .sort((one, other) => one.position - other.position);
}

function lister(kind: KindOfRule): Route['handle'] {
  return (request, context) =>
    listAnswer(kind.many, wantedRules(kind.kind, request, context), kind.wire, request, context);
}

function creator(kind: KindOfRule): Route['handle'] {
  return (request, context) => {
    const { store } = context;
    const rules = rulesOf(kind.kind, context);
    const empty = completed({ id: store.nextRecordId(), title: '' }, rules.size + 1, store.now());
    const rule = kind.after(request, empty);
    kind.check(rule);
    rules.set(rule.id, rule);
    return { status: 201, body: { [kind.one]: kind.wire(rule) } };
  };
}

function updater(kind: KindOfRule): Route['handle'] {
  return (request, context) => {
    const before = ruleOf(kind.kind, request, context);
    const rule = { ...kind.after(request, before), updatedAt: context.store.now() };
    kind.check(rule);
    rulesOf(kind.kind, context).set(rule.id, rule);
    return { status: 200, body: { [kind.one]: kind.wire(rule) } };
  };
}

function routesOf(kind: KindOfRule): Route[] {
  const read = { resource: kind.resource, access: 'read' } as const;
  const write = { resource: kind.resource, access: 'write' } as const;
  const one = `${kind.path}/:id`;
  const reader = (handle: Route['handle']) => (kind.readers === 'admins' ? forAdmins(handle) : handle);
  const show: Route['handle'] = (request, context) => ({
    status: 200,
    body: { [kind.one]: kind.wire(ruleOf(kind.kind, request, context)) },
  });
  const remove: Route['handle'] = (request, context) => {
    rulesOf(kind.kind, context).delete(ruleOf(kind.kind, request, context).id);
    return noContent;
  };
  return [
    { method: 'GET', pattern: kind.path, scope: read, handle: reader(lister(kind)) },
    { method: 'GET', pattern: one, scope: read, handle: reader(show) },
    { method: 'POST', pattern: kind.path, scope: write, handle: forAdmins(creator(kind)) },
    { method: 'PUT', pattern: one, scope: write, handle: forAdmins(updater(kind)) },
    { method: 'DELETE', pattern: one, scope: write, handle: forAdmins(remove) },
  ];
}

/** Triggers, automations, views, macros and SLA policies. */
export const businessRuleRoutes: readonly Route[] = kindsOfRules.flatMap(routesOf);
