import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text as bodyText } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { DeskOptions, DeskWrites, WaysIn } from '../../../../../infra/local/desks/desk.ts';
import {
  openSalesforceDesk,
  type SalesforceDesk,
} from '../../../../../infra/local/desks/salesforce/index.ts';
import { Faults, parseFaults } from '../../../../../infra/local/faults.ts';
import { Journal } from '../../../../../infra/local/journal.ts';
import { type Delivery, parseReplayFile, ReplayFileError } from '../../../../../infra/local/replay/input.ts';
import { serverOf } from '../../../../support/server-of.ts';

const asUsual: Delivery = { signature: 'good', ageSeconds: 0, contentType: 'application/json', times: 1 };
const source = 'aws.partner/salesforce.com/00DRM000000Fxts2AC/0YLRM0000004Dfg4AE';
const agentId = '005RM00000MartaYAB';
const trace = 'Root=1-5759e988-bd862e3fe1be46a994272793';

const repository = join(import.meta.dirname, '../../../../..');
const folder = join(repository, 'tests/fixtures/salesforce-stand-in/force-app/main/default');
const journal = new Journal();
const open = (options: Partial<DeskOptions> & { rawBodies?: readonly object[] } = {}) =>
  openSalesforceDesk(
    { accountId: null, faults: new Faults([]), journal, timeScale: 1, intents: [], ...options },
    folder,
  );

let desk: SalesforceDesk;
beforeEach(async () => {
  desk = await open();
});
afterEach(() => desk.stop());

/** Does what the lines say, in their order. */
async function prepareAll(...lines: readonly object[]) {
  const prepared = [];
  for (const line of parseReplayFile(lines.map((line) => JSON.stringify(line)).join('\n')))
    prepared.push(await desk.prepare(line));
  return prepared;
}
const prepare = async (line: object) => (await prepareAll(line))[0]!;

const toldOf = ({ deliveries }: { deliveries: readonly any[] }) =>
  deliveries.map(({ event: { payload } }) => [
    ...[payload.Kind__c, payload.Author_Type__c, payload.Channel__c],
    ...[payload.Is_Public__c, payload.Is_First__c, payload.Body__c],
  ]);

/** Points the desk at something that takes whatever comes. */
async function connected({ hasBus = true } = {}) {
  const calls: { headers: Record<string, unknown>; body: string }[] = [];
  const events: any[] = [];
  const server = serverOf(async (request, response) => {
    calls.push({ headers: request.headers, body: await bodyText(request) });
    response.writeHead(200, { 'x-local-trace-id': '1-0-1' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const { port } = server.address() as AddressInfo;
  const partnerBus: WaysIn['partnerBus'] = async (event) => {
    events.push(event);
    return '1-0-2';
  };
  await desk.connect({ webhookUrl: `http://127.0.0.1:${port}/`, partnerBus: hasBus ? partnerBus : null });
  return { calls, events };
}

describe('A message in a line becomes one in the stand-in Salesforce', () => {
  it('a customer’s opens a case by e-mail, and the package publishes the mail', async () => {
    // Prepare, Act
    const prepared = await prepare({ text: 'Hola', subject: 'Pedido' });
    // Assess
    expect(prepared.ticket).toMatch(/^500\w{15}$/);
    expect(prepared.message).toMatch(/^02s\w{15}$/);
    expect(toldOf(prepared)).toEqual([['message', 'customer', 'email', true, true, 'Hola']]);
    expect(desk.standIn.record(prepared.ticket!)).toMatchObject({ Subject: 'Pedido', Origin: 'Email' });
  });

  it('a further one comes onto the same case, from the customer or from people in copy', async () => {
    // Prepare, Act
    const prepared = await prepareAll(
      { ticket: '1', text: 'Hola' },
      { ticket: '1', text: 'Bonjour', from: 'cc', author: 'luc' },
      { ticket: '1', text: 'Hello again' },
    );
    // Assess
    expect(new Set(prepared.map(({ ticket }) => ticket)).size).toBe(1);
    const mails = desk.standIn.records('EmailMessage').map(({ FromAddress }) => FromAddress);
    expect(mails).toEqual(['customer-of-1@example.org', 'luc-in-1@example.org', 'customer-of-1@example.org']);
    expect(prepared.flatMap(toldOf).map(([, , , , isFirst]) => isFirst)).toEqual([true, false, false]);
  });

  it('one that stands there already is only told of again', async () => {
    // Prepare
    const line = { ticket: '1', comment: 'c1', text: 'Hola' };
    // Act
    const [first, again] = await prepareAll(line, line);
    // Assess
    expect(again).toEqual(first);
    expect(desk.standIn.records('EmailMessage')).toHaveLength(1);
  });

  it('from the web, the portal and the telephone the case itself is the first message', async () => {
    // Prepare
    const line = (channel: string) => ({ ticket: channel, channel, text: 'Hola' });
    // Act
    const prepared = await prepareAll(line('web'), line('portal'), line('phone'));
    // Assess
    expect(prepared.map(({ ticket, message }) => message === `first:${ticket}`)).toEqual([true, true, true]);
    expect(prepared.flatMap(toldOf).map(([, author, channel]) => [author, channel])).toEqual([
      ['customer', 'web'],
      ['customer', 'portal'],
      ['staff', 'web'],
    ]);
  });

  it('later ones from the web or the portal are comments of the customer', async () => {
    // Prepare, Act
    const [, later] = await prepareAll(
      { ticket: '1', channel: 'web', text: 'Hola' },
      { ticket: '1', channel: 'portal', text: '¿Y bien?' },
    );
    // Assess
    expect(later?.message).toMatch(/^00a/);
    expect(toldOf(later!)).toEqual([['message', 'customer', 'portal', true, false, '¿Y bien?']]);
  });

  it('an agent’s is an internal post, or an answer by the way that the case came in', async () => {
    // Prepare, Act
    const prepared = await prepareAll(
      { ticket: '1', text: 'Hola' },
      { ticket: '1', from: 'agent', public: false, text: '#translate Hello' },
      { ticket: '1', from: 'agent', text: 'Hello' },
      { ticket: '2', channel: 'web', text: 'Hola' },
      { ticket: '2', from: 'agent', text: 'Hello' },
    );
    // Assess
    expect(prepared.map(({ message }) => message?.slice(0, 3))).toEqual(['02s', '0D5', '02s', 'fir', '00a']);
    expect(toldOf(prepared[1]!)).toEqual([['message', 'staff', 'feed', false, false, '#translate Hello']]);
    const received = prepared.map(({ ticket }) => desk.standIn.whatTheCustomerReceived(ticket!).length);
    expect(received).toEqual([1, 1, 1, 1, 1]);
  });

  it('an agent’s note may open a case, and its command is told', async () => {
    // Prepare, Act
    const prepared = await prepare({ from: 'agent', public: false, text: '#help' });
    // Assess
    expect(toldOf(prepared)).toEqual([['message', 'staff', 'feed', false, false, '#help']]);
    expect(desk.standIn.record(prepared.ticket!)).toMatchObject({ Description: null });
  });

  it('files come with it, and the case is set to the status that the line names', async () => {
    // Prepare, Act
    const prepared = await prepare({
      ...{ text: 'Hola', ticketStatus: 'solved' },
      attachments: [{ name: 'a.txt', contentType: 'text/plain', base64: 'aGVsbG8=' }],
    });
    // Assess
    expect(desk.standIn.record(prepared.ticket!)).toMatchObject({ Status: 'Solved', IsClosed: true });
    expect(desk.standIn.records('ContentVersion')).toMatchObject([{ PathOnClient: 'a.txt', ContentSize: 5 }]);
  });

  it('what posts by itself is no person', async () => {
    // Prepare, Act
    const [, bot] = await prepareAll(
      { ticket: '1', text: 'Hola' },
      { ticket: '1', from: 'bot', text: 'Bip' },
    );
    // Assess
    expect(toldOf(bot!)).toEqual([['message', 'automation', 'feed', true, false, 'Bip']]);
  });

  it.each([
    ['a private word of a customer', [{ text: 'a', public: false }], 'line 1: public: '],
    ['an unknown channel', [{ text: 'a', channel: 'fax' }], 'line 1: channel: '],
    ['a chat', [{ text: 'a', channel: 'chat' }], 'line 1: channel: '],
    [
      'a second word on the telephone',
      [
        { ticket: '1', text: 'a', channel: 'phone' },
        { ticket: '1', text: 'b', channel: 'phone' },
      ],
      'line 2: channel: ',
    ],
    [
      'an internal post by mail',
      [{ text: '#help', from: 'agent', public: false, channel: 'email' }],
      'line 1: channel: ',
    ],
    [
      'an edit of a case that is not there',
      [{ ticket: '9', edit: { field: 'language', value: 'gl' } }],
      'line 1: ticket: ',
    ],
  ])('%s is nothing that Salesforce has', async (_title, lines, message) => {
    // Prepare, Act
    const refusal = await prepareAll(...lines).catch((error: unknown) => error);
    // Assess
    expect(refusal).toBeInstanceOf(ReplayFileError);
    expect(String(refusal)).toContain(message);
  });
});

describe('An edit in a line', () => {
  it('is an agent’s change of our field, and tells nobody if nothing changes', async () => {
    // Prepare
    const edit = { ticket: '1', edit: { field: 'language', value: 'gl' } };
    // Act
    const [message, changed, same] = await prepareAll({ ticket: '1', text: 'Hola' }, edit, edit);
    // Assess
    expect(desk.standIn.record(message!.ticket!)).toMatchObject({ Dragoman_Language__c: 'gl' });
    const [told] = changed!.deliveries as any[];
    expect(told.event.payload).toMatchObject({
      ...{ Kind__c: 'field', Field_Name__c: 'Dragoman_Language__c', Field_Value__c: 'gl' },
      ...{ Author_Id__c: agentId, Author_Type__c: 'staff' },
    });
    expect([changed?.message, same?.deliveries]).toEqual([null, []]);
  });
});

describe('The stack is told', () => {
  it('by the partner bus unless a line is about the signature', async () => {
    // Prepare
    const { calls, events } = await connected();
    const { deliveries, message } = await prepare({ text: 'Hola' });
    // Act
    const byBus = await desk.deliver(deliveries[0]!, asUsual);
    const byCallout = await desk.deliver(deliveries[0]!, { ...asUsual, signature: 'bad' });
    // Assess
    expect([byBus, byCallout]).toEqual([['1-0-2'], ['1-0-1']]);
    expect(events).toMatchObject([
      { source, detailType: 'Dragoman_Message__e', detail: { payload: { Record_Id__c: message } } },
    ]);
    expect(calls.map(({ body }) => JSON.parse(body))).toMatchObject([
      {
        organizationId: '00DRM000000Fxts2AC',
        event: 'Dragoman_Message__e',
        payload: { Record_Id__c: message },
      },
    ]);
  });

  it('by whichever way a line chooses, and by the callout where there is no bus', async () => {
    // Prepare
    const { calls, events } = await connected();
    const { deliveries } = await prepare({ text: 'Hola' });
    const via = (way: string): Delivery => Object.assign({ via: way }, asUsual);
    // Act
    await desk.deliver(deliveries[0]!, via('webhook'));
    await desk.deliver(deliveries[0]!, via('partner-bus'));
    await desk.deliver('these bytes', asUsual);
    const other = await connected({ hasBus: false });
    await desk.deliver(deliveries[0]!, asUsual);
    // Assess
    expect([calls.length, events.length, other.calls.length]).toEqual([2, 1, 1]);
    expect(calls[1]?.body).toBe('these bytes');
  });

  it('of what an agent’s own token does by one way only', async () => {
    // Prepare
    const { calls, events } = await connected();
    const { ticket } = await prepare({ text: 'Hola' });
    // Act
    desk.standIn.post(ticket!, { by: agentId, text: 'by hand' });
    await desk.standIn.settled();
    // Assess
    expect([calls.length, events.length]).toEqual([0, 1]);
  });
});

describe('A raw line', () => {
  const payload = {
    ...{ Kind__c: 'message', Record_Id__c: '00aRM00000ComedYAB', Case_Id__c: '500RM00000FreshYAB' },
    ...{ Author_Id__c: '003RM00000AnaaaYAB', Author_Type__c: 'customer', Is_Public__c: true },
    ...{ Subject__c: 'Pedido', Body__c: 'Hola' },
  };
  const callout = { organizationId: '00DRM000000Fxts2AC', event: 'Dragoman_Message__e', payload };
  const raw = (body: object) =>
    desk.prepare({ kind: 'raw', number: 1, connector: 'salesforce', body, deliver: asUsual } as any);

  it('makes the case and the comment that it names, and goes out as it is', async () => {
    // Prepare
    const { calls } = await connected();
    // Act
    const prepared = await raw(callout);
    await desk.deliver(prepared.deliveries[0]!, asUsual);
    // Assess
    expect(prepared).toEqual({
      ...{ ticket: '500RM00000FreshYAB', message: '00aRM00000ComedYAB' },
      deliveries: [callout],
    });
    expect(desk.ticketIn(callout)).toBe('500RM00000FreshYAB');
    expect(desk.standIn.record('00aRM00000ComedYAB')).toMatchObject({
      CommentBody: 'Hola',
      IsPublished: true,
    });
    expect(desk.standIn.record('500RM00000FreshYAB')).toMatchObject({ ContactId: '003RM00000AnaaaYAB' });
    expect(JSON.parse(calls[0]!.body)).toEqual(callout);
  });

  it.each([
    ['02sRM00000MailsYAB', { Incoming: true, TextBody: 'Hola' }],
    ['0D5RM00000PostsYAB', { Body: 'Hola', Visibility: 'AllUsers' }],
    ['500RM00000FreshYAB', { Description: 'Hola', Origin: 'Web' }],
  ])('of the partner bus makes %s and goes there', async (Record_Id__c, values) => {
    // Prepare
    const { events } = await connected();
    const event = {
      source,
      'detail-type': 'Dragoman_Message__e',
      detail: { payload: { ...payload, Record_Id__c } },
    };
    // Act
    const prepared = await raw(event);
    await desk.deliver(prepared.deliveries[0]!, asUsual);
    // Assess
    expect(desk.standIn.record(Record_Id__c)).toMatchObject(values);
    expect(events).toEqual([{ source, detailType: 'Dragoman_Message__e', detail: event.detail }]);
  });

  it('names its org, which the desk then is', async () => {
    // Prepare, Act
    const other = await open({ rawBodies: [{ ...callout, organizationId: '00D000000000001AAA' }] });
    onTestFinished(() => other.stop());
    // Assess
    expect(other.settings).toMatchObject({
      account: '00D000000000001AAA',
      partnerEventSources: ['aws.partner/salesforce.com/00D000000000001AAA/0YLRM0000004Dfg4AE'],
    });
  });

  it('that tells of a change makes it in the case', async () => {
    // Prepare
    const change = { Kind__c: 'field', Field_Name__c: 'Dragoman_Language__c', Field_Value__c: 'gl' };
    const about = { ...payload, ...change, Record_Id__c: payload.Case_Id__c, Author_Id__c: agentId };
    // Act
    const prepared = await raw({ ...callout, payload: about });
    // Assess
    expect(prepared.message).toBeNull();
    expect(desk.standIn.record(payload.Case_Id__c)).toMatchObject({ Dragoman_Language__c: 'gl' });
  });
});

describe('What the connector writes is told in the words of a replay', () => {
  it('one request is one entry with note, tags and fields, or with the answer', async () => {
    // Prepare
    const { ticket } = await prepare({ ticket: '1', text: 'Hola' });
    const updates: DeskWrites[] = [];
    desk.onWrites((writes) => updates.push(writes));
    const api = await apiOf(desk);
    const base = '/services/data/v66.0';
    // Act
    await api('/composite', {
      allOrNone: true,
      compositeRequest: [
        {
          method: 'POST',
          url: `${base}/sobjects/FeedItem`,
          referenceId: 'note',
          body: { ParentId: ticket, IsRichText: true, Body: '<p>Hello</p>' },
        },
        {
          method: 'PATCH',
          url: `${base}/sobjects/Dragoman_Tag__c/Key__c/${ticket}:a`,
          referenceId: 'a',
          body: { Case__c: ticket, Tag__c: 'a' },
        },
        {
          method: 'PATCH',
          url: `${base}/sobjects/Dragoman_Tag__c/Key__c/${ticket}:b`,
          referenceId: 'b',
          body: { Case__c: ticket, Tag__c: 'b' },
        },
        {
          method: 'PATCH',
          url: `${base}/sobjects/Case/${ticket}`,
          referenceId: 'c',
          body: { Priority: 'High', Dragoman_Language__c: 'es', Dragoman_Intent__c: 'Refund' },
        },
      ],
    });
    await api('/actions/standard/emailSimple', {
      inputs: [
        {
          recipientAddresses: 'customer-of-1@example.org',
          emailSubject: 'Re',
          emailBody: '<p>Hola</p>',
          sendRichBody: true,
          relatedRecordId: ticket,
          logEmailOnSend: true,
        },
      ],
    });
    // Assess
    expect(updates).toEqual([
      {
        traceId: '1-5759e988-bd862e3fe1be46a994272793',
        ticket,
        writes: [
          { kind: 'note', id: expect.stringMatching(/^0D5/), html: '<p>Hello</p>', public: false },
          { kind: 'priority', from: 'Medium', to: 'High' },
          { kind: 'tags', added: ['a', 'b'], removed: [] },
          { kind: 'fields', values: { Dragoman_Language__c: 'es', Dragoman_Intent__c: 'Refund' } },
        ],
      },
      {
        traceId: '1-5759e988-bd862e3fe1be46a994272793',
        ticket,
        writes: [
          {
            ...{ kind: 'reply', id: expect.stringMatching(/^02s/), authorId: '005RM00000IntegYAB' },
            ...{ html: '<p>Hola</p>', public: true, attachments: [] },
          },
        ],
      },
    ]);
  });

  it('calls of the API stand in the journal, and a person’s changes have no trace', async () => {
    // Prepare
    const { ticket } = await prepare({ text: 'Hola' });
    const updates: DeskWrites[] = [];
    const stop = desk.onWrites((writes) => updates.push(writes));
    // Act
    await apiOf(desk);
    desk.standIn.setFields(ticket!, agentId, { Status: 'Closed' });
    stop();
    // Assess
    expect(updates).toEqual([
      { traceId: null, ticket, writes: [{ kind: 'status', from: 'New', to: 'Closed' }] },
    ]);
    expect(journal.entries().at(-1)).toMatchObject({
      ...{ kind: 'helpdesk-call', helpdesk: 'salesforce', method: 'POST' },
      ...{ path: '/services/oauth2/token', status: 200 },
    });
  });
});

describe('A fault of writes', () => {
  it('spares the token, which writes nothing', async () => {
    // Prepare
    const faults = parseFaults(['helpdesk:timeout-after-write:1']);
    const faulty = await open({ faults });
    onTestFinished(() => faulty.stop());
    // Act
    await apiOf(faulty);
    // Assess
    const write = faults.helpdesk.intercept({ method: 'POST', path: '/services/data/v66.0/composite' });
    expect(write).toEqual({ kind: 'apply-then-hang' });
  });
});

describe('What stands in the settings and secrets', () => {
  it('opens the API for the runtime user', async () => {
    // Prepare, Act
    const { clientId, clientSecret, privateKey, audience } = JSON.parse(desk.secrets.api);
    const { signingSecrets } = JSON.parse(desk.secrets.webhook);
    // Assess
    expect([typeof clientId, typeof clientSecret, audience]).toEqual([
      'string',
      'string',
      'https://login.salesforce.com',
    ]);
    expect([privateKey.startsWith('-----BEGIN PRIVATE KEY-----'), signingSecrets.length]).toEqual([true, 1]);
    expect(desk.settings).toEqual({
      ...{ account: '00DRM000000Fxts2AC', runtimeUserId: '005RM00000IntegYAB' },
      ...{ partnerEventSources: [source], vendor: {} },
    });
    expect([desk.connector, desk.toolName, desk.tellsBy]).toEqual([
      'salesforce',
      'Salesforce',
      ['partner-bus', 'webhook'],
    ]);
  });
});

/** Posts to the API as the connector would. */
async function apiOf({ standIn, secrets }: SalesforceDesk) {
  const { clientId, clientSecret } = JSON.parse(secrets.api);
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  const answer = await fetch(`${standIn.baseUrl}/services/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  const { access_token } = (await answer.json()) as { access_token: string };
  return async (path: string, body: object) => {
    const response = await fetch(`${standIn.baseUrl}/services/data/v66.0${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${access_token}`,
        'content-type': 'application/json',
        'sforce-auto-assign': 'FALSE',
        'x-amzn-trace-id': trace,
      },
      body: JSON.stringify(body),
    });
    return await response.json();
  };
}
