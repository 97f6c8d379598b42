import { expect, test } from 'vitest';
import { deadlineMsAt } from '../../../../../infra/local/replay/player.ts';

test.each([
  ['in real time', 1, 22_560_000],
  ['a hundred times faster', 100, 285_000],
])('a line is not called lost while a function may still try, %s', (_title, timeScale, expectedMs) => {
  const sixHoursScaledMs = (6 * 3_600_000) / timeScale;

  const deadlineMs = deadlineMsAt(timeScale);

  expect(deadlineMs).toBe(expectedMs);
  expect(deadlineMs).toBeGreaterThan(sixHoursScaledMs);
});
