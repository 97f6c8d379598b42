import { afterEach, describe, expect, it } from 'vitest';
import { answer, clientAt, ids, record } from '../../../support/salesforce.ts';
import { type Reply, type ScriptedServer, startScriptedServer } from '../../../support/scripted-server.ts';

const data = '/services/data/v66.0';
const query = `GET ${data}/query`;
const composite = `POST ${data}/composite`;
const page = (...records: readonly object[]) => ({ totalSize: records.length, done: true, records });
const rows = (...records: readonly object[]): Reply => ({ status: 200, body: page(...records) });
const refused = { status: 400, body: [{ errorCode: 'INVALID_TYPE', message: 'made up' }] };
const user = { Id: ids.agent, Name: 'Marta Agent', IsActive: true, UserType: 'Standard' };

type Around = Readonly<Partial<Record<'user' | 'mail' | 'frozen' | 'access' | 'files', object>>>;
const around = (changes: Around = {}): Reply => {
  const answers = {
    user: page(user),
    mail: page({ SenderName: 'Marta', Signature: 'Marta · Acme' }),
    frozen: page({ IsFrozen: false }),
    access: page({ RecordId: ids.case, HasEditAccess: true }),
    files: page(),
    ...changes,
  };
  return {
    status: 200,
    body: {
      compositeResponse: Object.entries(answers).map(([referenceId, body]) =>
        'status' in body
          ? {
              referenceId,
              httpStatusCode: body.status,
              body: 'body' in body ? body.body : null,
              httpHeaders: {},
            }
          : { referenceId, httpStatusCode: 200, body, httpHeaders: {} },
      ),
    },
  };
};

let server: ScriptedServer;
afterEach(() => server?.stop());

async function read(script: Readonly<Record<string, readonly Reply[]>>, message: string = ids.post) {
  server = await startScriptedServer({ 'POST /services/oauth2/token': [answer('token')], ...script });
  return clientAt(server.url).readNote({ ticket: ids.case, message });
}

describe('An agent’s note', () => {
  it('is read with its markup, its author’s rights of today and no files, by two calls', async () => {
    // Act
    const outcome = await read({ [query]: [rows(record('post'))], [composite]: [around()] });

    // Assess
    expect(outcome).toEqual({
      kind: 'note',
      note: {
        ticket: ids.case,
        message: ids.post,
        occurredAt: '2026-01-09T09:10:00.000Z',
        author: {
          id: ids.agent,
          name: 'Marta Agent',
          alias: 'Marta',
          signature: 'Marta · Acme',
          mayNotReply: null,
        },
        text: '#translate Your order ships today.',
        html: '<p>#translate Your order ships today.</p>',
        attachments: [],
        isPublic: false,
        channel: null,
      },
    });
    expect(server.seen).toHaveLength(3);
  });

  const byAgent = {
    ...{ CreatedById: ids.agent, InsertedById: ids.agent, CreatedBy: { UserType: 'Standard' } },
    ...{ CommentBody: '<p>#translate Soon.</p><img src="sfdc://069RM000002ImagYAK">', IsRichText: true },
  };
  const offer = {
    ...{ Id: '068RM000001FileYAK', Title: 'offer', PathOnClient: 'offer.pdf', FileExtension: 'pdf' },
    ContentSize: 12,
  };

  const below = (reply: object, Visibility = 'InternalUsers'): Reply =>
    rows({ Id: ids.post, Visibility, FeedComments: page(reply) });

  it('may stand below an internal post, as internal as that', async () => {
    const outcome = await read(
      { [query]: [below(record('reply', byAgent))], [composite]: [around()] },
      ids.reply,
    );

    expect(outcome).toMatchObject({
      kind: 'note',
      note: {
        ...{ ticket: ids.case, message: ids.reply, occurredAt: '2026-01-09T09:20:00.000Z' },
        ...{ text: '#translate Soon.', html: '<p>#translate Soon.</p>', isPublic: false, attachments: [] },
        author: { id: ids.agent, mayNotReply: null },
      },
    });
    expect(server.seen).toHaveLength(3);
  });

  it.each([
    ['once where its attachments say it, too', [{ Type: 'Content', RecordId: '068RM000001FileYAK' }]],
    ['where its attachments do not say it', []],
  ])('below a post has its file %s', async (_, attached) => {
    const reply = record('reply', { ...byAgent, RelatedRecordId: '068RM000001FileYAK' });

    const outcome = await read(
      { [query]: [below(reply), rows(offer)], [composite]: [around({ files: page(...attached) })] },
      ids.reply,
    );

    expect(outcome).toMatchObject({ note: { attachments: [{ name: 'offer.pdf' }] } });
    expect(server.seen.at(-1)?.query.q).toContain("WHERE Id IN ('068RM000001FileYAK')");
  });

  it('below a post that the customer reads is public, and one that is gone is gone', async () => {
    const script = { [query]: [below(record('reply', byAgent), 'AllUsers')], [composite]: [around()] };

    expect(await read(script, ids.reply)).toMatchObject({ note: { isPublic: true } });
    await server.stop();
    expect(await read({ [query]: [rows()] }, ids.reply)).toMatchObject({ code: 'note-not-found' });
  });

  it('has the files and the images of its post; the images’ addresses are not for others', async () => {
    const Body = '<p>#translate See here.</p><img src="sfdc://069RM000002ImagYAK" alt="plan">';
    const attached = page(
      { Id: '1', Type: 'Content', RecordId: '068RM000001FileYAK' },
      { Id: '2', Type: 'InlineImage', RecordId: '069RM000002ImagYAK' },
      { Id: '3', Type: 'Link', RecordId: null },
    );
    const versions = [
      {
        Id: '068RM000001FileYAK',
        Title: 'offer',
        PathOnClient: 'offer.pdf',
        FileExtension: 'pdf',
        ContentSize: 12,
      },
      {
        Id: '068RM000002ImagYAK',
        Title: 'plan.PNG',
        PathOnClient: 'plan.PNG',
        FileExtension: 'png',
        ContentSize: 34,
      },
    ];

    const outcome = await read({
      [query]: [rows(record('post', { Type: 'ContentPost', Body })), rows(versions[0]!), rows(versions[1]!)],
      [composite]: [around({ files: attached })],
    });

    expect(outcome).toMatchObject({
      note: {
        html: '<p>#translate See here.</p>',
        attachments: [
          {
            id: '068RM000001FileYAK',
            name: 'offer.pdf',
            bytes: 12,
            address: `${data}/sobjects/ContentVersion/068RM000001FileYAK/VersionData`,
            inline: false,
          },
          { id: '068RM000002ImagYAK', name: 'plan.PNG', bytes: 34, inline: false },
        ],
      },
    });
    expect(server.seen.map(({ query: { q } }) => q?.replace(/^.* WHERE /, '')).slice(3)).toEqual([
      "Id IN ('068RM000001FileYAK')",
      "ContentDocumentId IN ('069RM000002ImagYAK') AND IsLatest = true",
    ]);
  });

  it('may be a case comment, which is plain text and has no files', async () => {
    const comment = record('comment', {
      CommentBody: '#t Hello',
      IsPublished: false,
      CreatedById: ids.agent,
    });

    const outcome = await read({ [query]: [rows(comment)], [composite]: [around()] }, ids.comment);

    expect(outcome).toMatchObject({
      note: { text: '#t Hello', html: null, attachments: [], isPublic: false },
    });
    expect(
      server.seen.at(-1)?.body.compositeRequest.map(({ referenceId }: any) => referenceId),
    ).not.toContain('files');
  });

  it.each([
    ['not-staff', { user: page({ ...user, UserType: 'CspLitePortal' }) }],
    ['departed', { user: page({ ...user, IsActive: false }) }],
    ['suspended', { frozen: page({ IsFrozen: true }) }],
    ['light-agent', { user: page({ ...user, UserType: 'CsnOnly' }) }],
    ['private-only', { access: page({ RecordId: ids.case, HasEditAccess: false }) }],
    [null, { frozen: page(), access: page() }],
    [null, { frozen: refused, access: refused, mail: refused }],
  ])('of an author who may not reply says why: %s', async (mayNotReply, changes) => {
    const outcome = await read({ [query]: [rows(record('post'))], [composite]: [around(changes)] });

    expect(outcome).toMatchObject({ kind: 'note', note: { author: { mayNotReply } } });
  });

  it.each([
    ['is gone', rows()],
    ['is of another case', rows(record('post', { ParentId: '500RM000009othrAAC' }))],
    ['is nothing that a person wrote', rows(record('post', { Type: 'TrackedChange' }))],
  ])('that %s is not there', async (_, found) => {
    expect(await read({ [query]: [found], [composite]: [around()] })).toEqual({
      kind: 'refused',
      status: 404,
      code: 'note-not-found',
      expected: true,
    });
  });

  it('whose files cannot be looked for is not read: an answer without them would be half of it', async () => {
    const outcome = await read({
      [query]: [rows(record('post'))],
      [composite]: [around({ files: refused })],
    });

    expect(outcome).toEqual({ kind: 'unauthorised', status: 403 });
  });

  it.each([
    [answer('500'), { kind: 'unavailable', status: 500 }],
    [answer('daily-limit'), { kind: 'throttled', retryAfterMs: 900_000 }],
  ])('that cannot be asked for says why', async (reply, expected) => {
    expect(await read({ [query]: [reply] })).toEqual(expected);
  });
});
