import type { Connector } from './contract.ts';
import { requestTracker } from './request-tracker/index.ts';
import { salesforce } from './salesforce/index.ts';
import { zendesk } from './zendesk/index.ts';

/** Every ticketing tool that Dragoman speaks; the only list. A new tool is one line here. */
export const registry = {
  zendesk,
  salesforce,
  'request-tracker': requestTracker,
} as const satisfies {
  readonly [Name in string]: Connector<Name>;
};

const byName: ReadonlyMap<string, Connector> = new Map(Object.entries(registry));

/** The connector of that name, as it stands in the settings and in webhook paths; undefined = there is none. */
export function connectorNamed(name: string): Connector | undefined {
  return byName.get(name);
}
