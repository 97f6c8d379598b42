import { describe, expect, it } from 'vitest';
import { emptyMemory } from '../../../../../functions/_shared/conversation/memory.ts';
import { partIn, remembersAnything } from '../../../../../infra/operate/forget/holdings.ts';
import { conversationOf, conversationOfRow } from '../../../../../infra/operate/forget/keys.ts';

const zendesk = { connector: 'zendesk', account: '22129848' };
const ana = 'zendesk:22129848:77';
const last = {
  stamp: { at: '2026-01-09T08:00:00Z', message: '1' },
  attempt: 1,
  correlationId: 'c',
  note: null,
};
const row = (changes: object) => ({
  pk: 'zendesk:22129848:1',
  version: 1,
  memory: { ...emptyMemory, ...changes },
});

describe('what is remembered of a conversation', () => {
  it('is nothing once the functions have emptied it, and nothing where there is no row', () => {
    expect(remembersAnything(row({}))).toBe(false);
    expect(remembersAnything(undefined)).toBe(false);
  });

  it.each([
    { authorLanguages: { 77: {} } },
    { lastOfRequester: { ...last, customerKey: ana } },
    { sentiments: [{ label: 'NEGATIVE' }] },
    { intent: { name: 'Refund' } },
    { chat: { conversation: 'c' } },
    { noted: last.stamp },
  ])('is something as long as there is %j', (changes) => {
    expect(remembersAnything(row(changes))).toBe(true);
  });
});

describe('whose conversation it is', () => {
  const lucs = 'zendesk:22129848:78';

  it.each([
    [
      'the last message of the requester is theirs',
      { lastOfRequester: { ...last, customerKey: ana } },
      'own',
    ],
    [
      'theirs, though others wrote as well',
      { lastOfRequester: { ...last, customerKey: ana }, authorLanguages: { 77: {}, 78: {} } },
      'own',
    ],
    [
      'somebody else’s, in which they wrote',
      { lastOfRequester: { ...last, customerKey: lucs }, authorLanguages: { 77: {}, 78: {} } },
      'participant',
    ],
    ['theirs alone, its last message redacted', { authorLanguages: { 77: {} } }, 'own'],
    ['of several, its last message redacted', { authorLanguages: { 77: {}, 78: {} } }, 'participant'],
    ['somebody else’s', { lastOfRequester: { ...last, customerKey: lucs } }, 'none'],
    ['another customer’s whose id begins alike', { authorLanguages: { 771: {} } }, 'none'],
  ])('%s', (_title, changes, part) => {
    expect(partIn(row(changes), ana, '77')).toBe(part);
  });

  it('is told by its key, which names the ticket of this account and no other’s', () => {
    expect(conversationOfRow(zendesk, 'zendesk:22129848:1')).toEqual(conversationOf(zendesk, '1'));
    expect(conversationOfRow(zendesk, 'zendesk:221298489:1')).toBeNull();
    expect(conversationOfRow(zendesk, 'preview#zendesk:22129848:1')).toBeNull();
  });
});
