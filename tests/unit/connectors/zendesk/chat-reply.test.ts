import { afterEach, describe, expect, it } from 'vitest';
import type { Client, ReplyWrite } from '../../../../connectors/contract.ts';
import { zendesk } from '../../../../connectors/zendesk/index.ts';
import { type Fault, ZendeskStandIn } from '../../../../infra/local/helpdesks/zendesk/index.ts';
import { lostAnswers } from '../../../support/lost-answers.ts';
import { zendeskAccount } from '../../../support/zendesk.ts';

const sunshine = { appId: '5f00000000000000000000aa', keyId: 'app_1', secret: 'made-up' };
const opened: ZendeskStandIn[] = [];
afterEach(async () => {
  for (const standIn of opened.splice(0)) await standIn.stop();
});

async function aChat(options: { key?: Partial<typeof sunshine> | null; appId?: string | null } = {}) {
  const faults: Fault[] = [];
  const sending = lostAnswers();
  const standIn = await ZendeskStandIn.start({
    accountId: '22129848',
    users: [
      { id: '2', name: 'Marta', email: null, role: 'agent', locale: 'en' },
      { id: '77', name: 'Ana', email: null, role: 'end-user', locale: 'es' },
    ],
    ticketFields: [],
    oauthClients: [{ clientId: 'made-up-client', clientSecret: 'made-up-secret', userId: '2' }],
    sunshineKeys: [sunshine],
    rateLimits: 'off',
    intercept: ({ method, path }) => {
      const fault = path.startsWith('/sc/') && method === 'POST' ? faults.shift() : undefined;
      return sending.insteadOf(fault ?? { kind: 'none' }, `${method} ${path}`);
    },
  });
  opened.push(standIn);
  const { conversationId } = standIn.startChat({ customer: '77', ticket: { id: '35' } });
  const { keyId, secret } = { ...sunshine, ...options.key };
  const appId = options.appId === undefined ? sunshine.appId : options.appId;
  const settings = zendeskAccount({
    baseUrl: standIn.baseUrl,
    vendor: appId === null ? {} : { messaging: { appId } },
  });
  const client: Client = zendesk.connect(settings, {
    http: sending.send,
    now: () => new Date(),
    random: () => 0,
    apiSecret: async () => ({
      clientId: 'made-up-client',
      clientSecret: 'made-up-secret',
      ...(options.key === null ? {} : { sunshine: { keyId, secret } }),
    }),
  });
  const write = (changes: Partial<ReplyWrite> = {}): ReplyWrite => ({
    ticket: '35',
    sourceMessage: '900',
    writeKey: 'reply#1',
    author: '2',
    authorName: 'Marta',
    html: '<p>Su pedido sale hoy.</p>',
    text: 'Su pedido sale hoy.',
    attachments: [],
    conversation: conversationId,
    ...changes,
  });
  const seen = () => standIn.chatSeenByCustomer('35').map(({ name, text }) => [name, text]);
  return { standIn, client, write, faults, seen, conversationId };
}

const first = { priorAttempt: 'none' } as const;
const again = { priorAttempt: 'unknown' } as const;

describe('An answer into a chat', () => {
  it('is said for the business under the agent’s name', async () => {
    const { client, write, seen, standIn } = await aChat();

    const outcome = await client.reply(write(), first);

    expect(outcome).toMatchObject({ kind: 'applied', wrote: ['reply'], missing: [] });
    expect(seen()).toEqual([['Marta', 'Su pedido sale hoy.']]);
    expect(standIn.violations()).toEqual([]);
  });

  it('above 4096 characters is several messages, in order', async () => {
    const { client, write, seen } = await aChat();
    const text = `${'uno '.repeat(900)}fin.\n\n${'dos '.repeat(900)}fin.`;

    await client.reply(write({ text }), first);

    expect(seen()).toEqual([
      ['Marta', `${'uno '.repeat(900)}fin.`],
      ['Marta', `${'dos '.repeat(900)}fin.`],
    ]);
  });

  it('brings the note’s files along', async () => {
    const { client, write, standIn } = await aChat();
    const added = standIn.addComment('35', {
      text: '#translate Hi',
      author: '2',
      public: false,
      attachments: [{ name: 'label.pdf', contentType: 'application/pdf', base64: 'JVBERg==' }],
    });
    const note = await client.readNote({ ticket: '35', message: added.commentId ?? '' });
    if (note.kind !== 'note') throw new Error('no note');

    const outcome = await client.reply(write({ attachments: note.note.attachments }), first);

    expect(outcome).toMatchObject({ kind: 'applied' });
    const [text, file] = standIn.chatSeenByCustomer('35');
    expect(text?.text).toBe('Su pedido sale hoy.');
    expect(file?.mediaUrl).toMatch(/label\.pdf$/);
    expect(standIn.violations()).toEqual([]);
  });

  it('that stands there is found by its key and not said again', async () => {
    const { client, write, seen, faults } = await aChat();
    faults.push({ kind: 'apply-then-hang' });

    const lost = await client.reply(write(), first);
    const found = await client.findReply(write());
    const retried = await client.reply(write(), again);

    expect(lost).toEqual({ kind: 'unavailable', status: null });
    expect(found).toMatchObject({ kind: 'found' });
    expect(retried).toMatchObject({ kind: 'already-applied' });
    expect(seen()).toHaveLength(1);
  });

  it('that broke off in the middle is finished, not begun anew', async () => {
    // Prepare
    const { client, write, seen, faults } = await aChat();
    const text = `${'uno '.repeat(900)}fin.\n\n${'dos '.repeat(900)}fin.`;
    faults.push({ kind: 'none' }, { kind: 'answer', status: 429, headers: {}, body: '{}' });

    // Act
    const brokenOff = await client.reply(write({ text }), first);
    const found = await client.findReply(write({ text }));
    const retried = await client.reply(write({ text }), again);

    // Assess
    expect(brokenOff).toEqual({ kind: 'unavailable', status: 429 });
    expect(found).toEqual({ kind: 'absent' });
    expect(retried).toMatchObject({ kind: 'applied' });
    expect(seen().map(([, said]) => said?.slice(0, 3))).toEqual(['uno', 'dos']);
  });

  it.each([
    [429, { kind: 'throttled', retryAfterMs: null }],
    [500, { kind: 'unavailable', status: 500 }],
    [400, { kind: 'refused', status: 400, code: 'http-400', expected: false }],
    [403, { kind: 'unauthorised', status: 403 }],
  ])('answered by %i has its outcome', async (status, outcome) => {
    const { client, write, faults } = await aChat();
    faults.push({ kind: 'answer', status, headers: {}, body: '{}' });

    expect(await client.reply(write(), first)).toEqual(outcome);
  });

  it('into a chat that is locked, or not there, is refused with the reason', async () => {
    const { client, write, standIn, conversationId } = await aChat();
    standIn.lockConversation(conversationId);

    const locked = await client.reply(write(), first);
    const gone = await client.reply(write({ conversation: '5f00000000000000000000ff' }), first);

    expect(locked).toEqual({ kind: 'refused', status: 423, code: 'chat-locked', expected: true });
    expect(gone).toEqual({ kind: 'refused', status: 404, code: 'chat-unknown', expected: true });
  });

  it('with a wrong key needs a person', async () => {
    const { client, write } = await aChat({ key: { secret: 'another' } });

    expect(await client.reply(write(), first)).toEqual({ kind: 'unauthorised', status: 401 });
  });

  it.each([
    ['a key', { key: null }],
    ['an app', { appId: null }],
  ])('without %s in the configuration is refused with a clear reason', async (_what, options) => {
    const { client, write, seen } = await aChat(options);

    expect(await client.reply(write(), first)).toMatchObject({
      kind: 'refused',
      code: 'chat-not-configured',
    });
    expect(seen()).toEqual([]);
  });
});

describe('A chat read back', () => {
  const hint = { ticket: '35', occurredAt: '2030-01-01T00:00:00.000Z' } as const;
  const ticketFacts = {
    ...{ subject: null, status: 'open', priority: null, channel: 'native_messaging', tags: [] },
    ...{ brand: null, group: null, form: null, requester: '77', requesterLocale: null },
  };

  it('its message is found by its id, with the chat it was said in', async () => {
    const { client, standIn, conversationId } = await aChat();
    const { messageId } = standIn.customerSays(conversationId, 'Hola');

    const outcome = await client.hydrate({
      ...{ ...hint, ticketFacts, message: messageId },
      ...{ about: 'message-id', conversation: conversationId },
    });

    expect(outcome).toMatchObject({
      kind: 'message',
      message: {
        message: messageId,
        occurredAt: '2030-01-01T00:00:00.000Z',
        content: { text: 'Hola', author: { id: '77', role: 'requester' }, conversation: conversationId },
      },
    });
  });

  it('its beginning is what all have said before the ticket, with the customer’s words as the text', async () => {
    const { client, standIn } = await aChat();
    standIn.startChat({
      customer: '77',
      botTranscript: [
        { from: 'bot', text: '¿En qué puedo ayudarle?' },
        { from: 'customer', text: 'Hola' },
        { from: 'customer', text: 'No llega.' },
      ],
      ticket: { id: '36' },
    });

    const outcome = await client.hydrate({
      ...{ ...hint, ticketFacts, ticket: '36' },
      ...{ message: 'first:36', about: 'first-message' },
    });

    expect(outcome).toMatchObject({
      kind: 'message',
      message: {
        message: 'first:36',
        content: { text: 'Hola\nNo llega.' },
        transcript: [
          { speaker: 'bot', name: 'Answer bot', text: '¿En qué puedo ayudarle?' },
          { speaker: 'customer', name: 'Ana', text: 'Hola' },
          { speaker: 'customer', name: 'Ana', text: 'No llega.' },
        ],
      },
    });
  });

  it('a ticket of a chat in which nothing was said before begins with nothing', async () => {
    const { client } = await aChat();

    const outcome = await client.hydrate({
      ...hint,
      ticketFacts,
      message: 'first:35',
      about: 'first-message',
    });

    expect(outcome).toMatchObject({ kind: 'skipped', reason: 'empty' });
  });

  it('its history is what the customer has said in it', async () => {
    const { client, standIn, conversationId } = await aChat();
    standIn.customerSays(conversationId, 'Hola');
    standIn.agentSays(conversationId, '2', 'Hello');
    standIn.customerSays(conversationId, 'No llega.');

    const outcome = await client.history({ ticket: '35', requester: '77', conversation: conversationId }, 10);

    expect(outcome).toMatchObject({ kind: 'history', messages: [{ text: 'Hola' }, { text: 'No llega.' }] });
  });
});
