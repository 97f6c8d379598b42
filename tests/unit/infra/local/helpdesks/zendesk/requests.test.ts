import { describe, expect, test } from 'vitest';
import {
  ticketEventTypes,
  type ZendeskStandIn,
} from '../../../../../../infra/local/helpdesks/zendesk/index.ts';
import { type Api, agent, apiOf, customer, movableClock, startAccount, ticketOfCustomer } from './account.ts';
import { startReceiver } from './receiver.ts';

const stranger = { id: '78', name: 'Bo', email: 'bo@example.org', role: 'end-user', locale: 'nl' } as const;

/** Calls the API as somebody who has signed in. */
async function as(helpdesk: ZendeskStandIn, userId: string, scope = 'read write'): Promise<Api> {
  const api = await apiOf(helpdesk);
  const authorization = `Bearer ${helpdesk.signIn(userId, scope)}`;
  return (method, path, body, headers) => api(method, path, body, { authorization, ...headers });
}

async function accountWithTicket() {
  const helpdesk = await startAccount();
  helpdesk.addUser(stranger);
  ticketOfCustomer(helpdesk);
  helpdesk.addComment('35', { id: '902', text: 'Looks lost.', author: agent.id, public: false });
  helpdesk.addComment('35', { id: '903', text: 'We will look.', author: agent.id, public: true });
  return { helpdesk, api: await as(helpdesk, customer.id) };
}

const question = { request: { subject: 'Paquete perdido', comment: { body: '¿Dónde está mi pedido?' } } };

describe('POST /api/v2/requests', () => {
  test('begins a ticket of the customer and answers 201 with it, as they see it', async () => {
    // Prepare
    const clock = movableClock('2026-01-09T08:00:00Z');
    const helpdesk = await startAccount({ now: clock.now });
    const api = await as(helpdesk, customer.id);
    // Act
    const answer = await api('POST', '/api/v2/requests.json', question);
    // Assess
    expect(answer.status).toBe(201);
    const { id } = answer.body.request;
    expect(answer.headers.get('location')).toBe(`${helpdesk.baseUrl}/api/v2/requests/${id}.json`);
    expect(answer.body.request).toMatchObject({
      ...{
        subject: 'Paquete perdido',
        description: '¿Dónde está mi pedido?',
        status: 'new',
        requester_id: 77,
      },
      ...{ via: { channel: 'web' }, can_be_solved_by_me: false, created_at: '2026-01-09T08:00:00Z' },
    });
    expect(answer.body.request).not.toHaveProperty('tags');
    expect(helpdesk.ticket(String(id))).toMatchObject({ requesterId: '77', submitterId: '77' });
    expect(helpdesk.violations()).toEqual([]);
  });

  test('tells the webhook, with the customer as the one who did it', async () => {
    // Prepare
    const receiver = await startReceiver();
    const subscriptions = [ticketEventTypes.created, ticketEventTypes.commentAdded];
    const helpdesk = await startAccount({
      webhook: { url: receiver.url, signingSecret: 's', subscriptions },
    });
    const api = await as(helpdesk, customer.id);
    // Act
    await api('POST', '/api/v2/requests', question);
    await helpdesk.settled();
    // Assess
    expect(receiver.received.map(({ json }) => json)).toMatchObject([
      { type: ticketEventTypes.created, detail: { actor_id: '77', via: { channel: 'web_form' } } },
      {
        type: ticketEventTypes.commentAdded,
        event: { comment: { is_public: true, author: { id: '77', is_staff: false } } },
      },
    ]);
  });

  test.each([
    ['no comment', { request: { subject: 'x' } }, 422],
    ['an empty comment', { request: { subject: 'x', comment: { body: '' } } }, 422],
    ['no subject', { request: { comment: { body: 'x' } } }, 400],
  ])('refuses %s', async (_name, body, status) => {
    const { api } = await accountWithTicket();

    expect((await api('POST', '/api/v2/requests', body)).status).toBe(status);
  });

  test('goes on from a closed ticket', async () => {
    // Prepare
    const { helpdesk, api } = await accountWithTicket();
    helpdesk.closeTicket('35', agent.id);
    // Act
    const answer = await api('POST', '/api/v2/requests', {
      request: { ...question.request, via_followup_source_id: 35 },
    });
    // Assess
    expect(answer.body.request.followup_source_id).toBe(35);
    expect(answer.body.request.via.source.rel).toBe('follow_up');
  });

  test('goes on from no open ticket, which is reported', async () => {
    // Prepare
    const { helpdesk, api } = await accountWithTicket();
    // Act
    const answer = await api('POST', '/api/v2/requests', {
      request: { ...question.request, via_followup_source_id: 35 },
    });
    // Assess
    expect([answer.status, answer.body.request.followup_source_id]).toEqual([201, null]);
    expect(helpdesk.violations()).toMatchObject([
      { what: 'via_followup_source_id has no effect unless that ticket is closed' },
    ]);
  });

  test('ignores what an end user may not write, and reports it', async () => {
    // Prepare
    const { helpdesk, api } = await accountWithTicket();
    // Act
    const answer = await api('POST', '/api/v2/requests', {
      request: { subject: 'x', tags: ['vip'], comment: { body: 'x', html_body: '<b>y</b>', public: false } },
    });
    // Assess
    expect(answer.status).toBe(201);
    expect(helpdesk.ticket(String(answer.body.request.id)).comments).toMatchObject([
      { plain: 'x', public: true },
    ]);
    expect(helpdesk.violations().map(({ what }) => what)).toEqual([
      'a request has no writable request.comment.html_body; it is ignored',
      'a request has no writable request.comment.public; it is ignored',
      'a request has no writable request.tags; it is ignored',
    ]);
  });
});

describe('PUT /api/v2/requests/{id}', () => {
  test('adds a public comment of the customer, which opens a solved ticket', async () => {
    // Prepare
    const { helpdesk, api } = await accountWithTicket();
    helpdesk.setStatusByAgent('35', { agentId: agent.id, status: 'solved' });
    // Act
    const answer = await api('PUT', '/api/v2/requests/35.json', {
      request: { comment: { body: 'Gracias' } },
    });
    // Assess
    expect([answer.status, answer.body.request.status]).toEqual([200, 'open']);
    expect(helpdesk.ticket('35').comments.at(-1)).toMatchObject({
      ...{ plain: 'Gracias', public: true, authorId: '77', via: { channel: 'web' } },
    });
  });

  test('is refused once the ticket is closed', async () => {
    const { helpdesk, api } = await accountWithTicket();
    helpdesk.closeTicket('35', agent.id);

    expect((await api('PUT', '/api/v2/requests/35', { request: { comment: { body: 'x' } } })).status).toBe(
      422,
    );
  });

  test('cannot solve a ticket that no agent has, which is reported', async () => {
    // Prepare
    const { helpdesk, api } = await accountWithTicket();
    // Act
    const answer = await api('PUT', '/api/v2/requests/35', { request: { solved: true } });
    // Assess
    expect([answer.status, answer.body.request.status]).toEqual([200, 'open']);
    expect(helpdesk.violations()).toMatchObject([
      { what: 'solved has no effect unless can_be_solved_by_me is true' },
    ]);
  });
});

describe('reading requests', () => {
  test('shows the public comments only, without what is the agents’ own', async () => {
    // Prepare
    const { api } = await accountWithTicket();
    // Act
    const answer = await api('GET', '/api/v2/requests/35/comments.json');
    // Assess
    expect(answer.body.comments.map(({ id, body }: any) => [id, body])).toEqual([
      [901, 'Hola, ¿dónde está mi pedido?'],
      [903, 'We will look.'],
    ]);
    expect(answer.body.comments[0]).toMatchObject({ request_id: 35, author_id: 77, public: true });
    expect(answer.body.comments[0]).not.toHaveProperty('metadata');
  });

  test('lists one’s own, in the order that is asked for', async () => {
    // Prepare
    const { helpdesk, api } = await accountWithTicket();
    const older = new Date('2020-01-01T00:00:00Z');
    helpdesk.createTicket({
      ...{ id: '36', subject: 'Old', requester: customer.id },
      comment: { text: 'x', public: true, createdAt: older },
    });
    const other = { subject: 'Private', requester: customer.id, comment: { text: 'x', public: false } };
    helpdesk.createTicket({ id: '37', ...other });
    helpdesk.createTicket({
      ...other,
      id: '38',
      requester: stranger.id,
      comment: { text: 'x', public: true },
    });
    // Act
    const ascending = await api('GET', '/api/v2/requests');
    const descending = await api('GET', '/api/v2/requests?sort_by=created_at&sort_order=desc');
    // Assess
    expect(ascending.body.requests.map(({ id }: any) => id)).toEqual([36, 35]);
    expect(descending.body.requests.map(({ id }: any) => id)).toEqual([35, 36]);
  });

  test.each([
    ['GET', '/api/v2/requests/35'],
    ['GET', '/api/v2/requests/35/comments'],
    ['PUT', '/api/v2/requests/35'],
  ])('another’s is not there: %s %s gives 404', async (method, path) => {
    // Prepare
    const { helpdesk } = await accountWithTicket();
    const api = await as(helpdesk, stranger.id);
    // Act
    const body = method === 'GET' ? undefined : { request: { comment: { body: 'x' } } };
    const answer = await api(method, path, body);
    // Assess
    expect(answer.status).toBe(404);
  });

  test('a deleted one is not there either', async () => {
    const { helpdesk, api } = await accountWithTicket();
    helpdesk.deleteTicketByAgent('35', { agentId: agent.id });

    expect((await api('GET', '/api/v2/requests/35')).status).toBe(404);
  });
});

describe('who may', () => {
  test('an end user’s token opens nothing of the agents', async () => {
    const { api } = await accountWithTicket();

    expect((await api('GET', '/api/v2/tickets/35')).status).toBe(403);
  });

  test('a token that may only read writes nothing', async () => {
    const { helpdesk } = await accountWithTicket();
    const api = await as(helpdesk, customer.id, 'read');

    expect((await api('POST', '/api/v2/requests', question)).status).toBe(403);
  });

  test('staff are treated as end users: they see the requests that are their own', async () => {
    const { helpdesk } = await accountWithTicket();
    const api = await as(helpdesk, agent.id);

    expect((await api('GET', '/api/v2/requests')).body.requests).toEqual([]);
  });
});
