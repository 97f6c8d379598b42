import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldIds, people } from '../../infra/local/desks/zendesk/account.ts';
import { aWorld, type World, workedOff } from '../support/world.ts';

const customer = { id: '77', name: 'Ana', email: null, role: 'end-user', locale: 'es' } as const;
const question = 'Hola, ¿dónde está mi pedido #10023456? Mi paquete todavía no ha llegado.';

describe('Order, where much happens at once', () => {
  let world: World;
  beforeAll(async () => {
    world = await aWorld({ timeScale: 1, faults: ['translate:latency:1000'] });
    world.helpdesk.standIn.addUser(customer);
  });
  afterAll(() => world.stop());

  /** A ticket with its first message, told to nobody yet; gives the body that tells of it. */
  function aTicket(id: string, text: string, createdAt = new Date()) {
    const { events } = world.helpdesk.standIn.createTicket(
      { id, subject: '', requester: customer.id, comment: { id: `${id}001`, text, public: true, createdAt } },
      { deliver: false },
    );
    return events.find(({ type }) => type.endsWith('ticket.comment_added'))!;
  }

  function aComment(ticket: string, id: string, text: string, createdAt: Date) {
    const { events } = world.helpdesk.standIn.addComment(
      ticket,
      { id, text, author: customer.id, public: true, channel: 'email', createdAt },
      { deliver: false },
    );
    return events.find(({ type }) => type.endsWith('ticket.comment_added'))!;
  }

  const field = (ticket: string, name: keyof typeof fieldIds) =>
    world.helpdesk.standIn.ticket(ticket).fields.get(fieldIds[name]) ?? null;
  const ourNotes = (ticket: string) =>
    world.helpdesk.standIn.notesOf(ticket).filter(({ authorId }) => authorId === people.dragoman.id);

  it('of two comments in one second the one with the higher id counts as the later, whichever comes first; both have a note', async () => {
    // Prepare
    const { standIn } = world.helpdesk;
    const second = new Date(Math.floor(Date.now() / 1000) * 1000);
    const first = aTicket(
      '11',
      'Muchas gracias por la rápida ayuda, estoy muy contenta con el servicio.',
      second,
    );
    const later = aComment(
      '11',
      '11002',
      'Esto es inaceptable, el producto llegó roto y estoy muy enfadada con ustedes.',
      second,
    );

    // Act
    await standIn.deliver(later);
    await workedOff(world);
    const afterLater = field('11', 'sentiment');
    await standIn.deliver(first);
    await workedOff(world);

    // Assess
    expect(afterLater).toBe('dm_sentiment_negative');
    expect(field('11', 'sentiment')).toBe('dm_sentiment_negative');
    expect(ourNotes('11')).toHaveLength(2);
  });

  it('a correction during a translation in flight wins: the reading of the message on its way does not overwrite it', async () => {
    // Prepare
    const { standIn } = world.helpdesk;
    const message = aTicket('12', question);

    // Act
    await standIn.deliver(message);
    const { events } = standIn.setFieldByAgent(
      '12',
      { agentId: people.agent.id, fieldId: fieldIds.language, value: 'dm_lang_pt' },
      { deliver: false },
    );
    await standIn.deliver(events.find(({ type }) => type.endsWith('custom_field_changed'))!);
    await workedOff(world);

    // Assess
    expect(field('12', 'language')).toBe('dm_lang_pt');
    expect(ourNotes('12').at(-1)?.plain).toContain('Portuguese → English');
  });

  it("an agent's answer while the customer's message is still being translated goes out in the customer's language, once, and the note follows", async () => {
    // Prepare
    const { standIn } = world.helpdesk;
    const message = aTicket('13', question);

    // Act
    await standIn.deliver(message);
    const asked = standIn.addComment(
      '13',
      {
        text: '#translate Your order #10023456 ships today.',
        author: people.agent.id,
        public: false,
        channel: 'web',
      },
      { deliver: false },
    );
    await standIn.deliver(asked.events.find(({ type }) => type.endsWith('ticket.comment_added'))!);
    await workedOff(world);

    // Assess
    const answers = standIn
      .ticket('13')
      .comments.filter((comment) => comment.public && comment.authorId === people.agent.id);
    expect(answers).toHaveLength(1);
    expect(answers[0]?.plain).toBe('⟦es:Your order⟧ #10023456 ⟦es:ships today.⟧');
    expect(ourNotes('13')).toHaveLength(1);
    expect(field('13', 'language')).toBe('dm_lang_es');
  });

  it('a ticket.created that comes after everything else adds nothing: the message has its note', async () => {
    // Prepare
    const { standIn } = world.helpdesk;
    const message = aTicket('14', question);

    // Act
    await standIn.deliver(message);
    await standIn.deliver(
      aComment('14', '14002', 'Muchas gracias por la rápida ayuda.', new Date(Date.now() + 1_000)),
    );
    await workedOff(world);
    const before = { notes: ourNotes('14').length, audits: standIn.ticket('14').audits.length };
    await standIn.deliver(standIn.eventFor('14', '14001', 'ticket.created'));
    await workedOff(world);

    // Assess
    expect(before.notes).toBe(2);
    expect(ourNotes('14')).toHaveLength(2);
    expect(standIn.ticket('14').audits).toHaveLength(before.audits);
  });
});
