import { expect, test } from 'vitest';
import {
  type Api,
  agent,
  apiOf,
  customer,
  integration,
  movableClock,
  postJson,
  startAccount,
  ticketOfCustomer,
} from './account.ts';

const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47]);
const everything = 'read write';

function upload(api: Api, name: string, bytes: Uint8Array, token?: string) {
  const query = new URLSearchParams({ filename: name, ...(token === undefined ? {} : { token }) });
  return api('POST', `/api/v2/uploads?${query}`, bytes, { 'content-type': 'image/png', accept: undefined });
}

function reply(api: Api, comment: object) {
  return api('PUT', '/api/v2/tickets/35', { ticket: { comment: { public: true, ...comment } } });
}

async function accountWithTicket(options: Parameters<typeof startAccount>[0] = {}) {
  const helpdesk = await startAccount(options);
  ticketOfCustomer(helpdesk);
  return { helpdesk, api: await apiOf(helpdesk, everything) };
}

test('A customer’s file is listed with the comment and is fetched, by a redirect, from another host', async () => {
  // Prepare
  const { helpdesk, api } = await accountWithTicket();
  helpdesk.addComment('35', {
    text: 'mira',
    author: customer.id,
    public: true,
    attachments: [{ name: 'foto ñ.png', contentType: 'image/png', base64: 'iVBORw==' }],
  });
  const comments = await api('GET', '/api/v2/tickets/35/comments');
  const [attachment] = comments.body.comments.at(-1).attachments;
  // Act
  const redirect = await fetch(attachment.content_url, { redirect: 'manual' });
  const file = await fetch(redirect.headers.get('location')!);
  // Assess
  expect(attachment).toMatchObject({
    file_name: 'foto ñ.png',
    content_type: 'image/png',
    size: 4,
    inline: false,
    content_url: expect.stringMatching(
      /^http:\/\/127\.0\.0\.1:\d+\/attachments\/token\/[\w-]{24}\/\?name=foto%20%C3%B1\.png$/,
    ),
  });
  expect(redirect.status).toBe(302);
  expect(new URL(redirect.headers.get('location')!).host).not.toBe(new URL(helpdesk.baseUrl).host);
  expect([file.status, file.headers.get('content-type')]).toEqual([200, 'image/png']);
  expect([...new Uint8Array(await file.arrayBuffer())]).toEqual([...png]);
});

test('The host of the files refuses a request with credentials, and that they were sent is reported', async () => {
  // Prepare
  const { helpdesk, api } = await accountWithTicket();
  const { body } = await upload(api, 'a.png', png);
  const redirect = await fetch(body.upload.attachment.content_url, { redirect: 'manual' });
  // Act
  const answer = await fetch(redirect.headers.get('location')!, { headers: { authorization: 'Bearer x' } });
  // Assess
  expect(answer.status).toBe(403);
  expect(helpdesk.violations().map(({ what }) => what)).toEqual([
    'credentials of the account were sent to the host of its files',
  ]);
});

test('Where attachments are private, their address asks for a token', async () => {
  // Prepare
  const { helpdesk, api } = await accountWithTicket({ privateAttachments: true });
  const { body } = await upload(api, 'a.png', png);
  const path = body.upload.attachment.content_url.replace(helpdesk.baseUrl, '');
  // Act
  const without = await fetch(body.upload.attachment.content_url, { redirect: 'manual' });
  const withToken = await api('GET', path);
  // Assess
  expect([without.status, withToken.status]).toEqual([401, 302]);
});

test('An inline image is shown by its address in the HTML and only listed on request', async () => {
  // Prepare
  const { helpdesk, api } = await accountWithTicket();
  helpdesk.addComment('35', {
    text: 'mira',
    html: '<p>mira <img src="cid:uno.png"></p>',
    author: customer.id,
    public: true,
    attachments: [
      { name: 'uno.png', contentType: 'image/png', bytes: png, inline: true },
      { name: 'dos.png', contentType: 'image/png', bytes: png, inline: true },
    ],
  });
  // Act
  const plain = await api('GET', '/api/v2/tickets/35/comments?page[size]=10');
  const full = await api('GET', '/api/v2/tickets/35/comments?page[size]=10&include_inline_images=true');
  // Assess
  const [one, two] = full.body.comments.at(-1).attachments;
  expect(plain.body.comments.at(-1).attachments).toEqual([]);
  expect([one.file_name, one.inline, two.file_name]).toEqual(['uno.png', true, 'dos.png']);
  expect(plain.body.comments.at(-1).html_body).toBe(
    `<div class="zd-comment" dir="auto"><p>mira <img src="${one.content_url}"></p><p><img src="${two.content_url}"></p></div>`,
  );
});

test('An upload answers 201 with a token, and a comment that names the token has the file', async () => {
  // Prepare
  const clock = movableClock('2026-01-09T08:21:07Z');
  const { helpdesk, api } = await accountWithTicket({ now: clock.now });
  // Act
  const uploaded = await upload(api, 'crash.png', png);
  const answer = await reply(api, { html_body: '<p>mira</p>', uploads: [uploaded.body.upload.token] });
  // Assess
  expect(uploaded.status).toBe(201);
  expect(uploaded.body.upload).toEqual({
    token: expect.stringMatching(/^[\w-]{24}$/),
    expires_at: '2026-01-09T09:21:07.000Z',
    attachment: expect.objectContaining({ file_name: 'crash.png', content_type: 'image/png', size: 4 }),
    attachments: [expect.objectContaining({ file_name: 'crash.png' })],
  });
  expect(answer.body.audit.events[0].attachments).toEqual([uploaded.body.upload.attachment]);
  expect(helpdesk.violations()).toEqual([]);
});

test('Files uploaded with the same token come into the comment together', async () => {
  // Prepare
  const { api } = await accountWithTicket();
  const first = await upload(api, 'one.png', png);
  const { token } = first.body.upload;
  // Act
  const second = await upload(api, 'two.png', png, token);
  const answer = await reply(api, { body: 'x', uploads: [token] });
  // Assess
  expect(second.body.upload.token).toBe(token);
  expect(second.body.upload.attachment.file_name).toBe('two.png');
  expect(answer.body.audit.events[0].attachments.map((each: any) => each.file_name)).toEqual([
    'one.png',
    'two.png',
  ]);
});

test('A token works once, for 60 minutes, and only for the user who uploaded', async () => {
  // Prepare
  const clock = movableClock('2026-01-09T08:21:07Z');
  const { helpdesk, api } = await accountWithTicket({
    now: clock.now,
    oauthClients: [
      { clientId: 'dragoman', clientSecret: 'test-secret', userId: integration.id },
      { clientId: 'other', clientSecret: 'other-secret', userId: agent.id },
    ],
  });
  const theirs = await postJson(`${helpdesk.baseUrl}/oauth/tokens`, {
    grant_type: 'client_credentials',
    client_id: 'other',
    client_secret: 'other-secret',
    scope: everything,
    expires_in: 7200,
  });
  const used = (await upload(api, 'a.png', png)).body.upload.token;
  await reply(api, { body: 'x', uploads: [used] });
  const foreign = await api('POST', '/api/v2/uploads?filename=a.png', png, {
    'content-type': 'image/png',
    authorization: `Bearer ${theirs.body.access_token}`,
  });
  const old = (await upload(api, 'b.png', png)).body.upload;
  // Act
  const statuses = [
    (await reply(api, { body: 'x', uploads: [used] })).status,
    (await reply(api, { body: 'x', uploads: [foreign.body.upload.token] })).status,
    (await reply(api, { body: 'x', uploads: ['unknown'] })).status,
  ];
  clock.advanceMs(3_600_000);
  const later = await apiOf(helpdesk, everything);
  statuses.push((await reply(later, { body: 'x', uploads: [old.token] })).status);
  // Assess
  expect(statuses).toEqual([422, 422, 422, 422]);
  expect(helpdesk.ticket('35').comments).toHaveLength(2);
  expect((await fetch(old.attachment.content_url)).status).toBe(404);
  expect(helpdesk.violations()).toHaveLength(4);
});

test('Refused for another reason, an update does not use up its upload', async () => {
  // Prepare
  const { api } = await accountWithTicket();
  const { token } = (await upload(api, 'a.png', png)).body.upload;
  // Act
  const refused = await api('PUT', '/api/v2/tickets/35', {
    ticket: { status: 'done', comment: { body: 'x', public: true, uploads: [token] } },
  });
  const taken = await reply(api, { body: 'x', uploads: [token] });
  // Assess
  expect([refused.status, taken.status]).toEqual([422, 200]);
});

test('An account may let a bad token pass: the comment then comes without the file, which is reported', async () => {
  // Prepare
  const { helpdesk, api } = await accountWithTicket({ badUploadToken: 'ignored' });
  // Act
  const answer = await reply(api, { body: 'x', uploads: ['unknown'] });
  // Assess
  expect(answer.status).toBe(200);
  expect(helpdesk.ticket('35').comments.at(-1)?.attachments).toEqual([]);
  expect(helpdesk.violations().map(({ what }) => what)).toEqual([
    'comment.uploads has a token that is unknown, used, expired or of another user',
  ]);
});

test('A dropped upload is gone, with its file', async () => {
  // Prepare
  const { api } = await accountWithTicket();
  const { token, attachment } = (await upload(api, 'a.png', png)).body.upload;
  const known = await api('GET', `/api/v2/attachments/${attachment.id}`);
  // Act
  const dropped = await api('DELETE', `/api/v2/uploads/${token}`);
  // Assess
  expect(known.body.attachment).toEqual(attachment);
  expect(dropped.status).toBe(204);
  expect((await api('GET', `/api/v2/attachments/${attachment.id}`)).status).toBe(404);
  expect((await api('DELETE', `/api/v2/uploads/${token}`)).status).toBe(404);
});

test.each([
  ['a file without a name', '', png, 422],
  ['a file above the limit', '?filename=a.png', new Uint8Array(11), 413],
  ['a file for a token that does not exist', '?filename=a.png&token=unknown', png, 422],
])('Refused is %s', async (_name, query, bytes, status) => {
  // Prepare
  const { api } = await accountWithTicket({ maxAttachmentBytes: 10 });
  // Act
  const answer = await api('POST', `/api/v2/uploads${query}`, bytes, { 'content-type': 'image/png' });
  // Assess
  expect(answer.status).toBe(status);
});

test('An upload needs the global scope write', async () => {
  // Prepare
  const { helpdesk } = await accountWithTicket();
  const api = await apiOf(helpdesk, 'read tickets:write');
  // Act
  const answer = await upload(api, 'a.png', png);
  // Assess
  expect(answer.status).toBe(403);
});

test('A text that shows a file which the customer will not see is reported', async () => {
  // Prepare
  const { helpdesk, api } = await accountWithTicket();
  helpdesk.addComment('35', {
    text: 'note',
    author: agent.id,
    public: false,
    attachments: [{ name: 'a.png', contentType: 'image/png', bytes: png, inline: true }],
  });
  const listed = await api('GET', '/api/v2/tickets/35/comments?include_inline_images=true');
  const ofNote = listed.body.comments.at(-1).attachments[0].content_url;
  const loose = (await upload(api, 'b.png', png)).body.upload.attachment.content_url;
  const own = (await upload(api, 'c.png', png)).body.upload;
  // Act
  await reply(api, {
    html_body: [ofNote, loose, own.attachment.content_url].map((url) => `<img src="${url}">`).join(''),
    uploads: [own.token],
  });
  // Assess
  expect(helpdesk.violations().map(({ what }) => what)).toEqual([
    'html_body shows a file of a private comment; with private attachments the customer cannot open it',
    'html_body shows a file that belongs to no comment; Zendesk deletes it within 60 minutes',
  ]);
});
