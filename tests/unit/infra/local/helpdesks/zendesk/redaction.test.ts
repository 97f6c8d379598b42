import { expect, test } from 'vitest';
import { ticketEventTypes } from '../../../../../../infra/local/helpdesks/zendesk/index.ts';
import { admin, agent, apiOf, customer, startAccount } from './account.ts';
import { startReceiver } from './receiver.ts';

const subscriptions = [
  ticketEventTypes.attachmentLinkedToComment,
  ticketEventTypes.attachmentRedactedFromComment,
  ticketEventTypes.commentRedacted,
  ticketEventTypes.commentMadePrivate,
  ticketEventTypes.softDeleted,
  ticketEventTypes.permanentlyDeleted,
];
const commentPath = '/api/v2/tickets/35/comments/901';
const redactions = '/api/v2/comment_redactions/901';

async function accountWithCard(options: Parameters<typeof startAccount>[0] = {}) {
  const receiver = await startReceiver();
  const helpdesk = await startAccount({
    webhook: { url: receiver.url, signingSecret: 's', subscriptions, firstCommentEvent: false },
    ...options,
  });
  helpdesk.createTicket({
    id: '35',
    subject: 'Pago',
    requester: customer.id,
    comment: {
      id: '901',
      text: 'Mi tarjeta 4111 1111, gracias',
      html: '<p>Mi tarjeta <b>4111 1111</b>, <a href="https://example.com/x">gracias</a></p>',
      public: true,
      attachments: [{ name: 'dni.pdf', contentType: 'application/pdf', base64: 'AAAA' }],
    },
  });
  await helpdesk.settled();
  receiver.received.length = 0;
  const api = await apiOf(helpdesk, 'read write');
  return { helpdesk, api, receiver, file: helpdesk.ticket('35').comments[0]!.attachments[0]! };
}

const toldBy = (receiver: Awaited<ReturnType<typeof startReceiver>>) =>
  receiver.received.map(({ json }) => [json.type.replace('zen:event-type:ticket.', ''), json.event]);

test('What is marked in the comment’s own HTML becomes blocks, and a tag with the attribute goes', async () => {
  // Prepare
  const { helpdesk, api, receiver } = await accountWithCard();
  // Act
  const answer = await api('PUT', redactions, {
    ticket_id: 35,
    html_body:
      '<div class="zd-comment" dir="auto"><p>Mi tarjeta <b><redact>4111 1111</redact></b>, <a href="https://example.com/x" redact><redact>gracias</redact></a></p></div>',
  });
  await helpdesk.settled();
  // Assess
  expect(answer.status).toBe(200);
  expect(answer.body.comment).toMatchObject({
    id: 901,
    plain_body: 'Mi tarjeta ▇▇▇▇ ▇▇▇▇, ▇▇▇▇▇▇▇',
    html_body: '<div class="zd-comment" dir="auto"><p>Mi tarjeta <b>▇▇▇▇ ▇▇▇▇</b>, ▇▇▇▇▇▇▇</p></div>',
  });
  expect(toldBy(receiver)).toEqual([['comment_redacted', { comment: { id: '901' } }]]);
  expect(receiver.received[0]?.json.detail).toMatchObject({
    actor_id: '9',
    description: 'Mi tarjeta ▇▇▇▇ ▇▇▇▇, ▇▇▇▇▇▇▇',
  });
  expect(helpdesk.ticket('35').comments).toHaveLength(1);
});

test('Files are redacted by their address, together with the text and also in a closed ticket', async () => {
  // Prepare
  const { helpdesk, api, receiver, file } = await accountWithCard();
  helpdesk.closeTicket('35', agent.id);
  const before = await api('GET', '/api/v2/tickets/35/comments');
  const [{ content_url: address }] = before.body.comments[0].attachments;
  // Act
  const answer = await api('PUT', redactions, { ticket_id: 35, external_attachment_urls: [address] });
  await helpdesk.settled();
  // Assess
  expect(answer.body.comment.attachments).toEqual([
    expect.objectContaining({ id: Number(file.id), file_name: 'redacted.txt', size: 0 }),
  ]);
  expect((await fetch(address)).status).toBe(404);
  expect(toldBy(receiver)).toEqual([
    ['attachment_redacted_from_comment', { comment: { id: '901', attachment: { id: file.id } } }],
  ]);
});

test.each([
  ['HTML that is not the comment’s', { ticket_id: 35, html_body: '<p><redact>x</redact></p>' }, 422],
  ['nothing', { ticket_id: 35 }, 422],
  ['a foreign file', { ticket_id: 35, external_attachment_urls: ['https://example.com/a'] }, 422],
  ['a comment of another ticket', { ticket_id: 36, html_body: 'x' }, 404],
  ['no ticket', { html_body: 'x' }, 400],
])('A redaction of %s is refused', async (_name, body, status) => {
  // Prepare
  const { api } = await accountWithCard();
  // Act
  const answer = await api('PUT', redactions, body);
  // Assess
  expect(answer.status).toBe(status);
});

test('A string is redacted wherever the comment has it, but not in a closed ticket', async () => {
  // Prepare
  const { helpdesk, api, receiver } = await accountWithCard();
  // Act
  const answer = await api('PUT', `${commentPath}/redact`, { text: '4111 1111' });
  const missing = await api('PUT', `${commentPath}/redact`, { text: '4111 1111' });
  helpdesk.closeTicket('35', agent.id);
  const closed = await api('PUT', `${commentPath}/redact`, { text: 'tarjeta' });
  await helpdesk.settled();
  // Assess
  expect([answer.status, missing.status, closed.status]).toEqual([200, 422, 422]);
  expect(answer.body.comment.html_body).toContain('<b>▇▇▇▇ ▇▇▇▇</b>');
  expect(answer.body.comment.plain_body).toBe('Mi tarjeta ▇▇▇▇ ▇▇▇▇, gracias');
  expect(toldBy(receiver)).toEqual([['comment_redacted', { comment: { id: '901' } }]]);
});

test('An attachment is redacted by its id', async () => {
  // Prepare
  const { api, file } = await accountWithCard();
  // Act
  const answer = await api('PUT', `${commentPath}/attachments/${file.id}/redact`, {});
  const unknown = await api('PUT', `${commentPath}/attachments/1/redact`, {});
  const audits = await api('GET', '/api/v2/tickets/35/audits');
  // Assess
  expect(answer.body.attachment).toMatchObject({ id: Number(file.id), file_name: 'redacted.txt', size: 0 });
  expect(unknown.status).toBe(404);
  expect(audits.body.audits.at(-1).events).toEqual([
    {
      id: expect.any(Number),
      type: 'AttachmentRedactionEvent',
      attachment_id: Number(file.id),
      comment_id: 901,
    },
  ]);
});

test('A comment is made private, once, with or without a body in the request', async () => {
  // Prepare
  const { helpdesk, api, receiver } = await accountWithCard();
  // Act
  const first = await api('PUT', `${commentPath}/make_private`, undefined, { 'content-type': undefined });
  const second = await api('PUT', `${commentPath}/make_private`, {});
  await helpdesk.settled();
  // Assess
  expect([first.status, first.body, second.status]).toEqual([200, null, 200]);
  expect(helpdesk.ticket('35').comments[0]?.public).toBe(false);
  expect(toldBy(receiver)).toEqual([['comment_made_private', { comment: { id: '901' } }]]);
});

test('Where agents may not delete tickets, only an admin’s token redacts', async () => {
  // Prepare
  const strict = { agentsCanDeleteTickets: false };
  const byAgent = await accountWithCard(strict);
  const byAdmin = await accountWithCard({
    ...strict,
    oauthClients: [{ clientId: 'dragoman', clientSecret: 'test-secret', userId: admin.id }],
  });
  // Act
  const answers = await Promise.all(
    [byAgent, byAdmin].map(({ api }) => api('PUT', `${commentPath}/redact`, { text: 'tarjeta' })),
  );
  // Assess
  expect(answers.map(({ status }) => status)).toEqual([403, 200]);
});

test('People redact, hide and delete in the helpdesk, and each is told', async () => {
  // Prepare
  const { helpdesk, api, receiver, file } = await accountWithCard();
  const of = { agentId: agent.id, commentId: '901' };
  // Act
  helpdesk.redactCommentByAgent('35', { ...of, text: '4111 1111' });
  helpdesk.redactAttachmentByAgent('35', { ...of, attachmentId: file.id });
  helpdesk.makePrivateByAgent('35', of);
  helpdesk.redactCommentByAgent('35', of);
  await helpdesk.settled();
  await helpdesk.deleteTicketByAgent('35', { agentId: agent.id }).delivered;
  await helpdesk.deleteTicketByAgent('35', { agentId: agent.id, how: 'permanent' }).delivered;
  // Assess
  expect(
    toldBy(receiver)
      .map(([type]) => type)
      .sort(),
  ).toEqual([
    'attachment_redacted_from_comment',
    'comment_made_private',
    'comment_redacted',
    'comment_redacted',
    'permanently_deleted',
    'soft_deleted',
  ]);
  expect(receiver.received.at(-2)?.json).toMatchObject({
    type: 'zen:event-type:ticket.soft_deleted',
    detail: { id: '35', status: 'DELETED', actor_id: '2' },
    event: {},
  });
  expect(helpdesk.ticket('35').comments[0]?.plain).toBe('▇▇ ▇▇▇▇▇▇▇ ▇▇▇▇ ▇▇▇▇▇ ▇▇▇▇▇▇▇');
  const gone = [
    api('GET', '/api/v2/tickets/35'),
    api('GET', '/api/v2/tickets/35/comments'),
    api('PUT', '/api/v2/tickets/35', { ticket: { priority: 'low' } }),
  ];
  expect((await Promise.all(gone)).map(({ status }) => status)).toEqual([404, 404, 404]);
  expect((await api('GET', '/api/v2/tickets')).body.tickets).toEqual([]);
});

test('A file that comes with a comment is told as well, with its address', async () => {
  // Prepare
  const { helpdesk, receiver } = await accountWithCard();
  // Act
  const change = helpdesk.addComment('35', {
    text: 'nota',
    author: agent.id,
    public: false,
    attachments: [{ name: 'a.png', contentType: 'image/png', base64: 'iVBORw==' }],
  });
  await change.delivered;
  // Assess
  expect(receiver.received[0]?.json).toMatchObject({
    type: 'zen:event-type:ticket.attachment_linked_to_comment',
    event: {
      comment: {
        id: change.commentId,
        attachment: {
          id: expect.any(String),
          content_type: 'image/png',
          content_url: expect.stringContaining('/attachments/token/'),
          filename: 'a.png',
          is_public: false,
        },
      },
    },
  });
});
