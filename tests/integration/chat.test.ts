import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { people } from '../../infra/local/desks/zendesk/account.ts';
import type { BotTranscriptLine, ChatInput } from '../../infra/local/helpdesks/zendesk/index.ts';
import { accountId, aWorld, notesIn, patience, play, type World, workedOff } from '../support/world.ts';

const anaId = '8447388090801';
const spanish = 'Hola, ¿dónde está mi pedido #10023456?';

/** A chat with Ana; handed over to the agents at once. */
function aChat(world: World, ticket: string, parts: Partial<ChatInput> = {}): string {
  const { standIn } = world.helpdesk;
  standIn.addUser({ id: anaId, name: 'Ana', email: null, role: 'end-user', locale: 'en-US' });
  return standIn.startChat({ customer: anaId, ticket: { id: ticket }, ...parts }).conversationId;
}

/** Notes by Dragoman, not Zendesk's own first comment. */
const notes = (world: World, ticket: string) =>
  world.helpdesk.standIn
    .notesOf(ticket)
    .filter(({ authorId }) => authorId === people.dragoman.id)
    .map(({ html }) => html);

const answers = (world: World, ticket: string) =>
  world.helpdesk.standIn.chatSeenByCustomer(ticket).filter(({ from }) => from === 'api');

const asksForAnswer = (world: World, ticket: string, text: string) =>
  world.helpdesk.standIn.addComment(ticket, {
    text: `#translate ${text}`,
    author: people.agent.id,
    public: false,
    channel: 'web',
  });

/** Twenty seconds: in the usual window's four, as fast as queues wait here, a busy machine does not read three messages. */
const wideWindow = { timeScale: 3, account: { chatNoteWindowSeconds: 60 } };

describe('A chat in Zendesk messaging', () => {
  let world: World;
  beforeAll(async () => {
    world = await aWorld();
  });
  afterAll(async () => {
    await world.stop();
  });

  it('what a customer says in a chat becomes a note on its ticket, and Zendesk’s own first comment none', async () => {
    const conversation = aChat(world, '1');

    world.helpdesk.standIn.customerSays(conversation, spanish);

    await vi.waitFor(() => expect(notes(world, '1')).toHaveLength(1), patience);
    expect(notes(world, '1')[0]).toContain('Hello, where is my order #10023456?');
    expect(world.helpdesk.standIn.violations()).toEqual([]);
  });

  it('#translate reaches the customer in the chat, once and in the agent’s name, and not as a comment', async () => {
    // Prepare
    const conversation = aChat(world, '2');
    world.helpdesk.standIn.customerSays(conversation, spanish);
    await vi.waitFor(() => expect(notes(world, '2')).toHaveLength(1), patience);

    // Act
    asksForAnswer(world, '2', 'Thank you for contacting us.');

    // Assess
    await vi.waitFor(() => expect(answers(world, '2')).not.toEqual([]), patience);
    await workedOff(world);
    expect(answers(world, '2')).toMatchObject([
      { name: 'Marta Agent', text: 'Gracias por ponerse en contacto con nosotros.' },
    ]);
    expect(world.helpdesk.standIn.ticket('2').comments.filter((comment) => comment.public)).toEqual([]);
    expect(notes(world, '2')).toHaveLength(1);
  });

  it('a customer’s words that look like a command are only words', async () => {
    const conversation = aChat(world, '3');

    world.helpdesk.standIn.customerSays(conversation, `#translate ${spanish}`);

    await vi.waitFor(() => expect(notes(world, '3')).toHaveLength(1), patience);
    await workedOff(world);
    expect(notes(world, '3')).toHaveLength(1);
    expect(answers(world, '3')).toEqual([]);
  });

  it('a chat of which nothing is known is answered neither on the ticket nor in silence', async () => {
    aChat(world, '4');

    asksForAnswer(world, '4', 'Thank you for contacting us.');

    await vi.waitFor(() => expect(notes(world, '4')).toHaveLength(1), patience);
    expect(notes(world, '4')[0]).toContain('Not sent to the customer.');
    expect(world.helpdesk.standIn.ticket('4').tags).toContain('dm_reply_failed');
    expect(world.helpdesk.standIn.ticket('4').comments.filter((comment) => comment.public)).toEqual([]);
  });

  const transcript: readonly BotTranscriptLine[] = [
    { from: 'bot', text: 'Gracias por su mensaje.' },
    { from: 'customer', text: spanish },
    { from: 'bot', text: 'Gracias por ponerse en contacto con nosotros.' },
    { from: 'customer', text: 'Mi paquete todavía no ha llegado.' },
  ];

  it.each([
    ['which are told only by the log', false, '5'],
    ['which are told by webhooks as well', true, '6'],
  ])(
    'the bot’s transcript before a hand-over is one digest note: messages %s',
    async (_title, transcriptEvents, ticket) => {
      // Act
      const conversation = aChat(world, ticket, {
        botTranscript: transcript,
        ticket: { id: ticket, transcriptEvents },
      });
      await vi.waitFor(() => expect(notes(world, ticket)).not.toEqual([]), patience);
      await workedOff(world);
      const digest = notes(world, ticket);
      world.helpdesk.standIn.customerSays(conversation, 'Quiero un reembolso.');
      await vi.waitFor(() => expect(notes(world, ticket).join()).toContain('a refund'), patience);
      await workedOff(world);

      // Assess
      const all = notes(world, ticket).join('\n');
      const once = (text: string) => expect(all.split(text)).toHaveLength(2);
      once('Hello, where is my order #10023456?');
      once('My parcel has not arrived yet.');
      once('I would like a refund.');
      if (!transcriptEvents) {
        expect(digest).toHaveLength(1);
        expect(digest[0]).toContain('<strong>Answer bot:</strong> Thank you for contacting us.');
        expect(digest[0]).toContain('<strong>Ana:</strong> Hello, where is my order #10023456?');
      }
    },
  );

  it('in a replay chat lines go through Sunshine Conversations both ways', async () => {
    const [asked, answered, said] = await play(world, [
      { ticket: '7', channel: 'chat', text: spanish },
      {
        ticket: '7',
        channel: 'chat',
        from: 'agent',
        public: false,
        text: '#translate The invoice is attached.',
      },
      { ticket: '7', channel: 'chat', from: 'agent', text: 'One moment, please.' },
    ]);

    expect(notesIn(asked)[0]).toContain('Hello, where is my order #10023456?');
    expect(asked).toMatchObject({ outcome: 'delivered', message: '7-1' });
    expect(answered).toMatchObject({
      outcome: 'delivered',
      writes: [{ kind: 'reply', authorId: people.agent.id, html: 'Adjuntamos la factura.', public: true }],
    });
    expect(said).toMatchObject({ outcome: 'skipped', reason: 'agent-message', writes: [] });
  });
});

describe('Several messages of a chat in one note', () => {
  let world: World;
  afterEach(async () => {
    await world.stop();
  });

  it('three messages within the window share one note, in the order in which they were said', async () => {
    // Prepare
    world = await aWorld(wideWindow);
    const conversation = aChat(world, '1');

    // Act
    for (const text of [spanish, 'Mi paquete todavía no ha llegado.', 'Quiero un reembolso.']) {
      await world.helpdesk.standIn.customerSays(conversation, text).delivered;
    }
    await vi.waitFor(() => expect(notes(world, '1')).not.toEqual([]), patience);
    await workedOff(world);

    // Assess
    expect(notes(world, '1')).toHaveLength(1);
    expect(notes(world, '1')[0]).toMatch(
      /Hello, where is my order #10023456\?.*My parcel has not arrived yet\..*I would like a refund\./s,
    );
    expect(notes(world, '1')[0]?.split('machine translation')).toHaveLength(2);
  });

  it('a conversation of 30 turns stays under 30 updates of its ticket, and no message is missing', async () => {
    // Prepare
    world = await aWorld({ timeScale: 4 });
    const { standIn } = world.helpdesk;
    const conversation = aChat(world, '2');
    let updates = 0;
    const stop = standIn.onChange(({ ticketId, actorId }) => {
      if (ticketId === '2' && actorId === people.dragoman.id) updates += 1;
    });
    const orders = Array.from({ length: 24 }, (_, index) => `AB-${1000 + index}`);

    // Act
    for (let turn = 0; turn < orders.length; turn += 4) {
      for (const order of orders.slice(turn, turn + 4)) {
        await standIn.customerSays(conversation, `Mi pedido ${order} todavía no ha llegado.`).delivered;
      }
      const last = orders[turn + 3] ?? '';
      await vi.waitFor(() => expect(notes(world, '2').join()).toContain(last), patience);
      asksForAnswer(world, '2', `Your order ${last} has been cancelled.`);
    }
    await vi.waitFor(() => expect(answers(world, '2')).toHaveLength(6), patience);
    stop();

    // Assess
    const all = notes(world, '2').join('\n');
    const timesTold = orders.map((order) => all.split(`My order ${order} has not arrived yet.`).length - 1);
    expect(timesTold).toEqual(Array.from({ length: 24 }, () => 1));
    expect(updates).toBeLessThan(30);
    expect(standIn.violations()).toEqual([]);
  });
});

describe('When things break in a chat', () => {
  it('an answer whose confirmation never comes stands in the chat once', async () => {
    const world = await aWorld({ faults: ['helpdesk:timeout-after-write:2'] });
    try {
      // Prepare
      const conversation = aChat(world, '1');
      world.helpdesk.standIn.customerSays(conversation, spanish);
      await vi.waitFor(() => expect(notes(world, '1')).toHaveLength(1), patience);

      // Act
      asksForAnswer(world, '1', 'Thank you for contacting us.');
      await vi.waitFor(() => expect(answers(world, '1')).not.toEqual([]), patience);
      await workedOff(world);

      // Assess
      expect(answers(world, '1')).toHaveLength(1);
      expect(notes(world, '1')).toHaveLength(1);
    } finally {
      await world.stop();
    }
  });

  it('a shared note whose writer dies right after the write stays the only one', async () => {
    const world = await aWorld({ ...wideWindow, faults: ['write-back:crash-after-write:1'] });
    try {
      const conversation = aChat(world, '1');
      for (const text of [spanish, 'Mi paquete todavía no ha llegado.']) {
        await world.helpdesk.standIn.customerSays(conversation, text).delivered;
      }
      await vi.waitFor(() => expect(notes(world, '1')).not.toEqual([]), patience);
      await workedOff(world);

      const all = notes(world, '1').join('\n');
      expect(notes(world, '1')).toHaveLength(1);
      expect(all.split('Hello, where is my order #10023456?')).toHaveLength(2);
      expect(all.split('My parcel has not arrived yet.')).toHaveLength(2);
    } finally {
      await world.stop();
    }
  });

  it('without a key of Sunshine Conversations the agent is told that the answer was not sent', async () => {
    const world = await aWorld();
    try {
      const secretName = `dragoman/local/zendesk/${accountId}/api`;
      const { sunshine: _, ...client } = JSON.parse(world.helpdesk.secrets.api);
      world.stack.setSecret(secretName, JSON.stringify(client));
      const conversation = aChat(world, '1');
      world.helpdesk.standIn.customerSays(conversation, spanish);
      await vi.waitFor(() => expect(notes(world, '1')).toHaveLength(1), patience);

      asksForAnswer(world, '1', 'Thank you for contacting us.');

      await vi.waitFor(() => expect(notes(world, '1')).toHaveLength(2), patience);
      expect(notes(world, '1')[1]).toContain('Sunshine Conversations');
      expect(answers(world, '1')).toEqual([]);
    } finally {
      await world.stop();
    }
  });
});
