import { expect, test } from 'vitest';
import { runbookIn, runbookSectionOf, runbookText } from '../../../infra/runbooks.ts';

const runbook = {
  meaning: 'A message waits.',
  impact: 'Notes come late.',
  firstLook: 'The log: what does it say?',
  command: 'npm run redrive -- --stage prod',
};

test('a runbook is read from the description that it was written to', () => {
  expect(runbookIn(runbookText(runbook))).toEqual(runbook);
});

test.each(['', 'Somebody wrote this by hand.', 'What it means: a\nImpact: b\nLook first: c'])(
  'the description "%s" is no runbook of ours',
  (description) => {
    expect(runbookIn(description)).toBeNull();
  },
);

test.each([
  { part: 'write-back-zendesk-dead-letters-not-empty', title: 'Messages were given up', stake: 'messages' },
  { part: 'parked-rate', title: 'Messages were given up', stake: 'messages' },
  { part: 'reply-oldest-message', title: 'Messages wait', stake: 'messages' },
  { part: 'enrich-errors', title: 'A function crashes', stake: 'messages' },
  { part: 'ingest-throttles', title: 'Lambda has no room', stake: 'messages' },
  { part: 'api-server-errors', title: 'Webhooks do not get in', stake: 'messages' },
  { part: 'salesforce-catch-up-behind', title: 'Webhooks do not get in', stake: 'messages' },
  { part: 'request-tracker-unauthorised', title: 'A helpdesk lets us do nothing', stake: 'messages' },
  { part: 'zendesk-cap-reached', title: 'Money', stake: 'money' },
  { part: 'daily-cost', title: 'Money', stake: 'money' },
])('the alarm $part stands in "$title", where $stake are at stake', ({ part, title, stake }) => {
  expect(runbookSectionOf(part)).toMatchObject({ title, stake });
});

test('an alarm that the page does not have stands in no section', () => {
  expect(runbookSectionOf('coffee-cold')).toBeNull();
});
