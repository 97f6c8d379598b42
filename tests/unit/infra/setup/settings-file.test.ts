import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SettingsError } from '../../../../infra/problems.ts';
import {
  accountsOf,
  readSettingsFile,
  withAccount,
  withoutAccount,
  writeSettingsFile,
} from '../../../../infra/setup/settings-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dragoman-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const zendesk = {
  vendor: { fields: { subject: '5' }, translation: { to: 'note' } },
  connector: 'zendesk',
  account: '1',
  baseUrl: 'https://acme.zendesk.com',
  runtimeUserId: '7',
  agentLanguages: { default: 'en', groups: { '9': 'de' } },
};
const other = { ...zendesk, account: '2' };
const content = (...accounts: (typeof zendesk)[]) => ({
  ...{ region: 'eu-central-1', stage: 'prod', alarmEmail: 'oncall@example.com' },
  accounts,
});
const patch = {
  ...{ connector: 'zendesk', account: '1', baseUrl: 'https://acme.zendesk.com', runtimeUserId: '8' },
  agentLanguages: { default: 'en' },
  vendor: { fields: { language: '6' } },
};

describe('the settings file', () => {
  it('keeps its order, other accounts, and what people have set beside what connect knows', () => {
    writeSettingsFile(folder, withAccount(content(zendesk, other), patch));

    expect(readFileSync(join(folder, 'prod.json'), 'utf8')).toBe(
      `${JSON.stringify(
        {
          region: 'eu-central-1',
          stage: 'prod',
          alarmEmail: 'oncall@example.com',
          accounts: [
            {
              vendor: { fields: { subject: '5', language: '6' }, translation: { to: 'note' } },
              connector: 'zendesk',
              account: '1',
              baseUrl: 'https://acme.zendesk.com',
              runtimeUserId: '8',
              agentLanguages: { default: 'en', groups: { '9': 'de' } },
            },
            other,
          ],
        },
        null,
        2,
      )}\n`,
    );
  });

  it('gets a new account at its end', () => {
    const after = withAccount(content(other), patch);

    expect(after.accounts.map(({ account }) => account)).toEqual(['2', '1']);
  });

  it('is not touched where nothing changes, however it is laid out', () => {
    const path = join(folder, 'prod.json');
    writeFileSync(path, JSON.stringify(content(zendesk)));
    const { mtimeMs } = statSync(path);

    expect(writeSettingsFile(folder, content(zendesk))).toBe(false);
    expect([statSync(path).mtimeMs, readFileSync(path, 'utf8')]).toEqual([
      mtimeMs,
      JSON.stringify(content(zendesk)),
    ]);
  });

  it('is not touched where it says the same in another order', () => {
    const path = join(folder, 'prod.json');
    const { accounts, alarmEmail, stage, region } = content(zendesk);
    const text = JSON.stringify({ accounts, alarmEmail, stage, region });
    writeFileSync(path, text);

    expect(writeSettingsFile(folder, content(zendesk))).toBe(false);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('keeps the order of a file that was read, and leaves nothing beside it', () => {
    // Prepare
    const path = join(folder, 'prod.json');
    const { accounts, ...stage } = content(zendesk);
    writeFileSync(path, JSON.stringify({ budgets: { usdPerDay: 5 }, accounts, ...stage }));
    // Act
    const read = readSettingsFile(folder, 'prod');
    writeSettingsFile(folder, withAccount(read!, patch));
    // Assess
    expect(Object.keys(JSON.parse(readFileSync(path, 'utf8')))).toEqual([
      ...['budgets', 'accounts', 'region', 'stage', 'alarmEmail'],
    ]);
    expect(readdirSync(folder)).toEqual(['prod.json']);
  });

  it('is not written where it would not be valid', () => {
    const broken = withAccount(content(zendesk), { ...patch, vendor: { fields: { language: 'abc' } } });

    expect(() => writeSettingsFile(folder, broken)).toThrow(SettingsError);
    expect(readSettingsFile(folder, 'prod')).toBeNull();
  });

  it('may lose its last account, and is read again without any', () => {
    writeSettingsFile(folder, withoutAccount(content(zendesk), { connector: 'zendesk', account: '1' }));

    expect(readSettingsFile(folder, 'prod')?.accounts).toEqual([]);
  });

  it('of another stage is refused', () => {
    writeFileSync(join(folder, 'test.json'), JSON.stringify(content(zendesk)));

    expect(() => readSettingsFile(folder, 'test')).toThrow('expected a group with "stage": "test"');
  });

  it('gives the accounts of one tool, complete', () => {
    expect(
      accountsOf(content(zendesk, other), 'zendesk').map(({ account, tagPrefix }) => [account, tagPrefix]),
    ).toEqual([
      ['1', 'dm_'],
      ['2', 'dm_'],
    ]);
    expect(accountsOf(content(zendesk), 'salesforce')).toEqual([]);
  });
});
