import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { proseOf } from './code-blocks.ts';
import { type Page, pageAt, projectRoot } from './pages.ts';

/** As GitHub addresses a heading: lower case, blanks as dashes, without what is no letter, digit, dash or underscore. */
export const anchorOf = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\- _]/gu, '')
    .replaceAll(' ', '-');

const headingsOf = (page: Page): Set<string> =>
  new Set([...proseOf(page).matchAll(/^#{1,6} (.*)$/gm)].map((match) => anchorOf(match[1] ?? '')));

/** Links and images of a page that lead to a file or heading which is not there, as they stand in it. */
export function brokenLinksOf(page: Page): string[] {
  const targets = [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '');
  return targets.filter((target) => {
    if (/^[a-z]+:/.test(target)) return false;
    const [file = '', anchor] = target.split('#');
    if (file === '') return !headingsOf(page).has(anchor ?? '');
    const path = normalize(join(dirname(page.path), file));
    if (!existsSync(join(projectRoot, path))) return true;
    return anchor !== undefined && !headingsOf(pageAt(path)).has(anchor);
  });
}
