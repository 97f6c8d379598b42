import { defineConfig } from 'vitest/config';

/**
 * Stryker 9 picks a mutant's tests by `suite test`, which vitest 5 writes `suite > test`: without this no test would run
 * and every mutant survive.
 */
const namesAsStrykerWritesThem = {
  name: 'names-as-stryker-writes-them',
  configureVitest({ project }: { project: { config: { testNamePattern?: RegExp | undefined } } }): void {
    let pattern: RegExp | undefined;
    Object.defineProperty(project.config, 'testNamePattern', {
      enumerable: true,
      configurable: true,
      get: () => pattern,
      set: (wanted: RegExp | undefined) => {
        pattern = wanted && new RegExp(wanted.source.replaceAll(' ', '(?: > | )'), wanted.flags);
      },
    });
  },
};

/** Only the tests of what is mutated: each mutant runs those that reach it. */
export default defineConfig({
  plugins: [namesAsStrykerWritesThem],
  test: {
    include: [
      'tests/unit/functions/_shared/language/**/*.test.ts',
      'tests/unit/functions/_shared/text/**/*.test.ts',
      'tests/unit/functions/_shared/translate/translate*.test.ts',
      'tests/property/functions/_shared/text/**/*.test.ts',
    ],
  },
});
