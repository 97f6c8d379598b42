import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { parseSettings } from '../../../infra/settings.ts';
import { Synthesised } from '../synthesised.ts';
import { projectRoot } from './pages.ts';

const stageFile = z.looseObject({ accounts: z.array(z.unknown()) });

/**
 * The stage of `settings/example.json`, synthesised: what the docs name is what a newcomer deploys.
 * @param furtherAccounts as they would stand in the file beside its one
 */
export function synthesiseExample(furtherAccounts: readonly object[] = []): Synthesised {
  const place = 'settings/example.json';
  const file = stageFile.parse(JSON.parse(readFileSync(join(projectRoot, place), 'utf8')));
  return new Synthesised(parseSettings(place, { ...file, accounts: [...file.accounts, ...furtherAccounts] }));
}
