import { describe, expect, it } from 'vitest';
import { people } from '../../infra/local/desks/zendesk/account.ts';
import { enterpriseRateLimits } from '../../infra/local/helpdesks/zendesk/index.ts';
import { seededRandom } from '../support/seeded.ts';
import { aWorld, notesIn, play, type World, workedOff } from '../support/world.ts';

const question = 'Hola, ¿dónde está mi pedido #10023456? Mi paquete todavía no ha llegado.';

const ticketNames = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1));

const orderOf = (ticket: string, turn: number) => `#${10_000_000 + Number(ticket) * 1_000 + turn}`;

/**
 * An agent asks for so many answers in each ticket, as fast as the webhooks are taken. Each names an order of its own, by
 * which its copies are found.
 */
async function askForAnswers(world: World, tickets: readonly string[], perTicket: number): Promise<void> {
  const { standIn } = world.helpdesk;
  await Promise.all(
    tickets.map(async (ticket) => {
      for (let turn = 0; turn < perTicket; turn += 1) {
        const { delivered } = standIn.addComment(ticket, {
          text: `#translate Your order ${orderOf(ticket, turn)} ships today.`,
          author: people.agent.id,
          public: false,
          channel: 'web',
        });
        await delivered;
      }
    }),
  );
}

/** What the customer sees of each order: how many public answers name it. */
function copies(world: World, tickets: readonly string[], perTicket: number): number[] {
  return tickets.flatMap((ticket) => {
    const answers = world.helpdesk.standIn
      .ticket(ticket)
      .comments.filter((comment) => comment.public && comment.authorId === people.agent.id);
    return Array.from(
      { length: perTicket },
      (_, turn) => answers.filter(({ plain }) => plain.includes(orderOf(ticket, turn))).length,
    );
  });
}

/**
 * From now on a share of the requests is answered 429, by chance, and of the updates that are not one in so many takes
 * effect without an answer.
 */
function trouble(world: World, seed: number, share: { throttled: number; eachUnanswered: number }) {
  const random = seededRandom(seed);
  const met = { throttled: 0, unanswered: 0 };
  let updates = 0;
  const { helpdesk } = world.faults;
  const usual = helpdesk.intercept;
  helpdesk.intercept = (request) => {
    if (request.path.includes('/oauth/')) return usual(request);
    const isUpdate = request.method === 'PUT';
    if (random() < share.throttled) {
      met.throttled += 1;
      const headers = { 'retry-after': String(1 + Math.floor(random() * 5)), 'content-type': 'text/plain' };
      return { kind: 'answer', status: 429, headers, body: 'Too many requests' };
    }
    if (isUpdate) updates += 1;
    if (isUpdate && updates % share.eachUnanswered === 0) {
      met.unanswered += 1;
      return { kind: 'apply-then-hang' };
    }
    return usual(request);
  };
  return met;
}

/** Hundreds of real calls, some of which nobody answers for eight seconds: minutes on a busy machine. */
const timeoutMs = 600_000;

describe('Replies under pressure', { timeout: timeoutMs }, () => {
  it('two hundred replies under random 429s and timeouts after effect: each public reply exactly once', async () => {
    // Prepare
    const world = await aWorld({
      timeScale: 20,
      faults: ['write-back:crash-after-write:2', 'webhook:duplicate'],
    });
    const tickets = ticketNames(20);
    await play(
      world,
      tickets.map((ticket) => ({ ticket, text: question })),
    );
    const met = trouble(world, 20_260_109, { throttled: 0.1, eachUnanswered: 25 });

    // Act
    await askForAnswers(world, tickets, 10);
    await workedOff(world, timeoutMs - 120_000);

    // Assess
    const counts = copies(world, tickets, 10);
    await world.stop();
    expect(met.throttled).toBeGreaterThan(10);
    expect(met.unanswered).toBeGreaterThan(1);
    expect(counts).toEqual(Array.from({ length: 200 }, () => 1));
  });

  it('what is more than the helpdesk takes in a minute waits for the next: the helpdesk hardly ever has to say no', async () => {
    // Prepare
    const world = await aWorld({ timeScale: 5, account: { updatesPerMinute: 20 } });
    const tickets = ticketNames(8);
    await play(
      world,
      tickets.map((ticket) => ({ ticket, text: question })),
    );
    world.helpdesk.standIn.setRateLimits({ ...enterpriseRateLimits, updateTicketPerMinute: 20 });

    // Act
    await askForAnswers(world, tickets, 5);
    await workedOff(world, timeoutMs - 120_000);

    // Assess
    const entries = world.journal.entries();
    const counts = copies(world, tickets, 5);
    await world.stop();
    const refused = entries.filter((entry) => entry.kind === 'helpdesk-call' && entry.status === 429);
    const heldBack = entries.filter(
      (entry) => entry.kind === 'log' && JSON.stringify(entry.record).includes('UpdatesHeldBack'),
    );
    expect(counts).toEqual(Array.from({ length: 40 }, () => 1));
    expect(heldBack.length).toBeGreaterThan(0);
    // A write that is long on its way may fall into the next window: one or two of forty, without the pace as many as wait.
    expect(refused.length).toBeLessThan(4);
  });

  it('under a long 429 the queue waits: nothing is parked before its time, and few ask in vain', async () => {
    // Prepare
    const world = await aWorld({ timeScale: 1_000 });
    const asked = { inVain: 0 };
    const { helpdesk } = world.faults;
    const usual = helpdesk.intercept;
    let endsAtMs: number | null = null;
    helpdesk.intercept = (request) => {
      if (request.path.includes('/oauth/')) return usual(request);
      // An hour and a half for the queues.
      endsAtMs ??= Date.now() + 5_400;
      if (Date.now() > endsAtMs) return usual(request);
      asked.inVain += 1;
      const headers = { 'retry-after': '900', 'content-type': 'text/plain' };
      return { kind: 'answer', status: 429, headers, body: 'Too many requests' };
    };

    // Act
    const outputs = await play(
      world,
      ticketNames(5).map((ticket) => ({ ticket, text: question })),
    );

    // Assess
    await world.stop();
    expect(outputs.map((output) => [output.outcome, notesIn(output).length])).toEqual(
      Array.from({ length: 5 }, () => ['delivered', 1]),
    );
    expect(asked.inVain).toBeGreaterThan(0);
    expect(asked.inVain).toBeLessThan(60);
  });
});
