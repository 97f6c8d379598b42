import { afterEach, describe, expect, it } from 'vitest';
import type { ReplyWrite } from '../../../../connectors/contract.ts';
import type { ReplyAttachment } from '../../../../events/reply-translated.v1.ts';
import { answer, apiSecret, clientAt, replyWrite } from '../../../support/request-tracker-connector.ts';
import { type Reply, type ScriptedServer, startScriptedServer } from '../../../support/scripted-server.ts';

const read = 'GET /REST/2.0/ticket/1';
const correspond = 'POST /REST/2.0/ticket/1/correspond';
const search = 'GET /REST/2.0/transactions';
const history = 'POST /REST/2.0/ticket/1/history';
const attachments = 'POST /REST/2.0/attachments';

let server: ScriptedServer;
afterEach(() => server.stop());

async function opened(script: Record<string, readonly Reply[]>, secret: unknown = apiSecret) {
  server = await startScriptedServer({ [read]: [answer('ticket')], ...script });
  return clientAt(server.url, {}, { secret });
}
async function reply(
  write: Partial<ReplyWrite>,
  script: Record<string, readonly Reply[]>,
  { secret, prior = 'none' }: Readonly<{ secret?: unknown; prior?: 'none' | 'unknown' }> = {},
) {
  const client = await opened(script, secret);
  return client.reply(replyWrite(write), { priorAttempt: prior });
}
const sent = (call: string) => server.seen.filter(({ method, path }) => `${method} ${path}` === call);
const callsMade = () => server.seen.map(({ method, path }) => `${method} ${path}`);
const file = (changes: Partial<ReplyAttachment> = {}): ReplyAttachment => ({
  id: '5',
  name: 'factura ñ.pdf',
  contentType: 'application/pdf',
  bytes: 19,
  address: `${server?.url ?? ''}/REST/2.0/attachment/5`,
  inline: false,
  ...changes,
});

describe('an answer', () => {
  it('goes as the agent whose token there is, in any case of letters', async () => {
    // Act
    const outcome = await reply({ author: 'Marta' }, { [correspond]: [answer('correspond')] });

    // Assess
    expect(outcome).toEqual({ kind: 'applied', vendorRef: '85', wrote: ['reply'], missing: [] });
    expect(sent(correspond)[0]?.headers.authorization).toBe('token 1-29-made-up');
    expect(sent(read)[0]?.headers.authorization).toBe('token 1-39-made-up');
    expect(sent(correspond)[0]?.body).toEqual({
      Content: '<p>Su pedido sale hoy.</p>',
      ContentType: 'text/html',
      TxnCustomFields: {
        'Dragoman Write Key': 'reply#request-tracker:example.com:1#107#1',
        'Dragoman Source': '107',
      },
    });
  });

  it('without such a token goes as Dragoman, with the agent’s name under it', async () => {
    // Act
    const outcome = await reply(
      { authorName: 'Marta <Agent>' },
      { [correspond]: [answer('correspond')] },
      { secret: { token: '1-39-made-up' } },
    );

    // Assess
    expect(outcome).toMatchObject({ kind: 'applied' });
    expect(sent(correspond)[0]?.headers.authorization).toBe('token 1-39-made-up');
    expect(sent(correspond)[0]?.body.Content).toBe('<p>Su pedido sale hoy.</p><p>Marta &lt;Agent&gt;</p>');
  });

  it('goes as Dragoman where the agent’s token was revoked', async () => {
    // Act
    const outcome = await reply({}, { [correspond]: [answer('unauthorized'), answer('correspond')] });

    // Assess
    expect(outcome).toMatchObject({ kind: 'applied' });
    expect(sent(correspond).map(({ headers }) => headers.authorization)).toEqual([
      'token 1-29-made-up',
      'token 1-39-made-up',
    ]);
    expect(sent(correspond)[1]?.body.Content).toContain('Marta Agent');
  });

  it('does not go at all where the agent may not reply, of which they are told', async () => {
    // Act
    const outcome = await reply({}, { [correspond]: [answer('comment-denied')] });

    // Assess
    expect(outcome).toEqual({ kind: 'refused', status: 403, code: 'agent-may-not-reply', expected: true });
    expect(sent(correspond)).toHaveLength(1);
  });

  it('needs a person where Dragoman itself may not reply', async () => {
    // Act
    const outcome = await reply(
      {},
      { [correspond]: [answer('comment-denied')] },
      { secret: { token: '1-39-made-up' } },
    );

    // Assess
    expect(outcome).toEqual({ kind: 'unauthorised', status: 403 });
  });

  it.each([
    ['ticket-rejected', '4', { kind: 'refused', code: 'ticket-closed', expected: true }],
    ['ticket-deleted', '4', { kind: 'refused', code: 'ticket-deleted', expected: true }],
    ['ticket-merged', '5', { kind: 'moved', ticket: '1' }],
    ['ticket-unknown', '9', { kind: 'refused', code: 'ticket-not-found', expected: true }],
  ])('into a ticket that is %s is not sent', async (name, ticket, expected) => {
    // Act
    const outcome = await reply({ ticket }, { [`GET /REST/2.0/ticket/${ticket}`]: [answer(name)] });

    // Assess
    expect(outcome).toMatchObject(expected);
    expect(callsMade()).toHaveLength(1);
  });
});

describe('its files', () => {
  it('are read from RT and go along as base64, names in encoded words', async () => {
    // Prepare
    const client = await opened({
      [correspond]: [answer('correspond')],
      [attachments]: [answer('files-listed')],
      'GET /REST/2.0/attachment/5': [answer('file')],
    });

    // Act
    await client.reply(replyWrite({ attachments: [file(), file({ name: 'plain.pdf' })] }), {
      priorAttempt: 'none',
    });

    // Assess
    expect(sent(correspond)[0]?.body.Attachments).toEqual([
      {
        FileName: '=?UTF-8?B?ZmFjdHVyYSDDsS5wZGY=?=',
        FileType: 'application/pdf',
        FileContent: 'JVBERi0xLjQKJcOkw7zDtsOfCg==',
      },
      { FileName: 'plain.pdf', FileType: 'application/pdf', FileContent: 'JVBERi0xLjQKJcOkw7zDtsOfCg==' },
    ]);
    expect(sent('GET /REST/2.0/attachment/5')).toHaveLength(1);
  });

  it('that stood in the text come along, and their names stand there: REST can place no image', async () => {
    // Prepare
    const client = await opened({
      [correspond]: [answer('correspond')],
      [attachments]: [answer('files-listed')],
      'GET /REST/2.0/attachment/5': [answer('file')],
    });
    const image = file({ name: 'shot.png', contentType: 'image/png', inline: true });

    // Act
    await client.reply(
      replyWrite({
        html: `<p>Mire: <img alt="x" src="${image.address}"> <img src="https://example.com/logo.png"></p>`,
        attachments: [image],
      }),
      { priorAttempt: 'none' },
    );

    // Assess
    expect(sent(correspond)[0]?.body.Content).toBe(
      '<p>Mire: [shot.png] <img src="https://example.com/logo.png"></p>',
    );
    expect(sent(correspond)[0]?.body.Attachments).toHaveLength(1);
  });

  it('that an editor wrote into the text itself are taken from there', async () => {
    // Prepare
    const html = Buffer.from(
      '<p>a<img src="data:image/png;base64,QUJD"><img src="data:image/gif;base64,REVG"></p>',
    ).toString('base64');
    const client = await opened({
      [correspond]: [answer('correspond')],
      [attachments]: [answer('files-listed')],
      'GET /REST/2.0/attachment/5': [{ status: 200, body: { Content: html } }],
    });
    const image = file({
      id: '5#1',
      name: 'image-2.gif',
      contentType: 'image/gif',
      address: `${server.url}/REST/2.0/attachment/5#1`,
      inline: true,
    });

    // Act
    await client.reply(replyWrite({ attachments: [image] }), { priorAttempt: 'none' });

    // Assess
    expect(sent(correspond)[0]?.body.Attachments).toEqual([
      { FileName: 'image-2.gif', FileType: 'image/gif', FileContent: 'REVG' },
    ]);
  });

  it('that are empty are left out: RT refuses a message with one', async () => {
    // Prepare
    const client = await opened({
      [correspond]: [answer('correspond')],
      [attachments]: [answer('files-listed')],
      'GET /REST/2.0/attachment/5': [{ status: 200, body: { Content: '' } }],
    });

    // Act
    await client.reply(replyWrite({ attachments: [file()] }), { priorAttempt: 'none' });

    // Assess
    expect(sent(correspond)[0]?.body).not.toHaveProperty('Attachments');
  });

  it.each([
    ['are not there any more', (listed: any) => listed.body.items.splice(0), {}],
    [
      'are too large',
      (listed: any) => Object.assign(listed.body.items[0], { ContentLength: '10485761' }),
      {},
    ],
    ['are somewhere else', () => {}, { address: 'https://evil.example.com/REST/2.0/attachment/5' }],
  ])('that %s stop the answer, of which the agent is told', async (_, change, place) => {
    // Prepare
    const listed: any = answer('files-listed');
    change(listed);
    const client = await opened({ [attachments]: [listed] });

    // Act
    const outcome = await client.reply(replyWrite({ attachments: [file(place)] }), { priorAttempt: 'none' });

    // Assess
    expect(outcome).toMatchObject({ kind: 'refused', code: 'file-unavailable', expected: true });
    expect(sent(correspond)).toEqual([]);
  });
});

describe('an answer of unknown fate', () => {
  it('is found by its mark and not sent again', async () => {
    // Act
    const outcome = await reply({}, { [search]: [answer('marked')] }, { prior: 'unknown' });

    // Assess
    expect(outcome).toEqual({ kind: 'already-applied', vendorRef: '70' });
    expect(sent(correspond)).toEqual([]);
  });

  const unmarked = (creator: string): Reply => {
    const recorded: any = answer('marked');
    Object.assign(recorded.body.items[0], {
      id: '110',
      Type: 'Correspond',
      CustomFields: [],
      Creator: { type: 'user', id: creator },
    });
    return recorded;
  };
  const texts = (content: string): Reply => ({
    status: 200,
    body: {
      items: [
        { id: '60', TransactionId: '110', ContentType: 'text/html', ContentLength: '30', Content: content },
      ],
    },
  });

  it.each([
    ['marta', '<p>Su pedido sale hoy.</p>', 'found'],
    ['dragoman', '<p>Su pedido sale hoy.</p><p>Marta Agent</p>', 'found'],
    ['marta', '<p>Su pedido sale hoy.</p><p>Marta Agent</p>', 'absent'],
    ['nora', '<p>Su pedido sale hoy.</p>', 'absent'],
    ['marta', '<p>Su pedido sale mañana.</p>', 'absent'],
  ])('whose mark RT did not set is known by hand and words: %s, %s', async (creator, content, kind) => {
    // Prepare
    const client = await opened({
      [search]: [answer('no-transactions')],
      [history]: [unmarked(creator)],
      [attachments]: [texts(content)],
    });

    // Act
    const outcome = await client.findReply(replyWrite());

    // Assess
    expect(outcome.kind).toBe(kind);
    expect(sent(history)[0]?.body).toEqual([{ field: 'Type', value: 'Correspond' }]);
  });

  it('stays unknown while RT cannot be asked', async () => {
    // Prepare
    const client = await opened({ [search]: [answer('comment-bad-json')] });

    // Act
    const outcome = await client.findReply(replyWrite());

    // Assess
    expect(outcome).toEqual({ kind: 'unavailable', status: 500 });
  });
});
