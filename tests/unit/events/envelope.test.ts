import { describe, expect, it } from 'vitest';
import { firstEnvelope, followingEnvelope } from '../../../events/envelope.ts';

const hint = firstEnvelope('message.received.v1', {
  connector: 'salesforce',
  account: '00DRM000000Fxts2AC',
  ticket: '02sRM00000a1B2cYAE',
  message: '02sRM00000a1B2cYAE',
  occurredAt: '2026-01-09T08:21:07.000Z',
  customerKey: null,
  agentLanguage: 'en',
});

describe('The envelope of an event caused by another', () => {
  it('belongs to the conversation of the ticket that has become known', () => {
    // Act
    const { ticket, conversationKey, correlationId } = followingEnvelope('message.enriched.v1', hint, {
      ticket: '500RM000002xyzAYAQ',
    });

    // Assess
    expect([ticket, conversationKey, correlationId]).toEqual([
      '500RM000002xyzAYAQ',
      'salesforce:00DRM000000Fxts2AC:500RM000002xyzAYAQ',
      hint.eventId,
    ]);
  });

  it('stays in the conversation of its cause where nothing more is known of the ticket', () => {
    const { conversationKey } = followingEnvelope('message.enriched.v1', hint, { message: 'other' });

    expect(conversationKey).toBe(hint.conversationKey);
  });
});
