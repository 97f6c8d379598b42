import { expect, test } from 'vitest';
import { apiOf, mailOfAna, search, startAccount } from './account.ts';

const noon = () => new Date('2026-11-23T12:00:00.500Z');

test('shows a ticket as RT does: numbers as texts, times in whole seconds, an ETag that is the last transaction', async () => {
  // Prepare
  const rt = await startAccount({ now: noon });
  const { transactionId } = mailOfAna(rt);

  // Act
  const { status, headers, body } = await apiOf(rt)('GET', '/ticket/1?fields[Queue]=Name');

  // Assess
  expect(status).toBe(200);
  expect(body).toMatchObject({
    id: 1,
    Subject: 'No puedo entrar',
    Status: 'new',
    Priority: '0',
    Created: '2026-11-23T12:00:00Z',
    Resolved: '1970-01-01T00:00:00Z',
    Queue: { id: '3', type: 'queue', Name: 'Support', _url: `${rt.baseUrl}/REST/2.0/queue/3` },
    Requestor: [{ id: 'ana@example.org', type: 'user' }],
  });
  expect(body.CustomFields.map(({ name, values }: any) => [name, values])).toEqual([
    ['Dragoman Language', []],
    ['Dragoman Subject', []],
    ['Dragoman Tags', []],
  ]);
  // The autoreply came after the mail.
  expect(headers.get('etag')).toBe(`"${transactionId! + 1}"`);
});

test('shows the parts of a mail as text in a list, and as base64 alone', async () => {
  // Prepare
  const rt = await startAccount();
  const image = { name: 'a.png', contentType: 'image/png', base64: 'iVBORw0KGgo=' };
  const { transactionId } = mailOfAna(rt, {
    html: '<p>Hola</p>',
    files: [image],
    messageId: 'one@example.org',
  });
  const api = apiOf(rt);

  // Act
  const list = await api(
    'GET',
    `/transaction/${transactionId}/attachments?fields=ContentType,Content,Filename,MessageId`,
  );
  const alone = await api('GET', `/attachment/${list.body.items[4].id}`);

  // Assess
  expect(
    list.body.items.map(({ ContentType, Content, Filename, MessageId }: any) => [
      ContentType,
      Content,
      Filename,
      MessageId,
    ]),
  ).toEqual([
    ['multipart/mixed', '', '', 'one@example.org'],
    ['multipart/alternative', '', '', ''],
    ['text/plain', 'Hola, no puedo entrar.', '', ''],
    ['text/html', '<p>Hola</p>', '', ''],
    ['image/png', '\u0089PNG\r\n\u001a\n', 'a.png', ''],
  ]);
  expect(alone.body).toMatchObject({
    Content: 'iVBORw0KGgo=\n',
    Filename: 'a.png',
    Parent: { id: list.body.items[0].id },
  });
});

test('breaks where a list of parts is asked for their parents', async () => {
  // Prepare
  const rt = await startAccount();
  const { transactionId } = mailOfAna(rt);

  // Act
  const answer = await apiOf(rt)('GET', `/transaction/${transactionId}/attachments?fields=Parent`);

  // Assess
  expect(answer).toMatchObject({ status: 500, body: '' });
});

test('cuts a page before it leaves out what the user may not see, and gives no totals', async () => {
  // Prepare
  const rt = await startAccount();
  mailOfAna(rt);
  for (const text of ['one', 'two', 'three']) rt.agentComments(1, { agent: 'marta', text });
  rt.agentReplies(1, { agent: 'marta', text: 'four' });
  const query = search("ObjectType = 'RT::Ticket' AND Type != 'EmailRecord'", '&fields=Type&per_page=4');
  const api = apiOf(rt, '1-35-read');

  // Act
  const [first, second] = [await api('GET', query), await api('GET', `${query}&page=2`)];

  // Assess
  expect(first.body).toMatchObject({
    count: 1,
    total: null,
    pages: null,
    per_page: 4,
    items: [{ Type: 'Create' }],
  });
  expect(second.body).toMatchObject({ count: 2, items: [{ Type: 'Correspond' }, { Type: 'Status' }] });
});

test('gives totals and a next page to who may see all', async () => {
  // Prepare
  const rt = await startAccount();
  mailOfAna(rt);
  mailOfAna(rt);

  // Act
  const { body } = await apiOf(rt, '1-14-all')(
    'GET',
    `${search("Type = 'Create' AND ObjectType = 'RT::Ticket'")}&per_page=1`,
  );

  // Assess
  expect(body).toMatchObject({ count: 1, total: 2, pages: 2 });
  expect(body.next_page).toContain('page=2');
});

test('shows a merged ticket under both ids, with one history', async () => {
  // Prepare
  const rt = await startAccount();
  mailOfAna(rt);
  mailOfAna(rt, { subject: 'Otra vez' });
  rt.mergeTicket(2, 1, 'marta');
  const api = apiOf(rt);

  // Act
  const ticket = await api('GET', '/ticket/2');
  const history = await api('GET', '/ticket/2/history?fields=Type,ObjectId');
  const found = await api('GET', `/tickets?query=${encodeURIComponent("Queue = 'Support'")}`);

  // Assess
  expect(ticket.body).toMatchObject({ id: 1, Subject: 'No puedo entrar' });
  expect(history.body.items.map(({ Type, ObjectId }: any) => `${Type} ${ObjectId}`)).toEqual([
    'Create 1',
    'EmailRecord 1',
    'Create 2',
    'EmailRecord 2',
    'AddLink 2',
    'AddLink 1',
  ]);
  expect(found.body.items.map(({ id }: any) => id)).toEqual(['1']);
});

test('hides a deleted ticket from searches only', async () => {
  // Prepare
  const rt = await startAccount();
  mailOfAna(rt);
  rt.deleteTicketByAgent(1, 'marta');
  const api = apiOf(rt);

  // Act
  const [shown, found] = [await api('GET', '/ticket/1'), await api('GET', '/tickets?query=id=1')];

  // Assess
  expect(shown).toMatchObject({ status: 200, body: { Status: 'deleted' } });
  expect(found.body).toMatchObject({ count: 0, total: 0 });
});
