import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { type AccountSettingsInput, accountSettings } from '../../../connectors/account.ts';
import { compactAccounts } from '../../../infra/accounts-variable.ts';

const least: AccountSettingsInput = {
  connector: 'zendesk',
  account: '22129848',
  baseUrl: 'https://acme.zendesk.com',
  agentLanguages: { default: 'en' },
  runtimeUserId: '8447388090001',
};
const compact = (input: AccountSettingsInput): unknown =>
  JSON.parse(compactAccounts([z.parse(accountSettings, input)]))[0];

describe('the variable ACCOUNTS', () => {
  it('holds nothing that has its default value', () => {
    expect(compact(least)).toEqual(least);
  });

  it('holds a setting that differs, and of a group only what differs in it', () => {
    expect(
      compact({
        ...least,
        mode: 'observe',
        thresholds: { intent: 0.7, language: 0.8 },
        caps: { charactersPerDay: 5 },
      }),
    ).toEqual({ ...least, mode: 'observe', thresholds: { intent: 0.7 }, caps: { charactersPerDay: 5 } });
  });

  it('leaves a setting away that was written out with its default value', () => {
    expect(compact({ ...least, mode: 'full', tagPrefix: 'dm_', scope: { include: { brands: [] } } })).toEqual(
      least,
    );
  });

  it('keeps a list of engines whole, since one entry less would be another list', () => {
    // Prepare
    const engines: AccountSettingsInput['engines'] = {
      'es>en': ['amazon-translate'],
      '*': ['amazon-translate'],
    };
    // Act and assess
    expect(compact({ ...least, engines })).toEqual({ ...least, engines });
  });

  it("keeps the tool's own part as it was written", () => {
    const vendor = { fields: { language: '360000000001' } };
    expect(compact({ ...least, vendor })).toEqual({ ...least, vendor });
  });
});
