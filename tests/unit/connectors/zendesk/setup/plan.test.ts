import { afterEach, describe, expect, it } from 'vitest';
import { accountSettings } from '../../../../../connectors/account.ts';
import type { SetUpDeps } from '../../../../../connectors/set-up.ts';
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
const send = (method: string, path: string, body: unknown) =>
  fetch(`${zendesk.baseUrl}${path}`, {
    method,
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      authorization: `Bearer ${zendesk.signIn('9001', 'read write')}`,
    },
    body: JSON.stringify(body),
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

  it('goes on naming the mails of the runtime user, since no API tells whether they are off', async () => {
    // Prepare
    await start();
    const titlesOf = async () => (await plan()).byHand.map(({ title }) => title);
    // Act
    const before = await titlesOf();
    await (await plan()).apply(recordedProgress(), false);
    const after = await titlesOf();
    // Assess
    expect(before).toEqual(["Switch off the runtime user's mails, and give it its role"]);
    expect(after).toEqual(["See that the runtime user's mails are switched off"]);
  });

  it('leaves the mails of a user with whom people work, too, alone', async () => {
    await start();
    const { settings: entry } = await (await plan()).apply(recordedProgress(), false);
    const settings = accountSettings.parse({ ...entry, runtimeUserIsDedicated: false });

    const { byHand } = await zendeskSetUp.plan(answers(), ownSide({ settings }), setUpDeps);

    expect(byHand).toEqual([]);
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

  it('refuses an admin as runtime user, such as the one who sets it up', async () => {
    await start();
    const { refusals } = await plan({ runtimeUser: 'ada@example.com' });

    expect(refusals).toEqual([
      'The user "Ada Admin" is an admin, and whoever reads its secret could change the whole account; make it an agent, or give --runtime-user the e-mail of another agent, who is made where there is none.',
    ]);
  });

  it('refuses an agent who has answered customers in her own name', async () => {
    // Prepare
    await start();
    const opened = await send('POST', '/api/v2/tickets', {
      ticket: { subject: 'Hi', comment: { body: 'Hi' }, requester_id: 9003, submitter_id: 9003 },
    });
    const { ticket } = (await opened.json()) as { ticket: { id: number } };
    const answer = { comment: { body: 'Hello', public: true, author_id: 9002 } };
    await send('PUT', `/api/v2/tickets/${ticket.id}`, { ticket: answer });
    // Act
    const { refusals } = await plan({ runtimeUser: 'marta@example.com' });
    // Assess
    expect(refusals).toEqual([
      'The user "Marta Agent" has answered customers in its own name, so a person answers with it; give --runtime-user the e-mail of another agent, who is made where there is none.',
    ]);
  });

  it('takes the user that it made even where the settings have lost the account', async () => {
    await start();
    await (await plan()).apply(recordedProgress(), true);
    const removal = await zendeskSetUp.planRemoval(answers(), ownSide({ settings: null }), setUpDeps);

    expect(removal.changes.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['user "Dragoman"', 'trigger "Tell the assignee of every update"']),
    );
  });

  it('leaves what another stage uses, as long as that is connected, and says so', async () => {
    // Prepare: the stage `local` makes all that is shared, `test` uses it.
    await start();
    const before = await adminStateOf(zendesk);
    const own = ownSide();
    const other = ownSide({ stage: 'test', webhookUrl: 'https://test.example.com/webhooks' });
    for (const side of [own, other])
      await (await zendeskSetUp.plan(answers(), side, setUpDeps)).apply(recordedProgress(), true);
    const takeAway = async (side: typeof own) => {
      const removal = await zendeskSetUp.planRemoval(answers(), side, setUpDeps);
      await removal.apply(recordedProgress(), false);
      return removal;
    };
    // Act
    const first = await takeAway(own);
    const second = await takeAway(other);
    const last = await takeAway(own);
    // Assess
    expect(first.changes.map(({ what }) => what)).toEqual([
      'webhook "Dragoman"',
      'OAuth client "dragoman_local"',
    ]);
    expect(first.unchanged).toContain(
      'macro "Reply in customer\'s language" stays, since it serves the stage test (when that is gone, the same command takes it)',
    );
    expect(first.unchanged.map((line) => line.split(' stays')[0])).toEqual(
      expect.arrayContaining([
        'trigger "Tell the assignee of every update"',
        'drop-down field "Language (Dragoman)"',
        'user "Dragoman"',
      ]),
    );
    expect(second.unchanged).toContain(
      'user "Dragoman" stays, since it was made for the stage local: its removal takes it',
    );
    expect(last.changes.map(({ what }) => what)).toContain('user "Dragoman"');
    expect(await adminStateOf(zendesk)).toEqual(before);
  });
});

describe('a rule of a kind that nobody here knows', () => {
  const odd = {
    title: 'Ask a model',
    actions: [
      { field: 'notification_user', value: ['assignee_id', 'Updated', '…'] },
      { field: 'app_action', value: [['prompt', { model: 'x', steps: [1, 2] }]], extra: { kept: true } },
    ],
    conditions: { all: [{ field: 'app_condition', operator: 'matches', value: { any: ['a'] } }], any: [] },
  };
  /** Answers of the account with one trigger; the bodies of changes are kept. */
  const accountWith =
    (changes: unknown[]): SetUpDeps['send'] =>
    async (request) => {
      const { pathname } = new URL(request.url);
      const answer = (body: unknown) => ({
        ...{ kind: 'answer' as const, status: 200, headers: {}, body: JSON.stringify(body) },
      });
      const trigger = { ...odd, id: 81, active: true };
      if (pathname === '/api/v2/triggers') return answer({ triggers: [trigger] });
      if (pathname !== '/api/v2/triggers/81') return await setUpDeps.send(request);
      if (request.method === 'PUT') changes.push(JSON.parse(String(request.body)));
      return answer({ trigger });
    };

  it('stops nothing, and goes back as it is where the trigger is changed', async () => {
    // Prepare
    await start();
    const changes: unknown[] = [];
    const deps = { ...setUpDeps, send: accountWith(changes) };
    // Act
    const found = await zendeskSetUp.plan(answers(), ownSide(), deps);
    const { settings } = await found.apply(recordedProgress(), true);
    // Assess
    expect(found.proposals?.changes.map(({ what }) => what)).toEqual(['trigger "Ask a model"']);
    const added = { field: 'role', operator: 'is_not', value: settings?.runtimeUserId };
    expect(changes).toEqual([
      {
        trigger: {
          conditions: { all: [...odd.conditions.all, added], any: [] },
          actions: odd.actions,
        },
      },
    ]);
  });
});
