import { describe, expect, it } from 'vitest';
import { maskedForReading } from '../../../../../functions/_shared/text/guard.ts';

describe('What a service that only reads may see of a text', () => {
  it.each([
    ['a card', 'Pagué con 4111 1111 1111 1111 ayer', 'Pagué con XXXX-0001 ayer'],
    ['an IBAN', 'Meine IBAN: DE89 3704 0044 0532 0130 00.', 'Meine IBAN: XXXX-0001.'],
    [
      'both, and what looks like a mask already',
      'XXXX-0001: 5555555555554444, GB82WEST12345698765432',
      'XXXX-0001: XXXX-0002, XXXX-0003',
    ],
    ['a card without groups', 'Tarjeta 4111111111111111.', 'Tarjeta XXXX-0001.'],
    ['a card of fifteen digits', 'Amex 378282246310005', 'Amex XXXX-0001'],
    [
      'a card with other separators',
      '4111.1111.1111.1111, 4111\u00a01111\u00a01111\u00a01111',
      'XXXX-0001, XXXX-0002',
    ],
    ['no number that only is as long', 'Envío 4111111111111112', 'Envío 4111111111111112'],
    ['no phone number', 'Tel. +4111111111111111', 'Tel. +4111111111111111'],
    ['the rest as it is', '¿Dónde está #10023456? ***ya*** 👍🏽', '¿Dónde está #10023456? ***ya*** 👍🏽'],
  ])('%s', (_, text, masked) => {
    expect(maskedForReading(text)).toBe(masked);
  });
});
