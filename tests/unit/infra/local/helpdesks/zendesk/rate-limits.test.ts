import { expect, test } from 'vitest';
import { acceleratedClock } from '../../../../../../infra/local/helpdesks/zendesk/index.ts';
import { apiOf, customer, movableClock, startAccount, ticketOfCustomer } from './account.ts';

const wide = { accountPerMinute: 1000, updateTicketPerMinute: 1000, updatesPerTicketPer10Minutes: 1000 };

test('Each answer says what is left of the account’s minute, and the request above it gets 429 with Retry-After', async () => {
  // Prepare
  const clock = movableClock('2026-01-09T08:00:00Z');
  const helpdesk = await startAccount({ now: clock.now, rateLimits: { ...wide, accountPerMinute: 2 } });
  const api = await apiOf(helpdesk);
  const first = await api('GET', '/api/v2/users/me');
  clock.advanceMs(15_000);
  await api('GET', '/api/v2/users/me');
  // Act
  const refused = await api('GET', '/api/v2/users/me');
  clock.advanceMs(45_000);
  const later = await api('GET', '/api/v2/users/me');
  // Assess
  expect(
    Object.fromEntries(
      [...first.headers].filter(([name]) => name.includes('ratelimit') || name.includes('rate-limit')),
    ),
  ).toEqual({
    'x-rate-limit': '2',
    'x-rate-limit-remaining': '1',
    'ratelimit-limit': '2',
    'ratelimit-remaining': '1',
    'ratelimit-reset': '60',
  });
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '45']);
  expect(refused.body).toEqual({
    error: 'APIRateLimitExceeded',
    description: 'Number of allowed API requests per minute exceeded',
  });
  expect(later.status).toBe(200);
});

test('The account takes 100 ticket updates a minute', async () => {
  // Prepare
  const helpdesk = await startAccount({ now: movableClock('2026-01-09T08:00:00Z').now });
  const statuses: number[] = [];
  for (const id of ['31', '32', '33', '34']) {
    helpdesk.createTicket({ id, subject: '', requester: customer.id, comment: { text: 'x', public: true } });
  }
  const api = await apiOf(helpdesk);
  // Act
  for (let count = 0; count < 101; count += 1) {
    const answer = await api('PUT', `/api/v2/tickets/${31 + (count % 4)}`, { ticket: {} });
    statuses.push(answer.status);
  }
  // Assess
  expect(statuses.filter((status) => status === 200)).toHaveLength(100);
  expect(statuses.at(-1)).toBe(429);
});

test('One user may update one ticket 30 times in ten minutes', async () => {
  // Prepare
  const clock = movableClock('2026-01-09T08:00:00Z');
  const helpdesk = await startAccount({ now: clock.now });
  ticketOfCustomer(helpdesk);
  const api = await apiOf(helpdesk);
  const update = () => api('PUT', '/api/v2/tickets/35', { ticket: {} });
  const first = await update();
  for (let count = 1; count < 30; count += 1) await update();
  // Act
  const refused = await update();
  clock.advanceMs(600_000);
  const later = await update();
  // Assess
  expect(first.headers.get('zendesk-ratelimit-tickets-update')).toBe('total=100; remaining=99; resets=60');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '600']);
  expect(later.status).toBe(200);
});

test('Switched off, nothing is counted', async () => {
  // Prepare
  const helpdesk = await startAccount({ rateLimits: { ...wide, accountPerMinute: 0 } });
  helpdesk.setRateLimits('off');
  const api = await apiOf(helpdesk);
  // Act
  const answer = await api('GET', '/api/v2/users/me');
  // Assess
  expect([answer.status, answer.headers.get('x-rate-limit')]).toEqual([200, null]);
});

test('Replies, notes and changes of tags count towards the 30 of a ticket, uploads only for the account', async () => {
  // Prepare
  const helpdesk = await startAccount({
    now: movableClock('2026-01-09T08:00:00Z').now,
    rateLimits: { ...wide, updatesPerTicketPer10Minutes: 3 },
  });
  ticketOfCustomer(helpdesk);
  const api = await apiOf(helpdesk, 'read write');
  const comment = (isPublic: boolean) =>
    api('PUT', '/api/v2/tickets/35', { ticket: { comment: { body: 'x', public: isPublic, author_id: 2 } } });
  const upload = () => api('POST', '/api/v2/uploads?filename=a.txt', 'x', { 'content-type': 'text/plain' });
  // Act
  const statuses = [
    (await upload()).status,
    (await comment(true)).status,
    (await comment(false)).status,
    (await api('PUT', '/api/v2/tickets/35/tags', { tags: ['a'] })).status,
    (await api('PUT', '/api/v2/tickets/35/tags', { tags: ['b'] })).status,
    (await comment(true)).status,
    (await upload()).status,
  ];
  // Assess
  expect(statuses).toEqual([201, 200, 200, 200, 429, 429, 201]);
});

test('A refused request says what is left of the account’s minute, too', async () => {
  // Prepare
  const helpdesk = await startAccount({ rateLimits: { ...wide, accountPerMinute: 5 } });
  const api = await apiOf(helpdesk);
  // Act
  const answer = await api('GET', '/api/v2/tickets/404');
  // Assess
  expect([answer.status, answer.headers.get('x-rate-limit-remaining')]).toEqual([404, '4']);
});

test('Where time is scaled, so are the windows, while Retry-After counts the seconds of the scaled clock', async () => {
  // Prepare
  const clock = movableClock('2026-01-09T08:00:00Z');
  const helpdesk = await startAccount({
    now: clock.now,
    rateLimitNow: acceleratedClock(100, clock.now),
    rateLimits: { ...wide, accountPerMinute: 1 },
  });
  const api = await apiOf(helpdesk);
  await api('GET', '/api/v2/users/me');
  clock.advanceMs(150);
  // Act
  const refused = await api('GET', '/api/v2/users/me');
  clock.advanceMs(450);
  const later = await api('GET', '/api/v2/users/me');
  // Assess
  expect([refused.status, refused.headers.get('retry-after'), later.status]).toEqual([429, '45', 200]);
});

test('A conversation log has a limit of its own', async () => {
  // Prepare
  const helpdesk = await startAccount({
    now: movableClock('2026-01-09T08:00:00Z').now,
    rateLimits: { ...wide, conversationLogPerMinute: 1 },
  });
  ticketOfCustomer(helpdesk);
  const api = await apiOf(helpdesk);
  // Act
  const first = await api('GET', '/api/v2/tickets/35/conversation_log');
  const second = await api('GET', '/api/v2/tickets/35/conversation_log');
  // Assess
  expect([first.status, second.status, second.headers.get('retry-after')]).toEqual([200, 429, '60']);
});
