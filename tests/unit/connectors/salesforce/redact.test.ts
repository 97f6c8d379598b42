import { afterEach, describe, expect, it } from 'vitest';
import type { AccountSettingsInput } from '../../../../connectors/account.ts';
import type { CopiesOf } from '../../../../connectors/contract.ts';
import { answer, clientAt, ids } from '../../../support/salesforce.ts';
import { type Reply, type ScriptedServer, startScriptedServer } from '../../../support/scripted-server.ts';

const data = '/services/data/v66.0';
const query = `GET ${data}/query`;
const composite = `POST ${data}/composite`;
const patchCase = `PATCH ${data}/sobjects/Case/${ids.case}`;
const post2 = '0D5RM00000pQr5u0AC';

const row = (changes: object) => ({
  Id: ids.row,
  Source_Message__c: ids.email,
  Also_About__c: null,
  Record_Id__c: ids.post,
  Kind__c: 'note',
  CreatedDate: '2026-01-09T08:21:09.000+0000',
  LastModifiedDate: '2026-01-09T08:21:09.000+0000',
  ...changes,
});
const rows = (...records: readonly object[]): Reply => ({ status: 200, body: { records } });
const parts = (...answers: readonly (readonly [string, number, unknown])[]): Reply => ({
  status: 200,
  body: {
    compositeResponse: answers.map(([record, httpStatusCode, body]) => ({
      ...{ referenceId: `r${record}`, httpStatusCode, body },
      httpHeaders: {},
    })),
  },
});
const error = (errorCode: string) => [{ errorCode, message: 'made up' }];

let server: ScriptedServer;
afterEach(() => server?.stop());

async function redact(
  script: Readonly<Record<string, readonly Reply[]>>,
  copies: Partial<CopiesOf> = {},
  vendor: AccountSettingsInput['vendor'] = {},
) {
  server = await startScriptedServer({ 'POST /services/oauth2/token': [answer('token')], ...script });
  const client = clientAt(server.url, { vendor });
  return client.redactCopies({ ticket: ids.case, sources: [ids.email], what: 'text', ...copies });
}
const deleted = (): string[] =>
  server.seen
    .filter(({ path }) => path.endsWith('/composite'))
    .flatMap(({ body }) => body.compositeRequest.map(({ method, url }: any) => `${method} ${url}`));

describe('Taking out what we wrote about a message', () => {
  it('deletes each post that its rows name, and no other', async () => {
    // Act
    const outcome = await redact({
      [query]: [
        rows(
          row({ Record_Id__c: post2 }),
          row({}),
          row({ Source_Message__c: ids.comment, Record_Id__c: '0D5RM00000pQr5v0AC' }),
        ),
      ],
      [composite]: [parts([post2, 204, null], [ids.post, 204, null])],
    });

    // Assess
    expect(outcome).toEqual({ kind: 'applied', vendorRef: ids.case, wrote: ['note'], missing: [] });
    expect(deleted()).toEqual([
      `DELETE ${data}/sobjects/FeedItem/${post2}`,
      `DELETE ${data}/sobjects/FeedItem/${ids.post}`,
    ]);
  });

  it.each([
    ['a post', ids.post],
    ['a comment', ids.comment],
    ['an e-mail', ids.email],
  ])(
    'leaves an answer that is %s: who deletes the note that asked for it takes back no answer',
    async (_, record) => {
      const outcome = await redact({
        [query]: [rows(row({ Record_Id__c: record, Kind__c: 'reply' }), row({ Record_Id__c: post2 }))],
        [composite]: [parts([post2, 204, null])],
      });

      expect(outcome).toEqual({ kind: 'applied', vendorRef: ids.case, wrote: ['note'], missing: [] });
      expect(deleted()).toEqual([`DELETE ${data}/sobjects/FeedItem/${post2}`]);
    },
  );

  it('that is gone already does nothing', async () => {
    const outcome = await redact({
      [query]: [rows(row({}))],
      [composite]: [parts([ids.post, 404, error('ENTITY_IS_DELETED')])],
    });

    expect(outcome).toEqual({ kind: 'already-applied', vendorRef: ids.case });
  });

  it('that was never written about asks for nothing but the rows', async () => {
    const outcome = await redact({ [query]: [rows()] });

    expect(outcome).toEqual({ kind: 'already-applied', vendorRef: ids.case });
    expect(server.seen).toHaveLength(2);
  });

  it('that is a comment which stays says so, after all that can go has gone', async () => {
    const outcome = await redact({
      [query]: [rows(row({ Record_Id__c: ids.comment }), row({}))],
      [composite]: [
        parts([ids.comment, 400, error('INSUFFICIENT_ACCESS_OR_READONLY')], [ids.post, 204, null]),
      ],
    });

    expect(outcome).toEqual({
      kind: 'refused',
      status: 403,
      code: 'case-comment-immutable',
      expected: false,
    });
    expect(deleted()).toHaveLength(2);
  });

  it('goes on beyond the 25 that one call takes', async () => {
    const many = Array.from({ length: 30 }, (_, index) => `0D5RM00000${String(index).padStart(5, '0')}AAA`);

    const outcome = await redact({
      [query]: [rows(...many.map((Record_Id__c) => row({ Record_Id__c })))],
      [composite]: [parts(...many.map((record) => [record, 204, null] as const))],
    });

    expect(outcome.kind).toBe('applied');
    expect(
      server.seen
        .filter(({ path }) => path.endsWith('/composite'))
        .map(({ body }) => body.compositeRequest.length),
    ).toEqual([25, 5]);
  });

  it('empties the fields that still hold it', async () => {
    const outcome = await redact(
      {
        [query]: [rows(row({ Record_Id__c: null, Kind__c: 'field+subject' }))],
        [patchCase]: [{ status: 204 }],
      },
      {},
      { translation: { to: 'field' } },
    );

    expect(outcome).toEqual({ kind: 'applied', vendorRef: ids.case, wrote: ['fields'], missing: [] });
    expect(server.seen.at(-1)?.body).toEqual({ Dragoman_Subject__c: null, Dragoman_Translation__c: null });
  });

  it('leaves a field alone that a later message has been written into', async () => {
    const outcome = await redact(
      {
        [query]: [
          rows(
            row({ Record_Id__c: null, Kind__c: 'field', Source_Message__c: ids.comment }),
            row({ Record_Id__c: null, Kind__c: 'field+subject' }),
          ),
        ],
        [patchCase]: [{ status: 204 }],
      },
      {},
      { translation: { to: 'field' } },
    );

    expect(outcome).toMatchObject({ wrote: ['fields'] });
    expect(server.seen.at(-1)?.body).toEqual({ Dragoman_Subject__c: null });
  });

  it('has nothing to do for a file: an answer shares it with the note, where it is gone', async () => {
    expect(await redact({}, { what: 'attachment' })).toEqual({
      kind: 'already-applied',
      vendorRef: ids.case,
    });
    expect(server.seen).toEqual([]);
  });

  it.each([
    [answer('500'), { kind: 'unavailable', status: 500 }],
    [answer('daily-limit'), { kind: 'throttled', retryAfterMs: 900_000 }],
    [answer('403'), { kind: 'unauthorised', status: 403 }],
  ])('says what stands in the way', async (reply, expected) => {
    expect(await redact({ [query]: [reply] })).toEqual(expected);
  });
});
