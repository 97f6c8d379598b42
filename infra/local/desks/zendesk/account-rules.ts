import type { Action, AdminSeed, RuleSeed } from '../../helpdesks/zendesk/index.ts';

type GroupIds = Readonly<{ support: string; billing: string }>;

const text = 'This ticket (#{{ticket.id}}) has been updated.\n\n{{ticket.comments_formatted}}';

/** Actions of the account's triggers. https://developer.zendesk.com/documentation/ticketing/reference-guides/actions-reference/ */
const ruleActions = {
  mailRequester: (subject: string): readonly Action[] => [
    { field: 'notification_user', value: ['requester_and_ccs', subject, text] },
  ],
  mailAssignee: [
    { field: 'notification_user', value: ['assignee_id', '[{{ticket.account}}] Re: {{ticket.title}}', text] },
  ],
  mailGroup: (groupId: string): readonly Action[] => [
    { field: 'notification_group', value: [groupId, '[{{ticket.account}}] Re: {{ticket.title}}', text] },
  ],
} as const;

/** Triggers as a support team would have them; three react to an internal note or to whoever writes it. */
function triggersFor(groupIds: GroupIds): readonly RuleSeed[] {
  return [
    {
      id: '8646151518001',
      title: 'Notify requester and CCs of received request',
      conditions: {
        all: [
          { field: 'update_type', operator: 'is', value: 'Create' },
          { field: 'status', operator: 'is_not', value: 'solved' },
        ],
        any: [],
      },
      actions: ruleActions.mailRequester('Your request has been received'),
    },
    {
      id: '8646151518002',
      title: 'Notify requester and CCs of comment update',
      conditions: { all: [{ field: 'comment_is_public', operator: 'is', value: 'true' }], any: [] },
      actions: ruleActions.mailRequester('Your request has been updated'),
    },
    // As Zendesk ships it: it says "a comment, public or private" and does not leave out who wrote it.
    {
      id: '8646151518003',
      title: 'Notify assignee of comment update',
      conditions: {
        all: [
          { field: 'comment_is_public', operator: 'is', value: 'not_relevant' },
          { field: 'assignee_id', operator: 'is_not', value: 'current_user' },
          { field: 'assignee_id', operator: 'is_not', value: 'requester_id' },
          { field: 'assignee_id', operator: 'not_changed', value: null },
          { field: 'status', operator: 'not_value_previous', value: 'solved' },
        ],
        any: [],
      },
      actions: ruleActions.mailAssignee,
    },
    {
      id: '8646151518004',
      title: 'Notify assignee of assignment',
      conditions: {
        all: [
          { field: 'assignee_id', operator: 'changed', value: null },
          { field: 'assignee_id', operator: 'is_not', value: 'current_user' },
        ],
        any: [],
      },
      actions: ruleActions.mailAssignee,
    },
    {
      id: '8646151518005',
      title: 'Tell billing of internal notes',
      conditions: {
        all: [
          { field: 'comment_is_public', operator: 'is', value: 'false' },
          { field: 'group_id', operator: 'is', value: groupIds.billing },
        ],
        any: [],
      },
      actions: ruleActions.mailGroup(groupIds.billing),
    },
    {
      id: '8646151518006',
      title: 'Auto-assign to first agent who updates',
      conditions: {
        all: [
          { field: 'update_type', operator: 'is', value: 'Change' },
          { field: 'assignee_id', operator: 'is', value: '' },
          { field: 'role', operator: 'is_not', value: 'end_user' },
        ],
        any: [],
      },
      actions: [{ field: 'assignee_id', value: 'current_user' }],
    },
    {
      id: '8646151518007',
      title: 'Mail everybody on any internal note (old)',
      active: false,
      conditions: { all: [{ field: 'comment_is_public', operator: 'is', value: 'false' }], any: [] },
      actions: ruleActions.mailGroup(groupIds.support),
    },
  ];
}

const automations: readonly RuleSeed[] = [
  {
    id: '8646151518101',
    title: 'Close ticket 4 days after status is set to solved',
    conditions: {
      all: [
        { field: 'status', operator: 'is', value: 'solved' },
        { field: 'SOLVED', operator: 'greater_than', value: '96' },
      ],
      any: [],
    },
    actions: [{ field: 'status', value: 'closed' }],
  },
  {
    id: '8646151518102',
    title: 'Escalate tickets that nobody has touched for two days',
    conditions: {
      all: [
        { field: 'status', operator: 'less_than', value: 'solved' },
        { field: 'updated_at', operator: 'is', value: '48' },
      ],
      any: [],
    },
    actions: [{ field: 'priority', value: 'high' }],
  },
];

const views: readonly RuleSeed[] = [
  {
    id: '8646151518201',
    title: 'Your unsolved tickets',
    conditions: {
      all: [
        { field: 'status', operator: 'less_than', value: 'solved' },
        { field: 'assignee_id', operator: 'is', value: 'current_user' },
      ],
      any: [],
    },
  },
  {
    id: '8646151518202',
    title: 'Recently updated tickets',
    conditions: {
      all: [
        { field: 'status', operator: 'less_than', value: 'closed' },
        { field: 'updated_at', operator: 'less_than', value: '24' },
      ],
      any: [],
    },
  },
];

const slaPolicies: readonly RuleSeed[] = [
  {
    id: '8646151518301',
    title: 'First reply within four hours',
    conditions: { all: [{ field: 'status', operator: 'less_than', value: 'solved' }], any: [] },
    policyMetrics: [{ priority: 'normal', metric: 'first_reply_time', target: 240, business_hours: false }],
    metricSettings: { first_reply_time: { fulfill_on_agent_internal_note: true } },
  },
];

const macros: readonly RuleSeed[] = [
  {
    id: '8646151518401',
    title: 'Close and redirect to topics',
    actions: [{ field: 'status', value: 'solved' }],
  },
];

/** The account's business rules, of which some react to our notes: what `doctor` is there to find. */
export function accountRules(groupIds: GroupIds): NonNullable<AdminSeed['rules']> {
  return {
    trigger: triggersFor(groupIds),
    automation: automations,
    view: views,
    macro: macros,
    'sla-policy': slaPolicies,
  };
}
