import type { ObjectType, Values } from '../metadata/model.ts';
import type { Caller, Org } from './context.ts';
import { textIn } from './context.ts';

/** Objects that everybody adds to who sees the case; the others ask for the right to edit it. */
const addedByReaders = new Set(['CaseComment', 'FeedItem', 'FeedComment', 'FeedAttachment']);

const feedObjects = new Set(['FeedItem', 'CaseFeed', 'FeedComment', 'FeedAttachment']);

/** Whether the caller may do this with records of the object at all. */
export function mayWithObject(
  caller: Caller,
  right: 'create' | 'read' | 'edit' | 'delete',
  object: ObjectType,
): boolean {
  const { access } = caller;
  if (feedObjects.has(object.name) && !access.has('ChatterInternalUser')) return false;
  switch (object.governedBy) {
    case 'itself':
      return access.may(right, object.name);
    case 'case':
      if (right === 'read' || (right !== 'delete' && addedByReaders.has(object.name)))
        return access.may('read', 'Case');
      return access.may('edit', 'Case');
    case 'internal':
      return true;
    case 'setup':
      return right === 'read';
  }
}

/** The case that a record is or hangs on; null = none. */
export function caseIdOf(org: Org, object: string, values: Values): string | null {
  if (object === 'Case') return textIn(values, 'Id');
  const parentId = textIn(values, 'ParentId') ?? textIn(values, 'FeedEntityId') ?? textIn(values, 'Case__c');
  if (parentId === null) return null;
  const parent = org.store.get(parentId);
  return parent === null ? null : caseIdOf(org, parent.object, parent.values);
}

function mayWithRecord(
  org: Org,
  caller: Caller,
  use: 'read' | 'edit',
  object: ObjectType,
  values: Values,
): boolean {
  if (object.governedBy === 'case') {
    const caseId = caseIdOf(org, object.name, values);
    const parent = caseId === null ? null : org.store.get(caseId);
    return (
      parent === null || mayWithRecord(org, caller, 'read', org.schema.knownObject('Case'), parent.values)
    );
  }
  if (object.governedBy !== 'itself' || object.sharing === 'ReadWrite') return true;
  if (object.sharing === 'Read' && use === 'read') return true;
  if (values.OwnerId === caller.userId) return true;
  const { access } = caller;
  return access.may('modifyAll', object.name) || (use === 'read' && access.may('viewAll', object.name));
}

/** Whether sharing lets the caller see this record. */
export function seesRecord(org: Org, caller: Caller, object: ObjectType, values: Values): boolean {
  return mayWithRecord(org, caller, 'read', object, values);
}

/** Whether sharing lets the caller change this record. */
export function editsRecord(org: Org, caller: Caller, object: ObjectType, values: Values): boolean {
  return mayWithRecord(org, caller, 'edit', object, values);
}
