import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sumReports } from '../../support/sum-reports.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dragoman-reports-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Tested = { fullName: string; status: string; failureMessages: string[] };
type FileTested = { name: string; status: string; message: string; assertionResults: Tested[] };

const run = (
  success: boolean,
  [numPassedTests, numFailedTests, numPendingTests]: [number, number, number],
  testResults: FileTested[] = [],
) =>
  JSON.stringify({ success, numPassedTests, numFailedTests, numPendingTests, numTodoTests: 0, testResults });

describe('The sum of the test reports', () => {
  it('adds up passed, failed and skipped tests over all runs', () => {
    writeFileSync(join(folder, 'one.json'), run(true, [10, 0, 2]));
    writeFileSync(join(folder, 'two.json'), run(false, [5, 1, 0]));

    expect(sumReports(folder)).toEqual({
      passed: 15,
      failed: 1,
      skipped: 2,
      reports: 2,
      failures: [],
      secondTries: [],
    });
  });

  it('counts a run that failed before any test could fail as one failure', () => {
    writeFileSync(join(folder, 'one.json'), run(false, [3, 0, 0]));

    expect(sumReports(folder)).toEqual({
      passed: 3,
      failed: 1,
      skipped: 0,
      reports: 1,
      failures: [],
      secondTries: [],
    });
  });

  it('names each test that failed, with its file and what it said, and a file that would not load', () => {
    const passed = { fullName: 'A note is written', status: 'passed', failureMessages: [] };
    const failed = {
      fullName: 'A note is read',
      status: 'failed',
      failureMessages: ['Error: no note\n  at note.ts:3'],
    };
    writeFileSync(
      join(folder, 'one.json'),
      run(
        false,
        [1, 1, 0],
        [
          {
            name: join(process.cwd(), 'tests/a.test.ts'),
            status: 'failed',
            message: '',
            assertionResults: [passed, failed],
          },
          {
            name: join(process.cwd(), 'tests/b.test.ts'),
            status: 'failed',
            message: 'Cannot find b.ts',
            assertionResults: [],
          },
        ],
      ),
    );

    expect(sumReports(folder).failures).toEqual([
      'tests/a.test.ts > A note is read\n    Error: no note\n      at note.ts:3',
      'tests/b.test.ts\n    Cannot find b.ts',
    ]);
  });

  it('names each test that passed only when it was tried once more, which is no failure', () => {
    const passed = { fullName: 'A note is written', status: 'passed', failureMessages: ['Error: no note'] };
    const file = { name: join(process.cwd(), 'tests/a.test.ts'), status: 'passed', message: '' };
    writeFileSync(join(folder, 'one.json'), run(true, [1, 0, 0], [{ ...file, assertionResults: [passed] }]));

    expect(sumReports(folder)).toMatchObject({
      failed: 0,
      failures: [],
      secondTries: ['tests/a.test.ts > A note is written\n    Error: no note'],
    });
  });
});
