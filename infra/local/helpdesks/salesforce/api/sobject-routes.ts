import { invalidField, methodNotAllowed, notFound } from '../errors.ts';
import type { Field, ObjectType, Values } from '../metadata/model.ts';
import { fieldOf } from '../metadata/schema.ts';
import { recordPath, wireRecord } from '../wire.ts';
import { isUnchanged } from './conditional.ts';
import { describe } from './describe.ts';
import type { ApiAnswer, ApiContext, ApiRequest } from './routing.ts';

const saved = (id: string) => ({ id, success: true, errors: [] });

/** The fields that `?fields=` names; all without it. */
function wantedFields(request: ApiRequest, object: ObjectType): readonly Field[] | undefined {
  const names = request.query.get('fields');
  if (names === null) return undefined;
  return names.split(',').map((name) => {
    const field = fieldOf(object, name.trim());
    if (field === null || !request.caller.access.mayUse('read', object, field))
      throw invalidField(`No such column '${name.trim()}' on sobject of type ${object.name}`);
    return field;
  });
}

function show(request: ApiRequest, object: ObjectType, record: Values): ApiAnswer {
  if (isUnchanged(request, record)) return { status: 304 };
  const fields = wantedFields(request, object);
  return { status: 200, body: wireRecord(object, record, request.caller.access, fields) };
}

function ofObject(request: ApiRequest, context: ApiContext, object: ObjectType): ApiAnswer {
  const { method, caller, body } = request;
  if (method === 'GET')
    return { status: 200, body: { objectDescribe: { name: object.name }, recentItems: [] } };
  if (method !== 'POST') throw methodNotAllowed(method, 'HEAD,GET,POST');
  const id = context.records.create(caller, object, body);
  return { status: 201, body: saved(id), headers: { location: recordPath(object.name, id) } };
}

function ofRecord(request: ApiRequest, context: ApiContext, object: ObjectType, id: string): ApiAnswer {
  const { method, caller, body } = request;
  const { records } = context;
  const record = records.get(caller, object, id);
  switch (method) {
    case 'GET':
      return show(request, object, record);
    case 'PATCH':
      isUnchanged(request, record);
      records.update(caller, object, id, body);
      return { status: 204 };
    case 'DELETE':
      isUnchanged(request, record);
      records.delete(caller, object, id);
      return { status: 204 };
    default:
      throw methodNotAllowed(method, 'HEAD,GET,PATCH,DELETE');
  }
}

function byExternalId(
  request: ApiRequest,
  context: ApiContext,
  object: ObjectType,
  [fieldName, value]: readonly [string, string],
): ApiAnswer {
  const { method, caller, body } = request;
  const { records } = context;
  switch (method) {
    case 'GET':
      return show(request, object, records.getBy(caller, object, fieldName, value));
    case 'PATCH': {
      const { id, created } = records.upsert(caller, object, fieldName, value, body);
      return { status: created ? 201 : 200, body: { ...saved(id), created } };
    }
    case 'DELETE':
      records.delete(caller, object, String(records.getBy(caller, object, fieldName, value).Id));
      return { status: 204 };
    default:
      throw methodNotAllowed(method, 'HEAD,GET,PATCH,DELETE');
  }
}

/** The bytes of a file's field (`VersionData`, `Body`); not within a composite request. */
function blobOf(
  request: ApiRequest,
  context: ApiContext,
  object: ObjectType,
  id: string,
  field: Field,
): ApiAnswer {
  if (request.method !== 'GET' || request.isPart) throw notFound();
  const value = context.records.get(request.caller, object, id)[field.name];
  if (typeof value !== 'string') throw notFound();
  const body = new Uint8Array(Buffer.from(value, 'base64'));
  return { status: 200, body, headers: { 'content-type': 'application/octetstream' } };
}

/** `/sobjects/…`: objects, their records, records by external id, files. */
export function answerSobjects(request: ApiRequest, context: ApiContext): ApiAnswer {
  const [, name, second, third, ...more] = request.segments;
  if (name === undefined || more.length > 0) throw notFound();
  const object = context.records.object(request.caller, name);
  if (second === undefined) return ofObject(request, context, object);
  if (third === undefined)
    return second === 'describe'
      ? { status: 200, body: describe(object, request.caller) }
      : ofRecord(request, context, object, second);
  const blob = fieldOf(object, third);
  if (blob?.kind === 'blob') return blobOf(request, context, object, second, blob);
  return byExternalId(request, context, object, [second, third]);
}
