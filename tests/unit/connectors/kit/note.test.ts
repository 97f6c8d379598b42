import { describe, expect, it } from 'vitest';
import { renderNotes } from '../../../../connectors/kit/note.ts';
import { type MessageEnriched, messageEnriched } from '../../../../events/message-enriched.v1.ts';

const enriched = (changes: Partial<MessageEnriched>): MessageEnriched => ({
  ...messageEnriched.examples[0],
  ...changes,
});
const options = { maxNoteBytes: 60_000, late: false };
const spanish = { source: 'es', target: 'en', terms: [] };

describe('What the note looks like', () => {
  it('puts the translation first and one small summary line last', () => {
    // Prepare
    const event = enriched({ sentiment: negative, intent: { name: 'Refund', confidence: 0.9 } });

    // Act
    const notes = renderNotes(event, options);

    // Assess
    expect(notes).toEqual([
      '<p dir="ltr">Hello, where is my order #10023456?</p>' +
        '<p dir="ltr"><small>Spanish → English · machine translation · negative · refund</small></p>',
    ]);
  });

  it('puts the translated subject of a new ticket before the translation in bold', () => {
    const [note] = renderNotes(enriched({ subjectTranslation: 'Lost parcel' }), options);

    expect(note).toMatch(/^<p dir="ltr"><strong>Lost parcel<\/strong><\/p><p dir="ltr">Hello, where/);
  });

  it('names what was cut, the gaps, the glossary terms and the attachments between the two, and only if there are any', () => {
    // Prepare
    const event = enriched({
      cut: { quotedLines: 41, signatureLines: 0, disclaimerLines: 0 },
      sentiment: null,
      intent: null,
      gaps: ['sentiment'],
      attachmentCount: 2,
      translation: { text: 'Hello', ...spanish, terms: [{ source: 'Konto', target: 'Account' }] },
    });

    // Act
    const [note] = renderNotes(event, options);

    // Assess
    expect(note).toBe(
      '<p dir="ltr">Hello</p><p dir="ltr"><small>quoted history 41 lines<br>sentiment unavailable<br>' +
        'glossary: Konto → Account<br>2 attachments, not translated<br>' +
        'Spanish → English · machine translation</small></p>',
    );
  });

  it('asks for the language when it is not sure of it', () => {
    const event = enriched({
      language: { code: 'und', confidence: 0, method: 'none' },
      translation: null,
      sentiment: null,
      intent: null,
      gaps: ['language'],
      plan: { ...messageEnriched.examples[0].plan, note: 'language-unsure' },
    });

    expect(renderNotes(event, options)).toEqual([
      '<p dir="ltr"><small>Not sure of the language → #lang xx<br>unknown language</small></p>',
    ]);
  });

  it('shows the original text and says why when there is no translation', () => {
    const event = enriched({
      translation: null,
      sentiment: null,
      intent: null,
      gaps: ['translation'],
      plan: { ...messageEnriched.examples[0].plan, note: 'failure' },
    });

    expect(renderNotes(event, options)).toEqual([
      '<p dir="ltr">Translation unavailable. The original text:</p>' +
        '<p dir="ltr">Hola, ¿dónde está mi pedido #10023456?</p>' +
        '<p dir="ltr"><small>Spanish</small></p>',
    ]);
  });

  it.each([
    ['en', 'Replaces the note that took it for Galician. On the message of '],
    ['de', 'Ersetzt die Notiz, die von der Sprache Galicisch ausging. Zur Nachricht vom '],
    ['fr', 'Remplace la note établie à partir de la langue suivante : galicien. Sur le message du '],
    ['es', 'Sustituye la nota que partía del idioma gallego. Sobre el mensaje del '],
    ['nl', 'Vervangt de notitie die van het Galicisch uitging. Bij het bericht van '],
  ])('a re-translation says which note it replaces, and of which message: %s', (agentLanguage, line) => {
    const event = enriched({ agentLanguage, attempt: 2, replaces: { attempt: 1, language: 'gl' } });

    const [note] = renderNotes(event, options);

    expect(note?.split('<small>')[1]).toMatch(new RegExp(`^${line}.*UTC.*Hola, ¿dónde está mi pedido`));
  });

  it('gives a late note the time and the first 80 characters of its message, and no other original text', () => {
    const event = enriched({ text: `${'a'.repeat(79)}👩‍🚀 rest` });

    const [note] = renderNotes(event, { ...options, late: true });

    expect(note).toContain(`On the message of Jan 9, 2026, 8:21 AM UTC: “${'a'.repeat(79)}👩‍🚀…”`);
    expect(note).not.toContain('rest');
  });

  it('sets the text direction per block: an Arabic original stands right to left in a left-to-right note', () => {
    const event = enriched({
      text: 'أين طلبي؟',
      language: { code: 'ar', confidence: 0.99, method: 'comprehend' },
      translation: null,
      gaps: ['translation'],
      plan: { ...messageEnriched.examples[0].plan, note: 'failure' },
    });

    expect(renderNotes(event, options)[0]).toContain('<p dir="rtl">أين طلبي؟</p>');
  });

  it('makes customer text inert: HTML is escaped, placeholders and mentions are broken invisibly, e-mail addresses stay', () => {
    const text = '<img src=x onerror=alert(1)> {{ticket.id}} {% assign %} @maria ana@example.com\n"quoted"';

    const [note] = renderNotes(enriched({ translation: { text, ...spanish } }), options);

    expect(note).toContain(
      '&lt;img src=x onerror=alert(1)&gt; {\u2060{ticket.id}} {\u2060% assign %} @\u2060maria ana@example.com' +
        '<br>&quot;quoted&quot;',
    );
  });

  it('continues a translation that is too long for one note in a second, marked 1/2 and 2/2', () => {
    // Prepare
    const sentence = 'This sentence has exactly fifty characters, I hope. ';
    const event = enriched({ translation: { text: sentence.repeat(20).trim(), ...spanish } });

    // Act
    const notes = renderNotes(event, { maxNoteBytes: 1_000, late: false });

    // Assess
    expect(notes).toHaveLength(2);
    expect(notes[0]).toContain('<p dir="ltr"><small>1/2</small></p>');
    expect(notes[1]).toContain('<p dir="ltr"><small>2/2</small></p>');
    expect(notes.every((note) => Buffer.byteLength(note) <= 1_000)).toBe(true);
    expect(notes.join('').match(/This sentence has exactly fifty characters, I hope\./g)).toHaveLength(20);
  });

  it('speaks the agent language: a German agent reads German labels', () => {
    const event = enriched({
      agentLanguage: 'de',
      translation: { text: 'Hallo', source: 'es', target: 'de', terms: [] },
      intent: null,
    });

    expect(renderNotes(event, options)).toEqual([
      '<p dir="ltr">Hallo</p><p dir="ltr"><small>Spanisch → Deutsch · maschinelle Übersetzung · neutral</small></p>',
    ]);
  });

  it('is not written when the plan has none', () => {
    const event = enriched({ plan: { ...messageEnriched.examples[0].plan, note: null } });

    expect(renderNotes(event, options)).toEqual([]);
  });
});

const negative = {
  label: 'NEGATIVE' as const,
  scores: { positive: 0, negative: 0.9, neutral: 0.1, mixed: 0 },
};
