import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../../connectors/kit/json.ts';

describe('parseJson', () => {
  it('keeps the digits of every whole number', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }), (number) => {
        // Act
        const parsed = parseJson(`{"id":${number}}`);

        // Assess
        expect(parsed.ok && String((parsed.value as any).id)).toBe(String(number));
      }),
    );
  });

  it('gives any other JSON value as JSON.parse does, and never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        // Prepare
        fc.pre(!/\d{16}/.test(JSON.stringify(value)));

        // Act
        const parsed = parseJson(JSON.stringify(value));

        // Assess
        expect(parsed).toEqual({ ok: true, value: JSON.parse(JSON.stringify(value)) });
      }),
    );
  });
});
