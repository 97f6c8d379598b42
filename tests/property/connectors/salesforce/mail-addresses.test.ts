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
const written = fc.tuple(
  address,
  fc.constantFrom<(text: string) => string>(
    (text) => text,
    (text) => text.toUpperCase(),
    (text) => `'${text}'`,
    (text) => `"${text}"`,
    (text) => `<${text}>`,
    (text) => `"Doe, Ana" <${text}>`,
    (text) => `Ana O'Brien <${text}>`,
    (text) => `'Ana Doe' <${text}>`,
  ),
);

describe('The addresses in a field of an e-mail', () => {
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
