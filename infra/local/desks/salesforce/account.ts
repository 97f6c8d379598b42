import { join } from 'node:path';
import type { CasePicklists, UserInput } from '../../helpdesks/salesforce/index.ts';

/** The org's id, where nothing names another one. */
export const defaultOrgId = '00DRM000000Fxts2AC';

/** Where the package of the connector lies; it is deployed into the stand-in before it starts. */
export const packageFolder = join(
  import.meta.dirname,
  '../../../../connectors/salesforce/package/force-app/main/default',
);

/** Who is who in the stand-in org. */
export const people = {
  /** The user that Dragoman writes as. */
  dragoman: {
    id: '005RM00000IntegYAB',
    username: 'dragoman@example.com',
    lastName: 'Dragoman',
    email: 'dragoman@example.com',
    profile: 'integration',
    permissionSets: ['Dragoman', 'Dragoman_As_Agent'],
  },
  agent: {
    id: '005RM00000MartaYAB',
    username: 'marta@example.com',
    firstName: 'Marta',
    lastName: 'Agent',
    email: 'marta@example.com',
    profile: 'agent',
    permissionSets: ['Dragoman_Agent'],
  },
  /** What posts without being a person. */
  robot: {
    id: '005RM00000RobotYAB',
    username: 'robot@example.com',
    lastName: 'Automated Process',
    email: 'robot@example.com',
    profile: 'administrator',
    userType: 'AutomatedProcess',
  },
} as const satisfies Record<string, UserInput & { id: string }>;

/** Case fields of the package that hold what Dragoman reads. */
export const caseFields = {
  language: 'Dragoman_Language__c',
  sentiment: 'Dragoman_Sentiment__c',
  intent: 'Dragoman_Intent__c',
} as const;

export const ourFieldPrefix = 'Dragoman_';
export const tagObject = 'Dragoman_Tag__c';
export const tagField = 'Tag__c';

/** A status for each that a line may name. */
export const statusOf = {
  new: 'New',
  open: 'Working',
  pending: 'Waiting on Customer',
  hold: 'On Hold',
  solved: 'Solved',
  closed: 'Closed',
} as const;

/** As an admin has set up the org's cases. */
export const picklists: Partial<CasePicklists> = {
  statuses: Object.values(statusOf).map((name) => ({
    name,
    closed: name === statusOf.solved || name === statusOf.closed,
  })),
  origins: ['Phone', 'Email', 'Web', 'Chat'],
};

/** The address that mails to customers come from, verified in the org. */
export const supportAddress = { address: 'support@example.com', name: 'Example Support' };

/** Name of the partner event source of the relay that carries the package's event. */
export function messageSourceOf(orgId: string): string {
  return `aws.partner/salesforce.com/${orgId}/0YLRM0000004Dfg4AE`;
}
