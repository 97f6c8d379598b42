import { describe, expect, it } from 'vitest';
import { translateText } from '../../../../../functions/_shared/translate/translate.ts';
import { answering, recording } from '../../../../support/fake-engine.ts';

const task = (text: string, more: Partial<Parameters<typeof translateText>[0]> = {}) => ({
  text,
  source: 'es',
  target: 'en',
  language: 'es',
  ...more,
});

describe('What an engine is sent', () => {
  it('is the plain text where there is nothing to protect: markup is billed', async () => {
    const { engine, sent } = recording((wire) => wire);

    await translateText(task('Hola, ¿qué tal?'), engine);

    expect(sent).toEqual(['Hola, ¿qué tal?']);
  });

  it('has each token in an element that it must not touch; neighbours share one', async () => {
    const { engine, sent } = recording((wire) => wire);

    await translateText(task('El pedido #10023456 & 5€👍 llega'), engine);

    expect(sent).toEqual([
      'El pedido <span translate="no">#10023456</span> &amp; <span translate="no">5€👍</span> llega',
    ]);
  });

  it('holds neither a card’s number nor an IBAN; both are in the translation again', async () => {
    // Prepare
    const { engine, sent } = recording((wire) => wire);

    // Act
    const outcome = await translateText(
      task('Mi tarjeta 4111 1111 1111 1111 y mi IBAN ES91 2100 0418 4502 0005 1332 no valen'),
      engine,
    );

    // Assess
    expect(sent).toEqual([
      'Mi tarjeta <span translate="no">XXXX-0001</span> y mi IBAN <span translate="no">XXXX-0002</span> no valen',
    ]);
    expect(outcome).toMatchObject({
      text: 'Mi tarjeta 4111 1111 1111 1111 y mi IBAN ES91 2100 0418 4502 0005 1332 no valen',
    });
  });

  it('is nothing where there is nothing to translate', async () => {
    const { engine, sent } = recording((wire) => wire);

    const outcome = await translateText(task(' #10023456 👍\n'), engine);

    expect(sent).toEqual([]);
    expect(outcome).toMatchObject({ kind: 'translated', text: ' #10023456 👍\n' });
  });

  it('is without the agent’s marks, and so is the result', async () => {
    const { engine, sent } = recording((wire) => wire.replace('Press', 'Pulse').replace('now', 'ahora'));

    const outcome = await translateText(
      task('Press ***Save*** now', { source: 'en', target: 'es', keepMarks: true }),
      engine,
    );

    expect(sent).toEqual(['Press <span translate="no">Save</span> now']);
    expect(outcome).toMatchObject({ text: 'Pulse Save ahora' });
  });
});

describe('A token in its place', () => {
  const swap = (wire: string) =>
    wire.replace(/(<span translate="no">.*?<\/span>)(.*?)(<span translate="no">.*?<\/span>)/s, '$3$2$1');

  it.each([
    ['two numbers of two sentences', 'es', 'en', 'El pedido #111 llegó. El pedido #222 no.', 'damaged'],
    ['two numbers of one sentence', 'es', 'en', 'El pedido #111 llegó y el #222 no.', 'damaged'],
    ['a date and a number of one sentence', 'de', 'en', 'Ich habe am 12.03.2024 die #222 erhalten.', 'fine'],
    [
      'two numbers of one sentence in a language that turns it round',
      'es',
      'ja',
      'El #111 en vez del #222.',
      'fine',
    ],
    ['two numbers of two sentences in such a language', 'es', 'ja', 'El #111 llegó. El #222 no.', 'damaged'],
  ])('%s that change places (%s → %s)', async (_, source, target, text, expected) => {
    // Prepare
    const { engine, sent } = recording(swap);

    // Act
    await translateText(task(text, { source, target, language: source }), engine);

    // Assess: what is damaged is tried again.
    expect(sent.length > 1 ? 'damaged' : 'fine').toBe(expected);
  });

  it('may not move at all where the engine took our marks away', async () => {
    const { engine, sent } = recording((wire) => swap(wire).replace(/<[^<>]*>/g, ''));

    await translateText(task('Ich habe am 12.03.2024 die #222 erhalten.', { source: 'de' }), engine);

    expect(sent.length).toBeGreaterThan(1);
  });

  it('may stand where its author wrote a letter straight after it', async () => {
    const { engine, sent } = recording((wire) => wire);

    await translateText(task('Die 4711er Serie', { source: 'de' }), engine);

    expect(sent).toHaveLength(1);
  });
});

describe('A damage is mended as near to it as possible', () => {
  const losingThe = (token: string) => (wire: string) =>
    wire.replace(`<span translate="no">${token}</span>`, '…');

  it('only the sentence whose token was lost is taken apart', async () => {
    // Prepare
    const { engine, sent } = recording(losingThe('#222'));

    // Act
    const outcome = await translateText(task('Una frase. El pedido #111 llegó. El pedido #222 no.'), engine);

    // Assess
    expect(sent).toEqual([
      'Una frase. El pedido <span translate="no">#111</span> llegó. El pedido <span translate="no">#222</span> no.',
      'Una frase.',
      'El pedido <span translate="no">#111</span> llegó.',
      'El pedido <span translate="no">#222</span> no.',
      'El pedido',
      'no.',
    ]);
    expect(outcome).toMatchObject({ text: 'Una frase. El pedido #111 llegó. El pedido #222 no.' });
  });

  it('a space that the engine lost beside a token is put back without another call', async () => {
    const { engine, sent } = recording((wire) => wire.replace(/ (<span.*<\/span>) /, '$1'));

    const outcome = await translateText(task('El pedido 10023456 llegó.'), engine);

    expect(sent).toHaveLength(1);
    expect(outcome).toMatchObject({ text: 'El pedido 10023456 llegó.' });
  });

  it('between tokens, words of a language with spaces are set off from them', async () => {
    // Prepare
    const words: Record<string, string> = {
      注文番号: 'Order number',
      'の件、': 'is the matter,',
      'が届きません。': 'does not arrive.',
    };
    const engine = answering((wire) => (wire.includes('<') ? '?' : (words[wire] ?? wire)));

    // Act
    const outcome = await translateText(
      task('注文番号10023456の件、XJ-900/2が届きません。', { source: 'ja', language: 'ja' }),
      engine,
    );

    // Assess
    expect(outcome).toMatchObject({
      text: 'Order number 10023456 is the matter, XJ-900/2 does not arrive.',
    });
  });

  it('what an engine escaped once more is undone', async () => {
    const outcome = await translateText(
      task('Ana & Luis <3'),
      answering((wire) => wire.replaceAll('&', '&amp;')),
    );

    expect(outcome).toMatchObject({ text: 'Ana & Luis <3' });
  });

  it('an engine may not be asked again without end', async () => {
    // Prepare
    const text = Array.from({ length: 200 }, (_, index) => `El pedido #${1000 + index} no llega.`).join(' ');
    const { engine, sent } = recording((wire) => wire.replace(/<span.*?<\/span>/g, ''));

    // Act
    const outcome = await translateText(task(text), engine);

    // Assess
    expect(outcome).toEqual({ kind: 'failed', failure: 'damaged' });
    expect(sent.length).toBeLessThanOrEqual(62);
  });
});
