import * as z from 'zod/mini';
import { instant } from '../../../kit/wire.ts';
import { vendorId, wordOrNull } from '../../wire.ts';

/** Answers that only an examination reads. https://developer.zendesk.com/api-reference/ticketing/introduction/ */

const flag = z._default(z.nullable(z.boolean()), null);

/** `GET /api/v2/custom_roles` */
const customRole = z.object({
  id: vendorId,
  configuration: z.object({
    ticket_access: wordOrNull,
    ticket_comment_access: wordOrNull,
    ticket_deletion: flag,
    ticket_editing: flag,
    ticket_redaction: flag,
  }),
});
export type CustomRole = z.infer<typeof customRole>;
export const customRolesAnswer = z.object({ custom_roles: z.array(customRole) });

/** `GET /api/v2/account/settings` */
export const accountSettingsAnswer = z.object({
  settings: z.object({
    tickets: z._default(z.nullable(z.object({ agent_ticket_deletion: flag })), null),
  }),
});

/** `GET /api/v2/users/{id}/tickets/assigned` */
export const assignedAnswer = z.object({ tickets: z.array(z.object({ id: vendorId })) });

/** `GET /api/v2/webhooks/{id}/invocations` */
export const invocation = z.object({
  status: wordOrNull,
  latest_completed_at: z._default(z.nullable(instant), null),
});
export type Invocation = z.infer<typeof invocation>;

/** `GET /api/v2/slas/policies`. What the settings of its metrics are called differs between sources. */
const metricSettings = z.optional(
  z.nullable(z.record(z.string(), z.catch(z.nullable(z.record(z.string(), z.unknown())), null))),
);
export const slaPolicy = z.object({
  title: z.string(),
  metric_settings: metricSettings,
  metrics_settings: metricSettings,
});
export type SlaPolicy = z.infer<typeof slaPolicy>;
