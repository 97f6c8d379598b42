import { expect, test } from 'vitest';
import { apiOf, mailOfAna, search, startAccount } from './account.ts';

const text = (content: string) => ({ Content: content, ContentType: 'text/plain' });

async function accountWithTicket() {
  const rt = await startAccount();
  mailOfAna(rt);
  return rt;
}

test('writes a comment with fields, key and status in one call, and says of each what it did', async () => {
  // Prepare
  const rt = await accountWithTicket();

  // Act
  const { status, headers, body } = await apiOf(rt)('POST', '/ticket/1/comment', {
    Content: '<p>Nota</p>',
    ContentType: 'text/html',
    CustomFields: { 'Dragoman Language': 'es', 'Dragoman Tags': ['b', 'a'] },
    TxnCustomFields: { 'Dragoman Write Key': 'key-1' },
    Status: 'open',
  });

  // Assess
  expect(status).toBe(201);
  expect(body).toEqual([
    'Comments added',
    'Dragoman Language es added',
    'a added as a value for Dragoman Tags',
    'b added as a value for Dragoman Tags',
    'Custom fields updated',
    "Status changed from 'new' to 'open'",
  ]);
  const id = Number(headers.get('location')!.split('/').at(-1));
  expect(rt.transaction(id)).toMatchObject({ type: 'Comment', creator: { name: 'dragoman' } });
  expect(rt.transactionValue(id, 'Dragoman Write Key')).toBe('key-1');
  expect(rt.fieldValues(1, 'Dragoman Tags')).toEqual(['b', 'a']);
  expect(rt.violations()).toEqual([]);
});

test('hides behind 201 what it did not do', async () => {
  // Prepare
  const rt = await accountWithTicket();

  // Act
  const answer = await apiOf(rt)('POST', '/ticket/1/comment', {
    ...text('x'),
    Status: 'bogus',
    CustomFields: { Nope: '1' },
    TxnCustomFields: { Nope: '1' },
  });

  // Assess
  expect(answer).toMatchObject({
    status: 201,
    body: [
      'Comments added',
      'Unable to load transaction custom field: Nope',
      "Status 'bogus' isn't a valid status for this ticket.",
    ],
  });
  expect(rt.violations()).toHaveLength(3);
});

test('says that a key was stored although the right to store it is missing', async () => {
  // Prepare
  const rt = await accountWithTicket();
  const message = { ...text('x'), TxnCustomFields: { 'Dragoman Write Key': 'key-1' } };

  // Act
  const answer = await apiOf(rt, '1-35-read')('POST', '/ticket/1/correspond', message);
  const found = await apiOf(rt)('GET', search("CF.{Dragoman Write Key} = 'key-1'"));

  // Assess
  expect(answer.body).toEqual(['Correspondence added', 'Custom fields updated']);
  expect(found.body.count).toBe(0);
});

test.each([
  [
    'no content type',
    { Content: 'x' },
    {},
    400,
    { message: 'ContentType is a required field for application/json' },
  ],
  ['malformed JSON', '{"Content":', {}, 500, ''],
  ['a list', [1], {}, 500, ''],
  ['an If-Match', text('x'), { 'if-match': '"1"' }, 412, { message: 'Precondition Failed' }],
  ['XML', '<x/>', { 'content-type': 'application/xml' }, 415, { message: 'Unsupported Media Type' }],
  [
    'a file without content',
    { ...text('x'), Attachments: [{ FileName: 'a', FileType: 'text/plain' }] },
    {},
    400,
    { message: 'FileContent is a required field for each attachment in Attachments' },
  ],
])('refuses %s', async (_, message, headers, status, body) => {
  // Prepare
  const rt = await accountWithTicket();

  // Act
  const answer = await apiOf(rt)('POST', '/ticket/1/comment', message, headers);

  // Assess
  expect(answer).toMatchObject({ status, body });
  expect(rt.history(1).some(({ type }) => type === 'Comment')).toBe(false);
});

test('writes a comment about nothing, and calls it a violation', async () => {
  // Prepare
  const rt = await accountWithTicket();

  // Act
  const answer = await apiOf(rt)('POST', '/ticket/1/comment', {});

  // Assess
  expect(answer).toMatchObject({ status: 201, body: ['Comments added'] });
  expect(rt.violations()).toHaveLength(1);
});

test('knows no difference between a ticket that is not there and a right that is missing', async () => {
  // Prepare
  const rt = await accountWithTicket();

  // Act
  const missing = await apiOf(rt)('POST', '/ticket/9/comment', text('x'));
  const refused = await apiOf(rt, '1-35-read')('POST', '/ticket/1/comment', text('x'));

  // Assess
  for (const answer of [missing, refused]) {
    expect(answer).toMatchObject({ status: 400, body: { message: 'Permission Denied' } });
  }
});

test('answers in the language of the user', async () => {
  // Prepare
  const rt = await accountWithTicket();

  // Act
  const { body } = await apiOf(rt, '1-33-es')('POST', '/ticket/1/correspond', {
    ...text('x'),
    Status: 'stalled',
  });

  // Assess
  expect(body).toEqual(['Correspondencia agregada', "Estado ha cambiado de 'abierto' a 'pendiente'"]);
});

test('ends the connection without a word where a field has a character beyond Latin-1, and has written all the same', async () => {
  // Prepare
  const rt = await accountWithTicket();
  const message = { ...text('x'), CustomFields: { 'Dragoman Subject': 'Żółć' } };

  // Act
  const call = apiOf(rt)('POST', '/ticket/1/comment', message);

  // Assess
  await expect(call).rejects.toThrow();
  expect(rt.fieldValues(1, 'Dragoman Subject')).toEqual(['Żółć']);
  expect(rt.history(1).filter(({ type }) => type === 'Comment')).toHaveLength(1);
  expect(rt.violations()).toHaveLength(1);
});

test('keeps a file name that is encoded as in a mail, and damages or refuses any other that is not ASCII', async () => {
  // Prepare
  const rt = await accountWithTicket();
  const withFile = (name: string) => ({
    ...text('x'),
    Attachments: [{ FileName: name, FileType: 'text/plain', FileContent: 'aG9sYQ==' }],
  });
  const api = apiOf(rt);

  // Act
  const encoded = await api('POST', '/ticket/1/comment', withFile('=?UTF-8?B?xbzDs8WCxIcudHh0?='));
  const accented = await api('POST', '/ticket/1/comment', withFile('ñ.txt'));
  const wide = await api('POST', '/ticket/1/comment', withFile('日本.txt'));

  // Assess
  const nameIn = ({ headers }: { headers: Headers }) =>
    rt.transaction(Number(headers.get('location')!.split('/').at(-1))).attachments.at(-1)!.fileName;
  expect([nameIn(encoded), nameIn(accented)]).toEqual(['żółć.txt', '\ufffd.txt']);
  expect(wide).toMatchObject({ status: 500, body: '' });
});

test('mails a reply to requestors and Ccs but not to who wrote it, and opens the ticket', async () => {
  // Prepare
  const rt = await startAccount();
  mailOfAna(rt, { cc: ['carl@example.org'] });

  // Act
  await apiOf(rt)('POST', '/ticket/1/correspond', {
    ...{ Content: '<p>Ya está</p>', ContentType: 'text/html' },
    Attachments: [{ FileName: 'r.pdf', FileType: 'application/pdf', FileContent: 'JVBERg==' }],
  });

  // Assess
  expect(rt.mailOf(1).at(-1)).toEqual({
    ticketId: 1,
    transactionId: expect.any(Number),
    kind: 'correspondence',
    to: ['ana@example.org'],
    cc: ['carl@example.org'],
    subject: '[example.com #1] No puedo entrar',
    text: '',
    html: '<p>Ya está</p>',
    fileNames: ['r.pdf'],
  });
  expect(rt.ticket(1).status).toBe('open');
  expect(rt.history(1).map(({ type, creator }) => `${type} ${creator.name}`)).toEqual([
    'Create ana@example.org',
    'EmailRecord RT_System',
    'Correspond dragoman',
    'EmailRecord RT_System',
    'Status RT_System',
  ]);
});

test('mails no comment to anybody', async () => {
  // Prepare
  const rt = await accountWithTicket();

  // Act
  await apiOf(rt)('POST', '/ticket/1/comment', text('secret'));

  // Assess
  expect(rt.mailOf(1).map(({ kind }) => kind)).toEqual(['autoreply']);
});
