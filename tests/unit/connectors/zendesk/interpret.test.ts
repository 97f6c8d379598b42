import { describe, expect, it } from 'vitest';
import { interpret, webhook, zendeskAccount } from '../../../support/zendesk.ts';

const runtimeUser = '8447388090001';
const agent = '8447388090495';
const customer = '8447388090494';

/** The recorded comment with one thing changed. */
function comment(change: (body: any) => void) {
  const body = webhook('comment-added');
  change(body);
  return body;
}
const byStaff = (isPublic: boolean) =>
  comment((body) => {
    body.detail.actor_id = agent;
    body.event.comment.author = { id: agent, is_staff: true, name: 'Made Up' };
    body.event.comment.is_public = isPublic;
  });

describe('comment_added: whose message is it', () => {
  it("the requester's: a complete message, in our words", () => {
    // Act
    const meaning = interpret(webhook('comment-added'));

    // Assess
    expect(meaning).toEqual({
      kind: 'message',
      message: {
        ticket: '5158',
        message: '8447388090777',
        occurredAt: '2026-01-09T08:21:07.394Z',
        ticketFacts: {
          subject: 'Paquete perdido',
          status: 'open',
          priority: 'high',
          channel: 'email',
          tags: ['order-help'],
          brand: '8447346621311',
          group: '8447320465790',
          form: '8646151517822',
          requester: customer,
          requesterLocale: null,
        },
        content: {
          author: { id: customer, role: 'requester' },
          text: 'Hola, ¿dónde está mi pedido #10023456?',
          html: null,
          attachmentCount: null,
          channel: null,
          isFirst: false,
          machineMade: null,
        },
      },
    });
  });

  it('the requester, even if also staff (internal helpdesks): customer message', () => {
    // Act
    const meaning = interpret(comment((body) => (body.event.comment.author.is_staff = true)));

    // Assess
    expect(meaning).toMatchObject({
      kind: 'message',
      message: { content: { author: { role: 'requester' } } },
    });
  });

  it('another participant (CC): customer message of that participant', () => {
    // Act
    const meaning = interpret(comment((body) => (body.event.comment.author.id = '8447388090496')));

    // Assess
    expect(meaning).toMatchObject({
      kind: 'message',
      message: { content: { author: { id: '8447388090496', role: 'participant' } } },
    });
  });

  it('an end user whom Zendesk put into a private comment, being not in the thread: customer message', () => {
    // Prepare
    const body = comment((each) => {
      each.event.comment.author.id = '8447388090496';
      each.event.comment.is_public = false;
    });

    // Act
    const meaning = interpret(body);

    // Assess
    expect(meaning).toMatchObject({
      kind: 'message',
      message: { content: { author: { role: 'participant' } } },
    });
  });

  it("staff's first comment on behalf of a requester: nothing for us unless it is a command", () => {
    // Prepare
    const body = byStaff(true);
    body.event.comment.body = body.detail.description;

    // Act
    const meaning = interpret(body);

    // Assess
    expect(meaning).toMatchObject({ kind: 'staff-comment', comment: { otherwise: 'on-behalf' } });
  });

  it('staff, public: nothing for us unless it is a command', () => {
    // Act
    const meaning = interpret(byStaff(true));

    // Assess
    expect(meaning).toMatchObject({
      kind: 'staff-comment',
      comment: { otherwise: 'agent-message', isPublic: true, ticket: '5158', message: '8447388090777' },
    });
  });

  it('staff, private: nothing for us unless it is a command', () => {
    // Act
    const meaning = interpret(byStaff(false));

    // Assess
    expect(meaning).toMatchObject({
      kind: 'staff-comment',
      comment: { otherwise: 'private', isPublic: false, author: agent },
    });
  });

  it.each([
    ['Zendesk itself (-1)', (body: any) => (body.event.comment.author.id = '-1')],
    ['nobody', (body: any) => (body.event.comment.author = null)],
    ['an author without an id', (body: any) => (body.event.comment.author.id = '')],
    ['a rule', (body: any) => (body.detail.via.channel = 'rule')],
    ['a side conversation', (body: any) => (body.detail.via.channel = 'side_conversation')],
    ['an answer bot', (body: any) => (body.detail.via.channel = 'answer_bot_for_web_widget')],
  ])('AI agent, trigger, rule, system, side conversation — %s: skipped with reason', (_, change) => {
    // Act
    const meaning = interpret(comment(change));

    // Assess
    expect(meaning).toMatchObject({ kind: 'skipped', reason: 'automation' });
  });

  it('in a ticket that began with a call: read back, because the event does not tell how this comment came', () => {
    // Act
    const meaning = interpret(comment((body) => (body.detail.via.channel = 'phone_call_inbound')));

    // Assess
    expect(meaning).toMatchObject({ kind: 'hint', hint: { message: '8447388090777', about: 'message-id' } });
  });
});

describe('our own echo', () => {
  const ours = [
    ['we are the author', (body: any) => (body.event.comment.author = { id: runtimeUser, is_staff: true })],
    ['we wrote as another', (body: any) => (body.detail.actor_id = runtimeUser)],
  ] as const;

  it.each(ours)('is dropped where the runtime user is dedicated: %s', (_, change) => {
    // Act
    const meaning = interpret(comment(change));

    // Assess
    expect(meaning).toMatchObject({ kind: 'skipped', reason: 'own-echo' });
  });

  it.each(ours)('is not told by authorship where that user also answers tickets: %s', (_, change) => {
    // Act
    const meaning = interpret(comment(change), zendeskAccount({ runtimeUserIsDedicated: false }));

    // Assess
    expect(meaning).not.toMatchObject({ reason: 'own-echo' });
  });

  it('is dropped for a new ticket, a field and a trigger too', () => {
    // Prepare
    const created = webhook('ticket-created');
    created.detail.actor_id = runtimeUser;
    const field = webhook('custom-field-changed');
    field.detail.actor_id = runtimeUser;
    const trigger = webhook('trigger');
    trigger.current_user_id = runtimeUser;

    // Act
    const reasons = [created, field, trigger].map((body) => {
      const meaning = interpret(body);
      return meaning.kind === 'skipped' && meaning.reason;
    });

    // Assess
    expect(reasons).toEqual(['own-echo', 'own-echo', 'own-echo']);
  });
});

describe('what a comment may look like', () => {
  it.each([
    ['an empty body', '', ''],
    ['no body', null, ''],
    ['emoji only', '🙏🏽👨‍👩‍👧', '🙏🏽👨‍👩‍👧'],
    ['right-to-left text', 'أين طلبي؟', 'أين طلبي؟'],
    ['60 kB', 'ñ'.repeat(30_000), 'ñ'.repeat(30_000)],
  ])('%s comes through whole', (_, body, expected) => {
    // Act
    const meaning = interpret(comment((each) => (each.event.comment.body = body)));

    // Assess
    expect(meaning.kind === 'message' && meaning.message.content.text).toBe(expected);
  });

  it('a ticket without assignee, group, form, brand, priority or subject is normal', () => {
    // Prepare
    const body = comment(({ detail }) => {
      Object.assign(detail, { assignee_id: null, group_id: '', form_id: null, brand_id: '', subject: '' });
      delete detail.priority;
      detail.tags = 'order-help vip';
    });

    // Act
    const meaning = interpret(body);

    // Assess
    expect(meaning.kind === 'message' && meaning.message.ticketFacts).toEqual({
      subject: null,
      status: 'open',
      priority: null,
      channel: 'email',
      tags: ['order-help', 'vip'],
      brand: null,
      group: null,
      form: null,
      requester: customer,
      requesterLocale: null,
    });
  });

  it("is known as the ticket's first by its text, whatever the line ends", () => {
    // Prepare
    const body = comment((each) => {
      each.detail.description = 'Hola,\r\n\r\nmi paquete no ha llegado.';
      each.event.comment.body = 'Hola,\n\nmi paquete no ha llegado.\n';
    });

    // Act
    const meaning = interpret(body);

    // Assess
    expect(meaning.kind === 'message' && meaning.message.content.isFirst).toBe(true);
  });
});

describe('scope', () => {
  it.each([
    ['a message', 'comment-added'],
    ['a new ticket', 'ticket-created'],
    ['a field', 'custom-field-changed'],
  ])('leaves %s out of an excluded brand', (_, name) => {
    // Prepare
    const settings = zendeskAccount({ scope: { exclude: { brands: ['8447346621311'] } } });

    // Act
    const meaning = interpret(webhook(name), settings);

    // Assess
    expect(meaning).toMatchObject({ kind: 'skipped', reason: 'out-of-scope' });
  });

  it("uses the REST API's words for channels, though events use others", () => {
    // Act
    const meanings = ['email', 'web'].map((channel) =>
      interpret(webhook('comment-added'), zendeskAccount({ scope: { include: { channels: [channel] } } })),
    );

    // Assess
    expect(meanings.map((meaning) => meaning.kind)).toEqual(['message', 'skipped']);
  });

  it('is left to reading back where a trigger tells only ids', () => {
    // Act
    const meaning = interpret(
      webhook('trigger'),
      zendeskAccount({ scope: { include: { brands: ['8447346621311'] } } }),
    );

    // Assess
    expect(meaning.kind).toBe('hint');
  });
});

describe('ticket.created', () => {
  it("hints at the ticket's first message", () => {
    // Act
    const meaning = interpret(webhook('ticket-created'));

    // Assess
    expect(meaning).toMatchObject({
      kind: 'hint',
      hint: {
        ticket: '5158',
        message: 'first:5158',
        occurredAt: '2026-01-08T10:12:07.100Z',
        about: 'first-message',
        ticketFacts: { status: 'new', priority: null, channel: 'email', requester: customer },
      },
    });
  });

  it.each([
    ['voicemail', 'voice'],
    ['phone_call_outbound', 'voice'],
    ['side_conversation', 'automation'],
  ])('is skipped for %s', (channel, reason) => {
    // Prepare
    const body = webhook('ticket-created');
    body.detail.via.channel = channel;

    // Act
    const meaning = interpret(body);

    // Assess
    expect(meaning).toMatchObject({ kind: 'skipped', reason });
  });
});

describe('ticket.custom_field_changed', () => {
  const changed = (field: string, current: unknown) => {
    const body = webhook('custom-field-changed');
    body.event.custom_field.id = field;
    body.event.current = current;
    return body;
  };

  it('by a human agent: the field-edited command, once per event', () => {
    // Act
    const meaning = interpret(webhook('custom-field-changed'));

    // Assess
    expect(meaning).toMatchObject({
      kind: 'command',
      command: {
        ticket: '5158',
        message: 'field:01JQMQH83YNAKWSWJ8B1QH2NSD',
        occurredAt: '2026-01-09T08:21:07.394Z',
        actor: agent,
        command: { name: 'field-edited', field: 'intent', value: 'Refund' },
      },
    });
  });

  it.each([
    ['360000000001', { value: 'dm_lang_pt_br' }, { field: 'language', value: 'pt-BR' }],
    ['360000000002', { value: 'dm_sentiment_negative' }, { field: 'sentiment', value: 'NEGATIVE' }],
    ['360000000003', 'dm_intent_order_status', { field: 'intent', value: 'OrderStatus' }],
    ['360000000001', { value: null }, { field: 'language', value: null }],
    ['360000000001', { value: 'some_other_tag' }, { field: 'language', value: null }],
  ])('maps field %s with %j back to our words', (field, current, expected) => {
    // Act
    const meaning = interpret(changed(field, current));

    // Assess
    expect(meaning).toMatchObject({ kind: 'command', command: { command: expected } });
  });

  it.each([
    [
      'a field that is not ours',
      (body: any) => (body.event.custom_field.id = '360000000099'),
      'unknown-event',
    ],
    ['the translated subject', (body: any) => (body.event.custom_field.id = '360000000004'), 'unknown-event'],
    ["the customer's own entry", (body: any) => (body.detail.actor_id = customer), 'unknown-event'],
    ['a rule', (body: any) => (body.detail.actor_id = '-1'), 'automation'],
    ['nobody', (body: any) => (body.detail.actor_id = null), 'automation'],
  ])('is no correction when it is %s', (_, change, reason) => {
    // Prepare
    const body = webhook('custom-field-changed');
    change(body);

    // Act
    const meaning = interpret(body);

    // Assess
    expect(meaning).toMatchObject({ kind: 'skipped', reason });
  });
});

describe('trigger webhook', () => {
  const headers = { 'x-zendesk-webhook-signature-timestamp': '2026-01-09T08:21:08Z' };

  it("hints at the ticket's latest message at the time that Zendesk signed", () => {
    // Act
    const meaning = interpret(webhook('trigger'), zendeskAccount(), headers);

    // Assess
    expect(meaning).toMatchObject({
      kind: 'hint',
      hint: {
        ticket: '5158',
        message: 'latest:5158:2026-01-09T08:21:08.000Z',
        occurredAt: '2026-01-09T08:21:08.000Z',
        about: 'latest-message',
        ticketFacts: { requester: customer, status: null },
      },
    });
  });

  it('hints at one comment where the template knows its id', () => {
    // Act
    const meaning = interpret({ ...webhook('trigger'), comment_id: '8447388090777' });

    // Assess
    expect(meaning).toMatchObject({ kind: 'hint', hint: { message: '8447388090777', about: 'message-id' } });
  });
});
