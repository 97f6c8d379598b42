import type { registry } from '../../../connectors/registry.ts';
import type { OpenDesk } from './desk.ts';
import { openRequestTrackerDesk } from './request-tracker/index.ts';
import { openSalesforceDesk } from './salesforce/index.ts';
import { openZendeskDesk } from './zendesk/index.ts';

/** Every helpdesk that demo and replay can run, by the name of its connector; the only list. A new one is one line here. */
export const desks = {
  zendesk: openZendeskDesk,
  salesforce: openSalesforceDesk,
  'request-tracker': openRequestTrackerDesk,
} as const satisfies { readonly [Connector in keyof typeof registry]?: OpenDesk };

export type DeskName = keyof typeof desks;
export const defaultDesk: DeskName = 'zendesk';

const byName: ReadonlyMap<string, OpenDesk> = new Map(Object.entries(desks));
export const deskNames: readonly string[] = [...byName.keys()];

/** What starts the desk for that connector. Throws RangeError if there is none. */
export function openDeskNamed(name: string): OpenDesk {
  const openDesk = byName.get(name);
  if (!openDesk) throw new RangeError(`There is no "${name}" to run, only ${deskNames.join(', ')}.`);
  return openDesk;
}
