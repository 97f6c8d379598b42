import { isDeepStrictEqual } from 'node:util';
import type { AccountSettings, AccountSettingsInput } from '../../account.ts';
import type { Change } from '../../set-up.ts';
import { zendeskSettingsOf } from '../settings.ts';
import type { Wanted } from './questions.ts';
import type { WantedField } from './wanted-fields.ts';
import type { Known } from './work.ts';

/** What the account's entry in the settings says; what people have set beside it stays. */
export function settingsEntry(
  wanted: Wanted,
  { runtimeUserId, fieldIds }: Known,
): AccountSettingsInput | null {
  if (runtimeUserId === null) return null;
  const { account, baseUrl, agentLanguage, messagingAppId } = wanted;
  return {
    ...{ connector: 'zendesk', account, baseUrl, runtimeUserId },
    agentLanguages: { default: agentLanguage },
    vendor: {
      fields: fieldIds,
      ...(messagingAppId === null ? {} : { messaging: { appId: messagingAppId } }),
    },
  };
}

type Setting = readonly [name: string, value: string];

/** What of the entry is known before anything is made, setting by setting. */
function settingsOf(wanted: Wanted, known: Known, fields: readonly WantedField[]): readonly Setting[] {
  return [
    ['baseUrl', wanted.baseUrl],
    ['runtimeUserId', known.runtimeUserId ?? 'the new user'],
    ['agentLanguages.default', wanted.agentLanguage],
    ...fields.map(({ key }): Setting => [`vendor.fields.${key}`, known.fieldIds[key] ?? 'the new field']),
    ...(wanted.messagingAppId === null ? [] : [['vendor.messaging.appId', wanted.messagingAppId] as const]),
  ];
}

/** The change of the settings file; null = it says all that already. */
export function settingsChange(
  wanted: Wanted,
  known: Known,
  fields: readonly WantedField[],
  present: AccountSettings | null,
): Change | null {
  const after = settingsOf(wanted, known, fields);
  const before = new Map(present === null ? [] : presentSettings(present));
  const changed = after.filter(([name, value]) => !isDeepStrictEqual(before.get(name), value));
  if (changed.length === 0) return null;
  return {
    place: 'settings',
    action: present === null ? 'create' : 'update',
    what: `account zendesk ${wanted.account}`,
    details: changed.map(([name, value]) => {
      const old = before.get(name);
      return old === undefined ? `${name}: ${value}` : `${name}: ${old} → ${value}`;
    }),
  };
}

function presentSettings(settings: AccountSettings): readonly Setting[] {
  const { fields, messaging } = zendeskSettingsOf(settings);
  return [
    ['baseUrl', settings.baseUrl.replace(/\/+$/, '')],
    ['runtimeUserId', settings.runtimeUserId],
    ['agentLanguages.default', settings.agentLanguages.default],
    ...Object.entries(fields).flatMap(([key, id]): Setting[] =>
      id === undefined ? [] : [[`vendor.fields.${key}`, id]],
    ),
    ...(messaging === undefined ? [] : [['vendor.messaging.appId', messaging.appId] as const]),
  ];
}
