import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aWorld, notesIn, play, type World } from '../support/world.ts';

/** Each text has two places for tokens, in sentences of their own. */
const texts = [
  (one: string, other: string) =>
    `Hola, mi pedido ${one} no ha llegado todavía. La referencia ${other} tampoco aparece.`,
  (one: string, other: string) =>
    `Guten Tag, meine Bestellung ${one} ist kaputt. Bitte prüfen Sie auch ${other} noch heute.`,
  (one: string, other: string) =>
    `Bonjour, je n’ai pas reçu ${one} cette semaine. Pouvez-vous vérifier ${other} aussi ?`,
  (one: string, other: string) =>
    `Buongiorno, il pacco ${one} è arrivato rotto. Aspetto una risposta su ${other} al più presto.`,
  (one: string, other: string) =>
    `Olá, a encomenda ${one} ainda não chegou. Por favor vejam também ${other} hoje.`,
  (one: string, other: string) =>
    `Здравствуйте, мой заказ ${one} до сих пор не пришёл. Проверьте, пожалуйста, ещё и ${other} сегодня.`,
];
const tokens: readonly (readonly [string, string])[] = [
  ['#10023456', 'XJ-900/2'],
  ['1Z999AA10123456784', 'FR-2024-00017'],
  ['https://example.com/a?b=1&c=2', 'ana@example.com'],
  ['+34 612 345 678', '1.234,56 €'],
  ['12.03.2024', '14:30'],
  ['👨‍👩‍👧‍👦', '302-1234567-1234567'],
];
/** Every other one as a mail with markup: a new ticket with a subject is read back from the helpdesk, with its HTML. */
const markupOf = (text: (one: string, other: string) => string, [one, other]: readonly [string, string]) => ({
  subject: 'Pedido',
  html: `<p>${text(one, `<b>${other}</b>`).replaceAll('&', '&amp;')}</p><ul><li>Uno</li><li>Dos</li></ul>`,
});
const lines = tokens.flatMap((pair, row) =>
  texts.map((text, column) => ({
    pair,
    ticket: `h${row}${column}`,
    text: text(...pair),
    ...((row + column) % 2 === 0 ? {} : markupOf(text, pair)),
  })),
);

const unescaped = (html: string) =>
  html
    .replaceAll('\u2060', '')
    .replace(/<[^<>]*>/g, '')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

/** Three dozen messages, of which many are translated piece by piece: minutes on a busy machine. */
const timeoutMs = 600_000;

describe('With an engine that damages all it can', { timeout: timeoutMs }, () => {
  let world: World;
  beforeAll(async () => {
    world = await aWorld({ engine: 'hostile' });
  });
  afterAll(async () => {
    await world.stop();
  });

  it('no write has a damaged token: each stands there once, in order, or the note holds the original', async () => {
    // Act
    const outputs = await play(
      world,
      lines.map(({ pair: _, ...line }) => line),
      timeoutMs - 60_000,
    );

    // Assess
    expect(outputs.map(({ outcome }) => outcome)).toEqual(lines.map(() => 'delivered'));
    for (const [index, { pair, text }] of lines.entries()) {
      const notes = notesIn(outputs[index]).map(unescaped);
      expect([text, notes.length]).toEqual([text, 1]);
      const places = pair.map((token) => notes[0]?.split(token).length === 2 && notes[0].indexOf(token));
      expect([text, notes, places.includes(false)]).toEqual([text, notes, false]);
      expect(Number(places[0])).toBeLessThan(Number(places[1]));
    }
    const withMarkup = outputs.filter((output) => /<b>.*<li>/s.test(notesIn(output).join('')));
    expect(withMarkup.length).toBeGreaterThan(lines.length / 4);
    expect(outputs.filter(({ gaps }) => gaps.includes('translation')).length).toBeLessThan(lines.length / 3);
  });
});
