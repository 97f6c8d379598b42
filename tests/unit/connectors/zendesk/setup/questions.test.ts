import { expect, it } from 'vitest';
import { baseUrlIn } from '../../../../../connectors/zendesk/setup/questions.ts';

it.each([
  ['acme', 'https://acme.zendesk.com'],
  ['Acme', 'https://acme.zendesk.com'],
  ['acme.zendesk.com', 'https://acme.zendesk.com'],
  ['https://acme.zendesk.com/agent/', 'https://acme.zendesk.com'],
  ['http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
  ['acme zendesk', null],
  ['ftp://acme.zendesk.com', null],
  ['', null],
])('the address of a Zendesk called "%s" is %s', (written, baseUrl) => {
  expect(baseUrlIn(written)).toBe(baseUrl);
});
