import { describe, expect, it } from 'vitest';
import { messageEnriched } from '../../../../events/message-enriched.v1.ts';
import { aBench, aMessage, broken, detects, feels, furious, intends, ok } from './fakes.ts';

const spanish = '¿Dónde está mi pedido? Lo espero desde hace semanas.';

/** Galician: so close to its neighbours that only the service tells it. */
const galician = 'Fixen un pedido hai dúas semanas e aínda non chegou.';

describe('One message on its way through enrich', () => {
  it('is read, translated, classified and published as a valid event', async () => {
    // Prepare
    const bench = aBench({
      services: {
        translate: async () =>
          ok({ text: 'Where is my order? I have been waiting for weeks.', source: 'es', terms: [] }),
        ...feels(furious),
        ...intends('OrderStatus', 0.83),
      },
    });

    // Act
    const event = await bench.event(aMessage());

    // Assess
    expect(messageEnriched.parse(event)).toEqual(event);
    expect(event).toMatchObject({
      text: spanish,
      language: { code: 'es', confidence: 0.99, method: 'local' },
      languageEvidence: [{ code: 'es', confidence: 0.99, method: 'local' }],
      translation: {
        text: 'Where is my order? I have been waiting for weeks.',
        source: 'es',
        target: 'en',
        terms: [],
      },
      sentiment: { label: 'NEGATIVE' },
      intent: { name: 'OrderStatus', confidence: 0.83 },
      gaps: [],
      plan: {
        note: 'translation',
        fields: { language: 'es', sentiment: 'NEGATIVE', intent: 'OrderStatus', subject: null },
        addTags: [],
        priority: null,
      },
      usage: { translateCalls: 1, comprehendCalls: 1, lexCalls: 1, translatedCharacters: 52 },
    });
    expect(bench.services.calls).toEqual([
      `sentiment es ${spanish}`,
      `translate es>en ${spanish}`,
      'intent en_US Where is my order? I have been waiting for weeks.',
    ]);
    expect(bench.published).toEqual([event]);
  });

  it('is done once: a second delivery of the same message and attempt is a duplicate', async () => {
    // Prepare
    const bench = aBench();
    await bench.enrich(aMessage());

    // Act
    const again = await bench.enrich(aMessage());

    // Assess
    expect(again).toEqual({ kind: 'skipped', reason: 'duplicate' });
    expect(bench.published).toHaveLength(1);
  });

  it('publishes the same event again when an earlier try died after publishing', async () => {
    // Prepare
    const bench = aBench({ services: intends('Refund', 0.9) });
    await bench.enrich(aMessage());
    bench.ledger.done.clear();

    // Act
    await bench.enrich(aMessage());

    // Assess
    expect(bench.published[1]).toEqual(bench.published[0]);
  });

  it('in the agent’s language is neither translated nor billed, and gets fields without a note', async () => {
    // Prepare
    const text = 'Where is my order? I have been waiting for weeks.';
    const bench = aBench({ services: { ...detects('en'), ...intends('OrderStatus', 0.83) } });

    // Act
    const event = await bench.event(aMessage({ text }));

    // Assess
    expect(bench.services.calls).toEqual([`sentiment en ${text}`, `intent en_US ${text}`]);
    expect(event.translation).toBeNull();
    expect(event.plan).toMatchObject({ note: null, fields: { language: 'en', intent: 'OrderStatus' } });
    expect(event.usage.translatedCharacters).toBe(0);
    expect(bench.budget.left()).toBe(1_000_000);
  });

  it('tells why it was taken for its language: what decided, then all that was weighed beside it', async () => {
    // Prepare
    const bench = aBench({
      services: detects('gl', 0.7),
      memory: {
        authorLanguages: {
          '8447388090494': {
            reading: { code: 'pt', confidence: 0.95, method: 'comprehend' },
            stamp: { at: '2026-01-08T08:00:00Z', message: '100' },
          },
        },
      },
    });

    // Act
    const event = await bench.event(aMessage({ text: galician }, { locale: 'es' }));

    // Assess
    expect(event.language).toEqual({ code: 'pt', confidence: 0.95, method: 'memory' });
    expect(event.languageEvidence).toEqual([
      { code: 'pt', confidence: 0.95, method: 'memory' },
      { code: 'gl', confidence: 0.7, method: 'comprehend' },
      { code: 'es', confidence: 0.3, method: 'locale' },
    ]);
  });

  it('in two languages is translated from the one that the agent does not read', async () => {
    // Prepare
    const bench = aBench();
    const text =
      'Hello, the parcel that I ordered has still not arrived and nobody tells me why. ' +
      'Hola, todavía no me ha llegado el paquete que pedí y nadie me dice nada.';

    // Act
    const event = await bench.event(aMessage({ text }));

    // Assess
    expect(event.language).toMatchObject({ code: 'es', method: 'local' });
    expect(bench.services.calls).toContain(`translate es>en ${text}`);
  });

  it.each([
    ['emoji and numbers only', { text: '👍👍 12345 !!' }],
    ['attachments only', { text: ' ', attachmentCount: 2 }],
  ])('of %s is skipped without any call', async (_, content) => {
    const bench = aBench();

    expect(await bench.enrich(aMessage(content))).toEqual({ kind: 'skipped', reason: 'empty' });
    expect(bench.services.calls).toEqual([]);
    expect(bench.published).toEqual([]);
  });

  it.each([
    ['flagged by the vendor', { machineMade: 'auto-submitted' as const }],
    [
      'an absence notice',
      { text: 'Ich bin vom 1. bis 5. Mai nicht im Büro. Ihre E-Mail wird nicht gelesen.' },
    ],
  ])('made by a machine (%s) is skipped before anything is paid', async (_, content) => {
    const bench = aBench();

    expect(await bench.enrich(aMessage(content))).toEqual({ kind: 'skipped', reason: 'machine-mail' });
    expect(bench.services.calls).toEqual([]);
  });

  it('of a new ticket has its subject translated beside the text and read with it for the intent', async () => {
    // Prepare
    const bench = aBench();

    // Act
    const event = await bench.event(aMessage({ isFirst: true }, { subject: 'Paquete perdido' }));

    // Assess
    expect(event.subjectTranslation).toBe('en:Paquete perdido');
    expect(event.plan.fields.subject).toBe('en:Paquete perdido');
    expect(bench.services.calls).toContain(`intent en_US en:Paquete perdido\nen:${spanish}`);
  });

  it('on an open ticket leaves the ticket’s subject alone', async () => {
    const event = await aBench().event(aMessage({}, { subject: 'Paquete perdido' }));

    expect(event.subjectTranslation).toBeNull();
  });
});

describe('When a service fails', () => {
  it('a translation that fails for the moment is tried again later, and nothing is published', async () => {
    // Prepare
    const bench = aBench({ services: { translate: async () => broken } });

    // Act
    const outcome = await bench.enrich(aMessage());

    // Assess
    expect(outcome).toEqual({ kind: 'retry-later' });
    expect(bench.published).toEqual([]);
    expect(bench.budget.left()).toBe(1_000_000);
  });

  it('after the longest wait the original is delivered with the translation as the only gap', async () => {
    // Prepare
    const bench = aBench({ services: { translate: async () => broken } });

    // Act
    const event = await bench.event(aMessage(), false);

    // Assess
    expect(event).toMatchObject({ text: spanish, translation: null, intent: null, gaps: ['translation'] });
    expect(event.plan.note).toBe('failure');
    expect(event.sentiment?.label).toBe('NEUTRAL');
  });

  it('a pair that Translate refuses is a gap at once', async () => {
    const bench = aBench({
      services: { translate: async () => ({ ok: false, failure: 'unsupported', attempts: 1 }) },
    });

    const event = await bench.event(aMessage());

    expect(event.gaps).toEqual(['translation']);
    expect(event.plan.note).toBe('failure');
  });

  it('a language that Translate does not know is a gap without a call', async () => {
    const bench = aBench({ services: detects('la') });

    const event = await bench.event(aMessage({ text: galician }));

    expect(event.gaps).toContain('translation');
    expect(bench.services.calls.filter((call) => call.startsWith('translate la'))).toEqual([]);
  });

  it('without Comprehend Translate finds the language, and only the sentiment is missing', async () => {
    // Prepare
    const bench = aBench({
      services: { detectLanguage: async () => broken, detectSentiment: async () => broken },
    });

    // Act
    const event = await bench.event(aMessage({ text: galician }));

    // Assess
    expect(event).toMatchObject({
      language: { code: 'es', confidence: 0.5, method: 'translate-auto' },
      translation: { text: `en:${galician}`, source: 'es' },
      sentiment: null,
      gaps: ['sentiment'],
    });
    expect(event.usage.comprehendCalls).toBe(6);
  });

  it('without Lex the intent is a named gap and the rest is delivered', async () => {
    const event = await aBench({ services: { recogniseIntent: async () => broken } }).event(aMessage());

    expect(event).toMatchObject({ intent: null, gaps: ['intent'], plan: { note: 'translation' } });
  });

  it('an unsure language in a text of 20 letters or more is told to the agent', async () => {
    // Prepare
    const bench = aBench({
      services: {
        ...detects('gl', 0.4),
        translate: async () => ({ ok: false, failure: 'low-confidence', attempts: 1 }),
      },
    });

    // Act
    const event = await bench.event(aMessage({ text: galician }));

    // Assess
    expect(event).toMatchObject({
      language: { code: 'und', method: 'none' },
      languageEvidence: [
        { code: 'und', confidence: 0, method: 'none' },
        { code: 'gl', confidence: 0.4, method: 'comprehend' },
      ],
      gaps: ['language'],
      plan: { note: 'language-unsure', fields: { language: null } },
    });
  });

  it('an unsure language in a shorter text is not worth a note', async () => {
    const bench = aBench({
      services: {
        ...detects('gl', 0.4),
        translate: async () => ({ ok: false, failure: 'low-confidence', attempts: 1 }),
      },
    });

    const event = await bench.event(aMessage({ text: 'Vale, ok' }));

    expect(event.plan.note).toBeNull();
    expect(event.gaps).toEqual([]);
  });

  it('a damaged number is never posted: what stands between the numbers is translated instead', async () => {
    // Prepare: an engine that spaces numbers out.
    const bench = aBench({
      services: {
        translate: async ({ text, target }) =>
          ok({ text: `${target}:${text.replace('#10023456', '# 10 023 456')}`, source: 'es', terms: [] }),
      },
    });

    // Act
    const event = await bench.event(aMessage({ text: 'Mi pedido #10023456 no ha llegado todavía' }));

    // Assess
    expect(event.translation?.text).toBe('en:Mi pedido #10023456 en:no ha llegado todavía');
    expect(event.gaps).toEqual([]);
  });
});

describe('Which text the classifiers read', () => {
  it('an agent and a customer whose languages neither knows are read by way of English, translated once', async () => {
    // Prepare
    const text = 'Gdzie jest moje zamówienie? Czekam już dwa tygodnie.';
    const bench = aBench({ services: detects('pl') });

    // Act
    const event = await bench.event(aMessage({ text }, { agentLanguage: 'nl' }));

    // Assess
    expect(bench.services.calls).toEqual([
      `translate pl>nl ${text}`,
      `translate pl>en ${text}`,
      `sentiment en en:${text}`,
      `intent en_US en:${text}`,
    ]);
    expect(event.gaps).toEqual([]);
  });

  it('without the pivot both are gaps', async () => {
    const bench = aBench({ services: detects('pl'), settings: { englishPivot: false } });

    const event = await bench.event(
      aMessage({ text: 'Gdzie jest moje zamówienie? Czekam.' }, { agentLanguage: 'nl' }),
    );

    expect(event.gaps).toEqual(['sentiment', 'intent']);
  });

  it('Lex reads the source where its locale is deployed', async () => {
    const bench = aBench({ lexLocales: { en: 'en_US', es: 'es_ES' } });

    await bench.event(aMessage());

    expect(bench.services.calls).toContain(`intent es_ES ${spanish}`);
  });
});

describe('Money', () => {
  it('characters beyond the cap per message are neither translated nor read, and counted', async () => {
    // Prepare
    const settings = {
      caps: { charactersPerMessage: 30, charactersPerDay: 1000, charactersPerRequesterPerHour: 1000 },
    };
    const bench = aBench({ settings });

    // Act
    const event = await bench.event(aMessage());

    // Assess
    expect(event.text).toBe('¿Dónde está mi pedido? Lo espe');
    expect(event.charactersOverCap).toBe(22);
  });

  it('over a cap: fields only, the tag, one note per ticket', async () => {
    // Prepare
    const bench = aBench({ budget: 10 });

    // Act
    const first = await bench.event(aMessage());
    const second = await bench.event({
      ...aMessage(),
      envelope: { ...aMessage().envelope, eventId: 'other', message: '8447388090999' },
    });

    // Assess
    expect(first).toMatchObject({
      translation: null,
      gaps: ['budget'],
      plan: { note: 'over-budget', addTags: ['dm_budget'], fields: { language: 'es', sentiment: 'NEUTRAL' } },
    });
    expect(second.plan).toMatchObject({ note: null, addTags: [] });
    expect(bench.services.calls.filter((call) => call.startsWith('translate'))).toEqual([]);
  });
});
