import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import {
  type Answers,
  fine,
  type OwnSide,
  type Question,
  type SetUp,
} from '../../../../../connectors/set-up.ts';
import { createSecrets } from '../../../../../infra/local/services/secretsmanager.ts';
import { accountFindings } from '../../../../../infra/operate/doctor/helpdesk.ts';
import { inProcess } from '../../../../support/in-process-sdk.ts';
import { zendeskAccount } from '../../../../support/zendesk.ts';

const adminSecret: Question = {
  key: 'adminSecret',
  flag: 'admin-secret',
  prompt: 'Secret',
  secret: true,
  required: true,
  environment: 'HELPDESK_ADMIN_SECRET',
  isAsked: () => true,
  forRemoval: true,
  problem: (answer) => (answer.length > 3 ? null : 'expected more than three letters.'),
};

const places = ['webhook', 'api'].map((purpose) => ({
  name: `dragoman/prod/zendesk/22129848/${purpose}`,
  arn: `arn:aws:secretsmanager:eu-west-1:111122223333:secret:dragoman/prod/zendesk/22129848/${purpose}-AbCdEf`,
}));

type Examined = Readonly<{ answers: Answers | null; own: OwnSide }>;

/** Looks at an account whose helpdesk's clock is an hour fast, with secrets as given; null = it has none yet. */
async function lookAt(
  options: {
    webhook?: string | null;
    api?: string | null;
    environment?: Record<string, string>;
    examine?: SetUp['examine'];
    authorize?: () => void;
    isDeployed?: boolean;
  } = {},
) {
  const { webhook = '{"signingSecrets":["s3cr3t"]}', api = '{"clientSecret":"s3cr3t"}' } = options;
  const { environment = {}, authorize = () => undefined, isDeployed = true } = options;
  const secrets = createSecrets(places, { nowMs: () => 0, newId: () => 'v1' });
  if (webhook !== null) secrets.setSecret(places[0]!.name, webhook);
  if (api !== null) secrets.setSecret(places[1]!.name, api);
  const examined: Examined[] = [];
  const setUp: SetUp = {
    connector: 'zendesk',
    toolName: 'Zendesk',
    example: '',
    questions: [adminSecret],
    ticketIdIn: () => ({ ok: false, expected: 'nothing' }),
    customerIdIn: () => ({ ok: false, expected: 'nothing' }),
    answersFrom: () => ({}),
    plan: () => Promise.reject(new Error('not asked for')),
    planRemoval: () => Promise.reject(new Error('not asked for')),
    tryOut: () => Promise.reject(new Error('not asked for')),
    examine:
      options.examine ??
      (async (answers, own, { send }) => {
        examined.push({ answers, own });
        await send({ method: 'GET', url: 'https://acme.example.com', headers: {}, timeoutMs: 1 });
        return [fine('zendesk.token', 'It logs in.')];
      }),
  };
  const findings = await accountFindings(setUp, zendeskAccount(), {
    stage: 'prod',
    deployment: {
      stackName: 'dragoman-prod',
      status: 'CREATE_COMPLETE',
      statusReason: null,
      outputs: isDeployed ? { WebhookUrlzendesk22129848: 'https://example.com/webhook' } : {},
      resources: [],
    },
    intents: [
      { language: 'en', locale: 'en_US', intents: [{ name: 'Refund', description: '', utterances: [] }] },
    ],
    secretsManager: new SecretsManagerClient(inProcess(secrets.service, { authorize })),
    environment,
    deps: {
      send: async () => ({
        kind: 'answer',
        status: 200,
        headers: { date: 'Fri, 09 Jan 2026 09:00:00 GMT' },
        body: '',
      }),
      now: () => new Date('2026-01-09T08:00:10Z'),
      wait: () => Promise.resolve(),
    },
    aheadOfAwsMs: 10_000,
  });
  return {
    findings: findings.map(({ check, severity }) => `${check}: ${severity}`),
    all: findings,
    examined,
  };
}

test('secrets, what the connector finds, and the clock of the helpdesk', async () => {
  // Act
  const { findings, all, examined } = await lookAt();
  // Assess
  expect(findings).toEqual([
    'secret.webhook: ok',
    'secret.api: ok',
    'zendesk.token: ok',
    'helpdesk.clock: error',
  ]);
  expect(all.at(-1)!.what).toBe("Zendesk's clock is 3600 s fast by AWS's.");
  expect(examined).toMatchObject([
    {
      answers: null,
      own: {
        stage: 'prod',
        webhookUrl: 'https://example.com/webhook',
        secrets: { webhook: '{"signingSecrets":["s3cr3t"]}', api: '{"clientSecret":"s3cr3t"}' },
        intents: ['Refund'],
      },
    },
  ]);
});

test('an account that is not deployed has nothing to look at', async () => {
  expect(await lookAt({ isDeployed: false })).toMatchObject({ findings: [], examined: [] });
});

test('a helpdesk is not asked without a login', async () => {
  expect(await lookAt({ api: null })).toMatchObject({
    findings: ['secret.webhook: ok', 'secret.api: error'],
    examined: [],
  });
});

test('a secret that may not be read is no secret that is missing', async () => {
  // Prepare
  const authorize = () => {
    throw Object.assign(new Error('User: x is not authorized to perform: secretsmanager:GetSecretValue'), {
      name: 'AccessDeniedException',
    });
  };
  // Act
  const { findings, examined } = await lookAt({ authorize });
  // Assess
  expect(findings).toEqual(['secret.webhook: warning', 'secret.api: warning', 'zendesk.examined: note']);
  expect(examined).toEqual([]);
});

test("an admin's login comes from the environment, and is nowhere in what is found", async () => {
  // Act
  const { all, examined } = await lookAt({ environment: { HELPDESK_ADMIN_SECRET: 'adm1n-s3cr3t' } });
  // Assess
  expect(examined).toMatchObject([{ answers: { adminSecret: 'adm1n-s3cr3t' } }]);
  expect(JSON.stringify(all)).not.toContain('s3cr3t');
});

test('an answer of the environment that cannot be used is named, and the helpdesk is looked at without', async () => {
  // Act
  const { findings, all, examined } = await lookAt({ environment: { HELPDESK_ADMIN_SECRET: 'no' } });
  // Assess
  expect(findings).toContain('zendesk.admin: warning');
  expect(all.find(({ check }) => check === 'zendesk.admin')!.what).toBe(
    'The environment variable HELPDESK_ADMIN_SECRET is not what it should be: expected more than three letters.',
  );
  expect(examined).toMatchObject([{ answers: null }]);
});

test('a connector that fails is a finding', async () => {
  // Act
  const { findings, all } = await lookAt({
    examine: () => Promise.reject(new TypeError('fetch failed for https://user:s3cr3t@acme.example.com')),
  });
  // Assess
  expect(findings).toEqual(['secret.webhook: ok', 'secret.api: ok', 'zendesk.examined: warning']);
  expect(JSON.stringify(all)).not.toContain('s3cr3t');
});
