import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Ends with its parent, however that ends: then nobody holds the other end of standard input any more. The folder goes
 * first, because the group that is killed is its own.
 */
const script = `
exec 3<&0
(cat <&3 >/dev/null; rm -rf "$folder_of_guard"; kill -KILL 0) >/dev/null 2>&1 &
"$@" </dev/null 3<&-
status=$?
kill -KILL $!
exit $status
`;

export type GuardedOptions = Readonly<{
  cwd: string;
  env: Readonly<Record<string, string>>;
  uid?: number;
  gid?: number;
  /** Has the log, and goes away too when this process dies. */
  folder: string;
}>;

/** Starts a program in a process group of its own, which does not outlive this process even if that is killed. It complains into the log. */
export function spawnGuarded(
  command: readonly string[],
  { folder, ...how }: GuardedOptions,
  output: 'logged' | 'read',
): ChildProcess {
  const log = openSync(join(folder, 'log'), 'a');
  const child = spawn('/bin/sh', ['-c', script, 'guard', ...command], {
    ...how,
    env: { ...how.env, folder_of_guard: folder },
    detached: true,
    stdio: ['pipe', output === 'read' ? 'pipe' : log, log],
  });
  closeSync(log);
  return child;
}

/** Kills it with all that it has started. */
export async function killGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  process.kill(-child.pid, 'SIGKILL');
  await ended;
}
