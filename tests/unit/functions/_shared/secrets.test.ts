import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  apiSecretName,
  createSecretSource,
  webhookSecret,
  webhookSecretName,
} from '../../../../functions/_shared/secrets.ts';

const client = new SecretsManagerClient({ region: 'eu-west-1' });
const manager = mockClient(client);
beforeEach(() => manager.reset());

const holds = (SecretString: string) => manager.on(GetSecretValueCommand).resolves({ SecretString });
const fetches = () => manager.commandCalls(GetSecretValueCommand).length;
function sourceWithClock() {
  const clock = { ms: Date.parse('2026-01-09T08:00:00Z') };
  const source = createSecretSource({ client, schema: webhookSecret, now: () => new Date(clock.ms) });
  return { clock, source };
}

describe('secrets', () => {
  test('have names that tell stage, tool and account', () => {
    const place = { connector: 'zendesk', account: '22129848' };
    expect(webhookSecretName('prod', place)).toBe('dragoman/prod/zendesk/22129848/webhook');
    expect(apiSecretName('prod', place)).toBe('dragoman/prod/zendesk/22129848/api');
  });

  test('are fetched once in five minutes', async () => {
    // Prepare
    holds('{"signingSecrets":["s1"]}');
    const { clock, source } = sourceWithClock();

    // Act
    const first = await source.read('name');
    clock.ms += 299_999;
    await source.read('name');
    const fetchesBefore = fetches();
    clock.ms += 1;
    await source.read('name');

    // Assess
    expect(first).toEqual({ kind: 'value', value: { signingSecrets: ['s1'] } });
    expect(fetchesBefore).toBe(1);
    expect(fetches()).toBe(2);
  });

  test('are fetched at most once a minute, however many signatures do not match', async () => {
    // Prepare
    holds('{"signingSecrets":["old"]}');
    const { clock, source } = sourceWithClock();
    await source.read('name');
    clock.ms += 61_000;
    holds('{"signingSecrets":["new","old"]}');

    // Act
    const anew = await source.readAnew('name');
    for (let flood = 0; flood < 50; flood += 1) {
      clock.ms += 1_000;
      await source.readAnew('name');
    }

    // Assess
    expect(anew).toEqual({ kind: 'value', value: { signingSecrets: ['new', 'old'] } });
    expect(fetches()).toBe(2);
  });

  test('asked for side by side are fetched in one call', async () => {
    // Prepare
    holds('{"signingSecrets":["s1"]}');
    const { source } = sourceWithClock();

    // Act
    await Promise.all([source.read('name'), source.read('name'), source.readAnew('name')]);

    // Assess
    expect(fetches()).toBe(1);
  });

  test.each([
    ['no value yet', undefined, 'no-value'],
    ['an empty value', '', 'no-value'],
    ['a value that is not JSON', 'hunter2', 'wrong-shape'],
    ['JSON of another shape', '{"signingSecrets":[]}', 'wrong-shape'],
    ['an empty secret among them', '{"signingSecrets":[""]}', 'wrong-shape'],
  ])('with %s are not configured', async (_case, value, why) => {
    // Prepare
    if (value === undefined) {
      const error = new ResourceNotFoundException({ message: 'none', $metadata: {} });
      manager.on(GetSecretValueCommand).rejects(error);
    } else holds(value);

    // Act
    const secret = await sourceWithClock().source.read('name');

    // Assess
    expect(secret).toEqual({ kind: 'not-configured', why });
  });

  test('that were missing are looked for again after a minute', async () => {
    // Prepare
    const { clock, source } = sourceWithClock();
    manager
      .on(GetSecretValueCommand)
      .rejects(new ResourceNotFoundException({ message: 'none', $metadata: {} }));
    await source.read('name');
    holds('{"signingSecrets":["s1"]}');

    // Act
    clock.ms += 59_999;
    const before = await source.read('name');
    clock.ms += 1;
    const after = await source.read('name');

    // Assess
    expect(before.kind).toBe('not-configured');
    expect(after.kind).toBe('value');
  });

  test('that cannot be read for another reason are an error, not "not configured"', async () => {
    // Prepare
    const refusal = Object.assign(new Error('no'), { name: 'AccessDeniedException' });
    manager
      .on(GetSecretValueCommand)
      .rejectsOnce(refusal)
      .resolves({ SecretString: '{"signingSecrets":["s"]}' });
    const { source } = sourceWithClock();

    // Act
    const reading = source.read('name');

    // Assess
    await expect(reading).rejects.toBe(refusal);
    expect((await source.read('name')).kind).toBe('value');
  });
});
