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

const run = (success: boolean, numPassedTests: number, numFailedTests: number, numPendingTests: number) =>
  JSON.stringify({ success, numPassedTests, numFailedTests, numPendingTests, numTodoTests: 0 });

describe('The sum of the test reports', () => {
  it('adds up passed, failed and skipped tests over all runs', () => {
    writeFileSync(join(folder, 'one.json'), run(true, 10, 0, 2));
    writeFileSync(join(folder, 'two.json'), run(false, 5, 1, 0));

    expect(sumReports(folder)).toEqual({ passed: 15, failed: 1, skipped: 2, reports: 2 });
  });

  it('counts a run that failed before any test could fail as one failure', () => {
    writeFileSync(join(folder, 'one.json'), run(false, 3, 0, 0));

    expect(sumReports(folder)).toEqual({ passed: 3, failed: 1, skipped: 0, reports: 1 });
  });
});
