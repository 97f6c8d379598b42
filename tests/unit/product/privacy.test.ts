import { describe, expect, it } from 'vitest';
import { agent, type Desk, fieldIds, openDesk } from '../../support/desk.ts';

// The rows of PRODUCT §8, "Privacy", as far as they are about what is withdrawn.

const key = 'zendesk:22129848:35';
const secret = '¿Dónde está mi pedido? Vivo en la calle Mayor.';

/** The id of a ticket's newest comment that is not ours. */
const lastComment = (desk: Desk, ticket = '35') =>
  desk.standIn.ticket(ticket).comments.findLast(({ authorId }) => authorId !== '9')!.id;

async function redact(desk: Desk, commentId: string, text?: string): Promise<unknown> {
  const change = { agentId: agent.id, commentId, ...(text === undefined ? {} : { text }) };
  const { events } = desk.standIn.redactCommentByAgent('35', change, { deliver: false });
  for (const event of events) await desk.deliver(event);
  return events[0];
}

async function agentWrites(desk: Desk, text: string, more: object = {}): Promise<string> {
  desk.wait(60_000);
  const comment = { text, author: agent.id, public: false, ...more };
  const { events, commentId } = desk.standIn.addComment('35', comment, { deliver: false });
  for (const event of events.filter(({ type }) => type.endsWith('comment_added'))) await desk.deliver(event);
  return commentId!;
}

const textOf = (desk: Desk) => desk.notes().join('\n');

describe('The vendor’s redactions and deletions reach our copies: note redacted, memory rows purged', () => {
  it('a redacted message: its note is blocks, and nothing that we keep knows its words', async () => {
    const desk = await openDesk();
    await desk.customerWrites(secret);
    expect(textOf(desk)).toContain('en:¿Dónde está mi pedido?');

    await redact(desk, lastComment(desk));

    expect(desk.notes()).toHaveLength(1);
    expect(textOf(desk)).not.toMatch(/pedido|calle|Mayor/);
    expect(textOf(desk)).toContain('▇▇▇');
    expect(desk.translations.rows.size).toBe(0);
    expect(await desk.memory.read(key)).toMatchObject({
      lastOfRequester: null,
      sentiments: [],
      intent: null,
    });
    expect(desk.standIn.violations()).toEqual([]);
  });

  it('a word that is redacted takes the whole note along, since nobody says which word it was', async () => {
    const desk = await openDesk();
    await desk.customerWrites(secret);

    await redact(desk, lastComment(desk), 'calle Mayor');

    expect(textOf(desk)).not.toMatch(/pedido|calle|Mayor/);
  });

  it('the customer’s language stays known: a language is no text', async () => {
    const desk = await openDesk();
    await desk.customerWrites(secret);

    await redact(desk, lastComment(desk));

    expect((await desk.memory.read(key)).authorLanguages['77']?.reading.code).toBe('es');
  });

  it('all notes about it go, those of earlier attempts as well; notes about other messages stay', async () => {
    const desk = await openDesk();
    await desk.customerWrites('Otro asunto, gracias por la respuesta rápida.');
    await desk.customerWrites(secret);
    const message = lastComment(desk);
    await agentWrites(desk, '#lang pt');
    expect(desk.notes()).toHaveLength(3);

    await redact(desk, message);

    const [other, first, second] = desk.notes();
    expect(other).toContain('en:Otro asunto');
    expect([first, second].join('')).not.toMatch(/pedido|calle/);
  });

  it('the translated subject and the translation field are emptied while they hold its words', async () => {
    const desk = await openDesk({
      vendor: {
        fields: { subject: fieldIds.subject },
        translation: { to: 'field', field: fieldIds.translation },
      },
    });
    await desk.customerWrites(secret, { subject: 'Pedido perdido' });
    expect(desk.field('subject')).toBe('en:Pedido perdido');
    expect(desk.field('translation')).toContain('pedido');

    await redact(desk, lastComment(desk));

    expect([desk.field('subject'), desk.field('translation')]).toEqual([null, null]);
  });

  it('a field that a newer message has written since is left alone', async () => {
    const desk = await openDesk({ vendor: { translation: { to: 'field', field: fieldIds.translation } } });
    await desk.customerWrites(secret);
    const older = lastComment(desk);
    await desk.customerWrites('Gracias, ahora ya ha llegado el paquete.');

    await redact(desk, older);

    expect(desk.field('translation')).toContain('ha llegado el paquete');
  });

  it('a message that is redacted before its note is neither paid nor posted', async () => {
    const desk = await openDesk();
    const body = await desk.customerWrites(secret, { goesOn: false });
    await redact(desk, lastComment(desk));

    await desk.deliver(body);

    expect(desk.notes()).toEqual([]);
    expect(desk.services.calls).toEqual([]);
    expect(desk.runtime.ended.at(-1)).toMatchObject({ outcome: 'skipped', reason: 'withdrawn' });
  });

  it('a message that is redacted between its translation and its note gets none', async () => {
    const desk = await openDesk();
    await desk.customerWrites(secret, { goesOn: false });
    await redact(desk, lastComment(desk));
    const enriched = { ...(await enrichedOf(secret)), message: lastComment(desk) };

    await desk.write(enriched);

    expect(desk.notes()).toEqual([]);
    expect(desk.runtime.ended.at(-1)).toMatchObject({ outcome: 'skipped', reason: 'withdrawn' });
  });

  it('a message that is redacted while it is being translated is forgotten at the end', async () => {
    // Prepare
    const desk: Desk = await openDesk({
      bench: {
        services: {
          translate: async ({ text, target }) => {
            await desk.traces.withdraw({ conversationKey: key, message: lastComment(desk) });
            return { ok: true, value: { text: `${target}:${text}`, source: 'es', terms: [] }, attempts: 1 };
          },
        },
      },
    });

    // Act
    await desk.customerWrites(secret);

    // Assess
    expect(desk.notes()).toEqual([]);
    expect(desk.translations.rows.size).toBe(0);
    expect((await desk.memory.read(key)).lastOfRequester).toBeNull();
  });

  it('a correction has no redacted message read once more', async () => {
    const desk = await openDesk();
    await desk.customerWrites(secret);
    await redact(desk, lastComment(desk));

    await agentWrites(desk, '#lang pt');

    expect(desk.notes()).toHaveLength(1);
    expect(textOf(desk)).not.toMatch(/pedido|calle/);
  });

  it('a digest that has a message’s words is redacted with it; a later one shows what is left', async () => {
    const desk = await openDesk();
    await desk.customerWrites(secret);
    const message = lastComment(desk);
    await agentWrites(desk, '#history 5');
    expect(desk.notes()[1]).toContain('pedido');

    await redact(desk, message, 'calle Mayor');
    await agentWrites(desk, '#history 5');

    const [note, digest, later] = desk.notes();
    expect(`${note}${digest}`).not.toMatch(/pedido|calle/);
    expect(later).toContain('pedido');
    expect(later).not.toMatch(/calle|Mayor/);
    expect(desk.translations.rows.size).toBe(0);
  });

  it('a redaction may come twice, and its echo from our own writes asks nothing of us', async () => {
    const desk = await openDesk();
    await desk.customerWrites(secret);
    const event = await redact(desk, lastComment(desk));
    const updates = desk.updates().length;

    await desk.deliver(event);

    expect(desk.updates()).toHaveLength(updates);
    const echo = { ...(event as any), detail: { ...(event as any).detail, actor_id: '9' } };
    expect(desk.interpret(echo)).toMatchObject({ kind: 'skipped', reason: 'own-echo' });
  });

  it('an agent’s redacted note takes the answer along that was made of it', async () => {
    const desk = await openDesk();
    await desk.customerWrites('¿Dónde está mi pedido?');
    const note = await agentWrites(desk, '#translate Your parcel is at Baker Street.');
    const answer = () => desk.standIn.ticket('35').comments.findLast((comment) => comment.public)!;
    expect(answer().plain).toContain('Baker Street');

    await redact(desk, note);

    expect(answer().plain).not.toMatch(/parcel|Baker/);
    expect(JSON.stringify([...desk.translations.rows])).not.toMatch(/parcel|Baker/);
  });

  it('an agent’s redacted preview is not to be sent any more, and what was sent of it is redacted', async () => {
    const desk = await openDesk();
    await desk.customerWrites('¿Dónde está mi pedido?');
    const preview = await agentWrites(desk, '#preview Your parcel is at Baker Street.');
    await agentWrites(desk, '#send');

    await redact(desk, preview);
    await agentWrites(desk, '#send');

    const words = desk.standIn.ticket('35').comments.filter(({ plain }) => /parcel|Baker/.test(plain));
    expect(words).toEqual([]);
    expect(desk.notes().at(-1)).toContain('Not sent to the customer.');
  });

  it('an answer whose note is redacted before it goes out does not go, and the agent is told', async () => {
    const desk = await openDesk();
    await desk.customerWrites('¿Dónde está mi pedido?');
    desk.failWhere((call) => call.startsWith('PUT '), {
      kind: 'answer',
      status: 429,
      headers: {},
      body: '',
    });
    const note = await agentWrites(desk, '#translate Your parcel is at Baker Street.');
    await desk.traces.withdraw({ conversationKey: key, message: note });
    desk.failWhere(() => false, { kind: 'none' });

    await desk.write(desk.published.find(({ type }: any) => type === 'reply.translated.v1'));

    const last = desk.standIn.ticket('35').comments.at(-1)!;
    expect(last.public).toBe(false);
    expect(last.plain).toContain('The note was redacted before the answer went out.');
  });

  it('a file that is redacted in an agent’s note is redacted in the answer; the others stay', async () => {
    const desk = await openDesk();
    await desk.customerWrites('¿Dónde está mi pedido?');
    const file = (name: string) => ({ name, contentType: 'text/plain', base64: 'aGVsbG8=' });
    const attachments = [file('passport.txt'), file('label.txt')];
    const note = await agentWrites(desk, '#translate Here it is.', { attachments });
    const comments = () => desk.standIn.ticket('35').comments;
    const [passport] = comments().find(({ id }) => id === note)!.attachments;

    const { events } = desk.standIn.redactAttachmentByAgent(
      '35',
      { agentId: agent.id, commentId: note, attachmentId: passport!.id },
      { deliver: false },
    );
    for (const event of events) await desk.deliver(event);

    const answer = comments().findLast((comment) => comment.public)!;
    expect(answer.attachments.map(({ fileName }) => fileName)).toEqual(['redacted.txt', 'label.txt']);
    expect(answer.plain).toContain('Here it is');
  });

  it('a note that went to the ticket which its own was merged into is redacted there', async () => {
    const desk = await openDesk();
    await desk.customerWrites('Otro asunto, gracias.', { ticket: '36' });
    await desk.customerWrites('Buenos días.');
    const onItsWay = await desk.customerWrites(secret, { goesOn: false });
    const message = lastComment(desk);
    desk.standIn.mergeTicket('35', '36', agent.id, { deliver: false });
    await desk.deliver(onItsWay);
    expect(desk.notes('36').join('')).toContain('calle');

    await redact(desk, message);

    expect(desk.notes('36').join('')).not.toMatch(/pedido|calle/);
    expect(desk.notes('36').join('')).toContain('en:Otro asunto');
  });

  it.each([
    ['busy: asked again later', 429, { kind: 'retry-later' }],
    ['ill: asked again later', 503, { kind: 'retry-later' }],
    ['without the right to redact: parked, so that a person hears of it', 403, { kind: 'park' }],
  ])('a helpdesk that is %s', async (_title, status, outcome) => {
    // Prepare
    const desk = await openDesk();
    await desk.customerWrites(secret);
    const change = { agentId: agent.id, commentId: lastComment(desk) };
    const { events } = desk.standIn.redactCommentByAgent('35', change, { deliver: false });
    const withdrawal = desk.detailOf(events[0]);
    desk.failWhere((call) => call.includes('comment_redactions'), {
      ...{ kind: 'answer', status, body: '', headers: {} },
    });

    // Act
    const first = await desk.write(withdrawal);
    desk.failWhere(() => false, { kind: 'none' });
    const second = await desk.write(withdrawal);

    // Assess
    expect(first).toMatchObject(outcome);
    expect(second).toEqual({ kind: 'done' });
    expect(textOf(desk)).not.toMatch(/pedido|calle/);
  });

  it('a redaction whose answer never came is done again without harm', async () => {
    const desk = await openDesk();
    await desk.customerWrites(secret);
    const change = { agentId: agent.id, commentId: lastComment(desk) };
    const { events } = desk.standIn.redactCommentByAgent('35', change, { deliver: false });
    desk.failWhere((call) => call.includes('comment_redactions'), { kind: 'apply-then-hang' });

    const first = await desk.write(desk.detailOf(events[0]));
    const again = await desk.write(desk.detailOf(events[0]));

    expect([first.kind, again.kind]).toEqual(['retry-later', 'done']);
    expect(textOf(desk)).not.toMatch(/pedido|calle/);
    expect(desk.standIn.violations()).toEqual([]);
  });

  it('a closed ticket’s notes are redacted as well', async () => {
    const desk = await openDesk();
    await desk.customerWrites(secret);
    desk.standIn.closeTicket('35', agent.id, { deliver: false });

    await redact(desk, lastComment(desk));

    expect(textOf(desk)).not.toMatch(/pedido|calle/);
  });

  it('a ticket that was restored goes on: what is written after its deletion is read', async () => {
    const desk = await openDesk();
    await desk.customerWrites(secret);
    const deletion = desk.standIn.deleteTicketByAgent('35', { agentId: agent.id }, { deliver: false });
    await desk.deliver(deletion.events[0]);

    const later = await desk.customerWrites('Gracias, ahora ya ha llegado el paquete.', { ticket: '36' });
    await desk.deliver(moved(later, '35'));

    expect(desk.enriched.map(({ ticket }) => ticket)).toEqual(['35', '36', '35']);
  });

  it('a message that is made private keeps its note: agents may read both', async () => {
    const desk = await openDesk();
    await desk.customerWrites(secret);
    const change = { agentId: agent.id, commentId: lastComment(desk) };

    const { events } = desk.standIn.makePrivateByAgent('35', change, { deliver: false });
    for (const event of events) await desk.deliver(event);

    expect(desk.interpret(events[0])).toMatchObject({ kind: 'skipped', reason: 'private' });
    expect(textOf(desk)).toContain('pedido');
  });

  it.each(['soft', 'permanent'] as const)(
    'a deleted ticket (%s): all that we keep of it goes, and nothing is written to the helpdesk',
    async (how) => {
      const desk = await openDesk();
      await desk.customerWrites(secret);
      await desk.customerWrites('Gracias, espero su respuesta.');
      const body = await desk.customerWrites('Un último mensaje.', { goesOn: false });
      const updates = desk.updates().length;

      const { events } = desk.standIn.deleteTicketByAgent(
        '35',
        { agentId: agent.id, how },
        { deliver: false },
      );
      for (const event of events) await desk.deliver(event);
      await desk.deliver(body);

      expect(desk.translations.rows.size).toBe(0);
      expect(await desk.memory.read(key)).toMatchObject({ authorLanguages: {}, lastOfRequester: null });
      expect(desk.updates()).toHaveLength(updates);
      expect(desk.runtime.ended.at(-1)).toMatchObject({ outcome: 'skipped', reason: 'withdrawn' });
    },
  );
});

/** A new ticket's body as if it were a comment on another one: the stand-in restores no tickets. */
function moved(body: any, ticket: string): unknown {
  const author = { id: '77', is_staff: false };
  return {
    ...body,
    type: 'zen:event-type:ticket.comment_added',
    detail: { ...body.detail, id: ticket },
    event: { comment: { id: 'restored', body: body.detail.description, is_public: true, author } },
  };
}

/** What enrich would have said of a message. */
async function enrichedOf(text: string) {
  const desk = await openDesk();
  await desk.customerWrites(text);
  return desk.enriched[0]!;
}
