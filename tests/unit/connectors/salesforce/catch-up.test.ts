import { afterEach, describe, expect, it } from 'vitest';
import type { AccountSettingsInput } from '../../../../connectors/account.ts';
import type { CatchUpFrom, CatchUpOutcome } from '../../../../connectors/contract.ts';
import { answer, callout, clientAt, ids, interpret, record } from '../../../support/salesforce.ts';
import { type Reply, type ScriptedServer, startScriptedServer } from '../../../support/scripted-server.ts';

const data = '/services/data/v66.0';
const composite = `POST ${data}/composite`;
const query = `GET ${data}/query`;
const page = (...records: readonly object[]) => ({ totalSize: records.length, done: true, records });
const login = { Id: ids.portalUser, ContactId: ids.contact, LanguageLocaleKey: 'es_MX' };
const parts = (answers: Readonly<Record<string, object>>): Reply => ({
  status: 200,
  body: {
    compositeResponse: Object.entries({ logins: page(login), ...answers }).map(([referenceId, body]) => ({
      ...{ referenceId, body },
      httpStatusCode: 200,
      httpHeaders: {},
    })),
  },
});
const locator = '0r8RM000000abcDYAQ-1';
const nothing = { emails: page(), comments: page(), posts: page(), cases: page(), deleted: page() };
const streams = (changes: Readonly<Record<string, object>> = {}) => parts({ ...nothing, ...changes });

const refusedPart = (errorCode: string) => [{ errorCode, message: 'made up' }];
const withRefused = (changes: Readonly<Record<string, object>>, others: object = nothing): Reply => ({
  status: 200,
  body: {
    compositeResponse: Object.entries({ ...others, ...changes }).map(([referenceId, body]) => ({
      ...{ referenceId, body },
      httpStatusCode: Array.isArray(body) ? 400 : 200,
      httpHeaders: {},
    })),
  },
});
/** Salesforce keeps only so many cursors of one user open, and drops the oldest. */
const cursorGone: Reply = { status: 400, body: refusedPart('INVALID_QUERY_LOCATOR') };
const byAgent = {
  ...{ CreatedById: ids.agent, InsertedById: ids.agent, CreatedBy: { UserType: 'Standard' } },
  CommentBody: '#translate Soon.',
};

let server: ScriptedServer;
afterEach(() => server?.stop());

const since = new Date('2026-01-09T08:00:00.000Z');
const until = new Date('2026-01-09T09:30:00.500Z');

const rows = (...records: readonly object[]): Reply => ({ status: 200, body: page(...records) });

/** `replies`: the posts that have new ones, and these. */
async function catchUp(
  answers: readonly Reply[],
  from: Partial<CatchUpFrom> = {},
  changes: Partial<AccountSettingsInput> = {},
  replies: readonly Reply[] = [rows()],
): Promise<CatchUpOutcome> {
  server = await startScriptedServer({
    'POST /services/oauth2/token': [answer('token')],
    [composite]: answers,
    [query]: replies,
  });
  return clientAt(server.url, changes).catchUp({ cursor: null, since, until, ...from });
}
const pageOf = (outcome: CatchUpOutcome) => {
  if (outcome.kind !== 'page') throw new Error(`no page: ${outcome.kind}`);
  return outcome;
};
const asked = (index = 0): Record<string, string> =>
  Object.fromEntries(
    (server.seen.filter(({ path }) => path.endsWith('/composite'))[index]?.body.compositeRequest ?? []).map(
      ({ referenceId, url }: any) => [referenceId, new URL(url, server.url).searchParams.get('q')],
    ),
  );

describe('Catching up', () => {
  it('where nothing is new costs two calls, and goes on where it ended', async () => {
    // Act
    const outcome = pageOf(await catchUp([streams()]));

    // Assess
    expect([outcome.found, outcome.isLast, outcome.refused]).toEqual([[], true, []]);
    expect(server.seen).toHaveLength(3);
    expect(asked().comments).toContain(
      'CreatedDate >= 2026-01-09T08:00:00Z AND CreatedDate <= 2026-01-09T09:30:00Z ORDER BY CreatedDate ASC, Id ASC LIMIT 100',
    );
    await server.stop();
    await catchUp([streams()], { cursor: outcome.cursor, until: new Date('2026-01-09T10:00:00.000Z') });
    expect(asked().emails).toContain(
      'CreatedDate >= 2026-01-09T09:30:00Z AND CreatedDate <= 2026-01-09T10:00:00Z',
    );
  });

  it('finds what was written, by the names that the deliveries would have given, in three calls', async () => {
    const mail = record('email');
    const web = record('case', { Id: '500RM000003webCAA0'.slice(0, 18), Origin: 'Web', ContactId: null });

    const outcome = pageOf(
      await catchUp([
        streams({
          emails: page(mail),
          comments: page(record('comment')),
          posts: page(record('post')),
          cases: page(web),
        }),
        parts({ cases: page(record('case')), emails: page() }),
      ]),
    );

    expect(outcome.found).toMatchObject([
      {
        kind: 'hint',
        hint: {
          ticket: ids.case,
          message: ids.email,
          about: 'message-id',
          occurredAt: '2026-01-09T08:21:07.000Z',
          ticketFacts: { status: 'new' },
        },
      },
      {
        kind: 'message',
        message: { ticket: ids.case, message: ids.comment, content: { text: '¿Alguna novedad?' } },
      },
      { kind: 'staff-comment', comment: { message: ids.post, text: '#translate Your order ships today.' } },
      { kind: 'message', message: { message: `first:${web.Id}`, content: { isFirst: true } } },
    ]);
    expect(server.seen).toHaveLength(4);
  });

  it('names an e-mail as its delivery does, at the same time', async () => {
    const told = interpret(callout());

    const { found } = pageOf(
      await catchUp([streams({ emails: page(record('email')) }), parts({ cases: page(record('case')) })]),
    );

    const place = { ticket: ids.case, message: ids.email, occurredAt: '2026-01-09T08:21:07.000Z' };
    expect([told, found[0]]).toMatchObject([{ message: place }, { hint: place }]);
  });

  it('does not take the description of a case that an e-mail opened', async () => {
    const { found } = pageOf(
      await catchUp([
        streams({ cases: page(record('case')) }),
        parts({
          emails: page({ Id: ids.email, ParentId: ids.case, CreatedDate: '2026-01-09T08:20:01.000+0000' }),
        }),
      ]),
    );

    expect(found).toEqual([]);
    expect(asked(1).emails).toContain(`WHERE ParentId IN ('${ids.case}') AND Incoming = true`);
  });

  it('tells of deleted cases, but not of those that were merged', async () => {
    const gone = {
      Id: ids.case,
      LastModifiedById: ids.agent,
      SystemModstamp: '2026-01-09T09:00:00.000+0000',
    };

    const { found } = pageOf(await catchUp([streams({ deleted: page(gone) })]));

    expect(found).toMatchObject([
      {
        kind: 'withdrawal',
        withdrawal: {
          ticket: ids.case,
          message: `deleted:${ids.case}:2026-01-09T09:00:00.000Z`,
          actor: ids.agent,
          withdrawn: { what: 'conversation' },
        },
      },
    ]);
    expect(asked().deleted).toContain('WHERE IsDeleted = true AND MasterRecordId = null');
    expect(server.seen[1]?.body.compositeRequest.at(-1).url).toContain('/queryAll?');
  });

  it('tells of deleted cases where none are merged, and nothing knows of it', async () => {
    const gone = {
      ...{ Id: ids.case, LastModifiedById: ids.agent },
      SystemModstamp: '2026-01-09T09:00:00.000+0000',
    };

    const outcome = pageOf(
      await catchUp([withRefused({ deleted: refusedPart('INVALID_FIELD') }), parts({ deleted: page(gone) })]),
    );

    expect(outcome).toMatchObject({
      isLast: true,
      found: [{ kind: 'withdrawal', withdrawal: { ticket: ids.case } }],
    });
    expect(asked(1)).toEqual({ deleted: expect.not.stringContaining('MasterRecordId') });
    expect(asked(1).deleted).toContain('WHERE IsDeleted = true AND SystemModstamp >= 2026-01-09T08:00:00Z');
    expect(JSON.parse(outcome.cursor).deleted).toEqual({ at: '2026-01-09T09:30:00.500Z', id: null });
  });

  it('does not ask for deleted cases without that condition where it fails for another reason: merged ones would be among them', async () => {
    const merged = {
      ...{ Id: ids.case, LastModifiedById: ids.agent },
      SystemModstamp: '2026-01-09T09:00:00.000+0000',
    };

    const outcome = pageOf(
      await catchUp([
        withRefused({ deleted: refusedPart('QUERY_TIMEOUT') }),
        parts({ deleted: page(merged) }),
      ]),
    );

    expect(outcome.found).toEqual([]);
    expect(outcome.refused).toEqual([
      {
        part: 'deleted',
        failure: { kind: 'refused', status: 400, code: 'query-timeout', expected: false },
      },
    ]);
    expect(JSON.parse(outcome.cursor).deleted).toEqual({ at: '2026-01-09T08:00:00.000Z', id: null });
  });

  it('goes on inside a second, record by record, where one stream is full, and lets the others wait at the end', async () => {
    const posts = Array.from({ length: 100 }, (_, index) =>
      record('post', {
        Id: `0D5RM00000${String(index).padStart(5, '0')}AAA`,
        CreatedDate: '2026-01-09T09:10:00.000+0000',
      }),
    );

    const first = pageOf(
      await catchUp([streams({ posts: page(...posts) }), parts({ cases: page(record('case')) })]),
    );
    await server.stop();
    await catchUp([streams()], { cursor: first.cursor });

    expect([first.isLast, first.found.length]).toEqual([false, 100]);
    expect(asked().posts).toContain(
      "(CreatedDate > 2026-01-09T09:10:00Z OR (CreatedDate = 2026-01-09T09:10:00Z AND Id > '0D5RM0000000099AAA')) AND CreatedDate <= 2026-01-09T09:30:00Z",
    );
    expect(asked().comments).toContain('CreatedDate >= 2026-01-09T09:30:00Z');
  });

  it('passes over posts on anything but a case, and what is out of scope', async () => {
    const elsewhere = record('post', { ParentId: '001RM000003AcctYAK' });

    const { found } = pageOf(
      await catchUp(
        [
          streams({ posts: page(elsewhere), emails: page(record('email')) }),
          parts({ cases: page(record('case')) }),
        ],
        {},
        { scope: { include: { channels: ['web'] } } },
      ),
    );

    expect(found).toMatchObject([{ kind: 'skipped', reason: 'out-of-scope', place: { message: ids.email } }]);
  });

  it('knows our notes by the ledger where the user that we write as answers cases, too', async () => {
    const help = record('post', {
      CreatedById: ids.us,
      InsertedById: ids.us,
      Body: '<p>#help | this table</p>',
    });
    const command = record('post', { Id: '0D5RM00000pQr5u0AC', CreatedById: ids.us, InsertedById: ids.us });

    const { found } = pageOf(
      await catchUp(
        [
          streams({ posts: page(help, command) }),
          parts({ cases: page(record('case')), ours: page({ Record_Id__c: ids.post }) }),
        ],
        {},
        { runtimeUserIsDedicated: false },
      ),
    );

    expect(found).toMatchObject([{ kind: 'staff-comment', comment: { message: '0D5RM00000pQr5u0AC' } }]);
    expect(asked(1).ours).toBe(
      `SELECT Record_Id__c FROM Dragoman_Write__c WHERE Record_Id__c IN ('${ids.post}', '0D5RM00000pQr5u0AC')`,
    );
  });

  const answered = (replies: readonly object[], changes: object = {}) => ({
    ...{ Id: ids.post, Visibility: 'InternalUsers', LastModifiedDate: '2026-01-09T09:20:00.000+0000' },
    FeedComments: replies.length === 0 ? null : page(...replies),
    ...changes,
  });
  const askedBelowPosts = () =>
    server.seen.filter(({ path }) => path.endsWith('/query')).map(({ query: { q } }) => q ?? '');

  it('finds replies by the posts that they have changed, old posts, too', async () => {
    const command = record('reply', { Id: '0D7RM00000qRs6w0AC', ...byAgent });

    const { found, isLast } = pageOf(
      await catchUp([streams(), parts({ cases: page(record('case')) })], {}, {}, [
        rows(answered([record('reply'), command])),
      ]),
    );

    expect(found).toMatchObject([
      {
        kind: 'message',
        message: {
          ...{ ticket: ids.case, message: ids.reply, occurredAt: '2026-01-09T09:20:00.000Z' },
          content: { author: { id: ids.contact }, text: '¿Y mi pedido?', channel: 'feed' },
        },
      },
      { kind: 'staff-comment', comment: { message: '0D7RM00000qRs6w0AC', isPublic: false } },
    ]);
    expect(isLast).toBe(true);
    expect(askedBelowPosts()).toEqual([
      'SELECT Id, Visibility, LastModifiedDate, (SELECT Id, ParentId, FeedItemId, CommentBody, IsRichText, CommentType, InsertedById, RelatedRecordId, CreatedById, CreatedBy.UserType, CreatedDate FROM FeedComments WHERE CreatedDate >= 2026-01-09T08:00:00Z AND CreatedDate <= 2026-01-09T09:30:00Z ORDER BY CreatedDate ASC, Id ASC LIMIT 90) FROM CaseFeed WHERE CommentCount > 0 AND LastModifiedDate >= 2026-01-09T08:00:00Z ORDER BY LastModifiedDate ASC, Id ASC LIMIT 20',
    ]);
  });

  it('takes a colleague’s reply below a post that the customer reads for no command', async () => {
    const { found } = pageOf(
      await catchUp([streams(), parts({ cases: page(record('case')) })], {}, {}, [
        rows(answered([record('reply', byAgent)], { Visibility: 'AllUsers' })),
      ]),
    );

    expect(found).toMatchObject([{ comment: { isPublic: true, otherwise: 'agent-message' } }]);
  });

  it('goes through many answered posts page by page, and looks below each from where the window began', async () => {
    const posts = Array.from({ length: 20 }, (_, index) =>
      answered([], { Id: `0D5RM00000${String(index).padStart(5, '0')}AAA` }),
    );

    const first = pageOf(await catchUp([streams()], {}, {}, [rows(...posts)]));
    await server.stop();
    const second = pageOf(await catchUp([streams()], { cursor: first.cursor }, {}, [rows(answered([]))]));

    expect([first.isLast, second.isLast]).toEqual([false, true]);
    expect(askedBelowPosts()[0]).toContain(
      "(LastModifiedDate > 2026-01-09T09:20:00Z OR (LastModifiedDate = 2026-01-09T09:20:00Z AND Id > '0D5RM0000000019AAA'))",
    );
    expect(askedBelowPosts()[0]).toContain('WHERE CreatedDate >= 2026-01-09T08:00:00Z AND');
    await server.stop();
    await catchUp([streams()], { cursor: second.cursor });
    expect(askedBelowPosts()[0]).toContain('LastModifiedDate >= 2026-01-09T09:30:00Z');
  });

  it.each(['MALFORMED_QUERY', 'INVALID_TYPE'])(
    'finds the rest in an org that lets nobody ask for replies at large (%s), and comes to an end',
    async (errorCode) => {
      const outcome = await catchUp(
        [streams({ comments: page(record('comment')) }), parts({ cases: page(record('case')) })],
        {},
        {},
        [{ status: 400, body: [{ errorCode, message: 'made up' }] }],
      );

      expect(outcome).toMatchObject({ isLast: true, found: [{ message: { message: ids.comment } }] });
    },
  );

  const [begin, end] = ['2026-01-09T08:00:00.000Z', '2026-01-09T09:30:00.500Z'];
  it.each([
    ['waits', 'the runtime user sees no feed for now', 'INVALID_TYPE', {}, begin],
    ['goes on', 'the org forbids to ask for them', 'MALFORMED_QUERY', {}, end],
    [
      'goes on',
      'the org has no feed, which the settings know',
      'INVALID_TYPE',
      { note: 'case-comment' },
      end,
    ],
  ] as const)('%s with the replies where %s', async (_, _why, errorCode, vendor, at) => {
    const refused = { status: 400, body: refusedPart(errorCode) };

    const outcome = pageOf(await catchUp([streams()], {}, { vendor }, [refused]));

    expect(outcome.isLast).toBe(true);
    expect(JSON.parse(outcome.cursor).replies).toEqual({ at, id: null, since: at });
  });

  it.each([
    [
      'posts',
      'MALFORMED_QUERY',
      [],
      { kind: 'refused', status: 400, code: 'malformed-query', expected: false },
    ],
    ['posts', 'INVALID_TYPE', [], { kind: 'unauthorised', status: 403 }],
    [
      'deleted',
      'INVALID_FIELD',
      [withRefused({ deleted: refusedPart('INVALID_FIELD') }, {})],
      { kind: 'refused', status: 400, code: 'invalid-field', expected: false },
    ],
  ])(
    'goes on without the %s that an org does not let be asked for (%s), says so, and asks again from the same place',
    async (name, code, again, failure) => {
      const outcome = pageOf(
        await catchUp([
          withRefused({ comments: page(record('comment')), [name]: refusedPart(code) }),
          ...again,
          parts({ cases: page(record('case')) }),
        ]),
      );

      expect(outcome).toMatchObject({ isLast: true, found: [{ message: { message: ids.comment } }] });
      expect(outcome.refused).toEqual([{ part: name, failure }]);
      expect(JSON.parse(outcome.cursor)).toMatchObject({
        [name]: { at: '2026-01-09T08:00:00.000Z', id: null },
        comments: { at: '2026-01-09T09:30:00.500Z', id: null },
      });
    },
  );

  it.each([
    ['MALFORMED_QUERY', { kind: 'refused', status: 400, code: 'malformed-query', expected: false }],
    ['INVALID_TYPE', { kind: 'unauthorised', status: 403 }],
  ])('fails where every query is refused (%s): somebody has to look', async (code, expected) => {
    const refused = refusedPart(code);
    const all = { emails: refused, comments: refused, posts: refused, cases: refused, deleted: refused };

    expect(await catchUp([withRefused(all)])).toEqual(expected);
  });

  it.each([
    ['cannot be had', `${data}/query/${locator}`, { status: 503 }, 503],
    ['is no longer kept', `${data}/query/${locator}`, cursorGone, 400],
    ['is not found', `${data}/query/${locator}`, { status: 404, body: refusedPart('NOT_FOUND') }, 404],
    ['is of no object', `${data}/query/${locator}`, { status: 400, body: refusedPart('INVALID_TYPE') }, 400],
    ['is not allowed', `${data}/query/${locator}`, { status: 405, body: refusedPart('METHOD') }, 405],
    ['is of another shape', `${data}/query/${locator}`, { status: 200, body: { odd: true } }, 200],
    ['is said to be elsewhere', `/services/apexrest/${locator}`, rows(), 200],
    ['is nowhere', null, rows(), 200],
  ])(
    'moves no cursor where an answer is cut short and its rest %s',
    async (_, nextRecordsUrl, rest, status) => {
      const cut = { totalSize: 100, done: false, nextRecordsUrl, records: [record('comment')] };
      server = await startScriptedServer({
        'POST /services/oauth2/token': [answer('token')],
        [composite]: [streams({ comments: cut })],
        [`${query}/${locator}`]: [rest],
        [query]: [rows()],
      });

      const outcome = await clientAt(server.url).catchUp({ cursor: null, since, until });

      expect(outcome).toEqual({ kind: 'unavailable', status });
    },
  );

  it('moves no cursor of the replies either, nor loses those that have come', async () => {
    const below = {
      ...{ totalSize: 2, done: false, nextRecordsUrl: `${data}/query/${locator}` },
      records: [record('reply')],
    };
    server = await startScriptedServer({
      'POST /services/oauth2/token': [answer('token')],
      [composite]: [streams()],
      [`${query}/${locator}`]: [cursorGone],
      [query]: [
        rows({
          ...{ Id: ids.post, Visibility: 'AllUsers', FeedComments: below },
          LastModifiedDate: '2026-01-09T09:00:00.000+0000',
        }),
      ],
    });

    const outcome = await clientAt(server.url).catchUp({ cursor: null, since, until });

    expect(outcome).toEqual({ kind: 'unavailable', status: 400 });
  });

  it('waits where replies cannot be had just now', async () => {
    expect(await catchUp([streams()], {}, {}, [answer('500')])).toEqual({ kind: 'unavailable', status: 500 });
  });

  it('with a cursor that is none begins where it is told to', async () => {
    await catchUp([streams()], { cursor: 'made up' });

    expect(asked().cases).toContain('CreatedDate >= 2026-01-09T08:00:00Z');
  });

  it.each([
    [answer('daily-limit'), { kind: 'throttled', retryAfterMs: 900_000 }],
    [answer('500'), { kind: 'unavailable', status: 500 }],
    [answer('403'), { kind: 'unauthorised', status: 403 }],
    [parts({ ...nothing, posts: { odd: true } }), { kind: 'unavailable', status: 200 }],
  ])('that cannot be done says why, and moves no cursor', async (reply, expected) => {
    expect(await catchUp([reply])).toEqual(expected);
  });
});
