import { childrenOf, type Element, isTrue, textOf } from './xml.ts';

export type ObjectRights = Readonly<{
  create: boolean;
  read: boolean;
  edit: boolean;
  delete: boolean;
  viewAll: boolean;
  modifyAll: boolean;
}>;

export type FieldRights = Readonly<{ read: boolean; edit: boolean }>;

/** What a permission set gives. Keys are lower-cased API names; fields are `object.field`. */
export type PermissionSet = Readonly<{
  name: string;
  objects: ReadonlyMap<string, ObjectRights>;
  fields: ReadonlyMap<string, FieldRights>;
  /** API names of the user permissions that are on (`ApiEnabled`, `CanInsertFeedSystemFields`). */
  userPermissions: ReadonlySet<string>;
}>;

function objectRightsOf(element: Element): ObjectRights {
  return {
    create: isTrue(element, 'allowCreate'),
    read: isTrue(element, 'allowRead'),
    edit: isTrue(element, 'allowEdit'),
    delete: isTrue(element, 'allowDelete'),
    viewAll: isTrue(element, 'viewAllRecords'),
    modifyAll: isTrue(element, 'modifyAllRecords'),
  };
}

const nameOf = (element: Element, member: string) => (textOf(element, member) ?? '').toLowerCase();

/** Reads `*.permissionset-meta.xml`; `name` is the file's. */
export function permissionSetOf(name: string, root: Element): PermissionSet {
  return {
    name,
    objects: new Map(
      childrenOf(root, 'objectPermissions').map((element) => [
        nameOf(element, 'object'),
        objectRightsOf(element),
      ]),
    ),
    fields: new Map(
      childrenOf(root, 'fieldPermissions').map((element) => [
        nameOf(element, 'field'),
        { read: isTrue(element, 'readable'), edit: isTrue(element, 'editable') },
      ]),
    ),
    userPermissions: new Set(
      childrenOf(root, 'userPermissions')
        .filter((element) => isTrue(element, 'enabled'))
        .map((element) => textOf(element, 'name') ?? ''),
    ),
  };
}
