/** What an admin sets up in the account, beside users and ticket fields. Ids are strings, as everywhere in the stand-in. */

export type Brand = Readonly<{ id: string; name: string; subdomain: string; isDefault: boolean }>;
export type Group = Readonly<{ id: string; name: string; isDefault: boolean }>;
export type GroupMembership = Readonly<{ id: string; userId: string; groupId: string; isDefault: boolean }>;

/** `subject`, `description`, `status`, `priority`, …: fields that every account has and that stand on forms too. */
export type SystemField = Readonly<{ id: string; type: string; title: string }>;

export type TicketForm = Readonly<{
  id: string;
  name: string;
  isDefault: boolean;
  active: boolean;
  endUserVisible: boolean;
  fieldIds: readonly string[];
}>;

/** What a role may do, as far as the stand-in acts on it. https://developer.zendesk.com/api-reference/ticketing/account-configuration/custom_roles/ */
export type RoleConfiguration = Readonly<{
  ticket_access:
    | 'all'
    | 'assigned-only'
    | 'within-groups'
    | 'within-groups-and-public-groups'
    | 'within-organization';
  /** `none` = internal notes only. */
  ticket_comment_access: 'public' | 'none';
  ticket_deletion: boolean;
  ticket_editing: boolean;
  ticket_redaction: boolean;
  ticket_tag_editing: boolean;
  light_agent: boolean;
}>;
export type CustomRole = Readonly<{
  id: string;
  name: string;
  description: string;
  configuration: RoleConfiguration;
}>;

export type ConditionValue = string | number | boolean | null | readonly (string | number)[];
/** https://developer.zendesk.com/documentation/ticketing/reference-guides/conditions-reference/ */
export type Condition = Readonly<{ field: string; operator: string; value: ConditionValue }>;
export type Conditions = Readonly<{ all: readonly Condition[]; any: readonly Condition[] }>;
/** https://developer.zendesk.com/documentation/ticketing/reference-guides/actions-reference/ */
export type Action = Readonly<{ field: string; value: ConditionValue }>;
/** Whose macro or view it is; null = everybody's. */
export type Restriction = Readonly<{ type: string; id: string }> | null;
export type PolicyMetric = Readonly<{
  priority: string;
  metric: string;
  target: number;
  business_hours: boolean;
}>;

export const ruleKinds = ['trigger', 'automation', 'view', 'macro', 'sla-policy'] as const;
export type RuleKind = (typeof ruleKinds)[number];

/** A business rule of any kind; what its kind does not have is empty. */
export type BusinessRule = Readonly<{
  id: string;
  title: string;
  description: string | null;
  active: boolean;
  position: number;
  conditions: Conditions;
  actions: readonly Action[];
  restriction: Restriction;
  policyMetrics: readonly PolicyMetric[];
  /** Of an SLA policy, by metric: what starts and what fulfils it, internal notes among it. */
  metricSettings: Readonly<Record<string, Readonly<Record<string, boolean>>>>;
  /** Of a view: what its list shows. */
  output: Readonly<Record<string, unknown>>;
  createdAt: Date;
  updatedAt: Date;
}>;

/** A rule as whoever starts the stand-in writes it. */
export type RuleSeed = Pick<BusinessRule, 'id' | 'title'> & Partial<BusinessRule>;

/** What the account has from the start. */
export type AdminSeed = Readonly<{
  brands?: readonly Brand[];
  groups?: readonly Group[];
  memberships?: readonly GroupMembership[];
  systemFields?: readonly SystemField[];
  forms?: readonly TicketForm[];
  customRoles?: readonly CustomRole[];
  rules?: Readonly<Partial<Record<RuleKind, readonly RuleSeed[]>>>;
}>;

function byId<Item extends Readonly<{ id: string }>>(items: readonly Item[] = []): Map<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}

/** Everything of the account that only admins change. */
export class AdminRecords {
  readonly brands: Map<string, Brand>;
  readonly groups: Map<string, Group>;
  readonly memberships: Map<string, GroupMembership>;
  readonly systemFields: readonly SystemField[];
  readonly forms: Map<string, TicketForm>;
  readonly customRoles: Map<string, CustomRole>;
  readonly #rules: Readonly<Record<RuleKind, Map<string, BusinessRule>>>;

  constructor(seed: AdminSeed, now: () => Date) {
    this.brands = byId(seed.brands);
    this.groups = byId(seed.groups);
    this.memberships = byId(seed.memberships);
    this.systemFields = seed.systemFields ?? [];
    this.forms = byId(seed.forms);
    this.customRoles = byId(seed.customRoles);
    const rulesOf = (kind: RuleKind) =>
      byId((seed.rules?.[kind] ?? []).map((rule, index) => completed(rule, index + 1, now())));
    this.#rules = {
      trigger: rulesOf('trigger'),
      automation: rulesOf('automation'),
      view: rulesOf('view'),
      macro: rulesOf('macro'),
      'sla-policy': rulesOf('sla-policy'),
    };
  }

  rulesOf(kind: RuleKind): Map<string, BusinessRule> {
    return this.#rules[kind];
  }
}

/** A rule with what Zendesk fills in. */
export function completed(rule: RuleSeed, position: number, at: Date): BusinessRule {
  return {
    description: null,
    active: true,
    position,
    conditions: { all: [], any: [] },
    actions: [],
    restriction: null,
    policyMetrics: [],
    metricSettings: {},
    output: {},
    createdAt: at,
    updatedAt: at,
    ...rule,
  };
}
