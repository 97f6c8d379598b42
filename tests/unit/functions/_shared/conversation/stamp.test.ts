import { describe, expect, test } from 'vitest';
import { isNewer } from '../../../../../functions/_shared/conversation/stamp.ts';

describe('which of two messages is newer', () => {
  test.each([
    ['a later second', '2026-01-09T08:21:08Z', '1', '2026-01-09T08:21:07Z', '2', true],
    ['an earlier second', '2026-01-09T08:21:07Z', '2', '2026-01-09T08:21:08Z', '1', false],
    [
      'the same instant in another zone, higher id',
      '2026-01-09T09:21:07+01:00',
      '2',
      '2026-01-09T08:21:07Z',
      '1',
      true,
    ],
    ['the same instant, more digits', '2026-01-09T08:21:07Z', '10', '2026-01-09T08:21:07Z', '9', true],
    [
      'ids that a double cannot tell apart',
      '2026-01-09T08:21:07Z',
      '9007199254740993',
      '2026-01-09T08:21:07Z',
      '9007199254740992',
      true,
    ],
    ['words in order of the alphabet', '2026-01-09T08:21:07Z', 'b', '2026-01-09T08:21:07Z', 'a', true],
    ['the very same message', '2026-01-09T08:21:07Z', '1', '2026-01-09T08:21:07Z', '1', false],
  ])('is decided by time and then by message id: %s', (_case, atOne, idOne, atOther, idOther, expected) => {
    expect(isNewer({ at: atOne, message: idOne }, { at: atOther, message: idOther })).toBe(expected);
  });

  test('is any message where there was none before', () => {
    expect(isNewer({ at: '2026-01-09T08:21:07Z', message: '1' }, null)).toBe(true);
  });
});
