import { describe, expect, it } from 'vitest';
import {
  createHostileEngine,
  vandalised,
  vandalismNames,
} from '../../../../../infra/local/engines/hostile.ts';

const wire = 'Pedido <span translate="no">#1002</span> y <b id=1>rojo</b> <span translate="no">XJ-9</span>.';

describe('The hostile engine', () => {
  it.each([
    ['drops all tokens', '⟦en:Pedido⟧  ⟦en:y⟧ <b id=1>⟦en:rojo⟧</b> ⟦en:.⟧'],
    [
      'swaps tokens',
      '⟦en:Pedido⟧ <span translate="no">XJ-9</span> ⟦en:y⟧ <b id=1>⟦en:rojo⟧</b> <span translate="no">#1002</span>⟦en:.⟧',
    ],
    ['strips tags', '⟦en:Pedido⟧ #1002 ⟦en:y⟧ ⟦en:rojo⟧ XJ-9⟦en:.⟧'],
    [
      'localises digits',
      '⟦en:Pedido⟧ <span translate="no">#١٠٠٢</span> ⟦en:y⟧ <b id=1>⟦en:rojo⟧</b> <span translate="no">XJ-٩</span>⟦en:.⟧',
    ],
    [
      'empties inline elements',
      '⟦en:Pedido⟧ <span translate="no">#1002</span> ⟦en:y⟧ <b id=1></b>⟦en:rojo⟧ <span translate="no">XJ-9</span>⟦en:.⟧',
    ],
  ])('%s', (name, expected) => {
    expect(vandalised(wire, 'en', name)).toBe(expected);
  });

  it('does the same to the same text each time', async () => {
    const [one, other] = [createHostileEngine(), createHostileEngine()];

    const request = { text: wire, source: 'es', target: 'en' };

    expect(await one.translate(request)).toEqual(await other.translate(request));
  });

  it('does every one of its worst to some text, and sometimes behaves', async () => {
    // Prepare
    const engine = createHostileEngine();
    const texts = Array.from({ length: 1_500 }, (_, index) => `${wire}\n\n${index} &lt;`);

    // Act
    const answers = await Promise.all(
      texts.map((text) => engine.translate({ text, source: 'es', target: 'en' })),
    );

    // Assess
    const made = new Set(
      answers.flatMap((answer, index) =>
        vandalismNames.filter((name) => vandalised(texts[index] ?? '', 'en', name) === answer?.text),
      ),
    );
    // Depends on the dice of its own text.
    expect(vandalismNames.filter((name) => !made.has(name))).toEqual([]);
  });
});
