import { expect, test } from 'vitest';
import { judgeQueue } from '../../../../../infra/operate/doctor/queues.ts';

test.each([
  { name: 'dragoman-prod-enrich.fifo', messages: 0, finding: 'queues.depth: ok' },
  { name: 'dragoman-prod-enrich.fifo', messages: 999, finding: 'queues.depth: ok' },
  { name: 'dragoman-prod-enrich.fifo', messages: 1_000, finding: 'queues.depth: warning' },
  { name: 'dragoman-prod-enrich-dead-letters.fifo', messages: 0, finding: 'queues.dead-letters: ok' },
  { name: 'dragoman-prod-enrich-dead-letters.fifo', messages: 1, finding: 'queues.dead-letters: error' },
  { name: 'dragoman-prod-ingest-partner-dead-letters', messages: 1, finding: 'queues.dead-letters: error' },
  { name: 'dragoman-prod-undeliverable', messages: 0, finding: 'queues.undeliverable: ok' },
  { name: 'dragoman-prod-undeliverable', messages: 2, finding: 'queues.undeliverable: error' },
])('$messages in $name: $finding', ({ finding, ...count }) => {
  const { check, severity } = judgeQueue(count, 'prod');
  expect(`${check}: ${severity}`).toBe(finding);
});

test('what was given up is mended by redrive', () => {
  expect(judgeQueue({ name: 'dragoman-prod-reply-dead-letters.fifo', messages: 1 }, 'prod')).toMatchObject({
    what: '1 message was given up and waits in dragoman-prod-reply-dead-letters.fifo.',
    mend: 'Mend what else is named here, then npm run redrive -- --stage prod',
  });
  expect(judgeQueue({ name: 'dragoman-prod-undeliverable', messages: 2 }, 'prod')).toMatchObject({
    what: '2 messages could not be handed over by AWS and wait in dragoman-prod-undeliverable.',
    mend: 'npm run redrive -- --stage prod',
  });
});
