import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeskOptions, DeskWrites } from '../../../../../infra/local/desks/desk.ts';
import { openZendeskDesk, type ZendeskDesk } from '../../../../../infra/local/desks/zendesk/index.ts';
import { Faults } from '../../../../../infra/local/faults.ts';
import { Journal } from '../../../../../infra/local/journal.ts';
import { type Delivery, parseReplayFile, ReplayFileError } from '../../../../../infra/local/replay/input.ts';
import { serverOf } from '../../../../support/server-of.ts';

const asUsual: Delivery = { signature: 'good', ageSeconds: 0, contentType: 'application/json', times: 1 };

const open = (options: Partial<DeskOptions> = {}) =>
  openZendeskDesk({
    ...{ accountId: null, faults: new Faults([]), journal: new Journal(), timeScale: 1 },
    intents: [
      { language: 'en', locale: 'en_US', intents: [{ name: 'Refund', description: '', utterances: [] }] },
    ],
    ...options,
  });

let desk: ZendeskDesk;
beforeEach(async () => {
  desk = await open();
});
afterEach(() => desk.stop());

/** Does what the lines say, in their order. */
async function prepareAll(...lines: readonly object[]) {
  const prepared = [];
  for (const line of parseReplayFile(lines.map((line) => JSON.stringify(line)).join('\n')))
    prepared.push(await desk.prepare(line));
  return prepared;
}
const prepare = async (line: object) => (await prepareAll(line))[0]!;
const typesOf = ({ deliveries }: { deliveries: readonly unknown[] }) =>
  deliveries.map((delivery: any) => delivery.type.replace('zen:event-type:', ''));
const commentsOf = (ticket: string) =>
  desk.standIn.ticket(ticket).comments.map(({ id, authorId, public: isPublic, via }) => ({
    ...{ id, authorId, isPublic },
    channel: via.channel,
  }));

describe('A message in a line becomes one in the stand-in Zendesk', () => {
  it('a customer’s opens a ticket by e-mail, and the webhook tells of its comment', async () => {
    const prepared = await prepare({ text: 'Hola' });

    expect(prepared).toMatchObject({ ticket: 'r1', message: 'r1-1' });
    expect(typesOf(prepared)).toEqual(['ticket.comment_added']);
    expect(commentsOf('r1')).toEqual([
      { id: 'r1-1', authorId: 'customer-of-r1', isPublic: true, channel: 'email' },
    ]);
  });

  it('one with a subject is told of twice, as Zendesk may', async () => {
    const prepared = await prepare({ ticket: '1', text: 'Hola', subject: 'Pedido' });

    expect(typesOf(prepared)).toEqual(['ticket.created', 'ticket.comment_added']);
    expect(desk.standIn.ticket('1').subject).toBe('Pedido');
  });

  it('a further one of the ticket has the next id, and people in copy are told apart', async () => {
    const prepared = await prepareAll(
      { ticket: '1', text: 'Hola' },
      { ticket: '1', text: 'Bonjour', from: 'cc', author: 'luc' },
      { ticket: '1', text: 'Guten Tag', from: 'cc' },
      { ticket: '1', text: 'Hello', from: 'bot' },
    );

    expect(prepared.map(({ message }) => message)).toEqual(['1-1', '1-2', '1-3', '1-4']);
    expect(commentsOf('1').map(({ authorId }) => authorId)).toEqual([
      'customer-of-1',
      'luc-in-1',
      'participant-in-1',
      '8447388090001',
    ]);
  });

  it('one that stands there already is only told of again', async () => {
    const line = { ticket: '1', comment: 'c1', text: 'Hola' };

    const [, again] = await prepareAll(line, line);

    expect(typesOf(again!)).toEqual(['ticket.comment_added']);
    expect(commentsOf('1')).toHaveLength(1);
  });

  it('an agent’s new ticket is written in the tool itself, so that its command is not refused as a forgeable e-mail', async () => {
    await prepare({ ticket: '1', from: 'agent', public: false, text: '#translate Good morning.' });

    expect(commentsOf('1')).toEqual([
      { id: '1-1', authorId: '8447388090495', isPublic: false, channel: 'web' },
    ]);
    expect(desk.standIn.ticket('1').via.channel).toBe('web');
  });

  it.each([
    ['an agent’s new ticket', [{ from: 'agent', channel: 'email' }]],
    ['an agent’s note', [{}, { from: 'agent', public: false, channel: 'email' }]],
    ['a customer’s new ticket', [{ channel: 'api' }]],
  ])('%s comes in as the line says', async (_title, lines) => {
    await prepareAll(...lines.map((line) => ({ ticket: '1', text: '#help', ...line })));

    expect(commentsOf('1').at(-1)?.channel).toBe((lines.at(-1) as { channel: string }).channel);
  });

  it('files come with it, and the ticket is set to the status that the line names', async () => {
    await prepare({
      ...{ ticket: '1', text: 'Hola', ticketStatus: 'pending' },
      attachments: [{ name: 'a.txt', contentType: 'text/plain', base64: 'aGVsbG8=' }],
    });

    const { status, comments } = desk.standIn.ticket('1');
    expect(status).toBe('pending');
    expect(comments[0]?.attachments).toMatchObject([{ fileName: 'a.txt', size: 5, inline: false }]);
  });
});

describe('A chat in lines', () => {
  it('is said in a conversation both ways, and an agent’s note stands on its ticket', async () => {
    const prepared = await prepareAll(
      { ticket: '1', channel: 'chat', text: 'Hola' },
      { ticket: '1', channel: 'chat', from: 'agent', text: 'Hello' },
      { ticket: '1', channel: 'chat', from: 'agent', public: false, text: '#help' },
    );

    expect(prepared.flatMap(typesOf)).toEqual([
      'messaging_ticket.message_added',
      'messaging_ticket.message_added',
      'ticket.comment_added',
    ]);
    expect(desk.standIn.chatSeenByCustomer('1').map(({ from, text }) => [from, text])).toEqual([
      ['customer', 'Hola'],
      ['agent', 'Hello'],
    ]);
    expect(commentsOf('1').at(-1)).toMatchObject({ id: '1-3', isPublic: false, channel: 'web' });
  });

  it.each([
    ['the bot', { channel: 'chat', text: 'a', from: 'bot' }, 'line 2: from: '],
    ['HTML', { channel: 'chat', text: 'a', html: '<p>a</p>' }, 'line 2: html: '],
    ['a ticket that came by e-mail', { channel: 'chat', text: 'a' }, 'line 2: channel: '],
  ])('is not played with %s', async (_title, line, message) => {
    const act = () => prepareAll({ ticket: '1', text: 'Hola' }, { ticket: '1', ...line });

    await expect(act).rejects.toThrow(ReplayFileError);
    await expect(act).rejects.toThrow(message);
  });
});

describe('An agent’s edit in a line', () => {
  it('sets the option that an admin would have made, and is told of', async () => {
    const [, edited] = await prepareAll(
      { ticket: '1', text: 'Hola' },
      { ticket: '1', edit: { field: 'language', value: 'pt-BR' } },
    );

    expect(edited).toMatchObject({ ticket: '1', message: null });
    expect(typesOf(edited!)).toEqual(['ticket.custom_field_changed']);
    expect(desk.standIn.ticket('1').fields.get('360000000001')).toBe('dm_lang_pt_br');
  });

  it.each([
    [
      'a ticket that is not there',
      { ticket: '2', edit: { field: 'language', value: 'pt' } },
      'line 2: ticket: ',
    ],
    [
      'an option that is not there',
      { ticket: '1', edit: { field: 'intent', value: 'Praise' } },
      'line 2: edit.value: ',
    ],
  ])('is not made for %s', async (_title, line, message) => {
    const act = prepareAll({ ticket: '1', text: 'Hola' }, line);

    await expect(act).rejects.toThrow(message);
  });
});

describe('A raw body', () => {
  const body = {
    account_id: 99,
    type: 'zen:event-type:ticket.comment_added',
    detail: { id: '35', requester_id: '77', subject: 'Pedido' },
    event: { comment: { id: '501', body: 'Hola', author: { id: '78' } } },
  };

  it('goes out as it is; what it tells of is made where it is not there', async () => {
    const prepared = await prepare({ connector: 'zendesk', body });

    expect(prepared).toEqual({ ticket: '35', message: '501', deliveries: [body] });
    expect(commentsOf('35')).toMatchObject([{ id: '501', authorId: '78', isPublic: true }]);
  });

  it('of a field change also changes the field', async () => {
    const change = {
      type: 'zen:event-type:ticket.custom_field_changed',
      detail: { id: '35', requester_id: '77', actor_id: '8447388090495' },
      event: { custom_field: { id: '360000000001' }, current: { value: 'dm_lang_pt' } },
    };

    const [, changed] = await prepareAll(
      { connector: 'zendesk', body },
      { connector: 'zendesk', body: change },
    );

    expect(changed).toEqual({ ticket: '35', message: null, deliveries: [change] });
    expect(desk.standIn.ticket('35').fields.get('360000000001')).toBe('dm_lang_pt');
  });

  it('names its ticket and the account, which the desk then is', async () => {
    const other = await open({ rawBodies: [{}, body] });
    const named = await open({ rawBodies: [body], accountId: '7' });
    await Promise.all([other.stop(), named.stop()]);

    expect([desk.ticketIn(body), desk.ticketIn({ type: 'x' })]).toEqual(['35', null]);
    expect([desk, other, named].map(({ settings }) => settings.account)).toEqual(['22129848', '99', '7']);
  });
});

describe('The desk', () => {
  it('delivers to the webhook, signed as Zendesk signs, and gives the trace that the stack started', async () => {
    // Prepare
    const received: { url: string | undefined; isSigned: boolean; body: string }[] = [];
    const server = serverOf(async (request, response) => {
      const body = Buffer.concat(await request.toArray()).toString();
      const isSigned = request.headers['x-zendesk-webhook-signature'] !== undefined;
      received.push({ url: request.url, isSigned, body });
      response.writeHead(200, isSigned ? { 'x-local-trace-id': '1-5e9-abc' } : {}).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    await desk.connect({ webhookUrl: `http://127.0.0.1:${port}/hook`, partnerBus: null });

    // Act
    const traces = [
      await desk.deliver({ type: 'x' }, asUsual),
      await desk.deliver('raw bytes', { ...asUsual, signature: 'none' }),
    ];

    // Assess
    await new Promise((resolve) => server.close(resolve));
    expect(traces).toEqual([['1-5e9-abc'], []]);
    expect(received).toEqual([
      { url: '/hook', isSigned: true, body: '{"type":"x"}' },
      { url: '/hook', isSigned: false, body: 'raw bytes' },
    ]);
  });

  it('tells each update in the words of the output, with the trace of the request that made it', async () => {
    // Prepare
    await prepare({ ticket: '1', text: 'Hola' });
    const seen: DeskWrites[] = [];
    const stop = desk.onWrites((writes) => seen.push(writes));
    const { clientId, clientSecret } = JSON.parse(desk.secrets.api);
    const post = async (path: string, method: string, json: object, headers = {}): Promise<any> => {
      const answer = await fetch(`${desk.baseUrl}${path}`, {
        method,
        headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
        body: JSON.stringify(json),
      });
      return await answer.json();
    };
    const grant = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
    const { access_token: token } = await post('/oauth/tokens', 'POST', { ...grant, scope: 'read write' });

    // Act
    await post(
      '/api/v2/tickets/1',
      'PUT',
      {
        ticket: {
          comment: { html_body: '<p>Hello</p>', public: false },
          custom_fields: [
            { id: 360000000001, value: 'dm_lang_es' },
            { id: 360000000002, value: 'dm_sentiment_neutral' },
          ],
        },
      },
      { authorization: `Bearer ${token}`, 'x-amzn-trace-id': 'Root=1-5e9-abc;Sampled=1' },
    );
    stop();
    await prepare({ ticket: '1', text: 'Hola otra vez' });

    // Assess
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({ traceId: '1-5e9-abc', ticket: '1' });
    expect(seen[0]?.writes.map(({ kind }) => kind)).toEqual(['note', 'tags', 'fields']);
    expect(seen[0]?.writes.at(-1)).toEqual({
      kind: 'fields',
      values: { '360000000001': 'dm_lang_es', '360000000002': 'dm_sentiment_neutral' },
    });
  });
});
