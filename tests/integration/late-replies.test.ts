import { describe, expect, it } from 'vitest';
import { people } from '../../infra/local/desks/zendesk/account.ts';
import type { HelpdeskFault } from '../../infra/local/faults.ts';
import { withoutSchedules } from '../support/schedules.ts';
import { aWorld, play, type World, workedOff } from '../support/world.ts';

const question = 'Hola, ¿dónde está mi pedido #10023456? Mi paquete todavía no ha llegado.';
const answer = {
  ticket: '1',
  from: 'agent',
  public: false,
  text: '#translate Your order #10023456 ships today.',
};

const down: HelpdeskFault = {
  kind: 'answer',
  status: 503,
  headers: { 'content-type': 'text/html' },
  body: '<h1>Unavailable</h1>',
};

/** The schedules of so fast a clock would take the machine from what is looked at. */
const options = { timeScale: 200, edit: withoutSchedules };

/**
 * So many tries last longer than the ten minutes that the agent was promised, the last of them at least: waits double from
 * a second on and are scattered over their upper half, so that the twelfth try comes after ten minutes at the latest.
 */
const triesUntilOverdue = 14;

/** How often write-back has been handed something. */
const triesIn = ({ journal }: World) =>
  journal
    .entries()
    .filter(
      (entry) =>
        entry.kind === 'queue' &&
        entry.queue === 'dragoman-local-write-back-zendesk.fifo' &&
        entry.what === 'received',
    ).length;

/**
 * Decides what happens to all but the reading of the agent's note. `attempt` counts updates and `tries` what the queue before
 * write-back hands out, both from 1; of time nothing is told, since on a busy machine less of it is spent in queues.
 */
function fromFirstUpdate(
  world: World,
  faultOf: (at: { attempt: number; tries: number; isUpdate: boolean }) => HelpdeskFault | null,
): void {
  const { helpdesk } = world.faults;
  const usual = helpdesk.intercept;
  const triesBefore = triesIn(world);
  let attempt = 0;
  helpdesk.intercept = (request) => {
    const isUpdate = request.method === 'PUT';
    if (isUpdate) attempt += 1;
    if (attempt === 0 || request.path.includes('/oauth/')) return usual(request);
    return faultOf({ attempt, tries: triesIn(world) - triesBefore, isUpdate }) ?? usual(request);
  };
}

function whatStands(world: World) {
  const ticket = world.helpdesk.standIn.ticket('1');
  return {
    sent: ticket.comments.filter(({ public: isPublic, authorId }) => isPublic && authorId === people.agent.id)
      .length,
    failureNotes: ticket.comments.filter(
      ({ public: isPublic, authorId, plain }) =>
        !isPublic && authorId === people.dragoman.id && plain.includes('Not sent to the customer.'),
    ).length,
    isTagged: ticket.tags.includes('dm_reply_failed'),
    status: ticket.status,
  };
}

// Side by side: each has a world of its own, and most of its time is waiting.
describe.concurrent('A reply that has not gone out in time', () => {
  it('is loud once the helpdesk can be written to again, and is never sent afterwards', async () => {
    // Prepare
    const world = await aWorld(options);
    await play(world, [{ ticket: '1', text: question, ticketStatus: 'pending' }]);
    await workedOff(world);
    fromFirstUpdate(world, ({ tries }) => (tries <= triesUntilOverdue ? down : null));

    // Act
    const [output] = await play(world, [{ ...answer, comment: '1-2' }]);

    // Assess
    const stands = whatStands(world);
    const { tags, status } = world.helpdesk.standIn.ticket('1');
    await world.stop();
    expect(output).toMatchObject({ outcome: 'delivered', reason: 'not-sent-in-time' });
    expect({ ...stands, tags, status }).toMatchObject({
      sent: 0,
      failureNotes: 1,
      isTagged: true,
      status: 'open',
    });
  });

  it('but of which the answer only never came is found, and is no false alarm', async () => {
    // Prepare
    const world = await aWorld(options);
    await play(world, [{ ticket: '1', text: question, ticketStatus: 'pending' }]);
    await workedOff(world);
    fromFirstUpdate(world, ({ attempt, tries, isUpdate }) => {
      if (attempt === 1 && isUpdate) return { kind: 'apply-then-hang' };
      return tries <= triesUntilOverdue ? down : null;
    });

    // Act
    const [output] = await play(world, [{ ...answer, comment: '1-2' }]);

    // Assess
    const stands = whatStands(world);
    await world.stop();
    expect(output).toMatchObject({ outcome: 'delivered', reason: null });
    expect(stands).toEqual({ sent: 1, failureNotes: 0, isTagged: false, status: 'pending' });
  });

  it('because nothing translates it is loud after the time that the agent was promised', async () => {
    // Prepare
    const world = await aWorld(options);
    await play(world, [{ ticket: '1', text: question, ticketStatus: 'pending' }]);
    await workedOff(world);
    world.faults.add(['translate:down']);

    // Act
    const [output] = await play(world, [{ ...answer, comment: '1-2' }]);

    // Assess
    const stands = whatStands(world);
    await world.stop();
    expect(output).toMatchObject({ outcome: 'delivered', reason: 'translation-unavailable' });
    expect(stands).toEqual({ sent: 0, failureNotes: 1, isTagged: true, status: 'open' });
  });
});
