import { afterEach, describe, expect, it } from 'vitest';
import type { AccountSettingsInput } from '../../../../connectors/account.ts';
import type { CatchUpFrom } from '../../../../connectors/contract.ts';
import { anasId, answer, clientAt } from '../../../support/request-tracker-connector.ts';
import { type Reply, type ScriptedServer, startScriptedServer } from '../../../support/scripted-server.ts';

const rest = (call: string) => call.replace(' ', ' /REST/2.0');
let server: ScriptedServer;
afterEach(() => server.stop());

const since = new Date('2026-11-26T09:50:00Z');
const until = new Date('2026-11-26T10:00:00Z');

const scripted = (): Record<string, readonly Reply[]> => {
  const page: any = answer('catch-up');
  const staff = page.body.items.filter(({ Creator }: any) => Creator.id === 'marta');
  const items = staff.map(({ id }: any) => ({
    id: String(1_000 + Number(id)),
    TransactionId: id,
    ContentType: 'text/html',
    Filename: '',
    ContentLength: '40',
    Content: `<p>#translate Text of ${id}</p>`,
  }));
  return {
    [rest('GET /transactions')]: [page],
    [rest('GET /tickets')]: [answer('tickets')],
    // In a queue that is none of ours.
    [rest('GET /ticket/3')]: [answer('forbidden')],
    [rest('GET /user/marta')]: [answer('agent')],
    [rest('GET /user/root')]: [answer('agent')],
    [rest('GET /user/luc%40example.org')]: [answer('customer')],
    [rest('POST /attachments')]: [{ status: 200, body: { items } }],
  };
};

async function catchUp(
  from: Partial<CatchUpFrom> = {},
  changes: Record<string, readonly Reply[]> = {},
  account: Partial<AccountSettingsInput> = {},
) {
  server = await startScriptedServer({ ...scripted(), ...changes });
  const outcome = await clientAt(server.url, account).catchUp({ cursor: null, since, until, ...from });
  return outcome.kind === 'page'
    ? { ...outcome, failure: null }
    : { found: [], cursor: '', isLast: false, failure: outcome };
}
/** The recorded page with something else in one of its entries. */
const pageWith = (index: number, changes: object): Reply => {
  const page: any = answer('catch-up');
  page.body.items[index < 0 ? page.body.items.length + index : index] = {
    ...page.body.items.at(index),
    ...changes,
  };
  return page;
};
const queryMade = () => server.seen.find(({ path }) => path.endsWith('/transactions'))?.query;
const brief = (found: readonly any[]) =>
  found.map((each) => {
    const it = each.hint ?? each.comment ?? each.place;
    return [each.kind, it.ticket, it.message];
  });

describe('a page of what was written', () => {
  it('holds a hint for each customer’s message, and what staff wrote with its text', async () => {
    // Act
    const page = await catchUp();

    // Assess
    expect(brief(page.found)).toEqual([
      ['hint', '1', '53'],
      ['hint', '1', '55'],
      ['hint', '1', '58'],
      ['hint', '1', '60'],
      ['hint', '2', '66'],
      ['hint', '1', '68'],
      // Our own answer, sent with the agent's token.
      ['skipped', '1', '85'],
      ['staff-comment', '4', '102'],
      ['staff-comment', '4', '104'],
      ['staff-comment', '4', '107'],
    ]);
    expect(page.found[0]).toEqual({
      kind: 'hint',
      hint: {
        ticket: '1',
        message: '53',
        occurredAt: '2026-11-26T09:50:46.000Z',
        about: 'message-id',
        ticketFacts: {
          subject: '¿Dónde está mi pedido?',
          status: 'open',
          priority: 'high',
          channel: null,
          tags: ['dm_budget'],
          brand: null,
          group: 'Support',
          form: null,
          requester: anasId,
          requesterLocale: null,
        },
      },
    });
    expect(page.found.at(-1)).toMatchObject({
      kind: 'staff-comment',
      comment: { author: 'marta', text: '#translate Text of 107', isPublic: false, otherwise: 'private' },
    });
    expect(page).toMatchObject({ cursor: '107@2026-11-26T09:50:00.000Z', isLast: false });
  });

  it('is asked for from fourteen hours before: RT reads times in a zone that is nowhere to be seen', async () => {
    // Act
    await catchUp();

    // Assess
    expect(queryMade()).toMatchObject({
      query:
        "ObjectType = 'RT::Ticket' AND (Type = 'Create' OR Type = 'Correspond' OR Type = 'Comment' OR " +
        "(Type = 'Status' AND NewValue = 'deleted')) AND " +
        "Creator != 'dragoman' AND Created > '2026-11-25 19:50:00'",
      orderby: 'id',
      per_page: '100',
    });
  });

  it('begins where the time does that was meant', async () => {
    // Act
    const page = await catchUp({ since: new Date('2026-11-26T09:50:48Z') });

    // Assess
    expect(brief(page.found).map(([, , message]) => message)).toEqual(['85', '102', '104', '107']);
    expect(page.cursor).toBe('107@2026-11-26T09:50:48.000Z');
  });

  it('goes on after the id that the last one ended with', async () => {
    // Act
    await catchUp({ cursor: '85@2026-11-26T09:50:00.000Z' });

    // Assess
    expect(queryMade()?.query).toMatch(/ AND id > 85$/);
  });

  it.each([
    ['of the first look after its first page', '60@2026-11-26T09:50:48Z', new Date('2026-11-26T09:50:48Z')],
    [
      'that an earlier version’s cursor does not tell, with an hour for clocks that differ',
      '60',
      new Date('2026-11-26T10:50:48Z'),
    ],
    ['that a broken cursor leaves to be known', '60@yesterday', new Date('2026-11-26T10:50:48Z')],
  ])('leaves out what is older than the start %s, but goes past it', async (_, cursor, from) => {
    // Act
    const page = await catchUp({ cursor, since: from, until: new Date('2026-11-26T11:00:00Z') });

    // Assess
    expect(brief(page.found).map(([, , message]) => message)).toEqual(['85', '102', '104', '107']);
    expect(page.cursor).toMatch(/^107(?:@|$)/);
  });

  it.each([
    ['after some pages', '50@2026-11-26T09:50:00.000Z'],
    ['before the first entry', '2026-11-26T09:50:00.000Z'],
  ])('holds what earlier looks were not shown, though they came to their ends: %s', async (_, cursor) => {
    // Act
    const page = await catchUp({
      cursor,
      since: new Date('2026-11-26T14:00:00Z'),
      until: new Date('2026-11-26T14:05:00Z'),
    });

    // Assess
    expect(brief(page.found)[0]).toEqual(['hint', '1', '53']);
    expect(page.found).toHaveLength(10);
  });

  it('leaves out what was brought in from elsewhere with the time that it was written there', async () => {
    // Act
    const page = await catchUp(
      { cursor: '60@2026-11-01T00:00:00Z' },
      { [rest('GET /transactions')]: [pageWith(0, { Created: '2019-03-01T10:00:00Z' })] },
    );

    // Assess
    expect(brief(page.found).map(([, , message]) => message)[0]).toBe('55');
  });

  it('steps over what is dated far in the future, instead of waiting for it', async () => {
    // Act
    const page = await catchUp(
      {},
      { [rest('GET /transactions')]: [pageWith(0, { Created: '2031-01-01T00:00:00Z' })] },
    );

    // Assess
    expect(brief(page.found).map(([, , message]) => message)[0]).toBe('55');
    expect(page).toMatchObject({ cursor: '107@2026-11-26T09:50:00.000Z', isLast: false });
  });

  it('does not leave out our user where others use it, too', async () => {
    // Act
    await catchUp({}, {}, { runtimeUserIsDedicated: false });

    // Assess
    expect(queryMade()?.query).not.toContain('Creator');
  });

  it('ends before what is too young, which the next one begins with', async () => {
    // Act
    const page = await catchUp({ until: new Date('2026-11-26T09:50:47Z') });

    // Assess
    expect(brief(page.found).map(([, , message]) => message)).toEqual(['53', '55', '58', '60', '66', '68']);
    expect(page).toMatchObject({ cursor: '68@2026-11-26T09:50:00.000Z', isLast: true });
  });

  it('that is empty is the last, and keeps the place', async () => {
    // Act
    const pages = [];
    for (const cursor of [null, '107', '107@2026-11-26T09:50:00.000Z', '2026-11-26T09:55:00.000Z']) {
      pages.push(await catchUp({ cursor }, { [rest('GET /transactions')]: [answer('no-transactions')] }));
      await server.stop();
    }

    // Assess
    expect(pages).toMatchObject([
      { found: [], cursor: '2026-11-26T09:50:00.000Z', isLast: true },
      { found: [], cursor: '107', isLast: true },
      { found: [], cursor: '107@2026-11-26T09:50:00.000Z', isLast: true },
      { found: [], cursor: '2026-11-26T09:55:00.000Z', isLast: true },
    ]);
  });

  it('leaves out tickets that were deleted, and finds those that were merged one by one', async () => {
    // Prepare
    const tickets: any = answer('tickets');
    tickets.body.items = tickets.body.items.filter(({ id }: any) => id === '2');

    // Act
    const page = await catchUp(
      {},
      {
        [rest('GET /tickets')]: [tickets],
        [rest('GET /ticket/1')]: [answer('ticket-deleted')],
        [rest('GET /ticket/4')]: [answer('ticket-merged')],
      },
    );

    // Assess
    expect(brief(page.found)).toEqual([
      ['hint', '2', '66'],
      ['staff-comment', '4', '102'],
      ['staff-comment', '4', '104'],
      ['staff-comment', '4', '107'],
    ]);
  });

  /** A page of a hundred messages, each by somebody else in a ticket of its own. */
  function crowdedPage(): Reply {
    const page: any = answer('catch-up');
    const [first] = page.body.items;
    page.body.items = Array.from({ length: 100 }, (_, index) => ({
      ...first,
      id: String(200 + index),
      ObjectId: String(1_000 + index),
      Creator: { ...first.Creator, id: `luc${index}@example.org` },
    }));
    return page;
  }

  /** The same answer to each of a hundred calls. */
  const hundredTimes = (call: (index: number) => string, name: string): Record<string, readonly Reply[]> =>
    Object.fromEntries(Array.from({ length: 100 }, (_, index) => [rest(call(index)), [answer(name)]]));

  it('ends after twenty tickets that have to be asked for one by one, and the next goes on there', async () => {
    // Act
    const page = await catchUp(
      { until: new Date('2026-11-26T09:50:47Z') },
      {
        [rest('GET /transactions')]: [crowdedPage()],
        [rest('GET /tickets')]: [{ status: 200, body: { items: [] } }],
        ...hundredTimes((index) => `GET /ticket/${1_000 + index}`, 'ticket-deleted'),
      },
    );

    // Assess
    expect(server.seen.filter(({ path }) => path.includes('/ticket/'))).toHaveLength(20);
    expect(page).toMatchObject({ found: [], cursor: '219@2026-11-26T09:50:00.000Z', isLast: false });
  });

  /** Each of a hundred writers has a ticket that a search finds, and may be staff. */
  const hundredWriters = (): Record<string, readonly Reply[]> => {
    const tickets: any = answer('tickets');
    const [ticket] = tickets.body.items;
    tickets.body.items = Array.from({ length: 100 }, (_, index) => ({
      ...ticket,
      id: String(1_000 + index),
    }));
    return {
      [rest('GET /transactions')]: [crowdedPage()],
      [rest('GET /tickets')]: [tickets],
      ...hundredTimes((index) => `GET /user/luc${index}%40example.org`, 'customer'),
    };
  };
  const usersAsked = () => server.seen.filter(({ path }) => path.includes('/user/')).length;

  it('ends likewise after twenty writers, of whom it has to be asked whether they are staff', async () => {
    // Act
    const page = await catchUp({}, hundredWriters());

    // Assess
    expect(usersAsked()).toBe(20);
    expect(brief(page.found).map(([, , message]) => message)).toEqual(
      Array.from({ length: 20 }, (_, index) => String(200 + index)),
    );
    expect(page).toMatchObject({ cursor: '219@2026-11-26T09:50:00.000Z', isLast: false });
  });

  it('does not count the writers of whom it is remembered: nothing is asked about them', async () => {
    // Prepare
    server = await startScriptedServer({ ...scripted(), ...hundredWriters() });
    const client = clientAt(server.url);
    await client.catchUp({ cursor: null, since, until });

    // Act
    const again = await client.catchUp({ cursor: null, since, until });

    // Assess
    expect(usersAsked()).toBe(40);
    expect(again).toMatchObject({ cursor: '239@2026-11-26T09:50:00.000Z', isLast: false });
  });

  it('holds of the deletions those before its end', async () => {
    // Prepare
    const page: any = crowdedPage();
    for (const [index, entry] of page.body.items.entries())
      if (index >= 18 && index < 30) Object.assign(entry, { Type: 'Status' });

    // Act
    const { found, cursor } = await catchUp(
      {},
      {
        [rest('GET /transactions')]: [page],
        [rest('GET /tickets')]: [{ status: 200, body: { items: [] } }],
        ...hundredTimes((index) => `GET /ticket/${1_000 + index}`, 'ticket-deleted'),
      },
    );

    // Assess
    expect(found.map(({ kind }: any) => kind)).toEqual(Array.from({ length: 12 }, () => 'withdrawal'));
    expect(cursor).toBe('231@2026-11-26T09:50:00.000Z');
  });

  it('holds the deletion of a ticket as its hook would have told it, without reading the ticket', async () => {
    // Prepare
    const page = pageWith(-1, { id: '120', Type: 'Status', ObjectId: '9' });

    // Act
    const { found } = await catchUp({}, { [rest('GET /transactions')]: [page] });

    // Assess
    expect(found.at(-1)).toMatchObject({
      kind: 'withdrawal',
      withdrawal: {
        ticket: '9',
        message: 'withdrawal:120',
        actor: 'marta',
        ticketFacts: { status: 'deleted' },
        withdrawn: { what: 'conversation' },
      },
    });
    expect(server.seen.map(({ path }) => path)).not.toContain('/REST/2.0/ticket/9');
  });

  it('says what is out of scope', async () => {
    // Act
    const page = await catchUp({}, {}, { scope: { include: { groups: ['Billing'] } } });

    // Assess
    expect(page.found[0]).toEqual({
      kind: 'skipped',
      reason: 'out-of-scope',
      place: { ticket: '1', message: '53', occurredAt: '2026-11-26T09:50:46.000Z' },
    });
  });

  it('asks once who is staff, and remembers it for five minutes', async () => {
    // Prepare
    server = await startScriptedServer(scripted());
    let now = new Date('2026-11-26T10:00:00Z');
    const client = clientAt(server.url, {}, { now: () => now });
    const asked = () => server.seen.filter(({ path }) => path.endsWith('/user/marta')).length;
    const from = { cursor: null, since, until };

    // Act
    await client.catchUp(from);
    await client.catchUp(from);
    const afterTwo = asked();
    now = new Date('2026-11-26T10:05:01Z');
    await client.catchUp(from);

    // Assess
    expect([afterTwo, asked()]).toEqual([1, 2]);
  });

  it('holds the others where one entry cannot be read, and goes past it', async () => {
    // Prepare
    const page: any = answer('catch-up');
    page.body.items[0].Creator = null;
    page.body.items.push(null, { ...page.body.items[1], id: '108', Created: '' });

    // Act
    const found = await catchUp({}, { [rest('GET /transactions')]: [page] });

    // Assess
    expect(brief(found.found).map(([, , message]) => message)).toEqual([
      ...['55', '58', '60', '66', '68', '85', '102', '104', '107'],
    ]);
    expect(found).toMatchObject({ cursor: '108@2026-11-26T09:50:00.000Z', isLast: false });
  });

  it('of which nothing can be read is passed, unless not even ids can', async () => {
    // Prepare
    const of = (items: readonly unknown[]): Reply => ({ status: 200, body: { items } });

    // Act
    const odd = await catchUp({}, { [rest('GET /transactions')]: [of([{ id: '54', Type: null }])] });
    await server.stop();
    const strange = await catchUp({}, { [rest('GET /transactions')]: [of([{ number: 54 }])] });

    // Assess
    expect(odd).toMatchObject({ found: [], cursor: '54@2026-11-26T09:50:00.000Z', isLast: false });
    expect(strange.failure).toEqual({ kind: 'unavailable', status: 200 });
  });

  it.each([
    ['of a user', 'GET /user/marta', ['53', '55', '58', '60', '66', '68']],
    ['of a ticket', 'GET /ticket/3', ['53', '55', '58', '60', '66', '68', '85', '102', '104', '107']],
    ['of texts', 'POST /attachments', ['53', '55', '58', '60', '66', '68', '85', '102', '104', '107']],
  ])('holds what is left where RT does not take the question %s', async (_, call, expected) => {
    // Act
    const page = await catchUp({}, { [rest(call)]: [answer('wrong-query')] });

    // Assess
    expect(brief(page.found).map(([, , message]) => message)).toEqual(expected);
  });

  it('knows who is staff where RT tells no names', async () => {
    // Prepare
    const marta: any = answer('agent');
    delete marta.body.Name;

    // Act
    const page = await catchUp({}, { [rest('GET /user/marta')]: [marta] });

    // Assess
    expect(page.found.at(-1)).toMatchObject({ kind: 'staff-comment', comment: { author: 'marta' } });
  });

  it('searches for the number of somebody who is called by digits: it would be taken for another’s', async () => {
    // Prepare
    const page: any = answer('catch-up');
    for (const { Creator } of page.body.items) if (Creator.id === 'marta') Creator.id = '100234';

    // Act
    const { found } = await catchUp(
      {},
      {
        [rest('GET /transactions')]: [page],
        [rest('GET /users')]: [{ status: 200, body: { items: [{ id: 29, Name: '100234' }] } }],
        [rest('GET /user/29')]: [answer('agent')],
      },
    );

    // Assess
    expect(found.at(-1)).toMatchObject({ kind: 'staff-comment', comment: { author: '100234' } });
    expect(server.seen.find(({ path }) => path.endsWith('/users'))?.query).toEqual({
      query: '[{"field":"Name","value":"100234"}]',
      fields: 'id,Name',
      find_disabled_rows: '1',
    });
    expect(server.seen.map(({ path }) => path)).not.toContain('/REST/2.0/user/100234');
  });

  it.each([
    ['GET /transactions', 'comment-bad-json', { kind: 'unavailable', status: 500 }],
    ['GET /tickets', 'unauthorized', { kind: 'unauthorised', status: 401 }],
    ['GET /user/marta', 'comment-bad-json', { kind: 'unavailable', status: 500 }],
    ['POST /attachments', 'comment-bad-json', { kind: 'unavailable', status: 500 }],
  ])('is none where %s is answered by %s', async (call, name, expected) => {
    // Act
    const page = await catchUp({}, { [rest(call)]: [answer(name)] });

    // Assess
    expect(page.failure).toEqual(expected);
  });
});
