import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { examineRequestTracker } from '../../../../../connectors/request-tracker/setup/examine.ts';
import { requestTrackerSetUp } from '../../../../../connectors/request-tracker/setup/index.ts';
import { accountAt } from '../../../../../connectors/request-tracker/setup/look.ts';
import {
  openRequestTrackerDesk,
  type RequestTrackerDesk,
} from '../../../../../infra/local/desks/request-tracker/index.ts';
import { parseFaults } from '../../../../../infra/local/faults.ts';
import { Journal } from '../../../../../infra/local/journal.ts';
import { ownSide, recordedProgress, setUpDeps } from '../../../../support/own-side.ts';

let desk: RequestTrackerDesk;
beforeEach(async () => {
  desk = await openRequestTrackerDesk({
    ...{ accountId: null, intents: [], faults: parseFaults([]), journal: new Journal(), timeScale: 1 },
  });
});
afterEach(() => desk.stop());

const token = (): string => JSON.parse(desk.secrets.api).token;
const answers = (more: Readonly<Record<string, string>> = {}) => ({
  url: desk.baseUrl,
  account: 'example.com',
  agentLanguage: 'en',
  queues: 'Support',
  ...more,
});

describe('connecting Request Tracker', () => {
  it('without a token tells what to do on its machine, with the address filled in and no secret', async () => {
    const plan = await requestTrackerSetUp.plan(answers(), ownSide(), setUpDeps);
    const steps = plan.byHand.map(({ instructions }) => instructions).join('\n');

    expect(plan.changes.map(({ place, action, what }) => `${place} ${action} ${what}`)).toEqual([
      'secret create secret …/webhook',
      'settings create account request-tracker example.com',
    ]);
    expect(steps).toContain("Set($DragomanUrl, 'https://hooks.example.com/webhooks');");
    expect(steps).toContain("Set($DragomanQueues, 'Support');");
    expect(steps).toContain("Set($DragomanSecret, '<the secret>');");
    expect(steps).toContain('rt-setup-database');
    expect(plan.waitsForSteps).toBe(true);
  });

  it('with a token looks at user, queue and fields, and keeps token, signing secret and settings', async () => {
    const plan = await requestTrackerSetUp.plan(
      answers({ token: token(), configFile: '/tmp/90-dragoman.pm' }),
      ownSide(),
      setUpDeps,
    );
    const progress = recordedProgress();
    const result = await plan.apply(progress, false);

    expect(plan.unchanged).toEqual([
      'The token is good, and "dragoman" counts as staff.',
      'The queue "Support" is seen, and has all 7 custom fields.',
    ]);
    expect(progress.secrets).toEqual({
      webhook: '{"signingSecrets":["made-up-1"]}',
      api: JSON.stringify({ token: token() }),
    });
    expect(result.settings).toEqual({
      ...{ connector: 'request-tracker', account: 'example.com', baseUrl: desk.baseUrl },
      ...{ runtimeUserId: 'dragoman', agentLanguages: { default: 'en' } },
      scope: { include: { groups: ['Support'] } },
    });
    expect(result.files).toEqual([
      {
        path: '/tmp/90-dragoman.pm',
        content:
          "Set($DragomanUrl, 'https://hooks.example.com/webhooks');\nSet($DragomanSecret, 'made-up-1');\nSet($DragomanQueues, 'Support');\n",
      },
    ]);
  });

  it('a second time finds nothing to change', async () => {
    const settings = {
      ...accountAt({ ...answers(), baseUrl: desk.baseUrl, runtimeUser: 'dragoman' }),
      scope: {
        include: { brands: [], groups: ['Support'], forms: [], channels: [], tags: [] },
        exclude: { brands: [], groups: [], forms: [], channels: [], tags: [] },
      },
    };
    const own = ownSide({ settings, secrets: desk.secrets });
    const plan = await requestTrackerSetUp.plan(requestTrackerSetUp.answersFrom(settings), own, setUpDeps);

    expect([plan.changes, plan.byHand, plan.waitsForSteps]).toEqual([[], [], false]);
  });

  it('writes the file that is asked for even where all is done, and says beforehand that it will', async () => {
    // Prepare
    const settings = accountAt({ ...answers(), baseUrl: desk.baseUrl, runtimeUser: 'dragoman' });
    const own = ownSide({ settings, secrets: desk.secrets });
    const told = { ...requestTrackerSetUp.answersFrom(settings), configFile: '/tmp/90-dragoman.pm' };
    // Act
    const plan = await requestTrackerSetUp.plan(told, own, setUpDeps);
    const { files } = await plan.apply(recordedProgress(), false);
    // Assess
    expect(plan.changes).toEqual([
      {
        ...{ place: 'file', action: 'create', what: 'file /tmp/90-dragoman.pm' },
        details: ['lines for RT_SiteConfig, the signing secret among them: only you may read it'],
      },
    ]);
    expect(files.map(({ path }) => path)).toEqual(['/tmp/90-dragoman.pm']);
  });

  it('speaks of the file as of one that is still to come', async () => {
    const configFile = '/tmp/90-dragoman.pm';
    const { byHand } = await requestTrackerSetUp.plan(answers({ configFile }), ownSide(), setUpDeps);

    expect(byHand[0]?.instructions).toMatch(/^They will be in \/tmp\/90-dragoman\.pm: copy it/);
  });

  it('before the deployment makes no secret, for there is none to put it into', async () => {
    const plan = await requestTrackerSetUp.plan(
      answers({ token: token() }),
      ownSide({ webhookUrl: null }),
      setUpDeps,
    );

    expect(plan.changes.map(({ place }) => place)).toEqual(['settings']);
  });

  it('refuses a token that RT refuses, and says how to make another one', async () => {
    await expect(
      requestTrackerSetUp.plan(answers({ token: '1-27-wrong' }), ownSide(), setUpDeps),
    ).rejects.toThrow(
      'Request Tracker refuses the token (401). Make a new token (Admin → Users → Auth Tokens) and run connect with it in RT_TOKEN.',
    );
  });

  it('says which queue is not seen', async () => {
    const plan = await requestTrackerSetUp.plan(
      answers({ token: token(), queues: 'Support, Secret' }),
      ownSide(),
      setUpDeps,
    );

    expect(plan.byHand[0]?.title).toBe(
      'The user "dragoman" does not see the queue "Secret" (or there is none).',
    );
  });

  it('takes away secrets and settings, and tells what only a person can take away', async () => {
    const settings = accountAt({ ...answers(), baseUrl: desk.baseUrl, runtimeUser: 'dragoman' });
    const plan = await requestTrackerSetUp.planRemoval(
      { account: 'example.com' },
      ownSide({ settings, secrets: desk.secrets }),
      setUpDeps,
    );
    const progress = recordedProgress();
    await plan.apply(progress, false);

    expect(plan.changes.map(({ place, action }) => `${place} ${action}`)).toEqual([
      'secret remove',
      'secret remove',
      'settings remove',
    ]);
    expect(progress.secrets).toEqual({ webhook: '{}', api: '{}' });
    expect(plan.byHand).toHaveLength(1);
  });
});

describe('examining Request Tracker', () => {
  it('finds all well, but for what no API shows', async () => {
    const settings = accountAt({ ...answers(), baseUrl: desk.baseUrl, runtimeUser: 'dragoman' });
    const findings = await examineRequestTracker(
      null,
      ownSide({ settings, secrets: desk.secrets }),
      setUpDeps,
    );

    expect(findings.map(({ check, severity }) => [check, severity])).toEqual([
      ['request-tracker.user', 'ok'],
      ['request-tracker.signing-secret', 'ok'],
      ['request-tracker.queue', 'note'],
    ]);
  });

  it('never asks for a secret on the command line', async () => {
    const [first] = await examineRequestTracker(null, ownSide(), setUpDeps);

    expect(first?.mend).toBe('npm run connect -- request-tracker --stage local asks for one.');
  });

  it('names a token that is not good any more', async () => {
    const settings = accountAt({ ...answers(), baseUrl: desk.baseUrl, runtimeUser: 'dragoman' });
    const secrets = { ...desk.secrets, api: '{"token":"1-27-old"}' };
    const [first] = await examineRequestTracker(null, ownSide({ settings, secrets }), setUpDeps);

    expect(first).toMatchObject({ severity: 'error', what: 'Request Tracker refuses the token (401).' });
  });
});
