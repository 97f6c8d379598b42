import { describe, expect, it } from 'vitest';
import { messageEnriched } from '../../../../events/message-enriched.v1.ts';
import { enrichMessage } from '../../../../functions/enrich/enrich.ts';
import { anAccount } from '../../../support/factories.ts';
import { aBench, aMessage, broken, detects, fakeMemory, feels, furious, intends, ok } from './fakes.ts';

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

  it('that the chat’s beginning has shown already still tells in which chat the customer is', async () => {
    // Prepare
    const bench = aBench();
    await bench.enrich(aMessage());

    // Act
    const again = await bench.enrich(aMessage({ conversation: '65f0' }));

    // Assess
    expect(again).toEqual({ kind: 'skipped', reason: 'duplicate' });
    expect(bench.memory.now().chat?.conversation).toBe('65f0');
  });

  it('publishes the same event again when an earlier try died after publishing, and pays no translation twice', async () => {
    // Prepare
    const bench = aBench({ services: intends('Refund', 0.9) });
    await bench.enrich(aMessage());
    bench.ledger.done.clear();

    // Act
    await bench.enrich(aMessage());

    // Assess
    const [first, second] = bench.published;
    expect({ ...second, usage: null }).toEqual({ ...first, usage: null });
    expect([first?.usage, second?.usage]).toEqual([
      { translateCalls: 1, comprehendCalls: 1, lexCalls: 1, translatedCharacters: 52, savedCharacters: 0 },
      { translateCalls: 0, comprehendCalls: 1, lexCalls: 1, translatedCharacters: 0, savedCharacters: 52 },
    ]);
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

  it.each([
    ['in a language that Comprehend and Lex read', 'es', { es: 'es_ES' }],
    ['by way of the agent’s language', 'ca', { en: 'en_US' }],
  ])('no service gets to see a card or an IBAN: %s', async (_, language, lexLocales) => {
    // Prepare: the cuts for Lex and for sentiment run through what would stand there unmasked.
    const secrets = ['4111 1111 1111 1111', 'DE89 3704 0044 0532 0130 00'];
    const text = `${galician} ${'Tarxeta 4111 1111 1111 1111 e conta DE89 3704 0044 0532 0130 00. '.repeat(20)}`;
    const bench = aBench({ services: detects(language), lexLocales });

    // Act
    const event = await bench.event(
      aMessage({ text, isFirst: true }, { subject: 'Conta DE89 3704 0044 0532 0130 00' }),
    );

    // Assess
    const kinds = bench.services.calls.map((call) => call.slice(0, call.indexOf(' ')));
    expect(new Set(kinds)).toEqual(new Set(['detect', 'translate', 'sentiment', 'intent']));
    expect(bench.services.calls.join()).not.toMatch(/4111|1111|3704|0532/);
    expect(secrets.map((secret) => event.translation?.text.split(secret).length)).toEqual([21, 21]);
    expect(event.subjectTranslation).toBe('en:Conta DE89 3704 0044 0532 0130 00');
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

  it('of a follow-up ticket is read as the closed ticket’s people were known there', async () => {
    // Prepare
    const stamp = { at: '2026-01-02T08:00:00Z', message: '100' };
    const bench = aBench();
    const closed = fakeMemory({ correction: { value: 'gl', stamp }, languageEdit: stamp });
    const own = fakeMemory();
    const memoryOf = (key: string) => (key === 'zendesk:22129848:4000' ? closed : own);
    const { ticketFacts, ...message } = aMessage({ text: galician });

    // Act
    const outcome = await enrichMessage(
      { ...message, ticketFacts: { ...ticketFacts, followUpOf: '4000' } },
      { settings: anAccount(), glossaries: {}, lexLocales: {}, mayWait: true },
      {
        ...bench.ports,
        memory: {
          read: (key) => memoryOf(key).read(key),
          update: (key, change) => memoryOf(key).update(key, change),
        },
      },
    );

    // Assess
    expect(outcome).toMatchObject({ event: { language: { code: 'gl', method: 'correction' } } });
    expect(own.now().correction).toEqual({ value: 'gl', stamp });
  });

  it.each([
    ['is read once more in the language that an agent set meanwhile', 'requester', 'pt', [2]],
    ['is not read again where the agent set what it was read in', 'requester', 'es', []],
    ['of another participant is not what a correction is about', 'participant', 'pt', []],
  ] as const)('whose translation was under way %s', async (_, role, corrected, attempts) => {
    // Prepare: the correction comes while the engine works.
    const correction = { value: corrected, stamp: { at: '2026-01-09T08:21:09Z', message: 'field:1' } };
    const bench = aBench({
      services: {
        translate: async ({ text, source }) => {
          await bench.memory.update('', (memory) => ({ memory: { ...memory, correction }, result: null }));
          return ok({ text: `en:${text}`, source, terms: [] });
        },
      },
    });

    // Act
    const event = await bench.event(aMessage({ author: { id: '8447388090494', role } }));

    // Assess
    expect(event.language.code).toBe('es');
    expect(bench.memory.now().correction).toEqual(correction);
    expect(bench.publishedAgain.map(({ attempt }) => attempt)).toEqual(attempts);
    for (const again of bench.publishedAgain) {
      expect(again).toMatchObject({
        message: '8447388090777',
        causationId: event.eventId,
        replaces: { attempt: 1, language: 'es' },
      });
    }
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
    ['files', { text: ' ', attachmentCount: 2 }],
    ['emoji', { text: '😡😡' }],
  ])('of %s alone on a new ticket is read by its subject', async (_, content) => {
    const bench = aBench({ services: intends('OrderStatus', 0.9) });

    const event = await bench.event(
      aMessage({ ...content, isFirst: true }, { subject: '¿Dónde está mi pedido #10023456?' }),
    );

    expect(event).toMatchObject({
      text: '¿Dónde está mi pedido #10023456?',
      language: { code: 'es' },
      translation: { text: 'en:¿Dónde está mi pedido #10023456?', source: 'es', target: 'en' },
      subjectTranslation: 'en:¿Dónde está mi pedido #10023456?',
      intent: { name: 'OrderStatus' },
      plan: { note: 'translation', fields: { subject: 'en:¿Dónde está mi pedido #10023456?' } },
    });
    expect(event.usage).toMatchObject({ translateCalls: 1, lexCalls: 1 });
  });

  it.each([
    ['a reply of files alone', { isFirst: false }, '¿Dónde está mi pedido?'],
    ['a subject of numbers', { isFirst: true }, '#10023456'],
    ['no subject', { isFirst: true }, null],
  ])('of files alone has nothing to read: %s', async (_, content, subject) => {
    const bench = aBench();

    const outcome = await bench.enrich(aMessage({ text: '', attachmentCount: 1, ...content }, { subject }));

    expect(outcome).toEqual({ kind: 'skipped', reason: 'empty' });
    expect(bench.services.calls).toEqual([]);
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

  it.each([
    ['the text’s own weak reading denies it', detects('gl', 0.4)],
    ['Comprehend does not answer', { detectLanguage: async () => broken }],
  ])(
    'a locale that nobody chose does not make an unsure text one in the agent’s language: %s',
    async (_, told) => {
      // Prepare
      const bench = aBench({
        services: {
          ...told,
          translate: async () => ({ ok: false, failure: 'low-confidence', attempts: 1 }),
        },
      });

      // Act
      const event = await bench.event(aMessage({ text: galician }, { locale: 'en' }));

      // Assess
      expect(event).toMatchObject({
        language: { code: 'und', method: 'none' },
        gaps: ['language'],
        plan: { note: 'language-unsure', fields: { language: null } },
      });
    },
  );

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

describe('What was translated before', () => {
  const fromAnother = (ticket: string) => {
    const message = aMessage({ author: { id: ticket, role: 'requester' } });
    const { envelope } = message;
    return {
      ...message,
      envelope: {
        ...envelope,
        eventId: `event-${ticket}`,
        message: ticket,
        conversationKey: `zendesk:1:${ticket}`,
      },
    };
  };

  it('is not paid again, whoever writes it', async () => {
    // Prepare
    const bench = aBench();
    const first = await bench.event(fromAnother('1'));

    // Act
    const second = await bench.event(fromAnother('2'));

    // Assess
    expect(second.translation).toEqual(first.translation);
    expect([first.usage, second.usage].map(({ savedCharacters }) => savedCharacters)).toEqual([0, 52]);
    expect(second.usage).toMatchObject({ translateCalls: 0, translatedCharacters: 0 });
    expect(bench.budget.left()).toBe(1_000_000 - 52);
  });

  it('does not count against a cap that is used up', async () => {
    const bench = aBench({ budget: 52 });
    await bench.event(fromAnother('1'));

    const second = await bench.event(fromAnother('2'));

    expect(second).toMatchObject({ gaps: [], translation: { text: `en:${spanish}` } });
    expect(bench.budget.left()).toBe(0);
  });

  it('is delivered while the engine is down', async () => {
    // Prepare
    let isDown = false;
    const bench = aBench({
      services: {
        translate: async ({ text }) =>
          isDown ? broken : ok({ text: `en:${text}`, source: 'es', terms: [] }),
      },
    });
    await bench.event(fromAnother('1'));
    isDown = true;

    // Act
    const second = await bench.event(fromAnother('2'));

    // Assess
    expect(second).toMatchObject({ gaps: [], translation: { text: `en:${spanish}` } });
  });

  it('is translated anew when that is asked for, and the new one takes its place', async () => {
    // Prepare
    let version = 0;
    const bench = aBench({
      services: {
        translate: async () => ok({ text: `Version ${++version}`, source: 'es', terms: [] }),
      },
    });
    await bench.event(fromAnother('1'));

    // Act
    const fresh = await bench.event(fromAnother('2'), true, true);
    const third = await bench.event(fromAnother('3'));

    // Assess
    expect([fresh.translation?.text, third.translation?.text]).toEqual(['Version 2', 'Version 2']);
  });

  it('keeps the language that the engine found by itself, for the subject too', async () => {
    // Prepare
    const bench = aBench({
      services: {
        ...detects('es', 0.1),
        translate: async ({ text, source }) =>
          ok({ text: `en:${text}`, source: source === 'auto' ? 'es' : source, terms: [] }),
      },
    });
    const withSubject = (ticket: string) => {
      const message = fromAnother(ticket);
      return {
        ...message,
        ticketFacts: { ...message.ticketFacts, subject: 'Pedido perdido' },
        content: { ...message.content, text: 'Paquete perdido, almacén central, camión azul', isFirst: true },
      };
    };
    await bench.event(withSubject('1'));
    const left = bench.budget.left();

    // Act
    const second = await bench.event(withSubject('2'));

    // Assess
    expect(second).toMatchObject({
      language: { code: 'es', method: 'translate-auto' },
      subjectTranslation: 'en:Pedido perdido',
      usage: { translateCalls: 0, savedCharacters: 59 },
    });
    expect(bench.budget.left()).toBe(left);
  });

  it('is paid again while its table fails, and delivered all the same', async () => {
    // Prepare
    const bench = aBench();
    await bench.event(fromAnother('1'));
    bench.translations.fails = true;

    // Act
    const second = await bench.event(fromAnother('2'));

    // Assess
    expect(second).toMatchObject({ gaps: [], usage: { translateCalls: 1, savedCharacters: 0 } });
    expect(bench.translations.problems).toEqual([
      'translation-memory-unread',
      'translation-memory-unwritten',
    ]);
  });

  it('is not kept at all in an account that says so', async () => {
    const bench = aBench({ settings: { translationMemoryDays: 0 } });
    await bench.event(fromAnother('1'));

    const second = await bench.event(fromAnother('2'));

    expect(second.usage).toMatchObject({ translateCalls: 1, savedCharacters: 0 });
    expect(bench.translations.rows.size).toBe(0);
  });

  it.each([
    ['a failure', async () => broken],
    [
      'a translation with a doubled number',
      async () => ok({ text: '#10023456 #10023456', source: 'es', terms: [] }),
    ],
  ])('is never %s', async (_, translate) => {
    const bench = aBench({ services: { translate } });

    await bench.event(aMessage({ text: '¿Dónde está mi pedido #10023456? Lo espero.' }), false);

    expect(bench.translations.rows.size).toBe(0);
  });
});

describe('What an account asks of its translations', () => {
  const glossaries = { shop: { terminology: 'dragoman-test-shop-1', languages: ['en', 'es'] } };

  it('glossary, tone and kept names go with the text; the glossary’s terms come back', async () => {
    // Prepare
    const requests: object[] = [];
    const bench = aBench({
      settings: { glossary: 'shop', tone: { '*': { formality: 'formal', maskProfanity: true } } },
      glossaries,
      services: {
        translate: async (request) => {
          requests.push(request);
          return ok({ text: 'Order', source: 'es', terms: [{ source: 'pedido', target: 'order' }] });
        },
      },
    });

    // Act
    const event = await bench.event(aMessage());

    // Assess
    expect(requests).toEqual([
      {
        text: spanish,
        source: 'es',
        target: 'en',
        terminology: 'dragoman-test-shop-1',
        profanity: 'mask',
      },
    ]);
    expect(event.translation?.terms).toEqual([{ source: 'pedido', target: 'order' }]);
  });

  it('a pivot for the classifiers is not toned: what a customer swears, they read', async () => {
    // Prepare
    const requests: object[] = [];
    const bench = aBench({
      settings: {
        agentLanguages: { default: 'nl', groups: {}, brands: {} },
        tone: { '*': { maskProfanity: true } },
      },
      services: {
        ...detects('pl'),
        translate: async (request) => {
          requests.push(request);
          return ok({ text: `${request.target}:tekst`, source: 'pl', terms: [] });
        },
      },
    });
    const message = aMessage({ text: 'Moja paczka jeszcze nie dotarła do mnie.' });

    // Act
    await bench.event({ ...message, envelope: { ...message.envelope, agentLanguage: 'nl' } });

    // Assess
    expect(requests).toEqual([
      { text: 'Moja paczka jeszcze nie dotarła do mnie.', source: 'pl', target: 'nl', profanity: 'mask' },
      { text: 'Moja paczka jeszcze nie dotarła do mnie.', source: 'pl', target: 'en' },
    ]);
  });
});
