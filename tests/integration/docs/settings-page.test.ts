import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../../infra/settings.ts';
import { pageAt } from '../../support/docs/pages.ts';

const example = parseSettings('settings/example.json', JSON.parse(pageAt('settings/example.json').text));

/** Keys of the settings with all their defaults, and those of groups within them: `limits`, `limits.logDays`. */
function keysOf(settings: object): string[] {
  return Object.entries(settings).flatMap(([name, value]) =>
    typeof value !== 'object' || value === null || Array.isArray(value) || name === 'vendor'
      ? [name]
      : [name, ...Object.keys(value).map((inner) => `${name}.${inner}`)],
  );
}

/** Rows of tables that tell of this key: it stands first, or its group does and the row names it. */
function isTold(rows: readonly string[], key: string): boolean {
  const [group = '', inner] = key.split('.');
  return rows.some((row) => {
    const first = row.split(' | ')[0] ?? '';
    if (inner === undefined) return first.includes(`\`${group}\``) || first.includes(`\`${group}.`);
    return first.includes(`\`${key}\``) || (first.includes(`\`${group}\``) && row.includes(inner));
  });
}

const rowsBelow = (heading: string) =>
  (pageAt('settings/README.md').text.split(`\n## ${heading}\n`)[1] ?? '')
    .split('\n## ')[0]!
    .split('\n')
    .filter((line) => line.startsWith('| '));

describe('The page of the settings', () => {
  it.each([
    ['The stage', keysOf(example)],
    ['An account', keysOf(example.accounts[0]!)],
  ])('tells of every key there is: %s', (heading, keys) => {
    // Act
    const untold = keys.filter((key) => !isTold(rowsBelow(heading), key));

    // Assess
    expect(keys.length).toBeGreaterThan(15);
    expect(untold).toEqual([]);
  });

  it('does not tell of a key that is not there', () => {
    // Assess
    expect(isTold(rowsBelow('The stage'), 'limits.nonesuch')).toBe(false);
    expect(isTold(rowsBelow('An account'), 'nonesuch')).toBe(false);
  });
});
