import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Bundles the functions before the first test file. */
const globalSetup = ['tests/support/bundle-once.ts'];

type ProjectSetup = Readonly<{ isolate?: boolean; globalSetup?: string[] }>;

const project = (name: string, timeoutMs: number, setup: ProjectSetup = {}) => ({
  extends: true as const,
  test: {
    isolate: true,
    ...setup,
    name,
    include: [`tests/${name}/**/*.test.ts`],
    testTimeout: timeoutMs,
    hookTimeout: timeoutMs,
  },
});

export default defineConfig({
  test: {
    // By default one core is left idle, which of two is half the machine; much of the time is spent waiting anyway.
    maxWorkers: availableParallelism(),
    // Tests that run side by side in a file start whole stacks, whose time limits are real.
    maxConcurrency: 3,
    // One report per run, so that CI can add them up.
    reporters: process.env.CI
      ? ['default', ['json', { outputFile: `.reports/vitest-${process.pid}.json` }]]
      : ['default'],
    projects: [
      // Of pure code, so that their files may share one loaded copy of it: loading it afresh takes longer than testing it.
      project('unit', 10_000, { isolate: false }),
      project('property', 60_000, { isolate: false }),
      project('contract', 20_000, { isolate: false }),
      project('infra', 60_000),
      project('integration', 180_000, { globalSetup }),
      project('system', 240_000, { globalSetup }),
    ],
  },
});
