import type { Change, OwnSide } from '../../set-up.ts';

/** One setting of an account in words: `vendor.fields.language`, and its value. */
export type Setting = readonly [name: string, value: string];

/** The change of an account's entry in the settings; null = it says all that already. `before`: null = it has none. */
export function settingsChange(
  account: string,
  after: readonly Setting[],
  before: readonly Setting[] | null,
): Change | null {
  const present = new Map(before ?? []);
  const changed = after.filter(([name, value]) => present.get(name) !== value);
  if (changed.length === 0) return null;
  return {
    place: 'settings',
    action: before === null ? 'create' : 'update',
    what: `account ${account}`,
    details: changed.map(([name, value]) => {
      const old = present.get(name);
      return old === undefined ? `${name}: ${value}` : `${name}: ${old} → ${value}`;
    }),
  };
}

/** What a removal does to the settings. */
export function settingsRemoval(account: string, { settings }: OwnSide): readonly Change[] {
  return settings === null
    ? []
    : [{ place: 'settings', action: 'remove', what: `account ${account}`, details: [] }];
}
