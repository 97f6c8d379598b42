import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { propertyTimeoutMs } from './tests/support/property-runs.ts';

/** Bundles the functions before the first test file. */
const globalSetup = ['tests/support/bundle-once.ts'];

/**
 * Whole stacks, helpdesks and browsers run in real time here; where other work takes the machine away for a while, CI tries a test
 * once more, and `.ci/run` names each that needed it. A test named there twice has a fault that is to be found.
 */
const retry = process.env.CI ? 1 : 0;

type ProjectSetup = Readonly<{ isolate?: boolean; globalSetup?: string[]; retry?: number }>;

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
    // By default one second, in which a busy machine may not once come to look.
    expect: { poll: { timeout: 30_000 } },
    // One report per run, so that CI can add them up.
    reporters: process.env.CI
      ? ['default', ['json', { outputFile: `.reports/vitest-${process.pid}.json` }]]
      : ['default'],
    // The time limits are no expectations: they end what hangs, on a machine that has much else to do.
    projects: [
      // Of pure code, so that their files may share one loaded copy of it: loading it afresh takes longer than testing it.
      project('unit', 60_000, { isolate: false }),
      project('property', propertyTimeoutMs, { isolate: false }),
      project('contract', 60_000, { isolate: false }),
      project('infra', 600_000),
      project('integration', 600_000, { globalSetup, retry }),
      project('system', 600_000, { globalSetup, retry }),
    ],
  },
});
