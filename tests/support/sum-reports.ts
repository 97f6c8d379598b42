import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** What vitest's JSON reporter says of one run. */
const report = z.object({
  success: z.boolean(),
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
});

export type Sum = { passed: number; failed: number; skipped: number; reports: number };

/** Adds up every JSON report in a folder. A run that failed without a failed test (a file that would not load) counts as one. */
export function sumReports(folder: string): Sum {
  const sum: Sum = { passed: 0, failed: 0, skipped: 0, reports: 0 };
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
    const run = report.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
    sum.passed += run.numPassedTests;
    sum.failed += run.numFailedTests === 0 && !run.success ? 1 : run.numFailedTests;
    sum.skipped += run.numPendingTests + run.numTodoTests;
    sum.reports += 1;
  }
  return sum;
}

if (import.meta.main) {
  const { passed, failed, skipped, reports } = sumReports(process.argv[2] ?? '.reports');
  process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
  process.exitCode = failed > 0 || passed === 0 || reports < 2 ? 1 : 0;
}
