import { recordInvalid, ticketClosed, updateConflict } from '../errors.ts';
import {
  type Priority,
  priorities,
  type Status,
  statuses,
  type Ticket,
  type User,
  viaChannel,
} from '../model.ts';
import type { Store } from '../store.ts';
import type { TicketUpdate } from '../ticket-updates.ts';
import type { TicketUpdateBody } from './bodies.ts';
import { commentFrom, type Report } from './comment-rules.ts';
import type { ApiContext } from './routing.ts';
import { wireTime } from './wire.ts';

type Writable = Omit<TicketUpdateBody, 'updated_stamp' | 'safe_update'>;

/**
 * Optimistic locking: whatever `safe_update` says, being there switches it on (`false` behaves as `true`); only leaving
 * it out forces an update. Throws 409 if the ticket is no longer the one that was read.
 */
export function checkSafeUpdate(
  ticket: Ticket,
  wanted: Readonly<{
    updated_stamp?: string | undefined;
    safe_update?: boolean | 'true' | 'false' | undefined;
  }>,
  report: Report,
): void {
  const { updated_stamp: stamp, safe_update: safe } = wanted;
  if (safe === undefined) {
    if (stamp !== undefined) report('updated_stamp has no effect without safe_update');
    return;
  }
  if (stamp === undefined) {
    report('safe_update has no effect without updated_stamp');
    return;
  }
  if (safe === false || safe === 'false') report('safe_update:false behaves as true');
  if (Date.parse(stamp) !== Date.parse(wireTime(ticket.updatedAt))) throw updateConflict();
}

/** Throws 422 for a closed ticket: it can never be changed again, not even its tags. */
export function checkNotClosed(ticket: Ticket): void {
  if (ticket.status === 'closed') throw ticketClosed();
}

function fieldValuesFrom(
  store: Store,
  wanted: NonNullable<Writable['custom_fields']>,
  report: Report,
): { id: string; value: string | null }[] {
  return wanted.flatMap(({ id, value }) => {
    const field = store.fields.get(id);
    if (field === undefined) {
      report(`custom field ${id} does not exist; it is ignored`);
      return [];
    }
    if (value !== null && typeof value !== 'string') {
      throw recordInvalid('base', `${field.title}: is invalid`);
    }
    const text = value === '' ? null : value;
    const known = field.type !== 'tagger' || field.options.some((option) => option.value === text);
    if (text !== null && !known) throw recordInvalid('base', `${field.title}: is not a valid option`);
    return [{ id, value: text }];
  });
}

function priorityFrom(value: string | null): Priority | null {
  const priority = priorities.find((each) => each === value);
  if (value !== null && priority === undefined)
    throw recordInvalid('priority', 'Priority: is not included in the list');
  return priority ?? null;
}

function statusFrom(value: string): Status {
  const status = statuses.find((each) => each === value);
  if (status === undefined) throw recordInvalid('status', 'Status: is not included in the list');
  return status;
}

/** Checks everything that a body wants to write before anything is written. Throws 422 for what Zendesk refuses. */
export function ticketUpdateFrom(
  context: ApiContext,
  ticket: Ticket | null,
  user: User,
  body: Writable,
  report: Report,
): TicketUpdate {
  const fields = [...(body.custom_fields ?? []), ...(body.fields ?? [])];
  return {
    actorId: user.id,
    via: viaChannel('api'),
    comment:
      body.comment === undefined ? undefined : commentFrom(context, ticket, user, body.comment, report),
    fields: fieldValuesFrom(context.store, fields, report),
    tags: body.tags,
    priority: body.priority === undefined ? undefined : priorityFrom(body.priority),
    status: body.status === undefined ? undefined : statusFrom(body.status),
    subject: body.subject,
    metadata: body.metadata,
  };
}
