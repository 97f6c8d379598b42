import { afterEach, describe, expect, it } from 'vitest';
import type { AccountSettingsInput } from '../../../../connectors/account.ts';
import type { MessageHint } from '../../../../connectors/contract.ts';
import { type Reply, type ScriptedServer, startScriptedServer } from '../../../support/scripted-server.ts';
import { answer, clientAt } from '../../../support/zendesk.ts';

const comments = 'GET /api/v2/tickets/5158/comments';
const ticket = 'GET /api/v2/tickets/5158';
const knownTicket: MessageHint['ticketFacts'] = {
  subject: 'Paquete perdido',
  status: 'new',
  priority: null,
  channel: 'email',
  tags: [],
  brand: '8447346621311',
  group: null,
  form: null,
  requester: '8447388090494',
  requesterLocale: null,
};
const unknownTicket = { ...knownTicket, subject: null, status: null, channel: null, brand: null };
const firstHint: MessageHint = {
  ticket: '5158',
  message: 'first:5158',
  occurredAt: '2026-01-08T10:12:07.100Z',
  ticketFacts: knownTicket,
  about: 'first-message',
};
const latestHint: MessageHint = {
  ticket: '5158',
  message: 'latest:5158:2026-01-09T08:31:00.000Z',
  occurredAt: '2026-01-09T08:31:00.000Z',
  ticketFacts: unknownTicket,
  about: 'latest-message',
};

let server: ScriptedServer;
afterEach(() => server.stop());

async function hydrate(
  hint: MessageHint,
  script: Record<string, readonly Reply[]>,
  changes: Partial<AccountSettingsInput> = {},
) {
  server = await startScriptedServer({ 'POST /oauth/tokens': [answer('token')], ...script });
  return clientAt(server.url, changes).hydrate(hint);
}

/** The recorded comments, with the first one changed. */
function withFirst(name: string, change: (comment: any, body: any) => void): Reply {
  const reply = answer(name);
  const body: any = reply.body;
  change(body.comments[0], body);
  return reply;
}

describe('a hint at the first message', () => {
  it('becomes that comment, complete, with one read', async () => {
    // Act
    const outcome = await hydrate(firstHint, { [comments]: [answer('comments-oldest-first')] });

    // Assess
    expect(outcome).toEqual({
      kind: 'message',
      message: {
        ticket: '5158',
        message: '8447388090701',
        occurredAt: '2026-01-08T10:12:07.000Z',
        ticketFacts: { ...knownTicket, requesterLocale: 'es' },
        content: {
          author: { id: '8447388090494', role: 'requester' },
          text: 'Mi paquete no ha llegado.',
          html: '<div class="zd-comment" dir="auto"><p dir="auto">Mi paquete no ha llegado.</p></div>',
          attachmentCount: 2,
          channel: 'email',
          isFirst: true,
          machineMade: null,
        },
      },
    });
    expect(server.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /oauth/tokens',
      'GET /api/v2/tickets/5158/comments',
    ]);
    expect(server.seen[1]?.query).toEqual({
      include: 'users',
      include_inline_images: 'true',
      'page[size]': '25',
    });
  });

  it.each([
    ['we wrote it', (c: any) => (c.author_id = 8447388090001), 'own-echo'],
    ['Zendesk wrote it', (c: any) => (c.author_id = -1), 'automation'],
    [
      'a trigger wrote it',
      (c: any) => (c.via = { channel: 'rule', source: { rel: 'trigger' } }),
      'automation',
    ],
    ['a merge wrote it', (c: any) => (c.via.source.rel = 'merge'), 'automation'],
    ['it is a call', (c: any) => (c.type = 'VoiceComment'), 'voice'],
  ])('is skipped where %s', async (_, change, reason) => {
    // Act
    const outcome = await hydrate(firstHint, { [comments]: [withFirst('comments-oldest-first', change)] });

    // Assess
    expect(outcome).toMatchObject({ kind: 'skipped', reason, place: { message: '8447388090701' } });
  });

  it.each([
    ['staff wrote it on behalf of the requester', (c: any) => (c.author_id = 8447388090495), 'on-behalf'],
    [
      'it is a private note of staff',
      (c: any) => Object.assign(c, { author_id: 8447388090495, public: false }),
      'private',
    ],
  ])('is a command or nothing for us where %s', async (_, change, otherwise) => {
    // Act
    const outcome = await hydrate(firstHint, { [comments]: [withFirst('comments-oldest-first', change)] });

    // Assess
    expect(outcome).toMatchObject({
      kind: 'staff-comment',
      comment: { otherwise, message: '8447388090701', author: '8447388090495' },
    });
  });

  it('is Zendesk’s own where it opens a chat’s ticket in the customer’s name', async () => {
    // Prepare
    const ofChat = { ...knownTicket, channel: 'native_messaging' };
    const hint = {
      ...firstHint,
      about: 'message-id',
      message: '8447388090701',
      ticketFacts: ofChat,
    } as const;
    const reply = withFirst('comments-oldest-first', (comment) => (comment.public = false));

    // Act
    const outcome = await hydrate(hint, { [comments]: [reply] });

    // Assess
    expect(outcome).toMatchObject({ kind: 'skipped', reason: 'automation' });
  });

  it('marks what a machine made', async () => {
    // Prepare
    const reply = withFirst('comments-oldest-first', (comment) => (comment.metadata.flags = [0, 4]));

    // Act
    const outcome = await hydrate(firstHint, { [comments]: [reply] });

    // Assess
    expect(outcome).toMatchObject({ message: { content: { machineMade: 'auto-submitted' } } });
  });

  it("is a follow-up's message like any other, and names the closed ticket", async () => {
    // Prepare
    const reply = withFirst('comments-oldest-first', (comment) => {
      comment.via.source = { from: { ticket_id: 4000 }, to: {}, rel: 'follow_up' };
    });

    // Act
    const outcome = await hydrate(firstHint, { [comments]: [reply] });

    // Assess
    expect(outcome).toMatchObject({ kind: 'message', message: { ticketFacts: { followUpOf: '4000' } } });
  });

  it('takes the author for a customer where Zendesk does not say who that is', async () => {
    // Prepare
    const reply = withFirst('comments-oldest-first', (comment, body) => {
      comment.author_id = 8447388099999;
      body.users = [];
    });

    // Act
    const outcome = await hydrate(firstHint, { [comments]: [reply] });

    // Assess
    expect(outcome).toMatchObject({
      message: { content: { author: { id: '8447388099999', role: 'participant' } } },
    });
  });

  it('says not-found for a ticket without comments', async () => {
    // Prepare
    const reply = {
      status: 200,
      body: { comments: [], users: [], meta: { has_more: false, after_cursor: null } },
    };

    // Act
    const outcome = await hydrate(firstHint, { [comments]: [reply] });

    // Assess
    expect(outcome).toMatchObject({ kind: 'skipped', reason: 'not-found' });
  });
});

describe("a trigger's hint at the latest message", () => {
  it('reads the ticket, because the trigger told nothing of it, and takes the newest comment of a customer', async () => {
    // Act
    const outcome = await hydrate(latestHint, {
      [ticket]: [answer('ticket')],
      [comments]: [answer('comments-newest-first')],
    });

    // Assess
    expect(outcome).toMatchObject({
      kind: 'message',
      message: {
        message: '8447388090777',
        ticketFacts: { subject: 'Paquete perdido', status: 'open', brand: '8447346621311', channel: 'email' },
        content: { isFirst: false },
      },
    });
    expect(server.seen.at(-1)?.query.sort).toBe('-created_at');
  });

  it('does not take a comment that was written after the trigger ran', async () => {
    // Act
    const outcome = await hydrate(
      { ...latestHint, occurredAt: '2026-01-08T10:12:08.000Z' },
      { [ticket]: [answer('ticket')], [comments]: [answer('comments-newest-first')] },
    );

    // Assess
    expect(outcome).toMatchObject({ message: { message: '8447388090701', content: { isFirst: true } } });
  });

  it('says why there is nothing to do where no customer has written', async () => {
    // Prepare
    const reply = withFirst('comments-newest-first', (comment, body) => (body.comments = [comment]));

    // Act
    const outcome = await hydrate(latestHint, { [ticket]: [answer('ticket')], [comments]: [reply] });

    // Assess
    expect(outcome).toMatchObject({ kind: 'staff-comment', comment: { otherwise: 'private' } });
  });

  it('checks the scope that the trigger could not be checked for', async () => {
    // Act
    const outcome = await hydrate(
      latestHint,
      { [ticket]: [answer('ticket')] },
      { scope: { exclude: { tags: ['order-help'] } } },
    );

    // Assess
    expect(outcome).toMatchObject({ kind: 'skipped', reason: 'out-of-scope' });
  });
});

describe('a hint at one comment', () => {
  const hint: MessageHint = { ...firstHint, message: '8447388090701', about: 'message-id' };
  const pageBeforeIt = {
    status: 200,
    body: {
      comments: [(answer('comments-newest-first').body as any).comments[0]],
      users: [],
      meta: { has_more: true, after_cursor: 'made-up-cursor' },
    },
  };

  it('is looked for page by page', async () => {
    // Act
    const outcome = await hydrate(hint, { [comments]: [pageBeforeIt, answer('comments-newest-first')] });

    // Assess
    expect(outcome).toMatchObject({ kind: 'message', message: { message: '8447388090701' } });
    expect(server.seen.at(-1)?.query['page[after]']).toBe('made-up-cursor');
  });

  it('ends as not-found after twenty pages, instead of reading for ever', async () => {
    // Act
    const outcome = await hydrate(hint, { [comments]: [pageBeforeIt] });

    // Assess
    expect(outcome).toMatchObject({ kind: 'skipped', reason: 'not-found' });
    expect(server.seen.filter(({ path }) => path.endsWith('/comments'))).toHaveLength(20);
  });
});

describe('what reading may end with', () => {
  it.each<[string, Reply, unknown]>([
    ['404', answer('404'), { kind: 'skipped', reason: 'not-found' }],
    ['403', answer('403'), { kind: 'unauthorised', status: 403 }],
    ['409', answer('409-lock'), { kind: 'throttled', retryAfterMs: null }],
    ['429 with seconds', answer('429-seconds'), { kind: 'throttled', retryAfterMs: 41_000 }],
    ['500', answer('500'), { kind: 'unavailable', status: 500 }],
    ['a login page', answer('200-html'), { kind: 'unavailable', status: 200 }],
    ['no answer', 'hang', { kind: 'unavailable', status: null }],
    ['a broken connection', 'cut', { kind: 'unavailable', status: null }],
    ['422', answer('422-option'), { kind: 'refused', status: 422, expected: false }],
  ])('%s', async (_, reply, expected) => {
    // Act
    const outcome = await hydrate(firstHint, { [comments]: [reply] });

    // Assess
    expect(outcome).toMatchObject(expected as object);
  });

  it('a 401 is mended by one fresh token', async () => {
    // Act
    const outcome = await hydrate(firstHint, {
      [comments]: [answer('401'), answer('comments-oldest-first')],
    });

    // Assess
    expect(outcome.kind).toBe('message');
    expect(server.seen.filter(({ path }) => path === '/oauth/tokens')).toHaveLength(2);
  });
});
