import { describe, expect, test } from 'vitest';
import type { Interpretation } from '../../../../../connectors/contract.ts';
import { EventShapeError } from '../../../../../events/define.ts';
import type { TicketFacts } from '../../../../../events/message-received.v1.ts';
import type { Origin } from '../../../../../functions/_shared/inbound/event-of.ts';
import { firstEventOf } from '../../../../../functions/_shared/inbound/first-event.ts';
import { anAccount } from '../../../../support/factories.ts';

const ticketFacts: TicketFacts = {
  ...{ subject: null, status: 'open', priority: null, channel: 'email', tags: [], brand: null },
  ...{ group: null, form: null, requester: '7001', requesterLocale: null },
};
const place = { ticket: '35', message: '901', occurredAt: '2026-01-09T08:21:07Z' };
const hint: Interpretation = {
  kind: 'hint',
  hint: { ...place, ticketFacts, about: 'message-id', conversation: 'c-1' },
};
const withdrawal: Interpretation = {
  kind: 'withdrawal',
  withdrawal: {
    ...place,
    message: 'deleted:1',
    ticketFacts,
    actor: null,
    withdrawn: { what: 'conversation' },
  },
};
const comment = (text: string): Interpretation => ({
  kind: 'staff-comment',
  comment: { ...place, ticketFacts, author: '5', text, isPublic: false, otherwise: 'private' },
});

/** The detail that would be published, parsed. */
function detailOf(meant: Interpretation, origin: Origin): unknown {
  const first = firstEventOf(meant, anAccount(), origin);
  return 'kind' in first ? first : JSON.parse(first.publication.entry.Detail);
}

describe('the event that a message’s way begins with', () => {
  test.each(['webhook', 'partner-bus', 'catch-up'] as const)(
    'has the same id however it came in, and says that it was by %s',
    (origin) => {
      expect(detailOf(hint, origin)).toMatchObject({
        type: 'message.received.v1',
        eventId: 'a315b85d-550b-57d1-ba78-21e3802733b1',
        origin,
        customerKey: 'zendesk:22129848:7001',
        content: { kind: 'hint', about: 'message-id', conversation: 'c-1' },
      });
    },
  );

  test('of a withdrawal is one of its own, without a customer', () => {
    expect(detailOf(withdrawal, 'catch-up')).toMatchObject({
      type: 'content.withdrawn.v1',
      message: 'deleted:1',
      customerKey: null,
      actor: null,
    });
  });

  test('of a command in staff’s note is that command', () => {
    expect(detailOf(comment('#translate Your order ships today.'), 'catch-up')).toMatchObject({
      type: 'reply.requested.v1',
      actor: '5',
      command: { name: 'translate' },
    });
  });

  test('is none where staff talk among themselves', () => {
    expect(detailOf(comment('Seen it.'), 'catch-up')).toEqual({
      kind: 'skipped',
      reason: 'private',
      place: { ticket: '35', message: '901', occurredAt: '2026-01-09T08:21:07Z' },
    });
  });

  test('is an error where the connector said something impossible', () => {
    const nonsense: Interpretation = { ...hint, hint: { ...hint.hint, occurredAt: 'yesterday' } };
    expect(() => firstEventOf(nonsense, anAccount(), 'webhook')).toThrow(EventShapeError);
  });
});
