import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ZendeskStandIn } from '../../infra/local/helpdesks/zendesk/index.ts';
import type { LocalStack } from '../../infra/local/stack.ts';
import { runCommand } from '../support/command.ts';
import { type ConnectRun, deployStage, runConnect, secretIn, startUndeployed } from '../support/connect.ts';
import { accountId, adminStateOf, setUpClient, startNewZendesk } from '../support/new-zendesk.ts';
import { temporaryFolder } from '../support/world.ts';

const open = new AsyncDisposableStack();
let zendesk: ZendeskStandIn;
let settingsFolder: string;
/** What answers for AWS: at first an account in which nothing of ours is deployed. */
let stack: LocalStack;
let atFirst: Readonly<Record<string, unknown>>;
const outputs: string[] = [];
const secretsSeen = [setUpClient.clientSecret];

beforeAll(async () => {
  zendesk = await startNewZendesk();
  open.defer(() => zendesk.stop());
  settingsFolder = temporaryFolder();
  stack = await startUndeployed(open);
  atFirst = await adminStateOf(zendesk);
});
afterAll(() => open.disposeAsync());

const environment = {
  ZENDESK_ADMIN_CLIENT_ID: setUpClient.clientId,
  ZENDESK_ADMIN_CLIENT_SECRET: setUpClient.clientSecret,
};

const connect = async (...args: string[]): Promise<ConnectRun> => {
  const run = await runConnect(['zendesk', '--stage', 'local', ...args], {
    stack,
    settingsFolder,
    environment,
  });
  outputs.push(run.stdout, run.stderr);
  return run;
};

const answers = () => [
  ...['--subdomain', zendesk.baseUrl, '--account', accountId, '--agent-language', 'en'],
  ...[
    '--runtime-user',
    'dragoman@example.com',
    '--region',
    'eu-central-1',
    '--alarm-email',
    'oncall@example.com',
  ],
];
const settingsFile = () => JSON.parse(readFileSync(join(settingsFolder, 'local.json'), 'utf8'));

const secret = (purpose: 'webhook' | 'api') => secretIn(stack, `zendesk/${accountId}/${purpose}`);

// Each test goes on where the one before stopped, as a person does.
describe('npm run connect -- zendesk', () => {
  it('--dry-run shows what would change and changes nothing', async () => {
    const { exitCode, stdout } = await connect(...answers(), '--dry-run');

    expect(exitCode).toBe(0);
    expect(stdout).toContain('+ user "Dragoman"');
    expect(stdout).toContain('+ drop-down field "Language (Dragoman)"');
    expect(stdout).toMatch(/~ ticket form "Returns"\n +fields: 0 → 4, with "Language \(Dragoman\)"/);
    expect(stdout).toMatch(/Proposed.*\n {2}~ trigger "Tell the assignee of every update"/);
    expect(stdout).not.toContain('Tell the requester of public answers');
    expect(await adminStateOf(zendesk)).toEqual(atFirst);
  });

  it('changes nothing without a terminal and without --yes, and says so', async () => {
    const { exitCode, stderr } = await connect(...answers());

    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: 'Nothing was changed: without a terminal it takes --yes to go on, or --dry-run to only look.\n',
    });
    expect(await adminStateOf(zendesk)).toEqual(atFirst);
  });

  it('before the deployment makes fields, user, macro and view, writes the settings and says what comes next', async () => {
    const { exitCode, stdout } = await connect(...answers(), '--yes');

    expect(stdout).toContain('Next: npm run deploy -- --stage local');
    expect(exitCode).toBe(0);
    expect(settingsFile()).toMatchObject({
      ...{ stage: 'local', region: 'eu-central-1', alarmEmail: 'oncall@example.com' },
      accounts: [
        {
          ...{ connector: 'zendesk', account: accountId, baseUrl: zendesk.baseUrl },
          agentLanguages: { default: 'en' },
          vendor: { fields: { language: expect.stringMatching(/^\d+$/) } },
        },
      ],
    });
    expect(await adminStateOf(zendesk)).toMatchObject({
      macros: [{ title: "Reply in customer's language" }],
      views: [{ title: 'Replies not sent (Dragoman)' }],
      webhooks: [],
    });
  });

  it('after the deployment makes client and webhook, stores the secrets, and sees the note of a test message', async () => {
    stack = await deployStage(settingsFolder, open);
    const { exitCode, stdout, stderr } = await connect('--yes', '--triggers');

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(
      /A test message of a customer had its note after \d+ s; its ticket is deleted again\./,
    );
    expect(JSON.parse(await secret('webhook'))).toEqual({ signingSecrets: [expect.any(String)] });
    expect(JSON.parse(await secret('api'))).toEqual({
      clientId: 'dragoman_local',
      clientSecret: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(await adminStateOf(zendesk)).toMatchObject({
      webhooks: [
        { name: 'Dragoman', status: 'active', endpoint: `${stack.apiUrl}/webhooks/zendesk/${accountId}` },
      ],
      triggers: [
        {
          conditions: {
            all: [
              { field: 'update_type', operator: 'is', value: 'Change' },
              { field: 'role', operator: 'is_not', value: settingsFile().accounts[0].runtimeUserId },
            ],
          },
        },
        { conditions: { all: [{ field: 'comment_is_public', operator: 'is', value: 'true' }] } },
      ],
    });
  });

  it('a second time finds nothing to change', async () => {
    const state = await adminStateOf(zendesk);
    const { exitCode, stdout } = await connect();

    expect(stdout).toContain('Nothing to change.');
    expect(stdout).toMatch(/0 to create, 0 to change, 0 to remove, \d+ as they should be\./);
    expect(exitCode).toBe(0);
    expect(await adminStateOf(zendesk)).toEqual(state);
  });

  it('leaves a stage with which doctor finds nothing wrong', async () => {
    const { exitCode, stdout, stderr } = await runCommand('doctor', ['--stage', 'local'], {
      stack,
      settingsFolder,
      environment,
    });
    outputs.push(stdout, stderr);

    expect(stdout).toMatch(/^Stage local: \d+ ok, \d+ notes?, 0 warnings, 0 errors\.$/m);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  });

  it('mends what somebody has changed, and keeps the old signing secret beside the new one', async () => {
    // Prepare
    const [{ id }] = ((await adminStateOf(zendesk)) as { webhooks: [{ id: string }] }).webhooks;
    const [old] = JSON.parse(await secret('webhook')).signingSecrets;
    const headers = {
      accept: 'application/json',
      'content-type': 'application/json',
      authorization: `Bearer ${zendesk.signIn('9001', 'read write')}`,
    };
    const hook = `${zendesk.baseUrl}/api/v2/webhooks/${id}`;
    await fetch(hook, {
      method: 'PATCH',
      headers,
      body: JSON.stringify({ webhook: { status: 'inactive' } }),
    });
    const rotated = await fetch(`${hook}/signing_secret`, { method: 'POST', headers });
    const { signing_secret } = (await rotated.json()) as { signing_secret: { secret: string } };
    secretsSeen.push(old, signing_secret.secret);
    // Act
    const { exitCode, stdout, stderr } = await connect('--yes', '--no-try-out');
    // Assess
    expect(stdout).toMatch(/~ webhook "Dragoman"\n +status: inactive → active/);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const { signingSecrets } = JSON.parse(await secret('webhook'));
    expect(signingSecrets).toEqual([signing_secret.secret, old]);
  });

  it('--remove leaves Zendesk as it was, empties the secrets and takes the account out of the settings', async () => {
    const { exitCode, stdout } = await connect('--remove', '--yes');

    expect(stdout).toContain('- webhook "Dragoman"');
    expect(exitCode).toBe(0);
    expect(await adminStateOf(zendesk)).toEqual(atFirst);
    expect([await secret('webhook'), await secret('api')]).toEqual(['{}', '{}']);
    expect(settingsFile().accounts).toEqual([]);
    expect(stdout).toContain('"Taking it away" in docs/operating.md');
  });

  it('never shows a secret', () => {
    const shown = outputs.join('\n');

    expect(shown).toContain('dragoman_local');
    expect(secretsSeen.filter((one) => shown.includes(one))).toEqual([]);
    expect(secretsSeen).toHaveLength(3);
    expect(shown).not.toMatch(/[0-9a-f]{64}/);
  });

  it('does nothing in Zendesk that Zendesk would have swallowed', () => {
    expect(zendesk.violations()).toEqual([]);
  });
});

describe('npm run connect -- zendesk says in a sentence what is wrong:', () => {
  it.each([
    [
      'an address where no Zendesk is',
      ['--subdomain', 'http://127.0.0.1:9'],
      'http://127.0.0.1:9 cannot be reached: check the subdomain and the network, then try again.',
    ],
    [
      'a client that Zendesk refuses',
      ['--admin-client-id', 'nobody'],
      'refuses the OAuth client "nobody": check its identifier and secret',
    ],
    [
      'a runtime user who answers customers',
      ['--runtime-user', 'carla@example.com'],
      'The user "Carla Customer" is a customer; give --runtime-user the e-mail of another agent',
    ],
    ['a form that is not there', ['--forms', 'Complaints'], 'There is no active ticket form "Complaints"'],
    [
      'a language that is none',
      ['--agent-language', 'english!'],
      '--agent-language: expected a language tag',
    ],
  ])('%s', async (_, args, sentence) => {
    const { exitCode, stderr } = await connect(...answers(), ...args, '--dry-run');

    expect(stderr).toContain(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(exitCode).toBe(1);
  });

  it.each([
    ['a name that no stage can have', ['--stage', '../evil'], '--stage: expected the name of the file'],
    [
      'a region without the services',
      ['--region', 'eu-nowhere-9'],
      '--region: expected a region with Translate',
    ],
    [
      'an address for alarms that is none',
      ['--alarm-email', 'nonsense'],
      '--alarm-email: expected an e-mail address',
    ],
    [
      'a helpdesk without TLS on another stage than local',
      [],
      'settings/test.json: accounts.0.baseUrl: expected an https address',
    ],
    [
      'a deployment with settings that it cannot see',
      ['--deploy'],
      'The deployment takes its settings from settings/ only',
    ],
  ])('%s, before anything is shown', async (_, args, sentence) => {
    const { exitCode, stdout, stderr } = await connect('--stage', 'test', ...answers(), ...args, '--dry-run');

    expect(stderr).toContain(sentence);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  });

  it('answers that nobody can be asked for', async () => {
    const { exitCode, stderr } = await runConnect(
      ['zendesk', '--stage', 'new', '--region', 'eu-central-1', '--alarm-email', 'oncall@example.com'],
      { stack, settingsFolder },
    );

    expect(stderr).toBe(
      'Without a terminal nobody can be asked, so these have to be given: --subdomain, --account, --admin-client-id, ' +
        'ZENDESK_ADMIN_CLIENT_SECRET, --agent-language, --runtime-user.\n',
    );
    expect(exitCode).toBe(1);
  });
});
