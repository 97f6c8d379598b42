import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitMarkup } from '../../../../../infra/local/language/markup.ts';

const fragment = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 10 }),
  fc.constantFrom(
    '<',
    '>',
    '&',
    '</',
    '<b>',
    '</b>',
    '<p>',
    '<br/>',
    '<span translate="no">',
    '</span>',
    '&amp;',
    '<!--',
    '-->',
    '<script>',
    '"',
  ),
);

test('the pieces of any text, put together again, are the text', () => {
  fc.assert(
    fc.property(fc.array(fragment, { maxLength: 30 }), (fragments) => {
      const text = fragments.join('');
      expect(
        splitMarkup(text)
          .map(({ raw }) => raw)
          .join(''),
      ).toBe(text);
    }),
    { numRuns: 2_000 },
  );
});
