import { afterEach, describe, expect, it } from 'vitest';
import { answer, apiSecret, clientAt } from '../../../support/request-tracker-connector.ts';
import { type Reply, type ScriptedServer, startScriptedServer } from '../../../support/scripted-server.ts';

const rest = (call: string) => call.replace(' ', ' /REST/2.0');
const noToken = { token: apiSecret.token };

let server: ScriptedServer;
afterEach(() => server.stop());

async function readNote(changes: Record<string, readonly Reply[]> = {}, secret: unknown = noToken) {
  server = await startScriptedServer({
    [rest('GET /transactions')]: [answer('note-transaction')],
    [rest('GET /user/marta')]: [answer('agent')],
    [rest('GET /users')]: [answer('users-found')],
    [rest('POST /attachments')]: [answer('note-parts'), answer('note-texts')],
    [rest('GET /ticket/4')]: [answer('ticket-as-agent')],
    ...changes,
  });
  return clientAt(server.url, {}, { secret }).readNote({ ticket: '4', message: '107' });
}

/** What a search by id gives for a note's text. */
const textsOf = (content: string): Reply => {
  const recorded: any = answer('note-texts');
  recorded.body.items[0].Content = content;
  return recorded;
};

describe('an agent’s note', () => {
  it('is read back with its markup, its files and its author', async () => {
    // Act
    const outcome = await readNote();

    // Assess
    expect(outcome).toEqual({
      kind: 'note',
      note: {
        ticket: '4',
        message: '107',
        occurredAt: '2026-11-26T09:50:51.000Z',
        author: { id: 'marta', name: 'Marta Agent', signature: null, mayNotReply: null },
        text: '#translate Thank you. Your order ships today.',
        html: '<p>#translate Thank you. Your order ships today.</p>',
        attachments: [
          {
            id: '43',
            name: 'invoice.pdf',
            contentType: 'application/pdf',
            bytes: 19,
            address: `${server.url}/REST/2.0/attachment/43`,
            inline: false,
          },
        ],
        isPublic: false,
        channel: 'api',
      },
    });
  });

  it('that came by mail says so: it may be forged', async () => {
    // Prepare
    const parts: any = answer('note-parts');
    parts.body.items[0].Headers = 'From: marta@example.com\nX-RT-Interface: Email\n';

    // Act
    const outcome = await readNote({ [rest('POST /attachments')]: [parts, answer('note-texts')] });

    // Assess
    expect(outcome).toMatchObject({ note: { channel: 'email' } });
  });

  it('has images at addresses of ours, whether a mail brought them or an editor wrote them into the text', async () => {
    // Prepare
    const parts: any = answer('note-parts');
    Object.assign(parts.body.items[2], {
      ContentType: 'image/png',
      Filename: 'shot.png',
      Headers: 'Content-ID: <shot@example.com>\n',
    });
    const html =
      '<p>#translate See <img src="cid:shot@example.com"> and <img alt="x" src="data:image/gif;base64,QUJD"></p>';

    // Act
    const outcome = await readNote({ [rest('POST /attachments')]: [parts, textsOf(html)] });

    // Assess
    const at = `${server.url}/REST/2.0/attachment`;
    expect(outcome).toMatchObject({
      note: {
        html: `<p>#translate See <img src="${at}/43"> and <img alt="x" src="${at}/42#0"></p>`,
        attachments: [
          { id: '43', name: 'shot.png', address: `${at}/43`, inline: true },
          {
            id: '42#0',
            name: 'image-1.gif',
            contentType: 'image/gif',
            bytes: 3,
            address: `${at}/42#0`,
            inline: true,
          },
        ],
      },
    });
  });

  it('that is public says so', async () => {
    // Prepare
    const transaction: any = answer('note-transaction');
    transaction.body.items[0].Type = 'Correspond';

    // Act
    const outcome = await readNote({ [rest('GET /transactions')]: [transaction] });

    // Assess
    expect(outcome).toMatchObject({ note: { isPublic: true } });
  });
});

describe('its author', () => {
  it('who is called by digits is not taken for the one who has that number', async () => {
    // Prepare
    const transaction: any = answer('note-transaction');
    transaction.body.items[0].Creator.id = '100234';
    const user: any = answer('agent');
    user.body.Name = '100234';

    // Act
    const outcome = await readNote({
      [rest('GET /transactions')]: [transaction],
      [rest('GET /users')]: [
        { status: 200, body: { items: [{ id: 29, Name: '100234' }, { id: '100234' }] } },
      ],
      [rest('GET /user/29')]: [user],
    });

    // Assess
    expect(outcome).toMatchObject({ note: { author: { id: '100234', mayNotReply: null } } });
  });

  it('who was disabled since has departed: a search leaves them out', async () => {
    // Act
    const outcome = await readNote({ [rest('GET /users')]: [answer('users-none')] });

    // Assess
    expect(outcome).toMatchObject({ note: { author: { mayNotReply: 'departed' } } });
  });

  it('who is no staff (any more) may not', async () => {
    // Act
    const outcome = await readNote({ [rest('GET /user/marta')]: [answer('customer')] });

    // Assess
    expect(outcome).toMatchObject({ note: { author: { mayNotReply: 'not-staff' } } });
  });

  it('with a token shows their signature, and by the ticket’s links whether they may reply', async () => {
    // Prepare
    const herself: any = answer('agent-herself');
    herself.body.Signature = 'Marta, Support';

    // Act
    const outcome = await readNote({ [rest('GET /user/marta')]: [answer('agent'), herself] }, apiSecret);

    // Assess
    expect(outcome).toMatchObject({ note: { author: { signature: 'Marta, Support', mayNotReply: null } } });
    const asAgent = server.seen.filter(({ headers }) => headers.authorization === 'token 1-29-made-up');
    expect(asAgent.map(({ path }) => path).sort()).toEqual(['/REST/2.0/ticket/4', '/REST/2.0/user/marta']);
  });

  it.each([
    ['sees a ticket without the link to reply', 'ticket-as-agent', true],
    ['may not see the ticket', 'forbidden', false],
  ])('who %s may write notes only', async (_, name, hasLinks) => {
    // Prepare
    const ticket: any = answer(name);
    if (hasLinks)
      ticket.body._hyperlinks = ticket.body._hyperlinks.filter(({ ref }: any) => ref !== 'correspond');

    // Act
    const outcome = await readNote({ [rest('GET /ticket/4')]: [ticket] }, apiSecret);

    // Assess
    expect(outcome).toMatchObject({ note: { author: { mayNotReply: 'private-only' } } });
  });

  it('whose token was revoked is judged by what we may see', async () => {
    // Act
    const outcome = await readNote(
      {
        [rest('GET /ticket/4')]: [answer('unauthorized')],
        [rest('GET /user/marta')]: [answer('agent'), answer('unauthorized')],
      },
      apiSecret,
    );

    // Assess
    expect(outcome).toMatchObject({ note: { author: { signature: null, mayNotReply: null } } });
  });
});

describe('a note that cannot be read', () => {
  it.each([
    [
      { [rest('GET /transactions')]: [answer('no-transactions')] },
      { kind: 'refused', status: 404, expected: true },
    ],
    [
      { [rest('GET /user/marta')]: [answer('ticket-unknown')] },
      { kind: 'refused', status: 404, expected: true },
    ],
    [{ [rest('GET /transactions')]: [answer('unauthorized')] }, { kind: 'unauthorised', status: 401 }],
    [{ [rest('GET /users')]: [answer('comment-bad-json')] }, { kind: 'unavailable', status: 500 }],
    [{ [rest('POST /attachments')]: [answer('comment-bad-json')] }, { kind: 'unavailable', status: 500 }],
  ])('%#', async (changes, expected) => {
    // Act
    const outcome = await readNote(changes);

    // Assess
    expect(outcome).toMatchObject(expected);
  });
});
