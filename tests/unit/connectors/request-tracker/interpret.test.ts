import { describe, expect, it } from 'vitest';
import {
  anasId,
  hook,
  interpret,
  requestTrackerAccount,
} from '../../../support/request-tracker-connector.ts';

describe('a customer’s message', () => {
  it('by mail is complete: text, author without their address, ticket in our words', () => {
    // Act
    const meaning = interpret(hook('mail-created', { requestor_lang: 'es_MX', priority: '50' }));

    // Assess
    expect(meaning).toEqual({
      kind: 'message',
      message: {
        ticket: '1',
        message: '53',
        occurredAt: '2026-11-26T09:50:46.000Z',
        ticketFacts: {
          subject: '¿Dónde está mi pedido?',
          status: 'new',
          priority: 'normal',
          channel: 'email',
          tags: [],
          brand: null,
          group: 'Support',
          form: null,
          requester: anasId,
          requesterLocale: 'es-MX',
        },
        content: {
          author: { id: anasId, role: 'requester' },
          text: 'Hola, ¿dónde está mi pedido #10023456?\n',
          html: null,
          attachmentCount: 1,
          channel: 'email',
          isFirst: true,
          machineMade: null,
        },
      },
    });
    expect(JSON.stringify(meaning)).not.toContain('ana@');
  });

  it('later in the ticket does not tell how the ticket came to be', () => {
    // Act
    const meaning = interpret(hook('mail-correspond'));

    // Assess
    expect(meaning).toMatchObject({
      kind: 'message',
      message: {
        message: '55',
        ticketFacts: { channel: null },
        content: { isFirst: false, channel: 'email' },
      },
    });
  });

  it('that is HTML alone has its markup and its text', () => {
    // Act
    const meaning = interpret(hook('mail-html-only'));

    // Assess
    expect(meaning).toMatchObject({
      message: {
        content: { text: '注文した商品がまだ届きません。', html: '<p>注文した商品がまだ届きません。</p>' },
      },
    });
  });

  it('that is too long for a delivery is a hint to be read back', () => {
    // Act
    const meaning = interpret(hook('mail-too-long'));

    // Assess
    expect(meaning).toMatchObject({
      kind: 'hint',
      hint: {
        ticket: '1',
        message: '68',
        about: 'message-id',
        ticketFacts: { status: 'open', group: 'Support' },
      },
    });
  });

  it('made by a machine says so', () => {
    // Act
    const meaning = interpret(hook('mail-auto-submitted'));

    // Assess
    expect(meaning).toMatchObject({ message: { content: { machineMade: 'auto-submitted' } } });
  });

  it('is one of theirs too when somebody else of the outside writes', () => {
    // Act
    const meaning = interpret(hook('mail-participant'));

    // Assess
    expect(meaning).toMatchObject({
      kind: 'message',
      message: { content: { author: { role: 'participant' } } },
    });
  });

  it('of a member of staff who is the requestor is a customer’s, too', () => {
    // Act
    const meaning = interpret(
      hook('mail-correspond', { creator: 'nora', creator_privileged: true, creator_is_requestor: true }),
    );

    // Assess
    expect(meaning).toMatchObject({
      kind: 'message',
      message: { content: { author: { id: 'nora', role: 'requester' } } },
    });
  });

  it('that came by the comment address is still a customer’s', () => {
    // Act
    const meaning = interpret(hook('mail-participant', { type: 'Comment' }));

    // Assess
    expect(meaning).toMatchObject({ kind: 'message' });
  });

  it('out of scope is skipped: a queue is a group, a mail a channel', () => {
    // Act
    const meanings = [
      { exclude: { groups: ['Support'] } },
      { include: { groups: ['Billing'] } },
      { exclude: { channels: ['email'] } },
    ].map((scope) => interpret(hook('mail-created'), requestTrackerAccount({ scope })));

    // Assess
    expect(meanings).toMatchObject([
      { kind: 'skipped', reason: 'out-of-scope' },
      { kind: 'skipped', reason: 'out-of-scope' },
      { kind: 'skipped', reason: 'out-of-scope' },
    ]);
  });
});

describe('what staff write', () => {
  it('as a comment may be a command, with its text free of markup', () => {
    // Act
    const meaning = interpret(hook('staff-comment'));

    // Assess
    expect(meaning).toMatchObject({
      kind: 'staff-comment',
      comment: {
        author: 'marta',
        text: '#translate Thank you. Your order ships today.',
        isPublic: false,
        otherwise: 'private',
      },
    });
  });

  it.each([
    ['a public answer', 'staff-correspond', 'agent-message'],
    ['the first message on behalf of a customer', 'staff-created', 'on-behalf'],
  ])('as %s asks nothing', (_, name, otherwise) => {
    // Act
    const meaning = interpret(hook(name));

    // Assess
    expect(meaning).toMatchObject({ kind: 'staff-comment', comment: { isPublic: true, otherwise } });
  });

  it('into a ticket that has no requestor is on behalf of nobody', () => {
    // Act
    const meaning = interpret(hook('staff-created', { requestor: null }));

    // Assess
    expect(meaning).toMatchObject({ comment: { otherwise: 'agent-message' } });
  });

  it.each(['RT_System', 'Nobody'])('is nobody’s when RT itself (%s) has written it', (creator) => {
    // Act
    const meaning = interpret(hook('staff-correspond', { creator, creator_privileged: false }));

    // Assess
    expect(meaning).toMatchObject({ kind: 'skipped', reason: 'automation' });
  });
});

describe('our own echo', () => {
  it('is known by its mark, even where an agent’s token wrote it', () => {
    // Act
    const meaning = interpret(hook('agent-token-reply'));

    // Assess
    expect(meaning).toEqual({
      kind: 'skipped',
      reason: 'own-echo',
      place: { ticket: '1', message: '85', occurredAt: '2026-11-26T09:50:50.000Z' },
    });
  });

  it('is known by its author in any case of letters, where that user does nothing else', () => {
    // Prepare
    const note = hook('staff-comment', { creator: 'Dragoman' });

    // Act
    const dedicated = interpret(note);
    const shared = interpret(note, requestTrackerAccount({ runtimeUserIsDedicated: false }));

    // Assess
    expect(dedicated).toMatchObject({ kind: 'skipped', reason: 'own-echo' });
    expect(shared).toMatchObject({ kind: 'staff-comment', comment: { author: 'Dragoman' } });
  });

  it('is not what somebody typed into the field of our mark', () => {
    // Act
    const meaning = interpret(hook('staff-comment', { write_key: 'please hurry' }));

    // Assess
    expect(meaning).toMatchObject({ kind: 'staff-comment' });
  });
});

describe('a change of one of our fields', () => {
  it('by an agent corrects us', () => {
    // Act
    const meaning = interpret(hook('field-changed'));

    // Assess
    expect(meaning).toMatchObject({
      kind: 'command',
      command: {
        ticket: '1',
        message: 'field:108',
        occurredAt: '2026-11-26T09:50:51.000Z',
        actor: 'marta',
        command: { name: 'field-edited', field: 'language', value: 'pt' },
      },
    });
  });

  it('to nothing says that it was cleared', () => {
    // Act
    const meaning = interpret(hook('field-cleared'));

    // Assess
    expect(meaning).toMatchObject({ command: { command: { field: 'intent', value: null } } });
  });

  it.each([
    ['Dragoman Language', 'pt_br', 'pt-BR'],
    ['Dragoman Language', ' ES ', 'es'],
    ['Dragoman Language', 'Portuguese', 'Portuguese'],
    ['Dragoman Sentiment', 'negative', 'NEGATIVE'],
    ['Dragoman Sentiment', 'furious', null],
    ['Dragoman Intent', ' Refund ', 'Refund'],
  ])('%s typed as %j is %j to us', (field, typed, value) => {
    // Act
    const meaning = interpret(hook('field-changed', { field, value: typed }));

    // Assess
    expect(meaning).toMatchObject({ command: { command: { value } } });
  });

  it.each([
    ['a field of somebody else', { field: 'Severity' }, 'unknown-event'],
    ['a customer', { creator: 'ana@example.org', creator_privileged: false }, 'unknown-event'],
    ['ourselves', { creator: 'dragoman' }, 'own-echo'],
    ['a scrip', { creator: 'RT_System', creator_privileged: false }, 'automation'],
  ])('by or of %s is none of ours', (_, changes, reason) => {
    // Act
    const meaning = interpret(hook('field-changed', changes));

    // Assess
    expect(meaning).toMatchObject({ kind: 'skipped', reason });
  });

  it('follows the names in the settings', () => {
    // Prepare
    const settings = requestTrackerAccount({ vendor: { fields: { language: 'Sprache' } } });

    // Act
    const meanings = ['Sprache', 'Dragoman Language'].map(
      (field) => interpret(hook('field-changed', { field }), settings).kind,
    );

    // Assess
    expect(meanings).toEqual(['command', 'skipped']);
  });
});

describe('a deleted ticket', () => {
  it('withdraws its conversation, also out of scope', () => {
    // Act
    const meaning = interpret(
      hook('ticket-deleted'),
      requestTrackerAccount({ scope: { include: { groups: ['Billing'] } } }),
    );

    // Assess
    expect(meaning).toMatchObject({
      kind: 'withdrawal',
      withdrawal: {
        ticket: '4',
        message: 'withdrawal:113',
        actor: 'marta',
        withdrawn: { what: 'conversation' },
      },
    });
  });
});

describe('a delivery of something else', () => {
  it.each([{ event: 'watched' }, { type: 'EmailRecord' }])('such as %j asks nothing of us', (changes) => {
    // Act
    const meaning = interpret(hook('mail-correspond', changes));

    // Assess
    expect(meaning).toMatchObject({ kind: 'skipped', reason: 'unknown-event' });
  });
});
