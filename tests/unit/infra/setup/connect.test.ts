import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CloudFormationClient,
  DescribeStacksCommand,
  ListStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { question } from '../../../../connectors/kit/set-up/questions.ts';
import {
  type Change,
  fine,
  type Plan,
  type Question,
  type SetUp,
  SetUpError,
} from '../../../../connectors/set-up.ts';
import { InterruptedError } from '../../../../infra/commands/interrupt.ts';
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
/** How many test messages were written. */
let tries: number;
beforeEach(() => {
  tries = 0;
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

/** The stack is there, with this address for the account 1. */
function deployedWith(webhookUrl: string): void {
  const outputs = [{ OutputKey: 'WebhookUrlzendesk1', OutputValue: webhookUrl }];
  const stack = {
    StackName: 'dragoman-prod',
    StackStatus: 'CREATE_COMPLETE' as const,
    CreationTime: new Date(0),
    Outputs: outputs,
  };
  const cloudFormation = mockClient(CloudFormationClient);
  cloudFormation.on(DescribeStacksCommand).resolves({ Stacks: [stack] });
  cloudFormation.on(ListStackResourcesCommand).resolves({ StackResourceSummaries: [] });
  mocks.push(cloudFormation);
}

const change = (what: string): Change => ({ place: 'helpdesk', action: 'create', what, details: [] });
const entry = {
  ...{ connector: 'zendesk', account: '1', baseUrl: 'https://acme.zendesk.com', runtimeUserId: '7' },
  agentLanguages: { default: 'en' },
};
const aPlan = (wanted: Partial<Plan> = {}): Plan => ({
  ...{ refusals: [], changes: [change('webhook')], unchanged: [], entry: null, proposals: null },
  ...{ byHand: [], waitsForSteps: false },
  async apply(_, consent) {
    applied = consent ? 'with proposals' : 'without proposals';
    return { settings: entry, byHand: [], files: [] };
  },
  ...wanted,
});
const aSetUp = (plan: Plan | Error): SetUp => ({
  ...{ connector: 'zendesk', toolName: 'Zendesk', example: '' },
  questions: [question({ key: 'account', prompt: 'Account?' })],
  ticketIdIn: (id) => ({ ok: true, id, hint: null }),
  customerIdIn: (id) => ({ ok: true, id, hint: null }),
  answersFrom: ({ account }) => ({ account }),
  plan: async () => {
    if (plan instanceof Error) throw plan;
    return plan;
  },
  planRemoval: async () => aPlan(),
  async tryOut() {
    tries += 1;
    return fine('zendesk.test-message', 'A test message of a customer had its note after 3 s.');
  },
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
  it('changes nothing when the person says no: exit 1, as redrive and forget do', async () => {
    expect(await connect(aSetUp(aPlan()), options(), world(person(false)))).toBe(1);

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

  it('names the steps by hand once more after the changes, and only there', async () => {
    // Prepare
    const byHand = [{ title: 'Switch off its mails', instructions: 'Sign in as it.' }];
    const again = ['\nLeft for you:', '  1. Switch off its mails', '     Sign in as it.'];
    // Act
    const exitCode = await connect(aSetUp(aPlan({ byHand })), options({ yes: true }), world(null));
    const whenDone = [...lines];
    lines = [];
    await connect(aSetUp(aPlan({ byHand, changes: [] })), options({ yes: true }), world(null));
    // Assess
    expect(exitCode).toBe(0);
    expect(whenDone.slice(-4, -1)).toEqual(again);
    expect(whenDone.at(-1)).toMatch(/^\nNext: npm run deploy/);
    expect(lines).not.toContain('\nLeft for you:');
    expect(lines).toContain('  1. Switch off its mails');
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

  it.each([
    ['--stage', { stage: 'Bad_Stage' }],
    ['--stage', { stage: '../evil' }],
    ['--region', { region: 'eu-nowhere-9' }],
    ['--alarm-email', { alarmEmail: 'nonsense' }],
  ])('says what was expected of %s before it looks at anything: %o', async (flag, given) => {
    await expect(connect(aSetUp(aPlan()), options({ yes: true, ...given }), world(null))).rejects.toThrow(
      new RegExp(`^${flag}: expected .*\\.$`),
    );
    expect({ lines, applied }).toEqual({ lines: [], applied: null });
  });

  it('changes nothing, and shows no diff, where the settings would not be valid afterwards', async () => {
    const plan = aPlan({ entry: { ...entry, baseUrl: 'http://acme.zendesk.com' } });

    await expect(connect(aSetUp(plan), options({ dryRun: true }), world(null))).rejects.toThrow(
      'settings/prod.json: accounts.0.baseUrl: expected an https address such as https://acme.zendesk.com',
    );
    expect({ lines, applied }).toEqual({ lines: [], applied: null });
  });

  it('takes the account that the environment names where there are several', async () => {
    // Prepare
    const accounts = [entry, { ...entry, account: '2' }];
    const file = { stage: 'prod', region: 'eu-central-1', alarmEmail: 'oncall@example.com', accounts };
    writeFileSync(join(folder, 'prod.json'), JSON.stringify(file));
    const account = question({ key: 'account', prompt: 'Account?', environment: 'ACCOUNT' });
    const setUp = { ...aSetUp(aPlan()), questions: [account] };
    // Act
    const where = world(null, { environment: { ACCOUNT: '2' } });
    const exitCode = await connect(setUp, options({ flags: {}, dryRun: true }), where);
    // Assess
    expect({ exitCode, title: lines[0] }).toEqual({
      exitCode: 0,
      title: 'Zendesk 2, stage prod: what would change',
    });
  });

  it('asks nothing a second time after the deployment', async () => {
    // Prepare
    const asked: string[] = [];
    const ask = async ({ key }: Question) => {
      asked.push(key);
      return '1';
    };
    const secret = question({ key: 'secret', prompt: 'Secret?', secret: true });
    const setUp = aSetUp(aPlan());
    const asking = { ...setUp, questions: [...setUp.questions, secret] };
    // Act
    const where = world({ ask, confirm: async () => true }, { deploy: async () => 0 });
    await connect(asking, options({ flags: {}, deploy: true }), where);
    // Assess
    expect(asked).toEqual(['account', 'secret']);
    expect(lines.filter((line) => line === 'Zendesk 1, stage prod: what would change')).toHaveLength(2);
  });

  it('Ctrl-C at a question after the deployment says what is done', async () => {
    const answers = [true];
    const confirm = async () => {
      const answer = answers.shift();
      if (answer === undefined) throw new InterruptedError('Stopped.');
      return answer;
    };
    const where = world({ ask: async () => '', confirm }, { deploy: async () => 0 });

    await expect(connect(aSetUp(aPlan()), options({ deploy: true }), where)).rejects.toMatchObject({
      name: 'InterruptedError',
      message:
        'Stopped. This is done and stays: settings/prod.json; the deployment. The same command goes on from there.',
    });
  });

  it('Ctrl-C at the first question says that nothing was changed', async () => {
    const confirm = () => Promise.reject(new InterruptedError('Stopped.'));

    await expect(
      connect(aSetUp(aPlan()), options(), world({ ask: async () => '', confirm })),
    ).rejects.toThrow('Stopped; nothing was changed.');
  });

  it('Ctrl-C while changes are made lets the present one end, and no other begin', async () => {
    // Prepare
    const plan = aPlan({
      async apply({ begins, done }) {
        begins(change('field'));
        process.emit('SIGINT');
        done(change('field'));
        begins(change('webhook'));
        applied = 'without proposals';
        return { settings: entry, byHand: [], files: [] };
      },
    });
    // Act
    const ended = connect(aSetUp(plan), options({ yes: true }), world(null));
    // Assess
    await expect(ended).rejects.toThrow(
      'Stopped. This is done and stays: field. The same command goes on from there.',
    );
    expect(applied).toBeNull();
  });

  it('says after a removal how the secrets go, which the stack keeps', async () => {
    writeFileSync(
      join(folder, 'prod.json'),
      JSON.stringify({
        ...{ stage: 'prod', region: 'eu-central-1', alarmEmail: 'oncall@example.com' },
        accounts: [entry],
      }),
    );
    deployedWith('https://hooks.example.com/webhooks/zendesk/1');
    await connect(aSetUp(aPlan()), options({ yes: true, remove: true }), world(null));

    expect(lines.slice(-2)).toEqual([
      '  aws secretsmanager delete-secret --force-delete-without-recovery --region eu-central-1 --secret-id dragoman/prod/zendesk/1/webhook',
      '  aws secretsmanager delete-secret --force-delete-without-recovery --region eu-central-1 --secret-id dragoman/prod/zendesk/1/api',
    ]);
  });

  describe('where all is deployed, writes a test message', () => {
    const steps = [{ title: 'Lines for RT_SiteConfig', instructions: 'Set(…);' }];
    const later =
      '\nWhen the steps by hand are done: npm run connect -- zendesk --stage prod --try-out writes a test message as a customer and waits for its note.';
    const howTo =
      '\nTo see whether messages come in: npm run connect -- zendesk --stage prod --try-out writes';
    beforeEach(() => {
      writeFileSync(
        join(folder, 'prod.json'),
        JSON.stringify({
          ...{ stage: 'prod', region: 'eu-central-1', alarmEmail: 'oncall@example.com' },
          accounts: [entry],
        }),
      );
      deployedWith('https://hooks.example.com/webhooks/zendesk/1');
    });

    it.each<[string, Partial<Plan>, Partial<ConnectOptions>, number, string]>([
      ['after changes', {}, {}, 1, 'A test message of a customer had its note after 3 s.'],
      ['not where nothing changed, but says how', { changes: [] }, {}, 0, howTo],
      ['never with --no-try-out', {}, { tryOut: false }, 0, '1 to create'],
      ['where it is told to', { changes: [] }, { tryOut: true }, 1, 'A test message of a customer'],
      ['not where messages come in only after steps by hand', { waitsForSteps: true }, {}, 0, later],
      ['unless it is told to', { waitsForSteps: true }, { tryOut: true }, 1, 'A test message of a customer'],
      ['beside steps without which messages come in', { byHand: steps }, {}, 1, 'A test message of a'],
      ['never with --dry-run', {}, { tryOut: true, dryRun: true }, 0, '1 to create'],
      ['never with --remove', {}, { tryOut: true, remove: true }, 0, 'secretsmanager delete-secret'],
    ])('%s', async (_, plan, more, expected, said) => {
      const exitCode = await connect(aSetUp(aPlan(plan)), options({ yes: true, ...more }), world(null));

      expect({ exitCode, tries }).toEqual({ exitCode: 0, tries: expected });
      expect(lines.at(-1)).toContain(said);
    });
  });

  it('ends the wheel of a test message that fails, so that the process can end', async () => {
    // Prepare: all is as it should be, and deployed.
    writeFileSync(
      join(folder, 'prod.json'),
      JSON.stringify({
        ...{ stage: 'prod', region: 'eu-central-1', alarmEmail: 'oncall@example.com' },
        accounts: [entry],
      }),
    );
    deployedWith('https://hooks.example.com/webhooks/zendesk/1');
    const told: string[] = [];
    const activity = {
      begins: (what: string) => void told.push(`begins ${what}`),
      ends: (what: string) => void told.push(`ends ${what}`),
      failed: () => void told.push('failed'),
    };
    const tryOut = () => Promise.reject(new SetUpError('Zendesk could not make a test customer (500).'));
    // Act
    const ended = connect(
      { ...aSetUp(aPlan({ changes: [] })), tryOut },
      options({ tryOut: true }),
      world(null, { activity }),
    );
    // Assess
    await expect(ended).rejects.toThrow('Zendesk could not make a test customer (500).');
    expect(told).toEqual(['begins a test message, and its note', 'failed']);
  });
});
