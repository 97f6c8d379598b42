import { expect, test } from 'vitest';
import {
  agentId,
  apiOf,
  caseByEmail,
  contactId,
  integrationId,
  movableClock,
  portalUserId,
  query,
  startOrg,
} from './org.ts';

async function busyOrg() {
  const clock = movableClock('2026-01-09T08:00:00Z');
  const org = await startOrg({ now: clock.now });
  const { caseId, recordId } = caseByEmail(org);
  clock.advanceMs(60_000);
  const note = org.comment(caseId, { by: agentId, text: 'Looks fine, 100%', public: false });
  clock.advanceMs(60_000);
  const said = org.comment(caseId, { by: portalUserId, text: '¿Y bien?', public: true });
  return {
    clock,
    org,
    api: await apiOf(org),
    caseId,
    mailId: recordId,
    noteId: note.recordId,
    saidId: said.recordId,
  };
}

const idsOf = (body: { records: { Id: string }[] }) => body.records.map(({ Id }) => Id);

test('A query gives the fields it asks for, and those of records that lookups lead to', async () => {
  // Prepare
  const { api, caseId, saidId } = await busyOrg();
  const soql =
    'SELECT Id, CommentBody, CreatedDate, CreatedBy.UserType, CreatedBy.ContactId, Parent.Subject, Parent.Contact.Email ' +
    `FROM CaseComment WHERE ParentId = '${caseId}' AND CreatedDate > 2026-01-09T08:01:30Z`;
  // Act
  const { status, body } = await query(api, soql);
  // Assess
  const attributes = (type: string, id: string) => ({
    attributes: { type, url: `/services/data/v66.0/sobjects/${type}/${id}` },
  });
  expect([status, body]).toEqual([
    200,
    {
      totalSize: 1,
      done: true,
      records: [
        {
          ...attributes('CaseComment', saidId),
          Id: saidId,
          CommentBody: '¿Y bien?',
          CreatedDate: '2026-01-09T08:02:00.000+0000',
          CreatedBy: { ...attributes('User', portalUserId), UserType: 'CspLitePortal', ContactId: contactId },
          Parent: {
            ...attributes('Case', caseId),
            Subject: 'Paquete perdido',
            Contact: { ...attributes('Contact', contactId), Email: 'ana@example.org' },
          },
        },
      ],
    },
  ]);
});

test('Conditions compare texts without regard to case, ids in both forms, and know lists and patterns', async () => {
  // Prepare
  const { api, caseId, noteId, saidId } = await busyOrg();
  const where = (condition: string) =>
    query(api, `SELECT Id FROM CaseComment WHERE ${condition} ORDER BY CreatedDate`);
  // Act
  const answers = [
    await where(`ParentId = '${caseId.slice(0, 15)}'`),
    await where("CommentBody = 'LOOKS FINE, 100%'"),
    await where("CommentBody LIKE 'looks%100\\%'"),
    await where(`Id IN ('${noteId}', '${saidId}') AND (IsPublished = true OR CreatedById = '${agentId}')`),
    await where('IsPublished != true'),
    await where('NOT IsPublished = true'),
    await where(`Id NOT IN ('${noteId}')`),
    await where(`ParentId = null`),
  ];
  // Assess
  expect(answers.map(({ body }) => idsOf(body))).toEqual([
    [noteId, saidId],
    [noteId],
    [noteId],
    [noteId, saidId],
    [noteId],
    [noteId],
    [saidId],
    [],
  ]);
});

test('Order, limit and offset choose which come', async () => {
  // Prepare
  const { api, noteId, saidId } = await busyOrg();
  // Act
  const newest = await query(api, 'SELECT Id FROM CaseComment ORDER BY CreatedDate DESC, Id ASC LIMIT 1');
  const second = await query(
    api,
    'select Id from CaseComment order by CreatedDate desc nulls last limit 1 offset 1',
  );
  const count = await query(api, 'SELECT COUNT() FROM CaseComment');
  // Assess
  expect([idsOf(newest.body), idsOf(second.body)]).toEqual([[saidId], [noteId]]);
  expect(count.body).toEqual({ totalSize: 2, done: true, records: [] });
});

test('What SOQL does not understand is a malformed query', async () => {
  // Prepare
  const { api } = await busyOrg();
  const wrong = [
    'SELECT FROM Case',
    'SELECT Id Case',
    'SELECT * FROM Case',
    "SELECT Id FROM Case WHERE Status = 'New' OR Status = 'Closed' AND Priority = 'Low'",
    'SELECT Id FROM Case WHERE Status = "New"',
    "SELECT Id FROM Case WHERE Status = 'New",
    'SELECT Id FROM Case WHERE CreatedDate = TODAY',
    'SELECT Id, (SELECT Id FROM CaseComments FROM Case',
    'SELECT Id FROM Case LIMIT many',
    'SELECT Id FROM Case WHERE',
    "SELECT Id FROM Case WHERE Subject = 'it's'",
  ];
  // Act
  const answers = await Promise.all(wrong.map((soql) => query(api, soql)));
  // Assess
  expect(answers.map(({ status, body }) => [status, body[0].errorCode])).toEqual(
    wrong.map(() => [400, 'MALFORMED_QUERY']),
  );
});

test('Unknown fields, and literals that do not fit their field, are refused', async () => {
  // Prepare
  const { api } = await busyOrg();
  const wrong = [
    'SELECT Sentiment__c FROM Case',
    'SELECT CreatedBy.Nothing FROM Case',
    'SELECT Nobody.Name FROM Case',
    "SELECT Id FROM Case WHERE CreatedDate > '2026-01-09T08:00:00Z'",
    "SELECT Id FROM Case WHERE IsClosed = 'false'",
    'SELECT Id FROM Case WHERE Subject = 5',
    "SELECT Id FROM Case WHERE Description = 'x'",
    "SELECT Id FROM EmailMessage WHERE TextBody LIKE '%x%'",
    'SELECT Id FROM Case ORDER BY Description',
    'SELECT Owner.ContactId FROM Case',
  ];
  // Act
  const answers = await Promise.all(wrong.map((soql) => query(api, soql)));
  const noObject = await query(api, 'SELECT Id FROM Nothing__c');
  const noId = await query(api, "SELECT Id FROM Case WHERE Id = 'r1'");
  // Assess
  expect(answers.map(({ status, body }) => [status, body[0].errorCode])).toEqual(
    wrong.map(() => [400, 'INVALID_FIELD']),
  );
  expect([noObject.body[0].errorCode, noId.body[0].errorCode]).toEqual([
    'INVALID_TYPE',
    'INVALID_QUERY_FILTER_OPERATOR',
  ]);
});

test('A quote within a literal is escaped by a backslash', async () => {
  // Prepare
  const { org, api } = await busyOrg();
  const { caseId } = org.openCase({ subject: "it's \\ here", description: 'x', origin: 'Web' });
  // Act
  const { body } = await query(api, "SELECT Id FROM Case WHERE Subject = 'it\\'s \\\\ here'");
  // Assess
  expect(idsOf(body)).toEqual([caseId]);
});

test('Posts are found by their id or by way of the case feed, not by their case', async () => {
  // Prepare
  const { org, api, caseId } = await busyOrg();
  const { recordId } = org.post(caseId, { by: agentId, text: '#help' });
  // Act
  const byCase = await query(api, `SELECT Id FROM FeedItem WHERE ParentId = '${caseId}'`);
  const byId = await query(api, `SELECT Id, Body, InsertedById FROM FeedItem WHERE Id = '${recordId}'`);
  const feed = await query(
    api,
    `SELECT Id, Type FROM CaseFeed WHERE ParentId = '${caseId}' AND Type = 'TextPost' ORDER BY CreatedDate DESC`,
  );
  // Assess
  expect([byCase.status, byCase.body]).toEqual([
    400,
    [
      {
        message: 'Implementation restriction: FeedItem requires a filter by Id',
        errorCode: 'MALFORMED_QUERY',
      },
    ],
  ]);
  expect(byId.body.records[0]).toMatchObject({ Body: '<p>#help</p>', InsertedById: agentId });
  expect(idsOf(feed.body)).toEqual([recordId]);
});

test('Replies are found among the fields of their posts, and never by themselves', async () => {
  // Prepare
  const { org, api, caseId } = await busyOrg();
  const silent = org.post(caseId, { by: agentId, text: 'On its way.', public: true });
  const post = org.post(caseId, { by: agentId, text: 'And now?', public: true });
  const { recordId } = org.replyToPost(post.recordId, { by: portalUserId, text: '¿Cuándo?' });
  // Act
  const alone = await query(api, `SELECT Id FROM FeedComment WHERE Id = '${recordId}'`);
  const among = await query(
    api,
    'SELECT Id, CommentCount, (SELECT Id, CommentBody, CreatedBy.UserType FROM FeedComments ORDER BY CreatedDate LIMIT 5) ' +
      `FROM CaseFeed WHERE ParentId = '${caseId}' AND Id IN ('${silent.recordId}', '${post.recordId}') ORDER BY Id`,
  );
  const unknown = await query(api, `SELECT Id, (SELECT Id FROM Answers) FROM CaseFeed`);
  // Assess
  expect([alone.status, alone.body[0].errorCode]).toEqual([400, 'MALFORMED_QUERY']);
  expect(among.body.records).toMatchObject([
    { Id: silent.recordId, CommentCount: 0, FeedComments: null },
    {
      Id: post.recordId,
      CommentCount: 1,
      FeedComments: {
        ...{ totalSize: 1, done: true },
        records: [{ Id: recordId, CommentBody: '<p>¿Cuándo?</p>', CreatedBy: { UserType: 'CspLitePortal' } }],
      },
    },
  ]);
  expect([unknown.status, unknown.body[0].errorCode]).toEqual([400, 'INVALID_TYPE']);
});

test('Links of files need a filter by their file or by what they hang on', async () => {
  // Prepare
  const { api } = await busyOrg();
  // Act
  const answer = await query(api, 'SELECT Id FROM ContentDocumentLink LIMIT 5');
  // Assess
  expect([answer.status, answer.body[0].errorCode]).toEqual([400, 'MALFORMED_QUERY']);
});

test('More rows than fit on a page come page by page, for the user who asked', async () => {
  // Prepare
  const { org, api, caseId } = await busyOrg();
  for (let number = 0; number < 449; number += 1)
    org.comment(caseId, { by: agentId, text: `${number}`, public: false }, { deliver: false });
  const soql = encodeURIComponent('SELECT Id FROM CaseComment');
  // Act
  const first = await api('GET', `/query?q=${soql}`, undefined, { 'sforce-query-options': 'batchSize=200' });
  const second = await api('GET', first.body.nextRecordsUrl);
  const third = await api('GET', second.body.nextRecordsUrl);
  const unknown = await api('GET', '/query/01g000000000000AAA-200');
  const whole = await query(api, 'SELECT Id FROM CaseComment');
  // Assess
  const pages = [first, second, third].map(({ body }) => [body.totalSize, body.records.length, body.done]);
  expect(pages).toEqual([
    [451, 200, false],
    [451, 200, false],
    [451, 51, true],
  ]);
  expect(unknown.body[0].errorCode).toBe('INVALID_QUERY_LOCATOR');
  expect([whole.body.records.length, whole.body.done]).toEqual([451, true]);
});

test('An org that gives fewer rows than were asked for says where the rest is, of rows within rows, too', async () => {
  // Prepare
  const { org, api, caseId } = await busyOrg();
  const post = org.post(caseId, { by: agentId, text: 'And now?', public: true });
  const texts = ['¿Cuándo?', '¿Y bien?', '¿Hoy?'];
  for (const text of texts) org.replyToPost(post.recordId, { by: portalUserId, text });
  const belowPost = `(SELECT Id FROM FeedComments ORDER BY Id) FROM CaseFeed WHERE Id = '${post.recordId}'`;
  org.setRowsPerAnswer(2);
  // Act
  const comments = await query(api, 'SELECT Id FROM CaseComment ORDER BY Id LIMIT 1');
  const posts = await query(api, `SELECT Id, ${belowPost}`);
  const [first] = posts.body.records;
  const rest = await api('GET', first.FeedComments.nextRecordsUrl);
  // Assess
  expect([comments.body.done, posts.body.done]).toEqual([true, true]);
  expect(first.FeedComments).toMatchObject({ totalSize: 3, done: false });
  expect(first.FeedComments.records).toHaveLength(2);
  expect(rest.body).toMatchObject({ totalSize: 3, done: true });
  expect(rest.body.records).toHaveLength(1);
});

test('What was deleted comes with queryAll only', async () => {
  // Prepare
  const { org, api, caseId } = await busyOrg();
  org.deleteCase(caseId, agentId);
  const soql = encodeURIComponent('SELECT Id, IsDeleted, LastModifiedById FROM Case');
  // Act
  const usual = await api('GET', `/query?q=${soql}`);
  const all = await api('GET', `/queryAll?q=${soql}`);
  // Assess
  expect(usual.body.totalSize).toBe(0);
  expect(all.body.records[0]).toMatchObject({ Id: caseId, IsDeleted: true, LastModifiedById: agentId });
});

test('Records of a private object are seen by their owner and by who may view all', async () => {
  // Prepare
  const { api, caseId } = await busyOrg();
  await api('POST', '/sobjects/Dragoman_Tag__c', { Key__c: `${caseId}:x`, Case__c: caseId, Tag__c: 'x' });
  // Act
  const { body } = await query(api, 'SELECT Id, Tag__c, OwnerId, Case__r.CaseNumber FROM Dragoman_Tag__c');
  // Assess
  expect(body.records[0]).toMatchObject({
    Tag__c: 'x',
    OwnerId: integrationId,
    Case__r: { CaseNumber: '00001001' },
  });
});
