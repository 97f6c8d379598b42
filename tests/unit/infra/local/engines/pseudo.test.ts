import { expect, test } from 'vitest';
import { createPseudoEngine } from '../../../../../infra/local/engines/pseudo.ts';

const pseudo = createPseudoEngine();
const translate = async (text: string) =>
  (await pseudo.translate({ text, source: 'es', target: 'de' }))?.text;

test('each run of text is marked with the target, and nothing in it is changed', async () => {
  expect(await translate('Hola, #4521')).toBe('⟦de:Hola, #4521⟧');
});

test('elements that must not be touched, tags and references stay outside the marks', async () => {
  expect(await translate('Pedido <span translate="no">#1</span> y <b>más</b>&nbsp;cosas')).toBe(
    '⟦de:Pedido⟧ <span translate="no">#1</span> ⟦de:y⟧ <b>⟦de:más⟧</b>&nbsp;⟦de:cosas⟧',
  );
});

test('line breaks and space at the ends stay outside the marks', async () => {
  expect(await translate('  Hola\r\n\n adiós \n')).toBe('  ⟦de:Hola⟧\r\n\n ⟦de:adiós⟧ \n');
});
