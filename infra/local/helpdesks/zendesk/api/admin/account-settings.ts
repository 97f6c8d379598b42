import type { Route } from '../routing.ts';

/** The part of the account's settings that something here depends on. https://developer.zendesk.com/api-reference/ticketing/account-configuration/account_settings/ */
export const accountSettingsRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: '/api/v2/account/settings',
    scope: { resource: null, access: 'read' },
    handle: (_request, { settings }) => ({
      status: 200,
      body: {
        settings: {
          tickets: {
            agent_ticket_deletion: settings.agentsCanDeleteTickets,
            comments_public_by_default: true,
            private_attachments: settings.privateAttachments,
          },
          limits: { attachment_size: settings.maxAttachmentBytes },
        },
      },
    }),
  },
];
