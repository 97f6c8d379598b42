import { expect, test } from 'vitest';
import {
  type Api,
  agentId,
  apiOf,
  apiOfAgent,
  caseByEmail,
  contactId,
  integrationId,
  movableClock,
  startOrg,
} from './org.ts';

async function orgWithCase(options: Parameters<typeof startOrg>[0] = {}) {
  const org = await startOrg(options);
  const { caseId } = caseByEmail(org);
  return { org, api: await apiOf(org), caseId };
}

const failureOf = ({ status, body }: Awaited<ReturnType<Api>>) => [status, body[0].errorCode];

test('A post in the feed is internal unless it says otherwise, and belongs to whoever posts', async () => {
  // Prepare
  const { org, api, caseId } = await orgWithCase();
  const post = { ParentId: caseId, IsRichText: true, Body: '<p>Hello, <b>where</b> is my order?</p>' };
  // Act
  const answer = await api('POST', '/sobjects/FeedItem', post);
  // Assess
  expect([answer.status, answer.body.success, answer.body.errors]).toEqual([201, true, []]);
  expect(org.record(answer.body.id)).toMatchObject({
    Type: 'TextPost',
    Visibility: 'InternalUsers',
    CreatedById: integrationId,
    InsertedById: integrationId,
  });
  expect(org.violations()).toEqual([]);
});

test('With the permission for system fields a post names its author, and who inserted it stays known', async () => {
  // Prepare
  const { org, api, caseId } = await orgWithCase();
  const post = { ParentId: caseId, Body: 'Answer', Visibility: 'AllUsers', CreatedById: agentId };
  // Act
  const { body } = await api('POST', '/sobjects/FeedItem', post);
  const comment = await api('POST', '/sobjects/CaseComment', {
    ...{ ParentId: caseId, CommentBody: 'Answer', CreatedById: agentId },
  });
  // Assess
  expect(org.record(body.id)).toMatchObject({ CreatedById: agentId, InsertedById: integrationId });
  expect(failureOf(comment)).toEqual([400, 'INVALID_FIELD_FOR_INSERT_UPDATE']);
});

test('PATCH changes only what it sends and answers without a body', async () => {
  // Prepare
  const { org, api, caseId } = await orgWithCase();
  // Act
  const answer = await api('PATCH', `/sobjects/Case/${caseId}`, {
    Dragoman_Language__c: 'es',
    Priority: 'High',
  });
  // Assess
  expect([answer.status, answer.body]).toEqual([204, '']);
  expect(org.record(caseId)).toMatchObject({
    Dragoman_Language__c: 'es',
    Priority: 'High',
    Status: 'New',
    Subject: 'Paquete perdido',
    LastModifiedById: integrationId,
  });
});

test('A record is found by its id of 15 or of 18 characters', async () => {
  // Prepare
  const { api, caseId } = await orgWithCase();
  // Act
  const short = await api('GET', `/sobjects/Case/${caseId.slice(0, 15)}?fields=Id,Status`);
  const unknown = await api('GET', '/sobjects/Case/500RM00000FreshYAB');
  const wrongSuffix = await api('GET', `/sobjects/Case/${caseId.slice(0, 15)}ZZZ`);
  // Assess
  expect(short.body).toEqual({
    attributes: { type: 'Case', url: `/services/data/v66.0/sobjects/Case/${caseId}` },
    Id: caseId,
    Status: 'New',
  });
  expect([unknown, wrongSuffix].map(failureOf)).toEqual([
    [404, 'NOT_FOUND'],
    [404, 'NOT_FOUND'],
  ]);
});

test('Times come with an offset without a colon, and in whole seconds', async () => {
  // Prepare
  const clock = movableClock('2026-01-09T08:21:07.893Z');
  const { api, caseId } = await orgWithCase({ now: clock.now });
  // Act
  const { body } = await api('GET', `/sobjects/Case/${caseId}?fields=CreatedDate`);
  // Assess
  expect(body.CreatedDate).toBe('2026-01-09T08:21:07.000+0000');
});

test('PATCH by external id creates a record, then updates it, and refuses the key in the body', async () => {
  // Prepare
  const { org, api, caseId } = await orgWithCase();
  const path = `/sobjects/Dragoman_Tag__c/Key__c/${encodeURIComponent(`${caseId}:dm_lang_es`)}`;
  // Act
  const created = await api('PATCH', path, { Case__c: caseId, Tag__c: 'dm_lang_es' });
  const updated = await api('PATCH', path, { Case__c: caseId, Tag__c: 'dm_lang_es' });
  const withKey = await api('PATCH', path, { Key__c: 'other' });
  // Assess
  expect([created.status, created.body.created]).toEqual([201, true]);
  expect([updated.status, updated.body]).toEqual([
    200,
    { id: created.body.id, success: true, errors: [], created: false },
  ]);
  expect(failureOf(withKey)).toEqual([400, 'INVALID_FIELD']);
  expect(org.records('Dragoman_Tag__c')).toHaveLength(1);
});

test('A second record with the same unique key is refused', async () => {
  // Prepare
  const { api, caseId } = await orgWithCase();
  const row = { Key__c: 'note:1', Case__c: caseId, Kind__c: 'note' };
  const { body } = await api('POST', '/sobjects/Dragoman_Write__c', row);
  // Act
  const second = await api('POST', '/sobjects/Dragoman_Write__c', row);
  const otherCase = await api('POST', '/sobjects/Dragoman_Write__c', { ...row, Key__c: 'NOTE:1' });
  // Assess
  expect([second.status, second.body]).toEqual([
    400,
    [
      {
        message: `duplicate value found: Key__c duplicates value on record with id: ${body.id.slice(0, 15)}`,
        errorCode: 'DUPLICATE_VALUE',
        fields: [],
      },
    ],
  ]);
  expect(otherCase.status).toBe(201);
});

test('What does not fit its field is refused by its kind', async () => {
  // Prepare
  const { org, api, caseId } = await orgWithCase();
  const patch = (fields: object) => api('PATCH', `/sobjects/Case/${caseId}`, fields);
  const insert = (object: string, fields: object) => api('POST', `/sobjects/${object}`, fields);
  // Act
  const answers = [
    await patch({ Sentiment__c: 'x' }),
    await patch({ Dragoman_Language__c: 5 }),
    await patch({ Dragoman_Language__c: 'x'.repeat(36) }),
    await patch({ Priority: 'Urgent' }),
    await patch({ Id: caseId, Priority: 'High' }),
    await patch({ OwnerId: 'nobody' }),
    await patch({ CaseNumber: '7' }),
    await insert('CaseComment', { CommentBody: 'x' }),
    await insert('CaseComment', { ParentId: contactId, CommentBody: 'x' }),
    await insert('CaseComment', { ParentId: '500RM00000FreshYAB', CommentBody: 'x' }),
    await insert('CaseComment', { ParentId: caseId, CommentBody: 'é'.repeat(2001) }),
    await insert('CaseComment', { ParentId: caseId, CommentBody: 'x', IsPublished: 'true' }),
    await insert('FeedItem', { ParentId: caseId, Body: 'x'.repeat(10_001) }),
    await insert('FeedItem', { ParentId: caseId, Body: '' }),
    await insert('Nothing__c', { Name: 'x' }),
    await api('POST', '/sobjects/FeedItem', '{"ParentId":'),
    await api('POST', '/sobjects/FeedItem', 'a=b', { 'content-type': 'text/plain' }),
  ];
  // Assess
  expect(answers.map(failureOf)).toEqual([
    [400, 'INVALID_FIELD'],
    [400, 'JSON_PARSER_ERROR'],
    [400, 'STRING_TOO_LONG'],
    [400, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'],
    [400, 'INVALID_FIELD'],
    [400, 'MALFORMED_ID'],
    [400, 'INVALID_FIELD_FOR_INSERT_UPDATE'],
    [400, 'REQUIRED_FIELD_MISSING'],
    [400, 'MALFORMED_ID'],
    [400, 'INVALID_CROSS_REFERENCE_KEY'],
    [400, 'STRING_TOO_LONG'],
    [400, 'JSON_PARSER_ERROR'],
    [400, 'STRING_TOO_LONG'],
    [400, 'REQUIRED_FIELD_MISSING'],
    [404, 'NOT_FOUND'],
    [400, 'JSON_PARSER_ERROR'],
    [415, 'UNSUPPORTED_MEDIA_TYPE'],
  ]);
  expect(org.record(caseId)).toMatchObject({ Priority: 'Medium', Dragoman_Language__c: null });
});

test('A picklist that is not restricted takes anything, which is a violation', async () => {
  // Prepare
  const { org, api, caseId } = await orgWithCase({ picklists: { restricted: false } });
  // Act
  const answer = await api('PATCH', `/sobjects/Case/${caseId}`, { Priority: 'Urgent' });
  // Assess
  expect(answer.status).toBe(204);
  expect(org.violations()).toEqual([
    {
      method: 'PATCH',
      path: `/services/data/v66.0/sobjects/Case/${caseId}`,
      what: 'Priority takes a value that none of its options is, since it is not restricted',
    },
  ]);
});

test('A comment keeps its text, and only whether it is published can be changed', async () => {
  // Prepare
  const { org, api, caseId } = await orgWithCase();
  const { body } = await api('POST', '/sobjects/CaseComment', { ParentId: caseId, CommentBody: 'Note' });
  const path = `/sobjects/CaseComment/${body.id}`;
  // Act
  const published = await api('PATCH', path, { IsPublished: true });
  const rewritten = await api('PATCH', path, { CommentBody: 'Other' });
  const deleted = await api('DELETE', path);
  // Assess
  expect(published.status).toBe(204);
  expect([rewritten, deleted].map(failureOf)).toEqual([
    [403, 'INSUFFICIENT_ACCESS_OR_READONLY'],
    [403, 'INSUFFICIENT_ACCESS_OR_READONLY'],
  ]);
  expect(org.record(body.id)).toMatchObject({ CommentBody: 'Note', IsPublished: true });
});

test('A comment and a mail each show once more in the feed', async () => {
  // Prepare
  const { org, api, caseId } = await orgWithCase();
  // Act
  await api('POST', '/sobjects/CaseComment', { ParentId: caseId, CommentBody: 'Note' });
  // Assess
  expect(org.feedOf(caseId).map(({ Type, Visibility }) => [Type, Visibility])).toEqual([
    ['EmailMessageEvent', 'AllUsers'],
    ['CaseCommentPost', 'InternalUsers'],
  ]);
});

test('Rich text outside the small set of tags is refused, and attributes are dropped with a violation', async () => {
  // Prepare
  const { org, api, caseId } = await orgWithCase();
  const post = (Body: string) =>
    api('POST', '/sobjects/FeedItem', { ParentId: caseId, IsRichText: true, Body });
  // Act
  const answers = [
    await post('<p>one<br/>two</p>'),
    await post('<div>one</div>'),
    await post('<p>one'),
    await post('<b>one</B>'),
    await post('one</p>'),
    await post('<img src="https://example.com/x.png"></img>'),
  ];
  const allowed = await post(
    '<p><a href="https://example.com">a</a> <b>b</b> <code>c</code> <i>i</i> <u>u</u> <s>s</s></p><ul><li>1 &lt; 2</li></ul><ol><li>x</li></ol>',
  );
  const styled = await post('<p dir="rtl">one</p>');
  // Assess
  expect(answers.map(failureOf)).toEqual(answers.map(() => [400, 'INVALID_MARKUP']));
  expect([allowed.status, styled.status]).toEqual([201, 201]);
  expect(org.violations().map(({ what }) => what)).toEqual([
    'the attribute dir of <p> is dropped from a post',
  ]);
});

test('Fields and objects that no permission set opens do not exist for the user', async () => {
  // Prepare
  const { org, api, caseId } = await orgWithCase();
  const agent = await apiOfAgent(org);
  // Act
  const unreadable = await agent('PATCH', `/sobjects/Case/${caseId}`, { Dragoman_Language__c: 'es' });
  const unknown = await agent('POST', '/sobjects/Dragoman_Write__c', { Key__c: 'x' });
  const readOnly = await api('PATCH', `/sobjects/Case/${caseId}`, { Subject: 'Other' });
  const noCreate = await api('POST', '/sobjects/Case', { Subject: 'x' });
  const shown = await agent('GET', `/sobjects/Case/${caseId}`);
  // Assess
  expect([unreadable, unknown, readOnly, noCreate].map(failureOf)).toEqual([
    [400, 'INVALID_FIELD'],
    [404, 'NOT_FOUND'],
    [400, 'INVALID_FIELD_FOR_INSERT_UPDATE'],
    [403, 'INSUFFICIENT_ACCESS_OR_READONLY'],
  ]);
  expect(Object.keys(shown.body)).not.toContain('Dragoman_Language__c');
});

test('A case that changed since is not overwritten where the request says so, to the second', async () => {
  // Prepare
  const clock = movableClock('2026-01-09T08:21:07Z');
  const { org, api, caseId } = await orgWithCase({ now: clock.now });
  clock.advanceMs(2_000);
  org.setFields(caseId, agentId, { Priority: 'High' });
  const patch = (since: string) =>
    api(
      'PATCH',
      `/sobjects/Case/${caseId}`,
      { Dragoman_Language__c: 'es' },
      { 'if-unmodified-since': since },
    );
  // Act
  const late = await patch('Fri, 09 Jan 2026 08:21:07 GMT');
  const inTime = await patch('Fri, 09 Jan 2026 08:21:09 GMT');
  const odd = await patch('2026-01-09T08:21:07Z');
  // Assess
  expect([late.status, inTime.status, odd.status]).toEqual([412, 204, 204]);
  expect(org.violations().map(({ what }) => what)).toEqual([
    'if-unmodified-since has no effect in this form; expected EEE, dd MMM yyyy HH:mm:ss z',
  ]);
});

test('A deleted case is gone for the API with all that hangs on it, and takes nothing more', async () => {
  // Prepare
  const { org, api, caseId } = await orgWithCase();
  const [mail] = org.records('EmailMessage');
  const { events } = org.deleteCase(caseId, agentId);
  // Act
  const shown = await api('GET', `/sobjects/Case/${caseId}`);
  const shownMail = await api('GET', `/sobjects/EmailMessage/${mail!.Id}`);
  const changed = await api('PATCH', `/sobjects/Case/${caseId}`, { Priority: 'High' });
  const posted = await api('POST', '/sobjects/FeedItem', { ParentId: caseId, Body: 'x' });
  // Assess
  expect(events).toHaveLength(1);
  expect(org.feedOf(caseId)).toEqual([]);
  expect([shown, shownMail, changed, posted].map(failureOf)).toEqual([
    [404, 'ENTITY_IS_DELETED'],
    [404, 'ENTITY_IS_DELETED'],
    [404, 'ENTITY_IS_DELETED'],
    [400, 'ENTITY_IS_DELETED'],
  ]);
});

test('A locked case takes no writes as long as the test says, nor does what hangs on it', async () => {
  // Prepare
  const { org, api, caseId } = await orgWithCase();
  org.lockRow(caseId, 2);
  // Act
  const answers = [
    await api('PATCH', `/sobjects/Case/${caseId}`, { Priority: 'High' }),
    await api('POST', '/sobjects/CaseComment', { ParentId: caseId, CommentBody: 'x' }),
    await api('POST', '/sobjects/CaseComment', { ParentId: caseId, CommentBody: 'x' }),
  ];
  // Assess
  expect(answers.map(({ status }) => status)).toEqual([400, 400, 201]);
  expect(answers[0]!.body[0].errorCode).toBe('UNABLE_TO_LOCK_ROW');
  expect(org.records('CaseComment')).toHaveLength(1);
});

test('A validation rule of the org refuses what it does not want', async () => {
  // Prepare
  const { org, api, caseId } = await orgWithCase();
  org.setValidationRules([
    {
      object: 'Case',
      refuses: ({ Priority }) => Priority === 'High',
      message: 'Ask first',
      fields: ['Priority'],
    },
  ]);
  // Act
  const answer = await api('PATCH', `/sobjects/Case/${caseId}`, { Priority: 'High' });
  // Assess
  expect([answer.status, answer.body]).toEqual([
    400,
    [{ message: 'Ask first', errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', fields: ['Priority'] }],
  ]);
});

test('Without Sforce-Auto-Assign: FALSE the assignment rule gives the case away', async () => {
  // Prepare
  const { org, api, caseId } = await orgWithCase({ assignmentRuleOwner: agentId });
  // Act
  await api('PATCH', `/sobjects/Case/${caseId}`, { Priority: 'High' }, { 'sforce-auto-assign': undefined });
  // Assess
  expect(org.record(caseId)?.OwnerId).toBe(agentId);
  expect(org.violations()).toHaveLength(1);
});

test('A mail that was sent keeps its text, and a row that is made by hand is no mail', async () => {
  // Prepare
  const { org, api, caseId } = await orgWithCase();
  const [mail] = org.records('EmailMessage');
  // Act
  const rewritten = await api('PATCH', `/sobjects/EmailMessage/${mail!.Id}`, { TextBody: 'Other' });
  const read = await api('PATCH', `/sobjects/EmailMessage/${mail!.Id}`, { Status: '1' });
  const unread = await api('PATCH', `/sobjects/EmailMessage/${mail!.Id}`, { Status: '0' });
  const made = await api('POST', '/sobjects/EmailMessage', { ParentId: caseId, TextBody: 'x', Status: '3' });
  // Assess
  expect([rewritten.status, read.status, unread.status, made.status]).toEqual([403, 204, 403, 201]);
  expect(org.whatTheCustomerReceived(caseId)).toEqual([]);
  expect(org.violations().map(({ what }) => what)).toEqual([
    'a row of EmailMessage is only a record: no mail goes out',
  ]);
});

test('A describe shows sizes, and what the user may do', async () => {
  // Prepare
  const { api } = await orgWithCase();
  // Act
  const { body } = await api('GET', '/sobjects/Case/describe');
  // Assess
  const field = (name: string) => body.fields.find((one: { name: string }) => one.name === name);
  expect([body.createable, body.updateable, body.keyPrefix]).toEqual([false, true, '500']);
  expect(field('Dragoman_Language__c')).toMatchObject({ type: 'string', length: 35, updateable: true });
  expect(field('Subject')).toMatchObject({ updateable: false });
  expect(field('Type')).toBeUndefined();
});
