import { wireId } from './ids.ts';
import { type Attachment, type Audit, type Priority, type Status, type Ticket, viaChannel } from './model.ts';
import type { CommentInput, TicketInput } from './stand-in-types.ts';
import type { Store } from './store.ts';
import { htmlFromText, sanitiseHtml, wrapComment } from './text.ts';
import { applyUpdate, createTicket, type NewComment } from './ticket-updates.ts';

/** What customers and agents do in the helpdesk itself. No API rules apply: a command may build any situation. */

function attachmentsFrom(store: Store, count: number): Attachment[] {
  return Array.from({ length: count }, (_, index) => ({
    id: store.nextRecordId(),
    fileName: `attachment-${index + 1}.pdf`,
    contentType: 'application/pdf',
    size: 1024,
  }));
}

function commentFrom(store: Store, input: Omit<CommentInput, 'channel'>): NewComment {
  return {
    id: input.id,
    authorId: store.knownUser(input.author).id,
    public: input.public,
    html: wrapComment(input.html === undefined ? htmlFromText(input.text) : sanitiseHtml(input.html)),
    plain: input.text,
    createdAt: input.createdAt,
    attachments: attachmentsFrom(store, input.attachmentCount ?? 0),
    flags: input.flags,
  };
}

export function personCreatesTicket(store: Store, input: TicketInput): Audit {
  const requester = store.knownUser(input.requester);
  const comment = commentFrom(store, { ...input.comment, author: input.comment.author ?? requester.id });
  const { audit } = createTicket(
    store,
    {
      id: input.id,
      subject: input.subject,
      requesterId: requester.id,
      brandId: input.brand,
      groupId: input.group,
      formId: input.form,
      followupOf: input.followupOf,
      createdAt: input.comment.createdAt,
    },
    {
      actorId: comment.authorId,
      via: viaChannel(input.channel ?? 'email'),
      comment,
      tags: input.tags,
      status: input.status ?? 'open',
      priority: input.priority,
      fields: Object.entries(input.fields ?? {}).map(([id, value]) => ({ id, value })),
    },
  );
  return audit;
}

export function personComments(store: Store, ticketId: string, input: CommentInput): Audit {
  const ticket = store.knownTicket(ticketId);
  const comment = commentFrom(store, input);
  const usual = store.isStaffId(input.author) ? viaChannel('web') : ticket.via;
  const via = input.channel === undefined ? usual : viaChannel(input.channel);
  return applyUpdate(store, ticket, { actorId: comment.authorId, via, comment });
}

type FieldValue = Readonly<{ id: string; value: string | null }>;

/** Whether the account has the field, and a dropdown the option. */
export function isFieldValue(store: Store, { id, value }: FieldValue): boolean {
  const field = store.fields.get(id);
  if (field?.type !== 'tagger' || value === null) return field !== undefined;
  return field.options.some((option) => option.value === value);
}

export function agentSetsField(store: Store, ticketId: string, agentId: string, field: FieldValue): Audit {
  if (!isFieldValue(store, field)) throw new Error(`the stand-in has no such field or option: ${field.id}`);
  return applyUpdate(store, store.knownTicket(ticketId), {
    actorId: store.knownUser(agentId).id,
    via: viaChannel('web'),
    fields: [field],
  });
}

export function agentSetsStatus(store: Store, ticketId: string, agentId: string, status: Status): Audit {
  return applyUpdate(store, store.knownTicket(ticketId), {
    actorId: store.knownUser(agentId).id,
    via: viaChannel('web'),
    status,
  });
}

export function agentSetsPriority(
  store: Store,
  ticketId: string,
  agentId: string,
  priority: Priority | null,
): Audit {
  return applyUpdate(store, store.knownTicket(ticketId), {
    actorId: store.knownUser(agentId).id,
    via: viaChannel('web'),
    priority,
  });
}

function describe(ticket: Ticket): string {
  return `request #${ticket.id} "${ticket.subject}"`;
}

function note(text: string, authorId: string): NewComment {
  return { authorId, public: false, html: wrapComment(htmlFromText(text)), plain: text };
}

/**
 * Merges one ticket into another: the first is closed and tagged `closed_by_merge`, both get a private comment, and the
 * via of both audits names both tickets.
 */
export function agentMerges(
  store: Store,
  fromId: string,
  intoId: string,
  agentId: string,
): Readonly<{ from: Audit; into: Audit }> {
  const from = store.knownTicket(fromId);
  const into = store.knownTicket(intoId);
  const via = {
    channel: 'web',
    source: {
      from: { ticket_id: wireId(fromId), subject: from.subject },
      to: { ticket_id: wireId(intoId), subject: into.subject },
      rel: 'merge',
    },
  };
  return {
    from: applyUpdate(store, from, {
      actorId: agentId,
      via,
      comment: note(`This request was closed and merged into ${describe(into)}.`, agentId),
      status: 'closed',
      tags: [...from.tags, 'closed_by_merge'],
      mergedInto: intoId,
    }),
    into: applyUpdate(store, into, {
      actorId: agentId,
      via,
      comment: note(
        `${describe(from).replace('request', 'Request')} was closed and merged into this request.`,
        agentId,
      ),
    }),
  };
}
