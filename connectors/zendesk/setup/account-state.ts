import type { AccountSettings } from '../../account.ts';
import { type SetUpDeps, SetUpError } from '../../set-up.ts';
import { type Api, openApi } from '../api.ts';
import { zendeskSettingsOf } from '../settings.ts';
import { type AdminApi, openAdmin } from './admin-api.ts';
import type { AdminAccess } from './questions.ts';
import {
  type Macro,
  macro,
  type TicketField,
  type TicketForm,
  type Trigger,
  ticketField,
  ticketForm,
  trigger,
  userAnswer,
  type View,
  view,
  type Webhook,
  webhook,
} from './wire-admin.ts';
import type { FieldIds } from './work.ts';

/** What connecting looks at, whoever made it. */
export type AccountState = Readonly<{
  fields: readonly TicketField[];
  /** Null = the plan has no forms. */
  forms: readonly TicketForm[] | null;
  webhooks: readonly Webhook[];
  macros: readonly Macro[];
  views: readonly View[];
  triggers: readonly Trigger[];
}>;

/** Signs in as the admin. Throws SetUpError, also where the client is no admin's. */
export async function openAsAdmin(access: AdminAccess, deps: SetUpDeps): Promise<AdminApi> {
  const api = await openAdmin(access.baseUrl, access.admin, deps);
  const doing = "say whose the admin's OAuth client is";
  const { user } = await api.call({ method: 'GET', path: '/api/v2/users/me', doing }, userAnswer);
  if (user.role === 'admin') return api;
  throw new SetUpError(
    `The OAuth client "${access.admin.clientId}" acts as "${user.name ?? user.id}", who is no admin: sign in as an admin ` +
      'and make one in Admin Center → Apps and integrations → APIs → OAuth clients, for this once.',
  );
}

/** The API as the functions see it, for what is judged by their code. */
export function apiAsAdmin({ baseUrl, admin }: AdminAccess, { send, now }: SetUpDeps): Api {
  return openApi({ baseUrl }, { http: send, now, random: () => 0, apiSecret: async () => admin });
}

export async function readAccount(api: AdminApi): Promise<AccountState> {
  return {
    fields: (await api.list('/api/v2/ticket_fields', 'ticket_fields', ticketField)) ?? [],
    forms: await api.list('/api/v2/ticket_forms', 'ticket_forms', ticketForm),
    webhooks: (await api.list('/api/v2/webhooks', 'webhooks', webhook)) ?? [],
    macros: (await api.list('/api/v2/macros', 'macros', macro)) ?? [],
    views: (await api.list('/api/v2/views', 'views', view)) ?? [],
    triggers: (await api.list('/api/v2/triggers', 'triggers', trigger)) ?? [],
  };
}

/** What the settings say of fields, with the prefix of all tags. */
export function settingsFacts(
  settings: AccountSettings | null,
): Readonly<{ tagPrefix: string; fields: FieldIds }> {
  return settings === null
    ? { tagPrefix: 'dm_', fields: {} }
    : { tagPrefix: settings.tagPrefix, fields: zendeskSettingsOf(settings).fields };
}
