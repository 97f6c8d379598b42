import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writePrivateFile } from '../../../../infra/setup/private-file.ts';
import { temporaryFolder } from '../../../support/world.ts';

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

it('a file that everybody could read before is its owner’s alone afterwards', () => {
  const path = join(temporaryFolder(), '90-dragoman.pm');
  writeFileSync(path, 'old');
  chmodSync(path, 0o644);
  writePrivateFile(path, 'new');

  expect([modeOf(path), readFileSync(path, 'utf8')]).toEqual(['600', 'new']);
});

it('where it cannot be written, that is said in a sentence', () => {
  const path = join(temporaryFolder(), 'nowhere', '90-dragoman.pm');

  expect(() => writePrivateFile(path, 'new')).toThrow(
    /^The file .*90-dragoman\.pm cannot be written \(ENOENT: .*\): give another path\.$/,
  );
});
