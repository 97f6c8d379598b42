import { expect, test } from 'vitest';
import { adminApiOf, apiOf, startAccount } from '../account.ts';

const all = [{ field: 'status', operator: 'less_than', value: 'solved' }];
const actions = [{ field: 'priority', value: 'high' }];
const rules = [
  ['trigger', 'triggers', '/api/v2/triggers', { title: 'T', conditions: { all }, actions }],
  ['automation', 'automations', '/api/v2/automations', { title: 'A', conditions: { all }, actions }],
  ['view', 'views', '/api/v2/views', { title: 'V', all, output: { columns: ['status'] } }],
  ['macro', 'macros', '/api/v2/macros', { title: 'M', actions }],
  [
    'sla_policy',
    'sla_policies',
    '/api/v2/slas/policies',
    {
      title: 'S',
      filter: { all },
      policy_metrics: [{ priority: 'high', metric: 'first_reply_time', target: 30, business_hours: false }],
    },
  ],
] as const;

test.each(rules)('An admin makes, changes and deletes a %s', async (one, many, path, body) => {
  // Prepare
  const helpdesk = await startAccount();
  const api = await adminApiOf(helpdesk);
  // Act
  const made = await api('POST', path, { [one]: body });
  const changed = await api('PUT', `${path}/${made.body[one].id}`, { [one]: { ...body, title: 'New' } });
  const listed = await api('GET', path);
  const removed = await api('DELETE', `${path}/${made.body[one].id}`);
  const after = await api('GET', path);
  // Assess
  expect([made.status, changed.status, removed.status]).toEqual([201, 200, 204]);
  expect(listed.body[many].map(({ title }: any) => title)).toEqual(['New']);
  expect(after.body[many]).toEqual([]);
  expect(helpdesk.violations()).toEqual([]);
});

test.each(rules)('An agent may not make a %s', async (one, _many, path, body) => {
  // Prepare
  const api = await apiOf(await startAccount(), 'read write');
  // Act
  const answer = await api('POST', path, { [one]: body });
  // Assess
  expect(answer.status).toBe(403);
});

test('An agent may list triggers, but not SLA policies', async () => {
  // Prepare
  const api = await apiOf(await startAccount(), 'read');
  // Act
  const answers = [await api('GET', '/api/v2/triggers'), await api('GET', '/api/v2/slas/policies')];
  // Assess
  expect(answers.map(({ status }) => status)).toEqual([200, 403]);
});

test('An update of a trigger’s conditions alone clears its actions, so Zendesk refuses it', async () => {
  // Prepare
  const helpdesk = await startAccount();
  const api = await adminApiOf(helpdesk);
  const { id } = (await api('POST', '/api/v2/triggers', { trigger: rules[0][3] })).body.trigger;
  // Act
  const answer = await api('PUT', `/api/v2/triggers/${id}`, { trigger: { conditions: { all } } });
  // Assess
  expect(answer.status).toBe(422);
  expect(helpdesk.violations().map(({ what }) => what)).toEqual([
    'an update with conditions and without actions clears the actions',
  ]);
});

test.each([
  [
    'view',
    '/api/v2/views',
    { title: 'V', all: [{ field: 'current_tags', operator: 'includes', value: 'x' }] },
  ],
  [
    'automation',
    '/api/v2/automations',
    { title: 'A', all: [{ field: 'current_tags', operator: 'includes', value: 'x' }], actions },
  ],
])('A %s that asks for tags alone is refused with 422', async (one, path, body) => {
  // Prepare
  const api = await adminApiOf(await startAccount());
  // Act
  const answer = await api('POST', path, { [one]: body });
  // Assess
  expect(answer.status).toBe(422);
});

test('A view takes its conditions only as all and any', async () => {
  // Prepare
  const helpdesk = await startAccount();
  const api = await adminApiOf(helpdesk);
  // Act
  const answer = await api('POST', '/api/v2/views', { view: { title: 'V', conditions: { all } } });
  // Assess
  expect(answer.status).toBe(422);
  expect(helpdesk.violations().map(({ what }) => what)).toEqual([
    'Zendesk has no writable view.conditions; it is ignored',
  ]);
});

test('Scopes of their own open triggers, automations and macros', async () => {
  // Prepare
  const helpdesk = await startAccount();
  const api = await adminApiOf(helpdesk, 'triggers:read automations:read');
  // Act
  const answers = await Promise.all(
    ['triggers', 'automations', 'macros', 'views'].map((name) => api('GET', `/api/v2/${name}`)),
  );
  // Assess
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 403, 403]);
});
