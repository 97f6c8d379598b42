import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { question } from '../../../../connectors/kit/set-up/questions.ts';
import { type Change, type Plan, type SetUp, SetUpError } from '../../../../connectors/set-up.ts';
import { awsClients } from '../../../../infra/operate/aws-clients.ts';
import { connect } from '../../../../infra/setup/connect.ts';
import type { ConnectOptions, ConnectWorld } from '../../../../infra/setup/session.ts';
import type { Terminal } from '../../../../infra/setup/terminal.ts';
import { setUpDeps } from '../../../support/own-side.ts';

let folder: string;
let lines: string[];
const mocks: { restore(): void }[] = [];
/** What was applied: null = nothing. */
let applied: 'without proposals' | 'with proposals' | null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dragoman-connect-'));
  lines = [];
  applied = null;
  // Nothing is deployed.
  const cloudFormation = mockClient(CloudFormationClient);
  cloudFormation
    .on(DescribeStacksCommand)
    .rejects(
      Object.assign(new Error('Stack with id dragoman-prod does not exist'), { name: 'ValidationError' }),
    );
  const secretsManager = mockClient(SecretsManagerClient);
  secretsManager
    .on(GetSecretValueCommand)
    .rejects(new ResourceNotFoundException({ message: 'none', $metadata: {} }));
  mocks.push(cloudFormation, secretsManager);
});
afterEach(() => {
  for (const mock of mocks.splice(0)) mock.restore();
  rmSync(folder, { recursive: true, force: true });
});

const change = (what: string): Change => ({ place: 'helpdesk', action: 'create', what, details: [] });
const entry = {
  ...{ connector: 'zendesk', account: '1', baseUrl: 'https://acme.zendesk.com', runtimeUserId: '7' },
  agentLanguages: { default: 'en' },
};
const aPlan = (wanted: Partial<Plan> = {}): Plan => ({
  ...{ refusals: [], changes: [change('webhook')], unchanged: [], byHand: [], proposals: null },
  async apply(_, consent) {
    applied = consent ? 'with proposals' : 'without proposals';
    return { settings: entry, byHand: [], files: [] };
  },
  ...wanted,
});
const aSetUp = (plan: Plan | Error): SetUp => ({
  ...{ connector: 'zendesk', toolName: 'Zendesk', example: '', tryOut: null },
  questions: [question({ key: 'account', prompt: 'Account?' })],
  answersFrom: ({ account }) => ({ account }),
  plan: async () => {
    if (plan instanceof Error) throw plan;
    return plan;
  },
  planRemoval: async () => aPlan(),
  examine: async () => [],
});
const options = (wanted: Partial<ConnectOptions> = {}): ConnectOptions => ({
  ...{ stage: 'prod', settingsFolder: folder, region: 'eu-central-1', alarmEmail: 'oncall@example.com' },
  ...{ yes: false, dryRun: false, remove: false, triggers: false, deploy: false, tryOut: null },
  flags: { account: '1' },
  ...wanted,
});
const world = (terminal: Terminal | null, wanted: Partial<ConnectWorld> = {}): ConnectWorld => ({
  ...{ terminal, environment: {}, deps: setUpDeps },
  write: (line = '') => void lines.push(line),
  activity: { begins: () => undefined, ends: () => undefined, failed: () => undefined },
  awsClients: (region) => awsClients({ region }),
  newSecret: () => 'made-up',
  writePrivateFile: () => undefined,
  deploy: async () => 1,
  ...wanted,
});
/** A person who says so, question by question; and what was asked. */
const person = (...says: boolean[]): Terminal & Readonly<{ asked: string[] }> => {
  const asked: string[] = [];
  return {
    asked,
    ask: async ({ key }) => key,
    async confirm(message) {
      asked.push(message);
      return says.shift() ?? false;
    },
  };
};
const settings = () => JSON.parse(readFileSync(join(folder, 'prod.json'), 'utf8'));

const proposals = { question: 'Change 1 of your triggers?', changes: [change('trigger')] };

describe('npm run connect', () => {
  it('changes nothing when the person says no', async () => {
    expect(await connect(aSetUp(aPlan()), options(), world(person(false)))).toBe(0);

    expect(applied).toBeNull();
    expect(lines.at(-1)).toBe('Nothing was changed.');
  });

  it('asks for the triggers by themselves', async () => {
    const who = person(true, false);
    await connect(aSetUp(aPlan({ proposals })), options(), world(who));

    expect(who.asked).toEqual(['Go on?', 'Change 1 of your triggers?']);
    expect(applied).toBe('without proposals');
  });

  it.each([
    [{ yes: true }, 'without proposals'],
    [{ yes: true, triggers: true }, 'with proposals'],
  ])('with %o applies the plan %s', async (flags, expected) => {
    await connect(aSetUp(aPlan({ proposals })), options(flags), world(null));

    expect(applied).toBe(expected);
  });

  it('writes new settings and says that the deployment comes next', async () => {
    await connect(aSetUp(aPlan()), options({ yes: true }), world(null));

    expect(settings()).toEqual({
      ...{ stage: 'prod', region: 'eu-central-1', alarmEmail: 'oncall@example.com' },
      accounts: [entry],
    });
    expect(lines.at(-1)).toBe(
      "\nNext: npm run deploy -- --stage prod (the webhook's address is known only then), then once more: npm run connect -- zendesk --stage prod",
    );
  });

  it('--deploy deploys and goes on once, and ends with the deployment’s exit code where that fails', async () => {
    const deployed: string[] = [];
    const deploy = async (stage: string) => {
      deployed.push(stage);
      return 3;
    };

    expect(
      await connect(aSetUp(aPlan()), options({ yes: true, deploy: true }), world(null, { deploy })),
    ).toBe(3);
    expect(deployed).toEqual(['prod']);
  });

  it('a refusal ends it after the diff, with nothing changed', async () => {
    const plan = aPlan({ refusals: ['The user answers tickets; give another one.'] });

    await expect(connect(aSetUp(plan), options({ yes: true }), world(null))).rejects.toThrow(
      'The user answers tickets; give another one.',
    );
    expect(lines[0]).toBe('Zendesk 1, stage prod: what would change');
    expect(applied).toBeNull();
  });

  it('what the helpdesk refuses is told in its sentence', async () => {
    const failing = aSetUp(new SetUpError('Zendesk refused to list triggers (403): ask an admin.'));

    await expect(connect(failing, options({ yes: true }), world(null))).rejects.toMatchObject({
      name: 'CommandError',
      message: 'Zendesk refused to list triggers (403): ask an admin.',
    });
  });

  it('asks which account is meant where there are several', async () => {
    const accounts = [entry, { ...entry, account: '2' }];
    const file = { stage: 'prod', region: 'eu-central-1', alarmEmail: 'oncall@example.com', accounts };
    writeFileSync(join(folder, 'prod.json'), JSON.stringify(file));

    await expect(connect(aSetUp(aPlan()), options({ flags: {} }), world(null))).rejects.toThrow(
      'The settings have several accounts of Zendesk: say which one by --account (1, 2).',
    );
  });

  it('needs region and address for alarms of a stage that has no settings yet', async () => {
    await expect(connect(aSetUp(aPlan()), options({ region: null }), world(null))).rejects.toThrow(
      'There is no settings/prod.json yet: give --region and --alarm-email for a new one.',
    );
  });
});
