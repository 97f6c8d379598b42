import type { Attachment, Audit, Change, Comment, Priority, Status, Ticket, Via } from './model.ts';
import type { Store } from './store.ts';
import { normaliseTags, optionAfterTags, tagDifference, tagsAfterOption } from './tags.ts';

export type NewComment = Readonly<{
  id?: string | undefined;
  authorId: string;
  public: boolean;
  html: string;
  plain: string;
  createdAt?: Date | undefined;
  /** A function where they are only taken once nothing else can be refused. */
  attachments?: readonly Attachment[] | (() => readonly Attachment[]) | undefined;
  flags?: readonly number[] | undefined;
}>;

/** What one update asks for; what is absent stays as it is. Validated already. */
export type TicketUpdate = Readonly<{
  actorId: string;
  via: Via;
  comment?: NewComment | undefined;
  fields?: readonly Readonly<{ id: string; value: string | null }>[] | undefined;
  /** The whole new set: tags are replaced, not added. */
  tags?: readonly string[] | undefined;
  priority?: Priority | null | undefined;
  status?: Status | undefined;
  subject?: string | undefined;
  mergedInto?: string | undefined;
  metadata?: Readonly<Record<string, unknown>> | undefined;
}>;

function addComment(store: Store, ticket: Ticket, auditId: string, via: Via, wanted: NewComment): Change {
  const comment: Comment = {
    id: wanted.id ?? store.nextRecordId(),
    auditId,
    authorId: wanted.authorId,
    public: wanted.public,
    html: wanted.html,
    plain: wanted.plain,
    createdAt: wanted.createdAt ?? store.now(),
    via,
    attachments: typeof wanted.attachments === 'function' ? wanted.attachments() : (wanted.attachments ?? []),
    flags: wanted.flags ?? [],
  };
  ticket.comments.push(comment);
  const { id, authorId, html, plain, attachments } = comment;
  return { kind: 'comment', id, authorId, public: comment.public, html, plain, attachments };
}

function setField(ticket: Ticket, fieldId: string, to: string | null): Change[] {
  const from = ticket.fields.get(fieldId) ?? null;
  if (from === to) return [];
  ticket.fields.set(fieldId, to);
  return [{ kind: 'field', fieldId, from, to }];
}

/** Tags first, then fields on top: dropdowns follow the tags, and tags follow the dropdowns. */
function setTagsAndFields(store: Store, ticket: Ticket, update: TicketUpdate): Change[] {
  const before = ticket.tags;
  const changes: Change[] = [];
  if (update.tags !== undefined) {
    ticket.tags = normaliseTags(update.tags);
    for (const field of store.fields.values()) {
      const current = ticket.fields.get(field.id) ?? null;
      changes.push(...setField(ticket, field.id, optionAfterTags(field, current, ticket.tags)));
    }
  }
  for (const { id, value } of update.fields ?? []) {
    const from = ticket.fields.get(id) ?? null;
    if (store.fields.get(id)?.type === 'tagger') ticket.tags = tagsAfterOption(ticket.tags, from, value);
    changes.push(...setField(ticket, id, value));
  }
  const { added, removed } = tagDifference(before, ticket.tags);
  if (added.length + removed.length > 0) changes.push({ kind: 'tags', added, removed });
  return changes;
}

/** A customer's public comment opens a ticket that waited for the customer or was solved. */
function statusAfter(store: Store, ticket: Ticket, update: TicketUpdate): Status {
  if (update.status !== undefined) return update.status;
  const { comment } = update;
  const byCustomer = comment?.public === true && !store.isStaffId(comment.authorId);
  const waits = ticket.status === 'pending' || ticket.status === 'solved';
  return byCustomer && waits ? 'open' : ticket.status;
}

function setScalars(store: Store, ticket: Ticket, update: TicketUpdate): Change[] {
  const changes: Change[] = [];
  if (update.priority !== undefined && update.priority !== ticket.priority) {
    changes.push({ kind: 'priority', from: ticket.priority, to: update.priority });
    ticket.priority = update.priority;
  }
  const status = statusAfter(store, ticket, update);
  if (status !== ticket.status) {
    changes.push({ kind: 'status', from: ticket.status, to: status });
    ticket.status = status;
  }
  if (update.subject !== undefined && update.subject !== ticket.subject) {
    changes.push({ kind: 'subject', from: ticket.subject, to: update.subject });
    ticket.subject = update.subject;
  }
  if (update.mergedInto !== undefined) changes.push({ kind: 'merged', into: update.mergedInto });
  return changes;
}

/** `updated_at` has a resolution of one second. */
export function wholeSecond(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 1000) * 1000);
}

/** Writes down what was done to a ticket. */
export function leaveAudit(
  store: Store,
  ticket: Ticket,
  audit: Omit<Audit, 'id' | 'ticketId'>,
  id: string,
): Audit {
  const whole: Audit = { ...audit, id, ticketId: ticket.id };
  ticket.audits.push(whole);
  ticket.generatedAt = store.now();
  if (audit.changes.length > 0) ticket.updatedAt = wholeSecond(store.now());
  return whole;
}

/** Applies a valid update to a ticket and gives the audit that it leaves. `created` opens the audit of a new ticket. */
export function applyUpdate(
  store: Store,
  ticket: Ticket,
  update: TicketUpdate,
  opening: readonly Change[] = [],
): Audit {
  const auditId = store.nextRecordId();
  const changes: Change[] = [...opening];
  if (update.comment !== undefined)
    changes.push(addComment(store, ticket, auditId, update.via, update.comment));
  changes.push(...setTagsAndFields(store, ticket, update), ...setScalars(store, ticket, update));
  const { actorId, via, metadata, comment } = update;
  return leaveAudit(
    store,
    ticket,
    {
      actorId,
      via,
      changes,
      createdAt: comment?.createdAt ?? store.now(),
      metadata: { custom: metadata ?? {} },
    },
    auditId,
  );
}

export type NewTicket = Readonly<{
  id?: string | undefined;
  subject: string;
  requesterId: string;
  /** Default: whoever makes the ticket. */
  submitterId?: string | undefined;
  brandId?: string | undefined;
  groupId?: string | undefined;
  formId?: string | undefined;
  assigneeId?: string | undefined;
  followupOf?: string | undefined;
  createdAt?: Date | undefined;
}>;

/** Creates a ticket with its first comment. `update` carries all that an update could carry, too. */
export function createTicket(
  store: Store,
  wanted: NewTicket,
  update: TicketUpdate,
): { ticket: Ticket; audit: Audit } {
  const at = wholeSecond(wanted.createdAt ?? store.now());
  const ticket: Ticket = {
    id: wanted.id ?? store.nextTicketId(),
    requesterId: wanted.requesterId,
    submitterId: wanted.submitterId ?? update.actorId,
    createdAt: at,
    via: update.via,
    brandId: wanted.brandId ?? null,
    groupId: wanted.groupId ?? null,
    formId: wanted.formId ?? null,
    assigneeId: wanted.assigneeId ?? null,
    followupOf: wanted.followupOf ?? null,
    fields: new Map(),
    comments: [],
    audits: [],
    subject: wanted.subject,
    status: update.status ?? 'new',
    deleted: null,
    priority: null,
    tags: [],
    updatedAt: at,
    generatedAt: at,
  };
  if (store.tickets.has(ticket.id)) throw new Error(`the stand-in already has a ticket ${ticket.id}`);
  store.tickets.set(ticket.id, ticket);
  return { ticket, audit: applyUpdate(store, ticket, update, [{ kind: 'created' }]) };
}
