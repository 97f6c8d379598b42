import { expect, test } from 'vitest';
import type { StandInOptions } from '../../../../../../infra/local/helpdesks/zendesk/index.ts';
import { enterpriseRateLimits } from '../../../../../../infra/local/helpdesks/zendesk/index.ts';
import { admin, agent, apiOf, customer, movableClock, startAccount } from './account.ts';

const start = '2026-01-09T08:00:00Z';
const startSeconds = 1_767_945_600;
const exportPath = '/api/v2/incremental/tickets/cursor';
const ofAdmin = { clientId: 'dragoman', clientSecret: 'test-secret', userId: admin.id };

/** An account whose client is an admin's, with tickets 1 to `count` that were made a second apart. */
async function accountWith(count: number, options: Partial<StandInOptions> = {}) {
  const clock = movableClock(start);
  const helpdesk = await startAccount({ now: clock.now, oauthClients: [ofAdmin], ...options });
  for (let id = 1; id <= count; id += 1) {
    aTicket(helpdesk, String(id));
    clock.advanceMs(1_000);
  }
  clock.advanceMs(60_000);
  return { helpdesk, clock, api: await apiOf(helpdesk, 'read write') };
}

function aTicket(helpdesk: Awaited<ReturnType<typeof startAccount>>, id: string) {
  helpdesk.createTicket(
    { id, subject: 'Hola', requester: customer.id, comment: { id: `${id}001`, text: 'Hola', public: true } },
    { deliver: false },
  );
}

const idsIn = ({ body }: { body: any }) => body.tickets.map(({ id }: any) => id);

test('The export gives what changed since a time, in the order of the changes, and a cursor for what follows', async () => {
  // Prepare
  const { api, helpdesk, clock } = await accountWith(3);
  // Act
  const all = await api('GET', `${exportPath}?start_time=${startSeconds}`);
  helpdesk.setStatusByAgent('1', { agentId: agent.id, status: 'pending' }, { deliver: false });
  clock.advanceMs(60_000);
  const later = await api('GET', `${exportPath}?cursor=${all.body.after_cursor}`);
  const latest = await api('GET', `${exportPath}?cursor=${later.body.after_cursor}`);
  // Assess
  expect([all, later, latest].map(idsIn)).toEqual([[1, 2, 3], [1], []]);
  expect(all.body).toMatchObject({ end_of_stream: true, before_cursor: null, before_url: null });
  expect(all.body.after_url).toContain(`${exportPath}.json?cursor=`);
  expect(all.body.tickets[0]).toMatchObject({
    status: 'open',
    updated_at: '2026-01-09T08:00:00Z',
    generated_timestamp: startSeconds,
  });
  expect(latest.body.after_cursor).toBe(later.body.after_cursor);
  expect(helpdesk.violations()).toEqual([]);
});

test('The export comes in pages, in which no ticket is twice', async () => {
  // Prepare
  const { api } = await accountWith(5);
  // Act
  const first = await api('GET', `${exportPath}?start_time=${startSeconds}&per_page=2`);
  const second = await api('GET', `${exportPath}?cursor=${first.body.after_cursor}&per_page=2`);
  const third = await api('GET', `${exportPath}?cursor=${second.body.after_cursor}&per_page=2`);
  // Assess
  expect([first, second, third].map(idsIn)).toEqual([[1, 2], [3, 4], [5]]);
  expect([first, second, third].map(({ body }) => body.end_of_stream)).toEqual([false, false, true]);
});

test('What changed in the last minute is not exported yet, or in the time that is set', async () => {
  // Prepare
  const { api, helpdesk, clock } = await accountWith(1);
  const quick = await accountWith(0, { exportLagMs: 2_000 });
  aTicket(helpdesk, '2');
  aTicket(quick.helpdesk, '2');
  // Act
  const now = await api('GET', `${exportPath}?start_time=${startSeconds}`);
  clock.advanceMs(59_000);
  const soon = await api('GET', `${exportPath}?start_time=${startSeconds}`);
  clock.advanceMs(1_000);
  const later = await api('GET', `${exportPath}?start_time=${startSeconds}`);
  quick.clock.advanceMs(2_000);
  const quickly = await quick.api('GET', `${exportPath}?start_time=${startSeconds}`);
  // Assess
  expect([now, soon, later, quickly].map(idsIn)).toEqual([[1], [1], [1, 2], [2]]);
});

test('A deleted ticket stays in the export, without its words once it is deleted for good', async () => {
  // Prepare
  const { api, helpdesk, clock } = await accountWith(2);
  helpdesk.deleteTicketByAgent('1', { agentId: agent.id }, { deliver: false });
  helpdesk.deleteTicketByAgent('2', { agentId: agent.id, how: 'permanent' }, { deliver: false });
  clock.advanceMs(60_000);
  // Act
  const all = await api('GET', `${exportPath}?start_time=${startSeconds}`);
  const left = await api('GET', `${exportPath}?start_time=${startSeconds}&exclude_deleted=true`);
  // Assess
  expect(all.body.tickets.map(({ id, status, subject }: any) => [id, status, subject])).toEqual([
    [1, 'deleted', 'Hola'],
    [2, 'deleted', 'SCRUBBED'],
  ]);
  expect(idsIn(left)).toEqual([]);
});

test.each([
  ['a start within the last minute', `start_time=${startSeconds + 2}`, 422],
  ['no start', '', 400],
  ['a start that is no number', 'start_time=yesterday', 400],
  ['an impossible cursor', 'cursor=garbage', 400],
  ['too large a page', `start_time=${startSeconds}&per_page=1001`, 400],
])('The export refuses %s', async (_, query, status) => {
  // Prepare
  const { api } = await accountWith(1);
  // Act
  const answer = await api('GET', `${exportPath}?${query}`);
  // Assess
  expect(answer.status).toBe(status);
});

test('The export is for admins, with the general right to read', async () => {
  // Prepare
  const { helpdesk } = await accountWith(1);
  const ofAgents = await startAccount();
  const path = `${exportPath}?start_time=${startSeconds}`;
  // Act
  const answers = [
    await (await apiOf(ofAgents, 'read write'))('GET', path),
    await (await apiOf(helpdesk, 'tickets:read'))('GET', path),
  ];
  // Assess
  expect(answers.map(({ status }) => status)).toEqual([403, 403]);
});

test('The eleventh export within a minute is refused, with the time to wait', async () => {
  // Prepare
  const { api, clock } = await accountWith(1, { rateLimits: enterpriseRateLimits });
  const path = `${exportPath}?start_time=${startSeconds}`;
  for (let call = 0; call < 10; call += 1) await api('GET', path);
  clock.advanceMs(20_000);
  // Act
  const refused = await api('GET', path);
  clock.advanceMs(40_000);
  const allowed = await api('GET', path);
  // Assess
  expect([refused.status, refused.headers.get('retry-after'), allowed.status]).toEqual([429, '40', 200]);
});

test('What the export does not know is reported', async () => {
  // Prepare
  const { api, helpdesk } = await accountWith(1);
  // Act
  const { body } = await api('GET', `${exportPath}?start_time=${startSeconds}&page[size]=2`);
  await api('GET', `${exportPath}?start_time=${startSeconds}&cursor=${body.after_cursor}`);
  // Assess
  expect(helpdesk.violations().map(({ what }) => what)).toEqual([
    'the incremental export knows no page[size]',
    'start_time has no effect with a cursor',
  ]);
});

test('Tickets can be listed by their last change, page after page, wherever they move meanwhile', async () => {
  // Prepare
  const { api, helpdesk } = await accountWith(4);
  const path = '/api/v2/tickets?sort=-updated_at&page[size]=2';
  // Act
  const first = await api('GET', path);
  helpdesk.setStatusByAgent('1', { agentId: agent.id, status: 'pending' }, { deliver: false });
  const second = await api('GET', first.body.links.next.replace(helpdesk.baseUrl, ''));
  const anew = await api('GET', path);
  // Assess
  expect([first, second, anew].map(idsIn)).toEqual([[4, 3], [2], [1, 4]]);
  expect([first, second].map(({ body }) => body.meta.has_more)).toEqual([true, false]);
  expect(helpdesk.violations()).toEqual([]);
});

test('A sort that cursor pages do not have is refused; without cursor pages it has no effect', async () => {
  // Prepare
  const { api, helpdesk } = await accountWith(2);
  // Act
  const refused = await api('GET', '/api/v2/tickets?sort=assignee.name&page[size]=2');
  const without = await api('GET', '/api/v2/tickets?sort=-updated_at');
  // Assess
  expect([refused.status, idsIn(without)]).toEqual([400, [1, 2]]);
  expect(helpdesk.violations().map(({ what }) => what)).toEqual([
    'sort has no effect on tickets without cursor paging (page[size])',
  ]);
});
