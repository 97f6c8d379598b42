import { expect, test } from 'vitest';
import { apiOf, mailOfAna, startAccount } from './account.ts';

test('answers the user whose token it is', async () => {
  // Prepare
  const rt = await startAccount();

  // Act
  const answer = await apiOf(rt)('GET', '/user/dragoman');

  // Assess
  expect(answer).toMatchObject({ status: 200, body: { Name: 'dragoman', Privileged: 1 } });
});

test.each([
  ['without a token', {}],
  ['with a Bearer token', { authorization: 'Bearer 1-27-bot' }],
  ['with a token that nobody has', { authorization: 'token 1-27-other' }],
])('refuses a call %s', async (_, headers) => {
  // Prepare
  const rt = await startAccount();

  // Act
  const answer = await apiOf(rt, null)('GET', '/ticket/1', undefined, headers);

  // Assess
  expect(answer).toMatchObject({ status: 401, body: { message: 'Unauthorized' } });
});

test('sends what looks like a browser to the login page', async () => {
  // Prepare
  const rt = await startAccount();

  // Act
  const answer = await apiOf(rt, null)('GET', '/ticket/1', undefined, { 'user-agent': 'Mozilla/5.0' });

  // Assess
  expect(answer.status).toBe(302);
  expect(answer.headers.get('location')).toBe('/');
  expect(rt.violations()).toHaveLength(1);
});

test('refuses a token from the moment on that it is taken away', async () => {
  // Prepare
  const rt = await startAccount();
  rt.setToken('1-27-bot', null);

  // Act
  const answer = await apiOf(rt)('GET', '/user/dragoman');

  // Assess
  expect(answer.status).toBe(401);
});

test.each([
  ['PATCH', '/ticket/1', 501, 'Not Implemented'],
  ['DELETE', '/ticket/1/comment', 405, 'Method Not Allowed'],
  ['GET', '/nowhere', 404, 'Not Found'],
  ['GET', '/ticket/7', 404, 'Not Found'],
  ['GET', '/queue/Hidden', 403, 'Forbidden'],
])('answers %s %s with %i', async (method, path, status, message) => {
  // Prepare
  const rt = await startAccount();
  mailOfAna(rt);

  // Act
  const answer = await apiOf(rt)(method, path);

  // Assess
  expect(answer).toMatchObject({ status, body: { message } });
});
