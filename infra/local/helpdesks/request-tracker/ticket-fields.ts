import type { CustomField, Ticket, User } from './model.ts';
import { priorityLabel } from './priorities.ts';
import { nameIn } from './sentences.ts';
import { changeStatus, statusOf } from './status.ts';
import type { Update } from './update.ts';

/** The changes of a ticket. Each gives what RT says of it, in the actor's language; rights are the caller's matter. */

const quoted = (value: string) => `'${value}'`;

export function setStatus(update: Update, ticket: Ticket, written: string): string {
  const { lang } = update.actor;
  const status = statusOf(written);
  if (status === null) return update.say('badStatus', written);
  const from = ticket.status;
  if (status === from) return update.say('sameStatus', nameIn(lang, from), nameIn(lang, from));
  changeStatus(update, ticket, status, update.actor);
  if (status === 'deleted') return update.say('ticketDeleted');
  return sayChanged(update, 'Status', nameIn(lang, from), nameIn(lang, status));
}

/** "Priority changed from 'Low' to 'High'"; '' = no value. */
function sayChanged(update: Update, attribute: string, from: string, to: string): string {
  const shown = (value: string) => (value === '' ? update.say('noValue') : quoted(value));
  return update.say('changed', nameIn(update.actor.lang, attribute), shown(from), shown(to));
}

export function setPriority(update: Update, ticket: Ticket, priority: number): string {
  const from = ticket.priority;
  if (priority === from) return update.say('alreadyCurrent');
  ticket.priority = priority;
  const change = {
    type: 'Set',
    field: 'Priority',
    oldValue: String(from),
    newValue: String(priority),
  } as const;
  update.record(ticket, change);
  return sayChanged(update, 'Priority', priorityLabel(from), priorityLabel(priority));
}

export function setSubject(update: Update, ticket: Ticket, subject: string): string {
  const from = ticket.subject;
  ticket.subject = subject;
  update.record(ticket, { type: 'Set', field: 'Subject', oldValue: from, newValue: subject });
  return sayChanged(update, 'Subject', from, subject);
}

function recordField(update: Update, ticket: Ticket, field: CustomField, oldValue: string, newValue: string) {
  update.record(ticket, { type: 'CustomField', field: String(field.id), oldValue, newValue });
}

/**
 * Only null empties a field that has a value; '' leaves an empty value behind, and so does null where there was none.
 * Nothing changed = nothing said.
 */
export function setSingleValue(
  update: Update,
  ticket: Ticket,
  field: CustomField,
  value: string | null,
): readonly string[] {
  const [old = ''] = ticket.values.get(field.id) ?? [];
  const wanted = value ?? '';
  if (wanted === old && old !== '') return [];
  ticket.values.set(field.id, value === null && old !== '' ? [] : [wanted]);
  recordField(update, ticket, field, old, wanted);
  if (value === null && old !== '') return [update.say('valueGone', old, field.name)];
  if (old === '') return [update.say('fieldAdded', field.name, wanted)];
  if (wanted === '') return [update.say('fieldDeleted', field.name, old)];
  return [update.say('fieldChanged', field.name, old, wanted)];
}

const timesIn = (values: readonly string[], value: string) => values.filter((each) => each === value).length;

/** The whole set; what is not in it goes. A value may stand there more than once. */
export function setValues(
  update: Update,
  ticket: Ticket,
  field: CustomField,
  values: readonly string[],
): readonly string[] {
  const old = ticket.values.get(field.id) ?? [];
  const said: string[] = [];
  // RT sorts them, and so do we: what is added and what goes come in one order.
  for (const value of [...new Set([...values, ...old])].sort()) {
    const change = timesIn(values, value) - timesIn(old, value);
    for (let added = 0; added < change; added += 1) {
      recordField(update, ticket, field, '', value);
      said.push(update.say('valueAdded', value, field.name));
    }
    for (let gone = 0; gone > change; gone -= 1) {
      recordField(update, ticket, field, value, '');
      said.push(update.say('valueGone', value, field.name));
    }
  }
  ticket.values.set(field.id, [...values]);
  return said;
}

/** From now on the ticket answers as the other, under both ids. */
export function mergeInto(update: Update, ticket: Ticket, into: Ticket | undefined): string {
  if (into === undefined) return update.say('noSuchTicket');
  const newValue = `fsck.com-rt://${update.store.rtName}/ticket/${into.id}`;
  const link = { type: 'AddLink', field: 'MergedInto', newValue } as const;
  update.record(ticket, link);
  update.record(into, link);
  ticket.mergedInto = into;
  for (const role of ['requestors', 'ccs'] as const) {
    const known = new Set(into[role].map(({ id }) => id));
    into[role].push(...ticket[role].filter(({ id }) => !known.has(id)));
  }
  return update.say('merged');
}

/** Makes the users the only ones in that role. Gives what is said of those who are new. */
export function setWatchers(
  update: Update,
  ticket: Ticket,
  role: 'Requestor' | 'Cc',
  users: readonly User[],
): readonly string[] {
  const key = role === 'Cc' ? 'ccs' : 'requestors';
  const known = new Set(ticket[key].map(({ id }) => id));
  ticket[key] = [...users];
  return users
    .filter(({ id }) => !known.has(id))
    .map((user) => {
      update.record(ticket, { type: 'AddWatcher', field: role, newValue: String(user.id) });
      return update.say('addedAs', user.name, role);
    });
}
