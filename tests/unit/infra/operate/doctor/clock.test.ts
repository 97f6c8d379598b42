import { expect, test } from 'vitest';
import { helpdeskClockFindings, ownClockFindings } from '../../../../../infra/operate/doctor/clock.ts';

const aws = new Date('2026-01-09T08:00:00Z');
const after = (seconds: number) => new Date(aws.getTime() + seconds * 1_000);

test.each([
  { seconds: 0, severity: 'ok' },
  { seconds: -60, severity: 'ok' },
  { seconds: 61, severity: 'warning' },
  { seconds: -400, severity: 'warning' },
])("this machine's clock $seconds s ahead is $severity", ({ seconds, severity }) => {
  expect(ownClockFindings(after(seconds), aws)).toMatchObject([{ check: 'aws.clock', severity }]);
});

test("where AWS's clock is not known nothing is said", () => {
  expect(ownClockFindings(aws, null)).toEqual([]);
});

test.each([
  { seconds: 30, severity: 'ok' },
  { seconds: 200, severity: 'warning' },
  { seconds: 301, severity: 'error' },
  { seconds: -3_000, severity: 'warning' },
])("a helpdesk's clock $seconds s ahead is $severity", ({ seconds, severity }) => {
  expect(helpdeskClockFindings('Zendesk', { helpdesk: after(seconds), aws })).toMatchObject([
    { check: 'helpdesk.clock', severity },
  ]);
});

test('which way a clock is wrong is said in seconds', () => {
  expect(ownClockFindings(after(-90), aws)[0]!.what).toBe("This machine's clock is 90 s slow by AWS's.");
  expect(helpdeskClockFindings('Zendesk', { helpdesk: after(301), aws })[0]!.what).toBe(
    "Zendesk's clock is 301 s fast by AWS's.",
  );
});
