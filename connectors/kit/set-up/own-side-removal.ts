import type { OwnSide, Plan, Step } from '../../set-up.ts';
import { emptySecrets } from './secrets.ts';
import { settingsRemoval } from './settings-entry.ts';
import { carryOut } from './work.ts';

/**
 * Takes away our own side, secrets and settings, where the helpdesk's side is a person's to take away.
 * @param account as the diff calls it: `salesforce 00D…`
 */
export function planOwnSideRemoval(account: string, own: OwnSide, byHand: readonly Step[]): Plan {
  const work = emptySecrets<object>(own);
  return {
    refusals: [],
    changes: [...work.map(({ change }) => change), ...settingsRemoval(account, own)],
    unchanged: [],
    entry: null,
    byHand,
    waitsForSteps: false,
    proposals: null,
    async apply(progress) {
      await carryOut(work, {}, progress);
      return { settings: null, byHand: [], files: [] };
    },
  };
}
