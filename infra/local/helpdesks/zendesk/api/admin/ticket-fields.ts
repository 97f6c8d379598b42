import * as z from 'zod';
import { notFound, recordInvalid } from '../../errors.ts';
import type { DropdownField, TicketField } from '../../model.ts';
import type { Store } from '../../store.ts';
import { parseBody } from '../bodies.ts';
import type { ApiAnswer, ApiContext, ApiRequest, Route } from '../routing.ts';
import { wireSystemField, wireTicketField } from '../wire.ts';
import { forAdmins, id, ignoredKey, listAnswer, noContent } from './common.ts';

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/ */
const option = z.strictObject({
  id: id.optional(),
  name: z.string(),
  value: z.string(),
  default: z.boolean().optional(),
});
const fieldBody = z.strictObject({
  ticket_field: z.strictObject({
    type: z.string().optional(),
    title: z.string().optional(),
    description: z.string().nullish(),
    agent_description: z.string().nullish(),
    active: z.boolean().optional(),
    position: z.int().optional(),
    required: z.boolean().optional(),
    visible_in_portal: z.boolean().optional(),
    editable_in_portal: z.boolean().optional(),
    custom_field_options: z.array(option).optional(),
  }),
});
type Option = DropdownField['options'][number];
const modelledTypes = ['tagger', 'text', 'textarea'] as const;

function typeOf(wanted: string | undefined): TicketField['type'] {
  const type = modelledTypes.find((each) => each === wanted);
  if (type === undefined) throw recordInvalid('type', 'Type: is invalid');
  return type;
}

/** That a tag may stand in one option only, of one field, is documented; the words are not. */
function checkOptions(options: readonly Option[], ownId: string, store: Store): void {
  if (options.length === 0)
    throw recordInvalid('field_options', 'Field options: must contain at least one option');
  const elsewhere = [...store.fields.values()]
    .filter((field) => field.id !== ownId)
    .flatMap((field) => (field.type === 'tagger' ? field.options : []));
  const seen = new Set(elsewhere.map(({ value }) => value));
  for (const { name, value } of options) {
    if (name.trim() === '') throw recordInvalid('custom_field_options', 'Name: cannot be blank');
    if (!/^[^\s,]+$/.test(value) || value !== value.toLowerCase())
      throw recordInvalid('custom_field_options', `Tag: ${value} is invalid`);
    if (seen.has(value))
      throw recordInvalid('custom_field_options', `Tag: ${value} is already used by another option or field`);
    seen.add(value);
  }
}

function createField(request: ApiRequest, { store }: ApiContext): ApiAnswer {
  const { ticket_field: wanted } = parseBody(fieldBody, request.body, ignoredKey(request));
  const { title = '', active = true, agent_description: agentDescription = null } = wanted;
  if (title.trim() === '') throw recordInvalid('title', 'Title: cannot be blank');
  const type = typeOf(wanted.type);
  const common = { id: store.nextRecordId(), title, active, agentDescription };
  const options = wanted.custom_field_options ?? [];
  if (type === 'tagger') checkOptions(options, common.id, store);
  const field = type === 'tagger' ? { ...common, type, options } : { ...common, type };
  store.fields.set(field.id, field);
  return { status: 201, body: { ticket_field: wireTicketField(field) } };
}

function fieldOf(request: ApiRequest, { store }: ApiContext): TicketField {
  const field = store.fields.get(request.params.id ?? '');
  if (field === undefined) throw notFound();
  return field;
}

/** Options that a body leaves out are removed without a word, and with them the field's value in tickets. */
function withOptions(
  field: DropdownField,
  options: readonly Option[],
  request: ApiRequest,
  store: Store,
): DropdownField {
  checkOptions(options, field.id, store);
  const gone = field.options.filter(({ value }) => !options.some((each) => each.value === value));
  if (gone.length > 0)
    request.report(`custom_field_options leaves out ${gone.length} options, which Zendesk removes`);
  return { ...field, options };
}

function updateField(request: ApiRequest, context: ApiContext): ApiAnswer {
  const { store } = context;
  const before = fieldOf(request, context);
  const { ticket_field: wanted } = parseBody(fieldBody, request.body, ignoredKey(request));
  if (wanted.type !== undefined && wanted.type !== before.type)
    request.report('the type of a ticket field cannot be changed');
  const { title = before.title, active = before.active ?? true } = wanted;
  const { agent_description: agentDescription = before.agentDescription ?? null } = wanted;
  const { custom_field_options: options } = wanted;
  const common = { ...before, title, active, agentDescription };
  const field =
    common.type === 'tagger' && options !== undefined ? withOptions(common, options, request, store) : common;
  store.fields.set(field.id, field);
  return { status: 200, body: { ticket_field: wireTicketField(field) } };
}

/** The field leaves its forms and its tickets. */
function removeField(request: ApiRequest, context: ApiContext): ApiAnswer {
  const { store } = context;
  const { id: fieldId } = fieldOf(request, context);
  store.fields.delete(fieldId);
  for (const form of store.admin.forms.values())
    store.admin.forms.set(form.id, { ...form, fieldIds: form.fieldIds.filter((each) => each !== fieldId) });
  for (const ticket of store.tickets.values()) ticket.fields.delete(fieldId);
  return noContent;
}

function listFields(request: ApiRequest, context: ApiContext): ApiAnswer {
  const { store } = context;
  const fields = [
    ...store.admin.systemFields.map(wireSystemField),
    ...[...store.fields.values()].map(wireTicketField),
  ];
  return listAnswer('ticket_fields', fields, (field) => field, request, context);
}

const fields = '/api/v2/ticket_fields';
// No scope of its own is documented for ticket fields.
const read = { resource: null, access: 'read' } as const;
const write = { resource: null, access: 'write' } as const;

export const ticketFieldRoutes: readonly Route[] = [
  { method: 'GET', pattern: fields, scope: read, handle: listFields },
  {
    method: 'GET',
    pattern: `${fields}/:id`,
    scope: read,
    handle: (request, context) => ({
      status: 200,
      body: { ticket_field: wireTicketField(fieldOf(request, context)) },
    }),
  },
  { method: 'POST', pattern: fields, scope: write, handle: forAdmins(createField) },
  { method: 'PUT', pattern: `${fields}/:id`, scope: write, handle: forAdmins(updateField) },
  { method: 'DELETE', pattern: `${fields}/:id`, scope: write, handle: forAdmins(removeField) },
];
