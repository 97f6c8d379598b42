import { describe, expect, it } from 'vitest';
import { openDesk } from '../../support/desk.ts';
import { detects, ok } from '../functions/enrich/fakes.ts';

const spanish = '¿Dónde está mi pedido? Lo espero desde hace semanas.';
const english = 'Where is my order? I have been waiting for weeks.';
const unsure = {
  ...detects('gl', 0.4),
  translate: async () => ({ ok: false, failure: 'low-confidence', attempts: 1 }) as const,
};
const unsupported = { translate: async () => ({ ok: false, failure: 'unsupported', attempts: 1 }) as const };

/** An engine whose translation is so many times as long as the original, a sentence at a time. */
const wordy = (times: number) => ({
  translate: async ({ text }: { text: string }) =>
    ok({
      text: text.replaceAll(/\S[^.]*\./g, (one) => `${'word '.repeat(times)}${one}`),
      source: 'es',
      terms: [],
    }),
});
const numbered = (sentences: number) =>
  Array.from(
    { length: sentences },
    (_, index) => `El paquete uno${'o'.repeat(index % 7)} no ha llegado.`,
  ).join(' ');

describe('When there is a note, and when not', () => {
  it.each([
    ['a translation', {}, spanish, 1],
    ['a failure that the agent must know', unsupported, spanish, 1],
    ['an unsure language in a text of 20 letters or more', unsure, spanish, 1],
    ['nothing: an unsure language in a text of 19 letters', unsure, 'Vale entonces perfecto', 0],
  ])(
    'A note is posted only if there is something to read: a translation, a failure that the agent must know, or an unsure language in a text of 20 letters or more (%s)',
    async (_, services, text, notes) => {
      const desk = await openDesk({ bench: { services } });

      await desk.customerWrites(text.replace('perfecto', 'perf'));

      expect(desk.notes()).toHaveLength(notes);
    },
  );

  it('A mail of attachments only whose subject says what it is about is read by its subject, shown once', async () => {
    const desk = await openDesk();

    await desk.customerWrites('', { subject: '¿Dónde está mi pedido?', attachments: 2 });

    expect(desk.notes()).toEqual([
      '<p dir="ltr">en:¿Dónde está mi pedido?</p>' +
        '<p dir="ltr"><small>2 attachments, not translated<br>Spanish → English · machine translation · neutral</small></p>',
    ]);
    expect(desk.field('subject')).toBe('en:¿Dónde está mi pedido?');
  });

  it('A translation of the subject is something to read, also where the text says the same in both languages', async () => {
    // Prepare
    const translate = async ({ text }: { text: string }) =>
      ok({ text: text === 'Problema' ? 'A problem' : text, source: 'es', terms: [] });
    const desk = await openDesk({ bench: { services: { translate } } });

    // Act
    await desk.customerWrites('Router XJ-900', { subject: 'Problema' });

    // Assess
    expect(desk.notes()[0]).toContain('<p dir="ltr"><strong>A problem</strong></p>');
  });

  it.each([
    ['in the agent’s language', english, {}, detects('en')],
    ['emoji only', '👍🏽🎉', {}, {}],
    ['numbers only', '10023456', {}, {}],
    ['attachments only', ' ', { attachments: 2 }, {}],
    ['auto-submitted', spanish, { flags: [4] }, {}],
    [
      'bounce',
      'This is the mail system. Your message could not be delivered to one or more recipients.',
      { subject: 'Undelivered Mail Returned to Sender' },
      {},
    ],
    [
      'out-of-office',
      'I am out of the office until Monday.',
      { subject: 'Automatic reply: Your request' },
      {},
    ],
    [
      'delivery notice',
      'Your message was delivered to the recipient.',
      { subject: 'Delivery Status Notification (Success)' },
      {},
    ],
  ])(
    'A message in the agent’s language, emoji or numbers only, attachments only, or machine-made (auto-submitted, bounce, out-of-office, delivery notice): no note (%s)',
    async (_, text, message, services) => {
      const desk = await openDesk({ bench: { services } });

      await desk.customerWrites(text, message);

      expect(desk.notes()).toEqual([]);
    },
  );

  it('Fields only if a value changes; no change, no write', async () => {
    // Prepare
    const desk = await openDesk({ bench: { services: detects('en') } });

    // Act
    await desk.customerWrites(english);
    const first = [...desk.updates()];
    await desk.customerWrites('And please tell me when it will arrive at my place.');

    // Assess
    expect(first).toEqual(['PUT /api/v2/tickets/35']);
    expect(desk.field('language')).toBe('dm_lang_en');
    expect(desk.updates()).toEqual(first);
    expect(desk.runtime.ended.at(-1)).toMatchObject({ outcome: 'delivered', reason: null });
  });

  it.each([
    ['translated', 1, 0],
    ['always', 1, 1],
    ['never', 0, 0],
  ] as const)('Setting `notes: translated | always | never` (%s)', async (notes, forSpanish, forEnglish) => {
    // Prepare
    const detectLanguage = async (text: string) =>
      ok([{ code: text === english ? 'en' : 'es', score: 0.99 }]);
    const desk = await openDesk({ bench: { services: { detectLanguage } }, settings: { notes } });

    // Act
    await desk.customerWrites(spanish, { ticket: '1' });
    await desk.customerWrites(english, { ticket: '2' });

    // Assess
    expect([desk.notes('1').length, desk.notes('2').length]).toEqual([forSpanish, forEnglish]);
    expect([desk.field('language', '1'), desk.field('language', '2')]).toEqual(['dm_lang_es', 'dm_lang_en']);
  });

  it('Commands that succeed get no confirmation note: a field edited by hand has no answer but the re-translation', async () => {
    // Prepare
    const desk = await openDesk();
    await desk.customerWrites(spanish);

    // Act
    await desk.agentSets('intent', 'dm_intent_refund');
    const afterIntent = desk.notes().length;
    await desk.agentSets('language', 'dm_lang_pt');

    // Assess
    expect(afterIntent).toBe(1);
    expect(desk.notes()).toHaveLength(2);
    expect(desk.notes()[1]).toContain('Portuguese → English');
  });

  it('Each message appears in exactly one note', async () => {
    // Prepare
    const desk = await openDesk();
    const created = await desk.customerWrites(spanish);
    const added = desk.standIn.eventFor(
      '35',
      desk.standIn.ticket('35').comments[0]!.id,
      'ticket.comment_added',
    );

    // Act
    await desk.deliver(created);
    await desk.deliver(added);
    await desk.write(desk.enriched[0]!);
    await desk.customerWrites('Todavía no tengo ninguna respuesta de ustedes.');

    // Assess
    expect(desk.notes().map((note) => note.match(/en:[^<.?]*/)?.[0])).toEqual([
      'en:¿Dónde está mi pedido',
      'en:Todavía no tengo ninguna respuesta de ustedes',
    ]);
  });
});

describe('A translation too long for the tool’s comment limit', () => {
  const shownSentences = (notes: readonly string[]) =>
    notes
      .join('')
      .replaceAll(/<small>.*?<\/small>/g, '')
      .match(/El paquete uno/g)?.length;
  const marks = (notes: readonly string[]) =>
    notes.map((note) => note.match(/<small>(\d+\/\d+)<\/small>/)?.[1]);

  it('continues in a second note with its own ledger key, marked 1/2, 2/2', async () => {
    // Prepare
    const desk = await openDesk({ bench: { services: wordy(30) } });

    // Act
    await desk.customerWrites(numbered(500));

    // Assess
    const message = desk.standIn.ticket('35').comments[0]?.id;
    const keys = desk.standIn
      .ticket('35')
      .audits.flatMap(({ metadata }) => metadata.custom.dragoman_write_key ?? []);
    expect(marks(desk.notes())).toEqual(['1/2', '2/2']);
    expect(keys).toEqual([
      `write#zendesk:22129848:35#${message}#1#en#note-1`,
      `write#zendesk:22129848:35#${message}#1#en#note-2`,
    ]);
    expect(shownSentences(desk.notes())).toBe(500);
    expect(desk.standIn.violations()).toEqual([]);
  });

  it.each([
    ['the helpdesk failed before the second', { kind: 'answer', status: 500, headers: {}, body: '{}' }],
    ['the second was made and no answer came', { kind: 'apply-then-hang' }],
  ] as const)(
    'of three notes is continued where it broke off, later and in the same places: %s',
    async (_, fault) => {
      // Prepare
      const desk = await openDesk({ bench: { services: wordy(60) } });
      let updates = 0;
      desk.failWhere((call) => {
        updates += call === 'PUT /api/v2/tickets/35' ? 1 : 0;
        return updates === 2 && call.startsWith('PUT');
      }, fault);
      await desk.customerWrites(numbered(500));
      const begun = marks(desk.notes());

      // Act: by then a newer message's note stands below, so that the rest is late.
      await desk.customerWrites('Todavía no tengo ninguna respuesta de ustedes.');
      await desk.write(desk.enriched[0]!);

      // Assess
      const long = desk.notes().filter((note) => note.includes('El paquete'));
      expect(begun[0]).toBe('1/3');
      expect(marks(long)).toEqual(['1/3', '2/3', '3/3']);
      expect(shownSentences(long)).toBe(500);
    },
  );
});

describe('Setting `translation.to: note | field`: a field write notifies no follower where a note would mail them', () => {
  const toField = { translation: { to: 'field', field: '365' } };

  it('note: the translation is an internal note', async () => {
    const desk = await openDesk({ vendor: { translation: { to: 'note' } } });

    await desk.customerWrites(spanish);

    expect(desk.notes()[0]).toContain(`en:${spanish}`);
    expect(desk.field('translation')).toBeNull();
  });

  it('field: the translation is the text of a ticket field, and there is no note', async () => {
    const desk = await openDesk({ vendor: toField });

    await desk.customerWrites(spanish);

    expect(desk.field('translation')).toBe(
      `en:${spanish}\n\nSpanish → English · machine translation · neutral`,
    );
    expect(desk.notes()).toEqual([]);
    expect(desk.updates()).toHaveLength(1);
  });

  it('field: an older message that comes late does not take the newer one’s place, and is not lost: it is a note', async () => {
    // Prepare
    const desk = await openDesk({ vendor: toField });
    await desk.customerWrites('Hola, tengo una pregunta sobre mi pedido.', { ticket: '35' });
    const late = await desk.customerWrites('Mi paquete todavía no ha llegado.', { goesOn: false });
    await desk.customerWrites('¿Me puede contestar alguien, por favor?');

    // Act
    await desk.deliver(late);

    // Assess
    expect(desk.field('translation')).toContain('en:¿Me puede contestar alguien, por favor?');
    expect(desk.notes()).toHaveLength(1);
    expect(desk.notes()[0]).toContain('en:Mi paquete todavía no ha llegado.');
  });

  it('field: the rest of a long translation does not take the place of its beginning: it is a note', async () => {
    const desk = await openDesk({ vendor: toField, bench: { services: wordy(30) } });

    await desk.customerWrites(numbered(500));

    expect(desk.field('translation')).toContain('1/2');
    expect(desk.notes()).toHaveLength(1);
    expect(desk.notes()[0]).toContain('2/2');
  });

  it('field: a translation whose field was deleted is a note, never a silence', async () => {
    const desk = await openDesk({ vendor: toField, withoutField: 'translation' });

    await desk.customerWrites(spanish);

    expect(desk.notes()).toHaveLength(1);
    expect(desk.notes()[0]).toContain(`en:${spanish}`);
    expect(desk.field('language')).toBe('dm_lang_es');
  });
});
