import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReplayOutput } from '../../infra/local/replay/output.ts';
import { accountId, aWorld, notesIn, play, type World } from '../support/world.ts';

const languageField = '360000000001';
const spanish = 'Hola, hice un pedido hace dos semanas y todavía no ha llegado, ¿dónde está mi paquete?';
const french = 'Bonjour, mon colis n’est toujours pas arrivé et je voudrais savoir où il est.';
const german = 'Guten Tag, ich warte noch immer auf mein Paket und möchte wissen, wo es ist.';

const fieldOf = (world: World, ticket: string) =>
  world.helpdesk.standIn.ticket(ticket).fields.get(languageField);
const readAs = (output: ReplayOutput | undefined) => [output?.language?.code, output?.language?.method];

describe('Several languages in one ticket', () => {
  let world: World;
  beforeAll(async () => {
    world = await aWorld();
  });
  afterAll(async () => {
    await world.stop();
  });

  it('memory is per conversation and author: each participant’s short text is read in their own language', async () => {
    const outputs = await play(world, [
      { ticket: '1', text: spanish },
      { ticket: '1', text: french, from: 'cc', author: 'luc' },
      { ticket: '1', text: german, from: 'cc', author: 'ute' },
      { ticket: '1', text: 'ok', from: 'cc', author: 'luc' },
      { ticket: '1', text: 'ok', from: 'cc', author: 'ute' },
      { ticket: '1', text: 'ok' },
    ]);

    expect(outputs.map(readAs)).toEqual([
      ['es', 'local'],
      ['fr', 'local'],
      ['de', 'local'],
      ['fr', 'memory'],
      ['de', 'memory'],
      ['es', 'memory'],
    ]);
    expect(outputs.map(({ outcome }) => outcome)).toEqual(Array(6).fill('delivered'));
    expect(fieldOf(world, '1')).toBe('dm_lang_es');
  });

  it('a short text never flips a conversation’s language', async () => {
    const [, thanks, english] = await play(world, [
      { ticket: '2', text: spanish },
      { ticket: '2', text: 'Thanks!' },
      { ticket: '2', text: 'Thank you very much, the parcel has just been delivered to my office.' },
    ]);

    expect(readAs(thanks)).toEqual(['es', 'memory']);
    expect(JSON.stringify(thanks?.writes)).not.toContain(languageField);
    expect(thanks?.calls.comprehend).toBeLessThanOrEqual(1);
    expect(readAs(english)).toEqual(['en', 'local']);
    expect(fieldOf(world, '2')).toBe('dm_lang_en');
  });

  it('a message says why it was taken for its language, what decided first', async () => {
    const [, output] = await play(world, [
      { ticket: '3', text: spanish },
      { ticket: '3', text: 'Thanks, the parcel that I had been waiting for was delivered today.' },
    ]);

    expect(output?.language).toEqual({
      code: 'en',
      confidence: 0.99,
      method: 'local',
      evidence: [
        { code: 'en', confidence: 0.99, method: 'local' },
        { code: 'es', confidence: 0.99, method: 'memory' },
      ],
    });
  });

  it('the agent’s correction always wins, sticks, and re-translates the last message', async () => {
    const [, corrected, next, short] = await play(world, [
      { ticket: '4', text: spanish },
      { ticket: '4', edit: { field: 'language', value: 'pt' } },
      { ticket: '4', text: spanish },
      { ticket: '4', text: 'ok' },
    ]);

    expect(readAs(corrected)).toEqual(['pt', 'correction']);
    expect(corrected?.outcome).toBe('delivered');
    expect(corrected?.language?.evidence?.[0]).toEqual({ code: 'pt', confidence: 1, method: 'correction' });
    expect(notesIn(corrected)).toHaveLength(1);
    expect(readAs(next)).toEqual(['pt', 'correction']);
    expect(readAs(short)).toEqual(['pt', 'correction']);
    expect(next?.calls.comprehend).toBeLessThanOrEqual(1);
    expect(fieldOf(world, '4')).toBe('dm_lang_pt');
  });

  it('a correction is about the requester: another participant is read for themselves', async () => {
    const [, , output] = await play(world, [
      { ticket: '5', text: spanish },
      { ticket: '5', edit: { field: 'language', value: 'pt' } },
      { ticket: '5', text: french, from: 'cc' },
    ]);

    expect(readAs(output)).toEqual(['fr', 'local']);
    expect(fieldOf(world, '5')).toBe('dm_lang_pt');
  });

  it('a field change as Zendesk tells it is a correction', async () => {
    // Prepare
    await play(world, [{ ticket: '6', text: spanish }]);
    const { event, ...told } = world.helpdesk.standIn.eventFor('6', '6-1', 'ticket.comment_added');
    const body = {
      ...told,
      id: 'field-change-of-6',
      type: 'zen:event-type:ticket.custom_field_changed',
      account_id: Number(accountId),
      detail: { ...(told as any).detail, actor_id: '8447388090495' },
      event: {
        custom_field: { id: languageField, title: 'Language', type: 'tagger' },
        current: { value: 'dm_lang_pt_br' },
        previous: { value: 'dm_lang_es' },
      },
    };

    // Act
    const [corrected, again] = await play(world, [
      { connector: 'zendesk', body },
      { connector: 'zendesk', body },
    ]);

    // Assess
    expect(event).toBeDefined();
    expect(readAs(corrected)).toEqual(['pt-BR', 'correction']);
    expect(again).toMatchObject({ outcome: 'skipped', reason: 'duplicate', writes: [] });
    expect(fieldOf(world, '6')).toBe('dm_lang_pt_br');
  });

  it('an emptied field takes the correction back', async () => {
    const outputs = await play(world, [
      { ticket: '7', text: spanish },
      { ticket: '7', edit: { field: 'language', value: 'pt' } },
      { ticket: '7', edit: { field: 'language', value: null } },
      { ticket: '7', text: spanish },
    ]);

    expect(readAs(outputs[3])).toEqual(['es', 'local']);
    expect(fieldOf(world, '7')).toBe('dm_lang_es');
  });

  it.each([
    ['simplified', '你好，请问我的订单什么时候能送到？我已经等了两个星期。', 'zh-Hans', 'dm_lang_zh_hans'],
    ['traditional', '你好，請問我的訂單什麼時候會送到？我已經等了兩個星期。', 'zh-Hant', 'dm_lang_zh_hant'],
  ])('Chinese in %s characters is told by its script, in the field too', async (title, text, code, tag) => {
    const [output] = await play(world, [{ ticket: `zh-${title}`, text }]);

    expect(output?.language?.code).toBe(code);
    expect(fieldOf(world, `zh-${title}`)).toBe(tag);
    expect(output?.gaps).not.toContain('fields');
  });

  it('a text in two languages is read for the part that the agent does not read', async () => {
    const [output] = await play(world, [
      {
        ticket: '8',
        text: `Hello, I ordered a lamp two weeks ago and it has not arrived yet. ${spanish}`,
      },
    ]);

    expect(readAs(output)).toEqual(['es', 'local']);
    expect(output?.translation).not.toBeNull();
  });

  it('follow-up ticket: language and corrections are inherited', async () => {
    // Prepare
    const { standIn } = world.helpdesk;
    await play(world, [
      { ticket: '20', text: spanish },
      { ticket: '20', edit: { field: 'language', value: 'pt' } },
    ]);
    standIn.closeTicket('20', '8447388090495', { deliver: false });
    const made = standIn.createTicket(
      {
        id: '21',
        subject: 'Paquete',
        requester: 'customer-of-20',
        followupOf: '20',
        comment: { id: '21-1', text: 'ok', public: true },
      },
      { deliver: false },
    );
    const body = made.events.find(({ type }) => type.endsWith('ticket.created'));

    // Act
    const [output] = await play(world, [{ connector: 'zendesk', body }]);

    // Assess
    expect(output?.outcome).toBe('delivered');
    expect(readAs(output)).toEqual(['pt', 'correction']);
    expect(fieldOf(world, '21')).toBe('dm_lang_pt');
  });

  it('merged ticket: written once to the target, memory copied', async () => {
    // Prepare
    const { standIn } = world.helpdesk;
    await play(world, [{ ticket: '30', text: spanish }]);
    standIn.createTicket(
      {
        id: '31',
        subject: 'Again',
        requester: 'customer-of-30',
        comment: { id: '31-0', text: '.', public: true },
      },
      { deliver: false },
    );
    const told = standIn.addComment(
      '30',
      { id: '30-late', author: 'customer-of-30', text: spanish, public: true },
      { deliver: false },
    );
    standIn.mergeTicket('30', '31', '8447388090495', { deliver: false });

    // Act
    const [late] = await play(world, [{ connector: 'zendesk', body: told.events[0] }]);
    const short = standIn.addComment(
      '31',
      { id: '31-1', author: 'customer-of-30', text: 'ok', public: true },
      { deliver: false },
    );
    const [known] = await play(world, [{ connector: 'zendesk', body: short.events[0] }]);

    // Assess
    expect(notesIn(late)).toHaveLength(1);
    expect(standIn.notesOf('31').length).toBeGreaterThanOrEqual(1);
    expect(readAs(known)).toEqual(['es', 'memory']);
  });

  it('closed ticket: final refusal, no alarm', async () => {
    const [output] = await play(world, [{ ticket: '40', text: spanish, ticketStatus: 'closed' }]);

    expect(output).toMatchObject({ outcome: 'skipped', reason: 'ticket-closed', writes: [] });
    expect(
      world.journal.entries().filter((entry) => JSON.stringify(entry).includes('message.parked.v1')),
    ).toEqual([]);
  });

  it('writes nothing that the helpdesk would not take', () => {
    expect(world.helpdesk.standIn.violations()).toEqual([]);
  });
});
