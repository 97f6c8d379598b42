import * as z from 'zod';
import { invalidAttribute } from '../errors.ts';

const id = z.union([z.int().positive(), z.string().regex(/^\S+$/)]).transform(String);
const fieldValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.union([z.string(), z.number()])),
]);
const fieldList = z.array(z.strictObject({ id, value: fieldValue }));
const safeUpdate = z.union([z.boolean(), z.enum(['true', 'false'])]);

const comment = z.strictObject({
  body: z.string().optional(),
  html_body: z.string().optional(),
  public: z.boolean().optional(),
  author_id: id.nullish(),
  uploads: z.array(z.string()).optional(),
});
const writable = {
  comment: comment.optional(),
  custom_fields: fieldList.optional(),
  fields: fieldList.optional(),
  priority: z.string().nullish(),
  status: z.string().optional(),
  subject: z.string().optional(),
  tags: z.array(z.string()).optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
};

/** `PUT /api/v2/tickets/{id}`: the part of Zendesk's body that the stand-in models; any other key is a violation. */
export const ticketUpdateBody = z.strictObject({
  ticket: z.strictObject({
    ...writable,
    updated_stamp: z.string().optional(),
    safe_update: safeUpdate.optional(),
  }),
});
export type TicketUpdateBody = z.output<typeof ticketUpdateBody>['ticket'];

/** `POST /api/v2/tickets` */
export const ticketCreateBody = z.strictObject({
  ticket: z.strictObject({
    ...writable,
    requester_id: id.optional(),
    submitter_id: id.optional(),
    brand_id: id.optional(),
    group_id: id.optional(),
    ticket_form_id: id.optional(),
    assignee_id: id.optional(),
    via_followup_source_id: id.optional(),
  }),
});
export type TicketCreateBody = z.output<typeof ticketCreateBody>['ticket'];

/** `PUT`, `POST` and `DELETE /api/v2/tickets/{id}/tags` */
export const tagsBody = z.strictObject({
  tags: z.array(z.string()),
  updated_stamp: z.string().optional(),
  safe_update: safeUpdate.optional(),
});

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => {
    if (Array.isArray(value)) return value[Number(key)];
    return isRecord(value) ? value[String(key)] : undefined;
  }, root);
}

/**
 * Parses a body as Zendesk does: a key that it does not have is ignored (and given to `onIgnored` as a path), a value
 * of the wrong JSON type is refused with 400.
 */
export function parseBody<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
  onIgnored: (path: string) => void,
): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const lean = structuredClone(body);
  const unknownKeys = parsed.error.issues.filter((issue) => issue.code === 'unrecognized_keys');
  for (const issue of unknownKeys) {
    const holder = valueAt(lean, issue.path);
    for (const key of issue.keys) {
      if (isRecord(holder)) delete holder[key];
      onIgnored([...issue.path, key].join('.'));
    }
  }
  const wrong = parsed.error.issues.find((issue) => issue.code !== 'unrecognized_keys');
  if (wrong !== undefined) throw invalidAttribute(wrong.path.join('.') || 'body', wrong.message);
  const second = schema.safeParse(lean);
  if (second.success) return second.data;
  throw invalidAttribute(second.error.issues[0]?.path.join('.') ?? 'body', 'Invalid parameter.');
}
