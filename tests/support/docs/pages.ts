import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const projectRoot = join(import.meta.dirname, '..', '..', '..');

/** A Markdown file of the project. */
export type Page = Readonly<{
  /** From the project's folder, with slashes: `docs/operating.md`. */
  path: string;
  text: string;
}>;

export const pageAt = (path: string): Page => ({
  path,
  text: readFileSync(join(projectRoot, path), 'utf8'),
});

/** Every Markdown file of the project, those of its dependencies left out. */
export function allPages(): Page[] {
  return globSync('**/*.md', {
    cwd: projectRoot,
    exclude: (name) => name === 'node_modules' || name === 'cdk.out',
  })
    .sort()
    .map(pageAt);
}

/** What a newcomer reads: the README and `docs/`. Their code blocks are run. */
export const guidePages = (): Page[] =>
  allPages().filter(({ path }) => path === 'README.md' || path.startsWith('docs/'));

/** What somebody reads who already works with it: pages beside the code that hold commands and settings, too. */
export const furtherPages = (): Page[] =>
  allPages().filter(({ path }) =>
    /^(settings|infra\/operate|infra\/local(\/.+)?|connectors(\/[a-z-]+)?)\/README\.md$/.test(path),
  );
