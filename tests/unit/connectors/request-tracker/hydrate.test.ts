import { afterEach, describe, expect, it } from 'vitest';
import type { AccountSettingsInput } from '../../../../connectors/account.ts';
import type { MessageHint } from '../../../../connectors/contract.ts';
import { anasId, answer, clientAt, hint } from '../../../support/request-tracker-connector.ts';
import { type Reply, type ScriptedServer, startScriptedServer } from '../../../support/scripted-server.ts';

const rest = (call: string) => call.replace(' ', ' /REST/2.0');
const script = (changes: Record<string, readonly Reply[]> = {}): Record<string, readonly Reply[]> => ({
  [rest('GET /transactions')]: [answer('transaction')],
  [rest('GET /ticket/1')]: [answer('ticket')],
  [rest('GET /user/ana@example.org')]: [answer('customer')],
  [rest('GET /user/ana%40example.org')]: [answer('customer')],
  [rest('POST /attachments')]: [answer('parts'), answer('texts')],
  ...changes,
});

let server: ScriptedServer;
afterEach(() => server.stop());

async function hydrate(
  changes: Record<string, readonly Reply[]> = {},
  asked: Partial<MessageHint> = {},
  account: Partial<AccountSettingsInput> = {},
) {
  server = await startScriptedServer(script(changes));
  return clientAt(server.url, account).hydrate(hint(asked));
}

/** The recorded transaction with something else in it. */
const transaction = (changes: object): Reply => {
  const recorded: any = answer('transaction');
  Object.assign(recorded.body.items[0], changes);
  return recorded;
};

describe('a message that is read back', () => {
  it('has its text, its markup, its files, its author and its ticket', async () => {
    // Act
    const outcome = await hydrate();

    // Assess
    expect(outcome).toEqual({
      kind: 'message',
      message: {
        ticket: '1',
        message: '53',
        occurredAt: '2026-11-26T09:50:46.000Z',
        ticketFacts: {
          subject: '¿Dónde está mi pedido?',
          status: 'open',
          priority: null,
          channel: 'email',
          tags: [],
          brand: null,
          group: 'Support',
          form: null,
          requester: anasId,
          requesterLocale: null,
        },
        content: {
          author: { id: anasId, role: 'requester' },
          text: 'Hola, ¿dónde está mi pedido #10023456?\n',
          html: '<p>Hola, <b>¿dónde</b> está mi pedido #10023456?</p>',
          attachmentCount: 1,
          channel: 'email',
          isFirst: true,
          machineMade: null,
        },
      },
    });
  });

  it('is asked for with our token and a name that is no browser’s', async () => {
    // Act
    await hydrate();

    // Assess
    expect(new Set(server.seen.map(({ headers }) => headers.authorization))).toEqual(
      new Set(['token 1-39-made-up']),
    );
    expect(new Set(server.seen.map(({ headers }) => headers['user-agent']))).toEqual(new Set(['Dragoman/1']));
  });

  it('keeps the locale that the hint had', async () => {
    // Act
    const outcome = await hydrate({}, { ticketFacts: { ...hint().ticketFacts, requesterLocale: 'es' } });

    // Assess
    expect(outcome).toMatchObject({ message: { ticketFacts: { requesterLocale: 'es' } } });
  });

  it('that a delivery notice brought is a machine’s', async () => {
    // Prepare
    const parts: any = answer('parts');
    parts.body.items[0].ContentType = 'multipart/report';

    // Act
    const outcome = await hydrate({ [rest('POST /attachments')]: [parts, answer('texts')] });

    // Assess
    expect(outcome).toMatchObject({ message: { content: { machineMade: 'auto-submitted' } } });
  });

  it('does not count an image that stands in the text', async () => {
    // Prepare
    const parts: any = answer('parts');
    Object.assign(parts.body.items[4], {
      ContentType: 'image/png',
      Headers: 'Content-Type: image/png\nContent-ID: <img1@example.org>\n',
    });
    const texts: any = answer('texts');
    texts.body.items[1].Content = '<p><img src="cid:img1@example.org"></p>';

    // Act
    const outcome = await hydrate({ [rest('POST /attachments')]: [parts, texts] });

    // Assess
    expect(outcome).toMatchObject({ message: { content: { attachmentCount: 0 } } });
  });

  it('has no text that no person can have written: a part of more than a megabyte is not read', async () => {
    // Prepare
    const parts: any = answer('parts');
    parts.body.items[2].ContentLength = '1000001';

    // Act
    await hydrate({ [rest('POST /attachments')]: [parts, answer('texts')] });

    // Assess
    const texts = server.seen.filter(({ path }) => path.endsWith('/attachments'))[1];
    expect(texts?.body).toEqual([{ field: 'id', value: '4' }]);
  });

  it('by an agent is a staff comment, perhaps a command', async () => {
    // Act
    const outcome = await hydrate(
      {
        [rest('GET /transactions')]: [answer('note-transaction')],
        [rest('GET /user/marta')]: [answer('agent')],
        [rest('POST /attachments')]: [answer('note-parts'), answer('note-texts')],
      },
      { message: '107' },
    );

    // Assess
    expect(outcome).toMatchObject({
      kind: 'staff-comment',
      comment: { author: 'marta', text: '#translate Thank you. Your order ships today.', isPublic: false },
    });
  });
});

describe('nothing to read back', () => {
  it.each([
    ['the transaction is not there', { [rest('GET /transactions')]: [answer('no-transactions')] }],
    [
      'the ticket went to a queue that we may not see',
      { [rest('GET /ticket/1')]: [answer('forbidden')], [rest('GET /tickets')]: [answer('tickets')] },
    ],
    ['the ticket is not there', { [rest('GET /ticket/1')]: [answer('ticket-unknown')] }],
    ['it is no message', { [rest('GET /transactions')]: [transaction({ Type: 'EmailRecord' })] }],
  ])('because %s', async (_, changes) => {
    // Act
    const outcome = await hydrate(changes);

    // Assess
    expect(outcome).toMatchObject({ kind: 'skipped', reason: 'not-found' });
  });

  it('because it is called by no number of RT’s', async () => {
    // Act
    const outcome = await hydrate({}, { message: "53' OR id > 0" });

    // Assess
    expect(outcome).toMatchObject({ kind: 'skipped', reason: 'not-found' });
    expect(server.seen.map(({ path }) => path)).toEqual(['/REST/2.0/ticket/1']);
  });

  it('because it is ours', async () => {
    // Act
    const outcome = await hydrate({
      [rest('GET /transactions')]: [answer('marked')],
      [rest('GET /user/dragoman')]: [answer('agent')],
    });

    // Assess
    expect(outcome).toMatchObject({ kind: 'skipped', reason: 'own-echo' });
  });

  it('because it is out of scope', async () => {
    // Act
    const outcome = await hydrate({}, {}, { scope: { include: { groups: ['Billing'] } } });

    // Assess
    expect(outcome).toMatchObject({ kind: 'skipped', reason: 'out-of-scope' });
  });

  it.each([
    ['unauthorized', { kind: 'unauthorised', status: 401 }],
    ['login-page', { kind: 'unauthorised', status: 401 }],
    ['comment-bad-json', { kind: 'unavailable', status: 500 }],
    ['wrong-query', { kind: 'refused', status: 400, expected: false }],
  ])('because RT answers %s', async (name, expected) => {
    // Act
    const outcome = await hydrate({ [rest('GET /ticket/1')]: [answer(name)] });

    // Assess
    expect(outcome).toMatchObject(expected);
  });
});
