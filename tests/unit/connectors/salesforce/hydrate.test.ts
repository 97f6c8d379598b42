import { afterEach, describe, expect, it } from 'vitest';
import type { AccountSettingsInput } from '../../../../connectors/account.ts';
import type { MessageHint } from '../../../../connectors/contract.ts';
import { machineHeaders } from '../../../fixtures/salesforce/machine-headers.ts';
import { answer, clientAt, ids, record } from '../../../support/salesforce.ts';
import { type Reply, type ScriptedServer, startScriptedServer } from '../../../support/scripted-server.ts';

const data = '/services/data/v66.0';
const page = (...records: readonly object[]) => ({ totalSize: records.length, done: true, records });
const login = { Id: ids.portalUser, ContactId: ids.contact, LanguageLocaleKey: 'es_MX' };
const parts = (answers: Readonly<Record<string, object>>): Reply => ({
  status: 200,
  body: {
    compositeResponse: Object.entries({ staff: page(), logins: page(login), ...answers }).map(
      ([referenceId, body]) => ({
        ...{ referenceId, body },
        httpStatusCode: 200,
        httpHeaders: {},
      }),
    ),
  },
});
const first = page({ Id: ids.email, CreatedDate: '2026-01-09T08:20:01.000+0000' });

let server: ScriptedServer;
afterEach(() => server?.stop());

async function start(
  script: Readonly<Record<string, readonly Reply[]>>,
  changes: Partial<AccountSettingsInput> = {},
) {
  server = await startScriptedServer({ 'POST /services/oauth2/token': [answer('token')], ...script });
  return clientAt(server.url, changes);
}
const composite = (answers: Readonly<Record<string, object>>) => ({
  [`POST ${data}/composite`]: [parts(answers)],
});
const asked = (): string[] =>
  server.seen
    .filter(({ path }) => path.endsWith('/composite'))
    .flatMap(({ body }) =>
      body.compositeRequest.map(({ url }: any) => new URL(url, server.url).searchParams.get('q')),
    );

const hint = (changes: Partial<MessageHint> = {}): MessageHint => ({
  ticket: ids.case,
  message: ids.email,
  occurredAt: '2026-01-09T08:21:07.000Z',
  about: 'message-id',
  ticketFacts: {
    ...{ subject: null, status: null, priority: null, channel: null, tags: [], brand: null },
    ...{ group: null, form: null, requester: null, requesterLocale: null },
  },
  ...changes,
});
const hydrate = async (
  changes: Partial<MessageHint>,
  answers: Readonly<Record<string, object>>,
  settings: Partial<AccountSettingsInput> = {},
) => (await start(composite(answers), settings)).hydrate(hint(changes));

describe('What is read back', () => {
  it('of an e-mail is its text and markup, with the case, by one call', async () => {
    // Act
    const outcome = await hydrate({}, { case: page(record('case')), first, record: page(record('email')) });

    // Assess
    expect(outcome).toEqual({
      kind: 'message',
      message: {
        ticket: ids.case,
        message: ids.email,
        occurredAt: '2026-01-09T08:21:07.000Z',
        ticketFacts: {
          subject: 'Paquete perdido',
          status: 'new',
          priority: 'normal',
          channel: 'email',
          tags: [],
          brand: null,
          group: ids.queue,
          form: null,
          requester: ids.contact,
          requesterLocale: null,
        },
        content: {
          author: { id: ids.contact, role: 'requester' },
          text: 'Hola, ¿dónde está mi pedido #10023456?',
          html: '<p>Hola, ¿dónde está mi pedido #10023456?</p>',
          attachmentCount: 0,
          channel: 'email',
          isFirst: true,
          machineMade: null,
        },
      },
    });
    expect(server.seen).toHaveLength(2);
    expect(asked().map((soql) => soql.replace(/^SELECT .* FROM /, ''))).toEqual([
      `Case WHERE Id = '${ids.case}'`,
      `EmailMessage WHERE ParentId = '${ids.case}' AND Incoming = true ORDER BY CreatedDate ASC, Id ASC LIMIT 1`,
      `EmailMessage WHERE Id = '${ids.email}'`,
    ]);
  });

  it('of an e-mail that came an hour after the case is not its first message', async () => {
    const late = page({ Id: ids.email, CreatedDate: '2026-01-09T09:20:00.000+0000' });

    const outcome = await hydrate(
      {},
      { case: page(record('case')), first: late, record: page(record('email')) },
    );

    expect(outcome).toMatchObject({ message: { content: { isFirst: false } } });
  });

  const sentBy = (FromAddress: string, users: readonly object[], changes: object = {}) =>
    hydrate(
      {},
      {
        case: page(record('case', changes)),
        first,
        record: page(record('email', { FromAddress })),
        staff: page(...users),
      },
    );

  it('of an e-mail from somebody in copy has an author of its own', async () => {
    expect(await sentBy('luc@example.com', [])).toMatchObject({
      message: { content: { author: { id: 'mail-538aba40d711f91f010b53acbdeab810', role: 'participant' } } },
    });
  });

  it('of an e-mail that a colleague answered with is staff’s', async () => {
    expect(await sentBy('Marta@example.org', [{ Id: ids.agent, Email: 'marta@example.org' }])).toMatchObject({
      kind: 'staff-comment',
      comment: { author: ids.agent, isPublic: true, otherwise: 'on-behalf' },
    });
    expect(asked().at(-1)).toBe(
      "SELECT Id, Email FROM User WHERE Email IN ('marta@example.org') AND UserType = 'Standard' AND IsActive = true LIMIT 200",
    );
  });

  it('of an e-mail by a colleague whom the case is about is a customer’s: internal helpdesks have those', async () => {
    const about = { ContactId: null, Contact: null, SuppliedEmail: 'marta@example.org' };

    expect(
      await sentBy('marta@example.org', [{ Id: ids.agent, Email: 'marta@example.org' }], about),
    ).toMatchObject({
      kind: 'message',
      message: { content: { author: { role: 'requester' } } },
    });
  });

  describe('of an e-mail from the address that opened a case, which is about somebody else by now', () => {
    const about = { SuppliedEmail: 'Marta@example.org' };
    const read = (answers: Readonly<Record<string, object>>, vendor: AccountSettingsInput['vendor'] = {}) =>
      hydrate(
        {},
        {
          case: page(record('case', about)),
          first: page(),
          record: page(record('email', { FromAddress: 'marta@example.org' })),
          ...answers,
        },
        { vendor },
      );

    it('is the colleague’s who forwarded it, not the contact’s', async () => {
      const colleague = { Id: ids.agent, Email: 'marta@example.org' };

      expect(await read({ staff: page(colleague) })).toMatchObject({
        kind: 'staff-comment',
        comment: { author: ids.agent, otherwise: 'agent-message' },
      });
    });

    it('is nobody’s where the org itself, or we by the settings, send from there', async () => {
      expect(await read({ orgWide: page({ Address: 'marta@example.org' }) })).toMatchObject({
        kind: 'skipped',
        reason: 'agent-message',
      });
      await server.stop();
      expect(await read({}, { email: { ownAddresses: ['MARTA@example.org'] } })).toMatchObject({
        kind: 'skipped',
        reason: 'agent-message',
      });
    });

    it('is else the contact’s, who writes from home', async () => {
      expect(await read({})).toMatchObject({
        message: { content: { author: { id: ids.contact, role: 'requester' } } },
      });
    });
  });

  it.each<readonly [string | null, string | null]>([...machineHeaders, [null, null]])(
    'of an e-mail with the headers %j is made by %s',
    async (Headers, machineMade) => {
      const outcome = await hydrate(
        {},
        { case: page(record('case')), first, record: page(record('email', { Headers })) },
      );

      expect(outcome).toMatchObject({ message: { content: { machineMade } } });
    },
  );

  it('of an e-mail that has only markup is its text', async () => {
    const outcome = await hydrate(
      {},
      { case: page(record('case')), first, record: page(record('email', { TextBody: null })) },
    );

    expect(outcome).toMatchObject({
      message: { content: { text: 'Hola, ¿dónde está mi pedido #10023456?' } },
    });
  });

  it('of a comment in the portal is the contact’s, with the language of their login', async () => {
    const outcome = await hydrate(
      { message: ids.comment },
      { case: page(record('case')), first, record: page(record('comment')) },
    );

    expect(outcome).toMatchObject({
      message: {
        message: ids.comment,
        occurredAt: '2026-01-09T09:00:00.000Z',
        ticketFacts: { requesterLocale: 'es-MX' },
        content: {
          author: { id: ids.contact, role: 'requester' },
          text: '¿Alguna novedad?',
          channel: 'portal',
          isFirst: false,
        },
      },
    });
  });

  it('of an internal post is perhaps a command', async () => {
    const outcome = await hydrate(
      { message: ids.post },
      { case: page(record('case')), first, record: page(record('post')) },
    );

    expect(outcome).toMatchObject({
      kind: 'staff-comment',
      comment: {
        author: ids.agent,
        text: '#translate Your order ships today.',
        isPublic: false,
        otherwise: 'private',
      },
    });
  });

  it.each([
    ['what Salesforce itself puts into the feed', { Type: 'TrackedChange' }, 'automation'],
    ['a case comment’s double in the feed', { Type: 'CaseCommentPost' }, 'automation'],
    ['our answer in an agent’s name', { Visibility: 'AllUsers', InsertedById: ids.us }, 'own-echo'],
    ['our note', { CreatedById: ids.us, InsertedById: ids.us }, 'own-echo'],
  ])('of %s is skipped', async (_, changes, reason) => {
    const outcome = await hydrate(
      { message: ids.post },
      { case: page(record('case')), first, record: page(record('post', changes)) },
    );

    expect(outcome).toMatchObject({ kind: 'skipped', reason });
  });

  const reply = (changes: object = {}, Visibility = 'InternalUsers', isThere = true) => {
    const below = isThere ? page(record('reply', changes)) : null;
    const other = { Id: '0D5RM00000pQr5u0AC', Visibility: 'AllUsers', FeedComments: null };
    return hydrate(
      { message: ids.reply },
      { case: page(record('case')), replies: page(other, { Id: ids.post, Visibility, FeedComments: below }) },
    );
  };
  const byAgent = {
    ...{ CreatedById: ids.agent, InsertedById: ids.agent, CreatedBy: { UserType: 'Standard' } },
    ...{ CommentBody: '<p>#translate Soon.</p>', IsRichText: true },
  };

  it('of a customer’s reply below a post is the contact’s, found by way of the case’s feed', async () => {
    expect(await reply()).toMatchObject({
      kind: 'message',
      message: {
        ...{ ticket: ids.case, message: ids.reply, occurredAt: '2026-01-09T09:20:00.000Z' },
        ticketFacts: { requesterLocale: 'es-MX' },
        content: {
          author: { id: ids.contact, role: 'requester' },
          ...{ text: '¿Y mi pedido?', html: null, channel: 'feed', attachmentCount: 0, isFirst: false },
        },
      },
    });
    expect(server.seen).toHaveLength(3);
    expect(asked()[1]).toMatch(
      /^SELECT Id, Visibility, \(SELECT Id, .* FROM FeedComments WHERE Id = '0D7RM00000qRs6v0AC' LIMIT 1\) FROM CaseFeed WHERE ParentId = '500RM000002xyzAYAQ' AND CommentCount > 0 ORDER BY LastModifiedDate DESC, Id DESC LIMIT 200$/,
    );
  });

  it('of a reply with a file has attachments of which the number is not known', async () => {
    expect(await reply({ CommentType: 'ContentComment' })).toMatchObject({
      message: { content: { attachmentCount: null } },
    });
  });

  it.each([
    ['an internal post', 'InternalUsers', { isPublic: false, otherwise: 'private' }],
    ['a post that the customer reads', 'AllUsers', { isPublic: true, otherwise: 'agent-message' }],
  ])('of an agent’s reply below %s is as internal as the post', async (_, Visibility, expected) => {
    expect(await reply(byAgent, Visibility)).toMatchObject({
      kind: 'staff-comment',
      comment: { author: ids.agent, text: '#translate Soon.', ...expected },
    });
  });

  it('of a reply that we are the author of is our own echo, and of one that is gone nothing', async () => {
    expect(await reply({ ...byAgent, InsertedById: ids.us })).toMatchObject({ reason: 'own-echo' });
    await server.stop();
    expect(await reply({}, 'AllUsers', false)).toMatchObject({ kind: 'skipped', reason: 'not-found' });
  });

  it('of a case that is out of scope is nothing', async () => {
    const outcome = await hydrate(
      {},
      { case: page(record('case')), first, record: page(record('email')) },
      { scope: { include: { channels: ['web'] } } },
    );

    expect(outcome).toMatchObject({ kind: 'skipped', reason: 'out-of-scope' });
  });

  it('asks for the record type only where the scope wants it: many orgs have none', async () => {
    const scoped = { scope: { exclude: { forms: ['012RM0000001RtAYAU'] } } };

    await hydrate({}, { case: page(record('case')), first, record: page(record('email')) }, scoped);

    expect(asked()[0]).toContain('RecordTypeId');
    await server.stop();
    await hydrate({}, { case: page(record('case')), first, record: page(record('email')) });
    expect(asked()[0]).not.toContain('RecordTypeId');
  });
});

describe('A case’s first message', () => {
  const about = { about: 'first-message', message: `first:${ids.case}` } as const;
  const opening = page(record('email', { CreatedDate: '2026-01-09T08:20:01.000+0000' }));

  it('is the e-mail that opened it, of which the description is a copy', async () => {
    const outcome = await hydrate(about, { case: page(record('case')), first: opening });

    expect(outcome).toMatchObject({
      message: { message: ids.email, content: { isFirst: true, channel: 'email' } },
    });
  });

  it('is else its description: of a web form the customer’s, whoever made the case', async () => {
    const web = record('case', { Origin: 'Web', ContactId: null, SuppliedEmail: 'ana@example.com' });

    const outcome = await hydrate(about, { case: page(web), first: page() });

    expect(outcome).toMatchObject({
      message: {
        message: `first:${ids.case}`,
        ticketFacts: { requester: 'mail-591fcd05f5406983ce126de260eef390' },
        content: {
          author: { id: 'mail-591fcd05f5406983ce126de260eef390', role: 'requester' },
          isFirst: true,
          channel: 'web',
        },
      },
    });
  });

  it('is the description where the first e-mail came later', async () => {
    const outcome = await hydrate(about, {
      case: page(record('case', { Origin: 'Web' })),
      first: page(record('email')),
    });

    expect(outcome).toMatchObject({ message: { message: `first:${ids.case}` } });
  });

  it.each([
    ['an agent', { SuppliedEmail: null }, 'on-behalf'],
    ['an agent during a call', { SuppliedEmail: null, Origin: 'Phone' }, 'voice'],
    ['a flow', { SuppliedEmail: null, CreatedBy: { UserType: 'AutomatedProcess' } }, 'automation'],
  ])('that %s wrote is skipped', async (_, changes, reason) => {
    const outcome = await hydrate(about, { case: page(record('case', changes)), first: page() });

    expect(outcome).toMatchObject({ kind: 'skipped', reason });
  });
});

describe('A hint', () => {
  it('that does not know its case finds it by the e-mail', async () => {
    const client = await start({
      [`GET ${data}/query`]: [{ status: 200, body: page(record('email')) }],
      ...composite({ case: page(record('case')), first, record: page(record('email')) }),
    });

    const outcome = await client.hydrate(hint({ ticket: ids.email }));

    expect(outcome).toMatchObject({ kind: 'message', message: { ticket: ids.case, message: ids.email } });
  });

  it('about the latest message, of which this connector makes none, asks nothing', async () => {
    const outcome = await hydrate({ about: 'latest-message', message: `latest:${ids.case}` }, {});

    expect(outcome).toMatchObject({ kind: 'skipped', reason: 'not-found' });
    expect(server.seen).toEqual([]);
  });

  it('about an e-mail that was moved to another case since is read back in that one', async () => {
    const into = '500RM000002othrYAA';
    const moved = page(record('email', { ParentId: into }));
    const opening = page({ Id: '02sRM00000a0A1bYAE', CreatedDate: '2026-01-08T08:00:01.000+0000' });
    const client = await start({
      [`POST ${data}/composite`]: [
        parts({ case: page(record('case')), first, record: moved }),
        parts({ case: page(record('case', { Id: into, Origin: 'Web' })), first: opening, record: moved }),
      ],
    });

    const outcome = await client.hydrate(hint());

    expect(outcome).toMatchObject({
      kind: 'message',
      message: {
        ...{ ticket: into, message: ids.email },
        ticketFacts: { channel: 'web' },
        content: { isFirst: false },
      },
    });
    expect(asked()[3]).toMatch(/FROM Case WHERE Id = '500RM000002othrYAA'$/);
  });

  it.each([
    ['the record', { case: page(record('case')), first, record: page() }],
    ['the case', { case: page(), first: page(), record: page(record('email')) }],
  ])('of which %s is gone is skipped', async (_, answers) => {
    expect(await hydrate({}, answers)).toMatchObject({ kind: 'skipped', reason: 'not-found' });
  });

  it('of a kind of record that has no messages is skipped', async () => {
    expect(await hydrate({ message: '00TRM000001TaskAAA' }, {})).toMatchObject({ reason: 'not-found' });
  });

  it.each([
    ['the calls of the day are used up', answer('daily-limit'), { kind: 'throttled', retryAfterMs: 900_000 }],
    ['Salesforce is ill', answer('500'), { kind: 'unavailable', status: 500 }],
    ['we may not read', answer('403'), { kind: 'unauthorised', status: 403 }],
  ])('when %s', async (_, reply, expected) => {
    const client = await start({ [`POST ${data}/composite`]: [reply] });

    expect(await client.hydrate(hint())).toEqual(expected);
  });
});

describe('The history', () => {
  it('is the customers’ last messages, the oldest first, by one call and one for who wrote', async () => {
    const client = await start(
      composite({
        case: page(record('case', { Origin: 'Web' })),
        first: page(),
        emails: page(record('email')),
        comments: page(
          record('comment'),
          record('comment', { Id: '00aRM000001stff', CreatedBy: { UserType: 'Standard' } }),
        ),
        posts: page(record('post')),
      }),
    );

    const outcome = await client.history({ ticket: ids.case, requester: ids.contact }, 10);

    expect(outcome).toMatchObject({
      kind: 'history',
      messages: [
        { message: `first:${ids.case}`, role: 'requester' },
        { message: ids.email, role: 'requester' },
        { message: ids.comment, role: 'requester', text: '¿Alguna novedad?' },
      ],
    });
    expect(server.seen).toHaveLength(3);
  });

  it('has the replies below posts, without a call more', async () => {
    const client = await start(
      composite({
        case: page(record('case', { SuppliedEmail: null, CreatedBy: { UserType: 'Standard' } })),
        first: page(),
        emails: page(),
        comments: page(record('comment')),
        posts: page(record('post', { FeedComments: page(record('reply')) })),
      }),
    );

    const outcome = await client.history({ ticket: ids.case, requester: ids.contact }, 10);

    const found = outcome.kind === 'history' ? outcome.messages.map(({ message }) => message) : [];
    expect(found).toEqual([ids.comment, ids.reply]);
    expect(server.seen).toHaveLength(3);
    expect(asked()[4]).toMatch(
      /\(SELECT Id, .* FROM FeedComments ORDER BY CreatedDate DESC, Id DESC LIMIT 40\) FROM CaseFeed WHERE ParentId = '500RM000002xyzAYAQ' ORDER BY/,
    );
  });

  it.each([
    ['forbids to ask for it so', 'MALFORMED_QUERY'],
    ['has none', 'INVALID_TYPE'],
  ])('is without the feed in an org that %s', async (_, errorCode) => {
    const answers = parts({
      case: page(record('case')),
      first,
      emails: page(),
      comments: page(record('comment')),
    });
    const refused = { referenceId: 'posts', httpStatusCode: 400, body: [{ errorCode }] };
    const body = typeof answers === 'string' ? null : (answers.body as any);
    body.compositeResponse.push(refused);
    const client = await start({ [`POST ${data}/composite`]: [answers] });

    expect(await client.history({ ticket: ids.case, requester: ids.contact }, 10)).toMatchObject({
      messages: [{ message: ids.comment }],
    });
  });

  it('ends at as many as are asked for', async () => {
    const client = await start(
      composite({
        case: page(record('case')),
        first,
        emails: page(record('email')),
        comments: page(record('comment')),
        posts: page(),
      }),
    );

    const outcome = await client.history({ ticket: ids.case, requester: ids.contact }, 1);

    expect(outcome).toMatchObject({ messages: [{ message: ids.comment }] });
  });
});
