import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HttpSend } from '../../../../../connectors/kit/http.ts';
import { examineSalesforce } from '../../../../../connectors/salesforce/setup/examine.ts';
import { salesforceSetUp } from '../../../../../connectors/salesforce/setup/index.ts';
import { accountAt } from '../../../../../connectors/salesforce/setup/look.ts';
import { type Finding, fetchSend } from '../../../../../connectors/set-up.ts';
import {
  openSalesforceDesk,
  type SalesforceDesk,
} from '../../../../../infra/local/desks/salesforce/index.ts';
import { parseFaults } from '../../../../../infra/local/faults.ts';
import { Journal } from '../../../../../infra/local/journal.ts';
import { ownSide, recordedProgress, setUpDeps } from '../../../../support/own-side.ts';

const orgId = '00DRM000000Fxts2AC';
const integrationUser = '005RM00000IntegYAB';

let desk: SalesforceDesk;
beforeEach(async () => {
  desk = await openSalesforceDesk({
    ...{ accountId: null, intents: [], faults: parseFaults([]), journal: new Journal(), timeScale: 1 },
  });
});
afterEach(() => desk.stop());

const client = () => {
  const { clientId, clientSecret } = JSON.parse(desk.secrets.api);
  return { clientId, clientSecret };
};
const answers = (more: Readonly<Record<string, string>> = {}) => ({
  domain: desk.baseUrl,
  account: orgId,
  agentLanguage: 'en',
  ...more,
});

describe('connecting Salesforce', () => {
  it('without an app tells how to bring package, user and app, and changes nothing', async () => {
    const plan = await salesforceSetUp.plan(answers(), ownSide({ webhookUrl: null }), setUpDeps);

    expect(plan.changes).toEqual([]);
    expect(plan.byHand.map(({ title }) => title)).toEqual([
      'The package (in connectors/salesforce/package; "support" stands for your org)',
      'The integration user, who does nothing else',
      'The External Client App that runs as this user',
      'Event Relay, the way in',
    ]);
  });

  it('with the app looks at objects, fields and rights, and knows the integration user by itself', async () => {
    const source = 'aws.partner/salesforce.com/00DRM000000Fxts2AC/0YLRM0000004Dfg4AE';
    const plan = await salesforceSetUp.plan(
      answers({ ...client(), eventSources: source }),
      ownSide(),
      setUpDeps,
    );
    const progress = recordedProgress();
    const { settings } = await plan.apply(progress, false);

    expect(plan.unchanged).toEqual([
      'Case with its 4 fields',
      'Dragoman_Write__c with its 6 fields',
      'Dragoman_Tag__c with its 3 fields',
    ]);
    expect([plan.byHand, plan.waitsForSteps]).toEqual([[], false]);
    expect(progress.secrets).toEqual({ api: JSON.stringify(client()) });
    expect(settings).toEqual({
      ...{ connector: 'salesforce', account: orgId, baseUrl: desk.baseUrl, runtimeUserId: integrationUser },
      ...{ agentLanguages: { default: 'en' }, partnerEventSources: [source] },
    });
  });

  it('by callout makes the signing secret and tells how it comes into the org, without showing it', async () => {
    const plan = await salesforceSetUp.plan(answers({ ...client(), wayIn: 'callout' }), ownSide(), setUpDeps);
    const progress = recordedProgress();
    await plan.apply(progress, false);
    const steps = plan.byHand.map(({ instructions }) => instructions).join('\n');

    expect(progress.secrets.webhook).toBe('{"signingSecrets":["made-up-1"]}');
    expect(steps).toContain('DRAGOMAN_WEBHOOK_URL=https://hooks.example.com');
    expect(steps).not.toContain('made-up-1');
    expect(plan.waitsForSteps).toBe(true);
  });

  it('a second time finds nothing to change', async () => {
    const settings = {
      ...accountAt({ ...answers(), baseUrl: desk.baseUrl }, integrationUser),
      partnerEventSources: ['aws.partner/salesforce.com/a/b'],
    };
    const own = ownSide({ settings, secrets: desk.secrets });
    const plan = await salesforceSetUp.plan(salesforceSetUp.answersFrom(settings), own, setUpDeps);

    expect([plan.changes, plan.byHand]).toEqual([[], []]);
  });

  it('a second time knows that messages come in by callout, without being told so again', async () => {
    const settings = accountAt({ ...answers(), baseUrl: desk.baseUrl }, integrationUser);
    const secrets = { ...desk.secrets, webhook: '{"signingSecrets":["made-up-1"]}' };
    const plan = await salesforceSetUp.plan(
      salesforceSetUp.answersFrom(settings),
      ownSide({ settings, secrets }),
      setUpDeps,
    );

    expect([plan.changes, plan.byHand]).toEqual([[], []]);
  });

  it.each([
    [{ clientSecret: 'wrong' }, /^Salesforce refuses the app: check consumer key and secret/],
    [{ account: '00D000000000000AAA' }, /^The app belongs to the org 00DRM000000Fxts2AC, not to 00D0000/],
    [{ domain: 'http://127.0.0.1:9' }, /^http:\/\/127\.0\.0\.1:9 cannot be reached/],
  ])('says in a sentence what is wrong: %o', async (wrong, sentence) => {
    await expect(
      salesforceSetUp.plan(answers({ ...client(), ...wrong }), ownSide(), setUpDeps),
    ).rejects.toThrow(sentence);
  });
});

describe('examining Salesforce', () => {
  it('finds app and package well', async () => {
    const settings = accountAt({ ...answers(), baseUrl: desk.baseUrl }, integrationUser);
    const findings = await examineSalesforce(null, ownSide({ settings, secrets: desk.secrets }), setUpDeps);

    expect(findings.map(({ check, severity }) => [check, severity])).toEqual([
      ['salesforce.app', 'ok'],
      ['salesforce.Case', 'ok'],
      ['salesforce.Dragoman_Write__c', 'ok'],
      ['salesforce.Dragoman_Tag__c', 'ok'],
      ['salesforce.catch-up', 'ok'],
    ]);
  });

  it.each([
    ['Dragoman_Translation__c', ['salesforce.Case', 'ok', 'Case with its 5 fields']],
    [
      'Translation__c',
      [
        'salesforce.Case',
        'error',
        'Case lacks Translation__c, or does not show them to the integration user.',
      ],
    ],
  ])('looks for the field that the translation goes into: %s', async (field, expected) => {
    const settings = {
      ...accountAt({ ...answers(), baseUrl: desk.baseUrl }, integrationUser),
      vendor: { translation: { to: 'field', field } },
    };
    const findings = await examineSalesforce(null, ownSide({ settings, secrets: desk.secrets }), setUpDeps);

    expect(findings.map(({ check, severity, what }) => [check, severity, what])).toContainEqual(expected);
  });

  it('knows the integration user by an id of 15 characters, too', async () => {
    const settings = accountAt({ ...answers(), baseUrl: desk.baseUrl }, integrationUser.slice(0, 15));
    const [first] = await examineSalesforce(null, ownSide({ settings, secrets: desk.secrets }), setUpDeps);

    expect(first).toMatchObject({ check: 'salesforce.app', severity: 'ok' });
  });

  /** What is found about the catch-up in an org that lacks this field, so that it refuses the queries that name it. */
  async function catchUpWithout(field: string): Promise<readonly Finding[]> {
    const without = (text: string) => text.replaceAll(field, 'Gone');
    const send: HttpSend = ({ url, body, ...request }) =>
      fetchSend({
        ...request,
        url: without(url),
        ...(typeof body === 'string' ? { body: without(body) } : {}),
      });
    const settings = accountAt({ ...answers(), baseUrl: desk.baseUrl }, integrationUser);
    const own = ownSide({ settings, secrets: desk.secrets });
    const findings = await examineSalesforce(null, own, { ...setUpDeps, send });
    return findings.filter(({ check }) => check === 'salesforce.catch-up');
  }

  it('names each query of the catch-up that the org refuses, and how to mend it', async () => {
    expect(await catchUpWithout('CommentBody')).toEqual([
      {
        check: 'salesforce.catch-up',
        severity: 'warning',
        what: 'Salesforce refuses the catch-up’s query of comments (CaseComment): invalid-field.',
        meaning: 'What no event told of is not found there, and the alarm salesforce-catch-up-behind rings.',
        mend:
          'Let the integration user read that object and the fields of its query (connectors/salesforce/records.ts). The ' +
          'catch-up then goes on from where it stopped.',
      },
    ]);
  });

  it('says what mends it where the integration user sees no feed, or the org has none', async () => {
    const findings = await catchUpWithout('CaseFeed');

    expect(findings).toEqual([
      {
        check: 'salesforce.catch-up',
        severity: 'warning',
        what: 'Salesforce refuses the catch-up’s query of posts (CaseFeed): unauthorised.',
        meaning: 'What no event told of is not found there, and the alarm salesforce-catch-up-behind rings.',
        mend:
          'Switch on Chatter in the org and for the integration user, and Feed Tracking for Case; where the org has no feed, set ' +
          'note to "case-comment" in the vendor part of the account’s settings. The catch-up then goes on from where it stopped.',
      },
    ]);
  });

  it('notes that an org does not let replies below posts be asked for, which nobody can mend', async () => {
    const findings = await catchUpWithout('CommentCount');

    expect(findings.map(({ severity, mend }) => [severity, mend])).toEqual([['note', null]]);
    expect(findings[0]?.what).toMatch(
      /^Salesforce does not let replies below posts be asked for: [a-z-]+\.$/,
    );
  });

  it('tells where nothing that the catch-up looks through can be read', async () => {
    const [finding] = await catchUpWithout('Id');

    expect(finding).toMatchObject({
      severity: 'warning',
      meaning: 'A message that no event told of gets no note.',
    });
  });

  it('never asks for a secret on the command line', async () => {
    const [first] = await examineSalesforce(null, ownSide(), setUpDeps);

    expect(first?.mend).toBe('npm run connect -- salesforce --stage local asks for consumer key and secret.');
  });

  it('names an app that runs as somebody else than the settings say', async () => {
    const settings = accountAt({ ...answers(), baseUrl: desk.baseUrl }, '005RM00000OtherYAB');
    const [first] = await examineSalesforce(null, ownSide({ settings, secrets: desk.secrets }), setUpDeps);

    expect(first).toMatchObject({ check: 'salesforce.app', severity: 'error' });
  });
});
