import type { Field, ObjectType } from '../metadata/model.ts';
import type { Caller } from '../records/context.ts';
import { mayWithObject } from '../records/visibility.ts';

function describeField(field: Field, object: ObjectType, caller: Caller) {
  const mayEdit = caller.access.mayUse('edit', object, field);
  return {
    name: field.name,
    label: field.name,
    type: field.apiType,
    length: field.maxCharacters ?? field.maxBytes ?? 0,
    byteLength: field.maxBytes ?? (field.maxCharacters ?? 0) * 3,
    custom: field.name.endsWith('__c'),
    createable: field.createable && mayEdit,
    updateable: field.updateable && mayEdit,
    filterable: field.filterable,
    sortable: field.sortable,
    nillable: !field.required,
    unique: field.unique,
    caseSensitive: field.caseSensitive,
    externalId: field.externalId,
    restrictedPicklist: field.restricted,
    permissionable: field.permissionable,
    picklistValues: field.options.map((value) => ({
      value,
      label: value,
      active: true,
      defaultValue: false,
    })),
    referenceTo: field.references,
    relationshipName: field.relationship,
  };
}

/** What `GET …/describe` says of an object: what the caller may read, and may do with it. */
export function describe(object: ObjectType, caller: Caller): Readonly<Record<string, unknown>> {
  const may = (right: 'create' | 'edit' | 'delete') =>
    object.viewOf === null && mayWithObject(caller, right, object);
  return {
    name: object.name,
    label: object.name,
    custom: object.custom,
    keyPrefix: object.viewOf === null ? object.keyPrefix : null,
    createable: may('create'),
    updateable: may('edit'),
    deletable: may('delete'),
    queryable: true,
    retrieveable: true,
    fields: object.fields
      .filter((field) => caller.access.mayUse('read', object, field))
      .map((field) => describeField(field, object, caller)),
  };
}
