import * as z from 'zod/mini';
import { instant, textOrNull } from '../kit/wire.ts';
import { numericId, scalarOrNull } from './wire.ts';

/** What the scrips of `setup/dragoman.initialdata` send. The shape is ours; RT has no webhooks of its own. */

const login = z.string().check(z.minLength(1), z.maxLength(200));
const flag = z._default(z.nullable(z.boolean()), null);
const tags = z._default(z.nullable(z.array(z.string())), []);

export const hookEnvelope = z.object({
  dragoman: z.literal('request-tracker'),
  /** `$rtname` of the sender: the account. */
  rt_name: z.string().check(z.minLength(1)),
  event: z.string(),
});

/** What each of them tells of the ticket, and of whose doing it is. */
const facts = {
  ...hookEnvelope.shape,
  transaction: numericId,
  ticket: numericId,
  created: instant,
  /** RT's logins; a customer's is mostly their e-mail address. */
  creator: login,
  creator_privileged: flag,
  queue: textOrNull,
  subject: textOrNull,
  status: textOrNull,
  priority: scalarOrNull,
  tags,
  requestor: textOrNull,
  requestor_lang: textOrNull,
};

export const messageHook = z.object({
  ...facts,
  /** `Create`, `Correspond` or `Comment`. */
  type: z.string(),
  creator_is_requestor: flag,
  /** Header `X-RT-Interface`. */
  interface: textOrNull,
  auto_submitted: textOrNull,
  content_type: textOrNull,
  /** Null = too long for a webhook: to be read back. */
  content: z.nullable(z.string()),
  attachments: z._default(z.nullable(z.int().check(z.gte(0))), null),
  is_first: flag,
  write_key: textOrNull,
});
export type MessageHook = z.infer<typeof messageHook>;

export const fieldHook = z.object({ ...facts, field: z.string(), value: textOrNull });
export type FieldHook = z.infer<typeof fieldHook>;

export const deletedHook = z.object(facts);
export type DeletedHook = z.infer<typeof deletedHook>;
