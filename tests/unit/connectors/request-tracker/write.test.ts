import { afterEach, describe, expect, it } from 'vitest';
import type { AccountSettingsInput } from '../../../../connectors/account.ts';
import { type EnrichmentWrite, NotConfiguredError } from '../../../../connectors/contract.ts';
import { answer, clientAt, enrichmentWrite, noFields } from '../../../support/request-tracker-connector.ts';
import { type Reply, type ScriptedServer, startScriptedServer } from '../../../support/scripted-server.ts';

const read = 'GET /REST/2.0/ticket/1';
const comment = 'POST /REST/2.0/ticket/1/comment';
const update = 'PUT /REST/2.0/ticket/1';
const search = 'GET /REST/2.0/transactions';
const history = 'POST /REST/2.0/ticket/1/history';
const attachments = 'POST /REST/2.0/attachments';
const raise = { to: 'high', onlyFrom: [null, 'normal'] } as const;
const reopen = { to: 'open', onlyFrom: ['pending', 'solved'] } as const;

let server: ScriptedServer;
afterEach(() => server.stop());

async function apply(
  write: EnrichmentWrite,
  script: Record<string, readonly Reply[]>,
  options: Readonly<{
    prior?: 'none' | 'unknown';
    account?: Partial<AccountSettingsInput>;
    secret?: unknown;
  }> = {},
) {
  server = await startScriptedServer({ [read]: [answer('ticket')], ...script });
  const secret = options.secret === undefined ? {} : { secret: options.secret };
  const client = clientAt(server.url, options.account, secret);
  return client.apply(write, { priorAttempt: options.prior ?? 'none' });
}
const callsMade = () => server.seen.map(({ method, path }) => `${method} ${path}`);
const sent = (call: string) => server.seen.find(({ method, path }) => `${method} ${path}` === call);

describe('one comment', () => {
  it('carries note, fields and our mark, after the ticket was read', async () => {
    // Act
    const outcome = await apply(enrichmentWrite({ alsoAbout: ['55', '58'] }), {
      [comment]: [answer('comment')],
    });

    // Assess
    expect(outcome).toEqual({ kind: 'applied', vendorRef: '70', wrote: ['note', 'fields'], missing: [] });
    expect(callsMade()).toEqual([read, comment]);
    expect(sent(comment)).toMatchObject({
      headers: {
        authorization: 'token 1-39-made-up',
        'content-type': 'application/json',
        'user-agent': 'Dragoman/1',
      },
    });
    expect(sent(comment)?.headers).not.toHaveProperty('if-match');
    expect(sent(comment)?.body).toEqual({
      Content: '<p dir="ltr">Hello, where is my order #10023456?</p>',
      ContentType: 'text/html',
      TxnCustomFields: {
        'Dragoman Write Key': 'write#request-tracker:example.com:1#53#1#en#note-1',
        'Dragoman Source': '53 55 58',
      },
      CustomFields: {
        'Dragoman Language': 'es',
        'Dragoman Sentiment': 'NEGATIVE',
        'Dragoman Intent': 'OrderStatus',
        'Dragoman Subject': 'Where is my order?',
      },
    });
  });

  it('says the direction of every block in the words that RT lets stand', async () => {
    // Act
    await apply(enrichmentWrite({ noteHtml: '<p dir="auto">أين طلبي؟</p>', fields: noFields }), {
      [comment]: [answer('comment')],
    });

    // Assess
    expect(sent(comment)?.body.Content).toBe('<p dir="rtl">أين طلبي؟</p>');
  });

  it('leaves out what stands in the ticket already', async () => {
    // Act
    const outcome = await apply(enrichmentWrite(), {
      [read]: [answer('ticket-filled')],
      [comment]: [answer('comment-nothing-new')],
    });

    // Assess
    expect(outcome).toMatchObject({ kind: 'applied', wrote: ['note'], missing: [] });
    expect(sent(comment)?.body).not.toHaveProperty('CustomFields');
  });

  it('opens a ticket that waits', async () => {
    // Act
    const outcome = await apply(enrichmentWrite({ fields: noFields, status: reopen }), {
      [read]: [answer('ticket-stalled')],
      [comment]: [answer('comment-opened')],
    });

    // Assess
    expect(outcome).toMatchObject({ wrote: ['note', 'status'], missing: [] });
    expect(sent(comment)?.body.Status).toBe('open');
    expect(callsMade()).toEqual([read, comment]);
  });

  it('leaves the status of a ticket that is open', async () => {
    // Act
    await apply(enrichmentWrite({ fields: noFields, status: reopen }), { [comment]: [answer('comment')] });

    // Assess
    expect(sent(comment)?.body).not.toHaveProperty('Status');
  });

  it('is not made of nothing: RT would take an empty one', async () => {
    // Act
    const outcome = await apply(enrichmentWrite({ noteHtml: null, fields: noFields }), {});

    // Assess
    expect(outcome).toEqual({ kind: 'applied', vendorRef: '1', wrote: [], missing: [] });
    expect(callsMade()).toEqual([read]);
  });
});

describe('a success that was none', () => {
  it('is seen by reading back what RT’s sentences leave open', async () => {
    // Act
    const outcome = await apply(enrichmentWrite({ fields: noFields, status: reopen }), {
      [read]: [answer('ticket-stalled')],
      [comment]: [answer('comment-bad-status')],
    });

    // Assess
    expect(outcome).toMatchObject({ kind: 'applied', wrote: ['note'], missing: ['status'] });
    expect(callsMade()).toEqual([read, comment, read]);
  });

  it('was one after all if the ticket shows it: RT may have spoken another language', async () => {
    // Prepare
    const german = {
      ...answer('comment'),
      body: ['Kommentar hinzugefügt', 'Dragoman Language es hinzugefügt'],
    };

    // Act
    const outcome = await apply(enrichmentWrite(), {
      [read]: [answer('ticket'), answer('ticket-filled')],
      [comment]: [german],
    });

    // Assess
    expect(outcome).toMatchObject({ wrote: ['note', 'fields'], missing: [] });
  });

  it('leaves the parts open where the ticket cannot be read again, and the note is written all the same', async () => {
    // Act
    const outcome = await apply(enrichmentWrite(), {
      [read]: [answer('ticket'), answer('comment-bad-json')],
      [comment]: [answer('comment-nothing-new')],
    });

    // Assess
    expect(outcome).toMatchObject({ kind: 'applied', wrote: ['note'], missing: ['fields'] });
  });

  it('is foreseen for a field that the queue does not have', async () => {
    // Prepare
    const ticket: any = answer('ticket');
    ticket.body.CustomFields = ticket.body.CustomFields.filter(({ name }: any) => name !== 'Dragoman Intent');

    // Act
    const outcome = await apply(enrichmentWrite(), { [read]: [ticket], [comment]: [answer('comment')] });

    // Assess
    expect(outcome).toMatchObject({ missing: ['fields'] });
    expect(sent(comment)?.body.CustomFields).not.toHaveProperty('Dragoman Intent');
  });
});

describe('an update of the ticket before the comment', () => {
  it('takes what RT could not tell of in a comment’s answer: it dies of it after the writing', async () => {
    // Act
    const outcome = await apply(
      enrichmentWrite({ fields: { ...noFields, subject: 'Où est ma commande ?' } }),
      {
        [update]: [{ ...answer('update'), body: ['Dragoman Subject Où est ma commande ? added'] }],
        [comment]: [answer('comment-nothing-new')],
      },
    );

    // Assess
    expect(outcome).toMatchObject({ wrote: ['note', 'fields'], missing: [] });
    expect(callsMade()).toEqual([read, update, comment]);
    expect(sent(update)?.body).toEqual({ CustomFields: { 'Dragoman Subject': 'Où est ma commande ?' } });
    expect(sent(update)?.headers).not.toHaveProperty('if-match');
    expect(sent(comment)?.body).not.toHaveProperty('CustomFields');
  });

  it('takes a field in which such a value stands already, too: RT would tell of that', async () => {
    // Prepare
    const ticket: any = answer('ticket-filled');
    ticket.body.CustomFields.find(({ name }: any) => name === 'Dragoman Language').values = ['スペイン語'];

    // Act
    await apply(enrichmentWrite({ fields: { ...noFields, language: 'pt' } }), {
      [read]: [ticket],
      [update]: [answer('update')],
      [comment]: [answer('comment-nothing-new')],
    });

    // Assess
    expect(sent(update)?.body).toEqual({ CustomFields: { 'Dragoman Language': 'pt' } });
  });

  it('adds tags as the whole set, and only while nobody else has changed the ticket', async () => {
    // Act
    const outcome = await apply(enrichmentWrite({ fields: noFields, addTags: ['dm_reply_failed'] }), {
      [read]: [answer('ticket-tagged')],
      [update]: [{ ...answer('update'), body: ['dm_reply_failed added as a value for Dragoman Tags'] }],
      [comment]: [answer('comment-nothing-new')],
    });

    // Assess
    expect(outcome).toMatchObject({ wrote: ['note', 'tags'], missing: [] });
    expect(sent(update)?.body).toEqual({
      CustomFields: { 'Dragoman Tags': ['dm_budget', 'dm_reply_failed'] },
    });
    expect(sent(update)?.headers['if-match']).toBe((answer('ticket-tagged') as any).headers.etag);
  });

  it('has no tags to add that are there', async () => {
    // Act
    await apply(enrichmentWrite({ fields: noFields, addTags: ['dm_budget'] }), {
      [read]: [answer('ticket-tagged')],
      [comment]: [answer('comment-nothing-new')],
    });

    // Assess
    expect(callsMade()).toEqual([read, comment]);
  });

  it('reads the ticket again where somebody was faster, and keeps their tags', async () => {
    // Act
    const outcome = await apply(enrichmentWrite({ fields: noFields, addTags: ['dm_reply_failed'] }), {
      [read]: [answer('ticket'), answer('ticket-tagged')],
      [update]: [
        answer('update-stale'),
        { ...answer('update'), body: ['dm_reply_failed added as a value for Dragoman Tags'] },
      ],
      [comment]: [answer('comment-nothing-new')],
    });

    // Assess
    expect(outcome).toMatchObject({ kind: 'applied', missing: [] });
    expect(server.seen.filter(({ method }) => method === 'PUT').at(-1)?.body).toEqual({
      CustomFields: { 'Dragoman Tags': ['dm_budget', 'dm_reply_failed'] },
    });
  });

  it('leaves the tags out where that goes on: the note counts for more', async () => {
    // Act
    const outcome = await apply(
      enrichmentWrite({ fields: { ...noFields, subject: 'Où ?' }, addTags: ['dm_x'] }),
      {
        [read]: [answer('ticket')],
        [update]: [
          answer('update-stale'),
          answer('update-stale'),
          answer('update-stale'),
          { ...answer('update'), body: ['Dragoman Subject Où ? added'] },
        ],
        [comment]: [answer('comment-nothing-new')],
      },
    );

    // Assess
    expect(outcome).toMatchObject({ kind: 'applied', wrote: ['note', 'fields'], missing: ['tags'] });
    const puts = server.seen.filter(({ method }) => method === 'PUT');
    expect(puts.map(({ headers }) => headers['if-match'] !== undefined)).toEqual([true, true, true, false]);
    expect(puts.at(-1)?.body).toEqual({ CustomFields: { 'Dragoman Subject': 'Où ?' } });
  });

  it.each([
    ['W/"51"', '"51"'],
    ['"51-gzip"', '"51"'],
    ['51', '"51"'],
  ])('knows a version again that something on the way has changed: %s', async (etag, sentBack) => {
    // Prepare
    const ticket: any = answer('ticket');
    ticket.headers.etag = etag;

    // Act
    await apply(enrichmentWrite({ noteHtml: null, fields: noFields, addTags: ['dm_x'] }), {
      [read]: [ticket],
      [update]: [{ ...answer('update'), body: ['dm_x added as a value for Dragoman Tags'] }],
    });

    // Assess
    expect(sent(update)?.headers['if-match']).toBe(sentBack);
  });

  it('raises the priority by a number, and sees by reading whether it was done', async () => {
    // Act
    const outcome = await apply(enrichmentWrite({ noteHtml: null, fields: noFields, priority: raise }), {
      [read]: [answer('ticket'), answer('ticket-tagged')],
      [update]: [answer('update')],
    });

    // Assess
    expect(outcome).toEqual({ kind: 'applied', vendorRef: '1', wrote: ['priority'], missing: [] });
    expect(sent(update)?.body).toEqual({ Priority: 100 });
    expect(sent(update)?.headers['if-match']).toBe((answer('ticket') as any).headers.etag);
  });

  it('never lowers a priority, nor raises it from where it must stay', async () => {
    // Prepare
    const ticket = (priority: string): Reply => {
      const recorded: any = answer('ticket');
      recorded.body.Priority = priority;
      return recorded;
    };

    // Act
    for (const priority of ['20', '120', '100']) {
      await apply(enrichmentWrite({ noteHtml: null, fields: noFields, priority: raise }), {
        [read]: [ticket(priority)],
      });
      await server.stop();
    }
    const outcome = await apply(
      enrichmentWrite({ noteHtml: null, fields: noFields, priority: { to: 'high', onlyFrom: ['high'] } }),
      { [read]: [ticket('120')] },
    );

    // Assess
    expect(outcome).toMatchObject({ wrote: [] });
    expect(callsMade()).toEqual([read]);
  });

  it('is all there is without a note, status included', async () => {
    // Act
    const outcome = await apply(enrichmentWrite({ noteHtml: null, status: reopen }), {
      [read]: [answer('ticket-stalled'), answer('ticket-filled')],
      [update]: [answer('update-nothing')],
    });

    // Assess
    expect(outcome).toMatchObject({ kind: 'applied', vendorRef: '1', missing: [] });
    expect(sent(update)?.body).toMatchObject({ Status: 'open' });
  });

  it('reports what RT denied in a sentence of a 200', async () => {
    // Act
    const outcome = await apply(enrichmentWrite({ noteHtml: null, priority: raise, fields: noFields }), {
      [update]: [answer('update-denied')],
    });

    // Assess
    expect(outcome).toEqual({ kind: 'applied', vendorRef: '1', wrote: [], missing: ['priority'] });
  });

  it('keeps fields and tags that are null in the settings out of it', async () => {
    // Act
    const outcome = await apply(
      enrichmentWrite({ addTags: ['dm_x'] }),
      { [comment]: [answer('comment')] },
      { account: { vendor: { fields: { tags: null, subject: null, sentiment: null, intent: null } } } },
    );

    // Assess
    expect(sent(comment)?.body.CustomFields).toEqual({ 'Dragoman Language': 'es' });
    expect(outcome).toMatchObject({ wrote: ['note', 'fields'], missing: ['tags'] });
  });
});

describe('a translation that goes into a field', () => {
  const account = { vendor: { translation: { to: 'field', field: 'Translation' } } };
  const ticket = (values: readonly string[] = []): Reply => {
    const recorded: any = answer('ticket');
    recorded.body.CustomFields.push({ name: 'Translation', values });
    return recorded;
  };
  const write = (changes: Partial<EnrichmentWrite> = {}) =>
    enrichmentWrite({
      fields: noFields,
      noteHtml: '<p dir="auto">¿Qué?<br>&lt;b&gt;</p><p><small>x</small></p>',
      ...changes,
    });

  it('is a text there, and no comment mails anybody', async () => {
    // Act
    const outcome = await apply(
      write({ fields: { ...noFields, language: 'es' } }),
      {
        [read]: [ticket()],
        [update]: [
          { ...answer('update'), body: ['Translation ¿Qué? … added', 'Dragoman Language es added'] },
        ],
      },
      { account },
    );

    // Assess
    expect(outcome).toEqual({ kind: 'applied', vendorRef: '1', wrote: ['fields', 'note'], missing: [] });
    expect(callsMade()).toEqual([read, update]);
    expect(sent(update)?.body).toEqual({
      CustomFields: { Translation: '¿Qué?\n<b>\n\nx', 'Dragoman Language': 'es' },
    });
  });

  it.each([
    ['it is an older message’s, or the rest of a long one', { noteIsCurrent: false }, ticket()],
    ['the queue has no such field', {}, answer('ticket')],
  ])('is a note all the same where %s', async (_, changes, asked) => {
    // Act
    const outcome = await apply(
      write(changes),
      { [read]: [asked], [comment]: [answer('comment-nothing-new')] },
      { account },
    );

    // Assess
    expect(outcome).toMatchObject({ kind: 'applied', wrote: ['note'], missing: [] });
    expect(callsMade()).toEqual([read, comment]);
  });

  it('is missing where RT did not say that it wrote it and it is not there', async () => {
    // Act
    const outcome = await apply(
      write(),
      { [read]: [ticket()], [update]: [answer('update-nothing')] },
      { account },
    );

    // Assess
    expect(outcome).toMatchObject({ wrote: [], missing: ['note'] });
  });
});

describe('a ticket that takes nothing', () => {
  it('because it is deleted is left alone: RT itself would take the note', async () => {
    // Act
    const outcome = await apply(enrichmentWrite({ ticket: '4' }), {
      'GET /REST/2.0/ticket/4': [answer('ticket-deleted')],
    });

    // Assess
    expect(outcome).toMatchObject({ kind: 'refused', code: 'ticket-deleted', expected: true });
    expect(callsMade()).toEqual(['GET /REST/2.0/ticket/4']);
  });

  it('because it went to a queue that we may not see is no fault of our credentials', async () => {
    // Act
    const outcome = await apply(enrichmentWrite(), {
      [read]: [answer('forbidden')],
      'GET /REST/2.0/tickets': [answer('tickets')],
    });

    // Assess
    expect(outcome).toEqual({ kind: 'refused', status: 403, code: 'ticket-not-visible', expected: true });
  });

  it('because we may see no ticket at all any more is for a person to mend', async () => {
    // Act
    const outcome = await apply(enrichmentWrite(), {
      [read]: [answer('forbidden')],
      'GET /REST/2.0/tickets': [{ status: 200, body: { items: [], count: 0, per_page: 20, page: 1 } }],
    });

    // Assess
    expect(outcome).toEqual({ kind: 'unauthorised', status: 403 });
  });

  it.each(['ticket-resolved', 'ticket-rejected'])(
    'as an answer does take a note (%s): it may tell an agent what did not go out',
    async (name) => {
      // Act
      const outcome = await apply(enrichmentWrite({ ticket: '4', fields: noFields }), {
        'GET /REST/2.0/ticket/4': [answer(name)],
        'POST /REST/2.0/ticket/4/comment': [answer('comment-nothing-new')],
      });

      // Assess
      expect(outcome).toMatchObject({ kind: 'applied', wrote: ['note'] });
    },
  );

  it('because it was merged has moved: RT would silently write into the other one', async () => {
    // Act
    const outcome = await apply(enrichmentWrite({ ticket: '5' }), {
      'GET /REST/2.0/ticket/5': [answer('ticket-merged')],
    });

    // Assess
    expect(outcome).toEqual({ kind: 'moved', ticket: '1' });
  });

  it('because it is not there is refused', async () => {
    // Act
    const outcome = await apply(enrichmentWrite(), { [read]: [answer('ticket-unknown')] });

    // Assess
    expect(outcome).toEqual({ kind: 'refused', status: 404, code: 'ticket-not-found', expected: true });
  });
});

describe('after a try of unknown result', () => {
  it('the mark tells that the note is there, and which messages it is about', async () => {
    // Prepare
    const marked: any = answer('marked');
    marked.body.items[0].CustomFields.find(({ name }: any) => name === 'Dragoman Source').values = ['53 55'];

    // Act
    const outcome = await apply(enrichmentWrite(), { [search]: [marked] }, { prior: 'unknown' });

    // Assess
    expect(outcome).toEqual({ kind: 'already-applied', vendorRef: '70', messages: ['53', '55'] });
    expect(sent(search)?.query.query).toBe(
      "CF.{Dragoman Write Key} = 'write#request-tracker:example.com:1#53#1#en#note-1'",
    );
    expect(callsMade()).not.toContain(comment);
  });

  it('the same words from our hand count too: RT sets the mark a moment after the note', async () => {
    // Prepare
    const unmarked: any = answer('marked');
    unmarked.body.items[0].CustomFields = [];
    const texts = (content: string): Reply => ({
      status: 200,
      body: {
        items: [
          { id: '9', TransactionId: '70', ContentType: 'text/html', ContentLength: '60', Content: content },
        ],
      },
    });
    const script = {
      [search]: [answer('no-transactions')],
      [history]: [unmarked],
      [attachments]: [texts(''), texts('<p dir="ltr">Hello, where is\nmy order #10023456?</p>')],
    };

    // Act
    const outcome = await apply(enrichmentWrite(), script, { prior: 'unknown' });

    // Assess
    expect(outcome).toEqual({ kind: 'already-applied', vendorRef: '70' });
  });

  it('other words, or older ones, are none of ours, so that the note is written', async () => {
    // Prepare
    const unmarked: any = answer('marked');
    unmarked.body.items = ['52', '70'].map((id) => ({ ...unmarked.body.items[0], id, CustomFields: [] }));
    const texts: Reply = {
      status: 200,
      body: {
        items: [
          {
            id: '9',
            TransactionId: '70',
            ContentType: 'text/html',
            ContentLength: '60',
            Content: '<p>Another note</p>',
          },
        ],
      },
    };

    // Act
    const outcome = await apply(
      enrichmentWrite(),
      {
        [search]: [answer('no-transactions')],
        [history]: [unmarked],
        [attachments]: [texts],
        [comment]: [answer('comment')],
      },
      { prior: 'unknown' },
    );

    // Assess
    expect(outcome).toMatchObject({ kind: 'applied', vendorRef: '70' });
    expect(sent(attachments)?.body).toEqual([{ field: 'TransactionId', value: '70' }]);
  });

  it('being throttled while looking leaves it unknown', async () => {
    // Act
    const outcome = await apply(
      enrichmentWrite(),
      { [search]: [{ status: 429, headers: { 'retry-after': '5' }, body: '' }] },
      { prior: 'unknown' },
    );

    // Assess
    expect(outcome).toEqual({ kind: 'unavailable', status: 429 });
  });

  it('fields alone are written again without looking', async () => {
    // Act
    await apply(
      enrichmentWrite({ noteHtml: null }),
      { [update]: [answer('update')], [read]: [answer('ticket'), answer('ticket-filled')] },
      { prior: 'unknown' },
    );

    // Assess
    expect(callsMade()[1]).toBe(update);
  });
});

describe('credentials', () => {
  it.each([null, {}, { token: '' }, { token: 7 }])(
    '%j are said to be missing, without their values',
    async (secret) => {
      // Act
      const failure = await apply(enrichmentWrite(), {}, { secret }).catch((error: unknown) => error);

      // Assess
      expect(failure).toBeInstanceOf(NotConfiguredError);
    },
  );
});
