import { chmodSync, writeFileSync } from 'node:fs';
import { CommandError } from '../commands/shell.ts';

const ownerOnly = 0o600;

/** Writes a file that only its owner may read, also where it was there before. Throws CommandError where that cannot be. */
export function writePrivateFile(path: string, content: string): void {
  try {
    // The mode of a new file; one that is there keeps its own until it is changed, so that comes before the content.
    writeFileSync(path, '', { mode: ownerOnly });
    chmodSync(path, ownerOnly);
    writeFileSync(path, content);
  } catch (cause) {
    throw new CommandError(
      `The file ${path} cannot be written (${cause instanceof Error ? cause.message : ''}): give another path.`,
      { cause },
    );
  }
}
