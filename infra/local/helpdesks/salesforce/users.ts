import { Access, type Profile } from './access.ts';
import type { UserType } from './metadata/other-objects.ts';
import type { PermissionSet } from './metadata/permission-set.ts';
import { timestamp } from './records/context.ts';
import type { Store } from './store.ts';

export type UserInput = Readonly<{
  /** Default: a new one. */
  id?: string;
  username: string;
  firstName?: string;
  lastName: string;
  email: string;
  profile: Profile;
  /** API names. Default: none. */
  permissionSets?: readonly string[];
  /** Default: `Standard`, of a portal user `CspLitePortal`. */
  userType?: UserType;
  active?: boolean;
  /** As Salesforce writes it (`pt_BR`). Default: `en_US`. */
  language?: string;
  /** Of a portal user. */
  contactId?: string;
}>;

type Rights = Readonly<{ profile: Profile; permissionSets: readonly string[] }>;

const profileNames: Readonly<Record<Profile, string>> = {
  administrator: 'System Administrator',
  agent: 'Support',
  integration: 'Minimum Access - API Only Integrations',
  portal: 'Customer Community User',
};

/** The users of the org and what each of them may do. */
export class Users {
  readonly #store: Store;
  readonly #permissionSets: ReadonlyMap<string, PermissionSet>;
  readonly #withheld: ReadonlySet<string>;
  readonly #rights = new Map<string, Rights>();
  readonly #profileIds = new Map<Profile, string>();

  constructor(
    store: Store,
    permissionSets: ReadonlyMap<string, PermissionSet>,
    { hasChatter = true }: Readonly<{ hasChatter?: boolean }> = {},
  ) {
    this.#store = store;
    this.#permissionSets = permissionSets;
    this.#withheld = new Set(hasChatter ? [] : ['ChatterInternalUser']);
  }

  /** Adds a user, or replaces the one with that id. Gives the id. */
  add(input: UserInput): string {
    const { id = this.#store.ids.next('005'), profile, permissionSets = [], firstName = null } = input;
    for (const name of permissionSets) {
      if (!this.#permissionSets.has(name)) throw new Error(`the package has no permission set ${name}`);
    }
    const at = timestamp(this.#store.now());
    const language = input.language ?? 'en_US';
    const values = {
      ...{ Id: id, IsDeleted: false, CreatedById: id, CreatedDate: at },
      ...{ LastModifiedById: id, LastModifiedDate: at, SystemModstamp: at },
      ...{ Username: input.username, FirstName: firstName, LastName: input.lastName },
      Name: [firstName, input.lastName].filter((part) => part !== null).join(' '),
      Alias: input.lastName.slice(0, 8),
      Email: input.email,
      UserType: input.userType ?? (profile === 'portal' ? 'CspLitePortal' : 'Standard'),
      IsActive: input.active ?? true,
      ContactId: input.contactId ?? null,
      ProfileId: this.#profileId(profile),
      ...{ LanguageLocaleKey: language, LocaleSidKey: language, TimeZoneSidKey: 'Europe/Berlin' },
      FederationIdentifier: null,
    };
    if (this.#store.get(id) === null) this.#store.insert('User', id, values);
    else this.#store.update(id, values);
    this.#rights.set(id, { profile, permissionSets });
    return id;
  }

  /** Throws if there is no such user. */
  accessOf(userId: string): Access {
    const rights = this.#rights.get(userId);
    if (rights === undefined) throw new Error(`the stand-in has no user ${userId}`);
    const sets = rights.permissionSets.flatMap((name) => this.#permissionSets.get(name) ?? []);
    return new Access(rights.profile, sets, this.#withheld);
  }

  /** The id of an active user; null = there is none of that name. */
  idOf(username: string): string | null {
    const user = this.#store.of('User').find(({ Username, IsActive }) => Username === username && IsActive);
    return user === undefined ? null : String(user.Id);
  }

  isActive(userId: string): boolean {
    return this.#store.get(userId)?.values.IsActive === true;
  }

  #profileId(profile: Profile): string {
    const known = this.#profileIds.get(profile);
    if (known !== undefined) return known;
    const Id = this.#store.ids.next('00e');
    this.#store.insert('Profile', Id, {
      ...{ Id, IsDeleted: false, Name: profileNames[profile] },
      UserType: profile === 'portal' ? 'CspLitePortal' : 'Standard',
    });
    this.#profileIds.set(profile, Id);
    return Id;
  }
}
