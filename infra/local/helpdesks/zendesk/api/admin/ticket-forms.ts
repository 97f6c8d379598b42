import * as z from 'zod';
import type { TicketForm } from '../../admin/records.ts';
import { notFound, recordInvalid } from '../../errors.ts';
import { wireId } from '../../ids.ts';
import type { Store } from '../../store.ts';
import { parseBody } from '../bodies.ts';
import type { ApiAnswer, ApiContext, ApiRequest, Route } from '../routing.ts';
import { forAdmins, id, ignoredKey, listAnswer } from './common.ts';

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_forms/ */
const formBody = z.strictObject({
  ticket_form: z.strictObject({
    name: z.string().optional(),
    active: z.boolean().optional(),
    end_user_visible: z.boolean().optional(),
    ticket_field_ids: z.array(id).optional(),
  }),
});

function wireForm(form: TicketForm): Record<string, unknown> {
  const { name, isDefault, active, endUserVisible, fieldIds } = form;
  return {
    ...{ id: wireId(form.id), name, raw_name: name, display_name: name, raw_display_name: name },
    ...{ default: isDefault, active, end_user_visible: endUserVisible, position: 1 },
    ticket_field_ids: fieldIds.map(wireId),
    ...{ in_all_brands: true, restricted_brand_ids: [], agent_conditions: [], end_user_conditions: [] },
  };
}

function formOf(request: ApiRequest, { store }: ApiContext): TicketForm {
  const form = store.admin.forms.get(request.params.id ?? '');
  if (form === undefined) throw notFound();
  return form;
}

function checkFields(fieldIds: readonly string[], store: Store): void {
  const known = new Set([...store.fields.keys(), ...store.admin.systemFields.map((field) => field.id)]);
  if (fieldIds.some((each) => !known.has(each)))
    throw recordInvalid('ticket_field_ids', 'Ticket field ids: contains an unknown field');
}

/** `ticket_field_ids` replaces the form's fields, in this order. */
function updateForm(request: ApiRequest, context: ApiContext): ApiAnswer {
  const { store } = context;
  const before = formOf(request, context);
  const { ticket_form: wanted } = parseBody(formBody, request.body, ignoredKey(request));
  const { name = before.name, active = before.active } = wanted;
  const { end_user_visible: endUserVisible = before.endUserVisible } = wanted;
  const { ticket_field_ids: fieldIds = before.fieldIds } = wanted;
  checkFields(fieldIds, store);
  const form = { ...before, name, active, endUserVisible, fieldIds };
  store.admin.forms.set(form.id, form);
  return { status: 200, body: { ticket_form: wireForm(form) } };
}

const forms = '/api/v2/ticket_forms';
const read = { resource: null, access: 'read' } as const;

export const ticketFormRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: forms,
    scope: read,
    handle: (request, context) =>
      listAnswer('ticket_forms', [...context.store.admin.forms.values()], wireForm, request, context),
  },
  {
    method: 'GET',
    pattern: `${forms}/:id`,
    scope: read,
    handle: (request, context) => ({
      status: 200,
      body: { ticket_form: wireForm(formOf(request, context)) },
    }),
  },
  {
    method: 'PUT',
    pattern: `${forms}/:id`,
    scope: { resource: null, access: 'write' },
    handle: forAdmins(updateForm),
  },
];
