import { Outbox } from './mailbox.ts';
import { standardPicklists } from './metadata/case-objects.ts';
import { readPackage } from './metadata/package.ts';
import { Schema } from './metadata/schema.ts';
import type { Org } from './records/context.ts';
import { Records } from './records/records.ts';
import type { StandInOptions } from './stand-in-types.ts';
import { Store } from './store.ts';
import { Users } from './users.ts';

const defaultOrgId = '00DRM000000Fxts2AC';
const defaultEmailsPerDay = 5_000;

/** An org that is set up: package deployed, users and addresses there, nothing written yet. */
export type SetUpOrg = Readonly<{
  org: Org;
  users: Users;
  records: Records;
  outbox: Outbox;
  automatedUserId: string;
}>;

function addSetupRecords(store: Store, id: string, options: StandInOptions): string {
  store.insert('Organization', id, {
    ...{
      Id: id,
      IsDeleted: false,
      Name: 'Example',
      InstanceName: 'EU99',
      OrganizationType: 'Enterprise Edition',
    },
    ...{ IsSandbox: options.isSandbox ?? false, LanguageLocaleKey: 'en_US' },
  });
  for (const { address, name } of options.orgWideAddresses ?? []) {
    const Id = store.ids.next('0D2');
    const values = { Id, IsDeleted: false, Address: address, DisplayName: name, IsAllowAllProfiles: true };
    store.insert('OrgWideEmailAddress', Id, values);
  }
  const queueId = store.ids.next('00G');
  const queue = { Name: 'Support', DeveloperName: 'Support', Type: 'Queue' };
  store.insert('Group', queueId, { Id: queueId, IsDeleted: false, ...queue });
  return queueId;
}

/** Sets up an org as an admin does before the first case comes. */
export function setUpOrg(options: StandInOptions): SetUpOrg {
  const deployed = readPackage(options.packageFolder);
  const store = new Store(options.now ?? (() => new Date()));
  const id = options.orgId ?? defaultOrgId;
  const schema = new Schema(deployed, { ...standardPicklists, ...options.picklists }, options);
  const users = new Users(store, deployed.permissionSets, options);
  for (const user of options.users) users.add(user);
  const automatedUserId = users.add({
    ...{ username: 'automated@example.com', lastName: 'Automated Case User', email: 'automated@example.com' },
    profile: 'administrator',
  });
  const defaultCaseOwner = addSetupRecords(store, id, options);
  store.commit();
  const org: Org = {
    ...{ id, store, schema },
    settings: {
      validationRules: [],
      lockedRows: new Map(),
      rowsPerAnswer: null,
      haltedStatus: options.haltedStatus ?? 400,
      assignmentRuleOwner: options.assignmentRuleOwner ?? null,
      defaultCaseOwner,
    },
  };
  const outbox = new Outbox(options.singleEmailLimit ?? defaultEmailsPerDay);
  return { org, users, records: new Records(org), outbox, automatedUserId };
}
