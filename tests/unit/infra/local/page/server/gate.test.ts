import { expect, test } from 'vitest';
import { refusalOf } from '../../../../../../infra/local/page/server/gate.ts';

const host = '127.0.0.1:4180';

test.each(['127.0.0.1:4180', 'localhost:4180', '[::1]:4180', 'localhost'])('Host %s is let in', (name) => {
  expect(refusalOf({ method: 'GET', headers: { host: name } })).toBeNull();
});

test.each(['evil.example', 'evil.example:4180', '127.0.0.1.evil.example', 'localhost.evil.example', '', '@'])(
  'Host "%s" is refused, however it came here',
  (name) => {
    expect(refusalOf({ method: 'GET', headers: { host: name } })).toContain('only served to this machine');
  },
);

test.each([
  ['of the page', { origin: `http://${host}` }],
  [
    'of the page, as browsers say today',
    { origin: `http://${host}`, 'sec-fetch-site': 'same-origin' as const },
  ],
  ['of a program', {}],
])('A write %s is let in', (_who, headers) => {
  expect(refusalOf({ method: 'POST', headers: { host, ...headers } })).toBeNull();
});

test.each([
  ['another website', { origin: 'https://evil.example' }],
  ['another port', { origin: 'http://127.0.0.1:3000' }],
  ['a page without an origin', { origin: 'null' }],
  ['a form elsewhere', { 'sec-fetch-site': 'cross-site' as const }],
])('A write of %s is refused', (_who, headers) => {
  expect(refusalOf({ method: 'PUT', headers: { host, ...headers } })).toBe(
    'Another website may not write here.',
  );
});
