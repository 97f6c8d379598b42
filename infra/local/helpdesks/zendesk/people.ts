import { wireId } from './ids.ts';
import {
  type Attachment,
  type Audit,
  type Priority,
  type Status,
  type Ticket,
  viaChannel,
  viaFollowUp,
} from './model.ts';
import type { AttachmentInput, CommentInput, TicketInput } from './stand-in-types.ts';
import type { Store } from './store.ts';
import { escapeHtml, htmlFromText, sanitiseHtml, wrapComment } from './text.ts';
import { applyUpdate, createTicket, type NewComment } from './ticket-updates.ts';

/** What customers and agents do in the helpdesk itself. No API rules apply: a command may build any situation. */

function attachmentFrom(store: Store, input: AttachmentInput): Attachment {
  const { name, contentType, inline } = input;
  const bytes = 'bytes' in input ? input.bytes : Buffer.from(input.base64, 'base64');
  return store.files.keep({ fileName: name, contentType, bytes, inline });
}

function attachmentsFrom(store: Store, input: Omit<CommentInput, 'channel'>): Attachment[] {
  const filler = Array.from({ length: input.attachmentCount ?? 0 }, (_, index) => ({
    name: `attachment-${index + 1}.pdf`,
    contentType: 'application/pdf',
    bytes: new Uint8Array(1024),
  }));
  return [...(input.attachments ?? []), ...filler].map((each) => attachmentFrom(store, each));
}

/** The HTML with each inline image shown from its address: where it says `cid:<name>`, or else at the end. */
function withInlineImages(store: Store, html: string, attachments: readonly Attachment[]): string {
  return attachments
    .filter(({ inline }) => inline)
    .reduce((shown, image) => {
      const url = escapeHtml(store.files.urlOf(image));
      const mark = `cid:${escapeHtml(image.fileName)}`;
      return shown.includes(mark) ? shown.replaceAll(mark, url) : `${shown}<p><img src="${url}"></p>`;
    }, html);
}

function commentFrom(store: Store, input: Omit<CommentInput, 'channel'>): NewComment {
  const attachments = attachmentsFrom(store, input);
  const html = input.html === undefined ? htmlFromText(input.text) : sanitiseHtml(input.html);
  return {
    id: input.id,
    authorId: store.knownUser(input.author).id,
    public: input.public,
    html: wrapComment(withInlineImages(store, html, attachments)),
    plain: input.text,
    createdAt: input.createdAt,
    attachments,
    flags: input.flags,
  };
}

export function personCreatesTicket(store: Store, input: TicketInput): Audit {
  const requester = store.knownUser(input.requester);
  const comment = commentFrom(store, { ...input.comment, author: input.comment.author ?? requester.id });
  const channel = input.channel ?? 'email';
  const closed = input.followupOf === undefined ? null : store.knownTicket(input.followupOf);
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
      via: closed === null ? viaChannel(channel) : viaFollowUp(channel, closed),
      comment,
      tags: input.tags ?? closed?.tags,
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
