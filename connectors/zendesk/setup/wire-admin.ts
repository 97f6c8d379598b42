import * as z from 'zod/mini';
import { vendorId, vendorIdOrNull, wordOrNull } from '../wire.ts';

/** Answers of the REST API about what admins set up, as far as they are read. https://developer.zendesk.com/api-reference/ticketing/introduction/ */

const text = z._default(z.nullable(z.string()), null);
const flag = z._default(z.nullable(z.boolean()), null);

export const user = z.object({
  id: vendorId,
  name: text,
  email: text,
  role: wordOrNull,
  active: flag,
  suspended: flag,
  only_private_comments: flag,
  role_type: z._default(z.nullable(z.int()), null),
  custom_role_id: vendorIdOrNull,
  ticket_restriction: wordOrNull,
  /** Free text that only staff sees. */
  details: text,
});
export type AdminUser = z.infer<typeof user>;
export const userAnswer = z.object({ user });

export const countAnswer = z.looseObject({ count: z.union([z.int(), z.object({ value: z.int() })]) });

const fieldOption = z.object({ id: vendorIdOrNull, name: z.string(), value: z.string() });
export const ticketField = z.object({
  id: vendorId,
  type: z.string(),
  title: z.string(),
  active: flag,
  /** Shown to agents only. */
  agent_description: text,
  custom_field_options: z._default(z.nullable(z.array(fieldOption)), null),
});
export type TicketField = z.infer<typeof ticketField>;
export const ticketFieldAnswer = z.object({ ticket_field: ticketField });

export const ticketForm = z.object({
  id: vendorId,
  name: z.string(),
  active: flag,
  default: flag,
  ticket_field_ids: z._default(z.nullable(z.array(vendorId)), []),
});
export type TicketForm = z.infer<typeof ticketForm>;

const oauthClient = z.object({
  id: vendorId,
  identifier: z.string(),
  user_id: vendorIdOrNull,
  secret: text,
});

export { oauthClient };
export type ListedClient = z.infer<typeof oauthClient>;
export const oauthClientAnswer = z.object({ client: oauthClient });

export const webhook = z.object({
  id: vendorId,
  name: text,
  description: text,
  endpoint: text,
  status: wordOrNull,
  subscriptions: z._default(z.nullable(z.array(z.string())), []),
});
export type Webhook = z.infer<typeof webhook>;
export const webhookAnswer = z.object({ webhook });
export const signingSecretAnswer = z.object({
  signing_secret: z.object({ secret: z.string().check(z.minLength(1)) }),
});

/*
 * Rules of an account are anybody's: values may be nested, and apps bring kinds of their own. What is not understood counts as
 * no condition and no action that is known; it must neither stop a list from being read nor be sent back.
 */
const action = z.catch(z.object({ field: z.string(), value: z.unknown() }), { field: '', value: null });
const actions = z.catch(z._default(z.nullable(z.array(action)), []), []);
const condition = z.catch(
  z.object({ field: z.string(), operator: z._default(z.nullable(z.string()), null), value: z.unknown() }),
  { field: '', operator: null, value: null },
);
export type Condition = z.infer<typeof condition>;
/** What is understood of a condition that is kept as it is. */
export const conditionIn = (whole: unknown): Condition => z.parse(condition, whole);
const conditionList = z.catch(z._default(z.nullable(z.array(condition)), []), []);
const conditions = z.catch(
  z._default(z.nullable(z.object({ all: conditionList, any: conditionList })), null),
  null,
);

export const macro = z.object({
  id: vendorId,
  title: z.string(),
  description: text,
  active: flag,
});
export type Macro = z.infer<typeof macro>;

export const view = z.object({
  id: vendorId,
  title: z.string(),
  description: text,
  active: flag,
  conditions,
});
export type View = z.infer<typeof view>;

export const trigger = z.object({
  id: vendorId,
  title: z.string(),
  active: flag,
  conditions,
  actions,
});
export type Trigger = z.infer<typeof trigger>;

const untouched = z._default(z.nullable(z.array(z.unknown())), []);
/** A trigger as it has to be sent back, whatever stands in it. */
export const wholeTriggerAnswer = z.object({
  trigger: z.object({ conditions: z.object({ all: untouched, any: untouched }), actions: untouched }),
});

const entry = z.object({ id: vendorId, name: text });

export { entry as group };
export type Group = z.infer<typeof entry>;
export const groupMembership = z.object({ id: vendorId, user_id: vendorId, group_id: vendorId });
export type GroupMembership = z.infer<typeof groupMembership>;

/** Where nothing of the answer is needed. */
export const anyAnswer = z.looseObject({});
