import { describe, expect, it } from 'vitest';
import { conversationKeyOf, eventIdOf, uuidV5 } from '../../../events/ids.ts';

describe('Event ids', () => {
  it('agree with the example of RFC 9562, appendix A.4', () => {
    const dnsNamespace = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';

    expect(uuidV5(dnsNamespace, 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  });

  it('are the same for the same message and differ in each part that names it', () => {
    const parts = {
      type: 'message.received.v1',
      connector: 'zendesk',
      account: '1',
      message: '9',
      attempt: 1,
    };

    const ids = [
      eventIdOf(parts),
      eventIdOf({ ...parts }),
      eventIdOf({ ...parts, type: 'message.enriched.v1' }),
      eventIdOf({ ...parts, connector: 'salesforce' }),
      eventIdOf({ ...parts, account: '19', message: '' }),
      eventIdOf({ ...parts, account: '2' }),
      eventIdOf({ ...parts, attempt: 2 }),
    ];

    expect(ids[0]).toBe('6996b01a-dfb9-554c-a49a-c02341c17d7c');
    expect(new Set(ids).size).toBe(6);
  });

  it('name a conversation by its parts, or by a hash where a FIFO group could not hold them', () => {
    expect(conversationKeyOf('zendesk', '22129848', '5158')).toBe('zendesk:22129848:5158');
    expect(conversationKeyOf('zendesk', '22129848', 'x'.repeat(83))).toHaveLength(100);
    expect(conversationKeyOf('zendesk', '22129848', 'x'.repeat(84))).toMatch(/^[0-9a-f]{64}$/);
  });
});
