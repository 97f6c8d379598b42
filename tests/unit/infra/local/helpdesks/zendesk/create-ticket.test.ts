import { expect, test } from 'vitest';
import { agent, apiOf, customer, movableClock, startAccount, ticketOfCustomer } from './account.ts';

const wanted = { ticket: { subject: 'New', requester_id: 77, comment: { body: 'Hi', public: true } } };

test('A ticket is created with its first comment as description', async () => {
  // Prepare
  const helpdesk = await startAccount();
  const api = await apiOf(helpdesk);
  // Act
  const answer = await api('POST', '/api/v2/tickets', wanted);
  // Assess
  expect(answer.status).toBe(201);
  expect(answer.body.ticket).toMatchObject({
    id: 1001,
    subject: 'New',
    description: 'Hi',
    status: 'new',
    requester_id: 77,
  });
  expect(answer.headers.get('location')).toBe(`${helpdesk.baseUrl}/api/v2/tickets/1001.json`);
});

test('The same idempotency key creates one ticket, and another body under it is refused', async () => {
  // Prepare
  const helpdesk = await startAccount();
  const api = await apiOf(helpdesk);
  const key = { 'idempotency-key': 'k-1' };
  // Act
  const first = await api('POST', '/api/v2/tickets', wanted, key);
  const second = await api('POST', '/api/v2/tickets', wanted, key);
  const other = await api('POST', '/api/v2/tickets', { ticket: { ...wanted.ticket, subject: 'Else' } }, key);
  // Assess
  expect([first, second].map(({ headers }) => headers.get('x-idempotency-lookup'))).toEqual(['miss', 'hit']);
  expect([first.body.ticket.id, second.body.ticket.id]).toEqual([1001, 1001]);
  expect([other.status, other.body.error]).toEqual([400, 'IdempotentRequestError']);
  expect(helpdesk.hasTicket('1002')).toBe(false);
});

test('An idempotency key is forgotten after two hours', async () => {
  // Prepare
  const clock = movableClock('2026-01-09T08:00:00Z');
  const helpdesk = await startAccount({ now: clock.now });
  const early = await apiOf(helpdesk);
  await early('POST', '/api/v2/tickets', wanted, { 'idempotency-key': 'k-1' });
  clock.advanceMs(7_200_000);
  const late = await apiOf(helpdesk);
  // Act
  const answer = await late('POST', '/api/v2/tickets', wanted, { 'idempotency-key': 'k-1' });
  // Assess
  expect(answer.body.ticket.id).toBe(1002);
});

test('An idempotency key on an update posts twice and is reported', async () => {
  // Prepare
  const helpdesk = await startAccount();
  ticketOfCustomer(helpdesk);
  const api = await apiOf(helpdesk);
  const note = { ticket: { comment: { body: 'note', public: false } } };
  // Act
  await api('PUT', '/api/v2/tickets/35', note, { 'idempotency-key': 'k-1' });
  await api('PUT', '/api/v2/tickets/35', note, { 'idempotency-key': 'k-1' });
  // Assess
  expect(helpdesk.notesOf('35')).toHaveLength(2);
  expect(helpdesk.violations().map(({ what }) => what)).toEqual([
    'Idempotency-Key has no effect on an update',
    'Idempotency-Key has no effect on an update',
  ]);
});

test('A follow-up of a closed ticket names it, has its tags, and is named by it', async () => {
  // Prepare
  const helpdesk = await startAccount();
  helpdesk.createTicket({
    id: '35',
    subject: 'Paquete perdido',
    requester: customer.id,
    tags: ['vip', 'dm_lang_es'],
    comment: { text: 'Hola', public: true },
  });
  helpdesk.closeTicket('35', agent.id);
  const api = await apiOf(helpdesk);
  // Act
  const answer = await api('POST', '/api/v2/tickets', {
    ticket: { ...wanted.ticket, via_followup_source_id: 35 },
  });
  const byMail = helpdesk.createTicket({
    subject: 'Re: Paquete perdido',
    requester: customer.id,
    followupOf: '35',
    comment: { text: 'Hola otra vez', public: true },
  });
  const shown = await api('GET', `/api/v2/tickets/${byMail.ticketId}`);
  const source = await api('GET', '/api/v2/tickets/35');
  // Assess
  const followUpOf35 = { from: { ticket_id: 35, subject: 'Paquete perdido' }, to: {}, rel: 'follow_up' };
  expect(answer.body.ticket.via).toEqual({ channel: 'api', source: followUpOf35 });
  expect(shown.body.ticket.via).toEqual({ channel: 'email', source: followUpOf35 });
  expect(shown.body.ticket.tags).toEqual(['dm_lang_es', 'vip']);
  expect(shown.body.ticket.custom_fields[0]).toEqual({ id: 360001, value: 'dm_lang_es' });
  expect(byMail.events[0]?.detail.via).toEqual({ channel: 'mail' });
  expect(source.body.ticket.followup_ids).toEqual([1001, 1002]);
  expect(helpdesk.violations()).toEqual([]);
});

test('Naming a ticket that is not closed as the source of a follow-up has no effect and is reported', async () => {
  // Prepare
  const helpdesk = await startAccount();
  ticketOfCustomer(helpdesk);
  const api = await apiOf(helpdesk);
  // Act
  const answer = await api('POST', '/api/v2/tickets', {
    ticket: { ...wanted.ticket, via_followup_source_id: 35 },
  });
  // Assess
  expect(answer.status).toBe(201);
  expect(answer.body.ticket.via.source.rel).toBeNull();
  expect(helpdesk.violations().map(({ what }) => what)).toEqual([
    'via_followup_source_id has no effect unless that ticket is closed',
  ]);
});

test('A customer’s public answer opens a solved ticket, an agent’s note does not', async () => {
  // Prepare
  const helpdesk = await startAccount();
  ticketOfCustomer(helpdesk, { status: 'solved' });
  // Act
  helpdesk.addComment('35', { text: 'note', author: agent.id, public: false });
  const afterNote = helpdesk.ticket('35').status;
  helpdesk.addComment('35', { text: 'again!', author: customer.id, public: true });
  // Assess
  expect([afterNote, helpdesk.ticket('35').status]).toEqual(['solved', 'open']);
});
