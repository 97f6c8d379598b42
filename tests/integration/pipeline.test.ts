import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aWorld, notesIn, play, playAlone, type World } from '../support/world.ts';

const spanish = 'Hola, ¿dónde está mi pedido #10023456?';

describe('From a signed webhook to the note in the ticket', () => {
  let world: World;
  beforeAll(async () => {
    world = await aWorld();
  });
  afterAll(async () => {
    await world.stop();
  });

  it('one signed webhook becomes one note, with the fields in the same update', async () => {
    const [output] = await play(world, [{ ticket: '1', text: spanish }]);

    expect(output).toMatchObject({
      ticket: '1',
      message: '1-1',
      outcome: 'delivered',
      reason: null,
      language: { code: 'es', method: 'local' },
      translation: 'Hello, where is my order #10023456?',
      engine: ['phrasebook'],
      intent: { name: 'OrderStatus' },
      gaps: [],
    });
    expect(notesIn(output)).toHaveLength(1);
    expect(notesIn(output)[0]).toContain('Hello, where is my order #10023456?');
    expect(output?.writes).toContainEqual(
      expect.objectContaining({
        kind: 'fields',
        values: expect.objectContaining({ '360000000001': 'dm_lang_es' }),
      }),
    );
    expect(world.helpdesk.standIn.violations()).toEqual([]);
  });

  it('the same event twice gives one note; the second is skipped as a duplicate', async () => {
    const line = { ticket: '2', comment: 'c2', text: spanish };

    const [first, second] = await play(world, [line, line]);

    expect([first?.outcome, second?.outcome, second?.reason]).toEqual(['delivered', 'skipped', 'duplicate']);
    expect(notesIn(second)).toEqual([]);
    expect(second?.calls).toMatchObject({ translate: 0, comprehend: 0, lex: 0 });
    expect(world.helpdesk.standIn.notesOf('2')).toHaveLength(1);
  });

  it.each([
    ['ticket.created first', ['ticket.created', 'ticket.comment_added'] as const, '3'],
    ['comment_added first', ['ticket.comment_added', 'ticket.created'] as const, '4'],
  ])('ticket.created and comment_added of one message are one note: %s', async (_title, order, ticket) => {
    // Prepare
    const { standIn } = world.helpdesk;
    standIn.addUser({ id: '77', name: 'Ana', email: null, role: 'end-user', locale: 'es' });
    const made = standIn.createTicket(
      {
        id: ticket,
        subject: 'Paquete perdido',
        requester: '77',
        comment: { id: `c${ticket}`, text: spanish, public: true },
      },
      { deliver: false },
    );
    const bodies = order.map((name) => made.events.find(({ type }) => type.endsWith(name)));

    // Act
    const outputs = await play(
      world,
      bodies.map((body) => ({ connector: 'zendesk', body })),
    );

    // Assess
    expect(outputs.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['delivered', null],
      ['skipped', 'duplicate'],
    ]);
    expect(standIn.notesOf(ticket)).toHaveLength(1);
  });

  it('a message in the agent’s language is neither translated nor billed, and gets no note', async () => {
    const [output] = await play(world, [
      { ticket: '5', text: 'How can I change the delivery address of my order?' },
    ]);

    expect(output).toMatchObject({
      outcome: 'delivered',
      language: { code: 'en' },
      translation: null,
      billedCharacters: 0,
    });
    expect(output?.calls.translate).toBe(0);
    expect(notesIn(output)).toEqual([]);
  });

  it.each([
    ['emoji only', { text: '👍🏽🎉' }, 'skipped', 'empty'],
    ['an agent’s public reply', { text: 'Hello, it ships today', from: 'agent' }, 'skipped', 'agent-message'],
    [
      'an agent’s private note',
      { text: 'Ask the warehouse', from: 'agent', public: false },
      'skipped',
      'private',
    ],
    ['our own writing', { text: 'Hello', from: 'bot' }, 'skipped', 'own-echo'],
  ])('%s costs no service call and gets no note', async (title, line, outcome, reason) => {
    const ticket = `quiet-${title.replaceAll(/[^a-z]/gi, '')}`;
    const [, output] = await play(world, [
      { ticket, text: 'Hello, this is a first message in English.' },
      { ticket, ...line },
    ]);

    expect(output).toMatchObject({
      outcome,
      reason,
      calls: { translate: 0, comprehend: 0, lex: 0, helpdesk: 0 },
    });
    expect(notesIn(output)).toEqual([]);
  });

  it('another participant of the conversation is a customer too', async () => {
    const [, second] = await play(world, [
      { ticket: '6', text: spanish },
      { ticket: '6', text: 'Bonjour, mon colis n’est toujours pas arrivé.', from: 'cc' },
    ]);

    expect(second).toMatchObject({ outcome: 'delivered', language: { code: 'fr' } });
    expect(notesIn(second)).toHaveLength(1);
  });

  it('a message of 60 kB is translated up to the cap, and the note names the rest', async () => {
    const [output] = await play(world, [
      { ticket: '7', text: `${'Mi paquete todavía no ha llegado. '.repeat(1_800)}` },
    ]);

    expect(output?.outcome).toBe('delivered');
    expect(output?.billedCharacters).toBeLessThan(24_000);
    expect(notesIn(output).join('')).toMatch(/the last 41,\d{3} characters were not translated/);
  });

  it.each([
    ['a body that is not JSON', { deliver: { raw: 'hello' } }, 'refused', 'not-json'],
    ['a wrong signature', { deliver: { signature: 'bad' } }, 'refused', 'bad-signature'],
    ['no signature', { deliver: { signature: 'none' } }, 'refused', 'bad-signature'],
    ['a timestamp a day and a half old', { deliver: { ageSeconds: 129_600 } }, 'refused', 'stale-timestamp'],
    ['a timestamp an hour old, as a late retry has', { deliver: { ageSeconds: 3_600 } }, 'delivered', null],
    ['another media type', { deliver: { contentType: 'text/plain' } }, 'refused', 'wrong-media-type'],
    ['more than 256 kB', { deliver: { raw: 'x'.repeat(262_145) } }, 'refused', 'too-large'],
  ])('%s has its clear outcome', async (title, line, outcome, reason) => {
    const ticket = `edge-${title.length}`;

    const [output] = await play(world, [{ ticket, text: spanish, ...line }]);

    expect(output).toMatchObject({ outcome, reason });
  });

  it('an unknown account is refused by name', async () => {
    const made = world.helpdesk.standIn.eventFor('1', '1-1', 'ticket.comment_added');

    const [output] = await play(world, [{ connector: 'zendesk', body: { ...made, account_id: 99 } }]);

    expect(output).toMatchObject({ outcome: 'refused', reason: 'account-mismatch' });
  });

  it('a closed ticket ends without a note and without an alarm', async () => {
    const [output] = await play(world, [{ ticket: '8', text: spanish, ticketStatus: 'closed' }]);

    expect(output).toMatchObject({ outcome: 'skipped', reason: 'ticket-closed', writes: [] });
  });

  it('pt → es in one ticket leaves exactly one language tag', async () => {
    await play(world, [
      { ticket: '9', text: 'Fui cobrado duas vezes pelo mesmo pedido. O meu pacote ainda não chegou.' },
      { ticket: '9', text: 'Hola, ¿dónde está mi pedido #10023456? Mi paquete todavía no ha llegado.' },
    ]);

    const languageTags = world.helpdesk.standIn.ticket('9').tags.filter((tag) => tag.startsWith('dm_lang_'));
    expect(languageTags).toEqual(['dm_lang_es']);
  });

  it('an English "Thanks!" after a refund request does not overwrite the intent', async () => {
    await play(world, [
      { ticket: '10', text: 'I would like a refund for my order, please give me my money back.' },
      { ticket: '10', text: 'Thanks!' },
    ]);

    expect(world.helpdesk.standIn.ticket('10').fields.get('360000000003')).toBe('dm_intent_refund');
  });

  it('markup, placeholders and mentions of a customer are inert in the note', async () => {
    const [output] = await play(world, [
      {
        ticket: '11',
        text: 'Hola, <script>alert(1)</script> {{ticket.id}} @maria ¿dónde está mi pedido #10023456?',
      },
    ]);

    expect(notesIn(output)[0]).not.toMatch(/<script|\{\{|(^|\s)@maria/);
  });
});

describe('An agent who reads Dutch', () => {
  it('reads a Polish customer in Dutch', async () => {
    const [output] = await playAlone([{ text: 'Moja paczka jeszcze nie dotarła.' }], { agentLanguage: 'nl' });

    expect(output).toMatchObject({ outcome: 'delivered', language: { code: 'pl' } });
    expect(output?.translation).toMatch(/pakket/);
    expect(notesIn(output)[0]).toContain('Pools → Nederlands · automatische vertaling');
  });
});
