import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { customField, nameField } from './custom-fields.ts';
import { type Field, fields, type ObjectType, objectType } from './model.ts';
import { type PermissionSet, permissionSetOf } from './permission-set.ts';
import { parseXml, textOf } from './xml.ts';

/** What a package in source format brings into the org. */
export type DeployedPackage = Readonly<{
  objects: readonly ObjectType[];
  /** Platform events; they are published, not stored. */
  events: readonly ObjectType[];
  /** Fields added to standard objects, by the object's API name. */
  addedFields: ReadonlyMap<string, readonly Field[]>;
  permissionSets: ReadonlyMap<string, PermissionSet>;
}>;

function filesIn(folder: string, ending: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(folder, name));
}

function foldersIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

const readXml = (file: string) => parseXml(readFileSync(file, 'utf8'));

function fieldsIn(folder: string, ofEvent: boolean): readonly Field[] {
  return filesIn(join(folder, 'fields'), '.field-meta.xml').map((file) =>
    customField(readXml(file), ofEvent),
  );
}

/** Custom objects have ids that begin with `a`; which of them has which number is the org's choice. */
const customKeyPrefix = (index: number) => `a${index.toString(36).toUpperCase().padStart(2, '0')}`;

const sharingModels = { ReadWrite: 'ReadWrite', Read: 'Read', Private: 'Private' } as const;

function customObject(folder: string, name: string, index: number): ObjectType {
  const root = readXml(join(folder, `${name}.object-meta.xml`));
  const sharing = Object.entries(sharingModels).find(
    ([model]) => model === textOf(root, 'sharingModel'),
  )?.[1];
  const owner = fields.lookup('OwnerId', ['User', 'Group']);
  return objectType(name, customKeyPrefix(index), [nameField(root), owner, ...fieldsIn(folder, false)], {
    custom: true,
    sharing: sharing ?? 'ReadWrite',
  });
}

function platformEvent(folder: string, name: string): ObjectType {
  return objectType(name, 'e00', fieldsIn(folder, true), {
    custom: true,
    withoutSystemFields: ['Id', 'IsDeleted', 'LastModifiedById', 'LastModifiedDate', 'SystemModstamp'],
  });
}

/**
 * Reads the metadata of a package directory (`force-app/main/default`) as a deployment would: custom objects, platform
 * events, fields of standard objects, permission sets. Everything else in it changes nothing that the stand-in models.
 */
export function readPackage(folder: string): DeployedPackage {
  const objectsFolder = join(folder, 'objects');
  const names = foldersIn(objectsFolder);
  if (names.length === 0) throw new Error(`there is no Salesforce package in ${folder}`);
  const at = (name: string) => join(objectsFolder, name);
  const customNames = names.filter((name) => name.endsWith('__c'));
  const standardNames = names.filter((name) => !name.includes('__'));
  const permissionSets = filesIn(join(folder, 'permissionsets'), '.permissionset-meta.xml').map((file) =>
    permissionSetOf(basename(file, '.permissionset-meta.xml'), readXml(file)),
  );
  return {
    objects: customNames.map((name, index) => customObject(at(name), name, index)),
    events: names.filter((name) => name.endsWith('__e')).map((name) => platformEvent(at(name), name)),
    addedFields: new Map(standardNames.map((name) => [name, fieldsIn(at(name), false)])),
    permissionSets: new Map(permissionSets.map((set) => [set.name, set])),
  };
}
