import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from './pages.ts';

const run = promisify(execFile);

/** What a clone does not have, or is large and borrowed. */
const leftOut = new Set(['node_modules', '.git', 'cdk.out', '.reports', 'coverage']);

/** A copy of the project in which the docs' commands may write what they like. */
export class ProjectCopy implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'dragoman-docs-'));

  constructor() {
    cpSync(projectRoot, this.folder, {
      recursive: true,
      filter: (source) => source === projectRoot || !leftOut.has(basename(source)),
    });
    symlinkSync(realpathSync(join(projectRoot, 'node_modules')), join(this.folder, 'node_modules'));
  }

  /** Runs a shell line as a reader would. Rejects with all that it said if it fails. */
  async run(line: string): Promise<string> {
    const { stdout } = await run('bash', ['-c', line], {
      cwd: this.folder,
      timeout: 300_000,
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, FORCE_COLOR: '0' },
    });
    return stdout;
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
