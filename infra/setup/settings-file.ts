import { existsSync, mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';
import {
  type AccountSettings,
  type AccountSettingsInput,
  accountSettings,
} from '../../connectors/account.ts';
import { SettingsError } from '../problems.ts';
import { parseSettings } from '../settings.ts';

const entry = z.looseObject({ connector: z.string(), account: z.string() });
const known = z.looseObject({
  stage: z.string(),
  region: z.string(),
  alarmEmail: z.string(),
  accounts: z.array(entry),
});

// Taken as it is, since a schema of an object would put the names that it knows first.
const fileContent = z.custom<z.infer<typeof known>>((value) => z.safeParse(known, value).success);

/** A settings file as it is written, which may have no account yet. What nobody here knows of it stays as it is. */
export type SettingsContent = z.infer<typeof fileContent>;
type Key = Readonly<{ connector: string; account: string }>;

const pathOf = (folder: string, stage: string) => join(folder, `${stage}.json`);

/** What `<folder>/<stage>.json` holds; null = there is none. Throws SettingsError for one that cannot be gone on with. */
export function readSettingsFile(folder: string, stage: string): SettingsContent | null {
  const path = pathOf(folder, stage);
  if (!existsSync(path)) return null;
  const parsed = z.safeParse(fileContent, jsonIn(path));
  if (parsed.success && parsed.data.stage === stage) return parsed.data;
  throw new SettingsError([
    `settings/${stage}.json: expected a group with "stage": "${stage}", "region", "alarmEmail" and a list "accounts" (settings/README.md)`,
  ]);
}

function jsonIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new SettingsError([`${path}: is not JSON: ${cause instanceof Error ? cause.message : ''}`], {
      cause,
    });
  }
}

/** Accounts of one tool, as the settings have them. Throws SettingsError for one that is not as it should be. */
export function accountsOf(content: SettingsContent | null, connector: string): readonly AccountSettings[] {
  return (content?.accounts ?? [])
    .filter((account) => account.connector === connector)
    .map((account) => {
      const parsed = z.safeParse(accountSettings, account);
      if (parsed.success) return parsed.data;
      const path = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
      throw new SettingsError([
        `settings: account ${connector} ${account.account}: ${path} is not as it should be`,
      ]);
    });
}

const isAt =
  (key: Key) =>
  ({ connector, account }: Key): boolean =>
    connector === key.connector && account === key.account;

/** The same with an account's entry: new at the end, or what is there already with `patch` put over it. */
export function withAccount(content: SettingsContent, patch: AccountSettingsInput): SettingsContent {
  const isIt = isAt(patch);
  const accounts = content.accounts.some(isIt)
    ? content.accounts.map((account) =>
        isIt(account) ? { ...merged(account, patch), ...keyOf(account) } : account,
      )
    : [...content.accounts, { ...patch }];
  return { ...content, accounts };
}

const keyOf = ({ connector, account }: Key): Key => ({ connector, account });

/** The same without an account's entry. */
export function withoutAccount(content: SettingsContent, key: Key): SettingsContent {
  const isIt = isAt(key);
  return { ...content, accounts: content.accounts.filter((account) => !isIt(account)) };
}

type Group = Readonly<Record<string, unknown>>;

/** Groups are put together name by name, in the order of `base`; everything else is replaced. */
function merged(base: Group, patch: Group): Group {
  const result: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(patch)) {
    const before = base[name];
    result[name] = isGroup(before) && isGroup(value) ? merged(before, value) : value;
  }
  return result;
}

function isGroup(value: unknown): value is Group {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Throws SettingsError where the whole would not be valid. One without any account is none yet and may be written all
 * the same, since the next account is still to come.
 */
export function checkSettingsContent(content: SettingsContent): void {
  if (content.accounts.length > 0) parseSettings(`settings/${content.stage}.json`, content);
}

/** Writes the file; true = it has changed. Throws SettingsError, and writes nothing, where the whole would not be valid. */
export function writeSettingsFile(folder: string, content: SettingsContent): boolean {
  const path = pathOf(folder, content.stage);
  checkSettingsContent(content);
  if (existsSync(path) && isDeepStrictEqual(jsonIn(path), content)) return false;
  mkdirSync(dirname(path), { recursive: true });
  replaceFile(path, `${JSON.stringify(content, null, 2)}\n`);
  return true;
}

/** At no time is there half a file. One that is a link stays a link. */
function replaceFile(path: string, text: string): void {
  const target = existsSync(path) ? realpathSync(path) : path;
  const beside = `${target}.new`;
  writeFileSync(beside, text);
  renameSync(beside, target);
}
