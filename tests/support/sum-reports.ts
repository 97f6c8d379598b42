import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import * as z from 'zod';

/** What vitest's JSON reporter says of one run. */
const report = z.object({
  success: z.boolean(),
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

type FileResult = z.infer<typeof report>['testResults'][number];

export type Sum = {
  passed: number;
  failed: number;
  skipped: number;
  reports: number;
  /** One entry per test that failed, or per file that would not load: its file, its title, what it said. */
  failures: string[];
  /** The same of each test that passed when it was tried once more. */
  secondTries: string[];
};

/** Adds up every JSON report in a folder. A run that failed without a failed test (a file that would not load) counts as one. */
export function sumReports(folder: string): Sum {
  const sum: Sum = { passed: 0, failed: 0, skipped: 0, reports: 0, failures: [], secondTries: [] };
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
    const run = report.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
    sum.passed += run.numPassedTests;
    sum.failed += run.numFailedTests === 0 && !run.success ? 1 : run.numFailedTests;
    sum.skipped += run.numPendingTests + run.numTodoTests;
    sum.reports += 1;
    sum.failures.push(...run.testResults.flatMap(failuresOf));
    sum.secondTries.push(...run.testResults.flatMap(secondTriesOf));
  }
  return sum;
}

type TestResult = FileResult['assertionResults'][number];

function failuresOf(file: FileResult): string[] {
  const failed = file.assertionResults.filter(({ status }) => status === 'failed');
  if (failed.length === 0 && file.status === 'failed') return [told(file, '', file.message)];
  return failed.map((test) => toldOf(file, test));
}

/** What a test said at its first try stays in the report when it passes at its second. */
const secondTriesOf = (file: FileResult): string[] =>
  file.assertionResults
    .filter(({ status, failureMessages }) => status === 'passed' && (failureMessages ?? []).length > 0)
    .map((test) => toldOf(file, test));

const toldOf = (file: FileResult, { fullName, failureMessages }: TestResult) =>
  told(file, ` > ${fullName}`, (failureMessages ?? []).join('\n'));

const told = ({ name }: FileResult, title: string, message: string) =>
  `${relative(process.cwd(), name)}${title}\n${indented(message)}`;

/** Lines of a failure that are shown again: enough for what differed and where. */
const maxLines = 15;

const indented = (text: string) =>
  text
    .trim()
    .split('\n')
    .slice(0, maxLines)
    .map((line) => `    ${line}`)
    .join('\n');

if (import.meta.main) {
  const { passed, failed, skipped, reports, failures, secondTries } = sumReports(
    process.argv[2] ?? '.reports',
  );
  // Again at the end, since whoever reads a long log reads its end.
  for (const failure of secondTries) process.stdout.write(`PASSED AT THE SECOND TRY ${failure}\n`);
  for (const failure of failures) process.stdout.write(`FAILED ${failure}\n`);
  process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
  process.exitCode = failed > 0 || passed === 0 || reports < 2 ? 1 : 0;
}
