import { afterEach, describe, expect, it } from 'vitest';
import type { AccountSettingsInput } from '../../../../connectors/account.ts';
import type { CatchUpOutcome, Client, Interpretation } from '../../../../connectors/contract.ts';
import { firstEventOf } from '../../../../functions/_shared/inbound/first-event.ts';
import {
  enterpriseRateLimits,
  type Fault,
  type StandInOptions,
  type User,
  ZendeskStandIn,
} from '../../../../infra/local/helpdesks/zendesk/index.ts';
import { clientAt, interpret, zendeskAccount } from '../../../support/zendesk.ts';

const dragoman: Omit<User, 'role'> = { id: '9', name: 'Dragoman', email: null, locale: 'en' };
const agent: User = { id: '2', name: 'Marta', email: 'marta@example.com', role: 'agent', locale: 'en' };
const ana: User = { id: '77', name: 'Ana', email: 'ana@example.org', role: 'end-user', locale: 'es' };
const minuteMs = 60_000;
const quietly = { deliver: false };

let running: ZendeskStandIn | null = null;
afterEach(async () => {
  await running?.stop();
  running = null;
});

type DeskOptions = Partial<StandInOptions> & {
  /** What our user is; the export is for admins. */
  as?: 'admin' | 'agent';
  settings?: Partial<AccountSettingsInput>;
};

/** A helpdesk whose clock is moved by hand, and somebody who looks at it every so often. */
async function aDesk({ as = 'admin', settings = {}, ...options }: DeskOptions = {}) {
  let nowMs = Date.parse('2026-01-09T08:00:00.000Z');
  const now = () => new Date(nowMs);
  const calls: string[] = [];
  let fault: (call: string) => Fault = () => ({ kind: 'none' });
  const standIn = await ZendeskStandIn.start({
    accountId: '22129848',
    users: [{ ...dragoman, role: as }, agent, ana],
    ticketFields: [],
    oauthClients: [{ clientId: 'made-up-client', clientSecret: 'made-up-secret', userId: dragoman.id }],
    now,
    intercept: ({ method, path }) => fault(`${method} ${path}`),
    onRequest: ({ method, path, status }) => {
      if (!path.startsWith('/oauth/')) calls.push(`${method} ${path} ${status}`);
    },
    ...options,
  });
  running = standIn;
  const account = { runtimeUserId: dragoman.id, ...settings };
  const client: Client = clientAt(standIn.baseUrl, account, { now });
  const since = now();
  let cursor: string | null = null;

  /** One page, two minutes behind the clock. */
  async function page(): Promise<CatchUpOutcome> {
    const outcome = await client.catchUp({ cursor, since, until: new Date(nowMs - 2 * minuteMs) });
    if (outcome.kind === 'page') cursor = outcome.cursor;
    return outcome;
  }

  return {
    standIn,
    calls,
    since,
    page,
    wait: (ms: number) => {
      nowMs += ms;
    },
    failWhere: (matches: (call: string) => boolean, answer: Fault) => {
      fault = (call) => (matches(call) ? answer : { kind: 'none' });
    },
    forgetCursor: () => {
      cursor = null;
    },
    /** Page after page to the end; gives what was found in short. */
    async look(): Promise<string[]> {
      const found: Interpretation[] = [];
      for (let pages = 0; pages < 20; pages += 1) {
        const outcome = await page();
        if (outcome.kind !== 'page') throw new Error(`no page: ${JSON.stringify(outcome)}`);
        found.push(...outcome.found);
        if (outcome.isLast) return found.map(inShort);
      }
      throw new Error('there is no end');
    },
    ticket: (id: string, text = 'Hola', more: object = {}) =>
      standIn.createTicket(
        {
          id,
          subject: 'Pedido',
          requester: ana.id,
          comment: { id: `${id}001`, text, public: true },
          ...more,
        },
        quietly,
      ),
    comment: (ticket: string, id: string, text: string, more: object = {}) =>
      standIn.addComment(ticket, { id, text, author: ana.id, public: true, ...more }, quietly),
    status: (ticket: string) =>
      standIn.setStatusByAgent(ticket, { agentId: agent.id, status: 'pending' }, quietly),
  };
}
type Desk = Awaited<ReturnType<typeof aDesk>>;

function inShort(meant: Interpretation): string {
  switch (meant.kind) {
    case 'message':
      return `message ${meant.message.message}`;
    case 'hint':
      return `hint ${meant.hint.message}`;
    case 'staff-comment':
      return `staff ${meant.comment.message} ${meant.comment.text}`;
    case 'withdrawal':
      return meant.withdrawal.message;
    case 'command':
    case 'skipped':
      return meant.kind;
  }
}

const commentCalls = (desk: Desk) => desk.calls.filter((call) => call.includes('/comments'));

describe.each([
  ['by the export, as an admin', 'admin'],
  ['by the list of tickets, as an agent', 'agent'],
] as const)('What was never delivered is found %s', (_, as) => {
  it('as the message that the webhook would have told of, so that both become one event', async () => {
    // Prepare
    const desk = await aDesk({ as });
    desk.ticket('35');
    desk.wait(minuteMs);
    const { events } = desk.comment('35', '902', '¿Dónde está mi pedido?');
    const told = interpret(events.find(({ type }) => type.endsWith('comment_added')));
    desk.wait(5 * minuteMs);

    // Act
    const outcome = await desk.page();

    // Assess
    expect(outcome).toMatchObject({ kind: 'page', isLast: true });
    if (outcome.kind !== 'page') return;
    const found = outcome.found.find((meant) => inShort(meant) === 'message 902');
    expect(found).toMatchObject({
      kind: 'message',
      message: {
        ticket: '35',
        message: '902',
        occurredAt: '2026-01-09T08:01:00.000Z',
        ticketFacts: { subject: 'Pedido', status: 'open', channel: 'email', requesterLocale: 'es' },
        content: { author: { id: '77', role: 'requester' }, text: '¿Dónde está mi pedido?', isFirst: false },
      },
    });
    const ids = [told, found].map((meant) => {
      const first = firstEventOf(meant!, zendeskAccount(), 'catch-up');
      return 'envelope' in first && first.envelope.eventId;
    });
    expect(ids).toEqual(['cf35f3af-3233-5037-9e06-032debd1b60b', 'cf35f3af-3233-5037-9e06-032debd1b60b']);
    expect(desk.standIn.violations()).toEqual([]);
  });

  it('the first comment of a ticket too, which carries the subject', async () => {
    // Prepare
    const desk = await aDesk({ as });
    desk.wait(1_000);
    desk.ticket('35');
    desk.wait(5 * minuteMs);

    // Act
    const outcome = await desk.page();

    // Assess
    expect(outcome).toMatchObject({
      found: [{ kind: 'message', message: { message: '35001', content: { isFirst: true } } }],
    });
  });

  it('an agent’s command in a private note, and not what asks nothing of us', async () => {
    // Prepare
    const desk = await aDesk({ as });
    desk.ticket('35');
    desk.wait(minuteMs);
    desk.comment('35', '902', '#translate It ships today.', { author: agent.id, public: false });
    desk.comment('35', '903', 'Our own note', { author: dragoman.id, public: false });
    desk.wait(5 * minuteMs);

    // Act
    const found = await desk.look();

    // Assess
    expect(found).toEqual(['staff 902 #translate It ships today.', 'message 35001']);
  });

  it('but not before its time: what is still on its way comes with the next look', async () => {
    // Prepare
    const desk = await aDesk({ as });
    desk.wait(1_000);
    desk.ticket('35');
    desk.wait(4 * minuteMs);
    desk.comment('35', '902', 'Hola otra vez');
    desk.wait(90_000);

    // Act
    const first = await desk.look();
    desk.wait(5 * minuteMs);
    const second = await desk.look();

    // Assess
    expect(first).toEqual(['message 35001']);
    expect(second).toContain('message 902');
  });

  it('also where its ticket changed again just before the look', async () => {
    // Prepare
    const desk = await aDesk({ as });
    desk.wait(1_000);
    desk.ticket('35');
    desk.wait(4 * minuteMs);
    desk.status('35');
    desk.wait(10_000);

    // Act
    const first = await desk.look();
    desk.wait(5 * minuteMs);
    const second = await desk.look();

    // Assess
    expect([...first, ...second]).toContain('message 35001');
  });

  it('page after page, however many tickets changed', async () => {
    // Prepare
    const desk = await aDesk({ as });
    desk.wait(1_000);
    for (let id = 1; id <= 60; id += 1) desk.ticket(String(id));
    desk.wait(5 * minuteMs);

    // Act
    const pages = [await desk.page(), await desk.page(), await desk.page()];

    // Assess
    expect(pages.map((page) => page.kind === 'page' && [page.found.length, page.isLast])).toEqual([
      [25, false],
      [25, false],
      [10, true],
    ]);
    const found = pages.flatMap((page) => (page.kind === 'page' ? page.found.map(inShort) : []));
    expect(new Set(found).size).toBe(60);
    expect(desk.standIn.violations()).toEqual([]);
  });

  it('at the price of one call for its comments, and of none for a ticket out of scope', async () => {
    // Prepare
    const settings = { scope: { exclude: { brands: ['9'] } } };
    const desk = await aDesk({ as, settings });
    desk.wait(1_000);
    desk.ticket('35');
    desk.ticket('36', 'Hola', { brand: '9' });
    desk.wait(5 * minuteMs);

    // Act
    const found = await desk.look();

    // Assess
    expect(found).toEqual(['message 35001']);
    expect(commentCalls(desk)).toEqual(['GET /api/v2/tickets/35/comments 200']);
  });

  it('nothing where only the status changed, and nothing from before the first look', async () => {
    // Prepare
    const desk = await aDesk({ as });
    desk.standIn.createTicket(
      {
        id: '35',
        subject: 'Pedido',
        requester: ana.id,
        comment: { text: 'Hola', public: true, createdAt: new Date(desk.since.getTime() - minuteMs) },
      },
      quietly,
    );
    desk.wait(minuteMs);
    desk.status('35');
    desk.wait(5 * minuteMs);

    // Act
    const found = await desk.look();

    // Assess
    expect(found).toEqual([]);
    expect(commentCalls(desk)).toHaveLength(1);
  });
});

describe('A look at Zendesk', () => {
  it('costs one call while nothing happens, for an agent two', async () => {
    // Prepare
    const ofAdmin = await aDesk();
    ofAdmin.wait(5 * minuteMs);
    await ofAdmin.look();
    const { calls } = ofAdmin;
    await ofAdmin.standIn.stop();
    const ofAgent = await aDesk({ as: 'agent' });
    ofAgent.wait(5 * minuteMs);

    // Act
    await ofAgent.look();

    // Assess
    expect(calls).toEqual(['GET /api/v2/incremental/tickets/cursor 200']);
    expect(ofAgent.calls).toEqual(['GET /api/v2/incremental/tickets/cursor 403', 'GET /api/v2/tickets 200']);
  });

  it('goes back no further than an hour behind the look before, since all that is older was read then', async () => {
    // Prepare
    const desk = await aDesk();
    desk.wait(1_000);
    desk.ticket('35');
    for (let look = 0; look < 20; look += 1) {
      desk.wait(5 * minuteMs);
      await desk.look();
    }
    desk.comment('35', '902', 'Hola otra vez');
    desk.wait(5 * minuteMs);

    // Act
    const found = await desk.look();

    // Assess
    expect(found).toEqual(['message 902']);
  });

  it('finds a deleted ticket as the withdrawal of its conversation, by the same name each time', async () => {
    // Prepare
    const desk = await aDesk();
    desk.ticket('35');
    desk.wait(minuteMs);
    desk.standIn.deleteTicketByAgent('35', { agentId: agent.id }, quietly);
    desk.wait(5 * minuteMs);

    // Act
    const first = await desk.page();
    desk.forgetCursor();
    const again = await desk.look();

    // Assess
    expect(first).toMatchObject({
      found: [
        {
          kind: 'withdrawal',
          withdrawal: {
            ticket: '35',
            message: 'withdrawal:deleted:35:2026-01-09T08:01:00.000Z',
            occurredAt: '2026-01-09T08:01:00.999Z',
            actor: null,
            withdrawn: { what: 'conversation' },
          },
        },
      ],
    });
    expect(again).toEqual(['withdrawal:deleted:35:2026-01-09T08:01:00.000Z']);
    expect(commentCalls(desk)).toEqual([]);
  });

  it('is not stopped by a ticket that may not be read, or is gone', async () => {
    // Prepare
    const desk = await aDesk();
    desk.wait(1_000);
    for (const id of ['35', '36', '37']) desk.ticket(id);
    desk.wait(5 * minuteMs);
    const forbidden: Fault = { kind: 'answer', status: 403, headers: {}, body: '{}' };
    desk.failWhere((call) => call.includes('/tickets/36/'), forbidden);

    // Act
    const found = await desk.look();

    // Assess
    expect(found).toEqual(['message 35001', 'message 37001']);
  });

  it.each([
    ['the export', (call: string) => call.includes('/incremental/')],
    ['the comments of a ticket', (call: string) => call.includes('/comments')],
  ])('ends as throttled where %s has no room left, and begins again where it was', async (_, matches) => {
    // Prepare
    const desk = await aDesk();
    desk.wait(1_000);
    desk.ticket('35');
    desk.wait(5 * minuteMs);
    const full: Fault = { kind: 'answer', status: 429, headers: { 'retry-after': '20' }, body: 'Too many' };
    desk.failWhere(matches, full);

    // Act
    const outcome = await desk.page();
    desk.failWhere(() => false, full);
    const found = await desk.look();

    // Assess
    expect(outcome).toEqual({ kind: 'throttled', retryAfterMs: 20_000 });
    expect(found).toEqual(['message 35001']);
  });

  it('obeys the ten exports a minute', async () => {
    // Prepare
    const desk = await aDesk({ rateLimits: enterpriseRateLimits });
    desk.wait(5 * minuteMs);
    for (let look = 0; look < 10; look += 1) await desk.page();

    // Act
    const outcome = await desk.page();

    // Assess
    expect(outcome).toEqual({ kind: 'throttled', retryAfterMs: 60_000 });
  });

  it('says that it is unauthorised where neither export nor list may be read', async () => {
    // Prepare
    const desk = await aDesk({ as: 'agent' });
    desk.wait(5 * minuteMs);
    desk.failWhere((call) => call.endsWith('/tickets'), {
      kind: 'answer',
      status: 403,
      headers: {},
      body: '{}',
    });

    // Act
    const outcome = await desk.page();

    // Assess
    expect(outcome).toEqual({ kind: 'unauthorised', status: 403 });
  });

  it('begins again where Zendesk does not know the cursor any more', async () => {
    // Prepare
    const desk = await aDesk();
    desk.wait(1_000);
    for (let id = 1; id <= 30; id += 1) desk.ticket(String(id));
    desk.wait(5 * minuteMs);
    const first = await desk.page();
    const { cursor } = first.kind === 'page' ? first : { cursor: '' };
    const client = clientAt(desk.standIn.baseUrl, { runtimeUserId: dragoman.id });

    // Act
    const outcome = await client.catchUp({
      cursor: cursor.replace(/"after":"[^"]+"/, '"after":"gone"'),
      since: desk.since,
      until: new Date('2026-01-09T08:03:00Z'),
    });

    // Assess
    expect(outcome).toMatchObject({ kind: 'page', isLast: false });
    expect(outcome.kind === 'page' && outcome.found.length).toBe(25);
  });
});

describe('A look at a chat', () => {
  const chatTicket = { ticket: { id: '35' } };

  it('finds what customer and agents said since there is a ticket, and its beginning by a hint', async () => {
    // Prepare
    const desk = await aDesk();
    const createdAt = new Date(desk.since.getTime() + 1_000);
    desk.wait(minuteMs);
    const { conversationId } = desk.standIn.startChat(
      {
        customer: ana.id,
        botTranscript: [
          { from: 'customer', text: 'Hola', createdAt },
          { from: 'bot', text: '¿En qué puedo ayudarte?', createdAt },
        ],
        ...chatTicket,
      },
      quietly,
    );
    desk.wait(10_000);
    const said = desk.standIn.customerSays(conversationId, { id: 'm1', text: '¿Dónde está?' }, quietly);
    const told = interpret(said.events[0]);
    desk.standIn.agentSays(conversationId, agent.id, { id: 'm2', text: '#translate Soon.' }, quietly);
    desk.status('35');
    desk.wait(5 * minuteMs);

    // Act
    const outcome = await desk.page();

    // Assess
    expect(outcome.kind === 'page' && outcome.found.map(inShort).toSorted()).toEqual([
      'hint first:35',
      'message m1',
      'staff m2 #translate Soon.',
    ]);
    const message = outcome.kind === 'page' && outcome.found.find((meant) => inShort(meant) === 'message m1');
    expect(told).toMatchObject({ kind: 'message', message: { ticket: '35', message: 'm1' } });
    expect(message).toMatchObject({
      kind: 'message',
      message: {
        ticket: '35',
        message: 'm1',
        ticketFacts: { channel: 'native_messaging', requester: '77' },
        content: { author: { id: '77', role: 'requester' }, text: '¿Dónde está?', channel: 'chat' },
      },
    });
    expect(desk.calls).toEqual([
      'GET /api/v2/incremental/tickets/cursor 200',
      'GET /api/v2/tickets/35/comments 200',
      'GET /api/v2/tickets/35/conversation_log 200',
    ]);
    expect(desk.standIn.violations()).toEqual([]);
  });

  it('has no beginning where the customer said nothing before', async () => {
    // Prepare
    const desk = await aDesk();
    desk.wait(1_000);
    desk.standIn.startChat(
      { customer: ana.id, botTranscript: [{ from: 'bot', text: 'Hola' }], ...chatTicket },
      quietly,
    );
    desk.wait(5 * minuteMs);

    // Act
    const found = await desk.look();

    // Assess
    expect(found).toEqual([]);
  });

  it('ends as throttled where the log has no room left', async () => {
    // Prepare
    const rateLimits = { ...enterpriseRateLimits, conversationLogPerMinute: 0 };
    const desk = await aDesk({ rateLimits });
    desk.wait(1_000);
    desk.standIn.startChat({ customer: ana.id, ...chatTicket }, quietly);
    desk.wait(5 * minuteMs);

    // Act
    const outcome = await desk.page();

    // Assess
    expect(outcome).toMatchObject({ kind: 'throttled' });
  });
});
