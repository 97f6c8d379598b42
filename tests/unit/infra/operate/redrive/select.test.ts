import { describe, expect, it } from 'vitest';
import { isMeant, isNarrowed, requireEachFound } from '../../../../../infra/operate/redrive/select.ts';
import { aParkedMessage } from '../../../../support/parked.ts';

const parked = aParkedMessage();

describe('which parked messages are meant', () => {
  it.each([
    [{}, true],
    [{ message: ['1b9d6bcd'] }, true],
    [{ message: ['00000000', parked.id] }, true],
    [{ message: ['00000000'] }, false],
    [{ queue: 'write-back-zendesk', reason: 'unauthorised', ticket: '5158' }, true],
    [{ connector: 'zendesk', account: '33' }, false],
    [{ reason: 'refused' }, false],
    [{ ticket: '5158', queue: 'reply' }, false],
  ])('by %j: %s', (selection, expected) => {
    expect(isMeant(parked, selection)).toBe(expected);
  });

  it('is said by any choice, and by none that was left out', () => {
    expect(isNarrowed({ ticket: undefined })).toBe(false);
    expect(isNarrowed({ reason: 'refused' })).toBe(true);
    expect(isNarrowed({ message: [] })).toBe(true);
  });

  it.each([
    ['1b9d', '"1b9d" is too short for an id: expected at least the 8 characters that the list shows.'],
    ['ffffffff', 'No parked message has the id ffffffff'],
    ['1b9d6bcd', '2 parked messages have ids that begin with 1b9d6bcd'],
  ])('is refused for the id %s', (id, message) => {
    const found = [parked, { ...parked, id: '1b9d6bcd-0000' }];

    expect(() => requireEachFound([id], found)).toThrow(message);
  });
});
