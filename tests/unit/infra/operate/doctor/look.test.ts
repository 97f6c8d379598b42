import { expect, test } from 'vitest';
import { fine } from '../../../../../connectors/set-up.ts';
import { look, TimeLimitError, unseen, within } from '../../../../../infra/operate/doctor/look.ts';

const subject = { check: 'queues.depth', what: 'the queues', action: 'sqs:GetQueueAttributes' };
const failing = (name: string, message = '') => Object.assign(new Error(message), { name });

test('a refusal names the right to allow, and on what', () => {
  // Prepare
  const refusal = failing(
    'AccessDenied',
    'User: arn:aws:iam::111122223333:user/ana is not authorized to perform: sqs:getqueueattributes on resource: ' +
      'arn:aws:sqs:eu-central-1:111122223333:dragoman-prod-enrich.fifo because no identity-based policy allows it',
  );
  // Assess
  expect(unseen(subject, refusal)).toEqual({
    check: 'queues.depth',
    severity: 'warning',
    what: 'Doctor may not look at the queues: the AWS user lacks the right sqs:getqueueattributes.',
    meaning: 'Whether it is well is not known. Dragoman itself does not need this right of yours.',
    mend:
      'Allow sqs:getqueueattributes on arn:aws:sqs:eu-central-1:111122223333:dragoman-prod-enrich.fifo to this user, ' +
      'or run doctor as one who may.',
  });
});

test('a refusal that does not say of what names the right that was needed', () => {
  expect(unseen(subject, failing('AccessDeniedException')).mend).toBe(
    'Allow sqs:GetQueueAttributes on * to this user, or run doctor as one who may.',
  );
});

test('a refusal of the key that a secret is encrypted with names that key’s right', () => {
  const refusal = failing('AccessDeniedException', 'Access to KMS is not allowed');

  expect(unseen({ ...subject, action: 'secretsmanager:GetSecretValue' }, refusal).mend).toBe(
    'Allow kms:Decrypt on * to this user, or run doctor as one who may.',
  );
});

test('an outage is told by its name only, since its text may hold anything', () => {
  // Act
  const finding = unseen(subject, failing('ThrottlingException', 'Rate exceeded for ana@example.com'));
  // Assess
  expect(finding.severity).toBe('warning');
  expect(finding.what).toBe('Doctor could not look at the queues: AWS says ThrottlingException.');
  expect(JSON.stringify(finding)).not.toContain('ana@example.com');
});

test('what is looked at is judged; what fails is a finding', async () => {
  // Act
  const seen = await look(
    subject,
    async () => 3,
    (count) => [fine('queues.depth', `${count} messages.`)],
  );
  const refused = await look(
    subject,
    () => Promise.reject(failing('AccessDenied')),
    () => [],
  );
  // Assess
  expect(seen).toEqual([fine('queues.depth', '3 messages.')]);
  expect(refused).toMatchObject([{ check: 'queues.depth', severity: 'warning' }]);
});

test('a defect of the judgement is not taken for an outage', async () => {
  await expect(
    look(
      subject,
      async () => 3,
      () => {
        throw new RangeError('ours');
      },
    ),
  ).rejects.toThrow(RangeError);
});

test('what does not answer in time is given up, and says so', async () => {
  // Prepare
  const silent = new Promise<never>(() => undefined);
  // Act
  const given = within(10, silent);
  // Assess
  await expect(given).rejects.toBeInstanceOf(TimeLimitError);
  expect(unseen(subject, await given.catch((error: unknown) => error)).what).toBe(
    'Doctor could not look at the queues: Nothing came within 0.01 seconds.',
  );
});

test('what answers in time is given', async () => {
  await expect(within(30_000, Promise.resolve('here'))).resolves.toBe('here');
});
