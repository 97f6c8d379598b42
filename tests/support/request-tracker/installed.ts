import { existsSync } from 'node:fs';

/** Where Debian's packages put it. */
export const programs = {
  server: '/usr/share/request-tracker5/libexec/rt-server',
  setupDatabase: '/usr/sbin/rt-setup-database-5',
  perlLibrary: '/usr/share/request-tracker5/lib',
} as const;

const isInstalled = Object.values(programs).every((path) => existsSync(path));
const whatIsMissing = 'Request Tracker is not installed (request-tracker5, rt5-db-sqlite, rt5-standalone).';

/** Tests of a real Request Tracker are left out where it is missing, but not in CI: there they must fail. */
export const skipsRequestTracker = !isInstalled && process.env.CI !== 'true';
if (skipsRequestTracker) process.stderr.write(`Skipped: ${whatIsMissing}\n`);

/** Fails with the reason rather than with a path. */
export function mustBeInstalled(): void {
  if (!isInstalled) throw new Error(whatIsMissing);
}
