import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSettings } from '../../../infra/settings.ts';
import { Synthesised } from '../synthesised.ts';
import { projectRoot } from './pages.ts';

/** The stage of `settings/example.json`, synthesised: what the docs name is what a newcomer deploys. */
export function synthesiseExample(): Synthesised {
  const place = 'settings/example.json';
  return new Synthesised(parseSettings(place, JSON.parse(readFileSync(join(projectRoot, place), 'utf8'))));
}
