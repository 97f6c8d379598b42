import {
  badPicklistValue,
  fieldNotWritable,
  invalidField,
  jsonParserError,
  malformedId,
  noSuchField,
  stringTooLong,
} from '../errors.ts';
import { normalId } from '../ids.ts';
import type { Field, ObjectType, Value, Values } from '../metadata/model.ts';
import { fieldOf } from '../metadata/schema.ts';
import { type Caller, timestamp } from './context.ts';

const systemFieldsOfPosts = new Set(['CreatedById', 'CreatedDate']);
const posts = new Set(['FeedItem', 'FeedComment']);

const typeNames = { number: 'VALUE_NUMBER', boolean: 'VALUE_BOOLEAN', string: 'VALUE_STRING' } as const;

function tokenOf(value: unknown): string {
  if (Array.isArray(value)) return 'START_ARRAY';
  const name = typeof value;
  if (name === 'number' || name === 'boolean' || name === 'string') return typeNames[name];
  return 'START_OBJECT';
}

function wrongType(field: Field, value: unknown) {
  const shown = typeof value === 'object' ? '' : ` value ${String(value).slice(0, 40)}`;
  const token = tokenOf(value);
  const kind = field.apiType === 'textarea' || field.apiType === 'email' ? 'string' : field.apiType;
  return jsonParserError(
    `Cannot deserialize instance of ${kind} from ${token}${shown} or request may be missing a required field`,
  );
}

function textValue(field: Field, value: unknown): Value {
  if (typeof value !== 'string') throw wrongType(field, value);
  // Text loses its outer blanks, and no text is kept as null.
  const text = field.kind === 'text' ? value.trim() : value;
  if (text === '') return null;
  const { maxCharacters, maxBytes } = field;
  if (maxCharacters !== null && text.length > maxCharacters)
    throw stringTooLong(field.name, field.name, maxCharacters);
  if (maxBytes !== null && Buffer.byteLength(text) > maxBytes)
    throw stringTooLong(field.name, field.name, maxBytes);
  return text;
}

function numberValue(field: Field, value: unknown): Value {
  if (typeof value !== 'number') throw wrongType(field, value);
  if (field.digits === null) return value;
  if (Math.abs(value) >= 10 ** field.digits.before) {
    throw jsonParserError(`${field.name}: value outside of valid range on numeric field`);
  }
  return Number(value.toFixed(field.digits.after));
}

function datetimeValue(field: Field, value: unknown): Value {
  if (typeof value !== 'string') throw wrongType(field, value);
  const isIso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:?\d{2})$/.test(value);
  const at = new Date(value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  if (!isIso || Number.isNaN(at.getTime())) throw wrongType(field, value);
  return timestamp(at);
}

function picklistValue(field: Field, value: unknown, caller: Caller): Value {
  if (typeof value !== 'string') throw wrongType(field, value);
  if (value === '') return null;
  if (field.options.length > 0 && !field.options.includes(value)) {
    if (field.restricted) throw badPicklistValue(field.name);
    caller.report(`${field.name} takes a value that none of its options is, since it is not restricted`);
  }
  return value;
}

function referenceValue(field: Field, value: unknown): Value {
  if (typeof value !== 'string') throw wrongType(field, value);
  if (value === '') return null;
  const id = normalId(value);
  if (id === null) throw malformedId(field.name);
  return id;
}

/** The value as it is kept. Throws what Salesforce answers to one that does not fit the field. */
export function fieldValue(field: Field, value: unknown, caller: Caller): Value {
  if (value === null) return field.kind === 'boolean' ? false : null;
  switch (field.kind) {
    case 'text':
    case 'longText':
      return textValue(field, value);
    case 'boolean':
      if (typeof value !== 'boolean') throw wrongType(field, value);
      return value;
    case 'number':
      return numberValue(field, value);
    case 'datetime':
      return datetimeValue(field, value);
    case 'picklist':
      return picklistValue(field, value, caller);
    case 'reference':
    case 'id':
      return referenceValue(field, value);
    case 'blob':
      if (typeof value !== 'string' || !/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(value))
        throw wrongType(field, value);
      return value;
  }
}

/** With "Insert System Field Values for Chatter Feeds" a post may say who made it and when. */
function isOpenSystemField(object: ObjectType, field: Field, caller: Caller): boolean {
  return (
    posts.has(object.name) &&
    systemFieldsOfPosts.has(field.name) &&
    caller.access.has('CanInsertFeedSystemFields')
  );
}

function checkWritable(object: ObjectType, field: Field, use: 'create' | 'update', caller: Caller): void {
  const isOpen = use === 'create' ? field.createable : field.updateable;
  const isOpened = use === 'create' && isOpenSystemField(object, field, caller);
  if ((!isOpen && !isOpened) || !caller.access.mayUse('edit', object, field))
    throw fieldNotWritable(field.name);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The fields of a request's body, by their API names. `forbidden`: those that the address names already. Throws for an unknown
 * or forbidden field, one that the caller may not write, and a value of the wrong type, size or choice.
 */
export function parseRecordBody(
  body: unknown,
  object: ObjectType,
  use: 'create' | 'update',
  caller: Caller,
  forbidden: readonly string[] = ['Id'],
): Values {
  if (!isRecord(body))
    throw jsonParserError('The HTTP entity body is required, but this request has no entity body.');
  const given = Object.entries(body).filter(([name]) => name !== 'attributes');
  if (given.length === 0) caller.report('a body without a field changes nothing');
  const parsed = given.map(([name, value]): [string, Value] => {
    const field = fieldOf(object, name);
    if (field === null || !caller.access.mayUse('read', object, field)) throw noSuchField(name, object.name);
    if (forbidden.includes(field.name))
      throw invalidField(`The ${field.name} field should not be specified in the sobject data.`);
    checkWritable(object, field, use, caller);
    return [field.name, fieldValue(field, value, caller)];
  });
  return Object.fromEntries(parsed);
}
