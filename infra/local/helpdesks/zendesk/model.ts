import { wireId } from './ids.ts';

/** Ids are strings inside the stand-in; `wireId` makes numbers of them where the REST API shows numbers. */

export const priorities = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof priorities)[number];

export const statuses = ['new', 'open', 'pending', 'hold', 'solved', 'closed'] as const;
export type Status = (typeof statuses)[number];

export type User = Readonly<{
  id: string;
  name: string;
  email: string | null;
  role: 'admin' | 'agent' | 'end-user';
  /** BCP 47, as Zendesk shows it (`es`, `pt-BR`). */
  locale: string;
  /** A light agent: may write private notes only. */
  privateCommentsOnly?: boolean;
  suspended?: boolean;
  /** False = deleted: still found by its id, but out of everything. Default true. */
  active?: boolean;
  /** 0 custom role, 1 light agent, 2 chat agent, 3 contributor, 4 admin, 5 billing admin. Default: fits the others. */
  roleType?: number | null;
  customRoleId?: string | null;
  /** Default: as `ticketRestriction` says. */
  restrictedAgent?: boolean;
  ticketRestriction?: 'organization' | 'groups' | 'assigned' | 'requested' | null;
  /** Shown to customers instead of the name. */
  alias?: string | null;
  signature?: string | null;
  /** Free text that only staff sees. */
  details?: string | null;
}>;

export function isStaff(user: User): boolean {
  return user.role !== 'end-user';
}

type CommonField = Readonly<{
  id: string;
  title: string;
  /** Default true. */
  active?: boolean;
  agentDescription?: string | null;
}>;
/** A dropdown (`tagger`): each option's value is a tag, which goes to and from the ticket with the value. */
export type DropdownField = CommonField &
  Readonly<{ type: 'tagger'; options: readonly Readonly<{ name: string; value: string }>[] }>;
export type TextField = CommonField & Readonly<{ type: 'text' | 'textarea' }>;
export type TicketField = DropdownField | TextField;

/** How something came in. `channel` in the REST words: `web`, `email`, `api`, `native_messaging`, … */
export type Via = Readonly<{
  channel: string;
  source: Readonly<{
    from: Readonly<Record<string, unknown>>;
    to: Readonly<Record<string, unknown>>;
    rel: string | null;
  }>;
}>;

/** Of a ticket that goes on from a closed one ("Via object reference"). Events show no more of it than the channel. */
export function viaFollowUp(channel: string, closed: Pick<Ticket, 'id' | 'subject'>): Via {
  const from = { ticket_id: wireId(closed.id), subject: closed.subject };
  return { channel, source: { from, to: {}, rel: 'follow_up' } };
}

export function viaChannel(channel: string): Via {
  return { channel, source: { from: {}, to: {}, rel: null } };
}

export type Attachment = Readonly<{
  id: string;
  /** The unguessable part of its address. */
  token: string;
  fileName: string;
  contentType: string;
  size: number;
  /** Shown within the text; left out of the comment's list of attachments. */
  inline: boolean;
}>;

export type Comment = Readonly<{
  id: string;
  auditId: string;
  authorId: string;
  public: boolean;
  html: string;
  plain: string;
  createdAt: Date;
  via: Via;
  attachments: readonly Attachment[];
  /** Numbers of Zendesk's comment flags (2 = not signed in, 15 = sent by an automatic system, …). */
  flags: readonly number[];
}>;

/** What one write did, in the order in which it was done. */
export type Change =
  | Readonly<{ kind: 'created' }>
  | Readonly<{
      kind: 'comment';
      id: string;
      authorId: string;
      public: boolean;
      html: string;
      plain: string;
      attachments: readonly Attachment[];
    }>
  | Readonly<{ kind: 'field'; fieldId: string; from: string | null; to: string | null }>
  | Readonly<{ kind: 'tags'; added: readonly string[]; removed: readonly string[] }>
  | Readonly<{ kind: 'priority'; from: Priority | null; to: Priority | null }>
  | Readonly<{ kind: 'status'; from: Status; to: Status }>
  | Readonly<{ kind: 'subject'; from: string; to: string }>
  | Readonly<{ kind: 'merged'; into: string }>
  | Readonly<{ kind: 'comment-redacted'; commentId: string }>
  | Readonly<{ kind: 'attachment-redacted'; commentId: string; attachmentId: string }>
  | Readonly<{ kind: 'comment-made-private'; commentId: string }>
  | Readonly<{ kind: 'deleted'; how: Deletion }>;

/** Softly deleted tickets can still be restored for 30 days; the API shows neither kind. */
export type Deletion = 'soft' | 'permanent';

export type Audit = Readonly<{
  id: string;
  ticketId: string;
  /** Who acted: for the API the token's user, even when the comment is in another agent's name. */
  actorId: string;
  createdAt: Date;
  changes: readonly Change[];
  metadata: Readonly<{ custom: Readonly<Record<string, unknown>> }>;
  via: Via;
}>;

/** A ticket as the stand-in keeps it. Only `ticket-updates.ts` changes one. */
export type Ticket = {
  readonly id: string;
  readonly requesterId: string;
  readonly submitterId: string;
  readonly createdAt: Date;
  readonly via: Via;
  readonly brandId: string | null;
  readonly groupId: string | null;
  readonly formId: string | null;
  readonly assigneeId: string | null;
  readonly followupOf: string | null;
  readonly fields: Map<string, string | null>;
  readonly comments: Comment[];
  readonly audits: Audit[];
  subject: string;
  status: Status;
  deleted: Deletion | null;
  priority: Priority | null;
  tags: readonly string[];
  /** Moves only with a change that makes an audit event, in whole seconds. */
  updatedAt: Date;
  /** Moves with every update. */
  generatedAt: Date;
};

export const maxCommentsPerTicket = 5000;
/** Zendesk's limit of one comment is about 64 kB. */
export const maxCommentBytes = 65_535;
