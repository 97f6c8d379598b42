import type { registry } from './registry.ts';
import { requestTrackerSetUp } from './request-tracker/setup/index.ts';
import { salesforceSetUp } from './salesforce/setup/index.ts';
import type { SetUp } from './set-up.ts';
import { zendeskSetUp } from './zendesk/setup/index.ts';

/** How each tool of the registry is connected; the compiler misses none. No function imports this. */
export const setUps = {
  zendesk: zendeskSetUp,
  salesforce: salesforceSetUp,
  'request-tracker': requestTrackerSetUp,
} as const satisfies { readonly [Name in keyof typeof registry]: SetUp };

const byName: ReadonlyMap<string, SetUp> = new Map(Object.entries(setUps));

/** The set-up of the tool of that name, as it stands in the settings; undefined = there is none. */
export function setUpNamed(name: string): SetUp | undefined {
  return byName.get(name);
}
