import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { type AccountSettingsInput, accountSettings } from '../../../../../connectors/account.ts';
import { questions } from '../../../../../connectors/request-tracker/setup/questions.ts';
import { tryOutRequestTracker } from '../../../../../connectors/request-tracker/setup/try-out.ts';
import type { OwnSide } from '../../../../../connectors/set-up.ts';
import {
  openRequestTrackerDesk,
  type RequestTrackerDesk,
} from '../../../../../infra/local/desks/request-tracker/index.ts';
import { type Faults, parseFaults } from '../../../../../infra/local/faults.ts';
import { Journal } from '../../../../../infra/local/journal.ts';
import { ownSide, setUpDeps } from '../../../../support/own-side.ts';

let desk: RequestTrackerDesk;
let faults: Faults;
beforeEach(async () => {
  faults = parseFaults([]);
  desk = await openRequestTrackerDesk({
    ...{ accountId: null, intents: [], faults, journal: new Journal(), timeScale: 1 },
  });
});
afterEach(() => desk.stop());

/** Of the agent Marta, who may open and delete tickets. */
const martasToken = (): string => JSON.parse(desk.secrets.api).agentTokens.marta;

type Situation = Readonly<{
  settings?: Partial<AccountSettingsInput>;
  answers?: Readonly<Record<string, string>>;
  secrets?: OwnSide['secrets'];
  /** What happens between two looks; the clock goes on by a minute each time. */
  meanwhile?: () => void;
  controller?: AbortController;
}>;

function tryOut(situation: Situation = {}) {
  const { settings, answers, secrets = desk.secrets, meanwhile, controller } = situation;
  const own = ownSide({
    settings: z.parse(accountSettings, {
      ...{ connector: 'request-tracker', account: 'example.com', baseUrl: desk.baseUrl },
      ...{ agentLanguages: { default: 'en' }, runtimeUserId: 'dragoman' },
      scope: { include: { groups: ['Support'] } },
      ...settings,
    }),
    secrets,
  });
  let nowMs = 1_767_945_600_000;
  const wait = async () => {
    nowMs += 60_000;
    meanwhile?.();
  };
  const { signal } = controller ?? new AbortController();
  const deps = { ...setUpDeps, now: () => new Date(nowMs), wait, signal };
  return tryOutRequestTracker({ testToken: martasToken(), ...answers }, own, deps);
}
const isNoted = () => desk.standIn.agentComments(1, { agent: 'dragoman', text: 'Hello' });

describe('the test message in Request Tracker', () => {
  it('is a request of whose token it is, in a queue to translate in; its ticket is deleted and mails nobody', async () => {
    const { severity, what } = await tryOut({ meanwhile: isNoted });
    const [opened] = desk.standIn.history(1);

    expect({ severity, what }).toEqual({
      severity: 'ok',
      what: 'A test message of a customer had its note after 60 s; its ticket is deleted again.',
    });
    expect(opened).toMatchObject({ type: 'Create', creator: { name: 'marta' } });
    expect(desk.standIn.ticket(1)).toMatchObject({
      ...{ queue: { name: 'Support' }, requestors: [{ name: 'marta' }], status: 'deleted' },
    });
    expect(desk.standIn.sentMails()).toEqual([]);
    expect(desk.standIn.violations()).toEqual([]);
  });

  it('names scrips, configuration and network, in this order, where no note comes', async () => {
    const { severity, what, meaning, mend } = await tryOut();
    const causes = meaning?.split('\n').filter((line) => /^ {2}\d/.test(line));

    expect({ severity, what, mend }).toEqual({
      severity: 'error',
      what: 'A test message of a customer had no note within 120 s; its ticket is deleted again.',
      mend: 'npm run doctor -- --stage local',
    });
    expect(causes).toEqual([
      expect.stringMatching(/^ {2}1\. The scrips .* not for the queue "Support"/),
      expect.stringMatching(
        /^ {2}2\. RT_SiteConfig lacks \$DragomanUrl .*dragoman\/local\/request-tracker\/example\.com\/webhook/,
      ),
      expect.stringMatching(/^ {2}3\. RT does not reach the address/),
      expect.stringMatching(/^ {2}4\. \$UseTransactionBatch is off/),
    ]);
  });

  it('leaves no open ticket behind where it is stopped', async () => {
    const controller = new AbortController();
    const stopped = tryOut({ controller, meanwhile: () => controller.abort(new Error('Ctrl-C')) });

    await expect(stopped).rejects.toThrow('Ctrl-C');
    expect(desk.standIn.ticket(1).status).toBe('deleted');
  });

  it('is rejected, of which nobody is told, where whoever wrote it may not delete tickets', async () => {
    desk.standIn.setRights('Support', 'marta', ['CreateTicket', 'ShowTicket', 'ModifyTicket']);
    const { what } = await tryOut({ meanwhile: isNoted });

    expect(what).toBe('A test message of a customer had its note after 60 s; its ticket 1 is rejected.');
    expect(desk.standIn.ticket(1).status).toBe('rejected');
    expect(desk.standIn.sentMails()).toEqual([]);
  });

  it('says which ticket a person has to take away where nobody may', async () => {
    desk.standIn.setRights('Support', 'marta', ['CreateTicket']);
    desk.standIn.setRights('Support', 'dragoman', ['ShowTicket', 'ShowTicketComments']);
    const { what } = await tryOut({ meanwhile: isNoted });

    expect(what).toBe(
      'A test message of a customer had its note after 60 s; its ticket 1 could not be taken away: delete it by hand.',
    );
  });

  it.each<[string, Situation]>([
    ['in the settings, mode is "observe", so that nothing is written', { settings: { mode: 'observe' } }],
    [
      'in the settings, scope leaves tickets out, and a test ticket may be one of them',
      { settings: { scope: { include: { tags: ['pilot'] } } } },
    ],
    [
      'in the settings, the queue "Billing" is none of those to translate in',
      { answers: { testQueue: 'Billing' } },
    ],
    ['the settings name no queue that it could go into', { settings: { scope: {} } }],
    ['it takes a token of a person, as whose request it is written', { answers: { testToken: '' } }],
    [
      'token, signing secret or settings are not there yet',
      { secrets: { webhook: null, api: '{"token":"1-27-aa"}' } },
    ],
  ])('is not written, and the next step said: %s', async (why, situation) => {
    const { severity, what, mend } = await tryOut(situation);

    expect({ severity, what }).toEqual({ severity: 'note', what: `No test message was written: ${why}.` });
    expect(mend).toMatch(/npm run (connect|doctor) -- .*--?stage local/);
    expect(desk.standIn.hasTicket(1)).toBe(false);
  });

  it.each([
    ['secret', /^RT_TEST_TOKEN is no auth token: expected one such as 1-27-…/],
    ['1-31-0123456789abcdef', /^Request Tracker refuses the token in RT_TEST_TOKEN\. Make one in RT/],
  ])('is not written with what is no token: %s', async (testToken, sentence) => {
    await expect(tryOut({ answers: { testToken } })).rejects.toThrow(sentence);
  });

  it.each([
    ['helpdesk:429:1', 'Request Tracker takes no calls now: try again later.'],
    [
      'helpdesk:down',
      'Request Tracker does not answer: look at the address and the network, then try again.',
    ],
  ])('is not written while RT tells of nobody, and no token is blamed: %s', async (fault, sentence) => {
    faults.add([fault]);

    await expect(tryOut()).rejects.toThrow(sentence);
  });

  it('is not written as the runtime user, whose own words are passed over', async () => {
    const { token: testToken } = JSON.parse(desk.secrets.api);

    await expect(tryOut({ answers: { testToken } })).rejects.toThrow(
      /^RT_TEST_TOKEN is a token of "dragoman", whose own words are passed over/,
    );
    expect(desk.standIn.hasTicket(1)).toBe(false);
  });

  it('says which right is missing where the person may open no tickets', async () => {
    desk.standIn.setRights('Support', 'Everyone', []);
    desk.standIn.setRights('Support', 'marta', ['ShowTicket']);

    await expect(tryOut()).rejects.toThrow(
      /^"marta", whose token is in RT_TEST_TOKEN, may not open tickets in the queue "Support" \(right CreateTicket\)/,
    );
  });

  it.each([
    [
      'with the token of the runtime user, its queue being known',
      { token: '1-27-aa', queues: 'Support' },
      [true, false],
    ],
    ['and a queue, where none is known', { token: '1-27-aa', testToken: '1-31-aa' }, [true, true]],
    ['not before that token is there', {}, [false, false]],
  ])('is asked for %s', (_, given, expected) => {
    const asked = ['testToken', 'testQueue'].map((key) =>
      questions.find((one) => one.key === key)?.isAsked(given),
    );

    expect(asked).toEqual(expected);
  });
});
