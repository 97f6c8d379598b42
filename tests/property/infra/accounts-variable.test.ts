import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { accountSettings } from '../../../connectors/account.ts';
import { compactAccounts } from '../../../infra/accounts-variable.ts';

const id = fc.stringMatching(/^[0-9]{1,6}$/);
const ids = fc.array(id, { maxLength: 3 });
const share = fc.constantFrom(0, 0.5, 0.55, 0.6, 0.8, 1);
const optional = <Value>(model: Record<string, fc.Arbitrary<Value>>) =>
  fc.record(model, { requiredKeys: [] });
const scopeSide = optional({ brands: ids, groups: ids, channels: ids, tags: ids });
const language = fc.constantFrom('en', 'es', 'pt-BR', 'zh-Hant');

const account = fc.record(
  {
    connector: fc.constant('zendesk'),
    account: id,
    baseUrl: fc.constant('https://acme.zendesk.com'),
    agentLanguages: fc.record(
      { default: language, groups: fc.dictionary(id, language), brands: fc.dictionary(id, language) },
      { requiredKeys: ['default'] },
    ),
    runtimeUserId: id,
    mode: fc.constantFrom('observe', 'notes', 'full'),
    scope: optional({ include: scopeSide, exclude: scopeSide }),
    notes: fc.constantFrom('translated', 'always', 'never'),
    thresholds: optional({ language: share, sentiment: share, intent: share, intentChange: share }),
    caps: optional({
      charactersPerMessage: fc.constantFrom(1, 20_000),
      charactersPerDay: fc.constantFrom(7, 2_000_000),
    }),
    engines: fc.dictionary(fc.constantFrom('*', 'es>en', 'de>nl'), fc.constantFrom([], ['amazon-translate'])),
    englishPivot: fc.boolean(),
    vendor: fc.dictionary(id, fc.jsonValue()),
  },
  { requiredKeys: ['connector', 'account', 'baseUrl', 'agentLanguages', 'runtimeUserId'] },
);

it('gives back, when the function parses it, exactly the settings that went in', () => {
  fc.assert(
    fc.property(fc.array(account, { maxLength: 3 }), (inputs) => {
      // Prepare
      const settings = z.parse(z.array(accountSettings), JSON.parse(JSON.stringify(inputs)));
      // Act
      const variable = compactAccounts(settings);
      // Assess
      expect(isDeepStrictEqual(z.parse(z.array(accountSettings), JSON.parse(variable)), settings)).toBe(true);
      expect(variable.length).toBeLessThanOrEqual(JSON.stringify(settings).length);
    }),
    { numRuns: 300 },
  );
});
