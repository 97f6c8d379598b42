import { expect, test } from 'vitest';
import type { AdminSeed } from '../../../../../../../infra/local/helpdesks/zendesk/index.ts';
import { adminApiOf, apiOf, languageField, startAccount, ticketOfCustomer } from '../account.ts';

const content: AdminSeed = {
  systemFields: [{ id: '10', type: 'subject', title: 'Subject' }],
  forms: [
    { id: '60', name: 'Standard', isDefault: true, active: true, endUserVisible: true, fieldIds: ['10'] },
  ],
};
const dropdown = {
  type: 'tagger',
  title: 'Sentiment',
  custom_field_options: [{ name: 'Positive', value: 'dm_sentiment_positive' }],
};

test('A dropdown that an admin makes takes its options in tickets', async () => {
  // Prepare
  const helpdesk = await startAccount();
  ticketOfCustomer(helpdesk);
  const api = await adminApiOf(helpdesk);
  // Act
  const made = await api('POST', '/api/v2/ticket_fields', { ticket_field: dropdown });
  const { id } = made.body.ticket_field;
  await api('PUT', '/api/v2/tickets/35', {
    ticket: { custom_fields: [{ id, value: 'dm_sentiment_positive' }] },
  });
  // Assess
  expect(made.status).toBe(201);
  expect(helpdesk.ticket('35').tags).toEqual(['dm_sentiment_positive']);
  expect(helpdesk.violations()).toEqual([]);
});

test.each([
  ['an option whose tag another field has', { custom_field_options: [{ name: 'A', value: 'dm_lang_es' }] }],
  ['a tag with a blank', { custom_field_options: [{ name: 'A', value: 'a b' }] }],
  ['no option', { custom_field_options: [] }],
  ['no title', { title: '' }],
  ['an unknown type', { type: 'drop-down' }],
])('A field with %s is refused with 422', async (_what, change) => {
  // Prepare
  const api = await adminApiOf(await startAccount());
  // Act
  const answer = await api('POST', '/api/v2/ticket_fields', { ticket_field: { ...dropdown, ...change } });
  // Assess
  expect(answer.status).toBe(422);
});

test('An update that leaves an option out removes it, which is a violation', async () => {
  // Prepare
  const helpdesk = await startAccount();
  const api = await adminApiOf(helpdesk);
  // Act
  const answer = await api('PUT', `/api/v2/ticket_fields/${languageField.id}`, {
    ticket_field: { custom_field_options: [{ name: 'Spanish', value: 'dm_lang_es' }] },
  });
  // Assess
  expect(answer.body.ticket_field.custom_field_options.map(({ value }: any) => value)).toEqual([
    'dm_lang_es',
  ]);
  expect(helpdesk.violations().map(({ what }) => what)).toEqual([
    'custom_field_options leaves out 1 options, which Zendesk removes',
  ]);
});

test('A form takes fields that exist, and loses the one that is deleted', async () => {
  // Prepare
  const api = await adminApiOf(await startAccount({ admin: content }));
  const form = (ids: readonly number[]) => ({ ticket_form: { ticket_field_ids: ids } });
  // Act
  const refused = await api('PUT', '/api/v2/ticket_forms/60', form([10, 4711]));
  const changed = await api('PUT', '/api/v2/ticket_forms/60', form([10, 360001]));
  const removed = await api('DELETE', '/api/v2/ticket_fields/360001');
  const after = await api('GET', '/api/v2/ticket_forms/60');
  // Assess
  expect([refused.status, changed.status, removed.status]).toEqual([422, 200, 204]);
  expect(changed.body.ticket_form.ticket_field_ids).toEqual([10, 360001]);
  expect(after.body.ticket_form.ticket_field_ids).toEqual([10]);
});

test('Fields that every account has are listed and cannot be removed', async () => {
  // Prepare
  const api = await adminApiOf(await startAccount({ admin: content }));
  // Act
  const listed = await api('GET', '/api/v2/ticket_fields');
  const removed = await api('DELETE', '/api/v2/ticket_fields/10');
  // Assess
  expect(listed.body.ticket_fields.map(({ id, removable }: any) => [id, removable])).toEqual([
    [10, false],
    [360001, true],
    [360002, true],
  ]);
  expect(removed.status).toBe(404);
});

test('Agents may look at fields and forms but not change them', async () => {
  // Prepare
  const api = await apiOf(await startAccount({ admin: content }), 'read write');
  // Act
  const answers = [
    await api('GET', '/api/v2/ticket_forms'),
    await api('POST', '/api/v2/ticket_fields', { ticket_field: dropdown }),
    await api('PUT', '/api/v2/ticket_forms/60', { ticket_form: { name: 'X' } }),
  ];
  // Assess
  expect(answers.map(({ status }) => status)).toEqual([200, 403, 403]);
});
