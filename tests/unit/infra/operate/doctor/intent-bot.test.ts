import { expect, test } from 'vitest';
import { loadIntents } from '../../../../../infra/intents.ts';
import { type AliasState, judgeAlias } from '../../../../../infra/operate/doctor/intent-bot.ts';

const own = { stage: 'prod', intents: loadIntents() };
const english = { localeId: 'en_US', enabled: true, status: 'Built', failures: [] };
const alias = (changes: Partial<AliasState> = {}): AliasState => ({
  status: 'Available',
  locales: [english],
  ...changes,
});

test('a bot that is built in each language of the intents is well', () => {
  expect(judgeAlias(alias(), own)).toMatchObject([{ check: 'intent-bot.locale', severity: 'ok' }]);
});

test.each([
  {
    what: 'a locale that failed, with the reason',
    locales: [{ ...english, status: 'Failed', failures: ['No utterances'] }],
    state: 'Failed; No utterances',
  },
  { what: 'a locale that is being built', locales: [{ ...english, status: 'Building' }], state: 'Building' },
  {
    what: 'a locale that the alias does not enable',
    locales: [{ ...english, enabled: false }],
    state: 'not enabled',
  },
  { what: 'intents that were never deployed', locales: [], state: 'not deployed' },
])('$what is an error', ({ locales, state }) => {
  expect(judgeAlias(alias({ locales }), own)).toMatchObject([
    {
      severity: 'error',
      what: `The Lex bot cannot be asked in en_US (${state}).`,
      mend: expect.stringContaining('npm run deploy -- --stage prod'),
    },
  ]);
});

test('an alias that is not available is one error, whatever is behind it', () => {
  expect(judgeAlias(alias({ status: 'Failed' }), own)).toMatchObject([
    { check: 'intent-bot.alias', severity: 'error' },
  ]);
});
