import * as z from 'zod/mini';
import { instant, textOrNull } from '../kit/wire.ts';
import { tagList, vendorId, vendorIdOrNull, via, wordOrNull } from './wire.ts';

/** Answers of the REST API, as far as they are read. https://developer.zendesk.com/api-reference/ticketing/introduction/ */

const customField = z.object({ id: vendorId, value: z.optional(z.unknown()) });

const ticket = z.object({
  id: vendorId,
  subject: textOrNull,
  status: wordOrNull,
  priority: wordOrNull,
  requester_id: vendorIdOrNull,
  group_id: vendorIdOrNull,
  brand_id: vendorIdOrNull,
  ticket_form_id: vendorIdOrNull,
  tags: tagList,
  via,
  /** As written: it goes back unchanged as `updated_stamp`. */
  updated_at: z._default(z.nullable(z.string()), null),
  custom_fields: z._default(z.nullable(z.array(customField)), null),
});
export type Ticket = z.infer<typeof ticket>;

/** `GET /api/v2/tickets/{id}` */
export const ticketAnswer = z.object({ ticket });

const changedTicket = z.object({
  ...ticket.shape,
  created_at: instant,
  /** When it changed last in any way, in seconds since 1970; only in the export. */
  generated_timestamp: z._default(z.nullable(z.int()), null),
});
export type ChangedTicket = z.infer<typeof changedTicket>;

/** One that is not understood must not hide the others. */
const changedTicketList = z.array(z.catch(z.nullable(changedTicket), null));

/** `GET /api/v2/incremental/tickets/cursor` */
export const exportAnswer = z.object({
  tickets: changedTicketList,
  after_cursor: textOrNull,
  end_of_stream: z.boolean(),
});

const flag = z._default(z.nullable(z.boolean()), null);
const user = z.object({
  id: vendorId,
  name: textOrNull,
  alias: textOrNull,
  role: wordOrNull,
  locale: textOrNull,
  signature: textOrNull,
  active: flag,
  suspended: flag,
  /** True for a light agent and for roles that may write internal notes only. */
  only_private_comments: flag,
  /** 1 is a light agent: https://developer.zendesk.com/api-reference/ticketing/users/users/ */
  role_type: z._default(z.nullable(z.int()), null),
});
export type User = z.infer<typeof user>;

/** `GET /api/v2/users/{id}` */
export const userAnswer = z.object({ user });

const attachment = z.object({
  id: vendorId,
  file_name: z._default(z.nullable(z.string()), null),
  content_type: z._default(z.nullable(z.string()), null),
  content_url: z._default(z.nullable(z.string()), null),
  size: z._default(z.nullable(z.int()), null),
  inline: flag,
  deleted: flag,
});
export type Attachment = z.infer<typeof attachment>;

/** `POST /api/v2/uploads` */
export const uploadAnswer = z.object({
  upload: z.object({
    token: z.string().check(z.minLength(1)),
    attachment: z._default(z.nullable(z.object({ content_url: textOrNull })), null),
  }),
});

const comment = z.object({
  id: vendorId,
  /** `Comment` or `VoiceComment`. */
  type: z._default(z.nullable(z.string()), null),
  author_id: vendorIdOrNull,
  body: z._default(z.nullable(z.string()), ''),
  html_body: textOrNull,
  plain_body: textOrNull,
  public: z.boolean(),
  attachments: z._default(z.nullable(z.array(z.catch(z.nullable(attachment), null))), []),
  via,
  metadata: z._default(z.nullable(z.object({ flags: z._default(z.nullable(z.array(z.int())), []) })), null),
  created_at: instant,
});
export type Comment = z.infer<typeof comment>;

const pageMeta = z._default(
  z.nullable(z.object({ has_more: z._default(z.nullable(z.boolean()), false), after_cursor: textOrNull })),
  null,
);

/** `GET /api/v2/tickets?sort=-updated_at` */
export const ticketListAnswer = z.object({ tickets: changedTicketList, meta: pageMeta });

/** `GET /api/v2/tickets/{id}/comments?include=users` */
export const commentsAnswer = z.object({
  comments: z.array(comment),
  users: z._default(z.nullable(z.array(user)), []),
  meta: pageMeta,
});

const auditEvent = z.object({
  id: vendorIdOrNull,
  type: z._default(z.nullable(z.string()), null),
  /** Of a `Change`: a custom field's id, or a property's name. */
  field_name: z.optional(z.unknown()),
  value: z.optional(z.unknown()),
});
const audit = z.object({
  id: vendorId,
  events: z._default(z.nullable(z.array(auditEvent)), []),
  via,
  metadata: z._default(
    z.nullable(z.object({ custom: z._default(z.nullable(z.record(z.string(), z.unknown())), null) })),
    null,
  ),
});
export type Audit = z.infer<typeof audit>;

/** `GET /api/v2/tickets/{id}/audits` */
export const auditsAnswer = z.object({ audits: z.array(audit), meta: pageMeta });

/** `PUT /api/v2/tickets/{id}` */
export const updateAnswer = z.object({ ticket, audit });

/** `PUT /api/v2/comment_redactions/{id}`, `…/attachments/{id}/redact`: nothing of the answer is needed. */
export const redactionAnswer = z.object({});

/** `PUT /api/v2/tickets/{id}/tags` */
export const tagsAnswer = z.object({ tags: z.array(z.string()) });

/** `POST /oauth/tokens` */
export const tokenAnswer = z.object({
  access_token: z.string().check(z.minLength(1)),
  expires_in: z._default(z.nullable(z.number()), null),
});

const detail = z.array(z.object({ description: z._default(z.nullable(z.string()), null) }));

/** What is wrong, by the name of the property. `error` is a word or, in some answers, an object. */
export const errorAnswer = z.object({
  error: z.optional(z.unknown()),
  details: z._default(z.nullable(z.record(z.string(), z.catch(detail, []))), null),
});

/** The account's `…/api` secret. */
export const apiSecret = z.object({
  clientId: z.string().check(z.minLength(1)),
  clientSecret: z.string().check(z.minLength(1)),
  /** A key of the Sunshine Conversations app; needed to answer in chats. */
  sunshine: z.optional(
    z.object({ keyId: z.string().check(z.minLength(1)), secret: z.string().check(z.minLength(1)) }),
  ),
});
