import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  openRequestTrackerDesk,
  type RequestTrackerDesk,
} from '../../infra/local/desks/request-tracker/index.ts';
import { openSalesforceDesk, type SalesforceDesk } from '../../infra/local/desks/salesforce/index.ts';
import { parseFaults } from '../../infra/local/faults.ts';
import { Journal } from '../../infra/local/journal.ts';
import type { LocalStack } from '../../infra/local/stack.ts';
import { type ConnectRun, deployStage, runConnect, secretIn, startUndeployed } from '../support/connect.ts';
import { temporaryFolder } from '../support/world.ts';

/** An administrator of the Salesforce org. */
const ada = '005RM00000AdminYAB';
const source = 'aws.partner/salesforce.com/00DRM000000Fxts2AC/0YLRM0000004Dfg4AE';

const open = new AsyncDisposableStack();
let rt: RequestTrackerDesk;
let org: SalesforceDesk;
let settingsFolder: string;
/** What answers for AWS: at first an account in which nothing of ours is deployed. */
let stack: LocalStack;

beforeAll(async () => {
  const faults = parseFaults([]);
  const options = { accountId: null, intents: [], faults, journal: new Journal(), timeScale: 1 };
  rt = await openRequestTrackerDesk(options);
  open.defer(() => rt.stop());
  org = await openSalesforceDesk(options);
  open.defer(() => org.stop());
  org.standIn.setUser({
    ...{ id: ada, username: 'ada@example.com', lastName: 'Admin', email: 'ada@example.com' },
    profile: 'administrator',
  });
  settingsFolder = temporaryFolder();
  stack = await startUndeployed(open);
});
afterAll(() => open.disposeAsync());

const run = (
  connector: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<ConnectRun> =>
  runConnect([connector, '--stage', 'local', ...args], { stack, settingsFolder, environment });

const toRequestTracker = () => [
  ...['--url', rt.baseUrl, '--account', 'example.com', '--agent-language', 'en', '--queues', 'Support'],
  ...['--region', 'eu-central-1', '--alarm-email', 'oncall@example.com'],
];
const toSalesforce = () => [
  ...['--domain', org.baseUrl, '--account', org.settings.account, '--agent-language', 'en'],
  ...['--event-sources', source],
];
const ofApp = () => {
  const { clientId, clientSecret } = JSON.parse(org.secrets.api);
  return { SALESFORCE_CLIENT_ID: clientId, SALESFORCE_CLIENT_SECRET: clientSecret };
};
const rtTokens = (): { token: string; agentTokens: { marta: string } } => JSON.parse(rt.secrets.api);

// Each test goes on where the one before stopped, as a person does.
describe('npm run connect -- request-tracker, -- salesforce', () => {
  it('before the deployment writes both into the settings', async () => {
    const first = await run('request-tracker', [...toRequestTracker(), '--yes']);
    const second = await run('salesforce', [...toSalesforce(), '--yes'], ofApp());

    for (const { stdout, stderr, exitCode } of [first, second]) {
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      expect(stdout).toContain('Next: npm run deploy -- --stage local');
    }
    expect(JSON.parse(readFileSync(join(settingsFolder, 'local.json'), 'utf8')).accounts).toMatchObject([
      { connector: 'request-tracker', runtimeUserId: 'dragoman' },
      { connector: 'salesforce', partnerEventSources: [source] },
    ]);
  });

  it('after the deployment makes the secret of Request Tracker, and leaves the test message for after the steps by hand', async () => {
    stack = await deployStage(settingsFolder, open);
    const { exitCode, stdout, stderr } = await run('request-tracker', ['--yes'], {
      RT_TOKEN: rtTokens().token,
    });

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('When the steps by hand are done: npm run connect -- request-tracker');
    expect(stdout).not.toContain('A test message');
  });

  it('--try-out sees the note of a test message in Request Tracker, takes its ticket away and mails nobody', async () => {
    // Prepare: what the steps say.
    const held = JSON.parse(await secretIn(stack, 'request-tracker/example.com/webhook'));
    rt.standIn.setHook({
      url: `${stack.apiUrl}/webhooks/request-tracker/example.com`,
      secret: held.signingSecrets[0],
    });
    const environment = { RT_TEST_TOKEN: rtTokens().agentTokens.marta };
    // Act
    const looked = await run('request-tracker', ['--try-out', '--dry-run'], environment);
    const { exitCode, stdout, stderr } = await run('request-tracker', ['--try-out'], environment);
    // Assess
    expect(looked.stdout).not.toContain('A test message');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(
      /A test message of a customer had its note after \d+ s; its ticket is deleted again\./,
    );
    expect(rt.standIn.history(1).map(({ type, creator }) => `${type} by ${creator.name}`)).toContain(
      'Comment by dragoman',
    );
    expect(rt.standIn.ticket(1).status).toBe('deleted');
    expect(rt.standIn.hasTicket(2)).toBe(false);
    expect(rt.standIn.sentMails()).toEqual([]);
    expect(rt.standIn.violations()).toEqual([]);
    expect(stdout).not.toContain(environment.RT_TEST_TOKEN);
  });

  it('with the app of a Salesforce whose relay runs stores its secret, sees the note of a test case, and deletes both', async () => {
    // Prepare
    await org.connect({
      webhookUrl: `${stack.apiUrl}/webhooks/salesforce/${org.settings.account}`,
      partnerBus: stack.putPartnerEvent,
    });
    const environment = { ...ofApp(), SALESFORCE_TEST_TOKEN: org.standIn.signIn(ada) };
    // Act
    const { exitCode, stdout, stderr } = await run('salesforce', ['--yes'], environment);
    // Assess
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(
      /A test message of a customer had its note after \d+ s; its case is deleted again\./,
    );
    expect(org.standIn.records('Case')).toEqual([]);
    expect(org.standIn.records('Dragoman_Write__c')).toEqual([]);
    expect(org.standIn.violations()).toEqual([]);
    expect(stdout).not.toContain(environment.SALESFORCE_TEST_TOKEN);
  });

  it('a second time finds nothing to change and writes no test message', async () => {
    for (const connector of ['request-tracker', 'salesforce']) {
      const { exitCode, stdout } = await run(connector, []);

      expect(exitCode).toBe(0);
      expect(stdout).toContain('Nothing to change.');
      expect(stdout).not.toContain('A test message');
    }
  });
});
