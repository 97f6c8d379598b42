import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ticketEventTypes } from '../../../../../../infra/local/helpdesks/zendesk/index.ts';
import { signatureOf } from '../../../../../../infra/local/helpdesks/zendesk/webhooks/delivery.ts';
import {
  agent,
  apiOf,
  customer,
  languageField,
  movableClock,
  startAccount,
  ticketOfCustomer,
} from './account.ts';
import { type ScriptedAnswer, startReceiver } from './receiver.ts';

const signingSecret = 'test-signing-secret';
const everyType = Object.values(ticketEventTypes);

async function accountWithReceiver(script: ScriptedAnswer[] = [], more: object = {}) {
  const receiver = await startReceiver(script);
  const clock = movableClock('2026-01-09T08:21:07.394Z');
  const helpdesk = await startAccount({
    now: clock.now,
    webhook: { url: receiver.url, signingSecret, subscriptions: everyType, retryDelayMs: 1, ...more },
  });
  return { helpdesk, receiver };
}

describe('signature', () => {
  test('is the one of Zendesk’s published example', () => {
    // Prepare
    const body = Buffer.from('{"event":"ticket.updated","id":123}');
    // Act
    const signature = signatureOf(
      'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==',
      '2021-03-25T05:09:27Z',
      body,
    );
    // Assess
    expect(signature).toBe('S/RDdU2ERmj7LHDDoWJ2onPYH+t7/f2+LTM4dL7UiLM=');
  });

  test('covers the timestamp header and the raw bytes of what is delivered', async () => {
    // Prepare
    const { helpdesk, receiver } = await accountWithReceiver();
    // Act
    await helpdesk.deliver({ text: '¿dónde?' }, { invocationId: 'inv-1' });
    // Assess
    const [{ headers, raw } = { headers: {}, raw: Buffer.of() }] = receiver.received;
    const expected = createHmac('sha256', signingSecret)
      .update('2026-01-09T08:21:07Z')
      .update(raw)
      .digest('base64');
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'x-zendesk-account-id': '22129848',
      'x-zendesk-webhook-id': expect.any(String),
      'x-zendesk-webhook-invocation-id': 'inv-1',
      'x-zendesk-webhook-signature': expected,
      'x-zendesk-webhook-signature-timestamp': '2026-01-09T08:21:07Z',
    });
  });

  test('can be bad, missing, old, of another secret, over any bytes and media type', async () => {
    // Prepare
    const { helpdesk, receiver } = await accountWithReceiver();
    // Act
    await helpdesk.deliver('x', { signature: 'bad' });
    await helpdesk.deliver('x', { signature: 'none' });
    await helpdesk.deliver(Buffer.from([0xff, 0x00]), {
      ageSeconds: 60,
      secret: 'other',
      contentType: 'text/plain',
    });
    // Assess
    const [bad, none, old] = receiver.received;
    const good = signatureOf(signingSecret, '2026-01-09T08:21:07Z', Buffer.from('x'));
    expect(bad?.headers['x-zendesk-webhook-signature']).not.toBe(good);
    expect(none?.headers).not.toHaveProperty('x-zendesk-webhook-signature');
    expect(none?.headers).not.toHaveProperty('x-zendesk-webhook-signature-timestamp');
    expect([...old!.raw]).toEqual([0xff, 0x00]);
    expect(old?.headers).toMatchObject({
      'content-type': 'text/plain',
      'x-zendesk-webhook-signature-timestamp': '2026-01-09T08:20:07Z',
      'x-zendesk-webhook-signature': signatureOf('other', '2026-01-09T08:20:07Z', Buffer.from([0xff, 0x00])),
    });
  });
});

describe('retries', () => {
  test.each<[string, ScriptedAnswer[], number, number | null]>([
    ['409 three times and gives up', [409, 409, 409, 409, 409], 4, 409],
    ['409 until it is taken', [409, 409], 3, 200],
    ['a timeout five times and gives up', ['hang', 'hang', 'hang', 'hang', 'hang', 'hang'], 6, null],
    ['a timeout and then a 409', ['hang', 409], 3, 200],
    ['429 with a short Retry-After', [{ status: 429, headers: { 'retry-after': '0' } }], 2, 200],
    ['503 with a short Retry-After', [{ status: 503, headers: { 'retry-after': '0' } }], 2, 200],
  ])('repeat %s', async (_name, script, attempts, status) => {
    // Prepare
    const { helpdesk, receiver } = await accountWithReceiver(script);
    // Act
    const result = await helpdesk.deliver({ id: 'e-1' });
    // Assess
    expect([result.attempts, receiver.received.length, result.status]).toEqual([attempts, attempts, status]);
    const ids = receiver.received.map(({ headers }) => headers['x-zendesk-webhook-invocation-id']);
    const signatures = receiver.received.map(({ headers }) => headers['x-zendesk-webhook-signature']);
    expect([new Set(ids).size, new Set(signatures).size]).toEqual([1, 1]);
  });

  test.each<[string, ScriptedAnswer]>([
    ['500', 500],
    ['500 that asks for it', { status: 500, headers: { 'retry-after': '0' } }],
    ['502', 502],
    ['400', 400],
    ['401', 401],
    ['413', 413],
    ['a redirect', { status: 302, headers: { location: '/else' } }],
    ['429 without Retry-After', 429],
    ['503 with a long Retry-After', { status: 503, headers: { 'retry-after': '61' } }],
  ])('never repeat %s', async (_name, answer) => {
    // Prepare
    const { helpdesk, receiver } = await accountWithReceiver([answer]);
    // Act
    const result = await helpdesk.deliver({ id: 'e-1' });
    // Assess
    expect(receiver.received).toHaveLength(1);
    expect(result.attempts).toBe(1);
  });

  test('are left out on request, and the answer is handed on with its headers', async () => {
    // Prepare
    const { helpdesk, receiver } = await accountWithReceiver([409]);
    // Act
    const result = await helpdesk.deliver({ id: 'e-1' }, { retry: false });
    // Assess
    expect(receiver.received).toHaveLength(1);
    expect(result).toMatchObject({ status: 409, body: 'seen', headers: { 'x-local-trace-id': '1-0-1' } });
  });

  test('do not happen where nobody listens', async () => {
    // Prepare
    const helpdesk = await startAccount({
      webhook: { url: 'http://127.0.0.1:1/', signingSecret, subscriptions: [] },
    });
    // Act
    const result = await helpdesk.deliver({ id: 'e-1' });
    // Assess
    expect([result.status, result.attempts]).toEqual([null, 1]);
  });
});

describe('events', () => {
  test('tell of a new ticket and of its first comment with string ids and upper-case values', async () => {
    // Prepare
    const { helpdesk, receiver } = await accountWithReceiver();
    // Act
    const change = helpdesk.createTicket({
      id: '35',
      subject: 'Paquete perdido',
      requester: customer.id,
      priority: 'high',
      tags: ['vip'],
      brand: '3',
      group: '4',
      form: '5',
      channel: 'api',
      comment: { id: '901', text: 'Hola, ¿dónde está mi pedido?', public: true },
    });
    await change.delivered;
    // Assess
    const bodies = receiver.received
      .map(({ json }) => json)
      .sort((one, other) => (one.type < other.type ? -1 : 1));
    const detail = {
      id: '35',
      subject: 'Paquete perdido',
      description: 'Hola, ¿dónde está mi pedido?',
      status: 'OPEN',
      custom_status: '8771',
      priority: 'HIGH',
      type: null,
      is_public: true,
      actor_id: '77',
      requester_id: '77',
      submitter_id: '77',
      assignee_id: null,
      group_id: '4',
      organization_id: null,
      brand_id: '3',
      form_id: '5',
      external_id: null,
      tags: ['vip'],
      via: { channel: 'web_service' },
      created_at: '2026-01-09T08:21:07Z',
      updated_at: '2026-01-09T08:21:07Z',
    };
    const common = {
      account_id: 22129848,
      id: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/),
      subject: 'zen:ticket:35',
      time: '2026-01-09T08:21:07.394000000Z',
      zendesk_event_version: '2022-11-06',
      detail,
    };
    expect(bodies).toEqual([
      {
        ...common,
        type: 'zen:event-type:ticket.comment_added',
        event: {
          comment: {
            id: '901',
            body: 'Hola, ¿dónde está mi pedido?',
            is_public: true,
            author: { id: '77', is_staff: false, name: 'Ana Cliente' },
          },
          meta: { sequence: { id: change.auditId, position: 2 } },
        },
      },
      {
        ...common,
        type: 'zen:event-type:ticket.created',
        event: { meta: { sequence: { id: change.auditId, position: 1 } } },
      },
    ]);
    expect(new Set(bodies.map(({ id }) => id)).size).toBe(2);
  });

  test('of a new ticket can come without one of its first comment', async () => {
    // Prepare
    const { helpdesk, receiver } = await accountWithReceiver([], { firstCommentEvent: false });
    // Act
    await ticketOfCustomer(helpdesk).delivered;
    // Assess
    expect(receiver.received.map(({ json }) => json.type)).toEqual(['zen:event-type:ticket.created']);
    expect(receiver.received[0]?.json.event).toEqual({});
    expect(receiver.received[0]?.json.detail.tags).toBeNull();
  });

  test('tell of everything that one write of the API did, with its user as the actor', async () => {
    // Prepare
    const { helpdesk, receiver } = await accountWithReceiver();
    await ticketOfCustomer(helpdesk).delivered;
    receiver.received.length = 0;
    const api = await apiOf(helpdesk);
    // Act
    await api('PUT', '/api/v2/tickets/35', {
      ticket: {
        comment: { body: 'note', public: false, author_id: 2 },
        custom_fields: [{ id: 360001, value: 'dm_lang_es' }],
        priority: 'urgent',
        status: 'pending',
        subject: 'Lost parcel',
      },
    });
    await helpdesk.settled();
    // Assess
    const events = new Map(
      receiver.received.map(({ json }) => [json.type.replace('zen:event-type:', ''), json]),
    );
    for (const { event } of events.values()) delete event.meta;
    expect(Object.fromEntries([...events].map(([type, { event }]) => [type, event]))).toEqual({
      'ticket.comment_added': {
        comment: {
          id: expect.any(String),
          body: 'note',
          is_public: false,
          author: { id: '2', is_staff: true, name: 'Marta Agent' },
        },
      },
      'ticket.custom_field_changed': {
        custom_field: { id: '360001', title: 'Language', type: 'tagger' },
        current: { value: 'dm_lang_es' },
        previous: { value: null },
      },
      'ticket.tags_changed': { tags_added: ['dm_lang_es'], tags_removed: [] },
      'ticket.priority_changed': { current: 'URGENT', previous: null },
      'ticket.status_changed': { current: 'PENDING', previous: 'OPEN' },
      'ticket.subject_changed': { current: 'Lost parcel', previous: 'Paquete perdido' },
    });
    expect([...events.values()].map(({ detail }) => detail.actor_id)).toEqual(['9', '9', '9', '9', '9', '9']);
  });

  test('that the webhook does not subscribe to stay at home', async () => {
    // Prepare
    const { helpdesk, receiver } = await accountWithReceiver([], {
      subscriptions: [ticketEventTypes.commentAdded],
    });
    ticketOfCustomer(helpdesk);
    // Act
    helpdesk.setFieldByAgent('35', { agentId: agent.id, fieldId: languageField.id, value: 'dm_lang_pt' });
    await helpdesk.settled();
    // Assess
    expect(receiver.received.map(({ json }) => json.type)).toEqual(['zen:event-type:ticket.comment_added']);
  });

  test('of a change by program are told to the caller and not sent when it says so', async () => {
    // Prepare
    const { helpdesk, receiver } = await accountWithReceiver();
    ticketOfCustomer(helpdesk);
    await helpdesk.settled();
    receiver.received.length = 0;
    // Act
    const change = helpdesk.addComment(
      '35',
      { id: '902', text: '¿Hola?', author: customer.id, public: true },
      { deliver: false },
    );
    const delivered = await change.delivered;
    // Assess
    expect(change.events.map(({ type }) => type)).toEqual(['zen:event-type:ticket.comment_added']);
    expect(change.commentId).toBe('902');
    expect([delivered, receiver.received]).toEqual([[], []]);
  });

  test('can be had for a comment that exists, each with an id of its own', async () => {
    // Prepare
    const { helpdesk, receiver } = await accountWithReceiver();
    helpdesk.createTicket(
      { id: 'r1', subject: '', requester: customer.id, comment: { id: 'r1-1', text: 'Hola', public: true } },
      { deliver: false },
    );
    // Act
    const first = helpdesk.eventFor('r1', 'r1-1', 'ticket.comment_added');
    const second = helpdesk.eventFor('r1', 'r1-1', 'ticket.created');
    // Assess
    expect([first.type, second.type]).toEqual([
      'zen:event-type:ticket.comment_added',
      'zen:event-type:ticket.created',
    ]);
    expect(first.event).toMatchObject({ comment: { id: 'r1-1', body: 'Hola' } });
    expect(first.id).not.toBe(second.id);
    expect(receiver.received).toEqual([]);
  });

  test('of a merge name the target, and the merged ticket is closed, tagged and says where it went', async () => {
    // Prepare
    const { helpdesk } = await accountWithReceiver();
    ticketOfCustomer(helpdesk);
    helpdesk.createTicket({
      id: '36',
      subject: 'Otra',
      requester: customer.id,
      comment: { text: 'x', public: true },
    });
    const api = await apiOf(helpdesk);
    // Act
    const change = helpdesk.mergeTicket('35', '36', agent.id);
    const ticket = await api('GET', '/api/v2/tickets/35');
    const audits = await api('GET', '/api/v2/tickets/35/audits?sort=-created_at');
    // Assess
    const merged = change.events.find(({ type }) => type === 'zen:event-type:ticket.merged');
    expect(merged?.event).toMatchObject({ target_ticket_id: '36' });
    expect(ticket.body.ticket).toMatchObject({ status: 'closed', tags: ['closed_by_merge'] });
    expect(audits.body.audits[0].via).toEqual({
      channel: 'web',
      source: {
        rel: 'merge',
        from: { ticket_id: 35, subject: 'Paquete perdido' },
        to: { ticket_id: 36, subject: 'Otra' },
      },
    });
    expect(helpdesk.notesOf('35').map(({ plain }) => plain)).toEqual([
      'This request was closed and merged into request #36 "Otra".',
    ]);
    expect(helpdesk.notesOf('36').map(({ plain }) => plain)).toEqual([
      'Request #35 "Paquete perdido" was closed and merged into this request.',
    ]);
  });
});

describe('a webhook of a trigger', () => {
  test('sends what its template makes, with nothing escaped', async () => {
    // Prepare
    const { helpdesk, receiver } = await accountWithReceiver([], {
      subscriptions: [],
      triggerTemplate:
        '{"ticket":"{{ticket.id}}","by":"{{ current_user.id }}","text":"{{ticket.latest_comment}}{{nothing}}"}',
    });
    // Act
    helpdesk.createTicket({
      id: '35',
      subject: '',
      requester: customer.id,
      comment: { text: 'a "b"', public: true },
    });
    await helpdesk.settled();
    // Assess
    expect(receiver.received.map(({ raw }) => raw.toString())).toEqual([
      '{"ticket":"35","by":"77","text":"a "b""}',
    ]);
  });

  test('cannot subscribe to events as well', async () => {
    // Prepare
    const helpdesk = await startAccount();
    // Act
    const act = () =>
      helpdesk.setWebhook({
        url: 'http://127.0.0.1:1/',
        signingSecret,
        subscriptions: ['x'],
        triggerTemplate: '{}',
      });
    // Assess
    expect(act).toThrow('a webhook of a trigger cannot also subscribe to events');
  });
});
