import { expect, test } from 'vitest';
import type { Deployment } from '../../../../../infra/operate/deployment.ts';
import { judgeStack } from '../../../../../infra/operate/doctor/stack.ts';
import { parseSettings } from '../../../../../infra/settings.ts';

const account = (id: string) => ({
  connector: 'zendesk',
  account: id,
  baseUrl: 'https://acme.example.com',
  agentLanguages: { default: 'en' },
  runtimeUserId: '9',
});
const settings = parseSettings('settings/prod.json', {
  stage: 'prod',
  region: 'eu-central-1',
  alarmEmail: 'oncall@example.com',
  accounts: [account('1'), account('2')],
});
const outputs = { WebhookUrlzendesk1: 'https://example.com/1', WebhookUrlzendesk2: 'https://example.com/2' };
const deployed = (changes: Partial<Deployment> = {}): Deployment => ({
  stackName: 'dragoman-prod',
  status: 'UPDATE_COMPLETE',
  statusReason: null,
  outputs,
  resources: [],
  ...changes,
});

test.each([
  { status: 'CREATE_COMPLETE', severity: 'ok' },
  { status: 'UPDATE_COMPLETE', severity: 'ok' },
  { status: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', severity: 'ok' },
  { status: 'UPDATE_IN_PROGRESS', severity: 'warning' },
  { status: 'UPDATE_ROLLBACK_COMPLETE', severity: 'warning' },
  { status: 'UPDATE_ROLLBACK_IN_PROGRESS', severity: 'error' },
  { status: 'UPDATE_ROLLBACK_FAILED', severity: 'error' },
  { status: 'ROLLBACK_COMPLETE', severity: 'error' },
  { status: 'CREATE_FAILED', severity: 'error' },
  { status: 'DELETE_FAILED', severity: 'error' },
])('a stack in the state $status is $severity', ({ status, severity }) => {
  expect(judgeStack(settings, deployed({ status }))[0]).toMatchObject({
    check: 'deployment.state',
    severity,
  });
});

test('why a deployment was undone is said in the words of CloudFormation', () => {
  expect(
    judgeStack(settings, deployed({ status: 'UPDATE_ROLLBACK_COMPLETE', statusReason: 'Table exists' }))[0],
  ).toMatchObject({
    what: 'The last deployment of dragoman-prod failed and was undone (Table exists).',
    mend: expect.stringContaining('npm run deploy -- --stage prod'),
  });
});

test('an account that was never deployed is an error with the command that deploys it', () => {
  // Prepare
  const { WebhookUrlzendesk1 } = outputs;
  // Act
  const [, finding, ...others] = judgeStack(settings, deployed({ outputs: { WebhookUrlzendesk1 } }));
  // Assess
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    severity: 'error',
    what: 'zendesk 2 is in the settings, but not in the deployed stack.',
    mend: 'npm run deploy -- --stage prod',
  });
});

test('a stack that is as the settings say is well', () => {
  expect(judgeStack(settings, deployed()).map(({ severity }) => severity)).toEqual(['ok', 'ok']);
});
