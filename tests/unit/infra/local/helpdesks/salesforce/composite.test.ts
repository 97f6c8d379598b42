import { expect, test } from 'vitest';
import { type Api, apiOf, caseByEmail, startOrg } from './org.ts';

const base = '/services/data/v66.0';

async function orgWithCase() {
  const org = await startOrg();
  const { caseId } = caseByEmail(org);
  return { org, api: await apiOf(org), caseId };
}

const noteParts = (caseId: string) => [
  {
    method: 'POST',
    url: `${base}/sobjects/FeedItem`,
    referenceId: 'note',
    body: {
      ParentId: caseId,
      Type: 'TextPost',
      Visibility: 'InternalUsers',
      IsRichText: true,
      Body: '<p>Hi</p>',
    },
  },
  {
    method: 'POST',
    url: `${base}/sobjects/Dragoman_Write__c`,
    referenceId: 'ledger',
    body: { Key__c: 'note:1', Case__c: caseId, Kind__c: 'note', Record_Id__c: '@{note.id}' },
  },
  {
    method: 'PATCH',
    url: `${base}/sobjects/Case/${caseId}`,
    referenceId: 'case',
    body: { Dragoman_Language__c: 'es' },
  },
  {
    method: 'PATCH',
    url: `${base}/sobjects/Dragoman_Tag__c/Key__c/${encodeURIComponent(`${caseId}:es`)}`,
    referenceId: 'tag',
    body: { Case__c: caseId, Tag__c: 'es' },
  },
];

const composite = (api: Api, compositeRequest: unknown, allOrNone = true) =>
  api('POST', '/composite', { allOrNone, compositeRequest });

const statusesOf = (body: { compositeResponse: { referenceId: string; httpStatusCode: number }[] }) =>
  body.compositeResponse.map(({ referenceId, httpStatusCode }) => [referenceId, httpStatusCode]);

test('Several writes go in one call, later ones with ids of earlier ones', async () => {
  // Prepare
  const { org, api, caseId } = await orgWithCase();
  org.setApiUsage({ used: 10, limit: 15_000 });
  // Act
  const { status, headers, body } = await composite(api, noteParts(caseId));
  // Assess
  expect([status, statusesOf(body)]).toEqual([
    200,
    [
      ['note', 201],
      ['ledger', 201],
      ['case', 204],
      ['tag', 201],
    ],
  ]);
  const [note] = body.compositeResponse;
  expect(note.httpHeaders).toEqual({ Location: `${base}/sobjects/FeedItem/${note.body.id}` });
  expect(org.records('Dragoman_Write__c')[0]).toMatchObject({ Record_Id__c: note.body.id });
  expect(org.record(caseId)).toMatchObject({ Dragoman_Language__c: 'es' });
  expect(headers.get('sforce-limit-info')).toBe('api-usage=11/15000');
  expect(org.violations()).toEqual([]);
});

test('With all or none one failure takes everything back and halts the innocent', async () => {
  // Prepare
  const { org, api, caseId } = await orgWithCase();
  await composite(api, noteParts(caseId));
  // Act
  const { status, body } = await composite(api, noteParts(caseId));
  // Assess
  const codes = body.compositeResponse.map(
    (part: { body: { errorCode: string }[] }) => part.body[0]?.errorCode,
  );
  expect(status).toBe(200);
  expect(codes).toEqual(['PROCESSING_HALTED', 'DUPLICATE_VALUE', 'PROCESSING_HALTED', 'PROCESSING_HALTED']);
  expect(statusesOf(body).map(([, code]) => code)).toEqual([400, 400, 400, 400]);
  expect(org.feedOf(caseId).filter(({ Type }) => Type === 'TextPost')).toHaveLength(1);
});

test('Without it only what depends on the failed part fails', async () => {
  // Prepare
  const { org, api, caseId } = await orgWithCase();
  const [note, ledger, change] = noteParts(caseId);
  const broken = { ...note, body: { ...note!.body, Body: '<div>Hi</div>' } };
  // Act
  const { body } = await composite(api, [broken, ledger, change], false);
  // Assess
  const codes = body.compositeResponse.map(
    (part: { body: { errorCode: string }[] | null }) => part.body?.[0]?.errorCode,
  );
  expect(codes).toEqual(['INVALID_MARKUP', 'PROCESSING_HALTED', undefined]);
  expect(org.record(caseId)).toMatchObject({ Dragoman_Language__c: 'es' });
  expect(org.records('Dragoman_Write__c')).toEqual([]);
});

test('A query within gives its first row to later parts', async () => {
  // Prepare
  const { org, api, caseId } = await orgWithCase();
  const soql = encodeURIComponent('SELECT Id FROM Case LIMIT 1');
  // Act
  const { body } = await composite(api, [
    { method: 'GET', url: `${base}/query?q=${soql}`, referenceId: 'cases' },
    {
      method: 'PATCH',
      url: `${base}/sobjects/Case/@{cases.records[0].Id}`,
      referenceId: 'change',
      body: { Priority: 'High' },
    },
  ]);
  // Assess
  expect(statusesOf(body)).toEqual([
    ['cases', 200],
    ['change', 204],
  ]);
  expect(org.record(caseId)).toMatchObject({ Priority: 'High' });
});

test('A part may carry headers of its own, but not who it is from', async () => {
  // Prepare
  const { api, caseId } = await orgWithCase();
  const change = (httpHeaders: object) => ({
    method: 'PATCH',
    url: `${base}/sobjects/Case/${caseId}`,
    referenceId: 'change',
    body: { Priority: 'High' },
    httpHeaders,
  });
  // Act
  const late = await composite(api, [change({ 'If-Unmodified-Since': 'Fri, 09 Jan 2015 08:21:07 GMT' })]);
  const other = await composite(api, [change({ Authorization: 'Bearer x' })]);
  // Assess
  expect([statusesOf(late.body), statusesOf(other.body)]).toEqual([[['change', 412]], [['change', 400]]]);
});

test('Neither actions nor files nor another version go into a composite request', async () => {
  // Prepare
  const { api, caseId } = await orgWithCase();
  const part = (method: string, url: string) => ({ method, url, referenceId: 'x', body: { inputs: [] } });
  // Act
  const answers = [
    await composite(api, [part('POST', `${base}/actions/standard/emailSimple`)]),
    await composite(api, [part('GET', `${base}/sobjects/ContentVersion/068000000000001AAA/VersionData`)]),
    await composite(api, [part('GET', `/services/data/v65.0/sobjects/Case/${caseId}`)]),
  ];
  // Assess
  expect(answers.map(({ body }) => statusesOf(body))).toEqual([[['x', 405]], [['x', 404]], [['x', 404]]]);
});

test('A composite request has at most 25 parts, five queries, and each reference once', async () => {
  // Prepare
  const { api, caseId } = await orgWithCase();
  const parts = (count: number, url: string, id = (index: number) => `r${index}`) =>
    Array.from({ length: count }, (_, index) => ({ method: 'GET', url, referenceId: id(index) }));
  const show = `${base}/sobjects/Case/${caseId}`;
  const ask = `${base}/query?q=SELECT+Id+FROM+Case`;
  // Act
  const answers = [
    await composite(api, parts(26, show)),
    await composite(api, parts(6, ask)),
    await composite(
      api,
      parts(2, show, () => 'same'),
    ),
    await composite(
      api,
      parts(1, show, () => 'no-dash'),
    ),
    await composite(api, 'nothing'),
    await composite(api, parts(25, show)),
  ];
  // Assess
  expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 200]);
});

test('A collection saves many records of its own, each with its result', async () => {
  // Prepare
  const { org, api, caseId } = await orgWithCase();
  const tag = (key: string) => ({ attributes: { type: 'Dragoman_Tag__c' }, Key__c: key, Case__c: caseId });
  const save = (allOrNone: boolean) =>
    api('POST', '/composite/sobjects', { allOrNone, records: [tag('a'), tag('a'), tag('b')] });
  // Act
  const none = await save(true);
  const some = await save(false);
  // Assess
  expect(none.body.map(({ success }: { success: boolean }) => success)).toEqual([false, false, false]);
  expect(some.body.map(({ success }: { success: boolean }) => success)).toEqual([true, false, true]);
  expect(some.body[1].errors[0].statusCode).toBe('DUPLICATE_VALUE');
  expect(org.records('Dragoman_Tag__c')).toHaveLength(2);
});
