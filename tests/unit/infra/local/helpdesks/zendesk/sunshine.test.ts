import { describe, expect, test } from 'vitest';
import type { Fault } from '../../../../../../infra/local/helpdesks/zendesk/index.ts';
import { movableClock } from './account.ts';
import { accountWithChat, foreignAuthorization, key, otherKey, post, sunshine, text } from './chat.ts';

type Account = Awaited<ReturnType<typeof accountWithChat>>;
const messagesOf = (account: Account) => `/conversations/${account.conversationId}/messages`;
const lastSeen = ({ helpdesk }: Account) => helpdesk.chatSeenByCustomer('35').at(-1);

describe('POST …/messages', () => {
  test('puts a business message on the customer’s screen and answers 201 with it', async () => {
    // Prepare
    const clock = movableClock('2026-01-09T08:21:09.123Z');
    const account = await accountWithChat({ now: clock.now });
    // Act
    const answer = await post(account, { ...text('Llega mañana.'), metadata: { writeId: 'w-1', part: 1 } });
    // Assess
    expect([answer.status, answer.body]).toEqual([
      201,
      {
        messages: [
          {
            id: expect.stringMatching(/^[0-9a-f]{24}$/),
            received: '2026-01-09T08:21:09.123Z',
            author: { type: 'business', displayName: 'Marta' },
            content: { type: 'text', text: 'Llega mañana.' },
            source: { type: 'api:conversations' },
            metadata: { writeId: 'w-1', part: 1 },
          },
        ],
      },
    ]);
    expect(lastSeen(account)).toMatchObject({ from: 'api', name: 'Marta', text: 'Llega mañana.' });
    expect(account.helpdesk.violations()).toEqual([]);
  });

  test('keeps a silent message in the history and off the screen', async () => {
    // Prepare
    const account = await accountWithChat();
    // Act
    const answer = await post(account, { ...text('quiet'), destination: { integrationType: 'none' } });
    const list = await sunshine(account, 'GET', messagesOf(account));
    // Assess
    expect(answer.status).toBe(201);
    expect(list.body.messages.at(-1).content.text).toBe('quiet');
    expect(lastSeen(account)?.text).toBe('I will get someone for you.');
  });

  test('takes 4096 characters, counted as people count an emoji’s code points', async () => {
    // Prepare
    const account = await accountWithChat();
    // Act
    const most = await post(account, text('😀'.repeat(4096)));
    const more = await post(account, text('😀'.repeat(4097)));
    // Assess
    expect([most.status, more.status]).toEqual([201, 400]);
  });

  test.each([
    ['no content', { content: undefined }],
    ['an empty text', text(' ')],
    ['an unknown key', { ...text('x'), Metadata: {} }],
    ['an unknown type of content', { content: { type: 'note', text: 'x' } }],
    ['a file without an address', { content: { type: 'file', text: 'x' } }],
    ['a file that is not on the web', { content: { type: 'file', mediaUrl: 'file:///etc/passwd' } }],
    ['nested metadata', { ...text('x'), metadata: { a: { b: 1 } } }],
    ['metadata above 4 kB', { ...text('x'), metadata: { a: 'x'.repeat(4096) } }],
    ['a channel that the customer has not', { ...text('x'), destination: { integrationType: 'whatsapp' } }],
    ['an author who is no participant', { ...text('x'), author: { type: 'user', userId: 'x' } }],
  ])('refuses %s with 400 and an error of Sunshine’s form', async (_name, message) => {
    // Prepare
    const account = await accountWithChat();
    // Act
    const answer = await post(account, message);
    // Assess
    expect([answer.status, answer.body]).toEqual([
      400,
      { errors: [{ code: 'bad_request', title: expect.any(String) }] },
    ]);
    expect(lastSeen(account)?.text).toBe('I will get someone for you.');
  });

  test('reports what would surprise: words in the customer’s name and the disclaimer of an AI', async () => {
    // Prepare
    const account = await accountWithChat();
    const list = await sunshine(account, 'GET', messagesOf(account));
    const { userId } = list.body.messages[1].author;
    // Act
    await post(account, { ...text('x'), author: { type: 'user', userId } });
    await post(account, { ...text('x'), author: { type: 'business', subtypes: ['AI'] } });
    // Assess
    expect(account.helpdesk.violations().map(({ what }) => what)).toEqual([
      'author.type user writes in the customer’s name',
      'author.subtypes AI has a disclaimer appended to the text',
    ]);
  });

  test.each<[string, number, string, Record<string, string | undefined>]>([
    ['no key', 401, 'unauthorized', { authorization: undefined }],
    ['a wrong secret', 401, 'unauthorized', { authorization: 'Basic YXBwXzE6d3Jvbmc=' }],
    ['a key of another app', 403, 'forbidden', { authorization: foreignAuthorization }],
    ['a body that is not said to be JSON', 415, 'unsupported_media_type', { 'content-type': 'text/plain' }],
  ])('answers %s with %d %s', async (_name, status, code, headers) => {
    // Prepare
    const account = await accountWithChat();
    // Act
    const answer = await post(account, text('x'), headers);
    // Assess
    expect([answer.status, answer.body.errors[0].code]).toEqual([status, code]);
  });

  test('answers 404 for a conversation that does not exist and 413 for more than 100 kB', async () => {
    // Prepare
    const account = await accountWithChat();
    // Act
    const unknown = await sunshine(account, 'POST', '/conversations/x/messages', text('x'));
    const large = await sunshine(account, 'POST', messagesOf(account), 'x'.repeat(102_401));
    // Assess
    expect([unknown.status, unknown.body.errors[0].code]).toEqual([404, 'not_found']);
    expect([large.status, large.body.errors[0].code]).toEqual([413, 'payload_too_large']);
  });

  test('does not find a conversation below another app, even with that app’s key', async () => {
    // Prepare
    const account = await accountWithChat();
    const path = `/sc/v2/apps/${otherKey.appId}${messagesOf(account)}`;
    // Act
    const answer = await fetch(`${account.helpdesk.baseUrl}${path}`, {
      headers: { authorization: foreignAuthorization },
    });
    // Assess
    expect(answer.status).toBe(404);
  });

  test('answers 423 once the conversation is locked', async () => {
    // Prepare
    const account = await accountWithChat();
    account.helpdesk.lockConversation(account.conversationId);
    // Act
    const answer = await post(account, text('x'));
    // Assess
    expect([answer.status, answer.body.errors[0].code]).toEqual([423, 'conversation_locked']);
  });

  test('answers 429 without Retry-After above the limit, and takes messages again a minute later', async () => {
    // Prepare
    const clock = movableClock('2026-01-09T08:00:00Z');
    const account = await accountWithChat({
      now: clock.now,
      rateLimits: {
        accountPerMinute: 700,
        updateTicketPerMinute: 100,
        updatesPerTicketPer10Minutes: 30,
        sunshinePerMinute: 1,
      },
    });
    await post(account, text('uno'));
    // Act
    const refused = await post(account, text('dos'));
    clock.advanceMs(60_000);
    const later = await post(account, text('tres'));
    // Assess
    expect([refused.status, refused.headers.get('retry-after'), later.status]).toEqual([429, null, 201]);
    expect(refused.body.errors[0].code).toBe('too_many_requests');
  });

  test('repeats itself when a caller repeats it: there is no idempotency key', async () => {
    // Prepare
    const account = await accountWithChat();
    const twice = { ...text('dos veces'), metadata: { writeId: 'w-1' } };
    const same = { 'idempotency-key': 'k-1' };
    // Act
    await post(account, twice, same);
    await post(account, twice, same);
    // Assess
    const seen = account.helpdesk.chatSeenByCustomer('35').filter(({ text }) => text === 'dos veces');
    expect(seen).toHaveLength(2);
  });
});

describe('faults', () => {
  test('can let a message take effect and never answer; the history then has its metadata', async () => {
    // Prepare
    let fault: Fault = { kind: 'none' };
    const account = await accountWithChat({ intercept: () => fault });
    fault = { kind: 'apply-then-hang' };
    const caller = new AbortController();
    // Act
    const call = fetch(`${account.helpdesk.baseUrl}/sc/v2/apps/${key.appId}${messagesOf(account)}`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${key.keyId}:${key.secret}`).toString('base64')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ author: { type: 'business' }, ...text('x'), metadata: { writeId: 'w-1' } }),
      signal: caller.signal,
    });
    await expect.poll(() => lastSeen(account)?.text).toBe('x');
    caller.abort();
    // Assess
    await expect(call).rejects.toThrow();
    fault = { kind: 'none' };
    const list = await sunshine(account, 'GET', messagesOf(account));
    expect(list.body.messages.at(-1).metadata).toEqual({ writeId: 'w-1' });
  });

  test('can answer in the API’s place', async () => {
    // Prepare
    const account = await accountWithChat({
      intercept: ({ path }) =>
        path.startsWith('/sc/')
          ? { kind: 'answer', status: 503, headers: { 'content-type': 'application/json' }, body: '{}' }
          : { kind: 'none' },
    });
    // Act
    const answer = await post(account, text('x'));
    // Assess
    expect(answer.status).toBe(503);
    expect(lastSeen(account)?.text).toBe('I will get someone for you.');
  });
});

describe('GET …/messages', () => {
  test('gives the last hundred, oldest first, and leads back to the earlier ones', async () => {
    // Prepare
    const account = await accountWithChat();
    const { helpdesk, conversationId } = account;
    for (let count = 4; count <= 205; count += 1)
      helpdesk.customerSays(conversationId, `m${count}`, { deliver: false });
    const texts = (answer: { body: any }) => answer.body.messages.map((each: any) => each.content.text);
    const path = messagesOf(account);
    // Act
    const last = await sunshine(account, 'GET', path);
    const before = await sunshine(account, 'GET', `${path}?page[before]=${last.body.meta.beforeCursor}`);
    const first = await sunshine(account, 'GET', `${path}?page[before]=${before.body.meta.beforeCursor}`);
    const after = await sunshine(account, 'GET', `${path}?page[after]=${first.body.meta.afterCursor}`);
    // Assess
    expect([texts(last).length, texts(last)[0], texts(last).at(-1)]).toEqual([100, 'm106', 'm205']);
    expect([texts(before).length, texts(before)[0], texts(before).at(-1)]).toEqual([100, 'm6', 'm105']);
    expect(texts(first)).toEqual([
      'How can I help?',
      'Mi pedido no llega',
      'I will get someone for you.',
      'm4',
      'm5',
    ]);
    expect([texts(after)[0], texts(after).at(-1)]).toEqual(['m6', 'm105']);
    expect([last, before, first].map(({ body }) => body.meta.hasMore)).toEqual([true, true, false]);
  });

  test('tells the authors apart by type and subtype', async () => {
    // Prepare
    const account = await accountWithChat();
    account.helpdesk.agentSays(account.conversationId, '2', 'One moment');
    // Act
    const list = await sunshine(account, 'GET', messagesOf(account));
    // Assess
    expect(
      list.body.messages.map(({ author, source }: any) => [author.type, author.subtypes, source.type]),
    ).toEqual([
      ['business', ['bot'], 'zd:answerBot'],
      ['user', undefined, 'web'],
      ['business', ['bot'], 'zd:answerBot'],
      ['business', ['agent'], 'zd:agentWorkspace'],
    ]);
  });

  test.each(['page[before]=x', 'page[after]=x', 'page[before]=a&page[after]=b'])(
    'refuses %s with 400',
    async (query) => {
      // Prepare
      const account = await accountWithChat();
      // Act
      const answer = await sunshine(account, 'GET', `${messagesOf(account)}?${query}`);
      // Assess
      expect(answer.status).toBe(400);
    },
  );
});

describe('POST …/attachments', () => {
  function form(field = 'source'): FormData {
    const data = new FormData();
    data.append(field, new File([new Uint8Array([1, 2, 3])], 'dni ñ.pdf', { type: 'application/pdf' }));
    return data;
  }

  test('gives a file an address that a message can show', async () => {
    // Prepare
    const account = await accountWithChat();
    // Act
    const uploaded = await sunshine(account, 'POST', '/attachments?access=public&for=message', form());
    const { mediaUrl } = uploaded.body.attachment;
    const sent = await post(account, { content: { type: 'file', mediaUrl, text: 'su copia' } });
    // Assess
    expect([uploaded.status, uploaded.body.attachment]).toEqual([
      201,
      {
        mediaUrl: expect.stringMatching(/\/sc\/attachments\/[\w-]{24}\/dni%20%C3%B1\.pdf$/),
        mediaType: 'application/pdf',
      },
    ]);
    expect(sent.body.messages[0].content).toEqual({
      type: 'file',
      text: 'su copia',
      mediaUrl,
      mediaType: 'application/pdf',
      mediaSize: 3,
    });
    expect(lastSeen(account)).toMatchObject({ text: 'su copia', mediaUrl });
    expect([...new Uint8Array(await (await fetch(mediaUrl)).arrayBuffer())]).toEqual([1, 2, 3]);
    expect(account.helpdesk.violations()).toEqual([]);
  });

  test('needs the file as source, in a form', async () => {
    // Prepare
    const account = await accountWithChat();
    // Act
    const otherField = await sunshine(account, 'POST', '/attachments?access=public', form('file'));
    const noForm = await sunshine(account, 'POST', '/attachments?access=public', {});
    // Assess
    expect([otherField.status, noForm.status]).toEqual([400, 415]);
  });

  test('reports that access is left out', async () => {
    // Prepare
    const account = await accountWithChat();
    // Act
    const answer = await sunshine(account, 'POST', '/attachments', form());
    // Assess
    expect(answer.status).toBe(201);
    expect(account.helpdesk.violations().map(({ what }) => what)).toEqual([
      'access=public is left out; it is a required parameter',
    ]);
  });
});
