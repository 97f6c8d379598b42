import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  apiOf,
  assertionOf,
  credentials,
  integrationId,
  jwtForm,
  movableClock,
  orgId,
  query,
  requestToken,
  startOrg,
  users,
} from './org.ts';

const soql = 'SELECT Id FROM Organization';

test('Client credentials give a token of the Run-As user without an expiry and without a refresh token', async () => {
  // Prepare
  const org = await startOrg();
  // Act
  const answer = await requestToken(org, credentials);
  // Assess
  expect(answer.status).toBe(200);
  expect(Object.keys(answer.body).sort()).toEqual(
    ['access_token', 'id', 'instance_url', 'issued_at', 'scope', 'signature', 'token_type'].sort(),
  );
  expect(answer.body.instance_url).toBe(org.baseUrl);
  expect(answer.body.id).toBe(`https://login.salesforce.com/id/${orgId}/${integrationId}`);
  expect(answer.body.access_token).toMatch(/^00DRM000000Fxts!/);
});

test('Client credentials may also come as basic authentication', async () => {
  // Prepare
  const org = await startOrg();
  const basic = Buffer.from('consumer-key:test-secret').toString('base64');
  // Act
  const answer = await requestToken(
    org,
    { grant_type: 'client_credentials' },
    { authorization: `Basic ${basic}` },
  );
  // Assess
  expect(answer.status).toBe(200);
});

test('A wrong secret, an unknown app and an unknown grant are refused with an object, not with an array', async () => {
  // Prepare
  const org = await startOrg();
  // Act
  const answers = await Promise.all([
    requestToken(org, { ...credentials, client_secret: 'wrong' }),
    requestToken(org, { ...credentials, client_id: 'nobody' }),
    requestToken(org, { ...credentials, grant_type: 'password' }),
  ]);
  // Assess
  expect(answers.map(({ status, body }) => [status, body.error])).toEqual([
    [401, 'invalid_client'],
    [400, 'invalid_client_id'],
    [400, 'unsupported_grant_type'],
  ]);
});

test('An app without a Run-As user gives no token', async () => {
  // Prepare
  const org = await startOrg({
    apps: [{ clientId: 'consumer-key', clientSecret: 'test-secret', runAsUserId: null, jwt: null }],
  });
  // Act
  const answer = await requestToken(org, credentials);
  // Assess
  expect([answer.status, answer.body]).toEqual([
    400,
    { error: 'invalid_grant', error_description: 'no client credentials user enabled' },
  ]);
});

test('An assertion for a user who is let in gives a token of that user', async () => {
  // Prepare
  const org = await startOrg();
  // Act
  const answer = await requestToken(org, jwtForm(assertionOf({})));
  // Assess
  expect(answer.status).toBe(200);
  const api = await apiOf(org, answer.body.access_token);
  expect((await query(api, soql)).status).toBe(200);
});

test('An assertion is refused if its user, audience, time, algorithm or signature is not as agreed', async () => {
  // Prepare
  const org = await startOrg();
  const now = Math.floor(Date.now() / 1000);
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const assertions = [
    assertionOf({ sub: 'noah@example.com' }),
    assertionOf({ sub: 'nobody@example.com' }),
    assertionOf({ aud: 'https://test.salesforce.com' }),
    assertionOf({ exp: now - 1 }),
    assertionOf({ exp: (now + 120) * 1000 }),
    assertionOf({}, { alg: 'HS256' }),
    assertionOf({}, { key: privateKey }),
    'not.a.token',
  ];
  // Act
  const answers = await Promise.all(assertions.map((assertion) => requestToken(org, jwtForm(assertion))));
  // Assess
  expect(answers.map(({ status, body }) => [status, body.error, body.error_description])).toEqual([
    [400, 'invalid_grant', "user hasn't approved this consumer"],
    [400, 'invalid_grant', "user hasn't approved this consumer"],
    [400, 'invalid_grant', 'audience is invalid'],
    [400, 'invalid_grant', 'expired authorization code'],
    [400, 'invalid_grant', 'assertion is valid for too long'],
    [400, 'invalid_grant', 'algorithm not supported'],
    [400, 'invalid_grant', 'invalid assertion'],
    [400, 'invalid_grant', 'invalid assertion'],
  ]);
});

test('An assertion that is valid for more than three minutes works and is a violation', async () => {
  // Prepare
  const org = await startOrg();
  // Act
  const answer = await requestToken(org, jwtForm(assertionOf({ exp: Math.floor(Date.now() / 1000) + 290 })));
  // Assess
  expect(answer.status).toBe(200);
  expect(org.violations().map(({ what }) => what)).toEqual([
    'an assertion should not be valid for more than three minutes',
  ]);
});

test('A session ends when it is revoked, when its user is frozen and when nobody used it for two hours', async () => {
  // Prepare
  const clock = movableClock('2026-03-02T10:00:00Z');
  const org = await startOrg({ now: clock.now });
  const revoked = await apiOf(org);
  const first = await query(revoked, soql);
  org.revokeSessions();
  const unused = await apiOf(org);
  // Act
  const afterRevoking = await query(revoked, soql);
  clock.advanceMs(7_100_000);
  const whileUsed = await query(unused, soql);
  clock.advanceMs(7_100_000);
  const stillUsed = await query(unused, soql);
  clock.advanceMs(7_300_000);
  const afterPause = await query(unused, soql);
  const frozen = await apiOf(org);
  org.setUser({ ...users[0]!, active: false });
  const afterFreezing = await query(frozen, soql);
  // Assess
  const statuses = [first, afterRevoking, whileUsed, stillUsed, afterPause, afterFreezing].map(
    ({ status }) => status,
  );
  expect(statuses).toEqual([200, 401, 200, 200, 401, 401]);
  expect(afterRevoking.body).toEqual([
    { message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' },
  ]);
});

test('A user without the permission for the API is refused', async () => {
  // Prepare
  const org = await startOrg({
    apps: [
      { clientId: 'consumer-key', clientSecret: 'test-secret', runAsUserId: '005RM00000PortaYAB', jwt: null },
    ],
  });
  const api = await apiOf(org);
  // Act
  const answer = await query(api, soql);
  // Assess
  expect([answer.status, answer.body[0].errorCode]).toEqual([403, 'API_DISABLED_FOR_ORG']);
});

test('A request without a bearer token is refused before anything else', async () => {
  // Prepare
  const org = await startOrg();
  // Act
  const answer = await fetch(`${org.baseUrl}/services/data/v66.0/limits`);
  // Assess
  expect([answer.status, await answer.json()]).toEqual([
    401,
    [{ message: 'INVALID_HEADER_TYPE', errorCode: 'INVALID_AUTH_HEADER' }],
  ]);
});

test('Another version of the API does not exist', async () => {
  // Prepare
  const org = await startOrg();
  const api = await apiOf(org);
  // Act
  const answer = await api('GET', '/services/data/v65.0/limits');
  // Assess
  expect([answer.status, answer.body]).toEqual([
    404,
    [{ message: 'The requested resource does not exist', errorCode: 'NOT_FOUND' }],
  ]);
});
