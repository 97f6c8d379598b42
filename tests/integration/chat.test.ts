import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { people } from '../../infra/local/helpdesk-world.ts';
import type { World } from '../../infra/local/world.ts';
import { aWorld } from '../support/world.ts';

const anaId = '8447388090801';
const spanish = 'Hola, ¿dónde está mi pedido #10023456?';

/** A chat with Ana that is handed over to the agents at once. */
function aChat(world: World, ticket: string, botTranscript: readonly { from: 'bot' | 'customer'; text: string }[] = []) {
  const { standIn } = world.helpdesk;
  standIn.addUser({ id: anaId, name: 'Ana', email: null, role: 'end-user', locale: 'en-US' });
  return standIn.startChat({ customer: anaId, botTranscript, ticket: { id: ticket } }).conversationId;
}

const notes = (world: World, ticket: string) =>
  world.helpdesk.standIn.notesOf(ticket).filter(({ authorId }) => authorId === people.dragoman.id);

const settled = { timeout: 20_000, interval: 50 };

describe('A chat in Zendesk messaging', () => {
  let world: World;
  beforeAll(async () => {
    world = await aWorld();
  });
  afterAll(async () => {
    await world.stop();
  });

  it('what a customer says in a chat becomes a note on its ticket', async () => {
    const conversation = aChat(world, '1');

    world.helpdesk.standIn.customerSays(conversation, spanish);

    await vi.waitFor(() => expect(notes(world, '1')).toHaveLength(1), settled);
    expect(notes(world, '1')[0]?.html).toContain('Hello, where is my order #10023456?');
    expect(world.helpdesk.standIn.violations()).toEqual([]);
  });

  it('#translate reaches the customer in the chat, once and in the agent’s name, and not as a comment', async () => {
    // Prepare
    const { standIn } = world.helpdesk;
    const conversation = aChat(world, '2');
    standIn.customerSays(conversation, spanish);
    await vi.waitFor(() => expect(notes(world, '2')).toHaveLength(1), settled);

    // Act
    standIn.addComment('2', {
      text: '#translate Your order ships today.',
      author: people.agent.id,
      public: false,
      channel: 'web',
    });

    // Assess
    const answers = () => standIn.chatSeenByCustomer('2').filter(({ from }) => from !== 'customer');
    await vi.waitFor(() => expect(answers()).toHaveLength(1), settled);
    expect(answers()[0]).toMatchObject({ from: 'api', name: 'Marta Agent', text: 'Su pedido sale hoy.' });
    expect(standIn.ticket('2').comments.filter((comment) => comment.public)).toEqual([]);
  });

  it('three messages within the window share one note, in the order in which they were said', async () => {
    const { standIn } = world.helpdesk;
    const conversation = aChat(world, '3');

    for (const text of ['Hola, buenos días.', spanish, 'Mi paquete todavía no ha llegado.']) {
      standIn.customerSays(conversation, text);
    }

    await vi.waitFor(() => expect(notes(world, '3')).not.toEqual([]), settled);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const html = notes(world, '3').map((note) => note.html);
    console.log(html);
    expect(html).toHaveLength(1);
  });
});
