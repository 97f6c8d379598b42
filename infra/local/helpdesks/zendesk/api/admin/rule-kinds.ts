import type { BusinessRule, Conditions, RuleKind } from '../../admin/records.ts';
import { wireId } from '../../ids.ts';
import { parseBody } from '../bodies.ts';
import type { Scope } from '../oauth.ts';
import type { ApiRequest } from '../routing.ts';
import { wireTime } from '../wire.ts';
import { ignoredKey } from './common.ts';
import { automationBody, macroBody, slaPolicyBody, triggerBody, viewBody } from './rule-bodies.ts';
import { checkMacro, checkSearch, checkTitle, checkTrigger } from './rule-checks.ts';

/** What sets one kind of business rule apart from the others. */
export type KindOfRule = Readonly<{
  kind: RuleKind;
  path: string;
  one: string;
  many: string;
  resource: Scope['resource'];
  readers: 'agents' | 'admins';
  /** The rule after the request's body; `before` of a new one is empty. */
  after: (request: ApiRequest, before: BusinessRule) => BusinessRule;
  /** Throws 422 for a rule that Zendesk refuses. */
  check: (rule: BusinessRule) => void;
  wire: (rule: BusinessRule) => Record<string, unknown>;
}>;

type Maybe<Value> = { readonly [Key in keyof Value]?: Value[Key] | undefined };
type Written = Maybe<Pick<BusinessRule, 'title' | 'description' | 'active' | 'position'>>;
type WrittenConditions = Maybe<Conditions>;
type WrittenRule = Written &
  WrittenConditions &
  Readonly<{ conditions?: WrittenConditions | undefined; actions?: BusinessRule['actions'] | undefined }>;

function withCommon(before: BusinessRule, written: Written): BusinessRule {
  const { title = before.title, description = before.description } = written;
  const { active = before.active, position = before.position } = written;
  return { ...before, title, description, active, position };
}

function conditionsOf(written: WrittenRule): Conditions | null {
  const given = written.conditions ?? written;
  if (given.all === undefined && given.any === undefined) return null;
  return { all: given.all ?? [], any: given.any ?? [] };
}

/**
 * "Updating a condition or action updates both the conditions and actions arrays, clearing all existing values of both
 * arrays": what the body leaves out is gone.
 */
function withConditionsAndActions(
  before: BusinessRule,
  written: WrittenRule,
  request: ApiRequest,
): BusinessRule {
  const conditions = conditionsOf(written);
  const { actions = null } = written;
  const rule = withCommon(before, written);
  if (conditions === null && actions === null) return rule;
  if (conditions === null && before.conditions.all.length + before.conditions.any.length > 0)
    request.report('an update with actions and without conditions clears the conditions');
  if (actions === null && before.actions.length > 0)
    request.report('an update with conditions and without actions clears the actions');
  return { ...rule, conditions: conditions ?? { all: [], any: [] }, actions: actions ?? [] };
}

function wireCommon(rule: BusinessRule): Record<string, unknown> {
  const { title, description, position, createdAt, updatedAt } = rule;
  const times = { created_at: wireTime(createdAt), updated_at: wireTime(updatedAt) };
  return { id: wireId(rule.id), title, raw_title: title, description, position, ...times };
}

function wireRestriction({ restriction }: BusinessRule): unknown {
  return restriction === null ? null : { type: restriction.type, id: wireId(restriction.id) };
}

function wireWithActions(rule: BusinessRule): Record<string, unknown> {
  const { active, conditions, actions } = rule;
  return { ...wireCommon(rule), active, conditions, actions, default: false };
}

/** The five kinds. https://developer.zendesk.com/api-reference/ticketing/business-rules/introduction/ */
export const kindsOfRules: readonly KindOfRule[] = [
  {
    kind: 'trigger',
    path: '/api/v2/triggers',
    one: 'trigger',
    many: 'triggers',
    resource: 'triggers',
    readers: 'agents',
    check: checkTrigger,
    wire: wireWithActions,
    after(request, before) {
      const { trigger } = parseBody(triggerBody, request.body, ignoredKey(request));
      return withConditionsAndActions(before, trigger, request);
    },
  },
  {
    kind: 'automation',
    path: '/api/v2/automations',
    one: 'automation',
    many: 'automations',
    resource: 'automations',
    readers: 'agents',
    wire: wireWithActions,
    check(rule) {
      checkTrigger(rule);
      checkSearch(rule);
    },
    after(request, before) {
      const { automation } = parseBody(automationBody, request.body, ignoredKey(request));
      return withConditionsAndActions(before, automation, request);
    },
  },
  {
    kind: 'view',
    path: '/api/v2/views',
    one: 'view',
    many: 'views',
    resource: null,
    readers: 'agents',
    check: checkSearch,
    after(request, before) {
      const { view } = parseBody(viewBody, request.body, ignoredKey(request));
      const { restriction = before.restriction, output = before.output } = view;
      const conditions = conditionsOf(view) ?? before.conditions;
      return { ...withCommon(before, view), conditions, restriction, output };
    },
    wire: (rule) => ({
      ...wireCommon(rule),
      active: rule.active,
      conditions: rule.conditions,
      restriction: wireRestriction(rule),
      execution: rule.output,
    }),
  },
  {
    kind: 'macro',
    path: '/api/v2/macros',
    one: 'macro',
    many: 'macros',
    resource: 'macros',
    readers: 'agents',
    check: checkMacro,
    after(request, before) {
      const { macro } = parseBody(macroBody, request.body, ignoredKey(request));
      const { actions = before.actions, restriction = before.restriction } = macro;
      return { ...withCommon(before, macro), actions, restriction };
    },
    wire: (rule) => ({
      ...wireCommon(rule),
      active: rule.active,
      actions: rule.actions,
      restriction: wireRestriction(rule),
    }),
  },
  {
    kind: 'sla-policy',
    path: '/api/v2/slas/policies',
    one: 'sla_policy',
    many: 'sla_policies',
    resource: null,
    readers: 'admins',
    check: checkTitle,
    after(request, before) {
      const { sla_policy: policy } = parseBody(slaPolicyBody, request.body, ignoredKey(request));
      const { policy_metrics: policyMetrics = before.policyMetrics, filter } = policy;
      const { metric_settings: metricSettings = before.metricSettings } = policy;
      const conditions = filter === undefined ? before.conditions : { all: [], any: [], ...filter };
      return {
        ...withCommon(before, policy),
        policyMetrics,
        metricSettings,
        conditions: { all: conditions.all ?? [], any: conditions.any ?? [] },
      };
    },
    wire: (rule) => ({
      ...wireCommon(rule),
      filter: rule.conditions,
      metric_settings: rule.metricSettings,
      policy_metrics: rule.policyMetrics.map((metric) => ({
        ...metric,
        target_in_seconds: metric.target * 60,
      })),
    }),
  },
];
