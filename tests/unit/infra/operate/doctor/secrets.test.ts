import { expect, test } from 'vitest';
import { judgeSecret } from '../../../../../infra/operate/doctor/secrets.ts';

const place = { stage: 'prod', connector: 'zendesk' };
const webhook = { purpose: 'webhook', name: 'dragoman/prod/zendesk/1/webhook' } as const;
const api = { purpose: 'api', name: 'dragoman/prod/zendesk/1/api' } as const;

test.each([
  { secret: webhook, text: '{"signingSecrets":["s3cr3t"]}', severity: 'ok' },
  { secret: webhook, text: '{"signingSecrets":[]}', severity: 'error' },
  { secret: webhook, text: '{"signingSecret":"s3cr3t"}', severity: 'error' },
  { secret: webhook, text: 's3cr3t', severity: 'error' },
  { secret: api, text: '{"clientId":"x","clientSecret":"s3cr3t"}', severity: 'ok' },
  { secret: api, text: '["s3cr3t"]', severity: 'error' },
  { secret: api, text: 's3cr3t', severity: 'error' },
])(
  '$secret.purpose with the value $text is $severity, and nothing of it is said',
  ({ secret, text, severity }) => {
    // Act
    const finding = judgeSecret({ ...secret, text }, place);
    // Assess
    expect(finding).toMatchObject({ check: `secret.${secret.purpose}`, severity });
    expect(JSON.stringify(finding)).not.toContain('s3cr3t');
  },
);

test('a secret without a value is named with what follows and the command that puts it there', () => {
  expect(judgeSecret({ ...webhook, text: null }, place)).toEqual({
    check: 'secret.webhook',
    severity: 'error',
    what: 'The secret dragoman/prod/zendesk/1/webhook has no value yet.',
    meaning: 'Webhooks of this helpdesk are answered with 409, and nothing is translated.',
    mend: 'npm run connect -- zendesk --stage prod puts it there (by hand: docs/connecting.md).',
  });
});
