import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteBoundedCache } from '../../../../../functions/_shared/translate/byte-bounded-cache.ts';

const maxBytes = 20;
const step = fc.record({
  key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  bytes: fc.integer({ min: 1, max: 25 }),
  reads: fc.boolean(),
});

test('keeps exactly the keys that were used last and fit, and never more bytes than it may', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      // Prepare
      const cache = new ByteBoundedCache<number>(maxBytes);
      let expected: { key: string; bytes: number }[] = [];

      steps.forEach(({ key, bytes, reads }) => {
        // Act
        const known = expected.find((entry) => entry.key === key);
        if (reads) {
          expect(cache.get(key)).toBe(known?.bytes);
          if (known) expected = [...expected.filter((entry) => entry !== known), known];
          return;
        }
        cache.set(key, bytes, bytes);
        expected = expected.filter((entry) => entry !== known);
        if (bytes <= maxBytes) expected.push({ key, bytes });
        while (expected.reduce((sum, entry) => sum + entry.bytes, 0) > maxBytes) expected.shift();
      });

      // Assess
      const left = ['a', 'b', 'c', 'd', 'e'].map((key) => cache.get(key));
      expect(left).toEqual(
        ['a', 'b', 'c', 'd', 'e'].map((key) => expected.find((entry) => entry.key === key)?.bytes),
      );
    }),
  );
});
