import { describe, expect, it } from 'vitest';
import { renderNotes } from '../../../connectors/kit/note.ts';
import { type MessageEnriched, messageEnriched } from '../../../events/message-enriched.v1.ts';
import { openDesk } from '../../support/desk.ts';
import { feels, furious, intends, ok } from '../functions/enrich/fakes.ts';

const spanish = '¿Dónde está mi pedido? Lo espero desde hace semanas.';
const spanishToEnglish = { source: 'es', target: 'en', terms: [] };
const inFull = { maxNoteBytes: 60_000, late: false };

const enriched = (changes: Partial<MessageEnriched> = {}): MessageEnriched => ({
  ...messageEnriched.examples[0],
  translation: { text: 'Where is my order?', ...spanishToEnglish },
  intent: null,
  sentiment: null,
  ...changes,
});
const noteOf = (changes: Partial<MessageEnriched> = {}, options = inFull) =>
  renderNotes(enriched(changes), options)[0] ?? '';
const linesOf = (note: string) => note.split('<small>').at(-1)?.split('</small>')[0]?.split('<br>') ?? [];
const { plan } = messageEnriched.examples[0];
const failure = {
  translation: null,
  gaps: ['translation' as const],
  plan: { ...plan, note: 'failure' as const },
};

describe('First line: the translation itself (previews show about 100 characters). On a new ticket the translated subject stands before it in bold', () => {
  it('on an open ticket', async () => {
    const desk = await openDesk();
    await desk.customerWrites(spanish, { subject: 'Paquete perdido' });

    await desk.customerWrites('Sigo esperando una respuesta de ustedes.');

    expect(desk.notes()[1]).toMatch(/^<p dir="ltr">en:Sigo esperando una respuesta de ustedes\.<\/p>/);
  });

  it('on a new ticket', async () => {
    const desk = await openDesk();

    await desk.customerWrites(spanish, { subject: 'Paquete perdido' });

    expect(desk.notes()[0]).toMatch(
      /^<p dir="ltr"><strong>en:Paquete perdido<\/strong><\/p><p dir="ltr">en:¿Dónde está mi pedido\?/,
    );
  });

  it('with the message’s own bold, lists and links, where it has any', () => {
    const html =
      '<p>Where is <b>my order</b>?</p><ul><li>two boots</li></ul><a href="https://example.com/1">here</a>';

    expect(noteOf({ translation: { text: 'x', html, ...spanishToEnglish } })).toMatch(
      /^<p dir="ltr">Where is <b>my order<\/b>\?<\/p><ul dir="ltr"><li>two boots<\/li><\/ul><div dir="ltr"><a href="https:\/\/example\.com\/1" rel="noopener noreferrer nofollow">here<\/a><\/div><p dir="ltr"><small>/,
    );
  });
});

describe('Last line, small: `Spanish → English · machine translation · negative · refund`', () => {
  it('as an English agent reads it', async () => {
    const desk = await openDesk({ bench: { services: { ...feels(furious), ...intends('Refund', 0.9) } } });

    await desk.customerWrites(spanish);

    expect(desk.notes()[0]).toMatch(
      /<p dir="ltr"><small>Spanish → English · machine translation · negative · refund<\/small><\/p>$/,
    );
  });

  it.each([
    ['de', 'Spanisch → Deutsch · maschinelle Übersetzung · negativ'],
    ['fr', 'espagnol → français · traduction automatique · négatif'],
    ['es', 'alemán → español · traducción automática · negativo'],
    ['nl', 'Spaans → Nederlands · automatische vertaling · negatief'],
    ['it', 'spagnolo → italiano · traduzione automatica · negativo'],
    ['pt-BR', 'espanhol → português (Brasil) · tradução automática · negativo'],
    ['pl', 'hiszpański → polski · tłumaczenie maszynowe · negatywny'],
    ['sv', 'spanska → svenska · maskinöversättning · negativ'],
    ['tr', 'İspanyolca → Türkçe · makine çevirisi · olumsuz'],
    ['ja', 'スペイン語 → 日本語 · 機械翻訳 · 否定的'],
    ['ko', '스페인어 → 한국어 · 기계 번역 · 부정'],
    ['zh', '西班牙语 → 中文 · 机器翻译 · 负面'],
    ['zh-Hant', '西班牙文 → 繁體中文 · 機器翻譯 · 負面'],
    ['zh-TW', '西班牙文 → 中文（台灣） · 機器翻譯 · 負面'],
    ['ar', 'الإسبانية ← العربية · ترجمة آلية · سلبي'],
    ['he', 'ספרדית ← עברית · תרגום מכונה · שלילי'],
    ['fi', 'espanja → suomi · machine translation · negative'],
  ])('in the agent’s language, where it has labels: %s', (agentLanguage, line) => {
    const source = agentLanguage === 'es' ? 'de' : 'es';
    const note = noteOf({
      agentLanguage,
      sentiment: furious,
      translation: { text: 'x', source, target: agentLanguage, terms: [] },
    });

    expect(linesOf(note)).toEqual([line]);
  });
});

describe('Only if needed, between: what was cut, gaps, glossary terms applied, not sure of the language, attachments', () => {
  it('nothing of it, where nothing of it is the case', () => {
    expect(linesOf(noteOf())).toEqual(['Spanish → English · machine translation']);
  });

  it('all of it, in this order', () => {
    const note = noteOf({
      cut: { quotedLines: 41, signatureLines: 1, disclaimerLines: 6 },
      gaps: ['sentiment', 'intent', 'language'],
      translation: { text: 'x', source: 'es', target: 'en', terms: [{ source: 'Konto', target: 'account' }] },
      charactersOverCap: 1_234,
      attachmentCount: 2,
    });

    expect(linesOf(note)).toEqual([
      'quoted history 41 lines · signature 1 line · disclaimer 6 lines',
      'sentiment unavailable',
      'intent unavailable',
      'glossary: Konto → account',
      'the last 1,234 characters were not translated (limit per message)',
      'Not sure of the language → #lang xx',
      '2 attachments, not translated',
      'Spanish → English · machine translation',
    ]);
  });

  it.each([
    ['language-unsure', ['Not sure of the language → #lang xx', 'Spanish']],
    ['over-budget', ['Spanish']],
    ['always', ['Spanish']],
    // The original stands in the note, without its end.
    ['failure', ['the last 1,234 characters were not translated (limit per message)', 'Spanish']],
  ] as const)('of a text over the limit its end alone only where the rest can be read: %s', (note, lines) => {
    const html = noteOf({
      translation: null,
      charactersOverCap: 1_234,
      plan: { ...plan, note },
    });

    expect(linesOf(html)).toEqual(lines);
  });

  it.each([
    ['en', '1 attachment, not translated', '2 attachments, not translated', '5 attachments, not translated'],
    ['de', '1 Anhang, nicht übersetzt', '2 Anhänge, nicht übersetzt', '5 Anhänge, nicht übersetzt'],
    [
      'pl',
      '1 załącznik, nieprzetłumaczony',
      '2 załączniki, nieprzetłumaczone',
      '5 załączników, nieprzetłumaczonych',
    ],
    ['ja', '添付ファイル 1 件（未翻訳）', '添付ファイル 2 件（未翻訳）', '添付ファイル 5 件（未翻訳）'],
  ])('in the plural that the language wants: %s', (agentLanguage, one, two, five) => {
    const firstLine = (attachmentCount: number) => linesOf(noteOf({ agentLanguage, attachmentCount }))[0];

    expect([1, 2, 5].map(firstLine)).toEqual([one, two, five]);
  });

  it('of a mail with a quote, an attachment and a sentiment that cannot be had', async () => {
    const desk = await openDesk({
      bench: {
        services: { detectSentiment: async () => ({ ok: false, failure: 'transient', attempts: 3 }) },
      },
    });
    const quote = [
      'On Mon, Jan 5, 2026 at 10:12 AM, Shop <shop@example.com> wrote:',
      '> Hello',
      '> Your order',
      '> is on its way.',
    ];

    await desk.customerWrites(`${spanish}\n\n${quote.join('\n')}`, { attachments: 1 });

    expect(linesOf(desk.notes()[0] ?? '')).toEqual([
      'quoted history 4 lines',
      'sentiment unavailable',
      '1 attachment, not translated',
      'Spanish → English · machine translation',
    ]);
  });

  it('more glossary terms than anybody reads are counted', () => {
    const terms = Array.from({ length: 50 }, (_, index) => ({ source: `t${index}`, target: `u${index}` }));

    const [line] = linesOf(noteOf({ translation: { text: 'x', source: 'es', target: 'en', terms } }));

    expect(line).toMatch(/^glossary: t0 → u0, .*t39 → u39, … \+10$/);
  });
});

describe('No scores, no engine essay, no original text, unless the note does not stand right under its message (late, several in one): then its time and first 80 characters', () => {
  const long = `${'a'.repeat(79)}👩‍🚀 y el resto que falta of it`;

  it('right under its message: nothing of the original', async () => {
    const translate = async () => ok({ text: 'Where is my order?', source: 'es', terms: [] });
    const desk = await openDesk({
      bench: { services: { translate, ...feels(furious), ...intends('Refund', 0.9) } },
    });

    await desk.customerWrites(spanish);

    expect(desk.notes()).toEqual([
      '<p dir="ltr">Where is my order?</p><p dir="ltr"><small>Spanish → English · machine translation · negative · refund</small></p>',
    ]);
  });

  it('below a newer message’s note: its time and first 80 characters', async () => {
    // Prepare
    const desk = await openDesk();
    await desk.customerWrites('Hola, tengo una pregunta sobre mi pedido.');
    const late = await desk.customerWrites(long, { goesOn: false });
    await desk.customerWrites('¿Me puede contestar alguien, por favor?');

    // Act
    await desk.deliver(late);

    // Assess
    expect(linesOf(desk.notes().at(-1) ?? '')[0]).toBe(
      `On the message of Jan 9, 2026, 8:02 AM UTC: “${'a'.repeat(79)}👩‍🚀…”`,
    );
    expect(
      desk
        .notes()
        .at(-1)
        ?.match(/y el resto que falta/g),
    ).toHaveLength(1);
    expect(desk.notes().slice(0, 2).join('')).not.toContain('On the message');
  });
});

describe('A re-translation says which note it replaces', () => {
  it('after an agent has corrected the language', async () => {
    const desk = await openDesk();
    await desk.customerWrites(spanish);

    await desk.agentSets('language', 'dm_lang_pt');

    expect(linesOf(desk.notes()[1] ?? '')).toEqual([
      'Replaces the note that took it for Spanish. On the message of Jan 9, 2026, 8:01 AM UTC: “¿Dónde está mi pedido? Lo espero desde hace semanas.”',
      'Portuguese → English · machine translation · neutral',
    ]);
  });

  it.each([
    ['en', 'Replaces the note that took it for Galician.'],
    ['de', 'Ersetzt die Notiz, die von der Sprache Galicisch ausging.'],
    ['fr', 'Remplace la note établie à partir de la langue suivante : galicien.'],
    ['es', 'Sustituye la nota que partía del idioma gallego.'],
    ['nl', 'Vervangt de notitie die van het Galicisch uitging.'],
    ['it', 'Sostituisce la nota che partiva da questa lingua: galiziano.'],
    ['pt', 'Substitui a nota que partia deste idioma: galego.'],
    ['pl', 'Zastępuje notatkę, w której przyjęto język: galicyjski.'],
    ['sv', 'Ersätter anteckningen som utgick från språket galiciska.'],
    ['tr', 'Dili Galiçyaca sayan notun yerine geçer.'],
    ['ja', '言語をガリシア語とみなしたメモに代わるものです。'],
    ['ko', '언어를 다음으로 본 메모를 대신합니다: 갈리시아어.'],
    ['zh', '取代把语言视为加利西亚语的备注。'],
    ['ar', 'تحلّ محل الملاحظة التي عدّت اللغة: الجاليكية.'],
    ['he', 'מחליפה את ההערה שהניחה את השפה: גליציאנית.'],
  ])('in the agent’s language: %s', (agentLanguage, beginning) => {
    const [line] = linesOf(noteOf({ agentLanguage, attempt: 2, replaces: { attempt: 1, language: 'gl' } }));

    expect(line?.slice(0, beginning.length)).toBe(beginning);
  });
});

describe('Text direction is set per block', () => {
  it('a right-to-left agent reads right to left', () => {
    const note = noteOf({
      agentLanguage: 'ar',
      subjectTranslation: 'طرد مفقود',
      translation: { text: 'أين طلبي؟', source: 'es', target: 'ar', terms: [] },
    });

    expect(note).toBe(
      '<p dir="rtl"><strong>طرد مفقود</strong></p><p dir="rtl">أين طلبي؟</p>' +
        '<p dir="rtl"><small>الإسبانية ← العربية · ترجمة آلية</small></p>',
    );
  });

  it('a right-to-left original stands right to left in a left-to-right note', () => {
    const language = { code: 'he', confidence: 0.99, method: 'comprehend' } as const;

    expect(noteOf({ ...failure, text: 'איפה ההזמנה שלי?', language })).toBe(
      '<p dir="ltr">Translation unavailable. The original text:</p><p dir="rtl">איפה ההזמנה שלי?</p>' +
        '<p dir="ltr"><small>Hebrew</small></p>',
    );
  });

  it('an original of unknown language stands as its first letter wants', () => {
    const language = { code: 'und', confidence: 0, method: 'none' } as const;

    expect(noteOf({ ...failure, text: 'Quaesso', language })).toContain('<p dir="auto">Quaesso</p>');
  });

  it('pieces of the other direction do not change the order of a line: they are isolated, and a control in them is dropped', () => {
    const note = noteOf({
      agentLanguage: 'he',
      gaps: ['language'],
      intent: { name: 'Refund', confidence: 0.9 },
      text: 'Where \u202eis it?',
      attempt: 2,
    });

    expect(linesOf(note)).toEqual([
      'על ההודעה מ־<span dir="auto">9 בינו׳ 2026, 8:21 UTC</span>: ”<span dir="auto">Where is it?</span>“',
      'השפה אינה ודאית ← <span dir="auto">#lang xx</span>',
      'ספרדית ← אנגלית · תרגום מכונה · <span dir="auto">refund</span>',
    ]);
  });

  it('numbers and addresses inside right-to-left text stand as they are, not turned round', () => {
    const note = (text: string) =>
      noteOf({ agentLanguage: 'he', translation: { text, source: 'es', target: 'he', terms: [] } });
    const tokens = [
      '#10023456',
      'XJ-900/2',
      '+49 30 123456',
      '2026-01-05',
      '€12.50',
      '10 234,50',
      'ana@example.com',
      'https://example.com/a/',
      '50%',
    ];

    const texts = tokens.map((token) => note(`הזמנה ${token} לא הגיעה`));

    expect(texts.map((text) => text.slice(0, text.indexOf('</p>')))).toEqual(
      tokens.map((token) => `<p dir="rtl">הזמנה <span dir="ltr">${token}</span> לא הגיעה`),
    );
  });

  it('a right-to-left excerpt and glossary term in a left-to-right line are isolated, too', () => {
    const note = noteOf(
      {
        text: 'أين طلبي؟',
        translation: { text: 'x', source: 'ar', target: 'en', terms: [{ source: 'طلب', target: 'order' }] },
      },
      { ...inFull, late: true },
    );

    expect(linesOf(note).slice(0, 2)).toEqual([
      'On the message of Jan 9, 2026, 8:21 AM UTC: “<span dir="auto">أين طلبي؟</span>”',
      'glossary: <span dir="auto">طلب</span> → order',
    ]);
  });
});

describe('Customer text is inert: HTML escaped, `{{`, `{%` and @mentions broken invisibly', () => {
  const hostile = '<img src=x onerror=alert(1)> {{ticket.id}} {% assign x %} @maria ana@example.com';
  const harmless =
    '&lt;img src=x onerror=alert(1)&gt; {\u2060{ticket.id}} {\u2060% assign x %} @\u2060maria ana@example.com';

  it.each([
    ['in the translation', { translation: { text: hostile, ...spanishToEnglish } }],
    ['in the subject', { subjectTranslation: hostile }],
    ['in the original of a failure', { ...failure, text: hostile }],
    ['in the first characters of a late one', { text: hostile, attempt: 2 }],
    [
      'in a glossary term',
      { translation: { text: 'x', source: 'es', target: 'en', terms: [{ source: 'x', target: hostile }] } },
    ],
    ['in an intent’s name', { intent: { name: hostile, confidence: 0.9 } }],
  ])('%s', (_, changes) => {
    expect(noteOf(changes)).toContain(harmless);
  });

  it.each([
    ['a script', '<p>Hi<script>alert(1)</script></p>', '<p dir="ltr">Hi</p>'],
    ['a handler', '<b onclick="alert(1)">Hi</b>', '<div dir="ltr"><b>Hi</b></div>'],
    ['a script’s address', '<a href=" javascript:alert(1)">Hi</a>', '<div dir="ltr"><a>Hi</a></div>'],
    [
      'a picture that reports who reads',
      'Hi<img src="https://example.com/pixel.gif">',
      '<div dir="ltr">Hi</div>',
    ],
    ['a style', '<p style="position:fixed">Hi</p>', '<p dir="ltr">Hi</p>'],
    ['a form', '<form action="https://example.com"><input>Hi</form>', '<div dir="ltr">Hi</div>'],
    ['markup that never ends', '<b>Hi', '<div dir="ltr"><b>Hi</b></div>'],
    [
      'markup that ends our block',
      'Hi</div></p><p>there',
      '<div dir="ltr">Hi</div><p dir="ltr"></p><p dir="ltr">there</p>',
    ],
    ['a placeholder', 'Hi {{ticket.id}}', '<div dir="ltr">Hi {\u2060{ticket.id}}</div>'],
    [
      'a placeholder put together by tags that are dropped',
      '{<font>{ticket.id}}</font>',
      '<div dir="ltr">{\u2060{ticket.id}}</div>',
    ],
    [
      'a placeholder in an address',
      '<a href="https://example.com/{{ticket.id}}">Hi</a>',
      '<div dir="ltr"><a href="https://example.com/%7B%7Bticket.id%7D%7D" rel="noopener noreferrer nofollow">Hi</a></div>',
    ],
    ['escaped markup', '&lt;script&gt;', '<div dir="ltr">&lt;script&gt;</div>'],
    ['a mention', '<i>@maria</i>', '<div dir="ltr"><i>@\u2060maria</i></div>'],
  ])('in the message’s own markup: %s', (_, html, shown) => {
    const note = noteOf({ translation: { text: 'x', html, ...spanishToEnglish } });

    expect(note).toBe(`${shown}<p dir="ltr"><small>Spanish → English · machine translation</small></p>`);
  });

  it('in the ticket field of the translated subject', async () => {
    const desk = await openDesk();

    await desk.customerWrites(spanish, { subject: 'Pedido {{ticket.requester.email}} @maria' });

    expect(desk.field('subject')).toBe('en:Pedido {\u2060{ticket.requester.email}} @\u2060maria');
  });

  it('in Zendesk, which renders placeholders of a comment, nothing is rendered and nobody is mentioned', async () => {
    const desk = await openDesk();

    await desk.customerWrites(`Hola, ${hostile}`);

    expect(desk.standIn.violations()).toEqual([]);
    expect(desk.notes()[0]).toContain('ticket.id');
  });
});
