import { afterEach, describe, expect, it } from 'vitest';
import type { AccountSettingsInput } from '../../../../connectors/account.ts';
import type { EnrichmentWrite } from '../../../../connectors/contract.ts';
import { answer, clientAt, enrichmentWrite, ids } from '../../../support/salesforce.ts';
import { type Reply, type ScriptedServer, startScriptedServer } from '../../../support/scripted-server.ts';

const data = '/services/data/v66.0';
const composite = `POST ${data}/composite`;
const query = `GET ${data}/query`;
const queryAll = `GET ${data}/queryAll`;
const rows = (...records: readonly object[]): Reply => ({
  status: 200,
  body: { totalSize: records.length, done: true, records },
});
const parts = (...answers: readonly (readonly [string, number, unknown])[]): Reply => ({
  status: 200,
  body: {
    compositeResponse: answers.map(([referenceId, httpStatusCode, body]) => ({
      ...{ referenceId, httpStatusCode, body },
      httpHeaders: {},
    })),
  },
});
const made = (id: string) => ({ id, success: true, errors: [] });
const error = (errorCode: string) => [{ errorCode, message: 'made up', fields: [] }];
const written = parts(['case', 204, null], ['note1', 201, made(ids.post)], ['row1', 201, made(ids.row)]);
const ledgerRow = (changes: object = {}) => ({
  Id: ids.row,
  Source_Message__c: ids.email,
  Also_About__c: null,
  Record_Id__c: ids.post,
  Kind__c: 'note',
  CreatedDate: '2026-01-09T08:21:09.000+0000',
  LastModifiedDate: '2026-01-09T08:21:09.000+0000',
  ...changes,
});
const standing = (changes: object = {}) =>
  rows({ Priority: 'Medium', Status: 'New', LastModifiedDate: '2026-01-09T08:21:07.000+0000', ...changes });

let server: ScriptedServer;
afterEach(() => server?.stop());

async function apply(
  script: Readonly<Record<string, readonly Reply[]>>,
  changes: Partial<EnrichmentWrite> = {},
  {
    vendor = {},
    priorAttempt = 'none',
  }: Readonly<{ vendor?: AccountSettingsInput['vendor']; priorAttempt?: 'none' | 'unknown' }> = {},
) {
  server = await startScriptedServer({ 'POST /services/oauth2/token': [answer('token')], ...script });
  const client = clientAt(server.url, { vendor });
  return client.apply(enrichmentWrite(changes), { priorAttempt });
}
const sent = () => server.seen.filter(({ path }) => path.endsWith('/composite'));
const subrequests = (index = 0): any[] => sent()[index]?.body.compositeRequest ?? [];

describe('An update of a case', () => {
  it('is one call, all or none: the case, the note, the row that makes it happen once', async () => {
    // Act
    const outcome = await apply({ [composite]: [written] });

    // Assess
    expect(outcome).toEqual({ kind: 'applied', vendorRef: ids.post, wrote: ['note', 'fields'], missing: [] });
    expect(sent()).toHaveLength(1);
    expect(sent()[0]?.body).toEqual({
      allOrNone: true,
      compositeRequest: [
        {
          method: 'PATCH',
          url: `${data}/sobjects/Case/${ids.case}`,
          referenceId: 'case',
          httpHeaders: { 'Sforce-Auto-Assign': 'FALSE' },
          body: {
            Dragoman_Language__c: 'es',
            Dragoman_Sentiment__c: 'NEGATIVE',
            Dragoman_Intent__c: 'Refund',
            Dragoman_Subject__c: 'Lost parcel',
          },
        },
        {
          method: 'POST',
          url: `${data}/sobjects/FeedItem`,
          referenceId: 'note1',
          body: {
            ParentId: ids.case,
            Type: 'TextPost',
            Visibility: 'InternalUsers',
            IsRichText: true,
            Body: '<p>Where is my order?</p>',
          },
        },
        {
          method: 'POST',
          url: `${data}/sobjects/Dragoman_Write__c`,
          referenceId: 'row1',
          body: {
            Key__c: 'write-key-1',
            Case__c: ids.case,
            Source_Message__c: ids.email,
            Kind__c: 'note+subject',
            Record_Id__c: '@{note1.id}',
          },
        },
      ],
    });
  });

  it('says with each call who calls, and leaves the case with its owner', async () => {
    await apply({ [composite]: [written] });

    expect(sent()[0]?.headers).toMatchObject({
      authorization: 'Bearer made-up-access-token',
      'sforce-call-options': 'client=dragoman',
      'sforce-auto-assign': 'FALSE',
    });
  });

  it('adds each tag by its own key, which does no harm twice', async () => {
    const outcome = await apply(
      { [composite]: [parts(['row1', 201, made(ids.row)], ['tag1', 201, made('a0YRM000001Tg1AAAQ')])] },
      {
        noteHtml: null,
        fields: { language: null, sentiment: null, intent: null, subject: null },
        addTags: ['dm_budget'],
      },
    );

    expect(outcome).toMatchObject({ kind: 'applied', vendorRef: ids.row, wrote: ['tags'] });
    expect(subrequests()[1]).toEqual({
      method: 'PATCH',
      url: `${data}/sobjects/Dragoman_Tag__c/Key__c/500RM000002xyzAYAQ%3Adm_budget`,
      referenceId: 'tag1',
      body: { Case__c: ids.case, Tag__c: 'dm_budget' },
    });
  });

  it('keeps the further messages that share the note, so that each is found by it', async () => {
    await apply({ [composite]: [written] }, { alsoAbout: ['02sRM00000a1B2dYAE', '02sRM00000a1B2eYAE'] });

    expect(subrequests()[2]?.body.Also_About__c).toBe('02sRM00000a1B2dYAE 02sRM00000a1B2eYAE');
  });

  it('leaves a field alone that the settings do not want', async () => {
    await apply(
      { [composite]: [written] },
      {},
      { vendor: { fields: { language: 'Sprache__c', sentiment: null, intent: null, subject: null } } },
    );

    expect(subrequests()[0]?.body).toEqual({ Sprache__c: 'es' });
  });

  it('cuts a subject that the field cannot hold, between characters as people see them', async () => {
    const subject = `${'👩‍🚀'.repeat(60)} end`;

    await apply(
      { [composite]: [written] },
      { fields: { language: null, sentiment: null, intent: null, subject } },
    );

    const value = subrequests()[0]?.body.Dragoman_Subject__c;
    expect(value).toBe(`${'👩‍🚀'.repeat(50)}…`);
  });

  it('with nothing to write asks nobody', async () => {
    const outcome = await apply(
      {},
      { noteHtml: null, fields: { language: null, sentiment: null, intent: null, subject: null } },
    );

    expect(outcome).toEqual({ kind: 'applied', vendorRef: ids.case, wrote: [], missing: [] });
    expect(server.seen).toEqual([]);
  });
});

describe('A note', () => {
  const long = `<p dir="ltr">${'Where is my order? '.repeat(1_000)}</p>`;

  it('that is too long for a post goes on in a second one of the same call, each with a row', async () => {
    await apply({ [composite]: [written] }, { noteHtml: long });

    const bodies = subrequests()
      .filter(({ url }) => url.endsWith('/FeedItem'))
      .map(({ body }) => body.Body);
    const keys = subrequests()
      .filter(({ url }) => url.endsWith('/Dragoman_Write__c'))
      .map(({ body }) => [body.Key__c, body.Record_Id__c, body.Kind__c]);
    expect(bodies.map((body) => body.length <= 10_000)).toEqual([true, true]);
    expect(bodies.map((body) => body.slice(-17))).toEqual(['<p><i>1/2</i></p>', '<p><i>2/2</i></p>']);
    expect(keys).toEqual([
      ['write-key-1', '@{note1.id}', 'note+subject'],
      ['write-key-1#2', '@{note2.id}', 'note'],
    ]);
  });

  it('becomes comments where the settings say so: plain text of 4,000 bytes each, also in Chinese', async () => {
    await apply(
      { [composite]: [written] },
      {
        noteHtml: `<p dir="ltr"><strong>包裹丢失</strong></p><p dir="ltr">${'我的订单在哪里？'.repeat(300)}</p>`,
      },
      { vendor: { note: 'case-comment' } },
    );

    const bodies = subrequests()
      .filter(({ url }) => url.endsWith('/CaseComment'))
      .map(({ body }) => body);
    expect(bodies.map(({ IsPublished, ParentId }) => [IsPublished, ParentId])).toEqual([
      [false, ids.case],
      [false, ids.case],
    ]);
    expect(bodies.map(({ CommentBody }) => Buffer.byteLength(CommentBody) <= 4_000)).toEqual([true, true]);
    expect(bodies[0]?.CommentBody.slice(0, 20)).toBe('包裹丢失\n\n我的订单在哪里？我的订单在哪');
  });

  it('goes into a field where the settings say so', async () => {
    const outcome = await apply(
      { [composite]: [parts(['case', 204, null], ['row1', 201, made(ids.row)])] },
      {},
      { vendor: { translation: { to: 'field' } } },
    );

    expect(outcome).toMatchObject({ kind: 'applied', vendorRef: ids.row, wrote: ['note', 'fields'] });
    expect(subrequests().map(({ referenceId }) => referenceId)).toEqual(['case', 'row1']);
    expect(subrequests()[0]?.body.Dragoman_Translation__c).toBe('Where is my order?');
    expect(subrequests()[1]?.body.Kind__c).toBe('field+subject');
  });

  it('that is not the case’s newest stays out of the field, which shows one text', async () => {
    await apply(
      { [composite]: [written] },
      { noteIsCurrent: false },
      { vendor: { translation: { to: 'field' } } },
    );

    expect(subrequests().map(({ referenceId }) => referenceId)).toEqual(['case', 'note1', 'row1']);
  });

  it('goes as a post all the same where its field is not there', async () => {
    const outcome = await apply(
      {
        [composite]: [
          parts(['case', 400, error('INVALID_FIELD')], ['row1', 400, error('PROCESSING_HALTED')]),
          written,
        ],
      },
      {},
      { vendor: { translation: { to: 'field' } } },
    );

    expect(outcome).toMatchObject({ kind: 'applied', wrote: ['note', 'fields'] });
    expect(subrequests(1).map(({ referenceId }) => referenceId)).toEqual(['case', 'note1', 'row1']);
  });
});

describe('Priority and status', () => {
  const raise = { priority: { to: 'high', onlyFrom: [null, 'normal'] } } as const;
  const open = { status: { to: 'open', onlyFrom: ['pending', 'solved'] } } as const;

  it('are read first; a priority is raised on condition that nobody changed the case since', async () => {
    const outcome = await apply({ [query]: [standing()], [composite]: [written] }, raise);

    expect(outcome).toMatchObject({ kind: 'applied', wrote: ['note', 'fields', 'priority'] });
    expect(subrequests()[0]).toMatchObject({
      body: { Priority: 'High' },
      httpHeaders: { 'If-Unmodified-Since': 'Fri, 09 Jan 2026 08:21:07 GMT' },
    });
  });

  it('a case without a priority counts as one without', async () => {
    await apply({ [query]: [standing({ Priority: null })], [composite]: [written] }, raise);

    expect(subrequests()[0]?.body.Priority).toBe('High');
  });

  it.each(['High', 'Low', 'P1'])('a priority of %s is left as it is', async (Priority) => {
    const outcome = await apply({ [query]: [standing({ Priority })], [composite]: [written] }, raise);

    expect(outcome).toMatchObject({ kind: 'applied', wrote: ['note', 'fields'] });
    expect(subrequests()[0]?.body).not.toHaveProperty('Priority');
    expect(subrequests()[0]?.httpHeaders).not.toHaveProperty('If-Unmodified-Since');
  });

  it('a case that somebody changed in between supersedes the write', async () => {
    const outcome = await apply({ [query]: [standing()], [composite]: [answer('changed-since')] }, raise);

    expect(outcome).toEqual({ kind: 'superseded' });
  });

  it.each([
    ['Closed', 'Working'],
    ['On Hold', 'Working'],
    ['Escalated', undefined],
  ])('a case that is %s gets the status %s', async (Status, expected) => {
    await apply({ [query]: [standing({ Status })], [composite]: [written] }, open);

    expect(subrequests()[0]?.body.Status).toBe(expected);
  });

  it('a status that a rule of the org forbids does not keep the note out', async () => {
    const outcome = await apply(
      { [query]: [standing({ Status: 'Closed' })], [composite]: [answer('refused-by-rule'), written] },
      open,
    );

    expect(outcome).toMatchObject({ kind: 'applied', wrote: ['note', 'fields'] });
    expect(subrequests(1)[0]?.body).not.toHaveProperty('Status');
  });
});

describe('Once', () => {
  it('after an unknown result the row is looked for, and nothing is written if it is there', async () => {
    const outcome = await apply({ [query]: [rows(ledgerRow())] }, {}, { priorAttempt: 'unknown' });

    expect(outcome).toEqual({ kind: 'already-applied', vendorRef: ids.post });
    expect(sent()).toEqual([]);
    expect(server.seen.at(-1)?.query.q).toContain("FROM Dragoman_Write__c WHERE Key__c = 'write-key-1'");
  });

  it('after an unknown result without a row it is written', async () => {
    const outcome = await apply(
      { [query]: [rows()], [composite]: [written] },
      {},
      { priorAttempt: 'unknown' },
    );

    expect(outcome.kind).toBe('applied');
  });

  it('a second write with the same key fails as a whole, and is known by the first one’s row', async () => {
    const outcome = await apply({
      [composite]: [answer('written-before')],
      [query]: [rows(ledgerRow({ Also_About__c: '02sRM00000a1B2dYAE' }))],
    });

    expect(outcome).toEqual({
      kind: 'already-applied',
      vendorRef: ids.post,
      messages: [ids.email, '02sRM00000a1B2dYAE'],
    });
  });

  it('looking in vain for want of calls leaves open what the earlier try did', async () => {
    const outcome = await apply({ [query]: [answer('daily-limit')] }, {}, { priorAttempt: 'unknown' });

    expect(outcome).toEqual({ kind: 'unavailable', status: 429 });
  });
});

describe('What Salesforce answers', () => {
  it.each([
    ['the calls of the day are used up', answer('daily-limit'), { kind: 'throttled', retryAfterMs: 900_000 }],
    ['too many long calls run', answer('concurrent-limit'), { kind: 'throttled', retryAfterMs: null }],
    ['somebody else writes to the case', answer('locked'), { kind: 'throttled', retryAfterMs: null }],
    [
      'a rule of the org forbids it',
      answer('refused-by-rule'),
      { kind: 'refused', status: 400, code: 'field-custom-validation-exception', expected: false },
    ],
    [
      'a field is not there',
      parts(['case', 400, error('INVALID_FIELD')]),
      { kind: 'refused', status: 400, code: 'invalid-field', expected: false },
    ],
    [
      'we may not see the case',
      parts(['note1', 400, error('INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY')]),
      { kind: 'unauthorised', status: 403 },
    ],
    [
      'one part broke',
      parts(['row1', 500, error('UNKNOWN_EXCEPTION')]),
      { kind: 'unavailable', status: 500 },
    ],
    [
      'all parts were undone, and none says why',
      parts(['case', 412, error('PROCESSING_HALTED')], ['note1', 412, error('PROCESSING_HALTED')]),
      { kind: 'refused', status: 400, code: 'processing-halted', expected: false },
    ],
    ['nothing of what was asked', parts(), { kind: 'unavailable', status: 200 }],
  ])('when %s', async (_, reply, expected) => {
    expect(await apply({ [composite]: [reply] })).toEqual(expected);
  });

  it.each([400, 412, 424, 500])(
    'when a part finds its row locked, whatever the others say it is with that they were undone (%i)',
    async (status) => {
      const reply = parts(
        ['case', status, error('PROCESSING_HALTED')],
        ['note1', 400, error('UNABLE_TO_LOCK_ROW')],
        ['row1', status, error('PROCESSING_HALTED')],
      );

      expect(await apply({ [composite]: [reply] })).toEqual({ kind: 'throttled', retryAfterMs: null });
    },
  );

  it.each([
    [
      'was deleted',
      rows({ IsDeleted: true, MasterRecordId: null }),
      { kind: 'refused', status: 404, code: 'ticket-not-found', expected: true },
    ],
    [
      'is not even in the bin',
      rows(),
      { kind: 'refused', status: 404, code: 'ticket-not-found', expected: true },
    ],
    [
      'was merged',
      rows({ IsDeleted: true, MasterRecordId: '500RM000002wwwA' }),
      { kind: 'moved', ticket: '500RM000002wwwAYAQ' },
    ],
  ])('a case that %s', async (_, found, expected) => {
    expect(await apply({ [composite]: [answer('case-gone')], [queryAll]: [found] })).toEqual(expected);
  });

  it.each([
    ['deleted', true, 'ticket-not-found', true],
    ['there', false, 'package-missing', false],
  ])(
    'in an org that knows no merges, a case that is %s is told as that',
    async (_, IsDeleted, code, expected) => {
      const unknownField: Reply = { status: 400, body: error('INVALID_FIELD') };

      const outcome = await apply({
        [composite]: [answer('case-gone')],
        [queryAll]: [unknownField, rows({ IsDeleted })],
      });

      expect(outcome).toEqual({ kind: 'refused', status: 404, code, expected });
    },
  );

  it('a case of which the question fails for another reason is not told as deleted: it may be merged', async () => {
    const outcome = await apply({
      [composite]: [answer('case-gone')],
      [queryAll]: [{ status: 400, body: error('QUERY_TIMEOUT') }, rows({ IsDeleted: true })],
    });

    expect(outcome).toEqual({ kind: 'refused', status: 400, code: 'query-timeout', expected: false });
  });

  it('a package that is not there is no deleted case: somebody has to mend it', async () => {
    const outcome = await apply({
      [composite]: [parts(['note1', 400, error('PROCESSING_HALTED')], ['row1', 404, error('NOT_FOUND')])],
      [queryAll]: [rows({ IsDeleted: false, MasterRecordId: null })],
    });

    expect(outcome).toEqual({ kind: 'refused', status: 404, code: 'package-missing', expected: false });
  });
});

describe('The token', () => {
  it('that Salesforce refuses is renewed once, and the call made again', async () => {
    const outcome = await apply({
      'POST /services/oauth2/token': [
        answer('token'),
        { status: 200, body: { access_token: 'made-up-second' } },
      ],
      [composite]: [answer('401'), written],
    });

    expect(outcome.kind).toBe('applied');
    expect(sent().map(({ headers }) => headers.authorization)).toEqual([
      'Bearer made-up-access-token',
      'Bearer made-up-second',
    ]);
  });

  it('that is refused twice is for a person to mend', async () => {
    const outcome = await apply({ [composite]: [answer('401')] });

    expect(outcome).toEqual({ kind: 'unauthorised', status: 401 });
    expect(sent()).toHaveLength(2);
  });

  it('comes by client credentials from the account’s own host', async () => {
    await apply({ [composite]: [written] });

    expect(server.seen[0]).toMatchObject({
      method: 'POST',
      path: '/services/oauth2/token',
      body: {
        grant_type: 'client_credentials',
        client_id: 'made-up-client',
        client_secret: 'made-up-secret',
      },
    });
  });

  it.each([
    ['no user to run as', answer('token-refused'), { kind: 'unauthorised', status: 401 }],
    ['an ill host', { status: 503 } as const, { kind: 'unavailable', status: 503 }],
    ['no answer', 'hang' as const, { kind: 'unavailable', status: null }],
  ])('with %s nothing is written', async (_, reply, expected) => {
    expect(await apply({ 'POST /services/oauth2/token': [reply] })).toEqual(expected);
    expect(sent()).toEqual([]);
  });

  it('without a secret is somebody’s omission, said by an error', async () => {
    server = await startScriptedServer({});
    const client = clientAt(server.url, {}, { secret: { clientId: 'made-up-client' } });

    await expect(client.apply(enrichmentWrite(), { priorAttempt: 'none' })).rejects.toThrow(
      'The API secret of a Salesforce account needs clientId and clientSecret.',
    );
  });
});
