import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { type AccountSettingsInput, accountSettings } from '../../../../../connectors/account.ts';
import { fetchSend, type HttpSend } from '../../../../../connectors/kit/http.ts';
import { tryOutSalesforce } from '../../../../../connectors/salesforce/setup/try-out.ts';
import {
  openSalesforceDesk,
  type SalesforceDesk,
} from '../../../../../infra/local/desks/salesforce/index.ts';
import { parseFaults } from '../../../../../infra/local/faults.ts';
import { Journal } from '../../../../../infra/local/journal.ts';
import { ownSide, setUpDeps } from '../../../../support/own-side.ts';

const orgId = '00DRM000000Fxts2AC';
const integrationUser = '005RM00000IntegYAB';
const agent = '005RM00000MartaYAB';
const admin = '005RM00000AdminYAB';
const source = 'aws.partner/salesforce.com/00DRM000000Fxts2AC/0YLRM0000004Dfg4AE';

let desk: SalesforceDesk;
beforeEach(async () => {
  desk = await openSalesforceDesk({
    ...{ accountId: null, intents: [], faults: parseFaults([]), journal: new Journal(), timeScale: 1 },
  });
  desk.standIn.setUser({
    ...{ id: admin, username: 'ada@example.com', lastName: 'Admin', email: 'ada@example.com' },
    profile: 'administrator',
  });
});
afterEach(() => desk.stop());

type Situation = Readonly<{
  settings?: Partial<AccountSettingsInput>;
  testToken?: string;
  /** What happens between two looks; the clock goes on by a minute each time. */
  meanwhile?: () => void | Promise<void>;
  controller?: AbortController;
  send?: HttpSend;
}>;

/** Salesforce, which does not delete records of one object. */
const deletingNo =
  (object: string, status: number, errorCode: string): HttpSend =>
  (request) => {
    const isDeletion = request.method === 'DELETE' && request.url.includes(`/sobjects/${object}/`);
    const body = JSON.stringify([{ errorCode, message: 'made up' }]);
    return isDeletion ? Promise.resolve({ kind: 'answer', status, headers: {}, body }) : fetchSend(request);
  };

function tryOut(situation: Situation = {}) {
  const {
    settings,
    meanwhile,
    controller,
    testToken = desk.standIn.signIn(admin),
    send = fetchSend,
  } = situation;
  const own = ownSide({
    settings: z.parse(accountSettings, {
      ...{ connector: 'salesforce', account: orgId, baseUrl: desk.baseUrl, runtimeUserId: integrationUser },
      ...{ agentLanguages: { default: 'en' }, partnerEventSources: [source], ...settings },
    }),
    secrets: desk.secrets,
  });
  let nowMs = 1_767_945_600_000;
  const wait = async () => {
    nowMs += 60_000;
    await meanwhile?.();
  };
  const { signal } = controller ?? new AbortController();
  return tryOutSalesforce({ testToken }, own, {
    ...{ ...setUpDeps, send, now: () => new Date(nowMs), wait, signal },
  });
}

const cases = () => desk.standIn.records('Case');

/** The runtime user writes a note with its row, as it does in one call. */
async function noteIt(): Promise<void> {
  const ParentId = String(cases()[0]?.Id);
  const write = async (object: string, body: object) => {
    const answer = await fetch(`${desk.baseUrl}/services/data/v66.0/sobjects/${object}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${desk.standIn.signIn(integrationUser)}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(201);
  };
  await write('FeedItem', { ParentId, Body: 'Hello', Visibility: 'InternalUsers' });
  await write('Dragoman_Write__c', { Key__c: 'write#1', Case__c: ParentId, Kind__c: 'note' });
}

describe('the test message in Salesforce', () => {
  it('is a case as a form on the web makes one; case, note and row are deleted, and nobody gets a mail', async () => {
    let opened: unknown;
    const { severity, what } = await tryOut({
      meanwhile: async () => {
        opened = cases()[0];
        await noteIt();
      },
    });

    expect({ severity, what }).toEqual({
      severity: 'ok',
      what: 'A test message of a customer had its note after 60 s; its case is deleted again.',
    });
    expect(opened).toMatchObject({
      ...{ Subject: 'Dragoman test', Description: 'Hola, ¿dónde está mi pedido #10023456?' },
      ...{ SuppliedEmail: 'dragoman-test@example.com', CreatedById: admin, OwnerId: admin, ContactId: null },
    });
    const left = ['Case', 'FeedItem', 'Dragoman_Write__c', 'Contact', 'EmailMessage'].map((object) =>
      desk.standIn.records(object),
    );
    expect(left).toEqual([[], [], [], [], []]);
    expect(desk.standIn.violations()).toEqual([]);
  });

  it.each<[string, Partial<AccountSettingsInput>, readonly RegExp[]]>([
    [
      'relay, source and package',
      {},
      [/The relay does not run/, /another source than the settings have/, /has Skip for you/, /triggers/],
    ],
    [
      'callout, address and package',
      { partnerEventSources: [] },
      [/Callout On.*dragoman\/local\/salesforce\/00DRM/, /Apex Jobs/, /has Skip for you/, /triggers/],
    ],
  ])('names %s, in this order, where no note comes', async (_, settings, expected) => {
    const { severity, meaning, mend } = await tryOut({ settings });
    const causes = meaning?.split('\n').filter((line) => /^ {2}\d/.test(line));

    expect({ severity, mend }).toEqual({ severity: 'error', mend: 'npm run doctor -- --stage local' });
    expect(causes).toEqual(expected.map((cause) => expect.stringMatching(cause)));
    expect(cases()).toEqual([]);
  });

  it('leaves no case behind where it is stopped', async () => {
    const controller = new AbortController();
    const stopped = tryOut({ controller, meanwhile: () => controller.abort(new Error('Ctrl-C')) });

    await expect(stopped).rejects.toThrow('Ctrl-C');
    expect(cases()).toEqual([]);
  });

  it('is closed where whoever opened it may not delete cases', async () => {
    const settings = { vendor: { statuses: { solved: ['Solved', 'Closed'] } } };
    const testToken = desk.standIn.signIn(agent);
    const { what } = await tryOut({ settings, testToken, meanwhile: noteIt });

    expect(what).toMatch(
      /^A test message of a customer had its note after 60 s; its case 500\w{15} is Solved, since you may not delete cases\.$/,
    );
    expect(cases()).toMatchObject([{ Status: 'Solved' }]);
  });

  it.each([
    [400, 'FIELD_CUSTOM_VALIDATION_EXCEPTION', 'field-custom-validation-exception'],
    [503, 'SERVER_UNAVAILABLE', 'unavailable'],
  ])(
    'is closed where Salesforce does not delete it, for the reason that it gives (%i)',
    async (status, code, why) => {
      const { what } = await tryOut({ send: deletingNo('Case', status, code), meanwhile: noteIt });

      expect(what).toMatch(
        / its case 500\w{15} is Closed, since Salesforce did not delete it \([a-z-]+\)\.$/,
      );
      expect(what).toContain(`(${why})`);
      expect(cases()).toMatchObject([{ Status: 'Closed' }]);
    },
  );

  it('is deleted without its row where whoever opened it may not delete that, and says so', async () => {
    const send = deletingNo('Dragoman_Write__c', 403, 'INSUFFICIENT_ACCESS_OR_READONLY');

    const { what } = await tryOut({ send, meanwhile: noteIt });

    const [row] = desk.standIn.records('Dragoman_Write__c');
    expect(what).toBe(
      `A test message of a customer had its note after 60 s; its case is deleted again, but what Dragoman_Write__c keeps of it is not: ${row?.Id}.`,
    );
    expect(cases()).toEqual([]);
  });

  it('is taken back where the integration user has opened it, of whose doings nothing is told', async () => {
    desk.standIn.setUser({
      ...{ id: integrationUser, username: 'dragoman@example.com', lastName: 'Dragoman' },
      ...{ email: 'dragoman@example.com', profile: 'administrator' },
    });

    await expect(tryOut({ testToken: desk.standIn.signIn(integrationUser) })).rejects.toThrow(
      'SALESFORCE_TEST_TOKEN is a token of the integration user, of whose doings nothing is told: give one of your own.',
    );
    expect(cases()).toEqual([]);
  });

  it.each<[string, Situation]>([
    ['in the settings, notes is "never"', { settings: { notes: 'never' } }],
    [
      'in the settings, scope leaves tickets out, and a test ticket may be one of them',
      { settings: { scope: { include: { forms: ['012000000000000AAA'] } } } },
    ],
    ['it takes an access token of a person, who opens the case', { testToken: '' }],
  ])('is not written, and the next step said: %s', async (why, situation) => {
    const { severity, what, mend } = await tryOut(situation);

    expect({ severity, what }).toEqual({ severity: 'note', what: `No test message was written: ${why}.` });
    expect(mend).toMatch(/npm run (connect|doctor) -- /);
    expect(cases()).toEqual([]);
  });

  it('says what to do where the session is over, and where a rule wants more fields', async () => {
    await expect(tryOut({ testToken: '00D!over' })).rejects.toThrow(
      /^Salesforce refuses the token in SALESFORCE_TEST_TOKEN: sf org auth show-access-token/,
    );
    desk.standIn.setValidationRules([{ object: 'Case', message: 'Product?', refuses: () => true }]);
    await expect(tryOut()).rejects.toThrow(
      /^Salesforce refuses a test case \(field-custom-validation-exception\): where a rule of yours asks for more/,
    );
  });
});
