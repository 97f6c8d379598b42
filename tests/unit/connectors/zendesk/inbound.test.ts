import { describe, expect, it } from 'vitest';
import { zendesk } from '../../../../connectors/zendesk/index.ts';
import { deliveryOf, interpret, receivedAt, signed, webhook, webhookText } from '../../../support/zendesk.ts';

const { verify, decode } = zendesk.inbound;

describe('verify', () => {
  const body = Buffer.from(webhookText('comment-added'));

  it('trusts what the account signed', () => {
    // Prepare
    const headers = signed(body, 'made-up-signing-secret', '2026-01-09T08:21:08Z');

    // Act
    const verdict = verify({ headers, body, receivedAt }, ['made-up-signing-secret']);

    // Assess
    expect(verdict).toEqual({ trusted: true, secretIndex: 0 });
  });

  it.each([
    ['2026-01-08T08:21:10Z', { trusted: true, secretIndex: 0 }],
    ['2026-01-07T20:21:09Z', { trusted: false, why: 'outside-window' }],
    ['2026-01-09T08:25:00Z', { trusted: true, secretIndex: 0 }],
    ['2026-01-09T08:27:00Z', { trusted: false, why: 'outside-window' }],
    ['1767946868', { trusted: false, why: 'malformed' }],
    ['', { trusted: false, why: 'malformed' }],
  ])('takes a signature up to a day old and five minutes ahead, garbage never: %j', (timestamp, expected) => {
    // Prepare
    const headers = signed(body, 'made-up-signing-secret', timestamp);

    // Act
    const verdict = verify({ headers, body, receivedAt }, ['made-up-signing-secret']);

    // Assess
    expect(verdict).toEqual(expected);
  });

  it('refuses the published test key, which anyone can sign with, even where it is stored as the secret', () => {
    // Prepare
    const delivery = {
      headers: {
        'x-zendesk-webhook-signature': 'S/RDdU2ERmj7LHDDoWJ2onPYH+t7/f2+LTM4dL7UiLM=',
        'x-zendesk-webhook-signature-timestamp': '2021-03-25T05:09:27Z',
      },
      body: Buffer.from('{"event":"ticket.updated","id":123}'),
      receivedAt: new Date('2021-03-25T05:09:28Z'),
    };

    // Act
    const verdicts = [
      verify(delivery, ['made-up-signing-secret']),
      verify(delivery, ['dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==']),
    ];

    // Assess
    expect(verdicts).toEqual([
      { trusted: false, why: 'public-test-key' },
      { trusted: false, why: 'public-test-key' },
    ]);
  });

  it.each(['x-zendesk-webhook-signature', 'x-zendesk-webhook-signature-timestamp'])(
    'sees no proof where %s is missing',
    (name) => {
      // Prepare
      const headers = signed(body, 'made-up-signing-secret', '2026-01-09T08:21:08Z');
      const { [name]: _, ...without } = headers;

      // Act
      const verdict = verify({ headers: without, body, receivedAt }, ['made-up-signing-secret']);

      // Assess
      expect(verdict).toEqual({ trusted: false, why: 'no-proof' });
    },
  );
});

describe('decode', () => {
  it('keeps every id exact, also beyond 2^53', () => {
    // Act
    const decoded = decode(deliveryOf(webhookText('large-ids')));
    const meaning = interpret(webhookText('large-ids'));

    // Assess
    expect(decoded.ok && decoded.value.account).toBe('9007199254740993');
    expect(meaning).toMatchObject({
      kind: 'message',
      message: {
        ticket: '9007199254740995',
        message: '123456789012345678901',
        content: { author: { id: '9007199254740997', role: 'requester' } },
      },
    });
  });

  it('takes numbers for ids as well as strings, and any version of the envelope', () => {
    // Prepare
    const body = webhook('comment-added');
    body.detail.id = 5158;
    body.event.comment.id = 8447388090777;
    body.zendesk_event_version = '2031-01-01';

    // Act
    const meaning = interpret(body);

    // Assess
    expect(meaning).toMatchObject({ kind: 'message', message: { ticket: '5158', message: '8447388090777' } });
  });

  it('ignores fields that it does not know', () => {
    // Prepare
    const body = webhook('comment-added');
    body.brand_new = { deep: [1] };
    body.detail.brand_new = true;

    // Act
    const meaning = interpret(body);

    // Assess
    expect(meaning.kind).toBe('message');
  });

  it.each([
    ['account_id', (body: any) => delete body.account_id],
    ['id', (body: any) => delete body.id],
    ['type', (body: any) => delete body.type],
    ['time', (body: any) => delete body.time],
    ['detail', (body: any) => delete body.detail],
    ['detail.id', (body: any) => delete body.detail.id],
    ['event.comment', (body: any) => delete body.event.comment],
    ['event.comment.id', (body: any) => delete body.event.comment.id],
    ['event.comment.is_public', (body: any) => delete body.event.comment.is_public],
  ])('names a missing %s by its path', (path, remove) => {
    // Prepare
    const body = webhook('comment-added');
    remove(body);

    // Act
    const decoded = decode(deliveryOf(body));

    // Assess
    expect(!decoded.ok && decoded.error.map((problem) => problem.path)).toEqual([path]);
  });

  it('tells what it expected, never what it got', () => {
    // Prepare
    const body = webhook('comment-added');
    body.time = 'Llámame al 600 000 000';
    body.event.comment.body = { text: 'Llámame al 600 000 000' };

    // Act
    const decoded = decode(deliveryOf(body));

    // Assess
    expect(JSON.stringify(decoded)).not.toContain('600');
  });

  it.each([
    ['no JSON', Buffer.from('<html>')],
    ['an empty body', Buffer.from('')],
    ['bytes that are not UTF-8', Buffer.from('{"dragoman":"\xff"}', 'latin1')],
  ])('answers %s with a problem instead of an exception', (_, body) => {
    // Act
    const decoded = decode({ headers: {}, body, receivedAt });

    // Assess
    expect(decoded).toEqual({ ok: false, error: [{ path: '(body)', expected: 'JSON in UTF-8' }] });
  });

  it.each(['null', '[]', '7', '"text"'])('answers JSON that is no object (%s) with a problem', (body) => {
    // Act
    const decoded = decode(deliveryOf(body));

    // Assess
    expect(decoded.ok).toBe(false);
  });

  it('skips an event that nobody asked for', () => {
    // Act
    const meaning = interpret(webhook('status-changed'));

    // Assess
    expect(meaning).toEqual({ kind: 'skipped', reason: 'unknown-event', place: null });
  });
});
