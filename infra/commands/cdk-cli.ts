import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';

const projectRoot = join(import.meta.dirname, '..', '..');

/** How a run of the CDK CLI ended. */
export type CdkRun = Readonly<{
  exitCode: number;
  /** What it said on the way; results (a template, outputs) are not in it. */
  messages: string;
}>;

/**
 * Runs the project's own CDK CLI in the project's folder, with this very Node for the CLI and the app. All output is
 * shown as it comes; questions can be answered.
 */
export async function runCdk(args: readonly string[]): Promise<CdkRun> {
  const cli = join(dirname(createRequire(import.meta.url).resolve('aws-cdk/package.json')), 'bin', 'cdk');
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: projectRoot,
    stdio: ['inherit', 'inherit', 'pipe'],
    env: { ...process.env, PATH: [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter) },
  });
  const chunks: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => {
    process.stderr.write(chunk);
    chunks.push(chunk);
  });
  const [exitCode]: (number | null)[] = await once(child, 'close');
  return { exitCode: exitCode ?? 1, messages: Buffer.concat(chunks).toString('utf8') };
}
