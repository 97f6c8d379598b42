import { describe, expect, test } from 'vitest';
import { splitMarkup, withoutMarkup } from '../../../../../infra/local/language/markup.ts';

const kinds = (text: string) => splitMarkup(text).map(({ kind, raw }) => [kind, raw]);

describe('splitMarkup', () => {
  test('tells text, tags and untouchable elements apart', () => {
    expect(kinds('Hi <span translate="no">#1</span>, <b>bold</b>')).toEqual([
      ['text', 'Hi '],
      ['kept', '<span translate="no">#1</span>'],
      ['text', ', '],
      ['tag', '<b>'],
      ['text', 'bold'],
      ['tag', '</b>'],
    ]);
  });

  test.each([
    ['without quotation marks', '<i translate=no>x</i>'],
    ['in capitals', '<SPAN TRANSLATE="NO">x</SPAN>'],
    ['with elements inside', '<div translate="no"><b>x</b> y</div>'],
    ['that is never closed', '<span translate="no">x y'],
    ['that is void', '<img translate="no" alt="x">'],
  ])('keeps an element %s whole', (_, element) => {
    expect(kinds(`a ${element}`)).toEqual([
      ['text', 'a '],
      ['kept', element],
    ]);
  });

  test.each(['a < b and c', 'x <b and y', '1 & 2', 'AT&T; ok', 'I <3 you'])(
    'sees only text in %j',
    (text) => {
      expect(kinds(text).filter(([kind]) => kind !== 'text' && kind !== 'reference')).toEqual([]);
    },
  );

  test('knows character references, comments and tags that nothing opened', () => {
    expect(kinds('a&nbsp;b<!-- c --></p>')).toEqual([
      ['text', 'a'],
      ['reference', '&nbsp;'],
      ['text', 'b'],
      ['tag', '<!-- c -->'],
      ['tag', '</p>'],
    ]);
  });
});

test('withoutMarkup leaves what a reader of languages should see', () => {
  expect(withoutMarkup('Hola <b>Ana</b> <span translate="no">order</span>').split(/\s+/)).toEqual([
    'Hola',
    'Ana',
    '',
  ]);
});
