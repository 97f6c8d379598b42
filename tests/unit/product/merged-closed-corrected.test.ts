import { describe, expect, it } from 'vitest';
import { agent, openDesk } from '../../support/desk.ts';
import { ok } from '../functions/enrich/fakes.ts';

const spanish = '¿Dónde está mi pedido? Lo espero desde hace semanas.';
const more = 'Sigo esperando una respuesta de ustedes.';

/** Two tickets of one customer, of which the first is merged into the second while a message of it is on its way. */
async function mergedWhileOnItsWay(options: Parameters<typeof openDesk>[0] = {}) {
  const desk = await openDesk(options);
  await desk.customerWrites('Hola, tengo una pregunta sobre mi pedido.', { ticket: '36' });
  await desk.customerWrites(spanish, { ticket: '35' });
  await desk.agentSets('language', 'dm_lang_pt', '35');
  const onItsWay = await desk.customerWrites(more, { ticket: '35', goesOn: false });
  desk.standIn.mergeTicket('35', '36', agent.id, { deliver: false });
  return { desk, onItsWay };
}

describe('Merged ticket: write once to the target, memory copied', () => {
  it('write once to the target', async () => {
    // Prepare
    const { desk, onItsWay } = await mergedWhileOnItsWay();

    // Act
    await desk.deliver(onItsWay);
    await desk.write(desk.enriched.at(-1)!);

    // Assess
    const notes = desk.notes('36').filter((note) => note.includes(`en:${more}`));
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain('On the message of Jan 9, 2026, 8:04 AM UTC: “Sigo esperando');
    expect(desk.notes('35').join('')).not.toContain(more);
    expect(desk.runtime.ended.at(-2)).toMatchObject({ outcome: 'delivered', reason: null });
  });

  it('memory copied: an agent’s correction counts in the target, too', async () => {
    // Prepare
    const { desk, onItsWay } = await mergedWhileOnItsWay();
    await desk.deliver(onItsWay);

    // Act
    await desk.customerWrites('¿Me puede contestar alguien, por favor?', { ticket: '36' });

    // Assess
    expect(desk.enriched.at(-1)?.language).toMatchObject({ code: 'pt', method: 'correction' });
    expect(desk.field('language', '36')).toBe('dm_lang_pt');
  });

  it('what stands in the target is not overwritten by what was weighed for the other: neither intent nor subject', async () => {
    // Prepare
    const recogniseIntent = async (text: string) =>
      ok([{ intent: text.includes('dinero') ? 'Refund' : 'CancelOrder', score: 0.7 }]);
    const desk = await openDesk({ bench: { services: { recogniseIntent } } });
    await desk.customerWrites('Quiero que me devuelvan el dinero.', { ticket: '36', subject: 'Dinero' });
    const onItsWay = await desk.customerWrites(spanish, { ticket: '35', subject: 'Pedido', goesOn: false });
    desk.standIn.mergeTicket('35', '36', agent.id, { deliver: false });

    // Act
    await desk.deliver(onItsWay);

    // Assess
    expect(desk.field('intent', '36')).toBe('dm_intent_refund');
    expect(desk.field('subject', '36')).toBe('en:Dinero');
    expect(desk.notes('36').at(-1)).toContain(`en:${spanish}`);
  });

  it('merged twice: written to where the customer’s words are now', async () => {
    const { desk, onItsWay } = await mergedWhileOnItsWay();
    await desk.customerWrites('Hola, otra vez.', { ticket: '37' });
    desk.standIn.mergeTicket('36', '37', agent.id, { deliver: false });

    await desk.deliver(onItsWay);

    expect(desk.notes('37').at(-1)).toContain(`en:${more}`);
  });

  it('merged in a circle: ends as a closed ticket', async () => {
    const { desk, onItsWay } = await mergedWhileOnItsWay();
    desk.standIn.mergeTicket('36', '35', agent.id, { deliver: false });

    await desk.deliver(onItsWay);

    expect(desk.runtime.ended.at(-1)).toMatchObject({ outcome: 'skipped', reason: 'ticket-closed' });
  });
});

describe('Closed ticket: final refusal, no alarm', () => {
  it('is no problem, is not parked and is not tried again', async () => {
    // Prepare
    const desk = await openDesk();
    const body = await desk.customerWrites(spanish, { goesOn: false });
    desk.standIn.closeTicket('35', agent.id, { deliver: false });

    // Act
    await desk.deliver(body);
    const updates = desk.updates().length;
    await desk.write(desk.enriched[0]!);

    // Assess
    expect(desk.runtime.ended).toMatchObject([
      { outcome: 'skipped', reason: 'ticket-closed' },
      { outcome: 'skipped', reason: 'duplicate' },
    ]);
    expect(desk.runtime.problems).toEqual([]);
    expect(desk.updates()).toHaveLength(updates);
  });
});

describe('A field change is a correction only if a human agent made it and it differs from our last write', () => {
  const changedTo = (value: string, actor: string | number) => ({
    type: 'zen:event-type:ticket.custom_field_changed',
    account_id: 22129848,
    id: `event-${value}-${actor}`,
    time: '2026-01-09T08:30:00Z',
    zendesk_event_version: '2022-11-06',
    subject: 'zen:ticket:35',
    detail: {
      id: '35',
      actor_id: actor,
      requester_id: '77',
      status: 'OPEN',
      tags: [],
      via: { channel: 'email' },
    },
    event: {
      custom_field: { id: 361, type: 'tagger' },
      current: { value },
      previous: { value: 'dm_lang_es' },
    },
  });

  it.each([
    ['a human agent, another language', changedTo('dm_lang_pt', '2'), 'pt', 2],
    ['a human agent, the language that we wrote', changedTo('dm_lang_es', '2'), null, 1],
    ['a trigger or automation (Zendesk itself)', changedTo('dm_lang_pt', '-1'), null, 1],
    ['our own write', changedTo('dm_lang_pt', '9'), null, 1],
    ['the requester, in a form', changedTo('dm_lang_pt', '77'), null, 1],
  ])('%s', async (_, body, correction, notes) => {
    // Prepare
    const desk = await openDesk();
    await desk.customerWrites(spanish);

    // Act
    await desk.deliver(body);

    // Assess
    const memory = await desk.memory.read('zendesk:22129848:35');
    expect(memory.correction?.value ?? null).toBe(correction);
    expect(desk.notes()).toHaveLength(notes);
  });
});
