import { afterEach, describe, expect, it } from 'vitest';
import { zendeskSetUp } from '../../../../../connectors/zendesk/setup/index.ts';
import type { Fault, ZendeskStandIn } from '../../../../../infra/local/helpdesks/zendesk/index.ts';
import { accountId, adminStateOf, setUpClient, startNewZendesk } from '../../../../support/new-zendesk.ts';
import { ownSide, recordedProgress, setUpDeps } from '../../../../support/own-side.ts';

let zendesk: ZendeskStandIn;
afterEach(() => zendesk.stop());

/** What the next call of that method and path is answered with; null = as ever. */
let fault: Readonly<{ method: string; path: string; status: number }> | null = null;
const intercept = ({ method, path }: Readonly<{ method: string; path: string }>): Fault => {
  if (fault === null || fault.method !== method || fault.path !== path) return { kind: 'none' };
  const { status } = fault;
  fault = null;
  return { kind: 'answer', status, headers: {}, body: '{}' };
};
const start = async () => {
  zendesk = await startNewZendesk({ intercept });
};

const answers = (more: Readonly<Record<string, string>> = {}) => ({
  subdomain: zendesk.baseUrl,
  account: accountId,
  adminClientId: setUpClient.clientId,
  adminClientSecret: setUpClient.clientSecret,
  agentLanguage: 'en',
  runtimeUser: 'dragoman@example.com',
  ...more,
});
const plan = (more: Readonly<Record<string, string>> = {}) =>
  zendeskSetUp.plan(answers(more), ownSide(), setUpDeps);

describe('connecting Zendesk', () => {
  it('stops at a failure in a sentence, and a second run goes on there', async () => {
    // Prepare
    await start();
    const first = recordedProgress();
    const { apply } = await plan();
    fault = { method: 'POST', path: '/api/v2/macros', status: 500 };
    // Act
    await expect(apply(first, false)).rejects.toThrow(
      `Zendesk could not make the macro "Reply in customer's language" (500): try again later.`,
    );
    const second = await plan();
    // Assess
    expect(first.dones).toContain('ticket form "Returns"');
    expect(second.changes.filter(({ place }) => place === 'helpdesk').map(({ what }) => what)).toEqual([
      'macro "Reply in customer\'s language"',
      'view "Replies not sent (Dragoman)"',
      'OAuth client "dragoman_local", its secret into …/api',
      'webhook "Dragoman", its signing secret into …/webhook',
    ]);
  });

  it('names what it was about to do where a right is missing', async () => {
    await start();
    fault = { method: 'GET', path: '/api/v2/triggers', status: 403 };

    await expect(plan()).rejects.toThrow(
      'Zendesk refused to list triggers (403): the OAuth client has to belong to an admin, and its scopes have to allow read and write.',
    );
  });

  it('refuses a set-up client that is not an admin’s', async () => {
    await start();

    await expect(
      plan({ adminClientId: 'workspace', adminClientSecret: 'agent-secret-77aa' }),
    ).rejects.toThrow('The OAuth client "workspace" acts as "Marta Agent", who is no admin');
  });

  it('refuses a runtime user to whom tickets are assigned, since its words count as Dragoman’s', async () => {
    // Prepare
    await start();
    await fetch(`${zendesk.baseUrl}/api/v2/tickets`, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        authorization: `Bearer ${zendesk.signIn('9001', 'read write')}`,
      },
      body: JSON.stringify({ ticket: { subject: 'Hi', comment: { body: 'Hi' }, assignee_id: 9002 } }),
    });
    // Act
    const { refusals } = await plan({ runtimeUser: 'marta@example.com' });
    // Assess
    expect(refusals).toEqual([
      'The user "Marta Agent" has tickets assigned, so a person answers with it; give --runtime-user the e-mail of another agent, who is made where there is none.',
    ]);
  });

  it('uses fields that a person has made, adds the options that they lack, and leaves them there when it goes', async () => {
    // Prepare
    await start();
    const headers = {
      accept: 'application/json',
      'content-type': 'application/json',
      authorization: `Bearer ${zendesk.signIn('9001', 'read write')}`,
    };
    const custom_field_options = [{ name: 'Spanish', value: 'dm_lang_es' }];
    const ticket_field = { type: 'tagger', title: 'Customer language', custom_field_options };
    await fetch(`${zendesk.baseUrl}/api/v2/ticket_fields`, {
      ...{ method: 'POST', headers },
      body: JSON.stringify({ ticket_field }),
    });
    // Act
    const found = await plan();
    const { settings } = await found.apply(recordedProgress(), false);
    const own = ownSide({ settings: null });
    const removal = await zendeskSetUp.planRemoval(answers(), own, setUpDeps);
    // Assess
    expect(found.changes.map(({ what }) => what)).toContain('drop-down field "Customer language"');
    expect(found.changes.map(({ what }) => what)).not.toContain('drop-down field "Language (Dragoman)"');
    expect(settings?.vendor).toMatchObject({ fields: { language: expect.any(String) } });
    expect(removal.changes.map(({ what }) => what)).not.toContain('drop-down field "Customer language"');
    expect(removal.changes.map(({ what }) => what)).toContain('drop-down field "Sentiment (Dragoman)"');
  });

  it('puts fields on the forms that are named only, and later on those that have them', async () => {
    await start();
    const first = await plan({ forms: 'returns' });
    await first.apply(recordedProgress(), false);
    const second = await plan();

    expect(first.changes.map(({ what }) => what)).not.toContain('ticket form "Default"');
    expect(second.unchanged).toContain('ticket form "Returns"');
    expect(second.changes.map(({ what }) => what)).not.toContain('ticket form "Default"');
  });

  it('subscribes to chats and keeps their key only where an app is named', async () => {
    // Prepare
    await start();
    const progress = recordedProgress();
    const chats = { messagingAppId: '5f01', messagingKeyId: 'app_1', messagingKeySecret: 'key-secret' };
    // Act
    const { settings } = await (await plan(chats)).apply(progress, false);
    // Assess
    const [{ subscriptions }] = ((await adminStateOf(zendesk)) as { webhooks: [{ subscriptions: string[] }] })
      .webhooks;
    expect(subscriptions).toContain('zen:event-type:messaging_ticket.message_added');
    expect(JSON.parse(progress.secrets.api!).sunshine).toEqual({ keyId: 'app_1', secret: 'key-secret' });
    expect(settings?.vendor).toMatchObject({ messaging: { appId: '5f01' } });
  });

  it('says where the key for chats is made, as long as there is none', async () => {
    await start();
    const { byHand } = await plan({ messagingAppId: '5f01' });

    expect(byHand.map(({ title }) => title)).toContain('A key of Sunshine Conversations, to answer in chats');
  });

  it('leaves triggers alone without a consent of its own', async () => {
    await start();
    const { proposals, apply } = await plan();
    const before = (await adminStateOf(zendesk)).triggers;
    await apply(recordedProgress(), false);

    expect(proposals?.changes.map(({ what }) => what)).toEqual([
      'trigger "Tell the assignee of every update"',
    ]);
    expect((await adminStateOf(zendesk)).triggers).toEqual(before);
  });

  it('lets two stages share fields, macro and view, and takes away only what was made for the own one', async () => {
    // Prepare
    await start();
    const first = await plan();
    await first.apply(recordedProgress(), false);
    const other = ownSide({ stage: 'test', webhookUrl: 'https://test.example.com/webhooks' });
    // Act
    const second = await zendeskSetUp.plan(answers(), other, setUpDeps);
    await second.apply(recordedProgress(), false);
    const removal = await zendeskSetUp.planRemoval(answers(), other, setUpDeps);
    // Assess
    expect(second.changes.filter(({ place }) => place === 'helpdesk').map(({ what }) => what)).toEqual([
      'OAuth client "dragoman_test", its secret into …/api',
      'webhook "Dragoman", its signing secret into …/webhook',
    ]);
    expect(removal.changes.map(({ what, details }) => [what, ...details])).toEqual([
      ['webhook "Dragoman"', 'POST https://test.example.com/webhooks'],
      ['OAuth client "dragoman_test"', 'its tokens stop working'],
    ]);
  });
});
