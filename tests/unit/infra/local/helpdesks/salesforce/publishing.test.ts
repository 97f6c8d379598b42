import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import type { BusEvent } from '../../../../../../infra/local/helpdesks/salesforce/index.ts';
import { machineHeaders } from '../../../../../fixtures/salesforce/machine-headers.ts';
import {
  agentId,
  apiOf,
  apiOfAgent,
  caseByEmail,
  contactId,
  integrationId,
  movableClock,
  orgId,
  otherAgentId,
  portalUserId,
  robotId,
  startOrg,
} from './org.ts';
import { startReceiver } from './receiver.ts';

const source = `aws.partner/salesforce.com/${orgId}/0YLRM0000004Dfg4AE`;

function bus() {
  const events: BusEvent[] = [];
  const put = async (event: BusEvent) => {
    events.push(event);
    return '1-0-2';
  };
  return { events, relay: { source, put } };
}

test('The first mail of a case is published whole, with what the connector needs of the case', async () => {
  // Prepare
  const org = await startOrg({ now: movableClock('2026-01-09T08:21:07Z').now });
  const { events, relay } = bus();
  org.setWays({ messages: relay });
  // Act
  const doing = caseByEmail(org);
  await doing.delivered;
  // Assess
  const caseRecord = org.record(doing.caseId);
  expect(events).toEqual([
    {
      source,
      detailType: 'Dragoman_Message__e',
      detail: {
        payload: {
          CreatedById: caseRecord?.CreatedById,
          CreatedDate: '2026-01-09T08:21:07.000Z',
          Kind__c: 'message',
          Record_Id__c: doing.recordId,
          Case_Id__c: doing.caseId,
          Occurred_At__c: '2026-01-09T08:21:07.000Z',
          Author_Id__c: contactId,
          Author_Type__c: 'customer',
          Author_Address__c: 'ana@example.org',
          Is_Public__c: true,
          Is_First__c: true,
          Subject__c: 'Paquete perdido',
          Body__c: 'Hola, ¿dónde está mi pedido?',
          Is_Whole__c: true,
          Channel__c: 'email',
          Case_Origin__c: 'Email',
          Case_Status__c: 'New',
          Case_Priority__c: 'Medium',
          Contact_Id__c: contactId,
          Case_Email__c: 'ana@example.org',
          Contact_Locale__c: 'es',
          Owner_Id__c: caseRecord?.OwnerId,
          Record_Type_Id__c: null,
          Attachment_Count__c: null,
          Machine_Made__c: null,
          Field_Name__c: null,
          Field_Value__c: null,
        },
        schemaId: expect.any(String),
        id: expect.any(String),
      },
    },
  ]);
});

test('The callout sends the same fields, signed over time and body', async () => {
  // Prepare
  const org = await startOrg({ now: movableClock('2026-01-09T08:21:07Z').now });
  const { url, received } = await startReceiver();
  org.setWays({ callout: { url, signingSecret: 'hook-secret' } });
  // Act
  const doing = caseByEmail(org);
  await doing.delivered;
  // Assess
  const [{ headers, raw, json }] = received as [(typeof received)[number]];
  const time = String(headers['x-dragoman-timestamp']);
  const expected = createHmac('sha256', 'hook-secret').update(`${time}.${raw}`).digest('hex');
  expect(headers['x-dragoman-signature']).toBe(`v1=${expected}`);
  expect(headers['content-type']).toBe('application/json');
  expect(time).toBe('1767946867');
  expect([json.organizationId, json.event]).toEqual([orgId, 'Dragoman_Message__e']);
  expect(json.payload).toMatchObject({ Record_Id__c: doing.recordId, Kind__c: 'message' });
  expect(Object.keys(json.payload)).not.toContain('CreatedById');
});

test('Who wrote, and whether the customer reads it, follows from the record', async () => {
  // Prepare
  const org = await startOrg();
  const { caseId } = caseByEmail(org);
  // Act
  const doings = [
    org.comment(caseId, { by: portalUserId, text: 'portal comment', public: true }),
    org.post(caseId, { by: portalUserId, text: 'portal post' }),
    org.comment(caseId, { by: agentId, text: 'internal comment', public: false }),
    org.post(caseId, { by: agentId, text: '#translate Hello' }),
    org.post(caseId, { by: agentId, text: 'public post', public: true }),
    org.agentEmail(caseId, { by: agentId, text: 'mail of an agent' }),
    org.post(caseId, { by: robotId, text: 'robot' }),
    org.incomingEmail({ from: { address: 'bob@example.org' }, subject: 'Re', text: 'copy', caseId }),
    org.incomingEmail({ from: { address: 'noah@example.com' }, subject: 'Re', text: 'colleague', caseId }),
    org.incomingEmail({ from: { address: 'Support@example.com' }, subject: 'Re', text: 'echo', caseId }),
  ];
  // Assess
  const told = doings.map(({ events }) =>
    events.map(({ payload }) => [
      payload.Author_Type__c,
      payload.Author_Id__c,
      payload.Is_Public__c,
      payload.Is_First__c,
      payload.Channel__c,
      payload.Body__c,
    ]),
  );
  expect(told).toEqual([
    [['customer', contactId, true, false, 'portal', 'portal comment']],
    [['customer', contactId, true, false, 'feed', 'portal post']],
    [['staff', agentId, false, false, 'web', 'internal comment']],
    [['staff', agentId, false, false, 'feed', '#translate Hello']],
    [['staff', agentId, true, false, 'feed', 'public post']],
    [],
    [['automation', robotId, false, false, 'feed', 'robot']],
    [['customer', null, true, false, 'email', 'copy']],
    [['staff', otherAgentId, true, false, 'email', 'colleague']],
    [['staff', null, true, false, 'email', 'echo']],
  ]);
});

test('Who opened a case by mail is the contact that it has by now, unless they are of the staff', async () => {
  // Prepare
  const org = await startOrg();
  const api = await apiOfAgent(org);
  const write = async (address: string) => {
    const mail = { from: { address }, subject: 'Fwd: Paquete', text: 'forwarded' };
    const { caseId } = org.incomingEmail(mail);
    const changed = await api('PATCH', `/sobjects/Case/${caseId}`, { ContactId: contactId });
    expect(changed.status).toBe(204);
    return org.incomingEmail({ ...mail, caseId });
  };
  // Act
  const doings = [
    await write('noah@example.com'),
    await write('support@example.com'),
    await write('ana.home@example.org'),
  ];
  // Assess
  const told = doings.map(({ events }) =>
    events.map(({ payload }) => [payload.Author_Type__c, payload.Author_Id__c]),
  );
  expect(told).toEqual([[['staff', otherAgentId]], [['staff', null]], [['customer', contactId]]]);
});

test('A reply below a post is published, as internal as the post unless the customer wrote it', async () => {
  // Prepare
  const org = await startOrg();
  const { caseId } = caseByEmail(org);
  const internal = org.post(caseId, { by: agentId, text: 'He asks again.' });
  const open = org.post(caseId, { by: agentId, text: 'On its way.', public: true });
  // Act
  const doings = [
    org.replyToPost(open.recordId, { by: portalUserId, text: '¿Cuándo?' }),
    org.replyToPost(open.recordId, { by: agentId, text: 'Tomorrow.' }),
    org.replyToPost(internal.recordId, { by: agentId, text: '#translate Tomorrow.\nRegards' }),
    org.replyToPost(internal.recordId, { by: robotId, text: 'robot', rich: false }),
  ];
  // Assess
  const told = doings.map(({ events, recordId }) =>
    events.map(({ payload }) => [
      payload.Record_Id__c === recordId && recordId.slice(0, 3),
      payload.Case_Id__c === caseId,
      payload.Author_Type__c,
      payload.Author_Id__c,
      payload.Is_Public__c,
      payload.Channel__c,
      payload.Body__c,
    ]),
  );
  expect(told).toEqual([
    [['0D7', true, 'customer', contactId, true, 'feed', '¿Cuándo?']],
    [['0D7', true, 'staff', agentId, true, 'feed', 'Tomorrow.']],
    [['0D7', true, 'staff', agentId, false, 'feed', '#translate Tomorrow.\nRegards']],
    [['0D7', true, 'automation', robotId, false, 'feed', 'robot']],
  ]);
  const received = org.whatTheCustomerReceived(caseId).map(({ recordId }) => recordId);
  expect(received).toEqual([open.recordId, doings[1]?.recordId]);
});

test('A reply that is deleted is told of, alone or with its post', async () => {
  // Prepare
  const org = await startOrg();
  const { caseId } = caseByEmail(org);
  const post = org.post(caseId, { by: agentId, text: 'On its way.', public: true });
  const [one, other] = ['¿Cuándo?', '¿Hoy?'].map((text) =>
    org.replyToPost(post.recordId, { by: portalUserId, text }),
  );
  // Act
  const doings = [org.deleteRecord(one!.recordId, portalUserId), org.deleteRecord(post.recordId, agentId)];
  // Assess
  const told = doings.map(({ events }) =>
    events.map(({ payload }) => [payload.Kind__c, payload.Case_Id__c, payload.Record_Id__c]),
  );
  expect(told[0]).toEqual([['deleted', caseId, one?.recordId]]);
  expect(told[1]?.toSorted()).toEqual(
    [
      ['deleted', caseId, post.recordId],
      ['deleted', caseId, other?.recordId],
    ].toSorted(),
  );
});

test('A case that no mail opened is its own first message', async () => {
  // Prepare
  const org = await startOrg();
  const common = { subject: 'Hilfe', description: 'Wo ist mein Paket?' };
  // Act
  const web = org.openCase({ ...common, origin: 'Web', suppliedEmail: 'eva@example.org' });
  const phone = org.openCase({ ...common, origin: 'Phone', createdBy: agentId, contactId });
  const portal = org.openCase({ ...common, origin: 'Web', createdBy: portalUserId, contactId });
  // Assess
  const told = [web, phone, portal].map(({ events, caseId }) => [
    events.length,
    events[0]?.payload.Record_Id__c === caseId,
    events[0]?.payload.Is_First__c,
    events[0]?.payload.Author_Type__c,
    events[0]?.payload.Author_Id__c,
    events[0]?.payload.Author_Address__c,
    events[0]?.payload.Channel__c,
  ]);
  expect(told).toEqual([
    [1, true, true, 'customer', null, 'eva@example.org', 'web'],
    [1, true, true, 'staff', agentId, null, 'web'],
    [1, true, true, 'customer', contactId, null, 'portal'],
  ]);
});

test('A person who changes language, sentiment or intent corrects it; other fields and other users tell nobody', async () => {
  // Prepare
  const org = await startOrg();
  const { caseId } = caseByEmail(org);
  // Act
  const corrected = org.setFields(caseId, agentId, { Dragoman_Language__c: 'gl', Priority: 'High' });
  const emptied = org.setFields(caseId, agentId, { Dragoman_Language__c: null });
  const same = org.setFields(caseId, agentId, { Dragoman_Language__c: null });
  const other = org.setFields(caseId, agentId, { Dragoman_Subject__c: 'Lost parcel' });
  const own = org.setFields(caseId, integrationId, { Dragoman_Language__c: 'es' });
  const robot = org.setFields(caseId, robotId, { Dragoman_Language__c: 'pt' });
  // Assess
  const fields = (doing: typeof corrected) =>
    doing.events.map(({ payload }) => [
      payload.Kind__c,
      payload.Record_Id__c,
      payload.Field_Name__c,
      payload.Field_Value__c,
      payload.Author_Id__c,
    ]);
  expect([corrected, emptied, same, other, own, robot].map(fields)).toEqual([
    [['field', caseId, 'Dragoman_Language__c', 'gl', agentId]],
    [['field', caseId, 'Dragoman_Language__c', null, agentId]],
    [],
    [],
    [],
    [],
  ]);
});

test('A deleted message or case is told, and a long text is cut with a word about it', async () => {
  // Prepare
  const org = await startOrg();
  // Act
  const long = org.incomingEmail({
    from: { address: 'ana@example.org' },
    subject: 'x',
    text: 'y'.repeat(100_001),
  });
  const post = org.post(long.caseId, { by: agentId, text: '#help' });
  const deleted = [
    org.deleteRecord(post.recordId, agentId),
    org.deleteRecord(long.recordId, agentId),
    org.deleteCase(long.caseId, agentId),
  ];
  // Assess
  const [event] = long.events;
  expect([String(event?.payload.Body__c).length, event?.payload.Is_Whole__c]).toEqual([100_000, false]);
  const told = deleted.flatMap(({ events }) => events.map(({ payload }) => payload));
  expect(told.map((payload) => [payload.Kind__c, payload.Record_Id__c, payload.Case_Id__c])).toEqual([
    ['deleted', post.recordId, long.caseId],
    ['deleted', long.recordId, long.caseId],
    ['deleted', long.caseId, long.caseId],
  ]);
});

test('A mail that a machine sent says so by its headers', async () => {
  // Prepare
  const org = await startOrg();
  const mail = { from: { address: 'ana@example.org' }, subject: 'Out of office', text: 'Back on Monday' };
  // Act
  const told = machineHeaders.map(([headers]) => [
    headers,
    org.incomingEmail({ ...mail, headers }).events[0]?.payload.Machine_Made__c,
  ]);
  // Assess
  expect(told).toEqual(machineHeaders);
});

test('The first mail that came into a case within a minute opened it, whatever the case’s origin; a second one did not', async () => {
  // Prepare
  const clock = movableClock('2026-01-09T08:21:07Z');
  const org = await startOrg({ now: clock.now });
  const phone = () =>
    org.openCase({ subject: 'Paket', description: 'Wo?', origin: 'Phone', createdBy: agentId }).caseId;
  const mailTo = (caseId: string) =>
    org.incomingEmail({ from: { address: 'ana@example.org' }, subject: 'Re', text: 'Hola', caseId });
  const isFirst = ({ events }: ReturnType<typeof mailTo>) => events[0]?.payload.Is_First__c;
  // Act
  const opened = caseByEmail(org);
  const second = mailTo(opened.caseId);
  const [one, other] = [phone(), phone()];
  clock.advanceMs(60_000);
  const inTime = mailTo(one);
  clock.advanceMs(1_000);
  const late = mailTo(other);
  // Assess
  expect([opened, second, inTime, late].map(isFirst)).toEqual([true, false, true, false]);
});

test('What the API does is published, except for the runtime user’s own', async () => {
  // Prepare
  const org = await startOrg();
  const { caseId } = caseByEmail(org);
  const { events, relay } = bus();
  org.setWays({ messages: relay });
  const [own, agent] = [await apiOf(org), await apiOfAgent(org)];
  // Act
  await own('POST', '/sobjects/FeedItem', { ParentId: caseId, Body: 'own', CreatedById: agentId });
  await agent('POST', '/sobjects/FeedItem', { ParentId: caseId, Body: 'as the agent' });
  await org.settled();
  // Assess
  const bodies = events.map(({ detail }) => 'payload' in detail && detail.payload);
  expect(bodies).toEqual([expect.objectContaining({ Body__c: 'as the agent', Author_Type__c: 'staff' })]);
});

test('Nothing is published of what was rolled back', async () => {
  // Prepare
  const org = await startOrg();
  const { caseId } = caseByEmail(org);
  const { events, relay } = bus();
  org.setWays({ messages: relay });
  const agent = await apiOfAgent(org);
  const post = (Body: string, referenceId: string) => ({
    ...{ method: 'POST', url: '/services/data/v66.0/sobjects/FeedItem', referenceId },
    body: { ParentId: caseId, IsRichText: true, Body },
  });
  // Act
  await agent('POST', '/composite', {
    allOrNone: true,
    compositeRequest: [post('<p>ok</p>', 'one'), post('<p>not ok', 'two')],
  });
  await org.settled();
  // Assess
  expect(events).toEqual([]);
});

test('Change events tell of mails on a channel of their own, with who did it and through what', async () => {
  // Prepare
  const org = await startOrg({ now: movableClock('2026-01-09T08:21:07Z').now });
  const messages = bus();
  const changes = bus();
  org.setWays({ messages: messages.relay, changes: { ...changes.relay, source: `${source}2` } });
  const { recordId } = caseByEmail(org);
  const api = await apiOf(org);
  // Act
  await api('PATCH', `/sobjects/EmailMessage/${recordId}`, { Status: '1' });
  await org.settled();
  // Assess
  expect(messages.events.map(({ detailType }) => detailType)).toEqual(['Dragoman_Message__e']);
  expect(changes.events.map(({ source: from, detailType }) => [from, detailType])).toEqual([
    [`${source}2`, 'EmailMessageChangeEvent'],
    [`${source}2`, 'EmailMessageChangeEvent'],
  ]);
  const [created, updated] = changes.events.map(({ detail }) => 'payload' in detail && detail.payload);
  expect(created).toMatchObject({
    ChangeEventHeader: {
      entityName: 'EmailMessage',
      recordIds: [recordId],
      changeType: 'CREATE',
      changeOrigin: '',
    },
    Incoming: true,
    TextBody: 'Hola, ¿dónde está mi pedido?',
  });
  expect(updated).toEqual({
    ChangeEventHeader: expect.objectContaining({
      changeType: 'UPDATE',
      changeOrigin: 'com/salesforce/api/rest/66.0;client=dragoman',
      commitUser: integrationId,
    }),
    Status: '1',
    LastModifiedById: integrationId,
  });
});

test('A gap event has only a header', async () => {
  // Prepare
  const org = await startOrg();
  const { recordId } = caseByEmail(org);
  // Act
  const { payload } = org.changeEventFor(recordId, { gap: true });
  // Assess
  expect(payload).toEqual({
    ChangeEventHeader: expect.objectContaining({ changeType: 'GAP_CREATE', recordIds: [recordId] }),
  });
});

test('Events can come twice, late, in another order or not at all', async () => {
  // Prepare
  const org = await startOrg();
  const { caseId } = caseByEmail(org);
  const { events, relay } = bus();
  org.setWays({ messages: relay });
  const delays: Record<string, number[]> = { one: [150], two: [0, 0], three: [] };
  org.setDeliveryPlan(({ payload }) => delays[String(payload.Body__c)] ?? [0]);
  // Act
  for (const text of ['one', 'two', 'three']) org.comment(caseId, { by: agentId, text, public: false });
  await org.settled();
  // Assess
  const bodies = events.map(({ detail }) => ('payload' in detail ? (detail.payload as any).Body__c : null));
  expect(bodies).toEqual(['two', 'two', 'one']);
});

test('A callout can be forged, unsigned, old and of any bytes', async () => {
  // Prepare
  const org = await startOrg({ now: movableClock('2026-01-09T08:21:07Z').now });
  const { url, received } = await startReceiver();
  org.setWays({ callout: { url, signingSecret: 'hook-secret' } });
  const { recordId } = org.incomingEmail(
    { from: { address: 'ana@example.org' }, subject: 'x', text: 'y' },
    { deliver: false },
  );
  const event = org.eventFor(recordId);
  // Act
  const answer = await org.callout(event, { signature: 'bad', ageSeconds: 600 });
  await org.callout(event, { signature: 'none', contentType: 'text/plain' });
  await org.callout('not json');
  // Assess
  expect([answer.status, answer.body, answer.headers['x-local-trace-id']]).toEqual([200, 'seen', '1-0-1']);
  const [bad, none, raw] = received as [any, any, any];
  const expected = createHmac('sha256', 'hook-secret')
    .update(`${bad.headers['x-dragoman-timestamp']}.${bad.raw}`)
    .digest('hex');
  expect(bad.headers['x-dragoman-signature']).not.toBe(`v1=${expected}`);
  expect(bad.headers['x-dragoman-timestamp']).toBe('1767946267');
  expect([none.headers['x-dragoman-signature'], none.headers['content-type']]).toEqual([
    undefined,
    'text/plain',
  ]);
  expect(raw.raw).toBe('not json');
});

test('A callout that nobody answers ends without a status', async () => {
  // Prepare
  const org = await startOrg();
  const { url } = await startReceiver({ hangs: true });
  org.setWays({ callout: { url, signingSecret: 'hook-secret' } });
  // Act
  const answer = await org.callout('{}');
  // Assess
  expect(answer).toEqual({ status: null, headers: {}, body: '' });
});
