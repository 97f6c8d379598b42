import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type DoctorOptions, type DoctorRun, runDoctor } from '../support/doctor.ts';
import { aWorld, type World } from '../support/world.ts';

/*
 * One world for all: each test puts something wrong, and what it cannot put right again stays to the end.
 */
let world: World;
beforeAll(async () => {
  // At real speed: schedules that fire every few seconds overrun a busy machine, and what is dropped then is an error, too.
  world = await aWorld({ timeScale: 1 });
});
afterAll(() => world.stop());

const customersText = 'Mi pedido 4711 no ha llegado';
const runs: DoctorRun[] = [];

/** What a person at the terminal gets. */
async function doctor(options: DoctorOptions = {}): Promise<DoctorRun> {
  const run = await runDoctor(world, options);
  runs.push(run);
  return run;
}

/** Nothing that doctor ever prints tells a secret, or what a customer wrote. */
afterEach(() => {
  const { webhook, api } = world.helpdesk.secrets;
  const secrets: string[] = [...JSON.parse(webhook).signingSecrets, JSON.parse(api).clientSecret];
  expect(secrets).toHaveLength(2);
  for (const { stdout, stderr } of runs)
    for (const secret of [...secrets, customersText, world.stack.admin.secretAccessKey])
      expect(stdout + stderr).not.toContain(secret);
});

test('a stage that is well ends with 0, and says what was looked at', async () => {
  // Act
  const { exitCode, stdout, stderr } = await doctor({ args: ['--verbose'] });
  // Assess
  expect(stderr).toBe('');
  for (const line of [
    '✓ ok      Settings and intents can be used.',
    '✓ ok      You are arn:aws:iam::000000000000:user/admin in the AWS account 000000000000.',
    '✓ ok      The stack dragoman-local is deployed (CREATE_COMPLETE).',
    '✓ ok      Nothing was given up: dragoman-local-enrich-dead-letters.fifo is empty.',
    '✓ ok      The Lex bot is built for en_US.',
    '✓ ok      The secret dragoman/local/zendesk/22129848/api has a value.',
  ])
    expect(stdout).toContain(line);
  expect(stdout).toMatch(/^Stage local: \d+ ok, \d+ notes?, 0 warnings, 0 errors\.$/m);
  expect(exitCode).toBe(0);
  // No colours in a pipe.
  expect(stdout).not.toContain('\u001b');
});

test('a secret without a value is named with the command that puts it there', async () => {
  // Prepare
  const name = 'dragoman/local/zendesk/22129848/webhook';
  world.stack.setSecret(name, '');
  // Act
  const { exitCode, stdout } = await doctor();
  world.stack.setSecret(name, world.helpdesk.secrets.webhook);
  // Assess
  expect(stdout).toContain(`✗ error   The secret ${name} has no value yet.`);
  expect(stdout).toContain('→ npm run connect -- zendesk --stage local puts it there');
  expect(exitCode).toBe(2);
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
