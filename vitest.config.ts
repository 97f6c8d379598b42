import { defineConfig } from 'vitest/config';

const project = (name: string, timeoutMs: number) => ({
  extends: true as const,
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    testTimeout: timeoutMs,
    hookTimeout: timeoutMs,
  },
});

export default defineConfig({
  test: {
    // One report per run, so that CI can add them up.
    reporters: process.env.CI
      ? ['default', ['json', { outputFile: `.reports/vitest-${process.pid}.json` }]]
      : ['default'],
    projects: [
      project('unit', 10_000),
      project('property', 60_000),
      project('contract', 20_000),
      project('infra', 60_000),
      project('integration', 180_000),
      project('system', 240_000),
    ],
  },
});
