import { describe, expect, it } from 'vitest';
import { translateContent } from '../../../../../functions/_shared/translate/translate-content.ts';
import { translateHtml } from '../../../../../functions/_shared/translate/translate-html.ts';
import { pseudoTranslate } from '../../../../../infra/local/engines/pseudo.ts';
import { htmlTranslations } from '../../../../fixtures/text/html-translations.ts';
import { recording } from '../../../../support/fake-engine.ts';

const task = (html: string, target = 'en', source = 'es') => ({ html, source, target, language: 'es' });
const htmlOf = (outcome: Awaited<ReturnType<typeof translateHtml>>) =>
  outcome.kind === 'translated' ? outcome.html : outcome;

describe('HTML keeps', () => {
  it.each(htmlTranslations)('%s', async (_, html, translated, text) => {
    const { engine } = recording(pseudoTranslate);

    const outcome = await translateHtml(task(html), engine);

    expect(outcome).toMatchObject({ kind: 'translated', html: translated, text });
  });

  it('a direction on each outermost block where the reader’s language is written from right to left', async () => {
    const { engine } = recording((wire) => wire);

    const outcome = await translateHtml(task('<p>Uno</p>dos<ul><li>tres</li></ul>', 'ar'), engine);

    expect(htmlOf(outcome)).toBe(
      '<p dir="rtl">Uno</p><div dir="rtl">dos</div><ul dir="rtl"><li>tres</li></ul>',
    );
  });

  it('its order where a language moves an element within a sentence', async () => {
    const { engine } = recording((wire) =>
      wire.replace('la caja <b id=1>roja</b> de Ana', 'Ana’s <b id=1>red</b> box'),
    );

    expect(htmlOf(await translateHtml(task('<p>la caja <b>roja</b> de Ana</p>'), engine))).toBe(
      '<p>Ana’s <b>red</b> box</p>',
    );
  });
});

describe('What an engine is sent of HTML', () => {
  it('neighbouring blocks share a call, inline elements are short tags, and links have no address in it', async () => {
    const { engine, sent } = recording((wire) => wire);

    await translateHtml(
      task('<p>Uno <a href="https://example.com/very/long">dos</a></p><ul><li>tres</li></ul>'),
      engine,
    );

    expect(sent).toEqual(['Uno <b id=1>dos</b>\n\ntres']);
  });

  it('a mail of eight paragraphs is one call', async () => {
    // Prepare
    const { engine, sent } = recording((wire) => wire);
    const paragraph = `<p>${'Esperamos su respuesta sobre el <b>pedido</b> que hicimos. '.repeat(3)}</p>`;

    // Act
    await translateHtml(task(paragraph.repeat(8)), engine);

    // Assess
    expect(sent).toHaveLength(1);
  });

  it('blocks that came back as another number are sent in halves until it is right', async () => {
    // Prepare
    const { engine, sent } = recording((wire) => wire.replace('dos\n\ntres', 'dos tres'));

    // Act
    const outcome = await translateHtml(task('<p>uno</p><p>dos</p><p>tres</p><p>cuatro</p>'), engine);

    // Assess
    expect(sent).toEqual(['uno\n\ndos\n\ntres\n\ncuatro', 'uno\n\ndos', 'tres\n\ncuatro']);
    expect(htmlOf(outcome)).toBe('<p>uno</p><p>dos</p><p>tres</p><p>cuatro</p>');
  });

  it('a block whose tags came back damaged is translated between them', async () => {
    // Prepare
    const { engine, sent } = recording((wire) => wire.replace(/<[^<>]*>/g, ''));

    // Act
    const outcome = await translateHtml(task('<p>uno <b>dos</b></p><p>tres</p>'), engine);

    // Assess
    expect(sent).toEqual(['uno <b id=1>dos</b>\n\ntres', 'uno <b id=1>dos</b>', 'uno', 'dos']);
    expect(htmlOf(outcome)).toBe('<p>uno <b>dos</b></p><p>tres</p>');
  });

  it('a block longer than the engine takes goes in pieces, its elements closed and opened again', async () => {
    // Prepare
    const { engine, sent } = recording((wire) => wire);
    const sentence = 'Esperamos su respuesta sobre el pedido. ';

    // Act
    const outcome = await translateHtml(task(`<p>a <b>${sentence.repeat(500)}</b>z</p>`), engine);

    // Assess
    expect(Math.max(...sent.map((wire) => Buffer.byteLength(wire)))).toBeLessThanOrEqual(10_000);
    expect(sent).toHaveLength(3);
    expect(String(htmlOf(outcome)).replaceAll('</b><b>', '')).toBe(
      `<p>a <b>${sentence.repeat(500)}</b>z</p>`,
    );
  });

  it('with an unknown source the first call finds it for all', async () => {
    const asked: string[] = [];

    await translateHtml(task('<p>uno</p><p>dos</p>'.repeat(700), 'en', 'auto'), async ({ text, source }) => {
      asked.push(source);
      return { ok: true, attempts: 1, value: { text, source: 'es', terms: [] } };
    });

    expect(asked.slice(0, 3)).toEqual(['auto', 'es', 'es']);
  });
});

describe('A message with markup', () => {
  it('whose markup an engine can’t be made to keep is translated without', async () => {
    // Prepare
    const { engine } = recording((wire) => (wire.includes('ultimo') ? 'last' : ''));

    // Act
    const outcome = await translateContent({ ...task('<p>uno <b>dos</b></p>'), text: 'ultimo' }, engine);

    // Assess
    expect(outcome).toEqual({ kind: 'translated', text: 'last', source: 'es', terms: [] });
  });
});
