import { describe, expect, it } from 'vitest';
import { optionTag } from '../../../connectors/zendesk/vocabulary.ts';
import type { Sentiment } from '../../../events/message-enriched.v1.ts';
import { agent, type Desk, fieldIds, openDesk } from '../../support/desk.ts';
import { furious, neutral, ok } from '../functions/enrich/fakes.ts';

const portuguese = 'Onde está a minha encomenda? Espero há semanas.';
const spanish = '¿Dónde está mi pedido? Lo espero desde hace semanas.';
const refund = 'Quiero que me devuelvan el dinero de mi pedido.';
const cancel = 'Por favor, cancelen el pedido que hice ayer.';

const scored = (label: Sentiment['label'], score: number): Sentiment => ({
  label,
  scores: { positive: 0, negative: 0, neutral: 0, mixed: 0, [label.toLowerCase()]: score },
});

/** Services that feel and understand each text as told; neutral and without intent where nothing is told. */
const understanding = (
  told: Readonly<
    Record<string, { sentiment?: Sentiment; intent?: readonly [string, number]; language?: string }>
  >,
) => ({
  detectLanguage: async (text: string) => ok([{ code: told[text]?.language ?? 'es', score: 0.99 }]),
  detectSentiment: async (text: string) => ok(told[text]?.sentiment ?? neutral),
  recogniseIntent: async (text: string) => {
    const [intent, score] = told[text]?.intent ?? ['FallbackIntent', null];
    return ok([{ intent, score }]);
  },
});

const tagsOf = (desk: Desk, beginning: string) =>
  desk.standIn.ticket('35').tags.filter((tag) => tag.startsWith(beginning));

describe('Language, sentiment, intent are native fields. On Zendesk: dropdowns whose option tags are our tags, so the old tag leaves by itself and one update writes all', () => {
  it('one update writes note, fields and tags', async () => {
    // Prepare
    const services = understanding({ [refund]: { sentiment: furious, intent: ['Refund', 0.7] } });
    const desk = await openDesk({ bench: { services } });

    // Act
    await desk.customerWrites(refund);

    // Assess
    const ours = desk.standIn.ticket('35').audits.filter(({ actorId }) => actorId !== '77');
    expect(desk.updates()).toEqual(['PUT /api/v2/tickets/35']);
    expect(ours).toHaveLength(1);
    expect(ours[0]?.changes.map(({ kind }) => kind)).toEqual(['comment', 'field', 'field', 'field', 'tags']);
    expect(tagsOf(desk, 'dm_')).toEqual(['dm_intent_refund', 'dm_lang_es', 'dm_sentiment_negative']);
    expect(desk.standIn.violations()).toEqual([]);
  });

  it('pt → es leaves exactly one language tag', async () => {
    // Prepare
    const desk = await openDesk({ bench: { services: understanding({ [portuguese]: { language: 'pt' } }) } });

    // Act
    await desk.customerWrites(portuguese);
    const first = tagsOf(desk, 'dm_lang_');
    await desk.customerWrites(spanish);

    // Assess
    expect(first).toEqual(['dm_lang_pt']);
    expect(tagsOf(desk, 'dm_lang_')).toEqual(['dm_lang_es']);
    expect(desk.field('language')).toBe('dm_lang_es');
  });

  it('prefix `dm_` (setting), because Zendesk’s own triage owns `language__x`', async () => {
    const desk = await openDesk({ settings: { tagPrefix: 'tolk_' } });

    await desk.customerWrites(spanish);

    expect(tagsOf(desk, '')).toEqual(['tolk_lang_es', 'tolk_sentiment_neutral']);
  });

  it('a tag can’t serve two fields: what could be mistaken for another family’s has its family in front', () => {
    expect([
      optionTag('dm_', 'language', 'mix'),
      optionTag('dm_', 'sentiment', 'MIXED'),
      optionTag('dm_', 'intent', 'Mix'),
    ]).toEqual(['dm_lang_mix', 'dm_sentiment_mixed', 'dm_intent_mix']);
  });
});

describe('Intent: the first confident one sticks; only a later one above a higher threshold changes it; never the fallback, never a short text', () => {
  const after = async (text: string, intent: readonly [string, number] | undefined) => {
    const services = understanding({
      [refund]: { intent: ['Refund', 0.7] },
      ...(intent === undefined ? {} : { [text]: { intent } }),
    });
    const desk = await openDesk({ bench: { services } });
    await desk.customerWrites(refund);
    await desk.customerWrites(text);
    return desk.field('intent');
  };

  it.each([
    ['the first confident one sticks', cancel, ['CancelOrder', 0.8], 'dm_intent_refund'],
    [
      'a later one above the higher threshold (0.8) changes it',
      cancel,
      ['CancelOrder', 0.81],
      'dm_intent_cancel_order',
    ],
    ['never the fallback', cancel, undefined, 'dm_intent_refund'],
    ['never a short text', '¡Cancelen!', ['CancelOrder', 0.99], 'dm_intent_refund'],
  ] as const)('%s', async (_, text, intent, field) => {
    expect(await after(text, intent)).toBe(field);
  });

  it('below the reported threshold (0.55) there is none', async () => {
    const desk = await openDesk({
      bench: { services: understanding({ [refund]: { intent: ['Refund', 0.54] } }) },
    });

    await desk.customerWrites(refund);

    expect(desk.field('intent')).toBeNull();
  });
});

describe('Sentiment: the latest customer message; below its threshold the old value stays; a long text is scored in pieces, the most negative of the last two counts', () => {
  it('the latest customer message', async () => {
    const desk = await openDesk({ bench: { services: understanding({ [refund]: { sentiment: furious } }) } });

    await desk.customerWrites(refund);
    const first = desk.field('sentiment');
    await desk.customerWrites(spanish);

    expect([first, desk.field('sentiment')]).toEqual(['dm_sentiment_negative', 'dm_sentiment_neutral']);
  });

  it('an older message that comes late does not count', async () => {
    const desk = await openDesk({ bench: { services: understanding({ [refund]: { sentiment: furious } }) } });
    await desk.customerWrites('Hola, tengo una pregunta sobre mi pedido.');
    const late = await desk.customerWrites(refund, { goesOn: false });
    await desk.customerWrites(spanish);

    await desk.deliver(late);

    expect(desk.field('sentiment')).toBe('dm_sentiment_neutral');
  });

  it.each([
    [0.59, 'dm_sentiment_neutral'],
    [0.6, 'dm_sentiment_negative'],
  ])('below its threshold (0.6) the old value stays: %d', async (score, field) => {
    const services = understanding({ [refund]: { sentiment: scored('NEGATIVE', score) } });
    const desk = await openDesk({ bench: { services } });

    await desk.customerWrites(spanish);
    await desk.customerWrites(refund);

    expect(desk.field('sentiment')).toBe(field);
  });

  it.each([
    ['the last but one', 'Estoy furioso.', 'dm_sentiment_negative'],
    ['none of the last two', 'Hola.', 'dm_sentiment_neutral'],
  ])(
    'a long text is scored in pieces, the most negative of the last two counts: %s',
    async (_, third, field) => {
      // Prepare: four pieces of two sentences each.
      const sentence = (word: string) => `${word} ${'palabra '.repeat(26)}fin.`;
      const words = [
        'Estoy furioso',
        'Sigo',
        'Sigo',
        'Sigo',
        third.replace('.', ''),
        'Sigo',
        'Sigo',
        'Gracias',
      ];
      const text = words.map(sentence).join(' ');
      const detectSentiment = async (piece: string) => ok(piece.includes('furioso') ? furious : neutral);
      const desk = await openDesk({ bench: { services: { ...understanding({}), detectSentiment } } });

      // Act
      await desk.customerWrites(text);

      // Assess
      expect(desk.field('sentiment')).toBe(field);
      expect(desk.services.calls.filter((call) => call.startsWith('sentiment'))).toHaveLength(2);
    },
  );
});

describe('An agent’s edit of either locks it', () => {
  it.each([
    ['sentiment', 'dm_sentiment_positive'],
    ['intent', 'dm_intent_complaint'],
    ['sentiment', null],
    ['intent', null],
  ] as const)('%s, set to %s', async (name, value) => {
    // Prepare
    const services = understanding({
      [refund]: { sentiment: furious, intent: ['Refund', 0.7] },
      [cancel]: { sentiment: neutral, intent: ['CancelOrder', 0.99] },
    });
    const desk = await openDesk({ bench: { services } });
    await desk.customerWrites(refund);

    // Act
    await desk.agentSets(name, value);
    await desk.customerWrites(cancel);

    // Assess
    expect(desk.field(name)).toBe(value);
  });
});

describe('Subject: translated on new tickets into an optional text field for views; the ticket’s subject is never overwritten', () => {
  it('translated on a new ticket, once', async () => {
    // Prepare
    const desk = await openDesk();

    // Act
    await desk.customerWrites(spanish, { subject: 'Paquete  perdido' });
    await desk.customerWrites(refund);

    // Assess
    const writes = desk.standIn
      .ticket('35')
      .audits.flatMap(({ changes }) => changes)
      .filter((change) => change.kind === 'field' && change.fieldId === fieldIds.subject);
    expect(desk.field('subject')).toBe('en:Paquete perdido');
    expect(writes).toHaveLength(1);
    expect(desk.standIn.ticket('35').subject).toBe('Paquete  perdido');
  });

  it('optional: without the field the subject is in the note alone', async () => {
    const desk = await openDesk({ vendor: { fields: { language: fieldIds.language } } });

    await desk.customerWrites(spanish, { subject: 'Paquete perdido' });

    expect(desk.field('subject')).toBeNull();
    expect(desk.notes()[0]).toContain('<strong>en:Paquete perdido</strong>');
    expect(desk.runtime.ended.at(-1)).toMatchObject({ outcome: 'delivered' });
  });
});

describe('Priority: off by default; only raises, only from none or normal, once per ticket, never after anyone else changed it, own threshold (0.9)', () => {
  const raising = { priority: { raise: true } };
  const services = understanding({
    [refund]: { sentiment: scored('NEGATIVE', 0.9) },
    [cancel]: { sentiment: scored('NEGATIVE', 0.89) },
  });
  const priority = (desk: Desk) => desk.standIn.ticket('35').priority;
  const byHand = (desk: Desk, value: 'low' | 'normal' | 'high' | null) =>
    desk.standIn.setPriorityByAgent('35', { agentId: agent.id, priority: value }, { deliver: false });

  it('off by default', async () => {
    const desk = await openDesk({ bench: { services } });

    await desk.customerWrites(refund);

    expect(priority(desk)).toBe('normal');
  });

  it.each([
    ['normal', 'high'],
    ['low', 'low'],
    ['high', 'high'],
    ['urgent', 'urgent'],
  ] as const)('only raises, only from none or normal: %s → %s', async (before, after) => {
    const desk = await openDesk({ bench: { services }, settings: raising });

    await desk.customerWrites(refund, { priority: before });

    expect(priority(desk)).toBe(after);
  });

  it('from none', async () => {
    const desk = await openDesk({ bench: { services }, settings: raising });

    await desk.customerWrites(refund, { priority: 'none' });

    expect(priority(desk)).toBe('high');
  });

  it('own threshold (0.9)', async () => {
    const desk = await openDesk({ bench: { services }, settings: raising });

    await desk.customerWrites(cancel);

    expect(priority(desk)).toBe('normal');
    expect(desk.field('sentiment')).toBe('dm_sentiment_negative');
  });

  it('once per ticket', async () => {
    const desk = await openDesk({ bench: { services }, settings: raising });
    await desk.customerWrites(refund);
    byHand(desk, 'normal');

    await desk.customerWrites(refund);

    expect(priority(desk)).toBe('normal');
  });

  it('never after anyone else changed it', async () => {
    const desk = await openDesk({ bench: { services }, settings: raising });
    await desk.customerWrites(spanish, { priority: 'none' });
    byHand(desk, 'normal');

    await desk.customerWrites(refund);

    expect(priority(desk)).toBe('normal');
  });

  it.each([
    ['normal', 'low'],
    ['none', 'normal'],
  ] as const)(
    'never after anyone else changed it, be it while the message was on its way: %s → %s',
    async (before, byAgent) => {
      const desk = await openDesk({ bench: { services }, settings: raising });
      await desk.customerWrites(spanish, { priority: before });
      const body = await desk.customerWrites(refund, { goesOn: false });
      byHand(desk, byAgent);

      await desk.deliver(body);

      expect(priority(desk)).toBe(byAgent);
      expect(desk.notes()).toHaveLength(2);
    },
  );
});
