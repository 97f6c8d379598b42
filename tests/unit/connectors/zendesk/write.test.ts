import { afterEach, describe, expect, it } from 'vitest';
import type { AccountSettingsInput } from '../../../../connectors/account.ts';
import { type EnrichmentWrite, NotConfiguredError } from '../../../../connectors/contract.ts';
import { type Reply, type ScriptedServer, startScriptedServer } from '../../../support/scripted-server.ts';
import { answer, clientAt, enrichmentWrite } from '../../../support/zendesk.ts';

const put = 'PUT /api/v2/tickets/5158';
const read = 'GET /api/v2/tickets/5158';
const audits = 'GET /api/v2/tickets/5158/audits';
const addTags = 'PUT /api/v2/tickets/5158/tags';
const noFields = { language: null, sentiment: null, intent: null, subject: null };
const raise = { to: 'high', onlyFrom: [null, 'normal'] } as const;

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
  server = await startScriptedServer({ 'POST /oauth/tokens': [answer('token')], ...script });
  const client = clientAt(server.url, options.account, { secret: options.secret });
  return client.apply(write, { priorAttempt: options.prior ?? 'none' });
}
const callsMade = () =>
  server.seen.filter(({ path }) => path !== '/oauth/tokens').map(({ method, path }) => `${method} ${path}`);
const updates = () => server.seen.filter(({ method, path }) => method === 'PUT' && !path.endsWith('/tags'));

describe('one update', () => {
  it('carries the private note, the fields by their option tags and our marker, as Zendesk wants them', async () => {
    // Act
    const outcome = await apply(enrichmentWrite(), { [put]: [answer('update')] });

    // Assess
    expect(outcome).toEqual({
      kind: 'applied',
      vendorRef: '8447388091111',
      wrote: ['fields', 'note'],
      missing: [],
    });
    expect(callsMade()).toEqual([put]);
    expect(server.seen[1]).toMatchObject({
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        authorization: 'Bearer made-up-access-token',
      },
      body: {
        ticket: {
          comment: { html_body: '<p>Where is my order?</p>', public: false },
          custom_fields: [
            { id: 360000000001, value: 'dm_lang_es' },
            { id: 360000000002, value: 'dm_sentiment_negative' },
            { id: 360000000003, value: 'dm_intent_refund' },
            { id: 360000000004, value: 'Lost parcel' },
          ],
          metadata: { dragoman_write_key: 'write-key-1', dragoman_source_message: '8447388090777' },
        },
      },
    });
    expect(Object.keys(server.seen[1]?.body.ticket)).toEqual(['comment', 'custom_fields', 'metadata']);
  });

  it('asks for a token by client credentials, with the scope that opens audits and takes uploads', async () => {
    // Act
    await apply(enrichmentWrite(), { [put]: [answer('update')] });

    // Assess
    expect(server.seen[0]).toMatchObject({
      method: 'POST',
      path: '/oauth/tokens',
      body: {
        grant_type: 'client_credentials',
        client_id: 'made-up-client',
        client_secret: 'made-up-secret',
        scope: 'read write',
        expires_in: 1800,
      },
    });
  });

  it('without a note is called by its audit', async () => {
    // Act
    const outcome = await apply(enrichmentWrite({ noteHtml: null }), {
      [put]: [answer('update-fields-only')],
    });

    // Assess
    expect(outcome).toMatchObject({ kind: 'applied', vendorRef: '8447388091110', wrote: ['fields'] });
    expect(updates()[0]?.body.ticket).not.toHaveProperty('comment');
  });

  it('leaves fields alone that are not to change, and those without an id in the settings', async () => {
    // Act
    await apply(
      enrichmentWrite({ fields: { ...noFields, language: 'pt-BR', intent: 'Refund' } }),
      { [put]: [answer('update')] },
      { account: { vendor: { fields: { language: '360000000001' } } } },
    );

    // Assess
    expect(updates()[0]?.body.ticket.custom_fields).toEqual([{ id: 360000000001, value: 'dm_lang_pt_br' }]);
  });

  it('reports fields as missing where the answer shows that one was not set', async () => {
    // Act
    const outcome = await apply(enrichmentWrite(), { [put]: [answer('update-field-ignored')] });

    // Assess
    expect(outcome).toMatchObject({ kind: 'applied', missing: ['fields'] });
  });

  it('reports fields as missing where an intent has no option tag', async () => {
    // Act
    const outcome = await apply(enrichmentWrite({ fields: { ...noFields, intent: 'order-status' } }), {
      [put]: [answer('update')],
    });

    // Assess
    expect(outcome).toMatchObject({ kind: 'applied', wrote: ['note'], missing: ['fields'] });
  });

  it('puts the translation into a text field where the settings say so, with no comment', async () => {
    // Prepare
    const translated = answer('update-fields-only');
    (translated.body as any).ticket.custom_fields.push({ id: 360000000005, value: 'Where is my order?' });

    // Act
    const outcome = await apply(
      enrichmentWrite({ fields: noFields }),
      { [put]: [translated] },
      { account: { vendor: { translation: { to: 'field', field: '360000000005' } } } },
    );

    // Assess
    expect(outcome).toMatchObject({ kind: 'applied', wrote: ['note'], missing: [] });
    expect(updates()[0]?.body.ticket).toMatchObject({
      custom_fields: [{ id: 360000000005, value: 'Where is my order?' }],
    });
    expect(updates()[0]?.body.ticket).not.toHaveProperty('comment');
  });
});

describe('a translation for a text field', () => {
  const toField = {
    vendor: { fields: { language: '360000000001' }, translation: { to: 'field', field: '360000000005' } },
  };

  it('that Zendesk refuses goes as a note, once nothing else can be the reason', async () => {
    // Act
    const outcome = await apply(
      enrichmentWrite({ fields: noFields }),
      { [put]: [answer('422-option'), answer('update')] },
      { account: toField },
    );

    // Assess
    expect(outcome).toMatchObject({ kind: 'applied', wrote: ['note'], missing: [] });
    expect(updates().map(({ body }) => Object.keys(body.ticket))).toEqual([
      ['custom_fields', 'metadata'],
      ['comment', 'metadata'],
    ]);
  });

  it('is refused with the other fields where one of those may be the reason', async () => {
    // Act
    const outcome = await apply(
      enrichmentWrite({ fields: { ...noFields, language: 'es' } }),
      { [put]: [answer('422-option')] },
      { account: toField },
    );

    // Assess
    expect(outcome).toMatchObject({ kind: 'refused', code: 'invalid' });
    expect(updates()).toHaveLength(1);
  });

  it('of an older message, or the rest of a long one, is a note from the start', async () => {
    // Act
    await apply(
      enrichmentWrite({ fields: noFields, noteIsCurrent: false }),
      { [put]: [answer('update')] },
      { account: toField },
    );

    // Assess
    expect(Object.keys(updates()[0]?.body.ticket)).toEqual(['comment', 'metadata']);
  });
});

describe('tags', () => {
  it('are added by a call of their own before the update, never set', async () => {
    // Act
    const outcome = await apply(enrichmentWrite({ addTags: ['dm_budget'] }), {
      [addTags]: [answer('tags-added')],
      [put]: [answer('update')],
    });

    // Assess
    expect(outcome).toMatchObject({ kind: 'applied', wrote: ['fields', 'note', 'tags'] });
    expect(callsMade()).toEqual([addTags, put]);
    expect(server.seen[1]?.body).toEqual({ tags: ['dm_budget'] });
  });

  it('that cannot be added now leave the note for the next try, so that it is not written twice', async () => {
    // Act
    const outcome = await apply(enrichmentWrite({ addTags: ['dm_budget'] }), {
      [addTags]: [answer('429-seconds')],
    });

    // Assess
    expect(outcome).toEqual({ kind: 'throttled', retryAfterMs: 41_000 });
    expect(callsMade()).toEqual([addTags]);
  });

  it('alone need no update', async () => {
    // Act
    const outcome = await apply(
      enrichmentWrite({ noteHtml: null, fields: noFields, addTags: ['dm_budget'] }),
      { [addTags]: [answer('tags-added')] },
    );

    // Assess
    expect(outcome).toEqual({ kind: 'applied', vendorRef: '5158', wrote: ['tags'], missing: [] });
    expect(callsMade()).toEqual([addTags]);
  });
});

describe('priority', () => {
  it('is raised on condition that nobody changed the ticket since it was read', async () => {
    // Act
    const outcome = await apply(enrichmentWrite({ priority: raise }), {
      [read]: [answer('ticket')],
      [put]: [answer('update-raised')],
    });

    // Assess
    expect(outcome).toMatchObject({ kind: 'applied', wrote: ['fields', 'note', 'priority'], missing: [] });
    expect(callsMade()).toEqual([read, put]);
    expect(updates()[0]?.body.ticket).toMatchObject({
      priority: 'high',
      updated_stamp: '2026-01-09T08:21:07Z',
      safe_update: true,
    });
  });

  it('that someone else has set stays, and the rest is written', async () => {
    // Prepare
    const urgent = answer('ticket');
    (urgent.body as any).ticket.priority = 'urgent';

    // Act
    const outcome = await apply(enrichmentWrite({ priority: raise }), {
      [read]: [urgent],
      [put]: [answer('update')],
    });

    // Assess
    expect(outcome).toMatchObject({ kind: 'applied', wrote: ['fields', 'note'], missing: [] });
    expect(updates()[0]?.body.ticket).not.toHaveProperty('priority');
    expect(updates()[0]?.body.ticket).not.toHaveProperty('safe_update');
  });

  it('is given up when the ticket changed in between, and the rest is written', async () => {
    // Act
    const outcome = await apply(enrichmentWrite({ priority: raise }), {
      [read]: [answer('ticket')],
      [put]: [answer('409-safe-update'), answer('update')],
    });

    // Assess
    expect(outcome).toMatchObject({ kind: 'applied', wrote: ['fields', 'note'] });
    expect(updates()).toHaveLength(2);
    expect(updates()[1]?.body.ticket).not.toHaveProperty('priority');
    expect(updates()[1]?.body.ticket).not.toHaveProperty('safe_update');
  });

  it('alone, and not to be raised any more, writes nothing', async () => {
    // Prepare
    const urgent = answer('ticket');
    (urgent.body as any).ticket.priority = 'urgent';

    // Act
    const outcome = await apply(enrichmentWrite({ noteHtml: null, fields: noFields, priority: raise }), {
      [read]: [urgent],
    });

    // Assess
    expect(outcome).toMatchObject({ kind: 'applied', wrote: [], missing: [] });
    expect(callsMade()).toEqual([read]);
  });
});

describe('after a try whose result is unknown', () => {
  it('an audit with our marker means that it is done', async () => {
    // Act
    const outcome = await apply(
      enrichmentWrite(),
      { [audits]: [answer('audits-with-our-mark')] },
      { prior: 'unknown' },
    );

    // Assess
    expect(outcome).toEqual({ kind: 'already-applied', vendorRef: '8447388091111' });
    expect(callsMade()).toEqual([audits]);
    expect(server.seen[1]?.query).toMatchObject({ sort: '-created_at' });
  });

  it('no such audit means that it is written now', async () => {
    // Act
    const outcome = await apply(
      enrichmentWrite(),
      { [audits]: [answer('audits-without-our-mark')], [put]: [answer('update')] },
      { prior: 'unknown' },
    );

    // Assess
    expect(outcome).toMatchObject({ kind: 'applied' });
    expect(callsMade()).toEqual([audits, put]);
  });

  it.each([
    ['a fault of the server', '503-silent', { kind: 'unavailable', status: 503 }],
    [
      'throttling, which is not to be taken for "nothing was written"',
      '429-seconds',
      { kind: 'unavailable', status: 429 },
    ],
    ['missing rights', '403', { kind: 'unauthorised', status: 403 }],
  ])('nothing is written while the audits cannot be read for %s', async (_, name, expected) => {
    // Act
    const outcome = await apply(enrichmentWrite(), { [audits]: [answer(name)] }, { prior: 'unknown' });

    // Assess
    expect(outcome).toEqual(expected);
    expect(callsMade()).toEqual([audits]);
  });
});

describe('a ticket that cannot be written', () => {
  it('closed: a final refusal that is part of normal life', async () => {
    // Act
    const outcome = await apply(enrichmentWrite(), {
      [put]: [answer('422-closed')],
      [audits]: [answer('audits-without-our-mark')],
    });

    // Assess
    expect(outcome).toEqual({ kind: 'refused', status: 422, code: 'ticket-closed', expected: true });
  });

  it('merged: nothing is written, and the target is named', async () => {
    // Act
    const outcome = await apply(enrichmentWrite(), {
      [put]: [answer('422-closed')],
      [audits]: [answer('audits-merged-into-5200')],
    });

    // Assess
    expect(outcome).toEqual({ kind: 'moved', ticket: '5200' });
    expect(callsMade()).toEqual([put, audits]);
  });

  it('closed after others were merged into it: those are not written to', async () => {
    // Act
    const outcome = await apply(enrichmentWrite(), {
      [put]: [answer('422-closed')],
      [audits]: [answer('audits-others-merged-into-it')],
    });

    // Assess
    expect(outcome).toMatchObject({ kind: 'refused', code: 'ticket-closed' });
    expect(updates()).toHaveLength(1);
  });

  it('closed, with an audit that names another ticket for another reason: that one is not written to', async () => {
    // Prepare
    const followUp = answer('audits-merged-into-5200');
    (followUp.body as any).audits[0].via.source.rel = 'follow_up';

    // Act
    const outcome = await apply(enrichmentWrite(), { [put]: [answer('422-closed')], [audits]: [followUp] });

    // Assess
    expect(outcome).toMatchObject({ kind: 'refused', code: 'ticket-closed' });
    expect(updates()).toHaveLength(1);
  });

  it('deleted: a final refusal that is part of normal life', async () => {
    // Act
    const outcome = await apply(enrichmentWrite(), { [put]: [answer('404')] });

    // Assess
    expect(outcome).toEqual({ kind: 'refused', status: 404, code: 'ticket-not-found', expected: true });
  });

  it('full of 5000 comments: a final refusal that is part of normal life', async () => {
    // Act
    const outcome = await apply(enrichmentWrite(), { [put]: [answer('422-comments')] });

    // Assess
    expect(outcome).toEqual({ kind: 'refused', status: 422, code: 'too-many-comments', expected: true });
    expect(updates()).toHaveLength(1);
  });

  it('for another reason, such as a field option that does not exist: refused, and worth a look', async () => {
    // Act
    const outcome = await apply(enrichmentWrite(), { [put]: [answer('422-option')] });

    // Assess
    expect(outcome).toEqual({ kind: 'refused', status: 422, code: 'invalid', expected: false });
    expect(updates()).toHaveLength(1);
  });
});

describe('503', () => {
  it.each([
    [
      'with a time to come back is like being throttled',
      '503-retry-after',
      { kind: 'throttled', retryAfterMs: 7_000 },
    ],
    ['without one is like any fault of the server', '503-silent', { kind: 'unavailable', status: 503 }],
  ])('%s', async (_, name, expected) => {
    // Act
    const outcome = await apply(enrichmentWrite(), { [put]: [answer(name)] });

    // Assess
    expect(outcome).toEqual(expected);
  });
});

describe('credentials', () => {
  it('an expired token is replaced once and the update sent again', async () => {
    // Act
    const outcome = await apply(enrichmentWrite(), { [put]: [answer('401'), answer('update')] });

    // Assess
    expect(outcome.kind).toBe('applied');
    expect(server.seen.map(({ path }) => path)).toEqual([
      '/oauth/tokens',
      '/api/v2/tickets/5158',
      '/oauth/tokens',
      '/api/v2/tickets/5158',
    ]);
  });

  it('a second 401 in a row is a matter for a person', async () => {
    // Act
    const outcome = await apply(enrichmentWrite(), { [put]: [answer('401')] });

    // Assess
    expect(outcome).toEqual({ kind: 'unauthorised', status: 401 });
    expect(updates()).toHaveLength(2);
  });

  it.each([
    ['refused', 'token-refused', { kind: 'unauthorised', status: 401 }],
    ['throttled', '429-seconds', { kind: 'throttled', retryAfterMs: 41_000 }],
    ['down', '500', { kind: 'unavailable', status: 500 }],
  ])(
    'that are %s when a token is asked for end the try before anything is sent',
    async (_, name, expected) => {
      // Act
      const outcome = await apply(enrichmentWrite(), { 'POST /oauth/tokens': [answer(name)] });

      // Assess
      expect(outcome).toEqual(expected);
      expect(updates()).toHaveLength(0);
    },
  );

  it('that are not there yet, or of another shape, are a fault of the set-up and not of Zendesk', async () => {
    // Act
    const outcome = apply(enrichmentWrite(), {}, { secret: { token: 'made-up' } });

    // Assess
    await expect(outcome).rejects.toThrow(NotConfiguredError);
  });
});
