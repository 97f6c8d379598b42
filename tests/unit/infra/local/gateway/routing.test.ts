import { expect, test } from 'vitest';
import { matchRoute } from '../../../../../infra/local/gateway/routing.ts';

const routes = [
  '$default',
  'ANY /hooks/{rest+}',
  'POST /hooks/{tool}',
  'POST /hooks/{tool}/{account}',
  'POST /hooks/zendesk/{account}',
  'ANY /hooks/zendesk/1',
  'GET /',
].map((routeKey) => ({ routeKey, functionArn: 'arn', timeoutMs: 1 }));

test.each([
  { method: 'POST', path: '/hooks/zendesk/1', routeKey: 'ANY /hooks/zendesk/1', parameters: {} },
  {
    method: 'POST',
    path: '/hooks/zendesk/2',
    routeKey: 'POST /hooks/zendesk/{account}',
    parameters: { account: '2' },
  },
  {
    method: 'POST',
    path: '/hooks/other/a%2Fb',
    routeKey: 'POST /hooks/{tool}/{account}',
    parameters: { tool: 'other', account: 'a/b' },
  },
  { method: 'POST', path: '/hooks/x', routeKey: 'POST /hooks/{tool}', parameters: { tool: 'x' } },
  { method: 'GET', path: '/hooks/x/y', routeKey: 'ANY /hooks/{rest+}', parameters: { rest: 'x/y' } },
  { method: 'POST', path: '/hooks/a/b/c', routeKey: 'ANY /hooks/{rest+}', parameters: { rest: 'a/b/c' } },
  { method: 'GET', path: '/', routeKey: 'GET /', parameters: {} },
  { method: 'POST', path: '/', routeKey: '$default', parameters: {} },
  { method: 'POST', path: '/hooks/', routeKey: '$default', parameters: {} },
])('$method $path goes to $routeKey', ({ method, path, routeKey, parameters }) => {
  // Act
  const match = matchRoute(routes, method, path);
  // Assess
  expect(match?.route.routeKey).toBe(routeKey);
  expect(match?.pathParameters).toEqual(parameters);
});

test('without a default route an unknown path goes nowhere', () => {
  expect(matchRoute(routes.slice(2), 'GET', '/elsewhere')).toBeNull();
});
