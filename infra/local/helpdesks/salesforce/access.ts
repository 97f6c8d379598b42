import type { Field, ObjectType } from './metadata/model.ts';
import type { ObjectRights, PermissionSet } from './metadata/permission-set.ts';

/**
 * What stands behind a user's permission sets. `administrator`: everything. `agent`: cases and contacts with all standard
 * fields, nothing of the package. `integration`: "Minimum Access - API Only Integrations", nothing but the API. `portal`: no API.
 */
export type Profile = 'administrator' | 'agent' | 'integration' | 'portal';

type Right = keyof ObjectRights;

const allRights: ObjectRights = {
  create: true,
  read: true,
  edit: true,
  delete: true,
  viewAll: true,
  modifyAll: true,
};
const agentRights: ObjectRights = { ...allRights, delete: false, viewAll: false, modifyAll: false };
const agentObjects = new Set(['Case', 'Contact', 'Account']);

const profilePermissions: Readonly<Record<Profile, readonly string[]>> = {
  administrator: [
    ...['ApiEnabled', 'ViewAllData', 'ModifyAllData', 'ViewSetup', 'EmailSingle'],
    'ChatterInternalUser',
  ],
  agent: ['ApiEnabled', 'EmailSingle', 'ChatterInternalUser'],
  integration: ['ApiEnabled', 'ApiUserOnly'],
  portal: [],
};

/** What a user may do, of profile and permission sets together. */
export class Access {
  readonly #profile: Profile | 'system';
  readonly #sets: readonly PermissionSet[];
  readonly #withheld: ReadonlySet<string>;

  /** `withheld`: user permissions of what is switched off in the org, which nobody has, whatever their sets say. */
  constructor(
    profile: Profile | 'system',
    sets: readonly PermissionSet[] = [],
    withheld: ReadonlySet<string> = new Set(),
  ) {
    this.#profile = profile;
    this.#sets = sets;
    this.#withheld = withheld;
  }

  /** A user permission, by its API name (`CanInsertFeedSystemFields`). */
  has(permission: string): boolean {
    if (this.#profile === 'system') return true;
    if (this.#withheld.has(permission)) return false;
    return (
      profilePermissions[this.#profile].includes(permission) ||
      this.#sets.some(({ userPermissions }) => userPermissions.has(permission))
    );
  }

  /** A right to an object that has rights of its own. */
  may(right: Right, objectName: string): boolean {
    if (this.#isAlmighty()) return true;
    if (this.#profile === 'agent' && agentObjects.has(objectName) && agentRights[right]) return true;
    return this.#sets.some((set) => {
      const rights = set.objects.get(objectName.toLowerCase());
      return rights !== undefined && (rights[right] || (right === 'read' && rights.viewAll));
    });
  }

  /** Whether the user reads or edits this field wherever the object lets them. */
  mayUse(use: 'read' | 'edit', object: ObjectType, field: Field): boolean {
    if (!field.permissionable || this.#isAlmighty()) return true;
    const isStandard = !field.name.endsWith('__c');
    if (this.#profile === 'agent' && agentObjects.has(object.name) && isStandard) return true;
    const key = `${object.name}.${field.name}`.toLowerCase();
    return this.#sets.some((set) => {
      const rights = set.fields.get(key);
      return rights !== undefined && (rights[use] || (use === 'read' && rights.edit));
    });
  }

  #isAlmighty(): boolean {
    return this.#profile === 'system' || this.#profile === 'administrator';
  }
}

/** Of what people do by hand and the org by itself. */
export const systemAccess = new Access('system');
