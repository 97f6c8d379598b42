import { scheduler } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { accountSettings } from '../../../../../connectors/account.ts';
import { fetchSend } from '../../../../../connectors/kit/http.ts';
import type { Answers, Finding, OwnSide } from '../../../../../connectors/set-up.ts';
import { examineZendesk } from '../../../../../connectors/zendesk/setup/examine.ts';
import { people } from '../../../../../infra/local/desks/zendesk/account.ts';
import { openZendeskDesk, type ZendeskDesk } from '../../../../../infra/local/desks/zendesk/index.ts';
import { Faults } from '../../../../../infra/local/faults.ts';
import { Journal } from '../../../../../infra/local/journal.ts';

const webhookUrl = 'http://127.0.0.1:9/webhooks/zendesk/22129848';
const desks: ZendeskDesk[] = [];
afterEach(async () => {
  await Promise.all(desks.splice(0).map((desk) => desk.stop()));
});

/** The stand-in's account, connected as it should be; nobody listens at its webhook's address. */
async function connectedDesk(): Promise<ZendeskDesk> {
  const desk = await openZendeskDesk({
    ...{ accountId: null, faults: new Faults([]), journal: new Journal(), timeScale: 1 },
    intents: [
      { language: 'en', locale: 'en_US', intents: [{ name: 'Refund', description: '', utterances: [] }] },
    ],
  });
  desks.push(desk);
  await desk.connect({ webhookUrl, partnerBus: null });
  return desk;
}

function ownSideOf(desk: ZendeskDesk, changes: Partial<OwnSide> = {}): OwnSide {
  return {
    stage: 'prod',
    webhookUrl,
    settings: z.parse(accountSettings, {
      connector: 'zendesk',
      baseUrl: desk.baseUrl,
      agentLanguages: { default: 'en' },
      ...desk.settings,
    }),
    secrets: desk.secrets,
    intents: ['Refund'],
    ...changes,
  };
}

const deps = {
  send: fetchSend,
  now: () => new Date(),
  wait: async (ms: number) => void (await scheduler.wait(ms)),
};
const adminOf = ({ adminClient }: ZendeskDesk): Answers => ({
  adminClientId: adminClient.clientId,
  adminClientSecret: adminClient.clientSecret,
});

async function findingsOf(desk: ZendeskDesk, changes: Partial<OwnSide> = {}, answers?: Answers | null) {
  const found = await examineZendesk(
    answers === undefined ? adminOf(desk) : answers,
    ownSideOf(desk, changes),
    deps,
  );
  expect(desk.standIn.violations()).toEqual([]);
  return found;
}

const named = (found: readonly Finding[], check: string) =>
  found.filter((finding) => finding.check === `zendesk.${check}`);

/** What an admin does by hand in the Admin Center. */
async function asAdmin(desk: ZendeskDesk, method: string, path: string, body?: unknown): Promise<any> {
  const json = { 'content-type': 'application/json', accept: 'application/json' };
  const { clientId: client_id, clientSecret: client_secret } = desk.adminClient;
  const grant = { grant_type: 'client_credentials', client_id, client_secret, scope: 'read write' };
  const minted = await fetch(`${desk.baseUrl}/oauth/tokens`, {
    ...{ method: 'POST', headers: json, body: JSON.stringify(grant) },
  });
  const { access_token } = (await minted.json()) as { access_token: string };
  const answer = await fetch(`${desk.baseUrl}/api/v2/${path}`, {
    ...{ method, headers: { ...json, authorization: `Bearer ${access_token}` } },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return answer.status === 204 ? null : await answer.json();
}

describe('A Zendesk that is connected as it should be', () => {
  it('has no error, and only its own business rules are worth a warning', async () => {
    const found = await findingsOf(await connectedDesk());

    expect(
      found.filter(({ severity }) => severity !== 'ok').map(({ check, severity }) => [check, severity]),
    ).toEqual([
      ['zendesk.sla-policy', 'warning'],
      ['zendesk.trigger', 'warning'],
      ['zendesk.trigger', 'warning'],
      ['zendesk.trigger', 'warning'],
      ['zendesk.automation', 'note'],
      ['zendesk.view', 'note'],
    ]);
    expect(found.filter(({ severity }) => severity === 'ok').map(({ check }) => check)).toEqual([
      'zendesk.runtime-token',
      'zendesk.runtime-user',
      'zendesk.runtime-comments',
      'zendesk.runtime-redaction',
      'zendesk.runtime-dedicated',
      'zendesk.field-language',
      'zendesk.field-language-forms',
      'zendesk.field-sentiment',
      'zendesk.field-sentiment-forms',
      'zendesk.field-intent',
      'zendesk.field-intent-forms',
      'zendesk.field-subject',
      'zendesk.field-subject-forms',
      'zendesk.chat-key',
      'zendesk.webhook-active',
      'zendesk.webhook-subscriptions',
      'zendesk.webhook-signature',
      'zendesk.webhook-invocations',
    ]);
  });

  it('names each trigger that our notes set off, with the condition that it lacks', async () => {
    const found = named(await findingsOf(await connectedDesk()), 'trigger');

    expect(found.map(({ what }) => what)).toEqual([
      'The trigger "Notify assignee of comment update" mails people for each of our notes.',
      'The trigger "Tell billing of internal notes" mails people for each of our notes.',
      'The trigger "Auto-assign to first agent who updates" gives the ticket to whoever updates it.',
    ]);
    expect(found.every(({ mend }) => mend?.includes('"Current user is not Dragoman"'))).toBe(true);
  });

  it('is seen with the runtime’s rights alone where no admin helps, which is said', async () => {
    const desk = await connectedDesk();

    const found = await findingsOf(desk, {}, null);

    expect(named(found, 'admin')).toEqual([
      expect.objectContaining({
        severity: 'note',
        mend: expect.stringContaining('ZENDESK_ADMIN_CLIENT_SECRET'),
      }),
    ]);
    expect(named(found, 'webhook-active')).toEqual([]);
    expect(named(found, 'trigger').length).toBe(3);
  });
});

describe('What is wrong is named', () => {
  it('a wrong secret', async () => {
    const desk = await connectedDesk();
    const api = JSON.stringify({ clientId: 'dragoman', clientSecret: 'not-the-secret' });

    const found = await findingsOf(desk, { secrets: { ...desk.secrets, api } });

    expect(named(found, 'runtime-token')).toEqual([
      {
        check: 'zendesk.runtime-token',
        severity: 'error',
        what: 'Zendesk refuses the stored OAuth client "dragoman": its secret is wrong, or it is gone or not confidential.',
        meaning: 'No note and no answer is written: messages are parked.',
        mend: 'npm run connect -- zendesk --stage prod makes a new one and stores its secret.',
      },
    ]);
    expect(JSON.stringify(found)).not.toContain('not-the-secret');
  });

  it('no secret', async () => {
    const desk = await connectedDesk();

    const found = await findingsOf(desk, { secrets: { ...desk.secrets, api: null } });

    expect(named(found, 'runtime-token').map(({ what }) => what)).toEqual([
      'No OAuth client of the runtime user is stored.',
    ]);
  });

  it('a right that is missing', async () => {
    const desk = await connectedDesk();
    const { custom_roles } = await asAdmin(desk, 'GET', 'custom_roles');
    const lightAgent = custom_roles.find(({ name }: any) => name === 'Light agent');
    await asAdmin(desk, 'PUT', `users/${people.dragoman.id}`, { user: { custom_role_id: lightAgent.id } });

    const found = await findingsOf(desk);

    expect(
      found
        .filter(({ check, severity }) => check.startsWith('zendesk.runtime') && severity !== 'ok')
        .map(({ what, severity }) => [severity, what]),
    ).toEqual([
      ['error', 'The role of the runtime user may not edit ticket properties.'],
      ['error', 'The runtime user may write internal notes only.'],
      ['warning', 'The runtime user may not redact.'],
    ]);
  });

  it('a suspended user', async () => {
    const desk = await connectedDesk();
    await asAdmin(desk, 'PUT', `users/${people.dragoman.id}`, { user: { suspended: true } });

    const found = await findingsOf(desk);

    expect(named(found, 'runtime-user').map(({ what, severity }) => [severity, what])).toEqual([
      ['error', 'Zendesk does not tell who the stored OAuth client acts as (HTTP 403).'],
    ]);
  });

  it('a client that acts as somebody else', async () => {
    const desk = await connectedDesk();
    const settings = { ...ownSideOf(desk).settings!, runtimeUserId: '4711' };

    const found = await findingsOf(desk, { settings });

    expect(named(found, 'runtime-user').map(({ what }) => what)).toEqual([
      'The stored OAuth client acts as the user 8447388090001, but the settings name 4711 as runtimeUserId.',
    ]);
  });

  it('a runtime user with whom somebody works', async () => {
    const desk = await connectedDesk();
    await asAdmin(desk, 'POST', 'tickets', {
      ticket: {
        subject: 'S',
        assignee_id: Number(people.dragoman.id),
        comment: { body: 'B', public: true },
      },
    });

    const found = await findingsOf(desk);

    expect(named(found, 'runtime-dedicated').map(({ severity, what }) => [severity, what])).toEqual([
      ['warning', 'Tickets are assigned to the runtime user: a person seems to work with it.'],
    ]);
  });

  it('a runtime user that has answered in its own name; its notes are no answers', async () => {
    const desk = await connectedDesk();
    const { id } = people.dragoman;
    desk.standIn.createTicket({
      ...{ id: '35', subject: 'Pedido', requester: people.agent.id },
      comment: { text: 'Hola', public: true },
    });
    desk.standIn.addComment('35', { text: 'Hello', author: id, public: false });
    const before = await findingsOf(desk);
    desk.standIn.addComment('35', { text: 'Hello there', author: id, public: true });

    const after = await findingsOf(desk);

    expect([before, after].map((found) => named(found, 'runtime-dedicated')[0]?.what)).toEqual([
      'Nobody works with the runtime user, as far as its tickets show.',
      'The runtime user has answered customers in its own name: a person seems to work with it.',
    ]);
  });

  it('a dead webhook', async () => {
    const desk = await connectedDesk();
    for (const id of ['35', '36', '37']) {
      const ticket = { id, subject: 'Pedido', requester: people.agent.id };
      await desk.standIn.createTicket({ ...ticket, comment: { text: 'Hola', public: true } }).delivered;
    }

    const found = await findingsOf(desk);

    expect(named(found, 'webhook-invocations').map(({ severity, what }) => [severity, what])).toEqual([
      ['error', 'The webhook "Webhook" is dead: all 6 invocations failed (failed 6×).'],
    ]);
  });

  it('a webhook that is switched off, is not told of all, and signs with another secret', async () => {
    const desk = await connectedDesk();
    const { webhooks } = await asAdmin(desk, 'GET', 'webhooks');
    const path = `webhooks/${webhooks[0].id}`;
    await asAdmin(desk, 'PATCH', path, {
      webhook: { status: 'inactive', subscriptions: ['zen:event-type:ticket.created'] },
    });
    await asAdmin(desk, 'POST', `${path}/signing_secret`);

    const found = await findingsOf(desk);

    expect(
      found
        .filter(({ check, severity }) => check.startsWith('zendesk.webhook') && severity === 'error')
        .map(({ what }) => what),
    ).toEqual([
      'The webhook "Webhook" is switched off.',
      'The webhook is not told of ticket.comment_added, ticket.custom_field_changed, ticket.comment_redacted, ' +
        'ticket.attachment_redacted_from_comment, ticket.soft_deleted, ticket.permanently_deleted, ' +
        'messaging_ticket.message_added.',
      'The signing secret of the webhook is another than the stored one.',
    ]);
  });

  it('no webhook, and one more than there should be', async () => {
    const desk = await connectedDesk();
    const other = {
      ...{ name: 'Old', status: 'active', endpoint: webhookUrl, http_method: 'POST' },
      ...{ request_format: 'json', subscriptions: ['zen:event-type:ticket.created'] },
    };
    await asAdmin(desk, 'POST', 'webhooks', { webhook: other });

    const found = await findingsOf(desk);
    const without = await findingsOf(desk, { webhookUrl: 'http://127.0.0.1:9/elsewhere' });

    expect(named(found, 'webhook-doubles').map(({ what }) => what)).toEqual([
      'More webhooks lead to this stage: "Old".',
    ]);
    expect(named(without, 'webhook-exists').map(({ severity }) => severity)).toEqual(['error']);
  });

  it('options that are missing, a field that is gone, and one that is on no form', async () => {
    const desk = await connectedDesk();
    const { fields } = desk.settings.vendor as { fields: Record<string, string> };
    await asAdmin(desk, 'DELETE', `ticket_fields/${fields.sentiment}`);
    const { ticket_forms } = await asAdmin(desk, 'GET', 'ticket_forms');
    for (const { id } of ticket_forms)
      await asAdmin(desk, 'PUT', `ticket_forms/${id}`, { ticket_form: { ticket_field_ids: [] } });

    const found = await findingsOf(desk, { intents: ['Refund', 'OrderStatus'] });

    expect(
      found
        .filter(({ check, severity }) => check.startsWith('zendesk.field') && severity !== 'ok')
        .map(({ what }) => what),
    ).toEqual([
      'The field "Language" is on no active ticket form.',
      'Sentiment: the ticket field 360000000002 does not exist.',
      'The field "Intent" lacks 1 of 2 options: dm_intent_order_status.',
      'The field "Intent" is on no active ticket form.',
      'The field "Subject, translated" is on no active ticket form.',
    ]);
  });

  it('Zendesk’s own triage beside ours', async () => {
    const desk = await connectedDesk();
    await asAdmin(desk, 'POST', 'ticket_fields', {
      ticket_field: {
        ...{ type: 'tagger', title: 'Language (triage)' },
        custom_field_options: [{ name: 'Spanish', value: 'language__es' }],
      },
    });

    const found = await findingsOf(desk);

    expect(named(found, 'own-triage').map(({ severity }) => severity)).toEqual(['note']);
  });

  it('a key for chats that is refused, or not there', async () => {
    const desk = await connectedDesk();
    const stored = JSON.parse(desk.secrets.api);
    const wrong = { ...stored, sunshine: { ...stored.sunshine, secret: 'x' } };
    const { sunshine: _, ...none } = stored;

    const found = await Promise.all(
      [wrong, none].map((api) =>
        findingsOf(desk, { secrets: { ...desk.secrets, api: JSON.stringify(api) } }),
      ),
    );

    expect(found.flatMap((each) => named(each, 'chat-key')).map(({ what }) => what)).toEqual([
      'Sunshine Conversations refuses the stored key, or the app that the settings name.',
      'No key of Sunshine Conversations is stored.',
    ]);
  });

  it('an admin’s client that is an agent’s', async () => {
    const desk = await connectedDesk();
    const { clientId, clientSecret } = JSON.parse(desk.secrets.api);

    const found = await findingsOf(desk, {}, { adminClientId: clientId, adminClientSecret: clientSecret });

    expect(named(found, 'admin').map(({ severity, what }) => [severity, what])).toEqual([
      ['warning', expect.stringContaining('who is no admin')],
    ]);
  });

  it('a Zendesk that does not answer', async () => {
    const desk = await connectedDesk();
    const settings = { ...ownSideOf(desk).settings!, baseUrl: 'http://127.0.0.1:9' };

    const found = await findingsOf(desk, { settings });

    expect(found.map(({ check, severity }) => [check, severity])).toEqual([
      ['zendesk.runtime-token', 'error'],
      ['zendesk.admin', 'warning'],
    ]);
  });
});
