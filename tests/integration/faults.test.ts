import { describe, expect, it, vi } from 'vitest';
import { aWorld, notesIn, patience, play, waitingIn, workedOff } from '../support/world.ts';

const spanish = {
  ticket: '1',
  text: 'Hola, ¿dónde está mi pedido #10023456? Mi paquete todavía no ha llegado.',
};

async function playWith(faults: readonly string[], { timeScale = 100, line = spanish } = {}) {
  const world = await aWorld({ faults, timeScale });
  try {
    const [output] = await play(world, [line]);
    const waiting = () => waitingIn(world);
    // A finished message leaves its queue a moment after its end was logged.
    await vi.waitFor(() => expect(waiting().length).toBeLessThan(2), patience);
    if (output?.outcome !== 'parked') await workedOff(world);
    return { output, notes: world.helpdesk.standIn.notesOf('1').length, waiting: waiting() };
  } finally {
    await world.stop();
  }
}

// Side by side: each has a world of its own, and most of its time is waiting.
describe.concurrent('When things break, one message is still exactly one note', () => {
  it.each([
    ['the helpdesk answers 429 once', ['helpdesk:429:1']],
    ['Translate throttles twice', ['translate:throttle:2']],
    ['the helpdesk takes the note but its answer never comes', ['helpdesk:timeout-after-write:1']],
    ['write-back dies between the write and its answer', ['write-back:crash-after-write:1']],
    ['the webhook comes twice', ['webhook:duplicate']],
    ['the bus delivers an event twice', ['events:duplicate:2']],
    ['EventBridge throttles', ['events:throttle:1']],
    ['DynamoDB throttles', ['dynamodb:throttle:2']],
  ])('%s', async (_title, faults) => {
    const { output, notes, waiting } = await playWith(faults);

    expect(output).toMatchObject({ outcome: 'delivered', gaps: [], language: { code: 'es' } });
    expect(notes).toBe(1);
    expect(waiting).toEqual([]);
  });

  it('without Comprehend the note has no sentiment, and Translate finds a language that is not certain', async () => {
    const slovene = {
      ticket: '1',
      text: 'Pozdravljeni, pred dvema tednoma sem naročil svetilko in je še nisem prejel.',
    };

    const { output, notes } = await playWith(['comprehend:down'], { line: slovene });

    expect(output).toMatchObject({
      outcome: 'delivered',
      language: { code: 'sl', method: 'translate-auto' },
      gaps: ['sentiment'],
      sentiment: null,
    });
    expect(notesIn(output)[0]).toContain('sentiment unavailable');
    expect(notes).toBe(1);
  });

  it('without Lex the note has no intent', async () => {
    const { output } = await playWith(['lex:down']);

    expect(output).toMatchObject({ outcome: 'delivered', gaps: ['intent'], intent: null });
  });

  it('without Translate the original is delivered after the longest wait, and the note says so', async () => {
    const { output, notes } = await playWith(['translate:down']);

    expect(output).toMatchObject({ outcome: 'delivered', translation: null });
    expect(output?.gaps).toContain('translation');
    expect(notesIn(output)[0]).toContain('Translation unavailable');
    expect(notesIn(output)[0]).toContain('Hola, ¿dónde está mi pedido #10023456?');
    expect(notes).toBe(1);
  });

  it('a helpdesk that stays down parks the message after its time, and nothing is lost', async () => {
    const { output, waiting } = await playWith(['helpdesk:down'], { timeScale: 1_000 });

    expect(output).toMatchObject({ outcome: 'parked', reason: 'retries-exhausted', writes: [] });
    expect(waiting).toEqual([{ queue: expect.stringMatching(/zendesk.*DeadLetters/i), messages: 1 }]);
  });

  it('a helpdesk that cannot be asked what a hint leaves out parks it after six hours, and nothing is lost', async () => {
    // Prepare
    const world = await aWorld({ faults: ['helpdesk:down'], timeScale: 2_000 });
    const { standIn } = world.helpdesk;
    standIn.addUser({ id: '77', name: 'Ana', email: null, role: 'end-user', locale: 'es' });
    const { events } = standIn.createTicket(
      { id: '1', subject: 'Pedido', requester: '77', comment: { text: spanish.text, public: true } },
      { deliver: false },
    );
    const body = events.find(({ type }) => type === 'zen:event-type:ticket.created');

    // Act
    const [output] = await play(world, [{ connector: 'zendesk', body }]);

    // Assess
    expect(output).toMatchObject({ outcome: 'parked', reason: 'retries-exhausted', writes: [] });
    await vi.waitFor(() => {
      expect(waitingIn(world)).toEqual([
        { queue: expect.stringMatching(/^Enrich.*DeadLetters/), messages: 1 },
      ]);
    }, patience);
    await world.stop();
  });
});
