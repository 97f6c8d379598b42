import { expect, test } from 'vitest';
import { apiOf, mailOfAna, startAccount } from './account.ts';

async function accountWithTicket() {
  const rt = await startAccount();
  mailOfAna(rt);
  return rt;
}

/** One call after another on the same ticket, each with what it says. */
const conversations: [string, [unknown, string[]][]][] = [
  [
    'a priority',
    [
      [{ Priority: 'High' }, ["Ticket 1: Priority changed from 'Low' to 'High'"]],
      [{ Priority: 'High' }, ['Ticket 1: That is already the current value']],
      [{ Priority: '100' }, []],
      [{ Priority: 73 }, ["Ticket 1: Priority changed from 'High' to 'Medium'"]],
      [{ Priority: 'Urgent' }, ["Ticket 1: Priority changed from 'Medium' to 'Low'"]],
    ],
  ],
  [
    'a field',
    [
      [{ CustomFields: { 'Dragoman Language': 'es' } }, ['Dragoman Language es added']],
      [{ CustomFields: { 'Dragoman Language': 'es' } }, []],
      [{ CustomFields: { 'Dragoman Language': 'pt' } }, ['Dragoman Language es changed to pt']],
      [{ CustomFields: { 'Dragoman Language': '' } }, ['Dragoman Language pt deleted']],
      [{ CustomFields: { 'Dragoman Language': 'pt' } }, ['Dragoman Language pt added']],
      [
        { CustomFields: { 'Dragoman Language': null } },
        ['pt is no longer a value for custom field Dragoman Language'],
      ],
      [{ CustomFields: { 'Dragoman Language': null } }, ['Dragoman Language  added']],
    ],
  ],
  [
    'a field with several values',
    [
      [
        { CustomFields: { 'Dragoman Tags': ['b', 'a'] } },
        ['a added as a value for Dragoman Tags', 'b added as a value for Dragoman Tags'],
      ],
      [
        { CustomFields: { 'Dragoman Tags': ['b', 'c'] } },
        ['a is no longer a value for custom field Dragoman Tags', 'c added as a value for Dragoman Tags'],
      ],
      [
        { CustomFields: { 'Dragoman Tags': [] } },
        [
          'b is no longer a value for custom field Dragoman Tags',
          'c is no longer a value for custom field Dragoman Tags',
        ],
      ],
      [
        { CustomFields: { 'Dragoman Tags': null } },
        [' added as a value for Dragoman Tags', ' added as a value for Dragoman Tags'],
      ],
    ],
  ],
  [
    'a status',
    [
      [{ Status: 'bogus' }, ["Ticket 1: Status 'bogus' isn't a valid status for this ticket."]],
      [{ Status: 'new' }, []],
      [{ Status: 'resolved' }, ["Ticket 1: Status changed from 'new' to 'resolved'"]],
      [{ Status: 'deleted' }, ['Ticket 1: Ticket deleted']],
    ],
  ],
  ['what there is not', [[{ Foo: 1, CustomFields: { Nope: 'x', Elsewhere: 'x' } }, []]]],
];

test.each(conversations)('answers to changes of %s with 200 and its own words', async (_, calls) => {
  // Prepare
  const api = apiOf(await accountWithTicket());

  // Act
  const answers = [];
  for (const [body] of calls) answers.push(await api('PUT', '/ticket/1', body));

  // Assess
  expect(answers.map(({ status, body }) => [status, body])).toEqual(calls.map(([, said]) => [200, said]));
});

test('refuses with 200 as well', async () => {
  // Prepare
  const rt = await accountWithTicket();
  const wanted = {
    Priority: 'High',
    Status: 'open',
    CustomFields: { 'Dragoman Language': 'es', 'Dragoman Tags': ['a'] },
  };

  // Act
  const answer = await apiOf(rt, '1-35-read')('PUT', '/ticket/1', wanted);

  // Assess
  expect(answer).toMatchObject({
    status: 200,
    body: [
      'Ticket 1: Permission Denied',
      'Ticket 1: Permission Denied',
      "Could not add a new value to custom field 'Dragoman Language': Permission Denied",
      'Could not add new custom field value: Permission Denied',
    ],
  });
  expect(rt.ticket(1)).toMatchObject({ status: 'new', priority: 0 });
});

test('refuses a change of an older state only', async () => {
  // Prepare
  const rt = await accountWithTicket();
  const api = apiOf(rt);
  const etag = (await api('GET', '/ticket/1')).headers.get('etag')!;

  // Act
  const fresh = await api('PUT', '/ticket/1', { Priority: 'High' }, { 'if-match': etag });
  const stale = await api('PUT', '/ticket/1', { Priority: 'Low' }, { 'if-match': etag });

  // Assess
  expect([fresh.status, stale.status]).toEqual([200, 412]);
});

test('notes what RT passes over without a word', async () => {
  // Prepare
  const rt = await accountWithTicket();

  // Act
  await apiOf(rt)('PUT', '/ticket/1', {
    Foo: 1,
    Priority: 'Urgent',
    CustomFields: { Nope: 'x', 'Dragoman Tags': null },
  });

  // Assess
  expect(rt.violations().map(({ what }) => what)).toEqual([
    'no attribute Foo here: ignored',
    'there is no priority Urgent: it becomes the lowest',
    'no custom field Nope that this user sees: ignored',
    'null is no empty list: it adds empty values to Dragoman Tags',
  ]);
});

test.each([
  ['malformed JSON', '{"Status":', 400],
  ['a list', [], 400],
])('refuses %s', async (_, body, status) => {
  // Prepare
  const rt = await accountWithTicket();

  // Act
  const answer = await apiOf(rt)('PUT', '/ticket/1', body);

  // Assess
  expect(answer.status).toBe(status);
});

test('takes the rights that an admin takes away', async () => {
  // Prepare
  const rt = await accountWithTicket();
  rt.setRights('Support', 'dragoman', ['ShowTicket']);
  const api = apiOf(rt);

  // Act
  const [changed, shown] = [await api('PUT', '/ticket/1', { Status: 'open' }), await api('GET', '/ticket/1')];

  // Assess
  expect(changed.body).toEqual(['Ticket 1: Permission Denied']);
  expect(shown.body.CustomFields).toEqual([]);
});
