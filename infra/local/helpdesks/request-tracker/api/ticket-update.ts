import * as z from 'zod';
import type { CustomField, Right, Ticket } from '../model.ts';
import { userFrom } from '../new-ticket.ts';
import { isPriority, priorityOf } from '../priorities.ts';
import { fieldNamed, holds } from '../rights.ts';
import { statusOf } from '../status.ts';
import {
  mergeInto,
  setPriority,
  setSingleValue,
  setStatus,
  setSubject,
  setValues,
  setWatchers,
} from '../ticket-fields.ts';
import { Update } from '../update.ts';
import { broken } from './answers.ts';
import { names } from './request-body.ts';
import type { ApiContext, ApiRequest } from './routing.ts';

const scalar = z.union([
  z.string(),
  z.number().transform(String),
  z.boolean().transform(Number).transform(String),
]);
const fieldValue = z.union([z.null(), scalar, z.array(z.union([scalar, z.null()]))]);

type Working = Readonly<{
  update: Update;
  ticket: Ticket;
  request: Pick<ApiRequest, 'user' | 'report'>;
}>;

const may = ({ ticket, request }: Working, right: Right) => holds(request.user, ticket.queue, right);

/** What a status needs beside: only who may delete deletes. */
const rightFor = (status: string): Right =>
  statusOf(status) === 'deleted' ? 'DeleteTicket' : 'ModifyTicket';

/** A message's `Status`. RT says what went wrong and answers 201 all the same. */
export function takeStatus(working: Working, status: string): string {
  const { update, ticket, request } = working;
  const known = statusOf(status);
  if (known === null) request.report(`there is no status ${status}`);
  if (known !== null && known !== ticket.status && !may(working, rightFor(status))) {
    return update.say('permissionDenied');
  }
  return setStatus(update, ticket, status);
}

/** A null counts as an empty value, and makes RT add each empty one twice. */
function valuesFrom(given: readonly (string | null)[], reportNull: () => void): readonly string[] {
  const values = given.map((each) => each ?? '');
  if (!given.includes(null)) return values;
  reportNull();
  return [...values, ...values.filter((each) => each === '')];
}

function takeField(working: Working, field: CustomField, value: unknown): readonly string[] {
  const { update, ticket, request } = working;
  const parsed = fieldValue.safeParse(value);
  // RT's code dies on an object.
  if (!parsed.success) throw broken();
  const isAllowed = may(working, 'ModifyCustomField');
  if (field.multiple) {
    const values = valuesFrom([parsed.data].flat(), () =>
      request.report(`null is no empty list: it adds empty values to ${field.name}`),
    );
    if (isAllowed) return setValues(update, ticket, field, values);
    const old = ticket.values.get(field.id) ?? [];
    const isNew = (value: string) => !old.includes(value);
    return values.filter(isNew).map(() => update.say('valueRefused', update.say('permissionDenied')));
  }
  const single = Array.isArray(parsed.data) ? (parsed.data[0] ?? null) : parsed.data;
  if (isAllowed) return setSingleValue(update, ticket, field, single);
  const [old = ''] = ticket.values.get(field.id) ?? [];
  if ((single ?? '') === old && old !== '') return [];
  return [update.say('fieldRefused', field.name, update.say('permissionDenied'))];
}

/** The ticket's custom fields in a body. A name that the user does not see is passed over without a word. */
export function takeFields(working: Working, fields: unknown): readonly string[] {
  const parsed = z.record(z.string(), z.unknown()).safeParse(fields ?? {});
  if (!parsed.success) throw broken();
  const { update, ticket, request } = working;
  return Object.entries(parsed.data).flatMap(([name, value]) => {
    const field = fieldNamed(update.store, request.user, ticket, 'ticket', name);
    if (field === undefined) request.report(`no custom field ${name} that this user sees: ignored`);
    return field === undefined ? [] : takeField(working, field, value);
  });
}

/** `Status`, `Priority` and `Subject`; what stands there already is passed over. */
function takeAttribute(working: Working, name: string, value: string): readonly string[] {
  const { update, ticket, request } = working;
  const prefix = (text: string) => [`Ticket ${ticket.id}: ${text}`];
  const current = { Status: ticket.status, Priority: String(ticket.priority), Subject: ticket.subject };
  if (Object.entries(current).some(([key, now]) => key === name && now === value)) return [];
  if (name === 'Status') return prefix(takeStatus(working, value));
  if (!may(working, 'ModifyTicket')) return prefix(update.say('permissionDenied'));
  if (name === 'Subject') return prefix(setSubject(update, ticket, value));
  if (!isPriority(value)) request.report(`there is no priority ${value}: it becomes the lowest`);
  return prefix(setPriority(update, ticket, priorityOf(value)));
}

function takeWatchers(working: Working, role: 'Requestor' | 'Cc', value: unknown): readonly string[] {
  const { update, ticket } = working;
  const parsed = names.safeParse(value);
  if (!parsed.success) throw broken();
  if (!may(working, 'ModifyTicket')) return [update.say('permissionDenied')];
  const users = parsed.data.map((name) => userFrom(update.store, name));
  return setWatchers(update, ticket, role, users);
}

function takeMerge(working: Working, into: string): string {
  const { update, ticket } = working;
  const target = update.store.ticketAt(Number(into));
  if (!may(working, 'ModifyTicket')) return update.say('permissionDenied');
  return mergeInto(update, ticket, target);
}

const attributes = ['Priority', 'Status', 'Subject'] as const;
const known: ReadonlySet<string> = new Set([...attributes, 'CustomFields', 'Requestor', 'Cc', 'MergeInto']);

/** Applies a PUT. Gives RT's list of what it did and what it refused: a refusal comes with 200 as well. */
export function updateTicket(
  ticket: Ticket,
  body: Readonly<Record<string, unknown>>,
  request: ApiRequest,
  context: ApiContext,
): readonly string[] {
  const update = new Update(context.store, request.user);
  const working = { update, ticket, request };
  for (const name of Object.keys(body).filter((each) => !known.has(each))) {
    request.report(`no attribute ${name} here: ignored`);
  }
  const said = attributes.flatMap((name) => {
    const value = scalar.safeParse(body[name]);
    return value.success ? takeAttribute(working, name, value.data) : [];
  });
  said.push(...takeFields(working, body.CustomFields));
  if (body.Requestor !== undefined) said.push(...takeWatchers(working, 'Requestor', body.Requestor));
  if (body.Cc !== undefined) said.push(...takeWatchers(working, 'Cc', body.Cc));
  const into = scalar.safeParse(body.MergeInto);
  if (into.success) said.push(takeMerge(working, into.data));
  context.committed(ticket, update);
  return said;
}
