import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { type AccountSettingsInput, accountSettings } from '../../../../../connectors/account.ts';
import { tryOutZendesk } from '../../../../../connectors/zendesk/setup/try-out.ts';
import type { Fault, ZendeskStandIn } from '../../../../../infra/local/helpdesks/zendesk/index.ts';
import { accountId, adminStateOf, setUpClient, startNewZendesk } from '../../../../support/new-zendesk.ts';
import { ownSide, setUpDeps } from '../../../../support/own-side.ts';

let zendesk: ZendeskStandIn;
/** Requests that change something, and the one that is answered with 500. */
let changes: string[];
let broken: string | null;
const intercept = ({ method, path }: Readonly<{ method: string; path: string }>): Fault => {
  const call = `${method} ${path.replace(/\d+/g, (id) => (id === '2' ? id : 'ID'))}`;
  if (method !== 'GET' && !path.startsWith('/oauth')) changes.push(call);
  return call === broken ? { kind: 'answer', status: 500, headers: {}, body: '{}' } : { kind: 'none' };
};
beforeEach(async () => {
  changes = [];
  broken = null;
  zendesk = await startNewZendesk({ intercept });
});
afterEach(() => zendesk.stop());

const tryOut = (more: Partial<AccountSettingsInput> = {}, controller = new AbortController()) => {
  const settings = z.parse(accountSettings, {
    ...{ connector: 'zendesk', account: accountId, baseUrl: zendesk.baseUrl, runtimeUserId: '9002' },
    agentLanguages: { default: 'en' },
    ...more,
  });
  const answers = {
    ...{ subdomain: zendesk.baseUrl, account: accountId },
    ...{ adminClientId: setUpClient.clientId, adminClientSecret: setUpClient.clientSecret },
  };
  const wait = async () => controller.abort(new Error('Ctrl-C'));
  return tryOutZendesk(answers, ownSide({ settings }), { ...setUpDeps, wait, signal: controller.signal });
};
const takenAway = ['PUT /api/v2/tickets/ID', 'DELETE /api/v2/tickets/ID', 'DELETE /api/v2/users/ID'];

describe('the test message', () => {
  it('leaves neither ticket nor customer behind where it is stopped', async () => {
    const before = await adminStateOf(zendesk);

    await expect(tryOut()).rejects.toThrow('Ctrl-C');
    expect(changes).toEqual(['POST /api/v2/users', 'POST /api/v2/tickets', ...takenAway]);
    expect(await adminStateOf(zendesk)).toEqual(before);
  });

  it.each([
    ['the ticket cannot be opened', 'POST /api/v2/tickets', ['DELETE /api/v2/users/ID']],
    ['the ticket cannot be read', 'GET /api/v2/tickets/ID/comments', takenAway],
  ])('leaves nothing behind where %s', async (_, call, expected) => {
    broken = call;

    await expect(tryOut()).rejects.toThrow(/^Zendesk could not .* \(500\): try again later\.$/);
    expect(changes.slice(-expected.length)).toEqual(expected);
  });

  it.each<[string, Partial<AccountSettingsInput>]>([
    ['mode is "observe", so that nothing is written', { mode: 'observe' }],
    ['notes is "never"', { notes: 'never' }],
    ['translations go into a field', { vendor: { translation: { to: 'field', field: '7' } } }],
    [
      'scope leaves tickets out, and a test ticket may be one of them',
      { scope: { include: { tags: ['pilot'] } } },
    ],
  ])('is not written where no note can be told to come: %s', async (why, more) => {
    const { severity, what } = await tryOut(more);

    expect({ severity, what, changes }).toEqual({
      severity: 'note',
      what: `No test message was written: in the settings, ${why}.`,
      changes: [],
    });
  });
});
