import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressesIn } from '../../../../connectors/salesforce/mail-addresses.ts';
import { propertyRuns, propertyTimeoutMs } from '../../../support/property-runs.ts';

/** Of what RFC 5322 lets stand unquoted before the @; a quote stands inside, as in names. */
const word = fc.stringMatching(/^[a-z0-9!#$%&*+/=?^_`{|}~-]{1,8}$/);
const local = fc
  .tuple(word, fc.array(fc.tuple(fc.constantFrom('.', "'"), word), { maxLength: 3 }))
  .map(([first, rest]) => first + rest.map((each) => each.join('')).join(''));
const address = fc
  .tuple(local, fc.constantFrom('example.com', 'mail.example.org', 'xn--bcher-kva.example'))
  .map(([before, domain]) => `${before}@${domain}`);
type Write = (text: string) => string;

/** What may stand in quotes and in comments, addresses and what parts them included. */
const piece = fc.constantFrom(
  'old: a@old.example',
  '@',
  ',',
  ';',
  '<',
  '>',
  '<b@old.example>',
  ' ',
  'Ana',
  ':',
  "'",
);
const words = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
const quotedName = fc
  .array(fc.oneof(words, fc.constantFrom('\\"', '\\\\', '(', ')')), { maxLength: 4 })
  .map((pieces) => `"${pieces.join('')}"`);
const { comment } = fc.letrec<{ comment: string }>((tie) => ({
  comment: fc
    .array(fc.oneof({ depthSize: 'small' }, words, fc.constantFrom('"', '\\(', '\\)'), tie('comment')), {
      maxLength: 3,
    })
    .map((pieces) => `(${pieces.join('')})`),
}));
const name = fc.oneof(
  quotedName,
  fc.constantFrom('Ana', "Ana O'Brien", "'Ana Doe'", 'a@old.example via List', "'a@old.example'", ''),
);

const written = fc.tuple(
  address,
  fc.oneof(
    fc.constantFrom<Write>(
      (text) => text,
      (text) => text.toUpperCase(),
      (text) => `'${text}'`,
      (text) => `"${text}"`,
      (text) => `mailto:${text}`,
    ),
    fc.tuple(name, comment, fc.boolean()).map(
      ([before, aside, isBehind]): Write =>
        (text) =>
          (isBehind ? `${before} <${text}> ${aside}` : `${aside} ${before}\r\n <${text}>`).trim(),
    ),
    comment.map(
      (aside): Write =>
        (text) =>
          `${text} ${aside}`,
    ),
  ),
);

describe('The addresses in a field of an e-mail', () => {
  it.each([
    ['"boss@corp.example" <bob@example.com>', ['bob@example.com']],
    ['Ana (old: a@old.example) <ana@example.com>', ['ana@example.com']],
    ['"ana@example.com via List" <list@example.com>', ['list@example.com']],
    ['ana@example.com via List <list@example.com>', ['list@example.com']],
    ['"Doe, Ana <ana@example.com>; Bob (B <bob@example.com>', ['ana@example.com', 'bob@example.com']],
    ['Team: ana@example.com, <bob@example.com>;', ['ana@example.com', 'bob@example.com']],
    ['"a b@old.example c"', []],
    ['Ana <>', []],
    ['ana@bob@example.com', []],
    [null, []],
  ])('in %s are %j', (field, expected) => {
    expect(addressesIn(field)).toEqual(expected);
  });

  it(
    'are all of them and each one whole, however they are written and parted',
    () => {
      fc.assert(
        fc.property(
          fc.array(written, { maxLength: 5 }),
          fc.constantFrom('; ', ';', ', ', ',', '\n'),
          (list, parting) => {
            const field = list.map(([each, write]) => write(each)).join(parting);

            expect(addressesIn(field)).toEqual(list.map(([each]) => each));
          },
        ),
        { numRuns: propertyRuns },
      );
    },
    propertyTimeoutMs,
  );
});
