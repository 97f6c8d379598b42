import { expect, test } from 'vitest';
import {
  formatCount,
  formatSpan,
  formatUsd,
} from '../../../../../../../infra/local/page/web/format/amounts.ts';

test.each([
  [0, '0 ms'],
  [840.4, '840 ms'],
  [1000, '1 s'],
  [1440, '1.4 s'],
  [59_940, '59.9 s'],
  [125_000, '2 min 5 s'],
])('%d ms is said as %s', (ms, said) => {
  expect(formatSpan(ms)).toBe(said);
});

test.each([
  [0, '$0'],
  [0.000345, '$0.00035'],
  [0.0015, '$0.0015'],
  [0.25, '$0.25'],
  [12.345, '$12.35'],
])('an amount of %d is written %s', (amount, written) => {
  expect(formatUsd(amount)).toBe(written);
});

test('one of a thing is said in the singular', () => {
  expect([formatCount(1, 'character'), formatCount(2, 'character')]).toEqual(['1 character', '2 characters']);
});
