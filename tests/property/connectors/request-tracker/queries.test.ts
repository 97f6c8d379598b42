import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoted } from '../../../../connectors/request-tracker/read.ts';
import { propertyRuns, propertyTimeoutMs } from '../../../support/property-runs.ts';

describe('a text in a query of RT’s own language', () => {
  it(
    'ends where it ends: nothing in it can close it, and it is read as it was',
    () => {
      fc.assert(
        fc.property(fc.string({ unit: fc.constantFrom("'", '\\', '"', 'a', ' ', 'é') }), (text) => {
          // Act
          const literal = quoted(text);

          // Assess
          expect(literal).toMatch(/^'(?:[^'\\]|\\.)*'$/);
          expect(literal.slice(1, -1).replaceAll(/\\(.)/g, '$1')).toBe(text);
        }),
        { numRuns: propertyRuns },
      );
    },
    propertyTimeoutMs,
  );
});
