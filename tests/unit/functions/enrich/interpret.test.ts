import { expect, it } from 'vitest';
import type { TranslationTask } from '../../../../functions/_shared/translate/task.ts';
import { translateContent } from '../../../../functions/_shared/translate/translate-content.ts';
import { interpret } from '../../../../functions/enrich/interpret.ts';
import { type FakeServices, fakeServices, ok } from './fakes.ts';

const input = {
  text: 'Hola mundo',
  html: '<p>Hola <b>mundo</b></p>',
  subject: null,
  reading: { code: 'es', confidence: 0.99, method: 'comprehend' },
  weighed: [],
  detectionAnswered: true,
  known: { correction: null, memory: null, locale: null },
  agentLanguage: 'en',
  isShort: false,
  englishPivot: true,
  intentThreshold: 0.55,
  lexLocales: { en: 'en_US' },
  isPaused: false,
  mayWait: true,
} as const;
const translatorOf = (services: FakeServices) =>
  ({
    pay: async () => true,
    translate: (task: TranslationTask) => translateContent(task, services.translate),
  }) as const;

it('a message with markup is translated with it, in one call, and its text is that of the translation', async () => {
  // Prepare
  const services = fakeServices({
    translate: async ({ text, source }) =>
      ok({ text: text.replace('Hola', 'Hello').replace('mundo', 'world'), source, terms: [] }),
  });

  // Act
  const outcome = await interpret(input, { services, translator: translatorOf(services) });

  // Assess
  expect(services.calls.filter((call) => call.startsWith('translate'))).toEqual([
    'translate es>en Hola <b id=1>mundo</b>',
  ]);
  expect(outcome).toMatchObject({
    value: { translation: { text: 'Hello world', html: '<p>Hello <b>world</b></p>' } },
  });
});

it('a message without markup has none in its translation', async () => {
  const services = fakeServices();

  const outcome = await interpret({ ...input, html: null }, { services, translator: translatorOf(services) });

  expect(outcome).toMatchObject({ value: { translation: { text: 'en:Hola mundo' } } });
  expect(outcome.kind === 'interpreted' && outcome.value.translation).not.toHaveProperty('html');
});
