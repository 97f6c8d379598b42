import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { people } from '../../infra/local/desks/zendesk/account.ts';
import type { HelpdeskFault } from '../../infra/local/faults.ts';
import { type Right, rightsIn, withoutRights } from '../support/rights.ts';
import { aWorld, looks, patience, play, type World, waitingIn, workedOff } from '../support/world.ts';

const question = 'Hola, ¿dónde está mi pedido #10023456?';
const translated = 'Hello, where is my order #10023456?';
const customer = { id: '77', name: 'Ana', email: null, role: 'end-user', locale: 'es' } as const;
const agentId = people.agent.id;

/** Long enough ago not to be on its way any more, by a clock that no scale makes faster. */
const someTimeAgo = () => new Date(Date.now() - 3 * 60_000);

function logsOf(world: World, matches: (record: any) => boolean): any[] {
  return world.journal
    .entries()
    .flatMap((entry) => (entry.kind === 'log' && matches(entry.record) ? [entry.record] : []));
}

/** How the events about a ticket ended. What ingest skips became none: our own writes are told of to us. */
const endsOf = (world: World, ticket: string) =>
  logsOf(
    world,
    ({ message, ticket: of, eventId }) => message === 'ended' && of === ticket && eventId !== null,
  );
const findsIn = (world: World, ticket: string) =>
  logsOf(world, ({ message, ticket: of }) => message === 'found-by-catch-up' && of === ticket);

const translations = (world: World) =>
  world.journal
    .entries()
    .filter((entry) => entry.kind === 'service-call' && entry.operation === 'TranslateText').length;

const down: HelpdeskFault = { kind: 'answer', status: 503, headers: {}, body: 'Unavailable' };

/** Until it is called again, no look sees the helpdesk's tickets; everything else goes on. */
function hideTickets(world: World): () => void {
  const { helpdesk } = world.faults;
  const usual = helpdesk.intercept;
  helpdesk.intercept = (request) => (request.path === '/api/v2/tickets' ? down : usual(request));
  return () => {
    helpdesk.intercept = usual;
  };
}

/** A customer's message some minutes ago, of which no webhook tells. */
const lost = (world: World, ticket: string, text = question) =>
  world.helpdesk.standIn.createTicket(
    {
      id: ticket,
      subject: 'Pedido',
      requester: customer.id,
      comment: { id: `${ticket}001`, text, public: true, createdAt: someTimeAgo() },
    },
    { deliver: false },
  );

describe('The catch-up, through the whole stack', () => {
  let world: World;
  beforeAll(async () => {
    world = await aWorld({ timeScale: 600 });
    world.helpdesk.standIn.addUser(customer);
  });
  afterAll(async () => {
    await world.stop();
  });

  it('a message whose webhook never came ends in exactly one note, under a trace of its own', async () => {
    // Prepare
    const { standIn } = world.helpdesk;

    // Act
    lost(world, '1');
    lost(world, '2');
    await vi.waitFor(() => {
      expect(endsOf(world, '1')).toHaveLength(1);
      expect(endsOf(world, '2')).toHaveLength(1);
    }, patience);
    await looks(world, 3);
    await workedOff(world);

    // Assess
    expect([standIn.notesOf('1'), standIn.notesOf('2')].map((notes) => notes.length)).toEqual([1, 1]);
    expect(standIn.notesOf('1')[0]?.plain).toContain(translated);
    expect(standIn.ticket('1').fields.get('360000000001')).toBe('dm_lang_es');
    expect([findsIn(world, '1'), findsIn(world, '2')].map((finds) => finds.length)).toEqual([1, 1]);
    const traces = [...endsOf(world, '1'), ...endsOf(world, '2')].map(({ traceId }) => traceId);
    expect(traces).toEqual([findsIn(world, '1')[0].traceId, findsIn(world, '2')[0].traceId]);
    expect(new Set(traces).size).toBe(2);
    expect(standIn.violations()).toEqual([]);
  });

  it('a message that was delivered is not published again, and costs no second translation', async () => {
    // Prepare
    const { standIn } = world.helpdesk;
    const showTickets = hideTickets(world);
    const { events } = lost(world, '3', 'Bonjour, mon colis n’est toujours pas arrivé.');
    const before = translations(world);
    await standIn.deliver(events.find(({ type }) => type.endsWith('comment_added'))!);
    await vi.waitFor(() => expect(endsOf(world, '3')).toHaveLength(1), patience);
    const paid = translations(world) - before;
    expect(paid).toBeGreaterThan(0);

    // Act
    showTickets();
    await looks(world, 4);
    await workedOff(world);

    // Assess
    expect(translations(world) - before).toBe(paid);
    expect(findsIn(world, '3')).toEqual([]);
    expect(endsOf(world, '3')).toHaveLength(1);
    expect(standIn.notesOf('3')).toHaveLength(1);
  });

  it('a webhook that comes after all is a duplicate of what the catch-up found', async () => {
    // Prepare
    const { standIn } = world.helpdesk;
    const { events } = lost(world, '4');
    await vi.waitFor(() => expect(endsOf(world, '4')).toHaveLength(1), patience);
    const body = events.find(({ type }) => type.endsWith('comment_added'));

    // Act
    const [output] = await play(world, [{ connector: 'zendesk', body }]);

    // Assess
    expect(output).toMatchObject({ outcome: 'skipped', reason: 'duplicate', calls: { translate: 0 } });
    expect(standIn.notesOf('4')).toHaveLength(1);
  });

  it('an agent’s command that was never delivered is carried out', async () => {
    // Prepare
    const { standIn } = world.helpdesk;
    lost(world, '5');
    await vi.waitFor(() => expect(endsOf(world, '5')).toHaveLength(1), patience);

    // Act
    standIn.addComment(
      '5',
      { id: '5-help', text: '#help', author: agentId, public: false, createdAt: someTimeAgo() },
      { deliver: false },
    );
    await vi.waitFor(() => expect(standIn.notesOf('5').map(({ id }) => id)).toHaveLength(3), patience);
    await looks(world, 2);
    await workedOff(world);

    // Assess: the translation, the command, and what it asked for.
    expect(standIn.notesOf('5')).toHaveLength(3);
    expect(standIn.notesOf('5').at(-1)?.plain).toContain('#translate');
  });

  it('looks without failing, and leaves nothing that waits for a person', async () => {
    // Act
    await looks(world, 2);

    // Assess
    const failed = world.journal
      .entries()
      .filter(
        (entry) => entry.kind === 'invocation' && entry.functionName === 'reconcile' && entry.result !== 'ok',
      );
    expect(failed).toEqual([]);
    expect(waitingIn(world)).toEqual([]);
  });
});

describe('The catch-up as an admin, by the incremental export', () => {
  let world: World;
  beforeAll(async () => {
    world = await aWorld({ timeScale: 600, limits: { catchUpGraceSeconds: 1 } });
    const { standIn } = world.helpdesk;
    standIn.addUser(customer);
    standIn.addUser({ ...people.dragoman, role: 'admin' });
    standIn.setExportLag(1_000);
  });
  afterAll(() => world.stop());

  it('finds a message that was dropped just now, and after that its ticket’s deletion, of which nobody told either', async () => {
    // Prepare
    const { standIn } = world.helpdesk;

    // Act
    standIn.createTicket(
      { id: '1', subject: 'Pedido', requester: customer.id, comment: { text: question, public: true } },
      { deliver: false },
    );
    await vi.waitFor(() => expect(standIn.notesOf('1')).toHaveLength(1), patience);
    await workedOff(world);
    standIn.deleteTicketByAgent('1', { agentId }, { deliver: false });
    await vi.waitFor(() => expect(endsOf(world, '1')).toHaveLength(2), patience);
    await looks(world, 4);

    // Assess
    const calls = world.journal
      .entries()
      .flatMap((entry) => (entry.kind === 'helpdesk-call' ? [`${entry.path} ${entry.status}`] : []));
    expect(calls).toContain('/api/v2/incremental/tickets/cursor 200');
    expect(calls).not.toContain('/api/v2/tickets 200');
    expect(findsIn(world, '1').map(({ messageId }) => messageId.replace(/:2.*/, ''))).toEqual([
      standIn.ticket('1').comments[0]?.id,
      'withdrawal:deleted:1',
    ]);
    expect(endsOf(world, '1')).toHaveLength(2);
    expect(standIn.violations()).toEqual([]);
  });
});

describe('A catch-up that dies after publishing, before its cursor moves', () => {
  it('is harmless: what it publishes again and again is still one note', async () => {
    // Prepare
    const isMove = ({ policy, action }: Right) =>
      policy.startsWith('Reconcile') && action === 'dynamodb:PutItem';
    const world = await aWorld({
      timeScale: 600,
      edit: (template) => withoutRights(template, rightsIn({ template }).filter(isMove)),
    });
    const { standIn } = world.helpdesk;
    standIn.addUser(customer);
    // Nobody begins the message before it has been published a second time: the looks are half a second apart.
    let delayMs = 10_000;
    world.faults.forQueueDelivery = () => ({ delayMs, down: false });

    // Act
    lost(world, '1');
    await vi.waitFor(() => expect(findsIn(world, '1').length).toBeGreaterThanOrEqual(2), patience);
    delayMs = 0;
    await vi.waitFor(() => expect(standIn.notesOf('1')).toHaveLength(1), patience);
    await looks(world, 3);

    // Assess
    expect(standIn.notesOf('1')).toHaveLength(1);
    expect(new Set(findsIn(world, '1').map(({ eventId }) => eventId)).size).toBe(1);
    expect(endsOf(world, '1').filter(({ outcome }) => outcome === 'delivered')).toHaveLength(1);
    await world.stop();
  });
});
