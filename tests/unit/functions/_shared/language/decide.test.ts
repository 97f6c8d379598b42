import { describe, expect, it } from 'vitest';
import {
  decideLanguage,
  type Evidence,
  isMemorable,
  needsDetection,
} from '../../../../../functions/_shared/language/decide.ts';
import { languageByScript } from '../../../../../functions/_shared/language/evidence.ts';

const limits = { confident: 0.8, shortTextLetters: 20 };
const remembered = { code: 'es', confidence: 0.95, method: 'comprehend' } as const;
const nothing: Evidence = {
  correction: null,
  script: null,
  detected: null,
  memory: null,
  locale: null,
  letters: 40,
};

describe('Evidence of the language, strongest first', () => {
  it.each([
    [
      'the agent’s correction always wins',
      {
        correction: 'pt',
        script: 'ja',
        detected: [{ code: 'es', score: 1 }],
        memory: remembered,
        locale: 'fr',
      },
      { code: 'pt', confidence: 1, method: 'correction' },
    ],
    [
      'then the script, where it decides with certainty',
      { script: 'ja', memory: remembered, locale: 'fr' },
      { code: 'ja', confidence: 0.99, method: 'local' },
    ],
    [
      'then a confident reading of the text',
      { detected: [{ code: 'pt', score: 0.8 }], memory: remembered, locale: 'fr' },
      { code: 'pt', confidence: 0.8, method: 'comprehend' },
    ],
    [
      'a reading below 0.80 is not confident: memory',
      { detected: [{ code: 'pt', score: 0.79 }], memory: remembered, locale: 'fr' },
      { code: 'es', confidence: 0.95, method: 'memory' },
    ],
    [
      'a short text never outweighs memory',
      { detected: [{ code: 'en', score: 1 }], memory: remembered, letters: 19 },
      { code: 'es', confidence: 0.95, method: 'memory' },
    ],
    [
      'a short text is read where nothing is remembered',
      { detected: [{ code: 'it', score: 0.9 }], locale: 'fr', letters: 5 },
      { code: 'it', confidence: 0.9, method: 'comprehend' },
    ],
    ['then the requester’s locale', { locale: 'fr' }, { code: 'fr', confidence: 0.3, method: 'locale' }],
    [
      'not a locale that the text itself speaks against',
      { detected: [{ code: 'es', score: 0.6 }], locale: 'en' },
      { code: 'und', confidence: 0, method: 'none' },
    ],
    ['"not sure" is an outcome', {}, { code: 'und', confidence: 0, method: 'none' }],
  ] as const)('%s', (_, evidence, expected) => {
    expect(decideLanguage({ ...nothing, ...evidence }, limits)).toEqual(expected);
  });

  it.each([
    ['a correction is known', { correction: 'pt' }, false],
    ['the script decides', { script: 'ko' }, false],
    ['the text is short and the author known', { memory: remembered, letters: 10 }, false],
    ['the text is short and the author unknown', { letters: 10 }, true],
    ['the text is long and the author known', { memory: remembered }, true],
  ] as const)('whether a call is needed when %s', (_, evidence, expected) => {
    expect(needsDetection({ ...nothing, ...evidence }, limits)).toBe(expected);
  });

  it.each([
    ['a long text', 'comprehend', remembered, 40, true],
    ['a short text of a known author', 'comprehend', remembered, 10, false],
    ['a short text of an unknown author', 'comprehend', null, 10, true],
    ['what was only remembered', 'memory', remembered, 40, false],
    ['what only the locale says', 'locale', null, 40, false],
    ['what Translate found, where nothing is known', 'translate-auto', null, 40, true],
    ['what Translate found, against what is known', 'translate-auto', remembered, 40, false],
  ] as const)('whether it is remembered: %s', (_, method, known, letters, expected) => {
    expect(isMemorable({ code: 'pt', confidence: 0.9, method }, known, letters, limits)).toBe(expected);
  });
});

describe('Scripts that decide with certainty', () => {
  it.each([
    ['ありがとうございます', 'ja'],
    ['注文した商品が届きません', 'ja'],
    ['iPhone 15を買いましたが動きません', 'ja'],
    ['주문한 상품이 안 왔어요', 'ko'],
    ['สวัสดีครับ', 'th'],
    ['שלום, איפה ההזמנה שלי', 'he'],
    ['Πού είναι η παραγγελία μου', 'el'],
    ['სად არის ჩემი შეკვეთა', 'ka'],
    ['Որտե՞ղ է իմ պատվերը', 'hy'],
    ['我的订单在哪里', null],
    ['Где мой заказ', null],
    ['أين طلبي', null],
    ['Where is my order', null],
    ['My friend says ありがとう every day of the week', null],
    ['12345 👍', null],
  ])('%s → %s', (text, expected) => {
    expect(languageByScript(text)).toBe(expected);
  });
});
