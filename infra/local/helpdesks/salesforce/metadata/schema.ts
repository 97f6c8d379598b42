import { type CasePicklists, caseObjects, type OrgFeatures } from './case-objects.ts';
import type { Field, ObjectType } from './model.ts';
import { otherObjects } from './other-objects.ts';
import type { DeployedPackage } from './package.ts';

const keyPrefixLength = 3;

/** All objects of the org: the standard ones, with the fields that the package added, and the package's own. */
export class Schema {
  readonly #byName: ReadonlyMap<string, ObjectType>;
  readonly #byPrefix: ReadonlyMap<string, ObjectType>;
  readonly #events: ReadonlyMap<string, ObjectType>;
  readonly #closedStatuses: ReadonlySet<string>;

  constructor(deployed: DeployedPackage, picklists: CasePicklists, features: OrgFeatures = {}) {
    const standard = [...caseObjects(picklists, features), ...otherObjects].map((object) => ({
      ...object,
      fields: [...object.fields, ...(deployed.addedFields.get(object.name) ?? [])],
    }));
    const objects = [...standard, ...deployed.objects];
    this.#byName = new Map(objects.map((object) => [object.name.toLowerCase(), object]));
    this.#byPrefix = new Map(objects.map((object) => [object.keyPrefix, object]));
    this.#events = new Map(deployed.events.map((event) => [event.name, event]));
    this.#closedStatuses = new Set(picklists.statuses.filter(({ closed }) => closed).map(({ name }) => name));
  }

  /** By its API name, in any case; null = the org has no such object. */
  object(name: string): ObjectType | null {
    return this.#byName.get(name.toLowerCase()) ?? null;
  }

  /** The object that must exist: the stand-in itself names it. */
  knownObject(name: string): ObjectType {
    const object = this.object(name);
    if (object === null) throw new Error(`the stand-in has no object ${name}`);
    return object;
  }

  /** The object that an id's first three characters stand for. */
  objectOfId(id: string): ObjectType | null {
    return this.#byPrefix.get(id.slice(0, keyPrefixLength)) ?? null;
  }

  event(name: string): ObjectType | null {
    return this.#events.get(name) ?? null;
  }

  isClosedStatus(status: string): boolean {
    return this.#closedStatuses.has(status);
  }
}

/** By its API name, in any case. */
export function fieldOf(object: ObjectType, name: string): Field | null {
  const wanted = name.toLowerCase();
  return object.fields.find((field) => field.name.toLowerCase() === wanted) ?? null;
}
