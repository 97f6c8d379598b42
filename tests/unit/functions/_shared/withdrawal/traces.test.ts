import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTraces } from '../../../../../functions/_shared/withdrawal/traces.ts';
import { startTables, type Tables } from '../../../../support/tables.ts';

let tables: Tables;
beforeAll(async () => {
  tables = await startTables('ledger');
});
afterAll(() => tables.stop());

const traces = () =>
  createTraces({ db: tables.db, table: 'ledger', now: () => new Date('2026-01-09T08:00:00Z') });
const place = (conversationKey: string, message = 'm1', occurredAt = '2026-01-09T08:00:00Z') => ({
  conversationKey,
  message,
  occurredAt,
});

describe('the traces of messages', () => {
  it('grow with each thing that is kept, and name a thing once however often it is said', async () => {
    await traces().add(place('grows'), { translationKeys: ['a'] });
    await traces().add(place('grows'), {
      translationKeys: ['a', 'b'],
      copies: [{ ticket: '36', source: 'm1' }],
    });
    await traces().add(place('grows'), { copies: [{ source: 'm1', ticket: '36' }] });

    const trace = await traces().of(place('grows'));

    expect([...trace.translationKeys].sort()).toEqual(['a', 'b']);
    expect(trace.copies).toEqual([{ ticket: '36', source: 'm1' }]);
  });

  it('of a message that nothing was kept of are empty', async () => {
    expect(await traces().of(place('unknown'))).toEqual({ translationKeys: [], copies: [] });
    expect(await traces().messagesOf('unknown')).toEqual([]);
    expect(await traces().withdrawnBy(place('unknown'))).toBeNull();
  });

  it('tell whoever adds to them that the message has been withdrawn, and no other message', async () => {
    await traces().add(place('marked'), { translationKeys: ['a'] });
    await traces().withdraw(place('marked'));

    const told = await traces().add(place('marked'), { translationKeys: ['late'] });

    expect(told).toBe(true);
    expect(await traces().withdrawnBy(place('marked'))).toBe('message');
    expect(await traces().add(place('marked', 'm2'), { translationKeys: ['other'] })).toBe(false);
    // What came late is known all the same: whoever added it and died leaves nothing behind.
    expect([...(await traces().of(place('marked'))).translationKeys].sort()).toEqual(['a', 'late']);
  });

  it('of a deleted conversation name its messages; what is written after it was restored is not withdrawn', async () => {
    await traces().add(place('deleted', 'm1'), {});
    await traces().add(place('deleted', 'm2'), {});

    await traces().withdrawConversation('deleted', '2026-01-09T09:00:00Z');

    expect([...(await traces().messagesOf('deleted'))].sort()).toEqual(['m1', 'm2']);
    const by = (occurredAt: string) => traces().withdrawnBy(place('deleted', 'm3', occurredAt));
    expect(await by('2026-01-09T09:00:00.000Z')).toBe('conversation');
    expect(await by('2026-01-09T09:00:01Z')).toBeNull();
    expect(await traces().add(place('deleted', 'm4'), { translationKeys: ['a'] })).toBe(true);
  });

  it('lose nothing when many add at the same moment', async () => {
    const keys = Array.from({ length: 20 }, (_, index) => `key-${index}`);

    await Promise.all(keys.map((key) => traces().add(place('contested'), { translationKeys: [key] })));

    expect((await traces().of(place('contested'))).translationKeys).toHaveLength(20);
  });

  it('whoever adds or whoever withdraws sees the other, in whatever order they come', async () => {
    for (let round = 0; round < 20; round += 1) {
      const here = place(`race-${round}`);

      const [told] = await Promise.all([
        traces().add(here, { translationKeys: ['a'] }),
        traces().withdraw(here),
      ]);
      const seen = (await traces().of(here)).translationKeys;

      expect(told || seen.includes('a')).toBe(true);
    }
  });
});
