import { expect, test } from 'vitest';
import { agent, apiOf, customer, startAccount, ticketOfCustomer } from './account.ts';

async function ticketWithComments(count: number) {
  const helpdesk = await startAccount();
  ticketOfCustomer(helpdesk);
  for (let number = 902; number < 901 + count; number += 1) {
    const author = number % 2 === 0 ? agent.id : customer.id;
    helpdesk.addComment('35', { id: String(number), text: `text ${number}`, author, public: true });
  }
  return { helpdesk, api: await apiOf(helpdesk) };
}

test('Comments come newest first, page after page, with their authors beside them', async () => {
  // Prepare
  const { api, helpdesk } = await ticketWithComments(5);
  const path = '/api/v2/tickets/35/comments?include=users&sort=-created_at&page[size]=2';
  // Act
  const first = await api('GET', path);
  const second = await api('GET', `${path}&page[after]=${first.body.meta.after_cursor}`);
  const third = await api('GET', `${path}&page[after]=${second.body.meta.after_cursor}`);
  // Assess
  const ids = [first, second, third].map(({ body }) => body.comments.map((comment: any) => comment.id));
  expect(ids).toEqual([[905, 904], [903, 902], [901]]);
  expect([first, second, third].map(({ body }) => body.meta.has_more)).toEqual([true, true, false]);
  expect(first.body.users.map((user: any) => [user.id, user.role, user.locale])).toEqual([
    [77, 'end-user', 'es'],
    [2, 'agent', 'en'],
  ]);
  expect(helpdesk.violations()).toEqual([]);
});

test('The link to the next page leads to it', async () => {
  // Prepare
  const { api, helpdesk } = await ticketWithComments(3);
  const first = await api('GET', '/api/v2/tickets/35/comments?page[size]=2');
  // Act
  const next = await api('GET', first.body.links.next.replace(helpdesk.baseUrl, ''));
  // Assess
  expect(next.body.comments.map((comment: any) => comment.id)).toEqual([903]);
});

test('Sorting comments without cursor paging has no effect and is reported', async () => {
  // Prepare
  const { api, helpdesk } = await ticketWithComments(3);
  // Act
  const answer = await api('GET', '/api/v2/tickets/35/comments?sort=-created_at');
  // Assess
  expect(answer.body.comments.map((comment: any) => comment.id)).toEqual([901, 902, 903]);
  expect(answer.body).toMatchObject({ count: 3, next_page: null });
  expect(helpdesk.violations().map(({ what }) => what)).toEqual([
    'sort has no effect on comments without cursor paging (page[size])',
  ]);
});

test.each(['page[size]=101', 'page[size]=0', 'page[size]=2&page[after]=garbage', 'page=0'])(
  'Comments with the impossible paging %s are refused with 400',
  async (query) => {
    // Prepare
    const { api } = await ticketWithComments(1);
    // Act
    const answer = await api('GET', `/api/v2/tickets/35/comments?${query}`);
    // Assess
    expect(answer.status).toBe(400);
  },
);

test('A comment has html, plain text, channel, attachments and flags', async () => {
  // Prepare
  const helpdesk = await startAccount();
  helpdesk.createTicket({
    id: '35',
    subject: 'Hola',
    requester: customer.id,
    channel: 'email',
    comment: {
      id: '901',
      text: 'Hola & adiós\n\nAna',
      public: true,
      attachmentCount: 2,
      flags: [15],
      createdAt: new Date('2026-01-09T08:21:07.900Z'),
    },
  });
  const api = await apiOf(helpdesk);
  // Act
  const answer = await api('GET', '/api/v2/tickets/35/comments');
  // Assess
  expect(answer.body.comments).toEqual([
    {
      id: 901,
      type: 'Comment',
      author_id: 77,
      body: 'Hola & adiós\n\nAna',
      plain_body: 'Hola & adiós\n\nAna',
      html_body:
        '<div class="zd-comment" dir="auto"><p dir="auto">Hola &amp; adiós</p><p dir="auto">Ana</p></div>',
      public: true,
      audit_id: expect.any(Number),
      via: { channel: 'email', source: { from: {}, to: {}, rel: null } },
      created_at: '2026-01-09T08:21:07Z',
      metadata: { system: { client: null, ip_address: null, location: null }, flags: [15] },
      attachments: [
        expect.objectContaining({ file_name: 'attachment-1.pdf' }),
        expect.objectContaining({ file_name: 'attachment-2.pdf' }),
      ],
    },
  ]);
});

test('The custom metadata of a write is found in the audit and not in the comment', async () => {
  // Prepare
  const helpdesk = await startAccount();
  ticketOfCustomer(helpdesk);
  const api = await apiOf(helpdesk);
  await api('PUT', '/api/v2/tickets/35', {
    ticket: { comment: { body: 'note', public: false }, metadata: { write_id: 'w-1' } },
  });
  // Act
  const audits = await api('GET', '/api/v2/tickets/35/audits?sort=-created_at');
  const comments = await api('GET', '/api/v2/tickets/35/comments');
  // Assess
  expect(audits.body.audits.map((audit: any) => audit.metadata.custom)).toEqual([{ write_id: 'w-1' }, {}]);
  expect(audits.body.audits[0].events[0]).toMatchObject({ type: 'Comment', public: false, author_id: 9 });
  expect(JSON.stringify(comments.body)).not.toContain('w-1');
});

test('Ids that a caller chose and that are no numbers are shown as they are', async () => {
  // Prepare
  const helpdesk = await startAccount();
  helpdesk.createTicket({
    id: 'r1',
    subject: '',
    requester: customer.id,
    comment: { id: 'r1-1', text: 'Hola', public: true },
  });
  const api = await apiOf(helpdesk);
  // Act
  const ticket = await api('GET', '/api/v2/tickets/r1.json');
  const comments = await api('GET', '/api/v2/tickets/r1/comments.json');
  // Assess
  expect(ticket.body.ticket.id).toBe('r1');
  expect(comments.body.comments[0].id).toBe('r1-1');
});

test('Dropdown fields are listed with the tags of their options', async () => {
  // Prepare
  const helpdesk = await startAccount();
  const api = await apiOf(helpdesk);
  // Act
  const answer = await api('GET', '/api/v2/ticket_fields');
  // Assess
  expect(answer.body.ticket_fields[0]).toMatchObject({
    id: 360001,
    type: 'tagger',
    custom_field_options: [
      { name: 'Spanish', value: 'dm_lang_es' },
      { name: 'Portuguese', value: 'dm_lang_pt' },
    ],
  });
});

test.each(['/api/v2/users/404', '/api/v2/tickets/404/comments', '/api/v2/nothing'])(
  'GET %s answers 404 RecordNotFound',
  async (path) => {
    // Prepare
    const helpdesk = await startAccount();
    const api = await apiOf(helpdesk, 'read');
    // Act
    const answer = await api('GET', path);
    // Assess
    expect([answer.status, answer.body.error]).toEqual([404, 'RecordNotFound']);
  },
);
