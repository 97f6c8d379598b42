import type { registry } from '../../connectors/registry.ts';
import { requestTrackerSuite } from '../fixtures/request-tracker/suite.ts';
import { salesforceSuite } from '../fixtures/salesforce/suite.ts';
import { zendeskSuite } from '../fixtures/zendesk/suite.ts';
import type { ConnectorSuite } from './connector-suite.ts';

/** What is tested of every connector of the registry; a new one is one line here. */
export const connectorSuites: Readonly<Record<keyof typeof registry, ConnectorSuite>> = {
  zendesk: zendeskSuite,
  salesforce: salesforceSuite,
  'request-tracker': requestTrackerSuite,
};
