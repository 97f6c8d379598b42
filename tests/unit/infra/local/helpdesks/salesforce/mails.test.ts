import { expect, test } from 'vitest';
import {
  type Api,
  agentId,
  apiOf,
  apiOfAgent,
  caseByEmail,
  contactId,
  integrationId,
  portalUserId,
  startOrg,
  users,
} from './org.ts';

async function orgWithCase(options: Parameters<typeof startOrg>[0] = {}) {
  const org = await startOrg(options);
  const { caseId } = caseByEmail(org);
  return { org, api: await apiOf(org), caseId };
}

const reply = (caseId: string) => ({
  recipientAddresses: 'ana@example.org',
  ccAddresses: ['bob@example.org', 'eva@example.org'],
  relatedRecordId: caseId,
  emailSubject: 'Re: Paquete perdido',
  emailBody: '<p>Su pedido está en camino.</p>',
  sendRichBody: true,
  senderType: 'OrgWideEmailAddress',
  senderAddress: 'support@example.com',
  logEmailOnSend: true,
  addThreadingTokenToBody: true,
});

const send = (api: Api, input: object) => api('POST', '/actions/standard/emailSimple', { inputs: [input] });

test('A mail goes out to everybody, is logged on the case and says nothing of its record', async () => {
  // Prepare
  const { org, api, caseId } = await orgWithCase();
  // Act
  const { status, body } = await send(api, reply(caseId));
  // Assess
  expect([status, body]).toEqual([
    200,
    [
      {
        ...{ actionName: 'emailSimple', errors: null, invocationId: null, isSuccess: true },
        ...{ outcome: null, outputValues: null, sortOrder: -1, version: 1 },
      },
    ],
  ]);
  const [received] = org.whatTheCustomerReceived(caseId);
  expect(received).toMatchObject({
    how: 'email',
    from: 'Example Support <support@example.com>',
    to: ['ana@example.org'],
    cc: ['bob@example.org', 'eva@example.org'],
    subject: 'Re: Paquete perdido',
    text: null,
    authorId: integrationId,
    threadingToken: expect.stringMatching(/^thread::[\w-]+::$/),
  });
  expect(received?.html).toBe(`<p>Su pedido está en camino.</p><br><br>${received?.threadingToken}`);
  expect(org.record(received?.recordId ?? '')).toMatchObject({
    ...{ ParentId: caseId, Incoming: false, Status: '3', CreatedById: integrationId },
    ToAddress: 'ana@example.org',
    CcAddress: 'bob@example.org; eva@example.org',
  });
  expect(org.violations()).toEqual([]);
});

test('An agent sends from their own address', async () => {
  // Prepare
  const { org, caseId } = await orgWithCase();
  const api = await apiOfAgent(org);
  const { senderType: _, senderAddress: __, ...input } = reply(caseId);
  // Act
  await send(api, input);
  // Assess
  const [received] = org.whatTheCustomerReceived(caseId);
  expect([received?.from, received?.authorId]).toEqual(['Marta Agent <marta@example.com>', agentId]);
});

test('What the customer answers comes back to the case by its token or by what it answers', async () => {
  // Prepare
  const { org, api, caseId } = await orgWithCase();
  await send(api, reply(caseId));
  const [received] = org.whatTheCustomerReceived(caseId);
  const logged = org.record(received?.recordId ?? '');
  const mail = { from: { address: 'ana@example.org' }, subject: 'Re' };
  // Act
  const byToken = org.incomingEmail({ ...mail, text: `Gracias.\n> ${received?.threadingToken}` });
  const byHeader = org.incomingEmail({
    ...mail,
    text: 'Gracias',
    inReplyTo: String(logged?.MessageIdentifier),
  });
  const byNothing = org.incomingEmail({ ...mail, text: 'Gracias' });
  // Assess
  expect([byToken.caseId, byHeader.caseId]).toEqual([caseId, caseId]);
  expect(byNothing.caseId).not.toBe(caseId);
  expect(byNothing.events[0]?.payload).toMatchObject({ Is_First__c: true });
});

test('A mail of a case is the case’s first message, and its description a copy', async () => {
  // Prepare
  const { org, caseId } = await orgWithCase();
  // Act
  const caseRecord = org.record(caseId);
  // Assess
  expect(caseRecord).toMatchObject({
    ...{ Origin: 'Email', Status: 'New', ContactId: contactId, ContactEmail: 'ana@example.org' },
    ...{ SuppliedEmail: 'ana@example.org', Description: 'Hola, ¿dónde está mi pedido?' },
  });
  expect(org.records('EmailMessage')).toMatchObject([
    { ParentId: caseId, Incoming: true, FromId: contactId },
  ]);
});

test('Inputs of another version, and what no mail can go out with, are refused one by one', async () => {
  // Prepare
  const { org, api, caseId } = await orgWithCase();
  const good = reply(caseId);
  const wrong = [
    { ...good, recipientAddresses: undefined, emailAddresses: 'ana@example.org' },
    { ...good, recipientAddresses: undefined, ccAddresses: undefined },
    { ...good, recipientAddresses: 'nobody' },
    { ...good, recipientAddresses: 'ana@example.org;bob@example.org' },
    { ...good, ccAddresses: Array.from({ length: 150 }, (_, index) => `c${index}@example.org`) },
    { ...good, senderAddress: 'other@example.com' },
    { ...good, relatedRecordId: undefined },
    { ...good, relatedRecordId: '500RM00000FreshYAB' },
    { ...good, emailBody: undefined },
    { ...good, attachmentId: contactId },
  ];
  // Act
  const answers = [];
  for (const input of wrong) answers.push(await send(api, input));
  // Assess
  const codes = answers.map(({ status, body }) => [status, body[0].isSuccess, body[0].errors[0].statusCode]);
  expect(codes).toEqual([
    [400, false, 'INVALID_API_INPUT'],
    [400, false, 'REQUIRED_FIELD_MISSING'],
    [400, false, 'INVALID_EMAIL_ADDRESS'],
    [400, false, 'INVALID_EMAIL_ADDRESS'],
    [400, false, 'LIMIT_EXCEEDED'],
    [400, false, 'INVALID_EMAIL_ADDRESS'],
    [400, false, 'MISSING_ARGUMENT'],
    [400, false, 'INVALID_ID_FIELD'],
    [400, false, 'INVALID_API_INPUT'],
    [400, false, 'INVALID_ID_FIELD'],
  ]);
  expect(org.whatTheCustomerReceived(caseId)).toEqual([]);
});

test('What a customer would see broken, or the case not at all, is a violation', async () => {
  // Prepare
  const { org, api, caseId } = await orgWithCase();
  // Act
  await send(api, {
    ...reply(caseId),
    ...{ sendRichBody: false, logEmailOnSend: false, addThreadingTokenToBody: false },
  });
  // Assess
  expect(org.violations().map(({ what }) => what)).toEqual([
    'without sendRichBody the customer sees HTML tags as they are written',
    'without logEmailOnSend the case does not show the mail',
    'without a threading token an answer may open a new case',
  ]);
  expect(org.whatTheCustomerReceived(caseId)).toMatchObject([
    { recordId: null, html: null, text: '<p>Su pedido está en camino.</p>' },
  ]);
});

test('No more mails go out in a day than the org may send, and none of a user who may not', async () => {
  // Prepare
  const { org, api, caseId } = await orgWithCase({ singleEmailLimit: 5 });
  // Act
  const first = await send(api, reply(caseId));
  const second = await send(api, reply(caseId));
  const { body: limits } = await api('GET', '/limits');
  org.setUser({ ...users[0]!, permissionSets: ['Dragoman_As_Agent'] });
  const forbidden = await send(await apiOf(org), reply(caseId));
  // Assess
  expect([first.status, second.status, second.body[0].errors[0].statusCode]).toEqual([
    ...[200, 400],
    'LIMIT_EXCEEDED',
  ]);
  expect(limits.SingleEmail).toEqual({ Max: 5, Remaining: 2 });
  expect(forbidden.body[0].errors[0].statusCode).toBe('INSUFFICIENT_ACCESS_OR_READONLY');
});

test('Files go with a mail and with a post, and are read back as they were', async () => {
  // Prepare
  const { org, api, caseId } = await orgWithCase();
  const { body: version } = await api('POST', '/sobjects/ContentVersion', {
    ...{ Title: 'invoice', PathOnClient: 'invoice.pdf', VersionData: 'JVBERi0xLjQK' },
    FirstPublishLocationId: caseId,
  });
  // Act
  await send(api, { ...reply(caseId), attachmentIdCollection: [version.id] });
  await api('POST', '/sobjects/FeedItem', {
    ...{ ParentId: caseId, Type: 'ContentPost', Body: 'Here it is', Visibility: 'AllUsers' },
    RelatedRecordId: version.id,
  });
  const { body: shown } = await api(
    'GET',
    `/sobjects/ContentVersion/${version.id}?fields=VersionData,ContentSize`,
  );
  const file = await api('GET', shown.VersionData);
  // Assess
  const received = org.whatTheCustomerReceived(caseId);
  const names = received.map(({ how, attachments }) => [how, attachments.map(({ name }) => name)]);
  expect(names).toEqual([
    ['email', ['invoice.pdf']],
    ['portal', ['invoice.pdf']],
  ]);
  expect(Buffer.from(received[0]!.attachments[0]!.bytes).toString()).toBe('%PDF-1.4\n');
  expect([shown.ContentSize, file.body]).toEqual([9, '%PDF-1.4\n']);
  expect(org.violations()).toEqual([]);
});

test('Files of a mail are linked to it, or are its attachments where the admin keeps them so', async () => {
  // Prepare
  const { org, api } = await orgWithCase();
  const mail = { from: { address: 'ana@example.org' }, subject: 'Foto', text: 'Aquí está' };
  const files = [{ name: 'foto.png', contentType: 'image/png', base64: 'iVBORw0KGgo=' }];
  // Act
  const linked = org.incomingEmail({ ...mail, files });
  const attached = org.incomingEmail({ ...mail, files, filesAs: 'attachments' });
  const links = await api(
    'GET',
    `/query?q=${encodeURIComponent(
      `SELECT ContentDocument.Title, ContentDocument.LatestPublishedVersionId FROM ContentDocumentLink WHERE LinkedEntityId = '${linked.recordId}'`,
    )}`,
  );
  const attachments = await api(
    'GET',
    `/query?q=${encodeURIComponent(`SELECT Id, Name, ContentType, BodyLength FROM Attachment WHERE ParentId = '${attached.recordId}'`)}`,
  );
  // Assess
  expect(links.body.records.map((row: any) => row.ContentDocument.Title)).toEqual(['foto.png']);
  expect(attachments.body.records[0]).toMatchObject({
    Name: 'foto.png',
    ContentType: 'image/png',
    BodyLength: 8,
  });
  const [first, second] = [linked, attached].map(({ recordId }) => org.record(recordId)?.HasAttachment);
  expect([first, second]).toEqual([true, true]);
});

test('The portal shows published comments and open posts of staff, not the customer’s own words', async () => {
  // Prepare
  const { org, caseId } = await orgWithCase();
  // Act
  org.comment(caseId, { by: agentId, text: 'Visible', public: true });
  org.comment(caseId, { by: agentId, text: 'Hidden', public: false });
  org.comment(caseId, { by: portalUserId, text: 'Mine', public: true });
  org.post(caseId, { by: agentId, text: 'Open', public: true });
  org.post(caseId, { by: agentId, text: 'Internal' });
  org.agentEmail(caseId, { by: agentId, text: 'By mail' });
  // Assess
  const received = org
    .whatTheCustomerReceived(caseId)
    .map(({ how, from, html, text }) => [how, from, html, text]);
  expect(received).toEqual([
    ['email', 'Marta Agent <marta@example.com>', '<p>By mail</p>', 'By mail'],
    ['portal', 'Marta Agent', null, 'Visible'],
    ['portal', 'Marta Agent', '<p>Open</p>', null],
  ]);
});

test('A merged case is gone, what hung on it has moved, and the Recycle Bin says into which', async () => {
  // Prepare
  const { org, api, caseId } = await orgWithCase();
  const other = caseByEmail(org);
  // Act
  const { events } = org.mergeCases(caseId, other.caseId, agentId);
  const { body } = await api(
    'GET',
    `/queryAll?q=${encodeURIComponent(`SELECT MasterRecordId FROM Case WHERE Id = '${caseId}'`)}`,
  );
  // Assess
  expect(events.map(({ payload }) => [payload.Kind__c, payload.Record_Id__c])).toEqual([['deleted', caseId]]);
  expect(body.records[0].MasterRecordId).toBe(other.caseId);
  expect(org.records('EmailMessage').map(({ ParentId }) => ParentId)).toEqual([other.caseId, other.caseId]);
});
