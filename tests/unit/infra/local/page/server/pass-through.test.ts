import { expect, test } from 'vitest';
import { targetOf } from '../../../../../../infra/local/page/server/pass-through.ts';

test.each([
  ['/helpdesk/agent/api/v2/tickets/12.json', { who: { kind: 'agent' }, path: '/api/v2/tickets/12.json' }],
  [
    '/helpdesk/customer/customer-of-r%201/api/v2/requests',
    { who: { kind: 'customer', userId: 'customer-of-r 1' }, path: '/api/v2/requests' },
  ],
  [
    '/helpdesk/messaging/sc/v2/apps/5f/conversations',
    { who: { kind: 'messaging' }, path: '/sc/v2/apps/5f/conversations' },
  ],
])('%s leads into the helpdesk', (path, target) => {
  expect(targetOf(path)).toEqual(target);
});

test.each([
  ['the token endpoint', '/helpdesk/agent/oauth/tokens'],
  ['files by their address', '/helpdesk/agent/attachments/token/x'],
  ['the ticketing API with the key of chats', '/helpdesk/messaging/api/v2/tickets'],
  ['chats as an agent', '/helpdesk/agent/sc/v2/apps/5f/conversations'],
  ['a customer without an id', '/helpdesk/customer//api/v2/requests'],
  ['an id that is not encoded well', '/helpdesk/customer/%E0%A4%A/api/v2/requests'],
  ['somebody else', '/helpdesk/admin/api/v2/tickets'],
  ['a page of the server', '/page/config'],
])('%s is out of reach', (_what, path) => {
  expect(targetOf(path)).toBeNull();
});
