import type { AdminSeed, CustomRole, RoleConfiguration, SystemField } from '../../helpdesks/zendesk/index.ts';
import { integrationRoleId, people } from './account.ts';
import { accountRules } from './account-rules.ts';

/** What stands in every Zendesk account beside our own fields: the rest of it is as a support team would have set it up. */
const systemFields: readonly SystemField[] = [
  { id: '8447320465701', type: 'subject', title: 'Subject' },
  { id: '8447320465702', type: 'description', title: 'Description' },
  { id: '8447320465703', type: 'status', title: 'Status' },
  { id: '8447320465704', type: 'priority', title: 'Priority' },
  { id: '8447320465705', type: 'group', title: 'Group' },
  { id: '8447320465706', type: 'assignee', title: 'Assignee' },
];

export const groupIds = { support: '8447320465790', billing: '8447320465791' } as const;
export const brandIds = { shop: '8447346621311', outlet: '8447346621312' } as const;
export const formIds = { standard: '8646151517822', refund: '8646151517823' } as const;
export const roleIds = {
  agent: '8646151517901',
  lightAgent: '8646151517902',
  integration: integrationRoleId,
} as const;

const full: RoleConfiguration = {
  ticket_access: 'all',
  ticket_comment_access: 'public',
  ticket_deletion: false,
  ticket_editing: true,
  ticket_redaction: false,
  ticket_tag_editing: true,
  light_agent: false,
};
const customRoles: readonly CustomRole[] = [
  { id: roleIds.agent, name: 'Agent', description: 'Answers tickets', configuration: full },
  {
    id: roleIds.lightAgent,
    name: 'Light agent',
    description: 'Reads and writes internal notes',
    configuration: { ...full, ticket_comment_access: 'none', ticket_editing: false, light_agent: true },
  },
  {
    id: roleIds.integration,
    name: 'Integration',
    description: 'Answers and redacts in all groups',
    configuration: { ...full, ticket_redaction: true },
  },
];

function everybodyInEveryGroup(): NonNullable<AdminSeed['memberships']> {
  const agents = [people.dragoman.id, people.agent.id];
  return Object.values(groupIds).flatMap((groupId, group) =>
    agents.map((userId, agent) => ({
      id: `864615151860${group}${agent}`,
      userId,
      groupId,
      isDefault: group === 0,
    })),
  );
}

/** The rest of the account: two brands, groups and forms, and business rules of which some react to our notes. */
export function accountContent(customFieldIds: readonly string[]): AdminSeed {
  const fieldIds = [...systemFields.map(({ id }) => id), ...customFieldIds];
  const form = { active: true, endUserVisible: true, fieldIds };
  return {
    brands: [
      { id: brandIds.shop, name: 'Shop', subdomain: 'shop', isDefault: true },
      { id: brandIds.outlet, name: 'Outlet', subdomain: 'outlet', isDefault: false },
    ],
    groups: [
      { id: groupIds.support, name: 'Support', isDefault: true },
      { id: groupIds.billing, name: 'Billing', isDefault: false },
    ],
    memberships: everybodyInEveryGroup(),
    systemFields,
    forms: [
      { ...form, id: formIds.standard, name: 'Default ticket form', isDefault: true },
      { ...form, id: formIds.refund, name: 'Refund', isDefault: false },
    ],
    customRoles,
    rules: accountRules(groupIds),
  };
}
