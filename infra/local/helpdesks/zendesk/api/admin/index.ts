import type { Route } from '../routing.ts';
import { accountSettingsRoutes } from './account-settings.ts';
import { businessRuleRoutes } from './business-rules.ts';
import { oauthClientRoutes } from './oauth-clients.ts';
import { organisationRoutes } from './organisation.ts';
import { ticketFieldRoutes } from './ticket-fields.ts';
import { ticketFormRoutes } from './ticket-forms.ts';
import { userRoutes } from './users.ts';
import { webhookRoutes } from './webhooks.ts';

/** What an admin sets up. */
export const adminRoutes: readonly Route[] = [
  ...userRoutes,
  ...organisationRoutes,
  ...ticketFieldRoutes,
  ...ticketFormRoutes,
  ...webhookRoutes,
  ...businessRuleRoutes,
  ...oauthClientRoutes,
  ...accountSettingsRoutes,
];
