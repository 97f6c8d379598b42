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

  it('keeps the markup of the message, harmless, with its direction on each block', () => {
    // Prepare
    const html = '<p>Hello <b>{{you}}</b></p><ul><li>two</li></ul>';
    const translation = { text: 'Hello you\n- two', html, ...spanish };
    const event = enriched({ sentiment: null, intent: null, translation });

    // Act
    const [note] = renderNotes(event, options);

    // Assess
    expect(note).toBe(
      '<p dir="ltr">Hello <b>{\u2060{you}}</b></p><ul dir="ltr"><li>two</li></ul>' +
        '<p dir="ltr"><small>Spanish → English · machine translation</small></p>',
    );
  });

  it('tells the beginning of a chat line by line with who said it, all of it inert', () => {
    // Prepare
    const event = enriched({
      sentiment: null,
      intent: null,
      transcript: [
        { message: '1', speaker: 'bot', name: 'Bot <b>', text: 'How can I help?' },
        { message: '2', speaker: 'customer', name: null, text: '{{ticket.id}}\n<script>x</script>' },
      ],
    });

    // Act
    const [note] = renderNotes(event, options);

    // Assess
    expect(note).toBe(
      '<p dir="ltr"><strong>Bot &lt;b&gt;:</strong> How can I help?</p>' +
        '<p dir="ltr">{\u2060{ticket.id}}<br>&lt;script&gt;x&lt;/script&gt;</p>' +
        '<p dir="ltr"><small>Spanish → English · machine translation</small></p>',
    );
  });

  it('cuts markup that is too long between its blocks, each part well-formed', () => {
    // Prepare
    const html = `<ul><li>${'First item. '.repeat(30).trim()}</li><li>${'Second item. '.repeat(30).trim()}</li></ul>`;
    const event = enriched({
      sentiment: null,
      intent: null,
      translation: { text: 'two items', html, ...spanish },
    });

    // Act
    const notes = renderNotes(event, { ...options, maxNoteBytes: 1_000 });

    // Assess
    expect(notes).toHaveLength(2);
    expect(notes[0]).toMatch(
      /^<ul dir="ltr"><li>(?:First item\. ?)+<\/li><\/ul><p dir="ltr"><small>1\/2<\/small><\/p>$/,
    );
    expect(notes[1]).toMatch(
      /^<ul dir="ltr"><li>(?:Second item\. ?)+<\/li><\/ul><p dir="ltr"><small>2\/2<\/small><\/p>/,
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
