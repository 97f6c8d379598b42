import { expect, test } from 'vitest';
import { apiOf, customer, startAccount } from './account.ts';

const path = '/api/v2/tickets/35/tags';

async function tagged() {
  const helpdesk = await startAccount();
  helpdesk.createTicket({
    id: '35',
    subject: '',
    requester: customer.id,
    tags: ['vip', 'eu'],
    comment: { text: 'Hola', public: true },
  });
  return { helpdesk, api: await apiOf(helpdesk, 'tickets:write') };
}

test.each([
  ['PUT', path, { tags: ['Fresh'] }, 200, ['eu', 'fresh', 'vip']],
  ['POST', path, { tags: ['fresh'] }, 201, ['fresh']],
  ['DELETE', path, { tags: ['vip'] }, 200, ['eu']],
  ['DELETE', `${path}?tags=vip,eu`, undefined, 200, []],
])('%s %s with %j answers %i and leaves the tags %j', async (method, url, body, status, left) => {
  // Prepare
  const { helpdesk, api } = await tagged();
  // Act
  const answer = await api(method, url, body);
  // Assess
  expect([answer.status, answer.body]).toEqual([status, { tags: left }]);
  expect(helpdesk.ticket('35').tags).toEqual(left);
});

test('Tags with an outdated stamp are refused with 409', async () => {
  // Prepare
  const { helpdesk, api } = await tagged();
  // Act
  const answer = await api('PUT', path, {
    tags: ['fresh'],
    updated_stamp: '2001-01-01T00:00:00Z',
    safe_update: 'true',
  });
  // Assess
  expect([answer.status, answer.body.error]).toEqual([409, 'UpdateConflict']);
  expect(helpdesk.ticket('35').tags).toEqual(['eu', 'vip']);
});

test('A tag that is an option of a dropdown sets the dropdown', async () => {
  // Prepare
  const { helpdesk, api } = await tagged();
  // Act
  await api('PUT', path, { tags: ['dm_lang_pt'] });
  // Assess
  expect(helpdesk.ticket('35').fields.get('360001')).toBe('dm_lang_pt');
});
