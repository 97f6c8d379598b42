import { describe, expect, it } from 'vitest';
import { renderNotes } from '../../../connectors/kit/note.ts';
import { messageEnriched } from '../../../events/message-enriched.v1.ts';
import { agent, openDesk } from '../../support/desk.ts';
import { detects } from '../functions/enrich/fakes.ts';

const spanish = 'Hola, hice un pedido hace dos semanas y todavía no ha llegado, ¿dónde está mi paquete?';
const german = 'Guten Tag, ich warte noch immer auf mein Paket und möchte wissen, wo es ist.';
const english = 'Hello, I am still waiting for the parcel that we ordered two weeks ago.';

describe('The agent’s language = first match of group, brand, account default; it is in the event and in the write key', () => {
  it.each([
    ['the group’s', { group: '501', brand: '701' }, 'de'],
    ['the brand’s, where the group has none', { group: '502', brand: '701' }, 'fr'],
    ['the account’s, where neither has one', { group: '502', brand: '702' }, 'nl'],
    ['the account’s, where neither is set', {}, 'nl'],
  ])('%s', async (_, place, language) => {
    // Prepare
    const desk = await openDesk({
      settings: { agentLanguages: { default: 'nl', groups: { '501': 'de' }, brands: { '701': 'fr' } } },
    });
    const { events } = desk.standIn.createTicket(
      {
        id: '35',
        subject: '',
        requester: '77',
        ...place,
        comment: { id: '351', text: spanish, public: true },
      },
      { deliver: false },
    );

    // Act
    await desk.deliver(events.find(({ type }) => type.endsWith('ticket.created')));

    // Assess
    expect(desk.enriched.map(({ agentLanguage }) => agentLanguage)).toEqual([language]);
    expect(desk.notes()[0]).toContain(`${language}:${spanish}`);
    expect(desk.runtime.ended.at(-1)).toMatchObject({ outcome: 'delivered' });
    const keys = desk.standIn.auditLog().map(({ metadata }) => metadata.custom.dragoman_write_key);
    expect(keys.filter((key) => key !== undefined)).toEqual([
      `write#zendesk:22129848:35#351#1#${language}#note-1`,
    ]);
  });
});

describe('Replies go in the requester’s language. If the last public message is another participant’s in another language, the note says so and offers `#translate:de`', () => {
  const remarkOf = (note: string | undefined) =>
    note
      ?.split('<small>')[1]
      ?.split('<br>')
      .find((line) => line.includes('#translate'));

  it('a participant writes in another language than the requester', async () => {
    const desk = await openDesk();
    await desk.customerWrites(spanish);

    await desk.customerWrites(german, { from: 'participant' });

    expect(remarkOf(desk.notes()[1])).toBe(
      'Replies go in the requester’s language (Spanish) · German → #translate:de',
    );
  });

  it('the requester’s language is what an agent said it is', async () => {
    const desk = await openDesk();
    await desk.customerWrites(spanish);
    await desk.agentSets('language', 'dm_lang_pt');

    await desk.customerWrites(german, { from: 'participant' });

    expect(remarkOf(desk.notes().at(-1))).toBe(
      'Replies go in the requester’s language (Portuguese) · German → #translate:de',
    );
  });

  it('also where the requester writes in the agents’ own language', async () => {
    const desk = await openDesk();
    await desk.customerWrites(english);

    await desk.customerWrites(german, { from: 'participant' });

    expect(remarkOf(desk.notes()[0])).toBe(
      'Replies go in the requester’s language (English) · German → #translate:de',
    );
  });

  it.each([
    ['the same language', spanish, 'participant' as const],
    ['the requester, whatever their language', german, 'requester' as const],
  ])('nothing of it for %s', async (_, text, from) => {
    const desk = await openDesk();
    await desk.customerWrites(spanish);

    await desk.customerWrites(text, { from });

    expect(desk.notes()).toHaveLength(2);
    expect(desk.notes().join('')).not.toContain('#translate');
  });

  it.each([
    ['de', 'Antworten gehen in der Sprache des Anfragestellers hinaus (Spanisch) · Polnisch → #translate:pl'],
    ['fr', 'Les réponses partent dans la langue du demandeur (espagnol) · polonais → #translate:pl'],
    ['es', 'Las respuestas se envían en el idioma del solicitante (español) · polaco → #translate:pl'],
    ['nl', 'Antwoorden gaan in de taal van de aanvrager (Spaans) · Pools → #translate:pl'],
    ['it', 'Le risposte partono nella lingua del richiedente (spagnolo) · polacco → #translate:pl'],
    ['pt', 'As respostas seguem no idioma do solicitante (espanhol) · polonês → #translate:pl'],
    ['pl', 'Odpowiedzi są wysyłane w języku zgłaszającego (hiszpański) · polski → #translate:pl'],
    ['sv', 'Svar skickas på frågeställarens språk (spanska) · polska → #translate:pl'],
    ['tr', 'Yanıtlar talep sahibinin dilinde gönderilir (İspanyolca) · Lehçe → #translate:pl'],
    ['ja', '返信は依頼者の言語（スペイン語）で送信されます · ポーランド語 → #translate:pl'],
    ['ko', '답장은 요청자의 언어(스페인어)로 전송됩니다 · 폴란드어 → #translate:pl'],
    ['zh-Hans', '回复使用请求者的语言（西班牙语） · 波兰语 → #translate:pl'],
    ['zh-Hant', '回覆使用請求者的語言（西班牙文） · 波蘭文 → #translate:pl'],
    ['ar', 'تُرسل الردود بلغة مقدّم الطلب (الإسبانية) · البولندية ← <span dir="auto">#translate:pl</span>'],
    ['he', 'התשובות נשלחות בשפת הפונה (ספרדית) · פולנית ← <span dir="auto">#translate:pl</span>'],
  ])('in the agent’s language: %s', (agentLanguage, remark) => {
    const [note] = renderNotes(
      {
        ...messageEnriched.examples[0],
        agentLanguage,
        replyLanguage: 'es',
        translation: { text: 'x', source: 'pl', target: agentLanguage, terms: [] },
      },
      { maxNoteBytes: 60_000, late: false },
    );

    expect(remarkOf(note)).toBe(remark);
  });
});

describe('Follow-up ticket: language, corrections and pause are inherited', () => {
  const followedUpBy = async (before: (desk: Awaited<ReturnType<typeof openDesk>>) => Promise<void>) => {
    // A short text in another language: only what is remembered tells it.
    const desk = await openDesk({ bench: { services: detects('fr', 0.95) } });
    await desk.customerWrites(spanish);
    await before(desk);
    desk.standIn.closeTicket('35', agent.id, { deliver: false });
    const { events } = desk.standIn.createTicket(
      { id: '36', subject: '', requester: '77', followupOf: '35', comment: { text: 'Vale', public: true } },
      { deliver: false },
    );
    await desk.deliver(events.find(({ type }) => type.endsWith('ticket.created')));
    return desk;
  };

  it('language', async () => {
    const desk = await followedUpBy(async () => {});

    expect(desk.enriched.at(-1)?.language).toMatchObject({ code: 'es', method: 'memory' });
  });

  it('corrections', async () => {
    const desk = await followedUpBy((before) => before.agentSets('language', 'dm_lang_pt'));

    expect(desk.enriched.at(-1)?.language).toMatchObject({ code: 'pt', method: 'correction' });
    expect(desk.field('language', '36')).toBe('dm_lang_pt');
  });
});
