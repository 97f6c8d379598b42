import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { textOfHtml } from '../../../../connectors/kit/html-text.ts';
import { renderNotes } from '../../../../connectors/kit/note.ts';
import { splitNoteHtml } from '../../../../connectors/kit/note-html.ts';
import { helpBlocks, historyBlocks, previewBlocks } from '../../../../connectors/kit/notices.ts';
import { updateOf } from '../../../../connectors/salesforce/case-update.ts';
import { salesforce } from '../../../../connectors/salesforce/index.ts';
import { blocksOf } from '../../../../connectors/salesforce/note-blocks.ts';
import { feedHtml, piecesOf, plainText } from '../../../../connectors/salesforce/note-render.ts';
import { salesforceSettings } from '../../../../connectors/salesforce/settings.ts';
import { messageEnriched } from '../../../../events/message-enriched.v1.ts';
import { propertyRuns, propertyTimeoutMs } from '../../../support/property-runs.ts';
import { enrichmentWrite } from '../../../support/salesforce.ts';

const allowedTag = /^<(?:p|b|i|u|s|code|ul|li|\/(?:p|a|b|i|u|s|code|ul|li)|a href="https?:\/\/[^"<>]*")>$/i;
const tags = (html: string) => html.match(/<[^>]*>/g) ?? [];

/** What a reader sees, without blanks and marks of direction. */
const seen = (text: string) => text.replaceAll(/[\s\u2060\u2066-\u2069]+/g, '');

/** Whether all of the text stands in the other one in its order: marks may stand in between, nothing may be missing. */
function isWithin(text: string, whole: string): boolean {
  let at = 0;
  for (const character of text) {
    at = whole.indexOf(character, at);
    if (at < 0) return false;
    at += character.length;
  }
  return true;
}

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    'שלום',
    'مرحبا #123',
    'こんにちは。',
    '#10023456',
    '{{ticket.id}}',
    '@{row1.id}',
    '@{',
    '@maria',
    '<b>',
    '&amp;',
    '"',
    '\n',
    '\n\n',
  ),
);
const texts = fc.array(text, { minLength: 1, maxLength: 40 }).map((parts) => parts.join(' '));

const inline = fc.constantFrom(
  'b',
  'strong',
  'i',
  'em',
  'u',
  's',
  'del',
  'code',
  'small',
  'sup',
  'sub',
  'q',
  'mark',
  'a',
);
const block = fc.constantFrom(
  'p',
  'div',
  'h2',
  'blockquote',
  'pre',
  'ul',
  'ol',
  'li',
  'table',
  'tr',
  'td',
  'dl',
  'dt',
  'dd',
);
const escaped = (words: string) =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const { markup } = fc.letrec<{ markup: string }>((tie) => ({
  markup: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text.map(escaped),
    fc.constantFrom('<br>', '<br><br>', '<hr>'),
    fc
      .tuple(
        fc.oneof(inline, block),
        fc.constantFrom(
          '',
          ' dir="rtl"',
          ' dir="ltr"',
          ' start="4"',
          ' href="https://example.com/?a=1&amp;b=2"',
        ),
        fc.array(tie('markup'), { maxLength: 4 }),
      )
      .map(([name, attribute, children]) => `<${name}${attribute}>${children.join('')}</${name}>`),
  ),
}));

const sample = messageEnriched.examples[0]!;
const notes = fc
  .record({
    words: texts,
    html: fc.option(fc.array(markup, { maxLength: 6 }).map((parts) => parts.join(''))),
    language: fc.constantFrom('en', 'ar', 'he', 'ja'),
  })
  .map(({ words, html, language }) => ({
    ...sample,
    agentLanguage: language,
    subjectTranslation: 'Lost parcel',
    translation: {
      ...sample.translation!,
      text: words,
      target: language,
      terms: [],
      ...(html === null ? {} : { html }),
    },
  }))
  .map((event) => renderNotes(event, { maxNoteBytes: 28_000, late: true }).join(''));

/** All markup that a note can have, made harmless as the kit does. */
const harmless = fc
  .array(markup, { minLength: 1, maxLength: 8 })
  .map((parts) => splitNoteHtml(parts.join(''), { maxBytes: 1_000_000, direction: 'ltr' }).join(''));

describe('a note as a post of a case’s feed', () => {
  it(
    'has only tags that a feed takes and loses no text, whatever note the kit renders',
    () => {
      fc.assert(
        fc.property(fc.oneof(notes, harmless), (note) => {
          const html = feedHtml(blocksOf(note));

          expect(tags(html).filter((tag) => !allowedTag.test(tag))).toEqual([]);
          expect(html).not.toContain('@{');
          expect(isWithin(seen(textOfHtml(note)), seen(textOfHtml(html)))).toBe(true);
        }),
        { numRuns: propertyRuns },
      );
    },
    propertyTimeoutMs,
  );

  it(
    'is cut into posts that each fit, with all of its text in them',
    () => {
      fc.assert(
        fc.property(fc.oneof(notes, harmless), fc.integer({ min: 300, max: 2_000 }), (note, max) => {
          const pieces = piecesOf(blocksOf(note), max, (piece) => feedHtml(piece).length).map(feedHtml);

          for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(max);
          expect(isWithin(seen(textOfHtml(note)), seen(pieces.map(textOfHtml).join('')))).toBe(true);
        }),
        { numRuns: propertyRuns },
      );
    },
    propertyTimeoutMs,
  );

  it(
    'is cut into comments by bytes, since Chinese takes three for a character',
    () => {
      const bytes = (piece: Parameters<typeof plainText>[0]) => Buffer.byteLength(plainText(piece));
      fc.assert(
        fc.property(fc.oneof(notes, harmless), fc.integer({ min: 300, max: 2_000 }), (note, max) => {
          const pieces = piecesOf(blocksOf(note), max, bytes).map(plainText);

          for (const piece of pieces) expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(max);
          expect(isWithin(seen(textOfHtml(note)), seen(pieces.join('')))).toBe(true);
        }),
        { numRuns: propertyRuns },
      );
    },
    propertyTimeoutMs,
  );

  it('shows the notices of Dragoman, too', () => {
    const blocks = [
      ...helpBlocks('he'),
      ...previewBlocks(
        { html: '<p>Hola<br>¿qué?</p>', language: 'es', backHtml: null, lacksFormality: true },
        'en',
      ),
      ...historyBlocks(
        [{ occurredAt: '2026-01-09T08:21:07.000Z', html: '<p>Hola</p>', language: 'es' }],
        'en',
      ),
    ].join('');

    const html = feedHtml(blocksOf(blocks));

    expect(tags(html).filter((tag) => !allowedTag.test(tag))).toEqual([]);
    expect(isWithin(seen(textOfHtml(blocks)), seen(textOfHtml(html)))).toBe(true);
  });

  it(
    'and its rows are never more than one call takes, however badly its paragraphs fit into comments',
    () => {
      const { maxNoteBytes } = salesforce.capabilities.limits;
      const settings = z.parse(salesforceSettings, { note: 'case-comment' });
      const paragraphs = fc.array(fc.integer({ min: 1, max: 4_500 }), { minLength: 1, maxLength: 40 });
      fc.assert(
        fc.property(paragraphs, fc.constantFrom('é', '我', 'x', '👩‍🚀'), (sizes, letter) => {
          const note = sizes
            .map((size) => `<p dir="ltr">${letter.repeat(Math.ceil(size / Buffer.byteLength(letter)))}</p>`)
            .reduce((all, next) => (Buffer.byteLength(all + next) > maxNoteBytes ? all : all + next), '');

          const { notes } = updateOf(enrichmentWrite({ noteHtml: note }), settings);

          expect(notes.length).toBeLessThanOrEqual(10);
        }),
        { numRuns: propertyRuns },
      );
    },
    propertyTimeoutMs,
  );
});
