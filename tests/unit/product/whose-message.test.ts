import { describe, expect, it } from 'vitest';
import type { Interpretation } from '../../../connectors/contract.ts';
import { agent, type Desk, openDesk } from '../../support/desk.ts';

const spanish = '¿Dónde está mi pedido? Lo espero desde hace semanas.';
const more = 'Sigo esperando una respuesta de ustedes.';

const skippedAs = (meaning: Interpretation) =>
  meaning.kind === 'skipped'
    ? meaning.reason
    : meaning.kind === 'staff-comment'
      ? meaning.comment.otherwise
      : null;

/** A webhook body for a comment on ticket 35, of whatever author and channel. */
const commentBody = (comment: object, detail: object = {}) => ({
  type: 'zen:event-type:ticket.comment_added',
  account_id: 22129848,
  id: 'event-1',
  time: '2026-01-09T08:30:00Z',
  zendesk_event_version: '2022-11-06',
  subject: 'zen:ticket:35',
  detail: {
    ...{ id: '35', actor_id: '77', requester_id: '77', status: 'OPEN', tags: [], description: spanish },
    via: { channel: 'mail' },
    ...detail,
  },
  event: {
    comment: { id: '900', body: more, is_public: true, author: { id: '77', is_staff: false }, ...comment },
  },
});

const commentNotes = async (desk: Desk, body: object) => {
  const before = desk.notes().length;
  await desk.deliver(body);
  return desk.notes().length - before;
};

describe('the requester (even if also staff: internal helpdesks): customer message', () => {
  it('the requester', async () => {
    const desk = await openDesk();

    await desk.customerWrites(spanish);

    expect(desk.enriched[0]?.author).toEqual({ id: '77', role: 'requester' });
    expect(desk.notes()).toHaveLength(1);
  });

  it('even if also staff', async () => {
    // Prepare
    const desk = await openDesk();
    await desk.customerWrites(spanish);

    // Act
    const posted = await commentNotes(
      desk,
      commentBody({ author: { id: '2', is_staff: true } }, { requester_id: '2', actor_id: '2' }),
    );

    // Assess
    expect(desk.enriched.at(-1)?.author).toEqual({ id: '2', role: 'requester' });
    expect(posted).toBe(1);
  });
});

describe('another participant (CC): customer message of that participant; memory is per conversation **and** author', () => {
  it('customer message of that participant', async () => {
    const desk = await openDesk();
    await desk.customerWrites(spanish);

    await desk.customerWrites('Bonjour, je voudrais savoir où en est notre commande.', {
      from: 'participant',
    });

    expect(desk.enriched[1]?.author).toEqual({ id: '78', role: 'participant' });
    expect(desk.notes()).toHaveLength(2);
  });

  it('memory is per conversation and author: answers go on in the requester’s language', async () => {
    // Prepare
    const desk = await openDesk();
    await desk.customerWrites(spanish);
    await desk.customerWrites('Bonjour, je voudrais savoir où en est notre commande.', {
      from: 'participant',
    });

    // Act
    await desk.agentWrites('#translate Thanks, your order ships today.');

    // Assess
    const { authorLanguages } = await desk.memory.read('zendesk:22129848:35');
    expect(Object.entries(authorLanguages).map(([id, { reading }]) => [id, reading.code])).toEqual([
      ['77', 'es'],
      ['78', 'fr'],
    ]);
    expect(desk.field('language')).toBe('dm_lang_es');
    expect(desk.answers().map(({ html }) => html)).toEqual(['<p>es:Thanks, your order ships today.</p>']);
  });
});

describe('staff’s first comment on behalf of a requester: no note, no language memory', () => {
  it('no note, no language memory', async () => {
    // Prepare
    const desk = await openDesk();
    const { events } = desk.standIn.createTicket(
      {
        id: '40',
        subject: 'Llamada',
        requester: '77',
        comment: { text: spanish, author: agent.id, public: true },
      },
      { deliver: false },
    );

    // Act
    for (const event of events) await desk.deliver(event);

    // Assess
    expect(desk.notes('40')).toEqual([]);
    expect((await desk.memory.read('zendesk:22129848:40')).authorLanguages).toEqual({});
  });
});

describe('staff, public: skipped', () => {
  it('skipped', async () => {
    const desk = await openDesk();
    await desk.customerWrites(spanish);

    const body = await desk.agentWrites('Le contestamos hoy mismo.', { public: true });

    expect(skippedAs(desk.interpret(body))).toBe('agent-message');
    expect(desk.notes()).toHaveLength(1);
  });
});

describe('staff, private, with a command: command (§5)', () => {
  it('command', async () => {
    const desk = await openDesk();
    await desk.customerWrites(spanish);

    await desk.agentWrites('#translate Thanks, your order ships today.');

    expect(desk.answers()).toHaveLength(1);
  });

  it('without one it asks nothing of us', async () => {
    const desk = await openDesk();
    await desk.customerWrites(spanish);

    const body = await desk.agentWrites('Ask the warehouse about this.');

    expect(skippedAs(desk.interpret(body))).toBe('private');
    expect([desk.notes().length, desk.answers().length]).toEqual([1, 0]);
  });
});

describe('AI agent, trigger, rule, system, merge comment, side conversation: skipped with reason', () => {
  it.each([
    ['AI agent', commentBody({ author: { id: '9', is_staff: true } }, { actor_id: '9' }), 'own-echo'],
    [
      'trigger, rule, system',
      commentBody({ author: { id: '-1', is_staff: true } }, { actor_id: '-1' }),
      'automation',
    ],
    ['nobody', commentBody({ author: null }, { actor_id: null }), 'automation'],
    [
      'side conversation',
      commentBody({ author: { id: '77', is_staff: false } }, { via: { channel: 'side_conversation' } }),
      'automation',
    ],
  ])('%s', async (_, body, reason) => {
    const desk = await openDesk();
    await desk.customerWrites(spanish);

    const posted = await commentNotes(desk, body);

    expect([skippedAs(desk.interpret(body)), posted]).toEqual([reason, 0]);
  });

  it('merge comment', async () => {
    // Prepare
    const desk = await openDesk();
    await desk.customerWrites(spanish, { ticket: '36' });
    await desk.customerWrites(spanish);
    const { events } = desk.standIn.mergeTicket('36', '35', agent.id, { deliver: false });

    // Act
    for (const event of events) await desk.deliver(event);

    // Assess
    expect([desk.notes('35').length, desk.notes('36').length]).toEqual([1, 1]);
  });
});

describe('voice: only the transcript, one note, off by default; telephony boilerplate never decides a language', () => {
  it.each(['voice', 'phone_call_inbound', 'voicemail'])('off by default: %s', async (channel) => {
    // Prepare
    const desk = await openDesk();
    const { events } = desk.standIn.createTicket(
      { id: '41', subject: 'Call', requester: '77', channel, comment: { text: spanish, public: true } },
      { deliver: false },
    );

    // Act
    for (const event of events) await desk.deliver(event);

    // Assess
    expect(desk.notes('41')).toEqual([]);
    expect((await desk.memory.read('zendesk:22129848:41')).authorLanguages).toEqual({});
  });
});

describe('forwarded mail whose own part is under 20 letters: the forwarded body is the message', () => {
  it('the forwarded body is the message', async () => {
    const desk = await openDesk();

    await desk.customerWrites(
      `FYI\n\n---------- Forwarded message ---------\nFrom: Luc <luc@example.org>\nDate: Fri, Jan 9, 2026 at 8:00 AM\nSubject: Pedido\nTo: Ana <ana@example.org>\n\n${spanish}`,
    );

    expect(desk.enriched[0]?.language.code).toBe('es');
    expect(desk.notes()[0]).toContain('Lo espero desde hace semanas.');
  });
});

describe('Our own echo is recognised by marker or ledger; by author id only when the runtime user is dedicated', () => {
  it.each([
    ['dedicated: by author id', true, 0],
    ['shared with a person: what that person writes as a requester counts', false, 1],
  ])('%s', async (_, runtimeUserIsDedicated, notes) => {
    const desk = await openDesk({ settings: { runtimeUserIsDedicated } });
    await desk.customerWrites(spanish);

    const posted = await commentNotes(
      desk,
      commentBody({ author: { id: '9', is_staff: true } }, { requester_id: '9', actor_id: '9' }),
    );

    expect(posted).toBe(notes);
  });
});

describe('Scope is checked in `ingest` before anything is published', () => {
  it('a message out of scope is skipped', async () => {
    const desk = await openDesk({ settings: { scope: { exclude: { tags: ['vip'] } } } });

    const meaning = desk.interpret(commentBody({}, { tags: ['vip'] }));

    expect(skippedAs(meaning)).toBe('out-of-scope');
  });

  it('so is a command', async () => {
    const desk = await openDesk({ settings: { scope: { exclude: { tags: ['vip'] } } } });

    const meaning = desk.interpret(
      commentBody(
        { author: { id: '2', is_staff: true }, is_public: false, body: '#pause' },
        { tags: ['vip'] },
      ),
    );

    expect(skippedAs(meaning)).toBe('out-of-scope');
  });
});
