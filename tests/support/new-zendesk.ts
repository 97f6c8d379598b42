import { ZendeskStandIn } from '../../infra/local/helpdesks/zendesk/index.ts';

/** A Zendesk that knows nothing of Dragoman yet: an admin with an OAuth client for the set-up, an agent, two forms, two triggers. */
export const setUpClient = { clientId: 'setup', clientSecret: 'set-up-secret-3f9a1c' };
export const accountId = '22129848';

const mailAll = {
  field: 'notification_user',
  value: ['assignee_id', 'Ticket updated', '{{ticket.comments}}'],
};

export function startNewZendesk(): Promise<ZendeskStandIn> {
  return ZendeskStandIn.start({
    accountId,
    users: [
      { id: '9001', name: 'Ada Admin', email: 'ada@example.com', role: 'admin', locale: 'en' },
      { id: '9002', name: 'Marta Agent', email: 'marta@example.com', role: 'agent', locale: 'en' },
      { id: '9003', name: 'Carla Customer', email: 'carla@example.com', role: 'end-user', locale: 'es' },
    ],
    ticketFields: [{ id: '7001', type: 'text', title: 'Order number' }],
    oauthClients: [{ ...setUpClient, userId: '9001' }],
    admin: {
      groups: [
        { id: '5001', name: 'Support', isDefault: true },
        { id: '5002', name: 'Billing', isDefault: false },
      ],
      memberships: [{ id: '5101', userId: '9002', groupId: '5001', isDefault: true }],
      forms: [
        {
          id: '6001',
          name: 'Default',
          isDefault: true,
          active: true,
          endUserVisible: true,
          fieldIds: ['7001'],
        },
        { id: '6002', name: 'Returns', isDefault: false, active: true, endUserVisible: true, fieldIds: [] },
      ],
      rules: {
        trigger: [
          {
            ...{ id: '8001', title: 'Tell the assignee of every update', actions: [mailAll] },
            conditions: { all: [{ field: 'update_type', operator: 'is', value: 'Change' }], any: [] },
          },
          {
            ...{ id: '8002', title: 'Tell the requester of public answers', actions: [mailAll] },
            conditions: { all: [{ field: 'comment_is_public', operator: 'is', value: 'true' }], any: [] },
          },
        ],
      },
    },
    rateLimits: 'off',
  });
}

const lists = {
  ticket_fields: '/api/v2/ticket_fields',
  ticket_forms: '/api/v2/ticket_forms',
  webhooks: '/api/v2/webhooks',
  macros: '/api/v2/macros',
  views: '/api/v2/views',
  triggers: '/api/v2/triggers',
  clients: '/api/v2/oauth/clients',
  users: '/api/v2/users',
  group_memberships: '/api/v2/group_memberships',
} as const;

/** All that an admin may see of the account, without the times of changes. */
export async function adminStateOf(zendesk: ZendeskStandIn): Promise<Readonly<Record<string, unknown>>> {
  const authorization = `Bearer ${zendesk.signIn('9001', 'read write')}`;
  const read = async ([name, path]: readonly [string, string]) => {
    const answer = await fetch(`${zendesk.baseUrl}${path}?page[size]=100`, {
      headers: { accept: 'application/json', authorization },
    });
    const body = (await answer.json()) as Record<string, unknown>;
    const text = JSON.stringify(body[name], (key, value: unknown) =>
      key === 'updated_at' ? undefined : value,
    );
    return [name, JSON.parse(text)] as const;
  };
  return Object.fromEntries(await Promise.all(Object.entries(lists).map(read)));
}
