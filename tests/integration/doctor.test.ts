import { CloudWatchClient, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { integrationRoleId, people } from '../../infra/local/desks/zendesk/account.ts';
import type { CommandRun } from '../support/command.ts';
import { type DoctorOptions, runDoctor } from '../support/doctor.ts';
import { withoutSchedules } from '../support/schedules.ts';
import { aWorld, type World } from '../support/world.ts';
import { asZendeskAdmin } from '../support/zendesk-admin.ts';

/*
 * One world for all: each test puts something wrong, and what it cannot put right again stays to the end.
 */
let world: World;
beforeAll(async () => {
  // What a schedule could not end in its time is an error, too, and would be found beside what a test has put wrong.
  world = await aWorld({ timeScale: 1, edit: withoutSchedules });
});
afterAll(() => world.stop());

const customersText = 'Mi pedido 4711 no ha llegado';
const wrongSecret = 'not-the-secret';
const runs: CommandRun[] = [];

/** What a person at the terminal gets, who has an admin's login of the helpdesk unless told otherwise. */
async function doctor(options: DoctorOptions = {}): Promise<CommandRun> {
  const { clientId, clientSecret } = world.helpdesk.adminClient;
  const admin = { ZENDESK_ADMIN_CLIENT_ID: clientId, ZENDESK_ADMIN_CLIENT_SECRET: clientSecret };
  const run = await runDoctor(world, { environment: admin, ...options });
  runs.push(run);
  return run;
}

const secretNamed = (purpose: string) => `dragoman/local/zendesk/22129848/${purpose}`;

/** Switches off what else a team has set up that reacts to notes. */
async function quietBusinessRules(): Promise<void> {
  const { triggers } = await asZendeskAdmin(world.helpdesk, 'GET', 'triggers');
  for (const { id } of triggers)
    await asZendeskAdmin(world.helpdesk, 'PUT', `triggers/${id}`, { trigger: { active: false } });
  const { sla_policies } = await asZendeskAdmin(world.helpdesk, 'GET', 'slas/policies');
  for (const { id } of sla_policies) await asZendeskAdmin(world.helpdesk, 'DELETE', `slas/policies/${id}`);
}

/** Nothing that doctor ever prints tells a secret, or what a customer wrote. */
afterEach(() => {
  const { webhook, api } = world.helpdesk.secrets;
  const { clientSecret, sunshine } = JSON.parse(api);
  const secrets: string[] = [
    ...JSON.parse(webhook).signingSecrets,
    ...[clientSecret, sunshine.secret, world.helpdesk.adminClient.clientSecret],
    ...[world.stack.admin.secretAccessKey, wrongSecret, customersText],
  ];
  expect(secrets).toHaveLength(7);
  for (const { stdout, stderr } of runs)
    for (const secret of secrets) expect(stdout + stderr).not.toContain(secret);
});

test("a team's own rules that react to our notes are warnings", async () => {
  // Act
  const { exitCode, stdout } = await doctor();
  // Assess
  expect(stdout).toContain('! warning The trigger "Notify assignee of comment update" mails people');
  expect(stdout).toMatch(/^Stage local: \d+ ok, \d+ notes?, [1-9]\d* warnings?, 0 errors\.$/m);
  expect(exitCode).toBe(1);
});

test('a stage that is well ends with 0, and says what was looked at', async () => {
  // Prepare
  await quietBusinessRules();
  // Act
  const { exitCode, stdout, stderr } = await doctor({ args: ['--verbose'] });
  // Assess
  expect(stderr).toBe('');
  for (const line of [
    '✓ ok      Settings and intents can be used.',
    '✓ ok      You are arn:aws:iam::000000000000:user/admin in the AWS account 000000000000.',
    '✓ ok      The stack dragoman-local is deployed (CREATE_COMPLETE).',
    '✓ ok      Nothing was given up: dragoman-local-enrich-dead-letters.fifo is empty.',
    'alarms is ringing, and all of them may.',
    '✓ ok      The alarm topic has 1 confirmed subscription.',
    '✓ ok      The Lex bot is built for en_US.',
    '✓ ok      The secret dragoman/local/zendesk/22129848/api has a value.',
    "✓ ok      Zendesk's clock agrees with AWS's.",
  ])
    expect(stdout).toContain(line);
  expect(stdout).toMatch(/^Stage local: \d+ ok, \d+ notes?, 0 warnings, 0 errors\.$/m);
  expect(exitCode).toBe(0);
  // No colours in a pipe.
  expect(stdout).not.toContain('\u001b');
});

test('a secret without a value is named with the command that puts it there', async () => {
  // Prepare
  const name = secretNamed('webhook');
  world.stack.setSecret(name, '');
  // Act
  const { exitCode, stdout } = await doctor();
  world.stack.setSecret(name, world.helpdesk.secrets.webhook);
  // Assess
  expect(stdout).toContain(`✗ error   The secret ${name} has no value yet.`);
  expect(stdout).toContain('→ npm run connect -- zendesk --stage local puts it there');
  expect(exitCode).toBe(2);
});

test('a wrong secret of the helpdesk is named', async () => {
  // Prepare
  const { api } = world.helpdesk.secrets;
  world.stack.setSecret(
    secretNamed('api'),
    JSON.stringify({ ...JSON.parse(api), clientSecret: wrongSecret }),
  );
  // Act
  const { exitCode, stdout } = await doctor();
  world.stack.setSecret(secretNamed('api'), api);
  // Assess
  expect(stdout).toContain('✗ error   Zendesk refuses the stored OAuth client "dragoman"');
  expect(stdout).toContain('→ npm run connect -- zendesk --stage local makes a new one');
  expect(exitCode).toBe(2);
});

test('a missing right of the runtime user is named', async () => {
  // Prepare
  const { custom_roles } = await asZendeskAdmin(world.helpdesk, 'GET', 'custom_roles');
  const lightAgent = custom_roles.find(({ name }: any) => name === 'Light agent');
  const giveRole = (custom_role_id: unknown) =>
    asZendeskAdmin(world.helpdesk, 'PUT', `users/${people.dragoman.id}`, { user: { custom_role_id } });
  await giveRole(lightAgent.id);
  // Act
  const { exitCode, stdout } = await doctor();
  await giveRole(Number(integrationRoleId));
  // Assess
  expect(stdout).toContain('✗ error   The runtime user may write internal notes only.');
  expect(stdout).toMatch(/→ .*public comments/);
  expect(exitCode).toBe(2);
});

test('an alarm that rings is named with its runbook', async () => {
  // Prepare
  const { endpointUrl, admin, region } = world.stack;
  const cloudWatch = new CloudWatchClient({ endpoint: endpointUrl, region, credentials: admin });
  const AlarmName = 'dragoman-local-enrich-oldest-message';
  const set = (StateValue: 'ALARM' | 'OK') =>
    cloudWatch.send(new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: 'a trial' }));
  await set('ALARM');
  // Act
  const { exitCode, stdout } = await doctor();
  await set('OK');
  cloudWatch.destroy();
  // Assess
  expect(stdout).toContain(`✗ error   The alarm ${AlarmName} is ringing since `);
  expect(stdout).toContain('→ docs/operating.md, "Messages wait". Look first: Dashboard');
  expect(exitCode).toBe(2);
});

test("without an admin's login, what only an admin sees is a note that says how", async () => {
  // Act
  const { exitCode, stdout } = await doctor({ environment: {} });
  // Assess
  expect(stdout).toContain(
    '· note    The webhook, its failing invocations and SLA policies were not looked at',
  );
  expect(stdout).toContain('→ Set ZENDESK_ADMIN_CLIENT_ID and ZENDESK_ADMIN_CLIENT_SECRET');
  expect(exitCode).toBe(0);
});

test('an account that was added to the settings and not deployed is named', async () => {
  // Prepare
  const [account] = world.settings.accounts;
  const settings = { ...world.settings, accounts: [account!, { ...account!, account: '333' }] };
  // Act
  const { exitCode, stdout } = await doctor({ settings });
  // Assess
  expect(stdout).toContain('✗ error   zendesk 333 is in the settings, but not in the deployed stack.');
  expect(exitCode).toBe(2);
});

test('every problem of the settings is a finding', async () => {
  // Prepare
  const settings = { ...world.settings, alarmEmail: 'nobody', accounts: [] };
  // Act
  const { exitCode, stdout } = await doctor({ settings, args: ['--json'] });
  // Assess
  expect(JSON.parse(stdout)).toMatchObject({
    exitCode: 2,
    findings: [
      { place: 'Settings', severity: 'error', what: expect.stringContaining('alarmEmail') },
      { place: 'Settings', severity: 'error', what: expect.stringContaining('accounts') },
    ],
  });
  expect(exitCode).toBe(2);
});

test('a stage that nobody has deployed is an error', async () => {
  // Prepare
  const accounts = world.settings.accounts.map((one) => ({ ...one, baseUrl: 'https://acme.example.com' }));
  // Act
  const { exitCode, stdout } = await doctor({ settings: { ...world.settings, stage: 'other', accounts } });
  // Assess
  expect(stdout).toContain(
    'The stage other is not deployed: there is no stack dragoman-other in eu-central-1',
  );
  expect(stdout).toContain('→ npm run deploy -- --stage other');
  expect(exitCode).toBe(2);
});

test('without credentials that AWS knows, doctor cannot look', async () => {
  // Act
  const { exitCode, stdout } = await doctor({ environment: { AWS_ACCESS_KEY_ID: 'AKIAFOREIGN' } });
  // Assess
  expect(stdout).toContain('✗ error   AWS does not know the credentials that were found.');
  expect(stdout).toContain('→ Sign in');
  expect(exitCode).toBe(3);
});

test('an option that doctor does not know ends with 3', async () => {
  // Act
  const { exitCode, stderr } = await doctor({ args: ['--quiet'] });
  // Assess
  expect(stderr).toContain("unknown option '--quiet'");
  expect(exitCode).toBe(3);
});

test('a dead webhook is named', async () => {
  // Prepare: ingest takes every delivery for a forgery.
  world.stack.setSecret(secretNamed('webhook'), JSON.stringify({ signingSecrets: [wrongSecret] }));
  for (const id of ['35', '36', '37']) {
    const comment = { text: customersText, public: true };
    const ticket = { id, subject: 'Pedido', requester: people.agent.id, comment };
    await world.helpdesk.standIn.createTicket(ticket).delivered;
  }
  // Act
  const { exitCode, stdout } = await doctor();
  world.stack.setSecret(secretNamed('webhook'), world.helpdesk.secrets.webhook);
  // Assess
  expect(stdout).toMatch(/✗ error {3}The webhook "Webhook" is dead: all \d+ invocations failed/);
  expect(stdout).toContain('✗ error   The signing secret of the webhook is another than the stored one.');
  expect(exitCode).toBe(2);
});

test('what was given up is named with the command that gives it a second chance', async () => {
  // Prepare
  const { endpointUrl, admin, region } = world.stack;
  const sqs = new SQSClient({ endpoint: endpointUrl, region, credentials: admin });
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: `${endpointUrl}/000000000000/dragoman-local-reply-dead-letters.fifo`,
      MessageBody: customersText,
      MessageGroupId: 'zendesk:22129848:1',
      MessageDeduplicationId: '1',
    }),
  );
  sqs.destroy();
  // Act
  const { exitCode, stdout } = await doctor();
  // Assess
  expect(stdout).toContain(
    '✗ error   1 message was given up and waits in dragoman-local-reply-dead-letters.fifo.',
  );
  expect(stdout).toContain('npm run redrive -- --stage local');
  expect(exitCode).toBe(2);
});

test('a service that is down is a finding, and the others are looked at all the same', async () => {
  // Prepare
  world.faults.add(['events:down']);
  // Act
  const { stdout } = await doctor();
  // Assess
  expect(stdout).toContain(
    '! warning Doctor could not look at the event bus: AWS says ServiceUnavailableException.',
  );
  expect(stdout).toContain('Queues');
});
